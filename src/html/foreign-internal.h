/* SPDX-License-Identifier: MIT */
/* What the reader of SVG and MathML knows between tags.
 * Used by foreign.c and foreign-attribute.c only. */
#ifndef HTML_FOREIGN_INTERNAL_H
#define HTML_FOREIGN_INTERNAL_H

#include "html/foreign-table.h"
#include "html/foreign.h"
#include "html/tokenizer.h"

struct foreign_open {
  const struct foreign_element *element;
  guint children;
  gboolean written;
  gboolean hushed; /* neither markup nor text is kept */
  gboolean turned; /* mprescripts has been seen */
  gsize inner;     /* offset behind the start tag */
};

/* An attribute that leads to another element of the drawing. */
struct foreign_reference {
  gsize start, end; /* the whole attribute with the space before it */
  const char *attribute, *element;
  char *id; /* as written by the author */
};

struct foreign_reader {
  struct foreign *foreign;
  ForeignNewId new_id;
  gpointer data;
  struct tokeniser tokeniser;
  GString *out;
  GString *source;    /* of a formula, in another language */
  GArray *stack;      /* struct foreign_open; the root is the first */
  GHashTable *given;  /* ids that are written, by the author, to the names of their elements;
                         NULL before the first */
  GArray *references; /* struct foreign_reference */
  gsize root;         /* where more attributes of the root can be put in */
  gboolean is_math, refused;
  gboolean links;                        /* xlink:href is written */
  gboolean speaks, draws_text, ornament; /* holds text, text to look at, is aria-hidden */
  guint titles;                          /* right in it; its own is the first */
};

/* Writes the attributes of the tag just read that ELEMENT takes. */
void foreign_write_attributes(struct foreign_reader *reader,
                              const struct foreign_element *element);

/* What was written from START on is ATTRIBUTE of ELEMENT, which refers to ID. */
void foreign_refer(struct foreign_reader *reader, gsize start, const char *attribute,
                   const char *element, const char *id);

/* All is written but the end of the root: takes out what refers to nothing, or to what it may
 * not refer to. */
void foreign_resolve(struct foreign_reader *reader);

/* Finds new ids for all that TEXT gives; what refers to them follows. */
void foreign_collect_ids(struct foreign_reader *reader, const char *text, gsize length);

#endif
