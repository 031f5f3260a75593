/* SPDX-License-Identifier: MIT */
#include "media/cover/shape.h"

#include <math.h>

/* Dark enough for white letters on them and for shades of gray. */
static const guint32 accents[] = {0x8c1c13, 0x0b4f6c, 0x1b5e20, 0x4a148c, 0x7a4419, 0x134074,
                                  0x6a040f, 0x004e45, 0x5c3d2e, 0x283593, 0x87255b, 0x37474f};

guint32 cover_shape_hash(const char *text)
{
  guint32 hash = 2166136261u;
  for (; *text; text++)
    hash = (hash ^ (guchar)*text) * 16777619u;
  return hash;
}

/* Mixes PART of 256 parts of A with the rest of B. */
static guint32 mix_colors(guint32 a, guint32 b, guint32 part)
{
  guint32 mixed = 0;
  for (guint shift = 0; shift < 24; shift += 8) {
    guint32 sum = (a >> shift & 0xff) * part + (b >> shift & 0xff) * (256 - part);
    mixed |= sum / 256 << shift;
  }
  return mixed;
}

CoverPalette cover_shape_palette(const CoverDesign *design, const char *series)
{
  CoverPalette palette = {{0}};
  guint32 accent = accents[cover_shape_hash(series) % G_N_ELEMENTS(accents)];
  palette.colors[COVER_INK] = design->ink;
  palette.colors[COVER_PAPER] = design->paper;
  palette.colors[COVER_WHITE] = 0xffffff;
  palette.colors[COVER_ACCENT] = accent;
  palette.colors[COVER_MUTED] = mix_colors(design->ink, design->paper, 160);
  palette.colors[COVER_TINT] = mix_colors(accent, design->paper, 72);
  return palette;
}

void cover_shape_color(cairo_t *cr, const CoverPalette *palette, CoverColor color)
{
  guint32 rgb = palette->colors[color];
  cairo_set_source_rgb(cr, (rgb >> 16 & 0xff) / 255.0, (rgb >> 8 & 0xff) / 255.0,
                       (rgb & 0xff) / 255.0);
}

void cover_shape_fill(cairo_t *cr, CoverBox box)
{
  cairo_rectangle(cr, box.x, box.y, box.width, box.height);
  cairo_fill(cr);
}

void cover_shape_frame(cairo_t *cr, CoverBox box, double thickness)
{
  cairo_set_line_width(cr, thickness);
  cairo_rectangle(cr, box.x + thickness / 2, box.y + thickness / 2, box.width - thickness,
                  box.height - thickness);
  cairo_stroke(cr);
}

static void draw_quarter(cairo_t *cr, double side)
{
  cairo_move_to(cr, 0, 0);
  cairo_arc(cr, 0, 0, side, 0, G_PI / 2);
  cairo_close_path(cr);
  cairo_fill(cr);
}

static void draw_arcs(cairo_t *cr, double side)
{
  cairo_set_line_width(cr, side / 8);
  for (int i = 1; i < 8; i += 2) {
    cairo_new_path(cr);
    cairo_arc(cr, 0, 0, side * (i + 0.5) / 8, 0, G_PI / 2);
    cairo_stroke(cr);
  }
}

static void draw_stripes(cairo_t *cr, double side)
{
  for (int i = 0; i < 4; i++)
    cairo_rectangle(cr, 0, side * (2 * i + 0.5) / 8, side, side / 8);
  cairo_fill(cr);
}

static void draw_half(cairo_t *cr, double side)
{
  cairo_arc(cr, side / 2, 0, side / 2, 0, G_PI);
  cairo_close_path(cr);
  cairo_fill(cr);
}

/* Draws one tile of SIDE pixels, its top left at the origin. */
static void draw_tile(cairo_t *cr, const CoverPalette *palette, double side, guint32 random)
{
  static void (*const motifs[])(cairo_t *, double) = {draw_quarter, draw_arcs, draw_half,
                                                      draw_quarter, draw_stripes};
  static const CoverColor pairs[][2] = {{COVER_TINT, COVER_ACCENT},
                                        {COVER_ACCENT, COVER_PAPER},
                                        {COVER_TINT, COVER_INK},
                                        {COVER_ACCENT, COVER_TINT},
                                        {COVER_PAPER, COVER_ACCENT}};
  const CoverColor *pair = pairs[(random >> 8) % G_N_ELEMENTS(pairs)];
  cairo_save(cr);
  cover_shape_color(cr, palette, pair[0]);
  cover_shape_fill(cr, (CoverBox){0, 0, side, side});
  cairo_translate(cr, side / 2, side / 2);
  cairo_rotate(cr, (random >> 16) % 4 * G_PI / 2);
  cairo_translate(cr, -side / 2, -side / 2);
  cover_shape_color(cr, palette, pair[1]);
  motifs[random % G_N_ELEMENTS(motifs)](cr, side);
  cairo_restore(cr);
}

void cover_shape_pattern(cairo_t *cr, const CoverPalette *palette, CoverBox box, guint32 seed)
{
  int columns = 4, rows = (int)lround(box.height * columns / box.width);
  double side = box.width / columns;
  if (rows < 1)
    return;
  cairo_save(cr);
  cairo_rectangle(cr, box.x, box.y, box.width, box.height);
  cairo_clip(cr);
  /* whole tiles; the strips that remain above and below keep the color of the last one */
  double scale = box.height / (rows * side);
  cairo_translate(cr, box.x, box.y);
  cairo_scale(cr, 1, scale);
  for (int i = 0; i < rows * columns; i++) {
    seed = seed * 1664525u + 1013904223u; /* Numerical Recipes' generator */
    cairo_save(cr);
    cairo_translate(cr, i % columns * side, i / columns * side);
    draw_tile(cr, palette, side, seed >> 8);
    cairo_restore(cr);
  }
  cairo_restore(cr);
}

void cover_shape_picture(cairo_t *cr, cairo_surface_t *picture, CoverBox box)
{
  double width = cairo_image_surface_get_width(picture);
  double height = cairo_image_surface_get_height(picture);
  double scale = MAX(box.width / width, box.height / height);
  cairo_save(cr);
  cairo_rectangle(cr, box.x, box.y, box.width, box.height);
  cairo_clip(cr);
  cairo_translate(cr, box.x + (box.width - width * scale) / 2,
                  box.y + (box.height - height * scale) / 2);
  cairo_scale(cr, scale, scale);
  cairo_set_source_surface(cr, picture, 0, 0);
  cairo_pattern_set_extend(cairo_get_source(cr), CAIRO_EXTEND_PAD);
  cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_GOOD);
  cairo_paint(cr);
  cairo_restore(cr);
}
