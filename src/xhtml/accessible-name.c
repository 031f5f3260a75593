/* SPDX-License-Identifier: MIT */
#include "xhtml/accessible-name.h"

#include <string.h>

#include "base/text.h"
#include "xhtml/element.h"
#include "xhtml/start-tag.h"

/* Returns TRUE for a byte that can only be part of a visible character, whatever follows it. */
static inline gboolean is_plain(guchar c)
{
  return c > ' ' && c != '<' && c != '"' && c != 0xc2 && c != 0xef && (c < 0xe1 || c > 0xe3);
}

/* Returns TRUE when the character at P adds nothing to a name: all that JavaScript's trim()
 * removes. */
static gboolean is_silent(const char *p)
{
  if ((guchar)*p < 0x80)
    return g_ascii_isspace(*p);
  gunichar c = g_utf8_get_char(p);
  return g_unichar_isspace(c) || c == 0x2028 || c == 0x2029 || c == 0xfeff;
}

/* Returns TRUE when [P, END), which contains no tag, contains a visible character. */
static gboolean has_word(const char *p, const char *end)
{
  while (p < end && is_silent(p))
    p = g_utf8_next_char(p);
  return p < end;
}

static void append_word(GString *words, gboolean *gap, const char *word, gsize length)
{
  if (*gap)
    g_string_append_c(words, ' ');
  *gap = FALSE;
  text_append(words, word, length);
}

/* Whether a tag joins or separates the words around it. */
enum tags { TAGS_JOIN, TAGS_PART };

/* Appends the text of [P, END) without its tags to WORDS, with white space collapsed. The text
 * stays escaped, as in an attribute value. *GAP: a space is due before the next word. */
static void append_words(GString *words, gboolean *gap, const char *p, const char *end,
                         enum tags tags)
{
  while (p < end) {
    const char *run = p;
    while (p < end && is_plain((guchar)*p))
      p++;
    if (p > run)
      append_word(words, gap, run, (gsize)(p - run));
    if (p == end)
      return;
    const char *next = g_utf8_next_char(p);
    if (*p == '<') {
      const char *stop = memchr(p, '>', (gsize)(end - p));
      next = stop ? stop + 1 : end;
      *gap |= tags == TAGS_PART && words->len > 0;
    } else if (is_silent(p)) {
      *gap = words->len > 0;
    } else if (*p == '"') {
      append_word(words, gap, "&quot;", strlen("&quot;"));
    } else {
      append_word(words, gap, p, (gsize)(next - p));
    }
    p = next;
  }
}

void name_blank(MkepubWriter *writer)
{
  writer->words_gap = writer->words->len > 0;
}

/* Notes the words of the output from offset FROM on. Returns whether there are any. */
static gboolean note_words(MkepubWriter *writer, gsize from)
{
  const GString *out = writer->out;
  gsize before = writer->words->len;
  append_words(writer->words, &writer->words_gap, out->str + from, out->str + out->len,
               TAGS_JOIN);
  return writer->words->len > before;
}

void name_text(MkepubWriter *writer, gsize from)
{
  if (note_words(writer, from))
    state_top(writer)->heard++;
  writer->shows |= writer->out->len > from;
}

void name_start_tag(MkepubWriter *writer)
{
  struct entry *top = state_top(writer);
  const char *tag = writer->out->str + top->start, *stop = writer->out->str + top->inner;
  gsize length;
  if (writer->tag_attributes & (1u << MKEPUB_AT_HREF))
    top->flags |= ENTRY_LINK;
  if (writer->tag_attributes & (1u << MKEPUB_AT_HIDDEN)) {
    top->flags |= ENTRY_HIDDEN;
    top->hidden = state_top_index(writer);
  }
  if (writer->tag_attributes & (1u << MKEPUB_AT_ARIA_LABEL)) {
    const char *label = tag_value(tag, stop, "aria-label", &length);
    if (label && has_word(label, label + length))
      top->heard++;
  }
}

void name_picture(MkepubWriter *writer)
{
  struct entry *top = state_top(writer);
  const GString *out = writer->out;
  gboolean hidden = (writer->tag_attributes & (1u << MKEPUB_AT_HIDDEN)) != 0;
  gsize length;
  const char *alt =
      tag_value(out->str + writer->tag_start, out->str + out->len, "alt", &length);
  struct picture picture = {.alt = (gsize)(alt - out->str),
                            .length = length,
                            .hidden = hidden ? G_MAXINT32 : top->hidden};
  g_array_append_val(writer->pictures, picture);
  if (!hidden && has_word(alt, alt + length))
    top->heard++;
  writer->shows = TRUE;
}

