/* SPDX-License-Identifier: MIT */
#include "xml/sax-limit.h"

#include <string.h>

/* The delimiters of markup other than tags. */
static const struct {
  const char *open, *close;
} others[] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}};

/* Returns the end of the markup at P, a '<', when it is not a tag; P when it may be a tag; NULL
 * when it does not end. */
static const char *skip_other(const char *p, const char *end)
{
  for (guint i = 0; i < G_N_ELEMENTS(others); i++) {
    gsize n = strlen(others[i].open), m = strlen(others[i].close);
    if ((gsize)(end - p) < n || memcmp(p, others[i].open, n) != 0)
      continue;
    const char *close = memmem(p + n, (gsize)(end - p) - n, others[i].close, m);
    return close ? close + m : NULL;
  }
  return p;
}

/* Returns the end of the tag or declaration at P, a '<', or the next '<' inside it, for a
 * document type holds other declarations; NULL when it does not end. *count becomes the number
 * of its attributes. */
static const char *skip_tag(const char *p, const char *end, guint *count)
{
  gboolean declaration = end - p > 1 && p[1] == '!';
  for (*count = 0, p++; p < end && *p != '>' && !(declaration && *p == '<'); p++) {
    *count += !declaration && *p == '=';
    if (*p == '"' || *p == '\'') {
      p = memchr(p + 1, *p, (gsize)(end - p - 1));
      if (!p)
        return NULL;
    }
  }
  return p < end ? p + (*p == '>') : NULL;
}

static gboolean has_crowded_tag(const char *p, const char *end)
{
  while (p && (p = memchr(p, '<', (gsize)(end - p)))) {
    guint count;
    const char *behind = skip_other(p, end);
    if (behind != p) {
      p = behind;
      continue;
    }
    p = skip_tag(p, end, &count);
    if (count > SAX_ATTRIBUTES)
      return TRUE;
  }
  return FALSE;
}

gboolean sax_limit_passed(const char *bytes, gsize length)
{
  static const struct {
    char start[3];
    const char *name;
  } codes[] = {{"\xfe\xff", "UTF-16BE"},
               {"\xff\xfe", "UTF-16LE"},
               {"\0<", "UTF-16BE"},
               {"<\0", "UTF-16LE"}};
  const char *name = NULL;
  if (length == 0) /* BYTES may be NULL */
    return FALSE;
  for (guint i = 0; length > 1 && i < G_N_ELEMENTS(codes); i++)
    if (memcmp(bytes, codes[i].start, 2) == 0)
      name = codes[i].name;
  gsize size = length;
  g_autofree char *text =
      name ? g_convert(bytes, (gssize)length, "UTF-8", name, NULL, &size, NULL) : NULL;
  return has_crowded_tag(text ? text : bytes, text ? text + size : bytes + length);
}
