/* SPDX-License-Identifier: MIT */
/* Finds out which end tags of raw HTML are still to come. The reader of raw HTML asks before it
 * hides anything up to such a tag. Used by render.c, which keeps the current node, and
 * markdown.c, which passes the questions on. */
#ifndef MARKDOWN_END_TAGS_H
#define MARKDOWN_END_TAGS_H

#include <cmark.h>

#include "html/html.h"

/* The end tags of one tree, collected at the first question. */
typedef struct {
  cmark_node *root;
  cmark_node *at;     /* the raw HTML that is being fed */
  GHashTable *ends;   /* "script" or "--" to the number of the last node that holds its end */
  GHashTable *failed; /* to the number of the last node of a search in vain */
} Ahead;

void ahead_init(Ahead *ahead, cmark_node *root);
void ahead_clear(Ahead *ahead);

/* Returns whether END, a name or "--", is still to come within REACH of the node ahead->at;
 * DEPTH is the number of other start tags of that name that are open, or -1 if they do not
 * count (see MkepubHtmlAhead). Numbers the tree's nodes in their user data. The caller is
 * expected to skip up to an end that is found, and a search in vain is remembered; so all
 * questions together cost no more than a few passes over the tree. */
gboolean ahead_has_end(Ahead *ahead, const char *end, MkepubHtmlReach reach, gint depth);

/* Returns the bytes of NODE that are raw HTML, or would be inside open raw HTML (to
 * cmark, an indented line of a script is a code block). The node owns them. Returns
 * NULL for other nodes. */
const char *ahead_markup(cmark_node *node);

#endif
