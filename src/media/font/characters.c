/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "media/font/font.h"

#define PLANES      17
#define PLANE_WORDS (0x10000 / 64)

/* A bit for each character; planes are allocated when needed. */
struct MkepubCharacters {
  guint64 *planes[PLANES];
};

MkepubCharacters *mkepub_characters_new(void)
{
  return g_new0(MkepubCharacters, 1);
}

void mkepub_characters_free(MkepubCharacters *set)
{
  for (guint i = 0; set && i < PLANES; i++)
    g_free(set->planes[i]);
  g_free(set);
}

static void add_character(MkepubCharacters *set, gunichar c)
{
  guint plane = c >> 16;
  if (c < 0x20 || plane >= PLANES || (c >= 0xd800 && c < 0xe000))
    return;
  if (!set->planes[plane])
    set->planes[plane] = g_new0(guint64, PLANE_WORDS);
  set->planes[plane][(c & 0xffff) / 64] |= G_GUINT64_CONSTANT(1) << (c % 64);
}

gboolean mkepub_characters_has(const MkepubCharacters *set, gunichar c)
{
  guint plane = c >> 16;
  return plane < PLANES && set->planes[plane] &&
         (set->planes[plane][(c & 0xffff) / 64] >> (c % 64) & 1);
}

void mkepub_characters_merge(MkepubCharacters *set, const MkepubCharacters *other)
{
  for (guint i = 0; i < PLANES; i++) {
    if (!other->planes[i])
      continue;
    if (!set->planes[i])
      set->planes[i] = g_new0(guint64, PLANE_WORDS);
    for (guint j = 0; j < PLANE_WORDS; j++)
      set->planes[i][j] |= other->planes[i][j];
  }
}

/* Adds the character at P and returns the byte after it; ignores an invalid byte. */
static const char *add_next(MkepubCharacters *set, const char *p, const char *end)
{
  if ((guchar)*p < 0x80) {
    add_character(set, (guchar)*p);
    return p + 1;
  }
  gunichar c = g_utf8_get_char_validated(p, end - p);
  if (c >= (gunichar)-2)
    return p + 1;
  add_character(set, c);
  return g_utf8_next_char(p);
}

/* Returns the number of a reference '#8212' or '#x2014' of LENGTH bytes; 0 when it is not
 * one. */
static gunichar number_of(const char *name, gsize length)
{
  gboolean hex = length > 1 && (name[1] == 'x' || name[1] == 'X');
  gunichar c = 0;
  for (gsize i = hex ? 2 : 1; i < length; i++) {
    gint digit = hex ? g_ascii_xdigit_value(name[i]) : g_ascii_digit_value(name[i]);
    if (digit < 0 || c > 0x10ffff)
      return 0;
    c = c * (hex ? 16 : 10) + (gunichar)digit;
  }
  return c;
}

/* Adds the character of the reference at '&' and returns the byte after it. */
static const char *add_reference(MkepubCharacters *set, const char *p, const char *end)
{
  static const struct {
    const char *name;
    gunichar c;
  } five[] = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
  const char *close = memchr(p, ';', (gsize)MIN(end - p, 16));
  gsize length = close ? (gsize)(close - p - 1) : 0;
  if (length > 1 && p[1] == '#') {
    add_character(set, number_of(p + 1, length));
    return close + 1;
  }
  for (guint i = 0; i < G_N_ELEMENTS(five); i++)
    if (length == strlen(five[i].name) && !memcmp(five[i].name, p + 1, length)) {
      add_character(set, five[i].c);
      return close + 1;
    }
  add_character(set, '&');
  return p + 1;
}

/* Returns the byte after the tag, comment or instruction at '<'. */
static const char *skip_tag(const char *p, const char *end)
{
  if (end - p >= 4 && !memcmp(p, "<!--", 4)) {
    const char *close = g_strstr_len(p + 4, end - p - 4, "-->");
    return close ? close + 3 : end;
  }
  for (char quote = '\0'; p < end; p++) {
    if (quote)
      quote = *p == quote ? '\0' : quote;
    else if (*p == '"' || *p == '\'')
      quote = *p;
    else if (*p == '>')
      return p + 1;
  }
  return end;
}

void mkepub_characters_add(MkepubCharacters *set, const char *text, gsize length,
                           gboolean markup)
{
  const char *end = text + length;
  for (const char *p = text; p < end;) {
    if (markup && *p == '<')
      p = skip_tag(p, end);
    else if (markup && *p == '&')
      p = add_reference(set, p, end);
    else
      p = add_next(set, p, end);
  }
}
