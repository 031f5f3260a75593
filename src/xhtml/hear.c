/* SPDX-License-Identifier: MIT */
#include "xhtml/hear.h"

#include <string.h>

#include "xhtml/element.h"

/* What a listener does not hear: all that JavaScript's trim() takes away. */
static gboolean is_silent(const char *p)
{
  if ((guchar)*p < 0x80)
    return g_ascii_isspace(*p);
  gunichar c = g_utf8_get_char(p);
  return g_unichar_isspace(c) || c == 0x2028 || c == 0x2029 || c == 0xfeff;
}

/* Text outside of tags, white space collapsed, still escaped. For the caller to free. */
static char *words_of(const char *p, const char *end)
{
  GString *words = g_string_new(NULL);
  gboolean tag = FALSE, space = FALSE;
  for (; p < end; p = g_utf8_next_char(p)) {
    if (*p == '<' || (tag && *p == '>')) {
      tag = *p == '<';
    } else if (!tag && is_silent(p)) {
      space = words->len > 0;
    } else if (!tag) {
      if (space)
        g_string_append_c(words, ' ');
      space = FALSE;
      g_string_append_len(words, p, g_utf8_next_char(p) - p);
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

/* Whether there is a word in [P, END) outside of tags. */
static gboolean has_word(const char *p, const char *end)
{
  gboolean tag = FALSE;
  for (; p < end; p = g_utf8_next_char(p)) {
    if (*p == '<' || (tag && *p == '>'))
      tag = *p == '<';
    else if (!tag && !is_silent(p))
      return TRUE;
  }
  return FALSE;
}

/* Whether a listener hears anything of [P, END). */
static gboolean has_name(const char *p, const char *end)
{
  if (has_word(p, end))
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

/* The address in the start tag of a link, still escaped: *LENGTH bytes; NULL without one. */
static const char *address_of(const GString *out, const struct entry *entry, gsize *length)
{
  const char *tag = out->str + entry->start;
  const char *href = memmem(tag, entry->inner - entry->start, " href=\"", 7);
  if (!href)
    return NULL;
  href += 7;
  *length = (gsize)(strchr(href, '"') - href);
  return href;
}

/* Takes the attribute that holds HREF out of a start tag that has nothing but blanks behind it:
 * converters leave such links beside the real ones. */
static void unlink_entry(MkepubWriter *writer, struct entry *entry, const char *href,
                         gsize length)
{
  static const char name[] = " href=\"";
  gsize start = (gsize)(href - writer->out->str) - strlen(name);
  gsize size = strlen(name) + length + 1;
  g_string_erase(writer->out, (gssize)start, (gssize)size);
  entry->inner -= size;
  for (guint i = writer->references->len; i > 0; i--) {
    struct reference *reference = &g_array_index(writer->references, struct reference, i - 1);
    if (reference->start < start)
      break;
    if (reference->start == start) {
      g_array_remove_index(writer->references, i - 1);
    } else {
      reference->start -= size;
      reference->end -= size;
    }
  }
  state_repaired(writer, MKEPUB_EL_A, "shows nothing and is no link");
}

/* A link that shows nothing is none; a picture without description that is all of one has the
 * address, without its scheme, as its description. */
static void name_link(MkepubWriter *writer, struct entry *entry)
{
  GString *out = writer->out;
  gsize length, size;
  const char *href = address_of(out, entry, &size);
  if (!href)
    return;
  const char *alt = next_alt(out->str + entry->inner, out->str + out->len, &length);
  if (!alt) {
    unlink_entry(writer, entry, href, size);
    return;
  }
  const char *scheme = memmem(href, size, "://", 3);
  gsize skip = scheme ? (gsize)(scheme + 3 - href) : 0;
  g_autofree char *address = g_strndup(href + skip, size - skip);
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
  MkepubElement element = entry->written;
  gboolean pictures = writer->last_image >= entry->inner;
  gboolean heading = element_is_heading(element);
  gboolean wants_name = heading || element == MKEPUB_EL_TH || element == MKEPUB_EL_A;
  if (wants_name && !has_name(out->str + entry->inner, out->str + out->len)) {
    if (element == MKEPUB_EL_A) {
      name_link(writer, entry);
      return;
    }
    entry->written = heading ? MKEPUB_EL_P : MKEPUB_EL_TD;
    if (heading)
      writer->level = writer->level_before;
    rename(out, entry->start, entry->inner, heading ? "p" : "td");
  }
  if (pictures &&
      (element == MKEPUB_EL_A || element == MKEPUB_EL_P || element == MKEPUB_EL_LI ||
       element == MKEPUB_EL_TD || element == MKEPUB_EL_TH))
    silence(out, entry->inner);
}
