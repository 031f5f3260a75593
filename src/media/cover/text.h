/* SPDX-License-Identifier: MIT */
/* One text of a cover, set to fit its place.
 * Used by the drawing of covers. */
#ifndef MEDIA_COVER_TEXT_H
#define MEDIA_COVER_TEXT_H

#include "media/cover/font.h"

typedef struct CoverText CoverText;

/* Room in pixels, and how much larger or smaller than the style says (1: just so). */
typedef struct {
  double width, height, scale;
} CoverRoom;

/* Sets TEXT (may be NULL): in the first tier of STYLE and its largest size in which it stands
 * in ROOM without a broken word, else cut at a word, with an ellipsis, in the smallest size.
 * Lines are made about as long as each other. *missing grows by the characters that no font
 * shows: signs among them are left out. Returns NULL when there is nothing to set, or most
 * letters have no glyph, or not even one line finds room. */
CoverText *cover_text_new(CoverFonts *fonts, const CoverStyle *style, const char *text,
                          const char *language, CoverRoom room, guint *missing);
void cover_text_free(CoverText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CoverText, cover_text_free)

/* From the top of its first line's ink to the bottom of its last line's. */
double cover_text_height(const CoverText *text);

/* From the top to the baseline of the first line. */
double cover_text_ascent(const CoverText *text);

/* Draws in the source color of CR with its top at Y, between X and X + the room's width. */
void cover_text_draw(const CoverText *text, cairo_t *cr, double x, double y);

#endif
