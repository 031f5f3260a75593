/* SPDX-License-Identifier: MIT */
#include "media/cover/page.h"
#include "media/cover/leads.h"
#include "media/cover/picture.h"
#include "media/cover/shape.h"
#include "media/cover/text.h"
#include "media/cover/words.h"
#include "text/language.h"

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
