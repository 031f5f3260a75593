/* SPDX-License-Identifier: MIT */
#include "text/entity.h"

#include <string.h>

#include "text/entity-table.h"

#define LONGEST_LEGACY 6

/* The meaning of a reference to 0x80 + i (HTML 13.2.5.80); 0: the character itself. */
static const guint16 windows_1252[32] = {
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

gunichar entity_meant(gunichar c)
{
  return c >= 0x80 && c < 0xa0 && windows_1252[c - 0x80] ? windows_1252[c - 0x80] : c;
}

static const struct entity *find_entity(const char *name, gsize length)
{
  gsize low = 0;
  gsize high = ENTITY_COUNT;
  while (low < high) {
    gsize middle = (low + high) / 2;
    int order = strncmp(name, entity_table[middle].name, length);
    if (order == 0 && entity_table[middle].name[length] == '\0')
      return &entity_table[middle];
    if (order <= 0)
      high = middle;
    else
      low = middle + 1;
  }
  return NULL;
}

/* Reads '#123;' or '#x1f;' at TEXT; returns the bytes used, 0 when TEXT does not begin with a
 * reference. */
static gsize append_number(GString *out, const char *text, gsize length)
{
  gsize i = 1;
  gboolean hex = i < length && (text[i] == 'x' || text[i] == 'X');
  guint32 c = 0;
  if (hex)
    i++;
  gsize first = i;
  for (; i < length && (hex ? g_ascii_isxdigit(text[i]) : g_ascii_isdigit(text[i])); i++)
    if (c <= 0x10ffff)
      c = c * (hex ? 16 : 10) + (guint32)g_ascii_xdigit_value(text[i]);
  if (i == first)
    return 0;
  if (i < length && text[i] == ';')
    i++;
  c = entity_meant(c);
  if (c == 0 || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
    c = 0xfffd;
  g_string_append_unichar(out, c);
  return i;
}

/* Reads 'amp;' or 'amp' at TEXT; returns the bytes used, 0 when TEXT does not begin with a
 * reference. */
static gsize append_named(GString *out, const char *text, gsize length, enum entity_place place)
{
  gsize run = 0;
  while (run < length && run < 40 && g_ascii_isalnum(text[run]))
    run++;
  if (run == 0)
    return 0;
  if (run < length && text[run] == ';') {
    const struct entity *entity = find_entity(text, run);
    if (entity) {
      g_string_append(out, entity->text);
      return run + 1;
    }
  }
  for (gsize n = MIN(run, LONGEST_LEGACY); n >= 2; n--) {
    const struct entity *entity = find_entity(text, n);
    if (!entity || !entity->legacy)
      continue;
    /* '?a=1&copy=2' is an address, not a copyright sign */
    if (place == ENTITY_IN_ATTRIBUTE && n < length &&
        (text[n] == '=' || g_ascii_isalnum(text[n])))
      return 0;
    g_string_append(out, entity->text);
    return n;
  }
  return 0;
}

void entity_append_decoded(GString *out, const char *text, gsize length,
                           enum entity_place place)
{
  const char *end = text + length;
  while (text < end) {
    const char *mark = memchr(text, '&', (gsize)(end - text));
    if (!mark) {
      g_string_append_len(out, text, end - text);
      return;
    }
    g_string_append_len(out, text, mark - text);
    text = mark + 1;
    gsize left = (gsize)(end - text);
    gsize used = left > 0 && *text == '#' ? append_number(out, text, left)
                                          : append_named(out, text, left, place);
    if (used == 0)
      g_string_append_c(out, '&');
    text += used;
  }
}
