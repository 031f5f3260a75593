/* SPDX-License-Identifier: MIT */
#include "base/text.h"

#include <string.h>

gboolean text_is_xml_char(gunichar c)
{
  if (c < 0x20)
    return c == '\t' || c == '\n' || c == '\r';
  if (c < 0x7f)
    return TRUE;
  if (c < 0xa0)
    return c == 0x85;
  if (c >= 0xd800 && c <= 0xdfff)
    return FALSE;
  if (c >= 0xfdd0 && c <= 0xfdef)
    return FALSE;
  return (c & 0xfffe) != 0xfffe && c <= 0x10ffff;
}

/* The longest prefix of BYTES that needs no repair. ASCII runs are the common case and go fast.
 */
static gsize clean_prefix(const char *bytes, gsize length)
{
  gsize i = 0;
  while (i < length) {
    guchar byte = (guchar)bytes[i];
    if (byte >= 0x20 && byte < 0x7f) {
      i++;
      continue;
    }
    gunichar c =
        byte < 0x80 ? byte : g_utf8_get_char_validated(bytes + i, (gssize)(length - i));
    if (c == (gunichar)-1 || c == (gunichar)-2 || !text_is_xml_char(c))
      break;
    i += byte < 0x80 ? 1 : (gsize)(g_utf8_next_char(bytes + i) - (bytes + i));
  }
  return i;
}

char *text_repair(const char *bytes, gsize length, gsize *result_length, guint *repaired,
                  gsize *at)
{
  gsize clean = clean_prefix(bytes, length);
  guint count = 0;
  if (at)
    *at = clean;
  if (clean == length) { /* nearly all are */
    if (repaired)
      *repaired = 0;
    if (result_length)
      *result_length = length;
    return g_strndup(bytes, length);
  }
  GString *out = g_string_sized_new(length + 1);
  g_string_append_len(out, bytes, (gssize)clean);
  gsize i = clean;
  while (i < length) {
    gunichar c = g_utf8_get_char_validated(bytes + i, (gssize)(length - i));
    count++;
    if (c == (gunichar)-1 || c == (gunichar)-2) {
      g_string_append(out, "\xef\xbf\xbd");
      i++;
      while (i < length && ((guchar)bytes[i] & 0xc0) == 0x80)
        i++;
    } else {
      i += (gsize)(g_utf8_next_char(bytes + i) - (bytes + i));
    }
    clean = clean_prefix(bytes + i, length - i);
    g_string_append_len(out, bytes + i, (gssize)clean);
    i += clean;
  }
  if (repaired)
    *repaired = count;
  if (result_length)
    *result_length = out->len;
  return g_string_free(out, FALSE);
}

char *text_collapse(const char *text, gssize length)
{
  gsize n = length < 0 ? strlen(text) : (gsize)length;
  GString *out = g_string_sized_new(n + 1);
  gboolean pending = FALSE;
  for (const char *p = text; p < text + n;) {
    gunichar c = g_utf8_get_char(p);
    const char *next = g_utf8_next_char(p);
    /* a no-break space looks like white space only at the ends, but is unwanted in a title */
    if (g_unichar_isspace(c) || c == 0x85 || c == 0) {
      pending = out->len > 0;
    } else {
      if (pending)
        g_string_append_c(out, ' ');
      pending = FALSE;
      g_string_append_len(out, p, next - p);
    }
    p = next;
  }
  return g_string_free(out, FALSE);
}

char *text_fold(const char *text)
{
  return g_str_is_ascii(text) ? g_ascii_strdown(text, -1) : g_utf8_casefold(text, -1);
}

char *text_slug(const char *text, gsize limit)
{
  gboolean ascii = g_str_is_ascii(text); /* which has only one form */
  g_autofree char *flat = ascii ? NULL : g_utf8_normalize(text, -1, G_NORMALIZE_NFKD);
  GString *out = g_string_sized_new(64);
  for (const char *p = ascii  ? text
                       : flat ? flat
                              : "";
       *p && out->len <= limit; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (c < 0x80 && g_ascii_isalnum((char)c))
      g_string_append_c(out, g_ascii_tolower((char)c));
    else if (c == '\'' || c == 0x2019 || (c >= 0x80 && g_unichar_ismark(c)))
      continue; /* the accent of é, the apostrophe of don't */
    else if (out->len > 0 && out->str[out->len - 1] != '-')
      g_string_append_c(out, '-');
  }
  if (out->len > limit) {
    g_string_truncate(out, limit);
    char *dash = strrchr(out->str, '-');
    if (dash && (gsize)(dash - out->str) > limit / 2)
      g_string_truncate(out, (gsize)(dash - out->str));
  }
  while (out->len > 0 && out->str[out->len - 1] == '-')
    g_string_truncate(out, out->len - 1);
  return g_string_free(out, FALSE);
}

