/* SPDX-License-Identifier: MIT */
/* A text while its template tags are taken out. Used by templates.c, expand.c,
 * blocks.c, attributes.c and output.c alone. */
#ifndef MARKDOWN_TEMPLATES_TEMPLATES_INTERNAL_H
#define MARKDOWN_TEMPLATES_TEMPLATES_INTERNAL_H

#include "markdown/templates/forms.h"
#include "markdown/text.h"

enum {
  TEMPLATE_MARKS = 4,    /* forms of tags (tag.h) */
  TEMPLATE_VALUE = 8192, /* bytes of an assigned value */
  TEMPLATE_RAW = 2,      /* HTML elements that hold code */
  TEMPLATE_RUNS = 81     /* longer runs of backticks are text to cmark as well */
};

/* A quotation whose text goes on up to its end tag. */
typedef struct {
  const char *end; /* where that begins; NULL: none is open */
  GString *credit; /* to be written below the text; NULL: none is open */
  TagPlace place;
  char *prefix;
} TemplateQuote;

typedef struct {
  Source *source;
  const char *text, *end;
  GArray *offsets;
  guint8 *kinds; /* by line: what source_line_kinds says */
  GString *out;
  GArray *lines;     /* of guint: the file's line for each line of out */
  guint line;        /* of text, from 0, that is read now */
  const char *taken; /* where the last tag that was written or left out ends */
  const char *close[TEMPLATE_MARKS];
  const char *no_backtick[TEMPLATE_RUNS]; /* up to there, no run of that length follows */
  const char *raw_close[TEMPLATE_RAW];    /* the next end tag of each; the end: there is none */
  GHashTable *ends;    /* of name to where the last end tag of it begins; NULL: not yet asked */
  TemplateQuote quote; /* that is open */
  gsize vain;          /* bytes that were read to find ends of quotations, without success */
  char *id;            /* for the next block; NULL: none waits */
  GHashTable *values;  /* of name to char * */
  GHashTable *removed; /* of name to TemplateRemoved * */
} Templates;

typedef struct {
  char *name;
  guint line, count; /* where it was first seen, in the file; how often */
} TemplateRemoved;

/* Appends to the output and keeps its map of lines; nothing once the budget is spent. */
void templates_put(Templates *t, const char *text, gsize length);

/* The same for the bytes from FROM up to TO of the text itself, of which each line has its own
 * number. Returns TO. */
const char *templates_copy(Templates *t, const char *from, const char *to);

/* Goes on to P, over the lines between. Returns P. */
const char *templates_advance(Templates *t, const char *p);

/* Notes that a tag of this NAME was left out. */
void templates_remember(Templates *t, const char *name);

/* White space and quote marks before P on its line, up to GUARD_CONTAINERS of these, for the
 * caller to free; NULL when there is more. */
char *templates_prefix(const Templates *t, const char *p);

/* Whether only blanks follow P on its line. */
gboolean templates_ends_line(const Templates *t, const char *p);

/* What begins at P, a '{': writes what it means. Returns where to go on; P when it is text. */
const char *templates_take_tag(Templates *t, const char *p);

/* A statement that reaches up to its end, TAG up to STOP, PREFIX before it as of
 * templates_prefix: writes the code, the text or the value between the two. Returns where to go
 * on, or NULL when TAG is none of them. */
const char *templates_take_block(Templates *t, const Tag *tag, const char *stop,
                                 const char *prefix);

/* Whether an end tag of NAME begins at P or later; the first call looks from its P on. */
gboolean templates_has_end(Templates *t, const char *name, const char *p);

/* Opens the quotation of TAG, which ends at STOP. FALSE when its text is not what follows: it
 * has no end of its own, or another is open. */
gboolean templates_open_quote(Templates *t, const Tag *tag, const char *stop, TagPlace place,
                              const char *prefix);

/* Writes the credit of the open quotation and closes it. */
void templates_close_quote(Templates *t);

/* The same as templates_take_tag for kramdown's attribute list at P, '{:'. */
const char *templates_take_attributes(Templates *t, const char *p);

/* Puts the id that waits into the block that begins in the line [P, STOP). Returns where to go
 * on. */
const char *templates_place_id(Templates *t, const char *p, const char *stop);

#endif
