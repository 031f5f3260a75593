/* SPDX-License-Identifier: MIT */
/* Splits raw HTML into text and tags (HTML 13.2.5). Builds no tree; its only state is the
 * position. Used by the raw HTML reader. */
#ifndef HTML_TOKENIZER_H
#define HTML_TOKENIZER_H

#include <glib.h>

enum token_kind {
  TOKEN_END_OF_INPUT,
  TOKEN_TEXT,
  TOKEN_START,
  TOKEN_END,
  TOKEN_COMMENT, /* broken when it has no end in this input */
  TOKEN_CDATA,   /* a CDATA section; its text is not decoded */
  TOKEN_OTHER /* doctypes, processing instructions, and all else that begins with '<!', '<?' or
                 '</' */
};

struct token_attribute {
  gsize name, value; /* offsets of NUL-terminated strings in tokenizer.strings */
};

/* Reads [at, end) token by token. The description of a token is valid until the next one is
 * read. */
struct tokenizer {
  const char *at, *end;
  const char *raw; /* the markup of the token: [raw, at) */
  enum token_kind kind;
  /* the name of a tag in lower case at offset 0, or text with character references resolved */
  GString *strings;
  GArray *attributes; /* struct token_attribute */
  gboolean self_closing;
  gboolean broken; /* a tag without its '>', with an unclosed quote or with too many attributes;
                    * text that begins like a tag; a comment without its end */
  guint unfinished;   /* number of tags without an end: after too many, the rest of the input is
                         text */
  gboolean no_end[6]; /* by kind of end (quote, tag, comment, …): it does not occur in the rest
                         of the input */
};

/* Prepares TOKENISER, which the caller clears with tokenizer_clear. */
void tokenizer_init(struct tokenizer *tokenizer);
/* Frees the members of TOKENISER. */
void tokenizer_clear(struct tokenizer *tokenizer);

/* Begins to read LENGTH bytes of TEXT, which is borrowed until the next call or the end of
 * use. */
void tokenizer_feed(struct tokenizer *tokenizer, const char *text, gsize length);

/* Reads the next token and returns its kind. Limits the damage where a browser would lose the
 * text up to the end of the page: a tag without '>' ends in front of the next '<', or its '<'
 * is text; a value without its closing quote ends at the '>' of the tag. */
enum token_kind tokenizer_next(struct tokenizer *tokenizer);

/* Moves to the '<' of the next end tag of NAME and returns TRUE, or moves to the end of the
 * input and returns FALSE. When *DEPTH is not negative, elements of that name nest: each start
 * tag adds one to *DEPTH, and each end tag subtracts one until *DEPTH is 0. */
gboolean tokenizer_skip_to_end_tag(struct tokenizer *tokenizer, const char *name, gint *depth);

/* Returns the value of the first attribute NAME of the tag just read, or NULL. Valid until the
 * next token. */
const char *tokenizer_attribute(const struct tokenizer *tokenizer, const char *name);

#endif
