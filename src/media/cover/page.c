/* SPDX-License-Identifier: MIT */
#include "media/cover/page.h"

#include <cairo.h>
#include <math.h>

#include "media/cover/design.h"
#include "media/cover/leads.h"
#include "media/cover/picture.h"
#include "media/cover/text.h"
#include "media/cover/words.h"
#include "text/language.h"

typedef struct {
  double x, y, width, height;
} CoverBox;

/* The colors of one cover, 0xrrggbb, by CoverColor. */
typedef struct {
  guint32 colors[COVER_NONE];
} CoverPalette;

/* Dark enough for white letters on them and for shades of gray. */
static const guint32 accents[] = {0x8c1c13, 0x0b4f6c, 0x1b5e20, 0x4a148c, 0x7a4419, 0x134074,
                                  0x6a040f, 0x004e45, 0x5c3d2e, 0x283593, 0x87255b, 0x37474f};

/* FNV-1a (32 bits, IETF draft-eastlake-fnv) of TEXT; the same on every machine. */
static guint32 cover_shape_hash(const char *text)
{
  guint32 hash = 2166136261u;
  for (; *text; text++)
    hash = (hash ^ (guchar)*text) * 16777619u;
  return hash;
}

/* PART of 256 parts of A, the rest of B. */
static guint32 mix(guint32 a, guint32 b, guint32 part)
{
  guint32 mixed = 0;
  for (guint shift = 0; shift < 24; shift += 8) {
    guint32 sum = (a >> shift & 0xff) * part + (b >> shift & 0xff) * (256 - part);
    mixed |= sum / 256 << shift;
  }
  return mixed;
}

/* DESIGN's colors, with one dark accent that is the same for all issues of SERIES. */
static CoverPalette cover_shape_palette(const CoverDesign *design, const char *series)
{
  CoverPalette palette = {{0}};
  guint32 accent = accents[cover_shape_hash(series) % G_N_ELEMENTS(accents)];
  palette.colors[COVER_INK] = design->ink;
  palette.colors[COVER_PAPER] = design->paper;
  palette.colors[COVER_WHITE] = 0xffffff;
  palette.colors[COVER_ACCENT] = accent;
  palette.colors[COVER_MUTED] = mix(design->ink, design->paper, 160);
  palette.colors[COVER_TINT] = mix(accent, design->paper, 72);
  return palette;
}

static void cover_shape_color(cairo_t *cr, const CoverPalette *palette, CoverColor color)
{
  guint32 rgb = palette->colors[color];
  cairo_set_source_rgb(cr, (rgb >> 16 & 0xff) / 255.0, (rgb >> 8 & 0xff) / 255.0,
                       (rgb & 0xff) / 255.0);
}

static void cover_shape_fill(cairo_t *cr, CoverBox box)
{
  cairo_rectangle(cr, box.x, box.y, box.width, box.height);
  cairo_fill(cr);
}

/* A line of THICKNESS just within BOX. */
static void cover_shape_frame(cairo_t *cr, CoverBox box, double thickness)
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

/* One tile of SIDE pixels, its top left at the origin. */
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

/* Fills BOX with quarter circles, arcs and stripes in the colors of PALETTE; SEED chooses them.
 */
