/* SPDX-License-Identifier: MIT */
/* Marks: what stands in the text for a footnote, its reference or a table until cmark is
 * through. Used by the steps that put them in, and by what turns them back. */
#ifndef MARKDOWN_PLACEHOLDER_H
#define MARKDOWN_PLACEHOLDER_H

#include "markdown/text.h"

/* The kinds; behind one stands a number, counted from 0. */
#define MARK_NOTE      'f'
#define MARK_REFERENCE 'r'
#define MARK_TABLE     't'

/* The number of the mark of KIND that WORDS (may be NULL) begins with, if it is less than N;
 * else -1. */
int mark_read(const Source *source, const char *words, char kind, guint n);

/* The same of the text of NODE, if that is a heading. */
int mark_of_heading(const Source *source, cmark_node *node, char kind, guint n);

/* For each of N marks of KIND whether it becomes a heading when TEXT is parsed, and not the
 * text of something else. For the caller to free. */
guint8 *mark_find_placed(const Source *source, const GString *text, char kind, guint n);

/* Whether DOCUMENT, made of SOURCE, has all notes and tables in their places, and no mark in a
 * text that is read. */
gboolean mark_all_placed(const Source *source, cmark_node *document);

#endif
