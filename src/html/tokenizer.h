/* SPDX-License-Identifier: MIT */
/* Raw HTML cut into text and tags (HTML 13.2.5); no tree, no state but the place.
 * Used by the raw HTML reader. */
#ifndef HTML_TOKENIZER_H
#define HTML_TOKENIZER_H

#include <glib.h>

enum token_kind {
  TOKEN_END_OF_INPUT,
  TOKEN_TEXT,
  TOKEN_START,
  TOKEN_END,
  TOKEN_COMMENT, /* with no end in this input when broken */
  TOKEN_CDATA,   /* its text, as it stands */
  TOKEN_OTHER    /* doctypes, processing instructions, what else begins with '<!', '<?', '</' */
};

struct token_attribute {
  gsize name, value; /* offsets into tokeniser.strings, of strings that end with NUL */
};

/* Reads [at, end). One token at a time; what it says holds until the next. */
struct tokeniser {
  const char *at, *end;
  const char *raw; /* the token as it stands: [raw, at) */
  enum token_kind kind;
  /* the name at offset 0, in lower case; or the text with references resolved */
  GString *strings;
  GArray *attributes; /* struct token_attribute */
  gboolean self_closing;
  gboolean broken;    /* a tag without its '>', with a quote that nobody closes or with more
                         attributes than are read; text that begins like a tag; a comment
                         without its end */
  guint unfinished;   /* tags that did not end: after too many all the rest is text */
  gboolean no_end[6]; /* of quotes, tags, comments, …: there is none from here on */
};

void tokeniser_init(struct tokeniser *tokeniser);
void tokeniser_clear(struct tokeniser *tokeniser);

/* Begins with another input. */
void tokeniser_feed(struct tokeniser *tokeniser, const char *text, gsize length);

/* The next token. Where browsers would swallow text up to the end of the page, the damage is
 * kept small: a tag without '>' ends before the next '<', or its '<' is text; a value without
 * its closing quote ends at the tag's '>'. */
enum token_kind tokeniser_next(struct tokeniser *tokeniser);

/* Goes to the end tag of NAME, or to the end of the input when there is none; returns whether
 * there is. When *depth is not negative, start tags of NAME on the way add to it, and as many
 * end tags are passed over. */
gboolean tokeniser_skip_to_end_tag(struct tokeniser *tokeniser, const char *name, gint *depth);

/* The first attribute called NAME of the tag just read, or NULL. */
const char *tokeniser_attribute(const struct tokeniser *tokeniser, const char *name);

#endif
