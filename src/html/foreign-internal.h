/* SPDX-License-Identifier: MIT */
/* The state of the reader of SVG and MathML. Used by foreign.c, foreign-attribute.c and
 * foreign-reference.c only. */
#ifndef HTML_FOREIGN_INTERNAL_H
#define HTML_FOREIGN_INTERNAL_H

#include "html/foreign-table.h"
#include "html/foreign.h"
#include "html/tokenizer.h"

struct foreign_open {
  const struct foreign_element *element;
  guint children;
  gboolean written;
  gboolean hushed; /* markup and text are left out */
  gboolean turned; /* mprescripts has come */
  gsize inner;     /* offset after the start tag */
};

/* An attribute that refers to another element of the drawing. */
struct foreign_reference {
  gsize start, end; /* the whole attribute with the space before it */
  const char *attribute, *element;
  char *id; /* as written by the author */
};

struct foreign_reader {
  struct foreign *foreign;
  ForeignNewId new_id;
  gpointer data;
  struct tokenizer tokenizer;
  GString *out;
  GString *source;   /* the formula's source in another language (annotation) */
  GArray *stack;     /* struct foreign_open; the root is the first */
  GHashTable *given; /* the author's ids that were written, to the names of their elements; NULL
                        at first */
  GArray *references; /* struct foreign_reference */
  gsize root;         /* offset at which attributes can be added to the root */
  gboolean is_math, refused;
  gboolean links;                        /* an xlink:href has been written */
  gboolean speaks, draws_text, ornament; /* has text, visible text, aria-hidden */
  guint titles; /* number of title children; the first one is its own title */
};

/* Writes those attributes of the tag just read that ELEMENT accepts. */
void foreign_write_attributes(struct foreign_reader *reader,
                              const struct foreign_element *element);

/* Notes that the attribute written from offset START to the end of the output refers to ID.
 * ATTRIBUTE and ELEMENT, borrowed, name the attribute and its element; ID is copied. */
void foreign_refer(struct foreign_reader *reader, gsize start, const char *attribute,
                   const char *element, const char *id);

/* Removes the attributes that refer to an id that was not written, or to an element of the
 * wrong kind. To be called when everything but the end tag of the root has been written. */
void foreign_resolve(struct foreign_reader *reader);

/* Requests a new id for each id in TEXT (LENGTH bytes of a drawing). To be called before the
 * attributes are written. */
void foreign_collect_ids(struct foreign_reader *reader, const char *text, gsize length);

#endif
