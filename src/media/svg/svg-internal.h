/* SPDX-License-Identifier: MIT */
/* The steps of cleaning a drawing, and what they tell each other.
 * Used by clean.c and the files beside it.
 *
 * The tree of libxml2 is gone through some times, never by recursion: svg_tree_prune takes out
 * what cannot stay, svg_tree_collect learns the ids of what is left, svg_link_all settles what
 * refers to them, and svg_attribute_write writes each element's start. An element that stays
 * has its row of the table as _private. */
#ifndef MEDIA_SVG_SVG_INTERNAL_H
#define MEDIA_SVG_SVG_INTERNAL_H

#include <libxml/tree.h>
#include <libxml/xmlwriter.h>

#include "html/foreign-table.h"

#define SVG_XLINK "http://www.w3.org/1999/xlink"

/* What a reader may miss, in the order in which it is told. */
enum svg_loss {
  LOSS_SCRIPT,
  LOSS_HANDLER,
  LOSS_REFERENCE,
  LOSS_PICTURE,
  LOSS_HTML,
  LOSS_ELEMENT,
  LOSS_FONT,
  LOSS_RULE,
  LOSS_COUNT
};

/* An id of the drawing. */
struct svg_id {
  char *name; /* as it is written now */
  const xmlNode *node;
  const struct foreign_element *element;
};

struct svg_state {
  guint losses[LOSS_COUNT];
  guint redrawn; /* labels in HTML that became text */
  gboolean bare; /* the root has no namespace, nor need the others */
  gboolean animated;
  gboolean links;    /* some reference is left */
  GHashTable *ids;   /* as they were written (char *, owned) to struct svg_id *, owned */
  GHashTable *names; /* as they are written now: a set of char *, not owned */
  guint minted;
};

/* TRUE when WORD is one of WORDS (parted by single blanks; NULL: none). */
gboolean svg_is_one_of(const char *word, const char *words);

/* TRUE when NODE is in NAMESPACE. */
gboolean svg_has_namespace(const xmlNode *node, const char *namespace);
/* The local name of NODE when it is of SVG, else NULL. */
const char *svg_tree_name(const struct svg_state *svg, const xmlNode *node);
/* The value of the attribute NAME of no namespace, or NULL. */
const char *svg_tree_attribute(const xmlNode *node, const char *name);
const char *svg_tree_value(const xmlAttr *attribute);
/* What comes after NODE and all that is in it, below ROOT; NULL at the end. */
xmlNode *svg_tree_after(xmlNode *node, const xmlNode *root);

/* Leaves of what is below ROOT only what SVG 1.1 allows in its place. */
void svg_tree_prune(struct svg_state *svg, xmlNode *root);
/* Fills svg->ids. */
void svg_tree_collect(struct svg_state *svg, xmlNode *root);

/* What ID, as it was written, is now, or NULL. */
const struct svg_id *svg_link_find(const struct svg_state *svg, const char *id);
/* TRUE when the attribute or property NAME ('fill', 'mask', …) may refer to ELEMENT. */
gboolean svg_link_fits(const char *name, const struct foreign_element *element);
/* Brings the embedded picture of an 'image' or 'feImage' into its one form, as the attribute
 * 'xlink:href'. FALSE when there is none that readers show; told. */
gboolean svg_link_picture(struct svg_state *svg, xmlNode *node);
/* Makes each reference below ROOT one to what is there, or takes it out. */
void svg_link_all(struct svg_state *svg, xmlNode *root);

/* Puts in the place of NODE, a 'foreignObject', a 'text' that says the same; told when it is
 * more than text. */
void svg_html_redraw(struct svg_state *svg, xmlNode *node);

/* A drawing that has another 'text' behind NODE for who shows no HTML may have cut it short
 * ('Editor...'): it gets all the words. */
void svg_html_complete(struct svg_state *svg, xmlNode *node);

/* VALUE of the property NAME without what leads out of the drawing; FALSE when nothing is left
 * or when it is not understood. Appends to OUT only when TRUE. */
gboolean svg_css_value(struct svg_state *svg, const char *name, const char *value,
                       GString *out);
/* What is left of the declarations of a style attribute, for the caller to free; "" for
 * nothing. */
char *svg_css_declarations(struct svg_state *svg, const char *text);
/* What is left of a style sheet, the same. */
char *svg_css_sheet(struct svg_state *svg, const char *text);
/* Appends the selector from TEXT to END with the ids as they are now; FALSE when it is not
 * understood. */
gboolean svg_selector_append(const struct svg_state *svg, const char *text, const char *end,
                             GString *out);

/* Writes the attributes of NODE, an element that stays, but for those that DONE (NULL: none)
 * lists. */
void svg_attribute_write(struct svg_state *svg, xmlTextWriter *writer, const xmlNode *node,
                         const char *const *done);

#endif
