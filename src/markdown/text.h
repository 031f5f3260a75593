/* SPDX-License-Identifier: MIT */
/* Markdown text on its way to cmark: rewritten in steps, with a map back to the file's lines.
 * Used inside this room by each step before the parser. */
#ifndef MARKDOWN_TEXT_H
#define MARKDOWN_TEXT_H

#include <cmark.h>
#include <glib.h>

#include "markdown/budget.h"
#include "markdown/markdown.h"

/* A non-character that no input may hold (base/text.h drops it), put behind or between bytes to
 * make them mean nothing to cmark; taken out again from all that is written. U+FDD0. */
#define SOURCE_MUTE        "\xef\xb7\x90"
#define SOURCE_MUTE_LENGTH 3

typedef struct {
  const MkepubMarkdownOptions *options;
  Budget *budget;   /* of the article */
  const char *text; /* what cmark shall see now */
  gsize length;
  GString *owned; /* holds text after the first rewriting; NULL before */
  GArray *lines; /* of guint: line of the file for each line of text; NULL: line i is first_line
                    + i */
  char *nonce;   /* see source_nonce; NULL: nothing was put in */
  gboolean muted;         /* SOURCE_MUTE may occur */
  gboolean careful;       /* notes and tables that a parser does not find are left alone */
  guint n_notes;          /* footnote definitions found (footnotes.h) */
  GPtrArray *note_labels; /* of char *; NULL when there are none */
  GPtrArray *tables;      /* of Table * (tables.h); NULL when there are none */
} Source;

/* All borrowed. */
void source_init(Source *source, const char *text, gsize length,
                 const MkepubMarkdownOptions *options, Budget *budget);
void source_clear(Source *source);

/* A copy for a try: what is rewritten in it, SOURCE keeps as it was. SOURCE outlives it, or
 * ends with source_adopt. */
Source source_fork(const Source *source);

/* Makes SOURCE what FORK, a fork of it, has become; takes what FORK owns. */
void source_adopt(Source *source, Source *fork);

/* Takes SOURCE_MUTE out of TEXT. */
void source_unmute(GString *text);

/* Line of the file for line LINE (from 1) of the text as it is now. */
guint source_line(const Source *source, int line);

/* The word that marks what the steps put in (placeholder.h): one that the text does not hold.
 * Made when first asked for. */
const char *source_nonce(Source *source);

/* Whether the bytes A B stand next to each other anywhere; B is the rarer one, as the search
 * goes by it. */
gboolean source_has_pair(const Source *source, char a, char b);

/* What follows the white space and '>' that the line [START, END) begins with, END when nothing
 * does; *quotes is how many '>' these are. */
const char *source_behind_marks(const char *start, const char *end, guint *quotes);

/* Makes TEXT the text, LINES (may be NULL: as before) its map; takes both. What is longer than
 * before is paid from the budget. */
void source_replace(Source *source, GString *text, GArray *lines);

/* Offsets of the lines of the text, and one more at its end; lines are counted from 0. For the
 * caller to unref. */
GArray *source_offsets(const Source *source);

/* Line LINE (from 0) of OFFSETS, its end without the line feed. */
void source_line_at(const Source *source, const GArray *offsets, guint line, const char **start,
                    const char **end);

/* Parses the text as it is now. The tree lives in the thread's arena: it is not freed, but ends
 * with arena_release. An empty document when the budget is spent, or by this. */
cmark_node *source_parse(const Source *source);

/* What a line of a document stands in. */
enum { LINE_TEXT, LINE_CODE, LINE_HTML };

/* For each of N_LINES lines whether it is inside a code or HTML block of DOCUMENT. For the
 * caller to free. */
guint8 *source_line_kinds(cmark_node *document, guint n_lines);

/* The same for the lines at OFFSETS of the text as it is now, in which notes have not been
 * found yet: what is indented below one is no code. For the caller to free. */
guint8 *source_look_at_lines(const Source *source, const GArray *offsets);

#endif
