/* SPDX-License-Identifier: MIT */
/* SVG and MathML in raw HTML: decides whether a drawing or formula can be part of a chapter,
 * and rewrites it as XML. Used by the raw HTML reader. */
#ifndef HTML_FOREIGN_H
#define HTML_FOREIGN_H

#include <glib.h>

/* The result of reading a drawing or formula. All members are owned; foreign_clear frees
 * them. */
struct foreign {
  GString *markup;    /* the markup to write; NULL when it cannot be kept */
  GString *text;      /* all text in it that a reader would see */
  char *label;        /* its label (aria-label, alttext), or NULL */
  gboolean changed;   /* a part of the markup was left out */
  gboolean titled;    /* the drawing's own title contains words */
  gboolean described; /* it has a label, title or text, or is an ornament */
  GHashTable *kinds;  /* the author's ids that were written, to element names; or NULL */
  GHashTable *ids;    /* the author's ids, to the ids in the markup; or NULL */
};

/* Returns a new id made from WISH, owned by the object that DATA points to. */
typedef const char *(*ForeignNewId)(gpointer data, const char *wish);

/* Reads LENGTH bytes that begin with the start tag of <svg> or <math> and end before its end
 * tag, and fills FOREIGN, which the caller clears with foreign_clear. NEW_ID is called with
 * DATA for each id.
 *
 * The markup is kept when its tags match, when it contains only elements of SVG 2 or of
 * presentation MathML 3 with the number of children they need, and when it contains no script,
 * style sheet, foreign object or reference to other files. From kept markup, event handlers,
 * animations, links, data of drawing programs and unknown attributes are removed; styles become
 * attributes; names are spelled as XML requires. The time is linear in LENGTH; the function is
 * not recursive. */
void foreign_read(struct foreign *foreign, const char *text, gsize length, ForeignNewId new_id,
                  gpointer data);
/* Frees the members of FOREIGN. */
void foreign_clear(struct foreign *foreign);

/* Returns TRUE when NAME, in lower case, is an element of SVG or MathML. */
gboolean foreign_is_name(const char *name);

/* Returns TRUE for elements that are referred to but never drawn themselves, such as gradients.
 * KIND is the name of an element or NULL. */
gboolean foreign_is_definition(const char *kind);

#endif
