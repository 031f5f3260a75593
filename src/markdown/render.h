/* SPDX-License-Identifier: MIT */
/* The walk over cmark's tree, which writes XHTML. Used by markdown.c; shares its state with
 * blocks.c, inline.c, document.c and plain-text.c. */
#ifndef MARKDOWN_RENDER_H
#define MARKDOWN_RENDER_H

#include "html/html.h"
#include "markdown/end-tags.h"
#include "markdown/text.h"

typedef struct {
  cmark_node *item; /* list item that holds the note; NULL if it was not found */
  guint number;     /* as shown, from 1 by first references; 0: not referenced so far */
  guint marks;      /* references so far */
  char *id;         /* id of the note in the document */
  char *mark_id;    /* id of its first reference */
} Note;

typedef struct {
  const MarkdownText *source;
  const MkepubMarkdownOptions *options;
  MkepubWriter *writer;
  MkepubHtml *html;
  Ahead *ahead; /* of the tree that is being rendered */
  MkepubMarkdownFacts *facts;
  gboolean extensions; /* all inline forms of the extension layer are on */
  Note *notes;         /* of source->n_notes */
  GArray *note_order;  /* of guint: notes in the order of first references */
  cmark_node **cells;  /* headings that hold the cells of tables, in order */
  guint n_cells;
  guint8 levels[6]; /* levels in the text of the headings that are open here */
  guint n_levels;
  gboolean link_open;  /* a link that Markdown opened; links do not nest */
  gboolean title_seen; /* a heading occurred, so later ones are not compared with the title */
  GHashTable *spans;   /* text node to GArray of Span; see highlight-spans.h */
  GHashTable *labels;  /* of notes, in lower case, to their index plus 1; NULL until needed */
  GHashTable *slugs;   /* of headings, to the number of their occurrences; NULL until needed */
  GHashTable *paired;  /* parents whose text was searched for spans */
  gsize skip_bytes;  /* bytes of the next text that were shown in another form: a task's box, a
                        callout's kind */
  cmark_node *loose; /* an item whose paragraphs are written even in a tight list */
  cmark_node
      *callout; /* the paragraph that begins with a callout's title, until the title ends */
} Render;

/* Renders the children of NODE. Does not recurse over the tree: only notes and cells start
 * another walk. */
void render_children(Render *render, cmark_node *node);

/* Returns the line of the file where NODE begins, or the nearest node around it for which cmark
 * reports a line. */
guint render_line(const Render *render, cmark_node *node);

/* Returns the line of the file for the line that follows the first line of NODE by ROW
 * lines. */
guint render_line_behind(const Render *render, cmark_node *node, guint row);

/* Returns the text of NODE and its children without markup, for ids and the descriptions of
 * pictures. For the caller to free. */
char *render_plain(const Render *render, cmark_node *node);

/* Writes LENGTH bytes of TEXT without MARKDOWN_TEXT_MUTE. */
void render_text(const Render *render, const char *text, gsize length);

#endif
