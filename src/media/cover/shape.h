/* SPDX-License-Identifier: MIT */
/* The colors and shapes of a cover. Used by the drawing of covers. */
#ifndef MEDIA_COVER_SHAPE_H
#define MEDIA_COVER_SHAPE_H

#include <cairo.h>

#include "media/cover/design.h"

typedef struct {
  double x, y, width, height;
} CoverBox;

/* The colors of one cover, 0xrrggbb, indexed by CoverColor. */
typedef struct {
  guint32 colors[COVER_NONE];
} CoverPalette;

/* Returns FNV-1a (32 bits, IETF draft-eastlake-fnv) of TEXT; equal on every machine. */
guint32 cover_shape_hash(const char *text);

/* Returns the colors of DESIGN, with one dark accent that depends on SERIES, so that all issues
 * share it. */
CoverPalette cover_shape_palette(const CoverDesign *design, const char *series);

/* Makes COLOR of PALETTE the source of CR. */
void cover_shape_color(cairo_t *cr, const CoverPalette *palette, CoverColor color);
void cover_shape_fill(cairo_t *cr, CoverBox box);

/* Draws a line of THICKNESS along the inside of BOX. */
void cover_shape_frame(cairo_t *cr, CoverBox box, double thickness);

/* Fills BOX with quarter circles, arcs and stripes in the colors of PALETTE; SEED determines
 * them. */
void cover_shape_pattern(cairo_t *cr, const CoverPalette *palette, CoverBox box, guint32 seed);

/* Draws the middle of PICTURE, scaled so that it fills BOX. */
void cover_shape_picture(cairo_t *cr, cairo_surface_t *picture, CoverBox box);

#endif
