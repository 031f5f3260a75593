/* SPDX-License-Identifier: MIT */
/* Converts Markdown to XHTML or to plain text: CommonMark by cmark, with a layer of extensions
 * around it (tables, footnotes, strikethrough, task lists, bare addresses, highlights,
 * callouts, Obsidian links and comments). Used by the chapters of a book, by the archive, and
 * by the tests against the reference programs. */
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
  const char *title;  /* a first heading of level 1 that repeats it is left out; may be NULL */
  const char *prefix; /* put in front of the ids of footnotes: 'a1-'; may be NULL */
  const MkepubResolver *resolver;
  MkepubFindings *findings; /* may be NULL */
} MkepubMarkdownOptions;

/* Counts of what the text holds; a call adds to the counts that are there already. */
typedef struct {
  guint images;      /* pictures shown */
  guint images_bare; /* of these, those without a description */
  guint tables, footnotes, headings;
} MkepubMarkdownFacts;

/* Writes LENGTH bytes of Markdown (valid UTF-8, lines ended by LF) to WRITER as XHTML, and adds
 * to *FACTS. Headings begin at h2 and skip no level. Time and memory are linear in LENGTH for
 * every input: guards limit what would make cmark slow, and report it in the findings. Returns
 * FALSE if the text needs more memory than an article of its length may take (the manual gives
 * the bounds); the output is then incomplete and must not be shown. */
gboolean mkepub_markdown_write(const char *text, gsize length,
                               const MkepubMarkdownOptions *options, MkepubWriter *writer,
                               MkepubMarkdownFacts *facts);

/* Returns what a reader sees of LENGTH bytes of Markdown as plain text, for the caller to free.
 * It has no markup, scripts, comments, template tags or characters that XML forbids. Pictures
 * become their descriptions, footnotes go to the end, and tabs or spaces separate the cells of
 * a table. A line feed ends each block; the lines of a paragraph are joined by spaces, except
 * between Chinese or Japanese characters. The text serves search and comparison and can differ
 * from the chapter, because raw HTML is read more simply here. Of OPTIONS (may be NULL) only
 * the title and the resolver's field() are used, and nothing is reported. The same guards keep
 * time and memory linear; a text that would take too much memory is returned as Markdown. */
GString *mkepub_markdown_text(const char *text, gsize length,
                              const MkepubMarkdownOptions *options);

#endif
