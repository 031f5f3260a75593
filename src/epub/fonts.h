/* SPDX-License-Identifier: MIT */
/* The fonts that a book brings with it, cut down to what its text needs.
 * Used by the chapters' threads and by the binding of a book. */
#ifndef EPUB_FONTS_H
#define EPUB_FONTS_H

#include "media/font/font.h"
#include "mkepub/book.h"

typedef struct Fonts Fonts;

/* Opens the font files of BOOK; one that cannot be used is a finding. */
Fonts *fonts_new(const MkepubBook *book, MkepubFindings *findings);
void fonts_free(Fonts *fonts);

/* Adds the characters of a finished document to those that the fonts must show. Thread-safe. */
void fonts_add(Fonts *fonts, const GString *document);

/* One font as it goes into the book. */
typedef struct {
  char *id, *href;        /* 'font-1', 'fonts/1.otf' */
  const char *media_type; /* static */
  GBytes *bytes;
} EmbeddedFont;

/* Returns the subsets (of EmbeddedFont *), for the caller to unref, and appends to CSS the
 * rules that apply them. Reports the characters that are in none of the fonts. */
GPtrArray *fonts_cut(Fonts *fonts, GString *css, MkepubFindings *findings);

#endif