static void cover_shape_pattern(cairo_t *cr, const CoverPalette *palette, CoverBox box,
                                guint32 seed)
{
  int columns = 4, rows = (int)lround(box.height * columns / box.width);
  double side = box.width / columns;
  if (rows < 1)
    return;
  cairo_save(cr);
  cairo_rectangle(cr, box.x, box.y, box.width, box.height);
  cairo_clip(cr);
  /* whole tiles, the spare strip above and below left in the last one's color */
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

/* PICTURE so large that it fills BOX, its middle shown. */
static void cover_shape_picture(cairo_t *cr, cairo_surface_t *picture, CoverBox box)
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

#define BYTE_LIMIT (1000u * 1000)

/* A cover that is being drawn. */
typedef struct {
  const MkepubCover *cover;
  CoverFonts *fonts;
  CoverPalette palette;
  cairo_surface_t *picture;
  cairo_t *cr;
  guint missing;
  guint32 seed;
  CoverBox left; /* remaining space of the current area */
} Page;

static void set_color(cairo_t *cr, CoverColor color, gpointer data)
{
  const Page *page = data;
  cover_shape_color(cr, &page->palette, color);
}

static gboolean has_text(const char *text)
{
  g_autofree char *line = cover_words_clean(text);
  return line != NULL;
}

static gboolean is_wanted(const Page *page, const CoverBlock *block)
{
  const MkepubCover *cover = page->cover;
  gboolean leads = FALSE;
  switch (block->when) {
  case COVER_WITH_LEADS:
  case COVER_WITHOUT_LEADS:
    for (guint i = 0; i < cover->n_leads && !leads; i++)
      leads = has_text(cover->leads[i].title);
    return leads == (block->when == COVER_WITH_LEADS);
  case COVER_WITH_PICTURE:
    return page->picture != NULL;
  case COVER_WITHOUT_PICTURE:
    return page->picture == NULL;
  case COVER_WITH_DATELINE:
    return has_text(cover->dateline);
  case COVER_WITH_FOOT:
    return has_text(cover->foot);
  case COVER_ALWAYS:
    break;
  }
  return TRUE;
}

/* Takes HEIGHT pixels and the block's gaps from the remaining space; returns their top. */
static double take_height(Page *page, const CoverBlock *block, double height)
{
  CoverBox *left = &page->left;
  double before = block->gap, after = block->after, whole = before + height + after;
  double top = left->y;
  left->height = MAX(left->height - whole, 0);
  switch (block->place) {
  case COVER_TOP:
    left->y += whole;
    return top + before;
  case COVER_BOTTOM:
    return top + left->height + before;
  case COVER_MIDDLE:
    top += left->height / 2 + before;
    left->height = 0;
    return top;
  }
  g_assert_not_reached();
}

/* Returns the height that a block may use. */
static double room_height(const Page *page, const CoverBlock *block)
{
  return MAX(page->left.height - block->gap - block->after, 0);
}

static void draw_area(Page *page, const CoverBlock *block)
{
  CoverBox box = {block->x, block->y, block->width, block->height};
  if (block->color != COVER_NONE) {
    set_color(page->cr, block->color, page);
    cover_shape_fill(page->cr, box);
  }
  page->left = (CoverBox){box.x + block->pad_x, box.y + block->pad_y,
                          box.width - 2 * block->pad_x, box.height - 2 * block->pad_y};
}

/* Draws a rule; a short one begins at the side where lines begin. */
static void draw_rule(Page *page, const CoverBlock *block)
{
  double length = block->length > 0 ? block->length : page->left.width;
  double y = take_height(page, block, block->thickness), x = page->left.x;
  gboolean right =
      mkepub_language_is_rtl(page->cover->language) == (block->align == COVER_START);
  if (block->align == COVER_CENTER)
    x += (page->left.width - length) / 2;
  else if (right)
    x += page->left.width - length;
  set_color(page->cr, block->color, page);
  cover_shape_fill(page->cr, (CoverBox){x, y, length, block->thickness});
}

static void draw_frame(Page *page, const CoverBlock *block)
{
  CoverBox box = {block->inset, block->inset, MKEPUB_COVER_WIDTH - 2 * block->inset,
                  MKEPUB_COVER_HEIGHT - 2 * block->inset};
  set_color(page->cr, block->color, page);
  cover_shape_frame(page->cr, box, block->thickness);
}

static void draw_fill(Page *page, const CoverBlock *block)
{
  CoverBox box = page->left;
  box.height = room_height(page, block);
  box.y = take_height(page, block, box.height);
  if (box.height <= 0)
    return;
  if (block->kind == COVER_BLOCK_PICTURE)
    cover_shape_picture(page->cr, page->picture, box);
  else
    cover_shape_pattern(page->cr, &page->palette, box, page->seed);
}

static void draw_leads(Page *page, const CoverBlock *block)
{
  CoverBox box = page->left;
  g_autoptr(CoverLeads) leads = cover_leads_new(page->fonts, block, page->cover, box.width,
                                                room_height(page, block), &page->missing);
  double height = cover_leads_height(leads);
  if (height <= 0)
    return;
  double y = take_height(page, block, height);
  cover_leads_draw(leads, page->cr, box.x, y, set_color, page);
}

static const char *text_of(const MkepubCover *cover, CoverBlockKind kind)
{
  switch (kind) {
  case COVER_BLOCK_MASTHEAD:
    return cover->masthead;
  case COVER_BLOCK_MOTTO:
    return cover->motto;
  case COVER_BLOCK_DATELINE:
    return cover->dateline;
  default:
    return cover->foot;
  }
}

static void draw_text(Page *page, const CoverBlock *block)
{
  const MkepubCover *cover = page->cover;
  CoverRoom room = {page->left.width, room_height(page, block), 1};
  g_autoptr(CoverText) text =
      cover_text_new(page->fonts, &block->style, text_of(cover, block->kind), cover->language,
                     room, &page->missing);
  if (!text)
    return;
  double y = take_height(page, block, cover_text_height(text));
  set_color(page->cr, block->style.color, page);
  cover_text_draw(text, page->cr, page->left.x, y);
}

static void draw_block(Page *page, const CoverBlock *block)
{
  static void (*const drawers[])(Page *, const CoverBlock *) = {
      draw_area,  draw_rule, draw_frame, draw_fill, draw_fill,
      draw_leads, draw_text, draw_text,  draw_text, draw_text};
  if (is_wanted(page, block))
    drawers[block->kind](page, block);
}

static cairo_surface_t *record_page(Page *page, const CoverDesign *design)
{
  cairo_rectangle_t whole = {0, 0, MKEPUB_COVER_WIDTH, MKEPUB_COVER_HEIGHT};
  cairo_surface_t *surface = cairo_recording_surface_create(CAIRO_CONTENT_COLOR, &whole);
  page->cr = cairo_create(surface);
  set_color(page->cr, COVER_PAPER, page);
  cairo_paint(page->cr);
  for (guint i = 0; i < design->blocks->len; i++)
    draw_block(page, &g_array_index(design->blocks, CoverBlock, i));
  cairo_destroy(page->cr);
  return surface;
}

static Page start_page(const MkepubCover *cover, const CoverDesign *design, CoverFonts *fonts)
{
  g_autofree char *masthead = cover_words_line(cover->masthead);
  g_autofree char *named = cover_words_line(cover->series);
  g_autofree char *issue = cover_words_line(cover->dateline);
  const char *series = *named ? named : masthead;
  Page page = {.cover = cover, .fonts = fonts};
  page.palette = cover_shape_palette(design, series);
  page.seed = cover_shape_hash(series) ^ cover_shape_hash(issue) * 31;
  page.picture = cover_picture_read(cover->picture, cover->picture_length, MKEPUB_COVER_WIDTH,
                                    MKEPUB_COVER_HEIGHT / 2);
  return page;
}

static gboolean draw_page(const MkepubCover *cover, const CoverDesign *design,
                          GByteArray **jpeg, guint *missing, GError **error)
{
  g_autoptr(CoverFonts) fonts = cover_fonts_new(cover->font, error);
  if (!fonts)
    return FALSE;
  Page page = start_page(cover, design, fonts);
  CoverPage drawn = {record_page(&page, design), MKEPUB_COVER_WIDTH, MKEPUB_COVER_HEIGHT};
  *jpeg = cover_picture_write(&drawn, BYTE_LIMIT);
  cairo_surface_destroy(drawn.surface);
  if (page.picture)
    cairo_surface_destroy(page.picture);
  *missing = page.missing;
  if (!*jpeg)
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INTERNAL, "cannot encode a cover");
  return *jpeg != NULL;
}

const CoverPageModule cover_page_module = {{MODULE_VERSION}, draw_page};
