/* SPDX-License-Identifier: MIT */
/* The walk over cmark's tree into the XHTML writer.
 * Used by markdown.c; shares its state with inline.c. */
#ifndef MARKDOWN_RENDER_H
#define MARKDOWN_RENDER_H

#include "html/html.h"
#include "markdown/end-tags.h"
#include "markdown/text.h"

typedef struct {
  cmark_node *item; /* the list item that holds the note; NULL when taken for a double */
  guint number;     /* as shown, from 1 in the order of the first marks; 0: not marked yet */
  guint marks;      /* times it was referred to */
  char *id;         /* id of the note in the document */
  char *mark_id;    /* id of its first mark */
} Note;

typedef struct {
  const Source *source;
  const MkepubMarkdownOptions *options;
  MkepubWriter *writer;
  MkepubHtml *html;
  Ahead *ahead; /* of the tree that is being rendered */
  MkepubMarkdownFacts *facts;
  gboolean
      extensions; /* the inline forms that are neither CommonMark nor tables nor footnotes */
  Note *notes;    /* of source->n_notes */
  GArray *note_order; /* of guint: notes in the order of their first marks */
  cmark_node **cells; /* table cells' headings, in order */
  guint n_cells;
  guint8 levels[6]; /* source levels of the headings that are open around here */
  guint n_levels;
  gboolean link_open;  /* a link that Markdown opened; they do not nest */
  gboolean title_seen; /* a heading was met: the title is not looked for any more */
  GHashTable *spans;   /* TEXT node to GArray of Span; see inline.c */
  GHashTable *labels;  /* of notes, in lower case, to their index and 1; NULL until asked for */
  GHashTable *slugs;   /* of headings, to how often they were met; NULL until asked for */
  GHashTable *paired;  /* parents whose text was searched for spans */
  gsize skip_bytes;  /* how much of the next text was said otherwise: a task's box, a callout's
                        mark */
  cmark_node *loose; /* an item whose paragraphs are set as such, whatever its list was */
  cmark_node
      *callout; /* the paragraph that begins with a callout's title, until the title ends */
} Render;

/* Renders the children of NODE. Not recursive over the tree: only notes and cells come through
 * here again. */
void render_children(Render *render, cmark_node *node);

/* Line of the file that NODE, or the nearest node around it that knows, begins on. */
guint render_line(const Render *render, cmark_node *node);

/* The same for the line ROW lines behind that. */
guint render_line_behind(const Render *render, cmark_node *node, guint row);

/* Text of the subtree without markup, for ids and alt texts. For the caller to free. */
char *render_plain(const Render *render, cmark_node *node);

/* Text as it goes to the book: SOURCE_MUTE taken out. */
void render_text(const Render *render, const char *text, gsize length);

#endif
