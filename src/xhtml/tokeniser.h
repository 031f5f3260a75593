/* SPDX-License-Identifier: MIT */
/* Raw HTML cut into text and tags (HTML 13.2.5); no tree, no state but the place.
 * Used by the raw HTML reader. */
#ifndef XHTML_TOKENISER_H
#define XHTML_TOKENISER_H

#include <glib.h>

enum token_kind { TOKEN_END_OF_INPUT, TOKEN_TEXT, TOKEN_START, TOKEN_END, TOKEN_OTHER };

struct token_attribute {
  gsize name, value; /* offsets into tokeniser.strings, of strings that end with NUL */
};

/* Reads [at, end). One token at a time; what it says holds until the next. */
struct tokeniser {
  const char *at, *end;
  const char *raw; /* the token as it stands: [raw, at) */
  enum token_kind kind;
  GString
      *strings; /* the name at offset 0, in lower case; or the text with references resolved */
  GArray *attributes; /* struct token_attribute */
  gboolean self_closing;
  gboolean no_more_tags; /* an unfinished tag was found: all the rest is text */
  gboolean no_instruction_end, no_cdata_end;
};

void tokeniser_init(struct tokeniser *tokeniser);
void tokeniser_clear(struct tokeniser *tokeniser);

/* Begins with another input. */
void tokeniser_feed(struct tokeniser *tokeniser, const char *text, gsize length);

/* The next token. Comments, doctypes, processing instructions and CDATA sections are
 * TOKEN_OTHER. */
enum token_kind tokeniser_next(struct tokeniser *tokeniser);

/* Goes to the end tag of NAME, or to the end of the input when there is none; returns whether
 * there is. */
gboolean tokeniser_skip_to_end_tag(struct tokeniser *tokeniser, const char *name);

/* The first attribute called NAME of the tag just read, or NULL. */
const char *tokeniser_attribute(const struct tokeniser *tokeniser, const char *name);

#endif
