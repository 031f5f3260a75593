/* SPDX-License-Identifier: MIT */
#include "media/cover/text.h"
#include "media/cover/words.h"

#include <string.h>

#define STEP     0.94 /* ratio of one size to the next larger one */
#define ATTEMPTS 12   /* places at which a too long text is tried to be cut */

struct CoverText {
  PangoLayout *layout;
  const CoverStyle *style;
  double size;       /* in pixels */
  double width;      /* of the room */
  double *baselines; /* of each line from the top, in pixels */
  double height;
  gboolean rtl;
};

/* Converts Pango units of the layout's own size to pixels of SIZE. */
static double to_pixels(int units, double size)
{
  return (double)units / PANGO_SCALE * size / COVER_FONT_SIZE;
}

static int to_units(double pixels, double size)
{
  return (int)(pixels * COVER_FONT_SIZE / size * PANGO_SCALE);
}

/* Places the baselines so that lines keep their leading and never touch: letters of some
 * scripts are twice as tall as others. */
static void place_lines(CoverText *text)
{
  double baseline = 0, descent = 0;
  GSList *line = pango_layout_get_lines_readonly(text->layout);
  g_free(text->baselines);
  text->baselines = g_new0(double, (gsize)pango_layout_get_line_count(text->layout) + 1);
  for (guint i = 0; line; line = line->next, i++) {
    PangoRectangle ink;
    pango_layout_line_get_extents(line->data, &ink, NULL);
    double above = to_pixels(-ink.y, text->size);
    double usual = text->style->leading * text->size;
    double touch = descent + above + 0.1 * text->size;
    baseline = i == 0 ? MAX(above, 0.7 * text->size) : baseline + MAX(usual, touch);
    text->baselines[i] = baseline;
    descent = to_pixels(ink.y + ink.height, text->size);
  }
  text->height = baseline + MAX(descent, 0.2 * text->size);
}

/* Breaks the lines for SIZE. Returns TRUE when no line is wider than the room, they are at most
 * LINES, and together no higher than the room. */
static gboolean fit_at_size(CoverText *text, double size, guint lines, CoverRoom room)
{
  PangoRectangle ink, logical;
  text->size = size;
  pango_layout_set_width(text->layout, to_units(room.width, size));
  if ((guint)pango_layout_get_line_count(text->layout) > lines)
    return FALSE;
  pango_layout_get_extents(text->layout, &ink, &logical);
  if (to_pixels(MAX(ink.width, logical.width), size) > room.width + 0.5)
    return FALSE;
  place_lines(text);
  return text->height <= room.height;
}

/* Returns an upper bound of the size: all lines together are too short for a larger one. */
static double upper_bound(CoverText *text, guint lines, double width)
{
  int natural = 0;
  pango_layout_set_width(text->layout, -1);
  pango_layout_get_size(text->layout, &natural, NULL);
  return natural > 0 ? width * lines / to_pixels(natural, 1) : G_MAXDOUBLE;
}

static gboolean fit_text(CoverText *text, CoverRoom room, guint *lines)
{
  const CoverStyle *style = text->style;
  for (guint i = 0; i < style->n_tiers; i++) {
    const CoverTier *tier = &style->tiers[i];
    double bound = upper_bound(text, tier->lines, room.width);
    double smallest = tier->smallest * room.scale;
    *lines = tier->lines;
    for (double size = tier->largest * room.scale; size >= smallest; size *= STEP)
      if (size <= bound && fit_at_size(text, size, tier->lines, room))
        return TRUE;
    if (fit_at_size(text, smallest, tier->lines, room))
      return TRUE;
  }
  return FALSE;
}

/* Lists where the text may end: at the end of a word and between ideographs; with ANYWHERE,
 * also between any two characters. In bytes, ascending. For the caller to unref. */
static GArray *list_ends(PangoLayout *layout, gboolean anywhere)
{
  int count = 0, place = 0;
  const char *text = pango_layout_get_text(layout);
  const PangoLogAttr *attrs = pango_layout_get_log_attrs_readonly(layout, &count);
  GArray *ends = g_array_new(FALSE, FALSE, sizeof(gsize));
  for (const char *p = text; *p && place < count; p = g_utf8_next_char(p), place++) {
    gsize end = (gsize)(p - text);
    if (place > 0 &&
        (attrs[place].is_line_break || (anywhere && attrs[place].is_cursor_position)))
      g_array_append_val(ends, end);
  }
  return ends;
}

/* Returns the ellipsis, or "" for a font without one. */
static const char *ellipsis_of(CoverText *text)
{
  PangoLayout *layout = pango_layout_copy(text->layout);
  cover_fonts_set_text(layout, "…");
  gboolean known = pango_layout_get_unknown_glyphs_count(layout) == 0;
  g_object_unref(layout);
  return known ? "…" : "";
}

/* Returns TRUE when the cut text fills its lines: otherwise it was cut for lack of height, and
 * too little of it remains. */
static gboolean fills_lines(CoverText *text, guint lines)
{
  return (guint)pango_layout_get_line_count(text->layout) == lines;
}

