/* SPDX-License-Identifier: MIT */
/* Fits one text of a cover into its space. Used by the drawing of covers. */
#ifndef MEDIA_COVER_TEXT_H
#define MEDIA_COVER_TEXT_H

#include "media/cover/font.h"

typedef struct CoverText CoverText;

/* The space in pixels, and the factor for the sizes of the style (1: unchanged). */
typedef struct {
  double width, height, scale;
} CoverRoom;

/* Sets TEXT (may be NULL) in the first tier of STYLE and its largest size in which it fits into
 * ROOM without a broken word; otherwise cut at a word, with an ellipsis, in the smallest size.
 * Lines are made about equally long. *missing grows by the characters that no font shows; signs
 * among them are left out. For the caller to free; NULL when the text is empty, most of its
 * letters have no glyph, or not even one line fits. */
CoverText *cover_text_new(CoverFonts *fonts, const CoverStyle *style, const char *text,
                          const char *language, CoverRoom room, guint *missing);
void cover_text_free(CoverText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CoverText, cover_text_free)

/* Returns the pixels from the top of the first line's ink to the bottom of the last line's. */
double cover_text_height(const CoverText *text);

/* Returns the pixels from the top to the baseline of the first line. */
double cover_text_ascent(const CoverText *text);

/* Draws in the source color of CR with its top at Y, between X and X + the room's width. */
void cover_text_draw(const CoverText *text, cairo_t *cr, double x, double y);

#endif
