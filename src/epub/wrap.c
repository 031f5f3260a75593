/* SPDX-License-Identifier: MIT */
#include "epub/wrap.h"

#include <string.h>

/* Widths of a bold serif face, on the wide side. */
static double char_width(gunichar c)
{
  if (g_unichar_iszerowidth(c) || g_unichar_ismark(c))
    return 0;
  if (g_unichar_iswide(c))
    return 1;
  if (c == ' ' || (c < 0x80 && strchr("iljtfI.,:;'!|()[]-", (int)c)))
    return 0.33;
  if (c == 'm' || c == 'w' || c == 'M' || c == 'W' || c == '@' || c == 0x2014)
    return 0.95;
  return g_unichar_isupper(c) ? 0.72 : 0.56;
}

double wrap_width(const char *text)
{
  double width = 0;
  for (const char *p = text; *p; p = g_utf8_next_char(p))
    width += char_width(g_utf8_get_char(p));
  return width;
}

/* Characters that East Asian rules keep from the start of a line. */
static gboolean clings(gunichar c)
{
  static const char closing[] = "、。，．・：；？！）］｝」』】〉》〕ー々…‥”’";
  return g_utf8_strchr(closing, -1, c) != NULL;
}

static gboolean opens(gunichar c)
{
  static const char opening[] = "（［｛「『【〈《〔“‘";
  return g_utf8_strchr(opening, -1, c) != NULL;
}

/* Whether a line may end between A and B, neither being a space. */
static gboolean may_break(gunichar a, gunichar b)
{
  return (g_unichar_iswide(a) || g_unichar_iswide(b)) && !clings(b) && !opens(a) && b != 0 &&
         !g_unichar_ismark(b) && b != 0x200d && a != 0x200d;
}

/* Returns where the line that begins at TEXT ends; *cut becomes TRUE when that is within a
 * word. */
static const char *line_end(const char *text, double ems, gboolean *cut)
{
  const char *p = text, *chance = NULL;
  double width = 0;
  while (*p) {
    gunichar c = g_utf8_get_char(p);
    const char *next = g_utf8_next_char(p);
    width += char_width(c);
    if (c == ' ')
      chance = p;
    else if (width > ems && p > text)
      break;
    if (c != ' ' && *next != ' ' && may_break(c, g_utf8_get_char(next)))
      chance = next;
    p = next;
  }
  if (!*p)
    return p;
  if (chance && chance > text)
    return chance;
  *cut = TRUE;
  return p;
}

GPtrArray *wrap_lines(const char *text, double ems, guint limit, gboolean *fits)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
  gboolean cut = FALSE;
  const char *p = text;
  while (lines->len < limit) {
    gboolean last = lines->len + 1 == limit;
    const char *end = line_end(p, ems, &cut);
    if (last && *end)
      end = line_end(p, ems - 1, &cut); /* room for the ellipsis */
    const char *rest = end + strspn(end, " ");
    g_ptr_array_add(lines,
                    g_strdup_printf("%.*s%s", (int)(end - p), p, last && *rest ? "…" : ""));
    p = rest;
    if (!*p)
      break;
  }
  if (fits)
    *fits = !*p && !cut;
  return lines;
}