/* Shortens the text until it fits on LINES lines of ROOM. */
static gboolean cut_text(CoverText *text, guint lines, CoverRoom room, gboolean anywhere)
{
  double size = text->style->tiers[text->style->n_tiers - 1].smallest * room.scale;
  const char *ellipsis = ellipsis_of(text);
  g_autofree char *whole = g_strdup(pango_layout_get_text(text->layout));
  if (anywhere)
    pango_layout_set_wrap(text->layout, PANGO_WRAP_WORD_CHAR);
  if (fit_at_size(text, size, lines, room))
    return TRUE;
  g_autoptr(GArray) ends = list_ends(text->layout, anywhere);
  guint last = MIN(lines, (guint)pango_layout_get_line_count(text->layout));
  PangoLayoutLine *line = pango_layout_get_line_readonly(text->layout, (int)last - 1);
  gsize limit = (gsize)(line->start_index + line->length);
  guint tries = 0;
  for (guint i = ends->len; i > 0 && tries < ATTEMPTS; i--) {
    gsize end = g_array_index(ends, gsize, i - 1);
    if (end > limit)
      continue;
    g_autofree char *part = cover_words_cut(whole, end, ellipsis);
    cover_fonts_set_text(text->layout, part);
    tries++;
    if (*part && strcmp(part, ellipsis) != 0 && fit_at_size(text, size, lines, room))
      return fills_lines(text, lines);
  }
  cover_fonts_set_text(text->layout, whole);
  return FALSE;
}

/* Returns how uneven the lines are: a short last line counts less than a short one among
 * others. */
static double measure_raggedness(CoverText *text)
{
  double widest = 0, sum = 0;
  GSList *lines = pango_layout_get_lines_readonly(text->layout);
  for (guint pass = 0; pass < 2; pass++)
    for (GSList *line = lines; line; line = line->next) {
      PangoRectangle logical;
      pango_layout_line_get_extents(line->data, NULL, &logical);
      double width = to_pixels(logical.width, text->size), short_by = widest - width;
      if (pass == 0)
        widest = MAX(widest, width);
      else
        sum += short_by * short_by * (line->next ? 2 : 1);
    }
  return sum;
}

/* Makes lines of about equal length, without adding one. */
static void balance_lines(CoverText *text, CoverRoom room)
{
  guint lines = (guint)pango_layout_get_line_count(text->layout);
  double least = G_MAXDOUBLE, best = room.width;
  if (lines < 2)
    return;
  for (guint i = 0; i < 10; i++) {
    CoverRoom narrow = room;
    narrow.width = room.width * (1 - 0.05 * i);
    if (!fit_at_size(text, text->size, lines, narrow))
      break;
    double ragged = measure_raggedness(text);
    if (ragged < least) {
      least = ragged;
      best = narrow.width;
    }
  }
  room.width = best;
  fit_at_size(text, text->size, lines, room);
}

/* Returns FALSE when no letter of the text can be shown. */
static gboolean is_shown(CoverText *text, guint *missing)
{
  guint letters, all;
  *missing += cover_words_unknown(text->layout, &letters, &all);
  if (letters * 2 > all)
    return FALSE;
  g_autofree char *rest = cover_words_without_unknown(text->layout);
  if (rest)
    cover_fonts_set_text(text->layout, rest);
  return rest != NULL;
}

CoverText *cover_text_new(CoverFonts *fonts, const CoverStyle *style, const char *text,
                          const char *language, CoverRoom room, guint *missing)
{
  g_autofree char *line = cover_words_clean(text);
  guint lines = 0;
  if (!line)
    return NULL;
  if (!cover_fonts_exist(fonts)) {
    *missing += (guint)g_utf8_strlen(line, -1);
    return NULL;
  }
  g_autoptr(CoverText) set = g_new0(CoverText, 1);
  set->style = style;
  set->width = room.width;
  set->rtl = cover_words_rtl(line, language);
  set->layout = cover_fonts_layout(fonts, style, language);
  PangoContext *context = pango_layout_get_context(set->layout);
  pango_context_set_base_dir(context, set->rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  cover_fonts_set_text(set->layout, line);
  if (!is_shown(set, missing))
    return NULL;
  if (!fit_text(set, room, &lines) && !cut_text(set, lines, room, FALSE) &&
      !cut_text(set, lines, room, TRUE))
    return NULL;
  balance_lines(set, room);
  return g_steal_pointer(&set);
}

void cover_text_free(CoverText *text)
{
  if (!text)
    return;
  if (text->layout)
    g_object_unref(text->layout);
  g_free(text->baselines);
  g_free(text);
}

double cover_text_height(const CoverText *text)
{
  return text->height;
}

double cover_text_ascent(const CoverText *text)
{
  return text->baselines[0];
}

/* Returns where a line begins from the left, so that its ink stays in the room. */
static double line_start(const CoverText *text, PangoLayoutLine *line)
{
  PangoRectangle ink, logical;
  pango_layout_line_get_extents(line, &ink, &logical);
  double width = to_pixels(logical.width, text->size);
  double left = to_pixels(ink.x, text->size), right = left + to_pixels(ink.width, text->size);
  gboolean to_right = (text->style->align == COVER_START) == text->rtl;
  double x = to_right ? text->width - width : 0;
  if (text->style->align == COVER_CENTER)
    x = (text->width - width) / 2;
  x -= to_pixels(logical.x, text->size);
  if (x + right > text->width)
    x = text->width - right;
  return MAX(x, -left);
}

void cover_text_draw(const CoverText *text, cairo_t *cr, double x, double y)
{
  guint i = 0;
  for (GSList *line = pango_layout_get_lines_readonly(text->layout); line; line = line->next) {
    cairo_save(cr);
    cairo_translate(cr, x + line_start(text, line->data), y + text->baselines[i++]);
    cairo_scale(cr, text->size / COVER_FONT_SIZE, text->size / COVER_FONT_SIZE);
    cairo_move_to(cr, 0, 0);
    pango_cairo_show_layout_line(cr, line->data);
    cairo_restore(cr);
  }
}
