/* SPDX-License-Identifier: MIT */
#include "media/cover/words.h"
#include "base/text.h"
#include "text/language.h"

#include <string.h>

#define LIMIT  500  /* characters: more than fit on any cover */
#define MARKS  3    /* combining marks on one letter; more would overlap other lines */
#define BYTES  8192 /* enough for LIMIT characters with their marks */
#define JOINER "\xe2\x81\xa0"

static gboolean is_hangul(gunichar c)
{
  return g_unichar_get_script(c) == G_UNICODE_SCRIPT_HANGUL;
}

/* Returns TRUE when a line must not end between these two although Unicode's rules allow it
 * (UAX 14, section 8.2, "Korean with spaces"). */
static gboolean is_joined(gunichar a, gunichar b)
{
  return (is_hangul(a) && (is_hangul(b) || g_unichar_isalnum(b))) ||
         (g_unichar_isalnum(a) && is_hangul(b));
}

/* Returns TRUE for directional overrides and embeddings: in a headline they only do harm. */
static gboolean is_dropped(gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || c == 0x2060 || c == 0xfeff || c == 0xad ||
         c == 0x200b || (c >= 0xe0000 && c <= 0xe0fff) || (c >= 0xfff9 && c <= 0xfffb);
}

static char *blank_controls(const char *text)
{
  gsize length = strlen(text);
  GString *out = g_string_sized_new(MIN(length, BYTES) + 1);
  const char *end = text + MIN(length, BYTES);
  for (const char *p = text; p < end;) {
    gunichar c = g_utf8_get_char_validated(p, (gssize)(text + length - p));
    gboolean valid = c != (gunichar)-1 && c != (gunichar)-2;
    if (!valid || !text_is_xml_char(c) || g_unichar_iscntrl(c) || c == 0x2028 || c == 0x2029)
      g_string_append_c(out, ' ');
    else if (!is_dropped(c))
      g_string_append_unichar(out, c);
    p = valid ? g_utf8_next_char(p) : p + 1;
  }
  return g_string_free(out, FALSE);
}

char *cover_words_line(const char *text)
{
  g_autofree char *blanked = blank_controls(text ? text : "");
  return text_collapse(blanked, -1);
}

char *cover_words_clean(const char *text)
{
  g_autofree char *line = cover_words_line(text);
  g_autoptr(GString) out = g_string_new(NULL);
  guint marks = 0, count = 0;
  gunichar before = ' ';
  for (const char *p = line; *p && count < LIMIT; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    marks = g_unichar_combining_class(c) > 0 ? marks + 1 : 0;
    if (marks > MARKS || (marks > 0 && before == ' '))
      continue;
    if (is_joined(before, c))
      g_string_append(out, JOINER);
    g_string_append_unichar(out, c);
    before = c;
    count++;
  }
  return out->len > 0 ? g_strdup(g_strchomp(out->str)) : NULL;
}

static gboolean is_rtl(gunichar c)
{
  switch (g_unichar_get_script(c)) {
  case G_UNICODE_SCRIPT_ARABIC:
  case G_UNICODE_SCRIPT_HEBREW:
  case G_UNICODE_SCRIPT_SYRIAC:
  case G_UNICODE_SCRIPT_THAANA:
  case G_UNICODE_SCRIPT_NKO:
  case G_UNICODE_SCRIPT_SAMARITAN:
  case G_UNICODE_SCRIPT_MANDAIC:
  case G_UNICODE_SCRIPT_ADLAM:
  case G_UNICODE_SCRIPT_HANIFI_ROHINGYA:
    return g_unichar_isalpha(c);
  default:
    return FALSE;
  }
}

gboolean cover_words_rtl(const char *text, const char *language)
{
  gboolean language_rtl = mkepub_language_is_rtl(language);
  gboolean ltr = FALSE, rtl = FALSE;
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    gboolean turned = is_rtl(c);
    rtl = rtl || turned;
    ltr = ltr || (!turned && g_unichar_isalpha(c));
  }
  return language_rtl ? rtl || !ltr : rtl && !ltr;
}

/* Returns the positions in LAYOUT's text, in bytes, of the characters without a glyph: one byte
 * each, not 0. For the caller to free. */
static guint8 *mark_unknown(PangoLayout *layout)
{
  guint8 *marks = g_new0(guint8, strlen(pango_layout_get_text(layout)) + 1);
  PangoLayoutIter *iter = pango_layout_get_iter(layout);
  do {
    PangoLayoutRun *run = pango_layout_iter_get_run_readonly(iter);
    for (int i = 0; run && i < run->glyphs->num_glyphs; i++)
      if (run->glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG)
        marks[run->item->offset + run->glyphs->log_clusters[i]] = 1;
  } while (pango_layout_iter_next_run(iter));
  pango_layout_iter_free(iter);
  return marks;
}

guint cover_words_unknown(PangoLayout *layout, guint *letters, guint *all)
{
  const char *text = pango_layout_get_text(layout);
  g_autofree guint8 *marks = mark_unknown(layout);
  *letters = *all = 0;
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gboolean letter = g_unichar_isalnum(g_utf8_get_char(p));
    *all += letter ? 1 : 0;
    *letters += letter && marks[p - text] ? 1 : 0;
  }
  return (guint)pango_layout_get_unknown_glyphs_count(layout);
}

/* Returns TRUE for characters without meaning after a sign that was removed. */
static gboolean is_follower(gunichar c)
{
  return c == 0x200d || c == 0x20e3 || (c >= 0xfe00 && c <= 0xfe0f);
}

char *cover_words_without_unknown(PangoLayout *layout)
{
  const char *text = pango_layout_get_text(layout);
  g_autofree guint8 *marks = mark_unknown(layout);
  g_autoptr(GString) out = g_string_new(NULL);
  gboolean gone = FALSE;
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    gone = (marks[p - text] && !g_unichar_isalnum(c)) || (gone && is_follower(c));
    if (!gone)
      g_string_append_unichar(out, c);
  }
  char *line = text_collapse(out->str, -1);
  if (*line)
    return line;
  g_free(line);
  return NULL;
}

static gboolean is_dangling(gunichar c)
{
  return g_unichar_isspace(c) || c == 0x2060 || (c < 0x80 && strchr(",;:-([{/&", (int)c)) ||
         (c >= 0x2010 && c <= 0x2015) || c == 0xab || c == 0x201c || c == 0x3001 ||
         c == 0xff0c || c == 0xff1a || c == 0x300c || c == 0x060c || c == 0xb7;
}

char *cover_words_cut(const char *text, gsize end, const char *ellipsis)
{
  while (end > 0) {
    const char *last = g_utf8_prev_char(text + end);
    if (!is_dangling(g_utf8_get_char(last)))
      break;
    end = (gsize)(last - text);
  }
  return g_strdup_printf("%.*s%s", (int)end, text, ellipsis);
}
