/* SPDX-License-Identifier: MIT */
#include "xhtml/accessible-name.h"

#include <string.h>

#include "xhtml/element.h"
#include "xhtml/name-content.h"
#include "xhtml/start-tag.h"

/* What a tag is to the words around it. */
enum tags { TAGS_JOIN, TAGS_PART };

/* Text outside of tags, white space collapsed, still escaped, as the value of an attribute may
 * be. For the caller to free. */
static char *words_of(const char *p, const char *end, enum tags tags)
{
  GString *words = g_string_new(NULL);
  gboolean tag = FALSE, space = FALSE;
  for (; p < end; p = g_utf8_next_char(p)) {
    if (*p == '<' || (tag && *p == '>')) {
      tag = *p == '<';
      space |= tags == TAGS_PART && words->len > 0;
    } else if (!tag && heard_is_silent(p)) {
      space = words->len > 0;
    } else if (!tag) {
      if (space)
        g_string_append_c(words, ' ');
      space = FALSE;
      if (*p == '"')
        g_string_append(words, "&quot;");
      else
        g_string_append_len(words, p, g_utf8_next_char(p) - p);
    }
  }
  return g_string_free(words, FALSE);
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
  gsize size;
  const char *scope = tag_value(p, end, "scope", &size);
  if (scope)
    memset((char *)scope - TAG_BEFORE_VALUE("scope"), ' ',
           TAG_BEFORE_VALUE("scope") + size + 1);
}

/* The value of the attribute NAME in the start tag of ENTRY, still escaped: *LENGTH bytes; NULL
 * without one. */
static const char *value_in(const GString *out, const struct entry *entry, const char *name,
                            gsize *length)
{
  return tag_value(out->str + entry->start, out->str + entry->inner, name, length);
}

/* Takes the attribute that holds HREF out of a start tag that has nothing but blanks behind it:
 * converters leave such links beside the real ones. */
static void unlink_entry(MkepubWriter *writer, struct entry *entry, const char *href,
                         gsize length)
{
  gsize start = (gsize)(href - writer->out->str) - TAG_BEFORE_VALUE("href");
  gsize size = TAG_BEFORE_VALUE("href") + length + 1;
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
  state_repaired(writer, MKEPUB_EL_A, "without text is removed");
}

/* Whether there is a drawing or a formula in [P, END). */
static gboolean has_drawing(const char *p, const char *end)
{
  return memmem(p, (gsize)(end - p), "<svg", 4) || memmem(p, (gsize)(end - p), "<math", 5);
}

/* What a link that shows a drawing or formula says: its title, what the author has these say,
 * the words in them, or else ADDRESS. For the caller to free. */
static char *link_words(const GString *out, const struct entry *entry, const char *address)
{
  static const char *const names[] = {"alttext", "aria-label"};
  const char *inner = out->str + entry->inner, *end = out->str + out->len;
  gsize length = 0;
  const char *title = value_in(out, entry, "title", &length);
  if (title && heard_has_word(title, title + length))
    return g_strndup(title, length);
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    const char *said = heard_said(inner, end, names[i], &length);
    if (said)
      return g_strndup(said, length);
  }
  char *words = words_of(inner, end, TAGS_PART);
  if (*words)
    return words;
  g_free(words);
  return g_strdup(address);
}

/* Gives a link a label; one into this document goes by its id, when it turns out that there is
 * one. */
static void label_link(MkepubWriter *writer, struct entry *entry, const char *address)
{
  gsize end = entry->inner - 1;
  if (*address == '#') {
    ids_add_label(writer, entry->start, end);
    return;
  }
  g_autofree char *words = link_words(writer->out, entry, address);
  g_autofree char *label = g_strdup_printf(" aria-label=\"%s\"", words);
  g_string_insert(writer->out, (gssize)end, label);
  entry->inner += strlen(label);
}

/* A link that shows nothing is none. Its address, without the scheme, is the description of a
 * picture without one that is all of it, and in need the name of a drawing or formula. */
static void name_link(MkepubWriter *writer, struct entry *entry)
{
  GString *out = writer->out;
  const char *inner = out->str + entry->inner, *end = out->str + out->len;
  gsize length, size;
  const char *href = value_in(out, entry, "href", &size);
  if (!href)
    return;
  const char *alt = heard_first_description(inner, end, &length);
  if (!alt && !has_drawing(inner, end)) {
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
  gsize length = 0, ignored;
  while (g_ascii_isalnum(name[length]))
    length++;
  if (length == 1 && *name == 'a')
    beside->link = !ends && tag_value(tag, stop, "href", &ignored);
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
        beside->parts == 0 && !beside->link ? heard_description(tag, stop, length) : NULL;
    if (alt)
      return (char *)alt;
  }
  return NULL;
}

/* Empties descriptions that say what the words of the element say, in as many bytes. */
static void silence(GString *out, gsize inner)
{
  g_autofree char *words = words_of(out->str + inner, out->str + out->len, TAGS_JOIN);
  struct beside beside = {.at = out->str + inner, .end = out->str + out->len};
  gsize length, n = strlen(words);
  for (char *alt = next_beside(&beside, &length); n > 0 && alt;
       alt = next_beside(&beside, &length))
    if (length == n && g_ascii_strncasecmp(alt, words, n) == 0) {
      alt[0] = '"';
      memset(alt + 1, ' ', length);
    }
}

/* Whether the element of ENTRY says anything to a listener. */
static gboolean has_name(const GString *out, const struct entry *entry)
{
  return heard_has_attribute(out->str + entry->start, out->str + entry->inner, "aria-label") ||
         heard_has_name(out->str + entry->inner, out->str + out->len);
}

void hear_mend(MkepubWriter *writer, struct entry *entry)
{
  GString *out = writer->out;
  MkepubElement element = entry->written;
  gboolean pictures = writer->last_image >= entry->inner;
  gboolean heading = element_is_heading(element);
  gboolean wants_name = heading || element == MKEPUB_EL_TH || element == MKEPUB_EL_A;
  if (wants_name && !has_name(out, entry)) {
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
