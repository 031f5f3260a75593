/* SPDX-License-Identifier: MIT */
/* The lines that notes begin with: '[^label]: text'. Used by footnotes.c. */
#ifndef MARKDOWN_FOOTNOTE_DEFINITION_H
#define MARKDOWN_FOOTNOTE_DEFINITION_H

#include "markdown/text.h"

typedef struct {
  const char *prefix; /* the line's start: quotes, list items and indentation */
  gsize prefix_length;
  const char *label; /* '^1' */
  gsize label_length;
  const char *rest; /* text of the note on this line */
} Definition;

/* Reads the line [LINE, END) as the start of a note; FALSE when it is none. */
gboolean definition_read(const char *line, const char *end, Definition *definition);

/* Appends what stands before the note: on its FIRST line, or on one that goes on. */
void definition_append_prefix(const Definition *definition, gboolean first, GString *out);

/* For each line of OFFSETS, and one more, the bullet of the next list item from there on that
 * could be taken for a note's neighbor, or 0. For the caller to free. */
char *definition_bullets(const Source *source, const GArray *offsets);

/* A note may begin below an empty line behind its label, where no list item could: the line of
 * its text for the label in line I, 0 when there is none. */
guint definition_text_line(const Source *source, const GArray *offsets, guint i);

/* The bullet for the list item that the note, which goes on to END, becomes, when NEXT is that
 * of the next item, or 0. */
char definition_bullet(const Definition *definition, const char *end, char next);

#endif
