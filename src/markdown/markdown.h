/* SPDX-License-Identifier: MIT */
/* Markdown to XHTML: CommonMark by cmark, and the extension layer around it (tables, footnotes,
 * strikethrough, task lists, bare addresses, highlights, callouts, Obsidian links and
 * comments); or to plain text. Used by the chapters of a book, by the archive and by the tests
 * against the reference programs. */
#ifndef MARKDOWN_MARKDOWN_H
#define MARKDOWN_MARKDOWN_H

#include <glib.h>

#include "mkepub/finding.h"
#include "xhtml/resolver.h"
#include "xhtml/writer.h"

typedef enum {
  MKEPUB_MARKDOWN_SMART = 1 << 0, /* typographic quotes, dashes and ellipses */
  MKEPUB_MARKDOWN_COMMONMARK =
      1 << 1,                  /* no extensions: for comparison with the cmark program */
  MKEPUB_MARKDOWN_GFM = 1 << 2 /* tables and footnotes only: for comparison with cmark-gfm */
} MkepubMarkdownFlags;

typedef struct {
  const char *path; /* names the file in findings */
  guint first_line; /* line of the file at which the text begins */
  MkepubMarkdownFlags flags;
  const char *title;  /* a first heading of level 1 that says the same is not written again; may
                         be NULL */
  const char *prefix; /* put before footnote ids: 'a1-'; may be NULL */
  const MkepubResolver *resolver;
  MkepubFindings *findings; /* may be NULL */
} MkepubMarkdownOptions;

/* What the body turned out to hold; added to what FACTS holds already. */
typedef struct {
  guint images;      /* pictures shown */
  guint images_bare; /* of these, without a description */
  guint tables, footnotes, headings;
} MkepubMarkdownFacts;

/* Writes LENGTH bytes of Markdown (valid UTF-8, LF line ends) into WRITER. Headings begin at h2
 * and leave no level out. Linear in LENGTH whatever the input, in time and in memory: guards
 * limit what makes cmark slow and tell it as a finding. Returns FALSE when the text would take
 * more memory than an article of its length may (the manual has the bounds): what was written
 * is not all of it then, and is not to be shown. */
gboolean mkepub_markdown_write(const char *text, gsize length,
                               const MkepubMarkdownOptions *options, MkepubWriter *writer,
                               MkepubMarkdownFacts *facts);

/* What a reader sees of the same Markdown as plain text: no markup, scripts, comments or
 * template tags; pictures by their descriptions, footnotes at the end, the cells of a table
 * parted by tabs or blanks. A line feed stands behind each block; lines of a paragraph are
 * joined, by a blank but between Chinese or Japanese characters. For search and comparison: not
 * word by word what the chapter says, as raw HTML is taken apart more plainly. No character
 * that XML forbids is left. Of OPTIONS (may be NULL) only the title and the resolver's field()
 * count, nothing is told. Linear, by the same guards; a text that would take too much memory is
 * returned as it is. For the caller to free. */
GString *mkepub_markdown_text(const char *text, gsize length,
                              const MkepubMarkdownOptions *options);

#endif
