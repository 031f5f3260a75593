/* SPDX-License-Identifier: MIT */
/* SVG and MathML in the text: whether they may stand in a chapter, and how they are spelled
 * then. Used by the raw HTML reader. */
#ifndef HTML_FOREIGN_H
#define HTML_FOREIGN_H

#include <glib.h>

/* What came of a piece of foreign markup. */
struct foreign {
  GString *markup;    /* to be written; NULL when it cannot be kept */
  GString *text;      /* all the text in it that a reader would see */
  char *label;        /* what it says of itself (aria-label, alttext), or NULL */
  gboolean changed;   /* something was left out of the markup */
  gboolean titled;    /* the drawing's own title says something */
  gboolean described; /* it has a label, a title, a text, or is an ornament */
  GHashTable *kinds;  /* ids as written by the author to the names of their elements; as ids */
  GHashTable *ids;    /* ids as written by the author to those in the markup, or NULL */
};

/* A new id for WISH, owned by whoever DATA is. */
typedef const char *(*ForeignNewId)(gpointer data, const char *wish);

/* Reads LENGTH bytes that begin with the start tag of <svg> or <math> and end before its end
 * tag. It is kept when its tags match, when all its elements are of SVG 2 or of presentation
 * MathML 3 with as many children as they need, and when it holds no script, style sheet,
 * foreign object or reference to anything outside. Event handlers, animations, links, editors'
 * data and unknown attributes are left out of what is kept; styles become attributes; names are
 * spelled as XML wants them. Linear in LENGTH, not recursive. */
void foreign_read(struct foreign *foreign, const char *text, gsize length, ForeignNewId new_id,
                  gpointer data);
void foreign_clear(struct foreign *foreign);

/* TRUE when NAME (in lower case) is an element of SVG or MathML. */
gboolean foreign_is_name(const char *name);

/* Whether an element of this name (may be NULL) is only referred to and never drawn itself. */
gboolean foreign_is_definition(const char *kind);

#endif
