/* SPDX-License-Identifier: MIT */
/* The functions that add to a document: start tags and text. */
#include <string.h>

#include "mkepub/url.h"
#include "xhtml/accessible-name.h"
#include "xhtml/escape.h"
#include "xhtml/writer-internal.h"

/* Returns the element to write for ELEMENT inside elements that cannot contain it (header in
 * header, section in th); ELEMENT_NONE to leave out its tag. */
static MkepubElement substitute(const MkepubWriter *writer, MkepubElement element)
{
  const gint32 *last = writer->last;
  gboolean in_term = last[MKEPUB_EL_DT] >= 0 || last[MKEPUB_EL_TH] >= 0;
  switch (element) {
  case MKEPUB_EL_H1:
  case MKEPUB_EL_H2:
  case MKEPUB_EL_H3:
  case MKEPUB_EL_H4:
  case MKEPUB_EL_H5:
  case MKEPUB_EL_H6:
    return in_term ? MKEPUB_EL_P : element;
  case MKEPUB_EL_HEADER:
  case MKEPUB_EL_FOOTER:
    return in_term || last[MKEPUB_EL_HEADER] >= 0 || last[MKEPUB_EL_FOOTER] >= 0 ? MKEPUB_EL_DIV
                                                                                 : element;
  case MKEPUB_EL_ARTICLE:
  case MKEPUB_EL_ASIDE:
  case MKEPUB_EL_NAV:
  case MKEPUB_EL_SECTION:
    return in_term ? MKEPUB_EL_DIV : element;
  case MKEPUB_EL_TABLE:
    return model_in_caption(writer) ? ELEMENT_NONE : element;
  default:
    return element;
  }
}

static void open_block(MkepubWriter *writer, MkepubElement element)
{
  const struct entry *top = state_top(writer);
  if (top->content == CONTENT_DESCRIPTIONS && element == MKEPUB_EL_DIV &&
      !(top->flags & ENTRY_IMPLIED)) {
    elements_leave_out(writer, element);
    return;
  }
  MkepubElement written = substitute(writer, element);
  if (written != element && written != ELEMENT_NONE)
    writer_repaired(writer, element, "where it is not allowed");
  gboolean room = written != ELEMENT_NONE && model_room_for_flow(writer, element);
  if (room && element == MKEPUB_EL_HR) {
    elements_void(writer, element);
  } else if (element == MKEPUB_EL_HR) {
    writer_repaired(writer, element, "where only text is allowed");
    elements_separate(writer);
  } else if (room && state_top(writer)->depth < DEPTH_LIMIT) {
    if (element_is_heading(written)) {
      writer->level_before = writer->level;
      writer->level = written - MKEPUB_EL_H1 + 1;
    }
    elements_push(writer, element, written);
  } else {
    writer_repaired(writer, room ? ELEMENT_NONE : element,
                    room ? "elements nested more than 200 deep" : "where only text is allowed");
    elements_leave_out(writer, element);
  }
}

/* Prepares for opening a link or dfn inside another one: a link closes the open one, as in HTML
 * 13.2.6.4.7. Returns FALSE when one stays open, because a guard protects it or because it is a
 * dfn. */
static gboolean end_outer(MkepubWriter *writer, MkepubElement element)
{
  if (!mkepub_writer_inside(writer, element))
    return TRUE;
  writer_repaired(writer, element, "inside itself");
  if (element == MKEPUB_EL_A)
    mkepub_writer_close(writer, element);
  return !mkepub_writer_inside(writer, element);
}

static void open_phrase(MkepubWriter *writer, MkepubElement element)
{
  gboolean fits =
      (element != MKEPUB_EL_A && element != MKEPUB_EL_DFN) || end_outer(writer, element);
  if (!model_room_for_text(writer))
    return;
  if (writer->waiting > 0)
    formatting_reopen(writer);
  const struct element_facts *facts = &element_facts[element];
  if (facts->content == CONTENT_VOID) {
    if (facts->kind != KIND_FOREIGN)
      elements_void(writer, element);
  } else if (!fits || state_top(writer)->depth >= DEPTH_LIMIT) {
    if (fits)
      writer_repaired(writer, ELEMENT_NONE, "elements nested more than 200 deep");
    elements_leave_out(writer, element);
  } else {
    elements_push(writer, element, element);
    if (facts->kind == KIND_INLINE)
      formatting_add(writer, element);
  }
}

guint mkepub_writer_begin_heading(MkepubWriter *writer)
{
  elements_end_start_tag(writer);
  model_room_for_flow(writer, MKEPUB_EL_H2);
  return writer->level;
}