/* Returns TRUE when the start tag [TAG, STOP) of a drawing hides the drawing. */
static gboolean is_hidden(const char *tag, const char *stop)
{
  static const char *const signs[][2] = {{"aria-hidden", "true"},
                                         {"display", "none"},
                                         {"visibility", "hidden"},
                                         {"visibility", "collapse"}};
  for (guint i = 0; i < G_N_ELEMENTS(signs); i++) {
    gsize length, n = strlen(signs[i][1]);
    const char *value = tag_value(tag, stop, signs[i][0], &length);
    if (value && length == n && memcmp(value, signs[i][1], n) == 0)
      return TRUE;
  }
  return FALSE;
}

void name_subtree(MkepubWriter *writer, MkepubElement element, gsize from, gboolean titled)
{
  const char *tag = writer->out->str + from;
  const char *stop = memchr(tag, '>', writer->out->len - from);
  gsize length = 0;
  note_words(writer, from);
  writer->last_drawing = from;
  writer->shows = TRUE;
  if (!stop || element != MKEPUB_EL_SVG || is_hidden(tag, stop))
    return;
  const char *label = tag_value(tag, stop, "aria-label", &length);
  if (titled || (label && has_word(label, label + length)))
    state_top(writer)->heard++;
}

/* Overwrites the element name in the start tag at START with NAME, which must not be longer,
 * and replaces a scope attribute with spaces. INNER is the offset after the tag. */
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

/* Returns the value of the attribute NAME in the start tag of ENTRY, still escaped and *LENGTH
 * bytes long; NULL when the tag does not have it. */
static const char *value_in(const GString *out, const struct entry *entry, const char *name,
                            gsize *length)
{
  return tag_value(out->str + entry->start, out->str + entry->inner, name, length);
}

/* Removes the href attribute with the value HREF (LENGTH bytes in the output) from the start
 * tag of ENTRY, which has only white space as content. Converters leave such links next to the
 * real ones. */
static void unlink_entry(MkepubWriter *writer, struct entry *entry, const char *href,
                         gsize length)
{
  gsize start = (gsize)(href - writer->out->str) - TAG_BEFORE_VALUE("href");
  gsize size = TAG_BEFORE_VALUE("href") + length + 1;
  g_string_erase(writer->out, (gssize)start, (gssize)size);
  entry->inner -= size;
  entry->flags &= (guint8)~ENTRY_LINK;
  for (guint i = entry->pictures; i < writer->pictures->len; i++)
    g_array_index(writer->pictures, struct picture, i).alt -= size;
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
  writer_repaired(writer, MKEPUB_EL_A, "without text is removed");
}

/* Returns the value of the first attribute NAME in any start tag of [P, END), still escaped and
 * *LENGTH bytes long; NULL when no tag has it. */
static const char *first_value(const char *p, const char *end, const char *name, gsize *length)
{
  while ((p = memchr(p, '<', (gsize)(end - p)))) {
    const char *stop = memchr(p, '>', (gsize)(end - p));
    const char *value = stop ? tag_value(p, stop, name, length) : NULL;
    if (value || !stop)
      return value;
    p = stop;
  }
  return NULL;
}

/* Returns the name for a link to a drawing or formula: its title, the author's label in its
 * content, the words in its content, or else ADDRESS. The caller frees it. */
static char *link_words(const GString *out, const struct entry *entry, const char *address)
{
  static const char *const names[] = {"alttext", "aria-label"};
  const char *inner = out->str + entry->inner, *end = out->str + out->len;
  gsize length = 0;
  const char *title = value_in(out, entry, "title", &length);
  if (title && has_word(title, title + length))
    return g_strndup(title, length);
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    const char *said = first_value(inner, end, names[i], &length);
    if (said)
      return g_strndup(said, length);
  }
  g_autoptr(GString) words = g_string_new(NULL);
  gboolean gap = FALSE;
  append_words(words, &gap, inner, end, TAGS_PART);
  return g_strdup(words->len > 0 ? words->str : address);
}

