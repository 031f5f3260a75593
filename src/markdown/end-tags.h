/* SPDX-License-Identifier: MIT */
/* Which end tags of raw HTML are still to come: the raw HTML reader asks before it hides
 * anything up to one. Used by the walk over the tree. */
#ifndef MARKDOWN_END_TAGS_H
#define MARKDOWN_END_TAGS_H

#include <cmark.h>

#include "html/html.h"

/* What is known of one tree; found out when first asked. */
typedef struct {
  cmark_node *root;
  cmark_node *at;     /* the raw HTML that is being fed */
  GHashTable *ends;   /* "script" or "--" to the number of the last node that holds its end */
  GHashTable *failed; /* the same to the number of the last node of a search in vain */
} Ahead;

void ahead_init(Ahead *ahead, cmark_node *root);
void ahead_clear(Ahead *ahead);

/* See MkepubHtmlAhead. The tree's nodes are numbered in their user data. What is found is taken
 * to be skipped, and what is not found is remembered: all questions together cost no more than
 * a few passes over the tree. */
gboolean ahead_has_end(Ahead *ahead, const char *end, MkepubHtmlReach reach, gint depth);

/* The bytes of NODE that are raw HTML, or are when raw HTML is open around them (an indented
 * line of a script is a code block for cmark); NULL for other nodes. */
const char *ahead_markup(cmark_node *node);

#endif