char *text_shorten(const char *text, gsize limit)
{
  if ((gsize)g_utf8_strlen(text, -1) <= limit || limit == 0)
    return g_strdup(text);
  const char *end = g_utf8_offset_to_pointer(text, (glong)limit - 1);
  const char *cut = end;
  while (cut > text && !g_unichar_isspace(g_utf8_get_char(cut)))
    cut = g_utf8_prev_char(cut);
  /* no space in the last half: a script without spaces, or one long word */
  if ((gsize)(cut - text) < (gsize)(end - text) / 2)
    cut = end;
  while (cut > text && (g_unichar_isspace(g_utf8_get_char(g_utf8_prev_char(cut))) ||
                        strchr(",;:-", *g_utf8_prev_char(cut))))
    cut = g_utf8_prev_char(cut);
  return g_strdup_printf("%.*s…", (int)(cut - text), text);
}

/* Returns the ASCII form of the character at P; NULL when it has none. */
static const char *straight_form(const char *p, const char *end)
{
  enum { CURLY_SIZE = 3 };
  static const char *const pairs[][2] = {{"\u2018", "'"},  {"\u2019", "'"},  {"\u201c", "\""},
                                         {"\u201d", "\""}, {"\u2013", "--"}, {"\u2014", "---"},
                                         {"\u2026", "..."}};
  for (guint i = 0; end - p >= CURLY_SIZE && i < G_N_ELEMENTS(pairs); i++)
    if (memcmp(p, pairs[i][0], CURLY_SIZE) == 0)
      return pairs[i][1];
  return NULL;
}

char *text_straighten(const char *text, gsize length)
{
  const char *end = text + length;
  GString *out = g_string_sized_new(length);
  for (const char *p = text; p < end;) {
    const char *plain = straight_form(p, end);
    const char *next = g_utf8_next_char(p);
    if (plain)
      g_string_append(out, plain);
    else
      g_string_append_len(out, p, MIN(next, end) - p);
    p = next;
  }
  return g_string_free(out, FALSE);
}

char *text_uuid5(const char *name)
{
  /* the namespace: version 5 of "mkepub" in the DNS namespace, computed once by hand */
  static const guint8 namespace[16] = {0xd2, 0x00, 0x88, 0x77, 0x18, 0x99, 0x51, 0xf7,
                                       0xb6, 0xa2, 0xe6, 0x2c, 0x7c, 0x68, 0x6a, 0x59};
  guint8 digest[20];
  gsize size = sizeof digest;
  g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA1);
  g_checksum_update(sum, namespace, sizeof namespace);
  g_checksum_update(sum, (const guchar *)name, (gssize)strlen(name));
  g_checksum_get_digest(sum, digest, &size);
  digest[6] = (guint8)((digest[6] & 0x0f) | 0x50);
  digest[8] = (guint8)((digest[8] & 0x3f) | 0x80);
  GString *out = g_string_sized_new(37);
  for (guint i = 0; i < 16; i++) {
    if (i == 4 || i == 6 || i == 8 || i == 10)
      g_string_append_c(out, '-');
    g_string_append_printf(out, "%02x", digest[i]);
  }
  return g_string_free(out, FALSE);
}

gboolean text_is_control(gunichar c)
{
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x61c || c == 0x200e || c == 0x200f ||
         (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x206f);
}

static void append_spelled(GString *out, gunichar c)
{
  static const char *const short_names[] = {['\t'] = "\\t", ['\n'] = "\\n", ['\r'] = "\\r"};
  if (c < G_N_ELEMENTS(short_names) && short_names[c])
    g_string_append(out, short_names[c]);
  else
    g_string_append_printf(out, c < 0x80 ? "\\x%02x" : "\\u%04x", c);
}

char *text_display(const char *text, gsize length)
{
  GString *out = g_string_sized_new(length + 1);
  for (const char *p = text, *end = text + length; p < end;) {
    gunichar c = g_utf8_get_char_validated(p, end - p);
    gsize step = 1;
    if (c == (gunichar)-1 || c == (gunichar)-2) {
      g_string_append_printf(out, "\\x%02x", (guchar)*p);
    } else {
      step = (gsize)(g_utf8_next_char(p) - p);
      if (text_is_control(c))
        append_spelled(out, c);
      else
        text_append(out, p, step);
    }
    p += step;
  }
  return g_string_free(out, FALSE);
}

char *text_display_path(const char *path)
{
  return text_repair(path, strlen(path), NULL, NULL, NULL);
}

int text_compare(gconstpointer a, gconstpointer b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}
