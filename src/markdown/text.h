/* SPDX-License-Identifier: MIT */
/* Markdown text on its way to cmark: rewritten in steps, with a map back to the lines of the
 * file. Used by each step before the parse and by the walk over the tree. */
#ifndef MARKDOWN_TEXT_H
#define MARKDOWN_TEXT_H

#include <cmark.h>
#include <glib.h>

#include "markdown/budget.h"
#include "markdown/markdown.h"

/* U+FDD0, a noncharacter that no input holds (base/text.h drops it). A step inserts it next to
 * bytes that cmark or an extension must not read as markup; every output drops it again. */
#define MARKDOWN_TEXT_MUTE        "\xef\xb7\x90"
#define MARKDOWN_TEXT_MUTE_LENGTH 3

typedef struct {
  const MkepubMarkdownOptions *options;
  Budget *budget;   /* of the article */
  const char *text; /* the text as cmark would see it now */
  gsize length;
  GString *owned; /* holds text after the first rewriting; NULL before */
  GArray *lines; /* of guint: line of the file for each line of text; NULL: line i is first_line
                    + i */
  char *nonce;   /* see markdown_text_nonce; NULL without placeholders */
  gboolean muted;   /* MARKDOWN_TEXT_MUTE may occur */
  gboolean careful; /* notes and tables in doubt are checked by a parse and may remain text */
  guint n_notes;    /* footnote definitions found (footnotes.h) */
  GPtrArray *note_labels; /* of char *; NULL without notes */
  GPtrArray *tables;      /* of Table * (tables.h); NULL without tables */
} MarkdownText;

/* Begins with LENGTH bytes of TEXT. SOURCE borrows TEXT, OPTIONS and BUDGET;
 * markdown_text_clear frees the rest. */
void markdown_text_init(MarkdownText *source, const char *text, gsize length,
                        const MkepubMarkdownOptions *options, Budget *budget);
void markdown_text_clear(MarkdownText *source);

/* Returns a copy for a trial; rewriting it does not change SOURCE. The copy borrows from SOURCE
 * and must end first, by markdown_text_clear or markdown_text_adopt. */
MarkdownText markdown_text_fork(const MarkdownText *source);

/* Moves FORK, a fork of SOURCE, into SOURCE and frees what SOURCE had. FORK must not be used
 * afterwards. */
void markdown_text_adopt(MarkdownText *source, MarkdownText *fork);

/* Removes each MARKDOWN_TEXT_MUTE from TEXT. */
void markdown_text_unmute(GString *text);

/* Returns the line of the file for line LINE (from 1) of the text as it is now. */
guint markdown_text_line(const MarkdownText *source, int line);

/* Returns the word that marks placeholders (placeholder.h), which does not occur in the text.
 * The first call makes it; SOURCE owns it. */
const char *markdown_text_nonce(MarkdownText *source);

/* Returns whether the byte A comes directly in front of B anywhere in the text. B should be the
 * rarer byte, because the search goes by it. */
gboolean markdown_text_has_pair(const MarkdownText *source, char a, char b);

/* Returns the first byte of the line [START, END) that is neither white space nor '>'; END
 * without one. *QUOTES becomes the number of '>' in front of it. */
const char *markdown_text_skip_marks(const char *start, const char *end, guint *quotes);

/* Replaces the text by TEXT and its map by LINES (NULL: the map remains). Takes ownership of
 * both. The budget pays for the growth. */
void markdown_text_replace(MarkdownText *source, GString *text, GArray *lines);

/* Returns the offsets of the lines of the text, counted from 0, and one more for its end. For
 * the caller to unref. */
GArray *markdown_text_offsets(const MarkdownText *source);

/* Sets [*START, *END) to line LINE (from 0) of OFFSETS, without its line feed. */
void markdown_text_line_at(const MarkdownText *source, const GArray *offsets, guint line,
                           const char **start, const char **end);

/* Parses the text as it is now. Returns the tree, which lives in the thread's arena: the caller
 * does not free it, but calls arena_release. Returns an empty document if the budget is spent
 * or cannot pay for the tree. */
cmark_node *markdown_text_parse(const MarkdownText *source);

/* The kind of block that a line belongs to. */
enum { LINE_TEXT, LINE_CODE, LINE_HTML };

/* Returns for each of N_LINES lines of DOCUMENT whether it is in a code or HTML block, as one
 * byte. For the caller to free. */
guint8 *markdown_text_line_kinds(cmark_node *document, guint n_lines);

/* Parses the text as it is now and returns the kinds of its lines at OFFSETS, one byte each,
 * for the caller to free. Notes are not found yet, so those at column 0 count as list items:
 * indented text below one is not code. Releases the thread's arena. */
guint8 *markdown_text_find_code(const MarkdownText *source, const GArray *offsets);

#endif
