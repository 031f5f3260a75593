/* SPDX-License-Identifier: MIT */
#include "markdown/nonce.h"

#include <string.h>

/* Returns the length in bytes of the numeric character reference at P to an ASCII letter or
 * digit, and sets *MEANT to that character. Returns 0 for anything else. */
static gsize read_reference(const char *p, const char *end, char *meant)
{
  const char *start = p;
  if (end - p < 4 || p[0] != '&' || p[1] != '#')
    return 0;
  gboolean hex = p[2] == 'x' || p[2] == 'X';
  guint number = 0;
  for (p += hex ? 3 : 2;
       p < end && (hex ? g_ascii_isxdigit(*p) : g_ascii_isdigit(*p)) && number < 128; p++)
    number = number * (hex ? 16 : 10) + (guint)g_ascii_xdigit_value(*p);
  if (p == end || *p != ';' || number >= 128 || !g_ascii_isalnum((gchar)number))
    return 0;
  *meant = (char)number;
  return (gsize)(p + 1 - start);
}

/* Returns TEXT with such references resolved, for the caller to free. */
static GString *resolve_references(const char *text, gsize length)
{
  const char *end = text + length;
  GString *out = g_string_sized_new(length);
  for (const char *p = text; p < end;) {
    char c = *p;
    gsize size = read_reference(p, end, &c);
    g_string_append_c(out, c);
    p += MAX(size, 1);
  }
  return out;
}

static char *unused_word(const char *text, gsize length)
{
  /* if the text holds N such numbers, one of 0 to N is free */
  static const char stem[] = "mkepubmark";
  const gsize n = sizeof stem - 1;
  const char *end = text + length;
  g_autoptr(GHashTable) taken = g_hash_table_new(NULL, NULL);
  for (const char *p = text; (p = memmem(p, (gsize)(end - p), stem, n)); p += n) {
    guint number = 0;
    for (const char *q = p + n; q < end && g_ascii_isdigit(*q) && q - p < 20; q++)
      number = number * 10 + (guint)(*q - '0');
    g_hash_table_add(taken, GUINT_TO_POINTER(number));
  }
  guint number = 0;
  while (g_hash_table_contains(taken, GUINT_TO_POINTER(number)))
    number++;
  return g_strdup_printf("%s%u", stem, number);
}

char *nonce_new(const char *text, gsize length)
{
  if (!memmem(text, length, "&#", 2))
    return unused_word(text, length);
  /* this also covers the text as written: the word cannot span a reference, which has other
   * bytes */
  GString *resolved = resolve_references(text, length);
  char *word = unused_word(resolved->str, resolved->len);
  g_string_free(resolved, TRUE);
  return word;
}
