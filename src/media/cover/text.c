/* SPDX-License-Identifier: MIT */
#include "media/cover/text.h"
#include "media/cover/words.h"

#include <string.h>

#define STEP     0.94 /* from a size to the next smaller one */
#define ATTEMPTS 12   /* at places to cut a text that is too long */

struct CoverText {
  PangoLayout *layout;
  const CoverStyle *style;
  double size;       /* in pixels */
  double width;      /* of the room */
  double *baselines; /* of each line from the top, in pixels */
  double height;
  gboolean rtl;
};

/* Pixels of the layout's own size to those of SIZE. */
static double scaled(int units, double size)
{
  return (double)units / PANGO_SCALE * size / COVER_FONT_SIZE;
}

static int units(double pixels, double size)
{
  return (int)(pixels * COVER_FONT_SIZE / size * PANGO_SCALE);
}

/* Places the baselines so that lines keep their leading and no ink touches that of the line
 * before; the letters of some scripts are twice as tall as others. */
static void place_lines(CoverText *text)
{
  double baseline = 0, descent = 0;
  GSList *line = pango_layout_get_lines_readonly(text->layout);
  g_free(text->baselines);
  text->baselines = g_new0(double, (gsize)pango_layout_get_line_count(text->layout) + 1);
  for (guint i = 0; line; line = line->next, i++) {
    PangoRectangle ink;
    pango_layout_line_get_extents(line->data, &ink, NULL);
    double above = scaled(-ink.y, text->size);
    double usual = text->style->leading * text->size;
    double touch = descent + above + 0.1 * text->size;
    baseline = i == 0 ? MAX(above, 0.7 * text->size) : baseline + MAX(usual, touch);
    text->baselines[i] = baseline;
    descent = scaled(ink.y + ink.height, text->size);
  }
  text->height = baseline + MAX(descent, 0.2 * text->size);
}

/* Breaks the lines for SIZE. TRUE when none is wider than WIDTH, they are at most LINES, and
 * together no higher than HEIGHT. */
static gboolean try(CoverText *text, double size, guint lines, CoverRoom room)
{
  PangoRectangle ink, logical;
  text->size = size;
  pango_layout_set_width(text->layout, units(room.width, size));
  if ((guint)pango_layout_get_line_count(text->layout) > lines)
    return FALSE;
  pango_layout_get_extents(text->layout, &ink, &logical);
  if (scaled(MAX(ink.width, logical.width), size) > room.width + 0.5)
    return FALSE;
  place_lines(text);
  return text->height <= room.height;
}

/* Larger sizes than this cannot do: all lines together are too short. */
static double upper_bound(CoverText *text, guint lines, double width)
{
  int natural = 0;
  pango_layout_set_width(text->layout, -1);
  pango_layout_get_size(text->layout, &natural, NULL);
  return natural > 0 ? width * lines / scaled(natural, 1) : G_MAXDOUBLE;
}

static gboolean fit(CoverText *text, CoverRoom room, guint *lines)
{
  const CoverStyle *style = text->style;
  for (guint i = 0; i < style->n_tiers; i++) {
    const CoverTier *tier = &style->tiers[i];
    double bound = upper_bound(text, tier->lines, room.width);
    double smallest = tier->smallest * room.scale;
    *lines = tier->lines;
    for (double size = tier->largest * room.scale; size >= smallest; size *= STEP)
      if (size <= bound && try(text, size, tier->lines, room))
        return TRUE;
    if (try(text, smallest, tier->lines, room))
      return TRUE;
  }
  return FALSE;
}

/* Where the text may end: at the end of a word, between ideographs; anywhere but within a
 * letter when NEITHER is. In bytes, ascending. For the caller to unref. */
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

/* In a font without an ellipsis text ends without one. */
static const char *ellipsis_of(CoverText *text)
{
  PangoLayout *layout = pango_layout_copy(text->layout);
  cover_fonts_set_text(layout, "…");
  gboolean known = pango_layout_get_unknown_glyphs_count(layout) == 0;
  g_object_unref(layout);
  return known ? "…" : "";
}

/* What was cut fills its lines, or else it was cut for lack of height, and says too little. */
static gboolean fills(CoverText *text, guint lines)
{
  return (guint)pango_layout_get_line_count(text->layout) == lines;
}

/* Shortens the text until it stands on LINES lines of ROOM. */
static gboolean cut(CoverText *text, guint lines, CoverRoom room, gboolean anywhere)
{
  double size = text->style->tiers[text->style->n_tiers - 1].smallest * room.scale;
  const char *ellipsis = ellipsis_of(text);
  g_autofree char *whole = g_strdup(pango_layout_get_text(text->layout));
  if (anywhere)
    pango_layout_set_wrap(text->layout, PANGO_WRAP_WORD_CHAR);
  if (try(text, size, lines, room))
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
    if (*part && strcmp(part, ellipsis) != 0 && try(text, size, lines, room))
      return fills(text, lines);
  }
  cover_fonts_set_text(text->layout, whole);
  return FALSE;
}

/* How ragged the lines are: a short last one hurts less than a short one among others. */
static double raggedness(CoverText *text)
{
  double widest = 0, sum = 0;
  GSList *lines = pango_layout_get_lines_readonly(text->layout);
  for (guint pass = 0; pass < 2; pass++)
    for (GSList *line = lines; line; line = line->next) {
      PangoRectangle logical;
      pango_layout_line_get_extents(line->data, NULL, &logical);
      double width = scaled(logical.width, text->size), short_by = widest - width;
      if (pass == 0)
        widest = MAX(widest, width);
      else
        sum += short_by * short_by * (line->next ? 2 : 1);
    }
  return sum;
}

/* Makes lines about as long as each other, without one more. */
static void balance(CoverText *text, CoverRoom room)
{
  guint lines = (guint)pango_layout_get_line_count(text->layout);
  double least = G_MAXDOUBLE, best = room.width;
  if (lines < 2)
    return;
  for (guint i = 0; i < 10; i++) {
    CoverRoom narrow = room;
    narrow.width = room.width * (1 - 0.05 * i);
    if (!try(text, text->size, lines, narrow))
      break;
    double ragged = raggedness(text);
    if (ragged < least) {
      least = ragged;
      best = narrow.width;
    }
  }
  room.width = best;
  try(text, text->size, lines, room);
}

/* FALSE when a text has no letters that can be shown. */
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
  if (!fit(set, room, &lines) && !cut(set, lines, room, FALSE) && !cut(set, lines, room, TRUE))
    return NULL;
  balance(set, room);
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

/* Where a line begins from the left, so that its ink stays in the room. */
static double line_start(const CoverText *text, PangoLayoutLine *line)
{
  PangoRectangle ink, logical;
  pango_layout_line_get_extents(line, &ink, &logical);
  double width = scaled(logical.width, text->size);
  double left = scaled(ink.x, text->size), right = left + scaled(ink.width, text->size);
  gboolean to_right = (text->style->align == COVER_START) == text->rtl;
  double x = to_right ? text->width - width : 0;
  if (text->style->align == COVER_CENTER)
    x = (text->width - width) / 2;
  x -= scaled(logical.x, text->size);
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
