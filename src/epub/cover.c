/* SPDX-License-Identifier: MIT */
#include "epub/label.h"
#include "epub/markup.h"
#include "epub/pages.h"
#include "epub/words.h"
#include "epub/wrap.h"
#include "mkepub/language.h"

#include <string.h>

#define WIDTH  1600
#define HEIGHT 2400
#define MARGIN 130
#define LEADS  5
#define INK    "#1a1a1a"
#define PAPER  "#fbf9f4"

/* One text style: everything is centered, which reads well in both directions of writing. */
typedef struct {
  const char *color, *weight, *style;
  int size;
  const char *language;
  gboolean rtl;
} Type;

/* A headline already broken into lines. */
typedef struct {
  const MkepubBookArticle *entry;
  GPtrArray *lines;
  int size;
} Lead;

static void write_text(GString *out, const Type *type, int y, const char *text)
{
  g_autofree char *baseline = g_strdup_printf("%d", y);
  g_autofree char *size = g_strdup_printf("%d", type->size);
  markup_element(out, "text", text, "x", "800", "y", baseline, "font-family", "serif",
                 "font-size", size, "font-weight", type->weight, "font-style", type->style,
                 "text-anchor", "middle", "fill", type->color, "xml:lang", type->language,
                 "direction", type->rtl ? "rtl" : NULL, NULL);
  g_string_append_c(out, '\n');
}

static void write_bar(GString *out, int x, int y, int height, const char *color)
{
  g_autofree char *left = g_strdup_printf("%d", x), *top = g_strdup_printf("%d", y);
  g_autofree char *wide = g_strdup_printf("%d", WIDTH - 2 * x);
  g_autofree char *high = g_strdup_printf("%d", height);
  markup_void(out, "rect", "x", left, "y", top, "width", wide, "height", high, "fill", color,
              NULL);
  g_string_append_c(out, '\n');
}

/* One dark color a series, the same for all its issues (FNV-1a, so that no library's hash has a
 * say). */
static const char *accent_color(const MkepubBook *book)
{
  static const char *const colors[] = {"#8c1c13", "#0b4f6c", "#1b5e20", "#4a148c",
                                       "#7a4419", "#134074", "#6a040f", "#004e45",
                                       "#5c3d2e", "#283593", "#87255b", "#37474f"};
  g_autofree char *series = label_clean(book->series);
  g_autofree char *masthead = label_masthead(book);
  guint32 hash = 2166136261u;
  for (const char *p = series ? series : masthead; *p; p++)
    hash = (hash ^ (guchar)*p) * 16777619u;
  return colors[hash % G_N_ELEMENTS(colors)];
}

/* The largest size at which the masthead stands on few lines without a cut word. Returns the
 * baseline of its last line. */
static int write_masthead(GString *out, const MkepubBook *book)
{
  static const int sizes[] = {260, 230, 200, 176, 152, 132, 112, 96, 80, 68};
  g_autofree char *masthead = label_masthead(book);
  Type type = {.color = INK, .weight = "bold", .rtl = book->rtl};
  g_autoptr(GPtrArray) lines = NULL;
  for (guint i = 0; i < G_N_ELEMENTS(sizes); i++) {
    gboolean fits = FALSE;
    g_clear_pointer(&lines, g_ptr_array_unref);
    type.size = sizes[i];
    lines = wrap_lines(masthead, (double)(WIDTH - 2 * MARGIN) / sizes[i], i < 3 ? 2 : 3, &fits);
    if (fits)
      break;
  }
  int y = 210 + type.size * 3 / 4;
  for (guint i = 0; i < lines->len; i++, y += type.size * 21 / 20)
    write_text(out, &type, y, g_ptr_array_index(lines, i));
  return y - type.size * 21 / 20;
}

/* Motto, heavy rule, issue and date, light rule. Returns where the room for headlines begins.
 */
static int write_dateline(GString *out, const MkepubBook *book, int y, const char *accent)
{
  g_autofree char *motto = label_clean(book->subtitle);
  g_autofree char *issue = label_issue(book);
  g_autofree char *date = mkepub_date_format_human(&book->date, book->language);
  g_autofree char *line = g_strjoin(" · ",
                                    issue  ? issue
                                    : date ? date
                                           : "",
                                    issue ? date : NULL, NULL);
  double room = WIDTH - 2 * MARGIN;
  y += 90; /* below the deep strokes of Arabic */
  if (motto) {
    Type type = {.color = INK, .style = "italic", .size = 56, .rtl = book->rtl};
    g_autoptr(GPtrArray) lines = wrap_lines(motto, room / type.size, 2, NULL);
    for (guint i = 0; i < lines->len; i++, y += 70)
      write_text(out, &type, y + 30, g_ptr_array_index(lines, i));
    y += 20;
  }
  write_bar(out, MARGIN, y, 12, accent);
  if (!*line)
    return y + 12;
  Type type = {.color = INK, .size = 58, .rtl = book->rtl};
  g_autoptr(GPtrArray) lines = wrap_lines(line, room / type.size, 1, NULL);
  write_text(out, &type, y + 88, g_ptr_array_index(lines, 0));
  write_bar(out, MARGIN, y + 124, 3, INK);
  return y + 127;
}

