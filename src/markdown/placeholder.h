/* SPDX-License-Identifier: MIT */
/* Placeholders: the words that represent a footnote, its references or a table in the text
 * while cmark parses it. Used by the steps that put them in (footnotes.c, table-move.c), and by
 * those that check them and turn them back. */
#ifndef MARKDOWN_PLACEHOLDER_H
#define MARKDOWN_PLACEHOLDER_H

#include "markdown/text.h"

/* The kinds of placeholders: the byte after the nonce. A number, counted from 0, follows it. */
#define MARK_NOTE      'f'
#define MARK_REFERENCE 'r'
#define MARK_TABLE     't'

/* Returns the number of the placeholder of KIND that WORDS (may be NULL) begins with, if it is
 * less than N; otherwise -1. */
int placeholder_read(const MarkdownText *source, const char *words, char kind, guint n);

/* Returns the number of the placeholder of KIND that the text of NODE begins with, if NODE is a
 * heading and the number is less than N; otherwise -1. */
int placeholder_of_heading(const MarkdownText *source, cmark_node *node, char kind, guint n);

/* Parses TEXT in place of SOURCE's. Returns for each of the N placeholders of KIND whether it
 * becomes a heading there, and not part of another block: N bytes, 1 or 0, for the caller to
 * free. Releases the thread's arena. */
guint8 *placeholder_find_placed(const MarkdownText *source, const GString *text, char kind,
                                guint n);

/* Returns whether DOCUMENT, the tree of SOURCE, has all notes and tables in their places and no
 * placeholder inside other text. SOURCE must have a nonce. */
gboolean placeholders_are_intact(const MarkdownText *source, cmark_node *document);

#endif
