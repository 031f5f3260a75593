/* SPDX-License-Identifier: MIT */
/* The steps of cleaning a drawing, and their shared state. Used by clean.c and the files beside
 * it. The tree of libxml2 is traversed several times, never by recursion: svg_tree_prune
 * removes elements that are not allowed, svg_tree_collect records the ids of the rest,
 * svg_link_all resolves references to them, and svg_attribute_write writes each element's
 * start. The _private of an element that stays points to its row of the table. */
#ifndef MEDIA_SVG_SVG_INTERNAL_H
#define MEDIA_SVG_SVG_INTERNAL_H

#include <libxml/tree.h>
#include <libxml/xmlwriter.h>

#include "html/foreign-table.h"

#define SVG_XLINK "http://www.w3.org/1999/xlink"

/* Kinds of losses for a reader, in the order in which they are reported. */
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
  char *name; /* its new name */
  const xmlNode *node;
  const struct foreign_element *element;
};

struct svg_state {
  guint losses[LOSS_COUNT];
  guint redrawn; /* labels in HTML that became text */
  gboolean bare; /* the root has no namespace, so others need none */
  gboolean animated;
  gboolean links;    /* some reference remains */
  GHashTable *ids;   /* original ids (char *, owned) to struct svg_id *, owned */
  GHashTable *names; /* the new ids: a set of char *, not owned */
  guint minted;
};

/* Returns TRUE when WORD is one of WORDS (separated by single blanks; NULL: none). */
gboolean svg_is_one_of(const char *word, const char *words);

/* Returns TRUE when NODE is in NAMESPACE. */
gboolean svg_has_namespace(const xmlNode *node, const char *namespace);
/* Returns the local name of NODE when it belongs to SVG, otherwise NULL. Borrowed. */
const char *svg_tree_name(const struct svg_state *svg, const xmlNode *node);
/* Returns the value of the attribute NAME in no namespace, borrowed, or NULL. */
const char *svg_tree_attribute(const xmlNode *node, const char *name);
const char *svg_tree_value(const xmlAttr *attribute);
/* Returns the next node after NODE and its content, below ROOT; NULL at the end. */
xmlNode *svg_tree_after(xmlNode *node, const xmlNode *root);

/* Removes from the content of ROOT all nodes that SVG 1.1 does not allow at their place. */
void svg_tree_prune(struct svg_state *svg, xmlNode *root);
/* Fills svg->ids with the ids below ROOT. */
void svg_tree_collect(struct svg_state *svg, xmlNode *root);

/* Returns the entry of ID, in its original spelling, or NULL. */
const struct svg_id *svg_link_find(const struct svg_state *svg, const char *id);
/* Returns TRUE when the attribute or property NAME ('fill', 'mask', …) may refer to ELEMENT. */
gboolean svg_link_fits(const char *name, const struct foreign_element *element);
/* Converts the embedded picture of an 'image' or 'feImage' to its one form, as the attribute
 * 'xlink:href'. Returns FALSE, and counts a loss, when there is no picture that readers
 * show. */
gboolean svg_link_picture(struct svg_state *svg, xmlNode *node);
/* Resolves each reference below ROOT to an existing target, or removes it. */
void svg_link_all(struct svg_state *svg, xmlNode *root);

/* Replaces NODE, a 'foreignObject', by a 'text' with its words; counts a loss when it has more
 * than text. */
void svg_html_redraw(struct svg_state *svg, xmlNode *node);

/* Completes the 'text' after NODE, a 'foreignObject', when it is a fallback for readers without
 * HTML that the drawing program has shortened ('Editor...'). */
void svg_html_complete(struct svg_state *svg, xmlNode *node);

/* Appends VALUE of the property NAME to OUT without references to the outside. Returns FALSE,
 * and appends nothing, when nothing remains or it is not understood. */
gboolean svg_css_value(struct svg_state *svg, const char *name, const char *value,
                       GString *out);
/* Returns the permitted declarations of a style attribute, for the caller to free; "" for
 * none. */
char *svg_css_declarations(struct svg_state *svg, const char *text);
/* Returns the permitted rules of a style sheet, for the caller to free; "" for none. */
char *svg_css_sheet(struct svg_state *svg, const char *text);
/* Appends the selector from TEXT to END with the new ids; returns FALSE when it is not
 * understood. */
gboolean svg_selector_append(const struct svg_state *svg, const char *text, const char *end,
                             GString *out);

/* Writes the attributes of NODE, an element that stays, except those in DONE (separated by
 * blanks; NULL: none). */
void svg_attribute_write(struct svg_state *svg, xmlTextWriter *writer, const xmlNode *node,
                         const char *const *done);

#endif
