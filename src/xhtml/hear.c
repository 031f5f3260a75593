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
  while (p < end) {
    if (*p == '<') {
      const char *stop = memchr(p, '>', (gsize)(end - p));
      if (!stop)
        return FALSE;
      p = stop + 1;
    } else if (is_silent(p)) {
      p = g_utf8_next_char(p);
    } else {
      return TRUE;
    }
  }
  return FALSE;
}

/* Whether one of the attributes NAME (' alt="') in [P, END) says anything. */
static gboolean has_words_in(const char *p, const char *end, const char *name)
{
  gsize length = strlen(name);
  while ((p = memmem(p, (gsize)(end - p), name, length))) {
    p += length;
    const char *quote = memchr(p, '"', (gsize)(end - p));
    if (quote && has_word(p, quote))
      return TRUE;
  }
  return FALSE;
}

/* Whether a listener hears anything of [P, END). */
static gboolean has_name(const char *p, const char *end)
{
  return has_word(p, end) || has_words_in(p, end, " alt=\"") ||
         has_words_in(p, end, " aria-label=\"");
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

/* The value of the attribute NAME (' href="') in the start tag of ENTRY, still escaped: *LENGTH
 * bytes; NULL without one. */
static const char *value_in(const GString *out, const struct entry *entry, const char *name,
                            gsize *length)
{
  const char *tag = out->str + entry->start;
  const char *value = memmem(tag, entry->inner - entry->start, name, strlen(name));
  if (!value)
    return NULL;
  value += strlen(name);
  *length = (gsize)(strchr(value, '"') - value);
  return value;
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

/* Whether there is a drawing or a formula in [P, END). */
static gboolean has_drawing(const char *p, const char *end)
{
  return memmem(p, (gsize)(end - p), "<svg", 4) || memmem(p, (gsize)(end - p), "<math", 5);
}

/* Calls a link what its title or else ADDRESS says; one into this document goes by its id, when
 * it turns out that there is one. */
static void label_link(MkepubWriter *writer, struct entry *entry, const char *address)
{
  gsize length = 0, end = entry->inner - 1;
  if (*address == '#') {
    ids_add_label(writer, entry->start, end);
    return;
  }
  const char *title = value_in(writer->out, entry, " title=\"", &length);
  gboolean titled = title && has_word(title, title + length);
  g_autofree char *words = titled ? g_strndup(title, length) : g_strdup(address);
  g_autofree char *label = g_strdup_printf(" aria-label=\"%s\"", words);
  g_string_insert(writer->out, (gssize)end, label);
  entry->inner += strlen(label);
}

/* A link that shows nothing is none. Its address, without the scheme, is the description of a
 * picture without one that is all of it, and the name of a drawing or formula. */
static void name_link(MkepubWriter *writer, struct entry *entry)
{
  GString *out = writer->out;
  gsize length, size;
  const char *href = value_in(out, entry, " href=\"", &size);
  if (!href)
    return;
  const char *alt = next_alt(out->str + entry->inner, out->str + out->len, &length);
  if (!alt && !has_drawing(out->str + entry->inner, out->str + out->len)) {
    unlink_entry(writer, entry, href, size);
    return;
  }
  const char *scheme = memmem(href, size, "://", 3);
  gsize skip = scheme ? (gsize)(scheme + 3 - href) : 0;
  g_autofree char *address = g_strndup(href + skip, size - skip);
  if (alt)
    g_string_insert(out, alt - out->str, address);
  else
    label_link(writer, entry, address);
}

/* A way through the pictures that stand right in an element, not in one of its parts that has
 * words, or is named, for itself. */
struct beside {
  const char *at, *end;
  guint parts; /* that are open */
  gboolean link;
};

/* Whether the LENGTH bytes at NAME are that of such a part. */
static gboolean is_part(const char *name, gsize length)
{
  if (length == 1)
    return *name == 'p';
  return length == 2 &&
         (memcmp(name, "li", 2) == 0 || memcmp(name, "td", 2) == 0 ||
          memcmp(name, "th", 2) == 0 || (*name == 'h' && g_ascii_isdigit(name[1])));
}

static void pass_tag(struct beside *beside, const char *tag, const char *stop)
{
  gboolean ends = tag[1] == '/';
  const char *name = tag + 1 + ends;
  gsize length = 0;
  while (g_ascii_isalnum(name[length]))
    length++;
  if (length == 1 && *name == 'a')
    beside->link = !ends && memmem(tag, (gsize)(stop - tag), " href=\"", 7);
  else if (is_part(name, length))
    beside->parts = ends ? beside->parts - 1 : beside->parts + 1;
}

/* The description of the next one: its first byte, *LENGTH bytes; NULL when there is none. */
static char *next_beside(struct beside *beside, gsize *length)
{
  const char *tag;
  while ((tag = memchr(beside->at, '<', (gsize)(beside->end - beside->at)))) {
    const char *stop = memchr(tag, '>', (gsize)(beside->end - tag));
    if (!stop)
      return NULL;
    beside->at = stop + 1;
    pass_tag(beside, tag, stop);
    const char *alt =
        beside->parts == 0 && !beside->link ? next_alt(tag, stop + 1, length) : NULL;
    if (alt)
      return (char *)alt;
  }
  return NULL;
}

/* Empties descriptions that say what the words of the element say, in as many bytes. */
static void silence(GString *out, gsize inner)
{
  g_autofree char *words = words_of(out->str + inner, out->str + out->len);
  struct beside beside = {.at = out->str + inner, .end = out->str + out->len};
  gsize length, n = strlen(words);
  for (char *alt = next_beside(&beside, &length); n > 0 && alt;
       alt = next_beside(&beside, &length))
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
  if (wants_name && !has_name(out->str + entry->start, out->str + out->len)) {
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
