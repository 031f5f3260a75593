/* SPDX-License-Identifier: MIT */
/* The state of a text while its template tags are expanded. Used only by templates.c, expand.c,
 * blocks.c, attributes.c and output.c. */
#ifndef MARKDOWN_TEMPLATES_TEMPLATES_INTERNAL_H
#define MARKDOWN_TEMPLATES_TEMPLATES_INTERNAL_H

#include "markdown/templates/forms.h"
#include "markdown/text.h"

enum {
  TEMPLATE_MARKS = 4,    /* forms of tags (tag.h) */
  TEMPLATE_VALUE = 8192, /* the most bytes of an assigned value */
  TEMPLATE_RAW = 2,      /* HTML elements that hold code */
  TEMPLATE_RUNS = 81     /* a longer run of backticks is text for cmark, too */
};

/* A quotation whose text continues up to its end tag. */
typedef struct {
  const char *end; /* where its end tag begins; NULL: none is open */
  GString *credit; /* to be written below the text; NULL: none is open */
  TagPlace place;
  char *prefix;
} TemplateQuote;

typedef struct {
  MarkdownText *source;
  const char *text, *end;
  GArray *offsets;
  guint8 *kinds; /* the kind of each line, of markdown_text_find_code */
  GString *out;
  GArray *lines;     /* of guint: line of the file for each line of out */
  guint line;        /* the line of text that is being read, from 0 */
  const char *taken; /* where the last tag that was expanded or left out ends */
  const char *close[TEMPLATE_MARKS];
  const char *no_backtick[TEMPLATE_RUNS]; /* no run of that length follows up to here */
  const char *raw_close[TEMPLATE_RAW]; /* the next end tag of each element; the end of the text
                                          without one */
  GHashTable *ends;    /* of name to where its last end tag begins; NULL until needed */
  TemplateQuote quote; /* the open quotation */
  gsize vain;          /* bytes that were read in vain for ends of quotations */
  char *id;            /* for the next block; NULL: none waits */
  GHashTable *values;  /* of name to char * */
  GHashTable *removed; /* of name to TemplateRemoved * */
} Templates;

typedef struct {
  char *name;
  guint line, count; /* where it first occurred, in the file; how often */
} TemplateRemoved;

/* Appends LENGTH bytes of TEXT to the output, with the current line for each line feed in the
 * map. Appends nothing once the budget is spent. */
void templates_put(Templates *t, const char *text, gsize length);

/* Appends the bytes of the text from FROM up to TO to the output, each line with its own
 * number, and moves the current line to TO. Returns TO. */
const char *templates_copy(Templates *t, const char *from, const char *to);

/* Moves the current line forward to that of P. Returns P. */
const char *templates_advance(Templates *t, const char *p);

/* Records, for the report, that a tag of this NAME was left out in the current line. */
void templates_remember(Templates *t, const char *name);

/* Returns the white space and '>' in front of P on its line, with at most GUARD_CONTAINERS '>',
 * for the caller to free. Returns NULL if the line has other text in front of P. */
char *templates_prefix(const Templates *t, const char *p);

/* Returns whether only spaces and tabs follow P on its line. */
gboolean templates_ends_line(const Templates *t, const char *p);

/* Expands the tag at P, a '{'. Returns where to continue; P itself if it is text. */
const char *templates_take_tag(Templates *t, const char *p);

/* Expands TAG, a statement that reaches up to an end tag: writes the code or text between the
 * two, records the value, or leaves it out. TAG ends at STOP; PREFIX is that of
 * templates_prefix, or NULL. Returns where to continue, or NULL if TAG is not such a statement
 * or has no end tag. */
const char *templates_take_block(Templates *t, const Tag *tag, const char *stop,
                                 const char *prefix);

/* Returns whether an end tag of NAME begins at P or later. The first call reads the text from
 * its P on, so later calls must not pass an earlier P. */
gboolean templates_has_end(Templates *t, const char *name, const char *p);

/* Opens the quotation of TAG, which ends at STOP, at PLACE and with PREFIX (may be NULL) in
 * front of its lines. Returns FALSE, with nothing written, if its text is not what follows: TAG
 * has no end tag of its own, or another quotation is open. */
gboolean templates_open_quote(Templates *t, const Tag *tag, const char *stop, TagPlace place,
                              const char *prefix);

/* Writes the credit of the open quotation and closes it. */
void templates_close_quote(Templates *t);

/* Expands kramdown's attribute list at P, '{:'. An id in it goes into the next block or becomes
 * an anchor; the rest is left out. Returns where to continue; P itself if it is text. */
const char *templates_take_attributes(Templates *t, const char *p);

/* Writes the waiting id into the block that begins in the line [P, STOP). Returns where to
 * continue; P itself, with the id still waiting, if the line is empty. */
const char *templates_place_id(Templates *t, const char *p, const char *stop);

#endif
