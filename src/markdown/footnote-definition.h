/* SPDX-License-Identifier: MIT */
/* Reads the lines that begin footnotes: '[^label]: text'. Used by footnotes.c. */
#ifndef MARKDOWN_FOOTNOTE_DEFINITION_H
#define MARKDOWN_FOOTNOTE_DEFINITION_H

#include "markdown/text.h"

typedef struct {
  const char *prefix; /* start of the line: markers of quotes and list items, indentation */
  gsize prefix_length;
  const char *label; /* '^1' */
  gsize label_length;
  const char *rest; /* text of the note on this line */
} Definition;

/* Reads the line [LINE, END) as the start of a note into *DEFINITION, which borrows the line.
 * Returns FALSE if the line does not begin a note. */
gboolean definition_read(const char *line, const char *end, Definition *definition);

/* Appends to OUT the prefix of the note's FIRST line, or that of a line that continues it: the
 * same without list markers. */
void definition_append_prefix(const Definition *definition, gboolean first, GString *out);

/* Returns, for each line of OFFSETS and for the end, the bullet of the next item from there on
 * that could join a list with the note's item; 0 without one. For the caller to free. */
char *definition_bullets(const MarkdownText *source, const GArray *offsets);

/* The text of a note may begin after an empty line below its label, where that of a list item
 * could not. Returns the number (from 0) of the line where it begins, for a label in line I; 0
 * if there is no such line. */
guint definition_text_line(const MarkdownText *source, const GArray *offsets, guint i);

/* Returns the bullet for the list item that the note becomes. END is the end of the note's
 * first line; NEXT is the bullet of the next item, or 0. */
char definition_bullet(const Definition *definition, const char *end, char next);

#endif