void mkepub_writer_open(MkepubWriter *writer, MkepubElement element)
{
  elements_end_start_tag(writer);
  switch ((enum element_kind)element_facts[element].kind) {
  case KIND_BLOCK:
    open_block(writer, element);
    break;
  case KIND_PART:
    part_open(writer, element);
    break;
  case KIND_INLINE:
  case KIND_PHRASE:
  case KIND_FOREIGN:
    open_phrase(writer, element);
    break;
  }
}

/* Returns TRUE when the text contains only white space and parentheses, which mean nothing
 * between ruby base and ruby text. */
static gboolean is_ruby_hint(const char *text, gsize length)
{
  static const char *const hints[] = {"（", "）", "【", "】", "《", "》", "〔", "〕"};
  for (gsize i = 0; i < length;) {
    gsize step = memchr(" \t\r\n()[]", text[i], 8) ? 1 : 0;
    for (guint h = 0; h < G_N_ELEMENTS(hints) && step == 0; h++)
      if (length - i >= 3 && memcmp(text + i, hints[h], 3) == 0)
        step = 3;
    if (step == 0)
      return FALSE;
    i += step;
  }
  return TRUE;
}

static void write_blank(MkepubWriter *writer, const char *text, gsize length)
{
  const struct entry *top = state_top(writer);
  if (top->content <= CONTENT_PHRASING &&
      (writer->out->len > top->inner || (top->flags & ENTRY_BLANKS))) {
    escape_append(writer->out, text, length, ESCAPE_TEXT);
    name_blank(writer);
  }
}

/* Returns TRUE for text that follows the previous word without a space, such as punctuation. */
static gboolean leans_back(const char *text)
{
  gunichar c = g_utf8_get_char(text);
  return g_unichar_isspace(c) || strchr(".,;:!?)]}/%'\"-", (int)MIN(c, 0x7f)) ||
         g_unichar_type(c) == G_UNICODE_FINAL_PUNCTUATION ||
         g_unichar_type(c) == G_UNICODE_CLOSE_PUNCTUATION;
}

/* Appends a space after the last word of this line. */
static void set_apart(MkepubWriter *writer)
{
  elements_end_start_tag(writer);
  GString *out = writer->out;
  const struct entry *top = state_top(writer);
  if (top->content == CONTENT_PHRASING && out->len > top->inner && !writer->apart &&
      (g_ascii_isalnum(out->str[out->len - 1]) || (guchar)out->str[out->len - 1] >= 0x80 ||
       strchr(">.,;:!?)", out->str[out->len - 1]))) {
    g_string_append_c(out, ' ');
    name_blank(writer);
  }
}

void mkepub_writer_text_apart(MkepubWriter *writer, const char *text, gsize length)
{
  if (length == 0)
    return;
  set_apart(writer);
  mkepub_writer_text(writer, text, length);
  writer->apart = TRUE;
}

void mkepub_writer_text(MkepubWriter *writer, const char *text, gsize length)
{
  elements_end_start_tag(writer);
  const struct entry *top = state_top(writer);
  if (top->content == CONTENT_RUBY_HINT && is_ruby_hint(text, length))
    return;
  gsize blank = escape_blank_prefix(text, length);
  if (blank == length) {
    writer->apart = FALSE;
    write_blank(writer, text, length);
    return;
  }
  if (top->content != CONTENT_PHRASING && !model_room_for_text(writer))
    return;
  if (writer->waiting > 0)
    formatting_reopen(writer);
  writer->given += length;
  top = state_top(writer);
  if (writer->out->len == top->inner && !(top->flags & ENTRY_BLANKS)) {
    text += blank;
    length -= blank;
  }
  gsize from = writer->out->len;
  if (writer->apart && length > 0 && !leans_back(text))
    g_string_append_c(writer->out, ' ');
  writer->apart = FALSE;
  escape_append(writer->out, text, length, ESCAPE_TEXT);
  name_text(writer, from);
}

void mkepub_writer_picture_link(MkepubWriter *writer, const char *words, const char *link)
{
  g_autofree char *name = NULL;
  gboolean linked = link && !mkepub_writer_inside(writer, MKEPUB_EL_A);
  if (linked && (!words || !*words))
    words = name = mkepub_url_name(link);
  if (!words || !*words)
    return;
  if (linked) {
    set_apart(writer);
    mkepub_writer_open(writer, MKEPUB_EL_A);
    mkepub_writer_attribute(writer, MKEPUB_AT_HREF, link);
  }
  mkepub_writer_text_apart(writer, words, strlen(words));
  if (linked)
    mkepub_writer_close(writer, MKEPUB_EL_A);
}
