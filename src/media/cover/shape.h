/* SPDX-License-Identifier: MIT */
/* Colors and shapes of a cover.
 * Used by the drawing of covers. */
#ifndef MEDIA_COVER_SHAPE_H
#define MEDIA_COVER_SHAPE_H

#include <cairo.h>

#include "media/cover/design.h"

typedef struct {
  double x, y, width, height;
} CoverBox;

/* The colors of one cover, 0xrrggbb, by CoverColor. */
typedef struct {
  guint32 colors[COVER_NONE];
} CoverPalette;

/* FNV-1a (32 bits, IETF draft-eastlake-fnv) of TEXT; the same on every machine. */
guint32 cover_shape_hash(const char *text);

/* DESIGN's colors, with one dark accent that is the same for all issues of SERIES. */
CoverPalette cover_shape_palette(const CoverDesign *design, const char *series);

void cover_shape_color(cairo_t *cr, const CoverPalette *palette, CoverColor color);
void cover_shape_fill(cairo_t *cr, CoverBox box);

/* A line of THICKNESS just within BOX. */
void cover_shape_frame(cairo_t *cr, CoverBox box, double thickness);

/* Fills BOX with quarter circles, arcs and stripes in the colors of PALETTE; SEED chooses them.
 */
void cover_shape_pattern(cairo_t *cr, const CoverPalette *palette, CoverBox box, guint32 seed);

/* PICTURE so large that it fills BOX, its middle shown. */
void cover_shape_picture(cairo_t *cr, cairo_surface_t *picture, CoverBox box);

#endif
