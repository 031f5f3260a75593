/* SPDX-License-Identifier: MIT */
#include "xhtml/hear.h"

#include <string.h>

#include "xhtml/element.h"

/* Text outside of tags, white space collapsed, still escaped. For the caller to free. */
static char *words_of(const char *p, const char *end)
{
  GString *words = g_string_new(NULL);
  gboolean tag = FALSE, space = FALSE;
  for (; p < end; p++) {
    if (*p == '<' || (tag && *p == '>')) {
      tag = *p == '<';
    } else if (!tag && g_ascii_isspace(*p)) {
      space = words->len > 0;
    } else if (!tag) {
      if (space)
        g_string_append_c(words, ' ');
      space = FALSE;
      g_string_append_c(words, *p);
    }
  }
  return g_string_free(words, FALSE);
}

/* The description of the next picture in [P, END): its first byte, *LENGTH bytes; NULL when
 * there is none. */
static const char *next_alt(const char *p, const char *end, gsize *length)
{
  const char *picture = memmem(p, (gsize)(end - p), "<img ", 5);
  const char *stop = picture ? memchr(picture, '>', (gsize)(end - picture)) : NULL;
  const char *alt = stop ? memmem(picture, (gsize)(stop - picture), " alt=\"", 6) : NULL;
  if (!alt)
    return NULL;
  alt += 6;
  const char *quote = memchr(alt, '"', (gsize)(stop - alt));
  *length = quote ? (gsize)(quote - alt) : 0;
  return quote ? alt : NULL;
}

/* Whether a listener hears anything of [P, END). */
static gboolean has_name(const char *p, const char *end)
{
  g_autofree char *words = words_of(p, end);
  if (*words)
    return TRUE;
  if (memmem(p, (gsize)(end - p), "<svg", 4) || memmem(p, (gsize)(end - p), "<math", 5))
    return TRUE;
  gsize length;
  for (const char *alt = next_alt(p, end, &length); alt; alt = next_alt(alt, end, &length))
    if (length > 0)
      return TRUE;
  return FALSE;
}

/* Writes NAME over the name in the start tag at START, which is no shorter, and blanks out a
 * scope. */
static void rename(GString *out, gsize start, gsize inner, const char *name)
{
  char *p = out->str + start + 1;
  char *end = out->str + inner;
  gsize length = strlen(name);
  memcpy(p, name, length);
  for (p += length; p < end && *p != ' ' && *p != '>' && *p != '/'; p++)
    *p = ' ';
  char *scope = memmem(p, (gsize)(end - p), " scope=\"", 8);
  char *quote = scope ? memchr(scope + 8, '"', (gsize)(end - scope - 8)) : NULL;
  if (quote)
    memset(scope, ' ', (gsize)(quote + 1 - scope));
}

/* The address of a link without its scheme, as the description of the picture that is all it
 * shows. */
static void name_link(GString *out, const struct entry *entry)
{
  gsize length;
  const char *end = out->str + out->len;
  const char *alt = next_alt(out->str + entry->inner, end, &length);
  const char *tag = out->str + entry->start;
  const char *href = memmem(tag, entry->inner - entry->start, " href=\"", 7);
  if (!alt || length > 0 || !href)
    return;
  href += 7;
  const char *quote = strchr(href, '"');
  const char *scheme = memmem(href, (gsize)(quote - href), "://", 3);
  g_autofree char *address = scheme ? g_strndup(scheme + 3, (gsize)(quote - scheme - 3))
                                    : g_strndup(href, (gsize)(quote - href));
  g_string_insert(out, alt - out->str, address);
}

/* Empties descriptions that say what the words of the element say, in as many bytes. */
static void silence(GString *out, gsize inner)
{
  g_autofree char *words = words_of(out->str + inner, out->str + out->len);
  gsize length, n = strlen(words);
  char *end = out->str + out->len;
  for (char *alt = (char *)next_alt(out->str + inner, end, &length); n > 0 && alt;
       alt = (char *)next_alt(alt, end, &length))
    if (length == n && g_ascii_strncasecmp(alt, words, n) == 0) {
      alt[0] = '"';
      memset(alt + 1, ' ', length);
    }
}

void hear_mend(MkepubWriter *writer, struct entry *entry)
{
  GString *out = writer->out;
  gboolean pictures = writer->last_image >= entry->inner;
  gboolean heading = element_is_heading(entry->written);
  if (!pictures && entry->written != MKEPUB_EL_TH)
    return;
  if (heading || entry->written == MKEPUB_EL_TH || entry->written == MKEPUB_EL_A) {
    if (!has_name(out->str + entry->inner, out->str + out->len)) {
      if (entry->written == MKEPUB_EL_A) {
        name_link(out, entry);
        return;
      }
      entry->written = heading ? MKEPUB_EL_P : MKEPUB_EL_TD;
      if (heading)
        writer->level = writer->level_before;
      rename(out, entry->start, entry->inner, heading ? "p" : "td");
    }
  }
  if (pictures && (entry->written == MKEPUB_EL_A || entry->written == MKEPUB_EL_P ||
                   entry->written == MKEPUB_EL_LI || entry->written == MKEPUB_EL_TD ||
                   entry->written == MKEPUB_EL_TH))
    silence(out, entry->inner);
}