/* Adds an aria-label to the link of ENTRY. A link into this document gets the id it leads to as
 * its label when the document is finished, if that id exists. */
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
  if (has_word(words, words + strlen(words)))
    entry->heard++;
  entry->inner += strlen(label);
}

/* Returns the stack index that the element being corrected had: it is already off the stack. */
static gint32 index_of(const MkepubWriter *writer)
{
  return (gint32)writer->stack->len;
}

/* Returns the first picture in ENTRY that nothing inside ENTRY hides, or NULL. */
static const struct picture *first_picture(const MkepubWriter *writer,
                                           const struct entry *entry)
{
  for (guint i = entry->pictures; i < writer->pictures->len; i++) {
    const struct picture *picture = &g_array_index(writer->pictures, struct picture, i);
    if (picture->hidden <= index_of(writer))
      return picture;
  }
  return NULL;
}

/* Corrects a link without a name. Its address without the scheme becomes the description of its
 * first picture or, when it has no picture, the label of a link to a drawing or formula. A link
 * without either loses its address. */
static void name_link(MkepubWriter *writer, struct entry *entry)
{
  GString *out = writer->out;
  gsize size;
  const char *href = entry->flags & ENTRY_LINK ? value_in(out, entry, "href", &size) : NULL;
  if (!href)
    return;
  const struct picture *picture = first_picture(writer, entry);
  if (!picture && writer->last_drawing < entry->inner) {
    unlink_entry(writer, entry, href, size);
    return;
  }
  const char *scheme = memmem(href, size, "://", 3);
  gsize skip = scheme ? (gsize)(scheme + 3 - href) : 0;
  g_autofree char *address = g_strndup(href + skip, size - skip);
  if (!picture) {
    label_link(writer, entry, address);
    return;
  }
  g_string_insert(out, (gssize)picture->alt, address);
  entry->heard++;
}

/* Empties the descriptions of pictures directly in ENTRY that repeat its words. Overwrites them
 * with spaces so that no offset changes. */
static void clear_redundant_alt(MkepubWriter *writer, struct entry *entry)
{
  const char *words = writer->words->str + entry->words;
  words += *words == ' '; /* the space before the first word of ENTRY */
  gsize n = writer->words->len - (gsize)(words - writer->words->str);
  for (guint i = entry->pictures; n > 0 && i < writer->pictures->len; i++) {
    struct picture *picture = &g_array_index(writer->pictures, struct picture, i);
    char *alt = writer->out->str + picture->alt;
    if (picture->length != n || g_ascii_strncasecmp(alt, words, n) != 0)
      continue;
    alt[0] = '"';
    memset(alt + 1, ' ', n);
    picture->length = 0;
    entry->heard -= picture->hidden <= index_of(writer);
  }
}

/* Returns TRUE for an element whose words and pictures do not count for its parent. */
static gboolean is_part(MkepubElement element)
{
  return element == MKEPUB_EL_P || element == MKEPUB_EL_LI || element == MKEPUB_EL_TD ||
         element == MKEPUB_EL_TH || element_is_heading(element);
}

void name_fix(MkepubWriter *writer, struct entry *entry)
{
  MkepubElement element = entry->written;
  gboolean heading = element_is_heading(element);
  gboolean heard = entry->heard > 0;
  if (element == MKEPUB_EL_A && !heard) {
    name_link(writer, entry);
    return;
  }
  if ((heading || element == MKEPUB_EL_TH) && !heard) {
    entry->written = heading ? MKEPUB_EL_P : MKEPUB_EL_TD;
    if (heading)
      writer->level = writer->level_before;
    rename(writer->out, entry->start, entry->inner, heading ? "p" : "td");
  }
  if (!heading && (is_part(element) || element == MKEPUB_EL_A))
    clear_redundant_alt(writer, entry);
}

void name_leave(MkepubWriter *writer, const struct entry *entry)
{
  if (!(entry->flags & ENTRY_HIDDEN))
    state_top(writer)->heard += entry->heard;
  if (entry->written != ELEMENT_NONE &&
      (is_part(entry->written) || (entry->flags & ENTRY_LINK)))
    state_cut(writer->pictures, entry->pictures);
  if (writer->stack->len == 1) { /* no open element needs the words any more */
    g_string_truncate(writer->words, 0);
    writer->words_gap = FALSE;
  }
}
