/* SPDX-License-Identifier: MIT */
#include "xhtml/escape.h"

#include <string.h>

#include "base/text.h"
#include "text/entity.h"

/* Class of each byte: 0 is copied, 1 needs an entity or is not allowed, 2 begins a sequence of
 * several bytes, 3 needs an entity in an attribute. */
#define ROW8(x)  x, x, x, x, x, x, x, x
#define ROW32(x) ROW8(x), ROW8(x), ROW8(x), ROW8(x)
/* clang-format off */
static const guint8 classes[256] = {
    ROW8(1), 1, 0, 0, 1, 1, 0, 1, 1, ROW8(1), ROW8(1),       /* controls except tab, LF, CR */
    0, 0, 3, 0, 0, 0, 1, 0, ROW8(0), ROW8(0),                /* " & */
    0, 0, 0, 0, 1, 0, 1, 0,                                  /* < > */
    ROW32(0),
    ROW8(0), ROW8(0), ROW8(0), 0, 0, 0, 0, 0, 0, 0, 1,       /* DEL */
    ROW32(1), ROW32(1),                                      /* continuation bytes */
    1, 1, 2, 2, 2, 2, 2, 2, ROW8(2), ROW8(2), ROW8(2),
    ROW8(2), ROW8(2), 2, 2, 2, 2, 2, 1, 1, 1, ROW8(1),
};
/* clang-format on */

/* Returns the length of the UTF-8 sequence at P, with LEFT bytes left; 0 when it is not valid
 * or XML does not allow the character. */
static inline gsize sequence(const guchar *p, gsize left)
{
#define TAIL(i) ((p[i] & 0xc0) == 0x80)
  if (p[0] < 0xe0) {
    if (left < 2 || !TAIL(1))
      return 0;
    return p[0] == 0xc2 && p[1] < 0xa0 ? 0 : 2;
  }
  if (p[0] < 0xf0) {
    if (left < 3 || !TAIL(1) || !TAIL(2))
      return 0;
    if ((p[0] == 0xe0 && p[1] < 0xa0) || (p[0] == 0xed && p[1] >= 0xa0))
      return 0;
    if (p[0] == 0xef) {
      guint low = (guint)(p[1] & 0x3f) << 6 | (p[2] & 0x3f);
      if (low >= 0xffe || (low >= 0xdd0 && low <= 0xdef))
        return 0;
    }
    return 3;
  }
  if (left < 4 || !TAIL(1) || !TAIL(2) || !TAIL(3))
    return 0;
  if ((p[0] == 0xf0 && p[1] < 0x90) || (p[0] == 0xf4 && p[1] >= 0x90))
    return 0;
  return (p[1] & 0x0f) == 0x0f && p[2] == 0xbf && p[3] >= 0xbe ? 0 : 4;
#undef TAIL
}

static void append_entity(GString *out, guchar byte)
{
  switch (byte) {
  case '&':
    text_append(out, "&amp;", 5);
    break;
  case '<':
    text_append(out, "&lt;", 4);
    break;
  case '>':
    text_append(out, "&gt;", 4);
    break;
  case '"':
    text_append(out, "&quot;", 6);
    break;
  default:
    break;
  }
}

/* Returns TRUE when the eight bytes at P can be copied in text and attributes: no controls, no
 * bytes from DEL on, no '"' or '&' (which differ in one bit), and no '<' or '>' (which do too).
 * Computes all eight at once; the highest bit of each byte of the result reports a match. */
enum { STRIDE = 8 };
static inline gboolean is_plain(const guchar *p)
{
  static const guint64 ones = G_GUINT64_CONSTANT(0x0101010101010101);
  guint64 v;
  memcpy(&v, p, STRIDE);
  guint64 quotes = (v | ones * 4) ^ ones * '&', brackets = (v | ones * 2) ^ ones * '>';
  guint64 strange = v | (v + ones) | ((v - ones * ' ') & ~v) | ((quotes - ones) & ~quotes) |
                    ((brackets - ones) & ~brackets);
  return (strange & ones * 0x80) == 0;
}

void escape_append(GString *out, const char *text, gsize length, enum escape_place place)
{
  const guchar *p = (const guchar *)text;
  const guchar *end = p + length;
  const guchar *run = p;
  while (p < end) {
    if (end - p >= STRIDE && is_plain(p)) {
      p += STRIDE;
      continue;
    }
    guint8 class = classes[*p];
    if (class == 0 || (class == 3 && place == ESCAPE_TEXT)) {
      p++;
      continue;
    }
    gsize whole = class == 2 ? sequence(p, (gsize)(end - p)) : 0;
    if (whole > 0) {
      p += whole;
      continue;
    }
    text_append(out, (const char *)run, (gsize)(p - run));
    append_entity(out, *p);
    if (*p == 0xc2 && end - p > 1 &&
        entity_meant(p[1]) != p[1]) /* a C1 control, the result of a wrong encoding */
      g_string_append_unichar(out, entity_meant(p[1]));
    p++;
    /* the remaining bytes of a character that is not allowed */
    if (class == 2)
      while (p < end && (*p & 0xc0) == 0x80)
        p++;
    run = p;
  }
  text_append(out, (const char *)run, (gsize)(p - run));
}

gsize escape_blank_prefix(const char *text, gsize length)
{
  gsize i = 0;
  while (i < length &&
         (text[i] == ' ' || text[i] == '\n' || text[i] == '\t' || text[i] == '\r'))
    i++;
  return i;
}