/* The first article of each section, then the second of each, until there are enough. Returns
 * their number. */
static guint pick_leads(const MkepubBook *book, Lead *leads)
{
  guint count = 0, before;
  for (guint round = 0; count < LEADS; round++) {
    before = count;
    for (guint i = 0; i < book->sections->len && count < LEADS; i++) {
      const MkepubBookSection *section = g_ptr_array_index(book->sections, i);
      if (round < section->count && section->first + round < book->articles->len)
        leads[count++].entry = g_ptr_array_index(book->articles, section->first + round);
    }
    if (count == before)
      break;
  }
  return count;
}

static int lead_height(const Lead *lead)
{
  return (int)lead->lines->len * lead->size * 6 / 5;
}

#define GAP 96 /* between headlines, with a hairline in the middle */

/* The first headline takes as much room as it needs, within reason; the others two lines. */
static void break_lead(Lead *lead, const char *title, gboolean first)
{
  double room = WIDTH - 2 * MARGIN;
  gboolean fits = FALSE;
  lead->size = first ? 124 : 76;
  lead->lines = wrap_lines(title, room / lead->size, first ? 3 : 2, &fits);
  if (!first || fits)
    return;
  g_ptr_array_unref(lead->lines);
  lead->size = 104;
  lead->lines = wrap_lines(title, room / lead->size, 4, NULL);
}

/* Breaks the headlines into lines and drops from the end what finds no room. Returns how many
 * stay; *height is theirs. */
static guint set_leads(Lead *leads, guint count, int room, int *height)
{
  guint kept = 0;
  *height = 0;
  for (guint i = 0; i < count; i++) {
    const MkepubBookArticle *entry = leads[i].entry;
    g_autofree char *title = label_title(entry->article->title.text, entry->language);
    break_lead(&leads[i], title, i == 0);
    int more = lead_height(&leads[i]) + (i > 0 ? GAP : 0);
    if (kept == i && *height + more <= room) {
      *height += more;
      kept++;
    }
  }
  return kept;
}

static void write_leads(GString *out, const MkepubBook *book, int top, int bottom)
{
  Lead leads[LEADS] = {{0}};
  int height = 0;
  guint count = pick_leads(book, leads);
  guint kept = set_leads(leads, count, bottom - top, &height);
  int y = top + (bottom - top - height) * 2 / 5;
  for (guint i = 0; i < kept; i++) {
    const char *language = leads[i].entry->language;
    Type type = {.color = INK,
                 .weight = i == 0 ? "bold" : NULL,
                 .size = leads[i].size,
                 .language = g_strcmp0(language, book->language) != 0 ? language : NULL,
                 .rtl = mkepub_language_is_rtl(language)};
    if (i > 0) {
      write_bar(out, 680, y + GAP / 2, 3, "#8a8a8a");
      y += GAP;
    }
    for (guint n = 0; n < leads[i].lines->len; n++)
      write_text(out, &type, y + (int)n * type.size * 6 / 5 + type.size,
                 g_ptr_array_index(leads[i].lines, n));
    y += lead_height(&leads[i]);
  }
  for (guint i = 0; i < count; i++)
    g_ptr_array_unref(leads[i].lines);
}

static void write_foot(GString *out, const MkepubBook *book)
{
  g_autofree char *masthead = label_masthead(book);
  g_autofree char *publisher = label_clean(book->publisher);
  g_autofree char *articles = words_articles(book->articles->len, book->language);
  gboolean named = publisher && g_strcmp0(publisher, masthead) != 0;
  Type type = {.color = INK, .size = 50, .rtl = book->rtl};
  g_autoptr(GPtrArray) lines = wrap_lines(named ? publisher : articles,
                                          (double)(WIDTH - 2 * MARGIN) / type.size, 1, NULL);
  write_bar(out, MARGIN, 2190, 3, INK);
  write_text(out, &type, 2266, g_ptr_array_index(lines, 0));
}

GString *page_cover_svg(const MkepubBook *book)
{
  GString *out = g_string_new("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
  const char *accent = accent_color(book);
  g_autofree char *title = label_book(book);
  markup_open(out, "svg", "xmlns", "http://www.w3.org/2000/svg", "version", "1.1", "width",
              "1600", "height", "2400", "viewBox", "0 0 1600 2400", "xml:lang",
              label_language(book), NULL);
  g_string_append_c(out, '\n');
  markup_element(out, "title", title, NULL);
  g_string_append_c(out, '\n');
  write_bar(out, 0, 0, HEIGHT, PAPER);
  write_bar(out, 0, 0, 90, accent);
  write_bar(out, 0, HEIGHT - 60, 60, accent);
  int y = write_masthead(out, book);
  y = write_dateline(out, book, y, accent);
  write_leads(out, book, y + 60, 2150);
  write_foot(out, book);
  markup_close(out, "svg");
  g_string_append_c(out, '\n');
  return out;
}
