/* SPDX-License-Identifier: MIT */
/* The stack of open elements. It is one automaton with active-formatting.c and content-model.c:
 * an end tag that closes other elements leaves formatting elements to be reopened, reopening
 * them pushes entries, and making room for an entry closes others. */
#include "base/text.h"
#include "xhtml/accessible-name.h"
#include "xhtml/writer-internal.h"

#include <string.h>

void elements_truncate(MkepubWriter *writer, gsize length)
{
  g_string_truncate(writer->out, length);
  ids_forget_references(writer, length);
}

void elements_separate(MkepubWriter *writer)
{
  GString *out = writer->out;
  const struct entry *top = state_top(writer);
  if ((top->content != CONTENT_PHRASING && top->content != CONTENT_FLOW) ||
      out->len == top->inner || out->len == 0)
    return;
  char last = out->str[out->len - 1];
  if (last != ' ' && last != '\n') {
    g_string_append_c(out, writer->last[MKEPUB_EL_PRE] >= 0 ? '\n' : ' ');
    name_blank(writer);
  }
}

/* Returns TRUE for elements that separate their content from the text around them. */
static gboolean is_set_off(MkepubElement element)
{
  guint8 kind = element_facts[element].kind;
  return kind == KIND_BLOCK ||
         (kind == KIND_PART && element != MKEPUB_EL_RT && element != MKEPUB_EL_RP);
}

static void begin_tag(MkepubWriter *writer, MkepubElement written, gboolean is_void)
{
  const struct element_facts *facts = &element_facts[written];
  writer->tag_open = TRUE;
  writer->tag_void = is_void;
  writer->tag_element = written;
  writer->tag_attributes = 0;
  writer->tag_start = writer->out->len;
  writer->tag_id = NULL;
  writer->tag_reference = -1;
  if (is_void || is_set_off(written))
    writer->apart = FALSE;
  text_append(writer->out, facts->start, facts->length + 1);
}

/* Returns TRUE when white space at the beginning of the element is part of the surrounding
 * text. */
static gboolean keeps_blanks(const MkepubWriter *writer, const struct entry *parent,
                             MkepubElement element, MkepubElement written)
{
  if (written == MKEPUB_EL_PRE || writer->last[MKEPUB_EL_PRE] >= 0)
    return TRUE;
  if (written == ELEMENT_NONE)
    return !is_set_off(element) && (parent->flags & ENTRY_BLANKS);
  return element_facts[written].kind == KIND_INLINE;
}

static struct entry *append_entry(MkepubWriter *writer, MkepubElement element,
                                  MkepubElement written)
{
  const struct entry *parent = state_top(writer);
  gint32 index = (gint32)writer->stack->len;
  struct entry entry = {.element = (guint8)element,
                        .written = (guint8)written,
                        .content = parent->content,
                        .depth = parent->depth,
                        .previous = writer->last[element],
                        .line = writer->line,
                        .room = parent->content == CONTENT_PHRASING ? parent->room : index,
                        .start = writer->out->len,
                        .inner = writer->out->len,
                        .hidden = parent->hidden,
                        .pictures = writer->pictures->len,
                        .words = writer->words->len};
  if (written != ELEMENT_NONE) {
    entry.content = element_facts[written].content;
    entry.depth++;
  } else if (!is_set_off(element)) {
    entry.inner = parent->inner; /* white space at its beginning counts as white space at the
                                    beginning of the parent */
  }
  if (keeps_blanks(writer, parent, element, written))
    entry.flags = ENTRY_BLANKS;
  g_array_append_val(writer->stack, entry);
  writer->last[element] = index;
  return state_top(writer);
}

struct entry *elements_push(MkepubWriter *writer, MkepubElement element, MkepubElement written)
{
  struct entry *entry = append_entry(writer, element, written);
  begin_tag(writer, written, FALSE);
  return entry;
}

struct entry *elements_imply(MkepubWriter *writer, MkepubElement element)
{
  elements_push(writer, element, element);
  elements_end_start_tag(writer);
  struct entry *entry = state_top(writer);
  entry->flags |= ENTRY_IMPLIED;
  entry->line = 0;
  return entry;
}

struct entry *elements_leave_out(MkepubWriter *writer, MkepubElement element)
{
  if (state_top(writer)->content == CONTENT_FLOW)
    model_before_child(writer);
  if (is_set_off(element))
    elements_separate(writer);
  return append_entry(writer, element, ELEMENT_NONE);
}

void elements_void(MkepubWriter *writer, MkepubElement element)
{
  begin_tag(writer, element, TRUE);
}

/* <time> and <bdo> are not valid without their attribute. Replaces their names by names of the
 * same length. */
static void mend_name(MkepubWriter *writer)
{
  struct entry *top = state_top(writer);
  char *name = writer->out->str + writer->tag_start + 1;
  if (writer->tag_element == MKEPUB_EL_TIME &&
      !(writer->tag_attributes & (1u << MKEPUB_AT_DATETIME))) {
    memcpy(name, "span", 4);
    top->written = MKEPUB_EL_SPAN;
    writer_repaired(writer, MKEPUB_EL_TIME, "without a datetime becomes 'span'");
  } else if (writer->tag_element == MKEPUB_EL_BDO &&
             !(writer->tag_attributes & (1u << MKEPUB_AT_DIR))) {
    memcpy(name, "bdi", 3);
    top->written = MKEPUB_EL_BDI;
    writer_repaired(writer, MKEPUB_EL_BDO, "without a direction becomes 'bdi'");
  }
}

static void end_void_tag(MkepubWriter *writer)
{
  if (writer->tag_element == MKEPUB_EL_IMG) {
    if (!(writer->tag_attributes & (1u << MKEPUB_AT_SRC))) {
      if (writer->tag_id)
        ids_release(writer, writer->tag_id);
      elements_truncate(writer, writer->tag_start);
      return;
    }
    if (!(writer->tag_attributes & (1u << MKEPUB_AT_ALT)))
      g_string_append_len(writer->out, " alt=\"\"", 7);
  }
  g_string_append_len(writer->out, "/>", 2);
  if (writer->tag_element == MKEPUB_EL_IMG)
    name_picture(writer);
}

void elements_end_start_tag(MkepubWriter *writer)
{
  if (!writer->tag_open)
    return;
  writer->tag_open = FALSE;
  if (writer->tag_void) {
    end_void_tag(writer);
    return;
  }
  mend_name(writer);
  g_string_append_c(writer->out, '>');
  struct entry *top = state_top(writer);
  top->inner = writer->out->len;
  if (writer->tag_id)
    top->flags |= ENTRY_NAMED;
  name_start_tag(writer);
  if (!(top->flags & ENTRY_ACTIVE))
    return;
  /* its format is the last one: both were added together */
  struct format *format =
      &g_array_index(writer->formats, struct format, writer->formats->len - 1);
  format->flags = top->flags & (ENTRY_HIDDEN | ENTRY_LINK);
  format->heard = top->heard;
  if (writer->tag_reference >= 0) {
    const struct reference *reference =
        &g_array_index(writer->references, struct reference, writer->tag_reference);
    format->link = reference->id;
    format->link_line = reference->line;
    format->link_start = reference->start - top->start;
    format->link_end = reference->end - top->start;
  }
}

/* Returns TRUE for elements to remove when they are empty: an empty paragraph is a gap, an
 * empty heading disturbs screen readers, and an empty list is announced as a list of
 * nothing. */
static gboolean is_removable(const struct entry *entry)
{
  if (entry->flags & ENTRY_NAMED)
    return FALSE;
  switch (entry->written) {
  case MKEPUB_EL_P:
  case MKEPUB_EL_UL:
  case MKEPUB_EL_OL:
  case MKEPUB_EL_DL:
  case MKEPUB_EL_TABLE:
  case MKEPUB_EL_RUBY:
    return TRUE;
  default:
    return element_facts[entry->written].kind == KIND_INLINE ||
           element_is_heading(entry->written);
  }
}

/* Adds the children that the content model requires. */
static void complete(MkepubWriter *writer, const struct entry *entry)
{
  GString *out = writer->out;
  if (entry->written == MKEPUB_EL_DETAILS && entry->stage == STAGE_NONE) {
    model_add_summary(writer);
    writer_repaired_at(writer, MKEPUB_EL_DETAILS, "without a 'summary'", entry->line);
  } else if (entry->written == MKEPUB_EL_DL && entry->stage == DL_TERM) {
    g_string_append(out, "<dd></dd>");
    writer_repaired(writer, MKEPUB_EL_DT, "without a 'dd'");
  } else if (entry->written == MKEPUB_EL_RUBY &&
             (entry->stage == STAGE_NONE || entry->mark != out->len) &&
             (out->len > entry->inner || (entry->flags & ENTRY_NAMED))) {
    g_string_append(out, "<rt></rt>");
    writer_repaired_at(writer, MKEPUB_EL_RUBY, "without an 'rt' at its end", entry->line);
  }
}

/* Returns TRUE for elements whose end tag may be omitted (HTML 13.1.2.4). */
static gboolean ends_by_itself(MkepubElement element)
{
  return element == MKEPUB_EL_P || element == MKEPUB_EL_LI || element == MKEPUB_EL_DT ||
         element == MKEPUB_EL_DD || element == MKEPUB_EL_RT || element == MKEPUB_EL_RP ||
         element == MKEPUB_EL_CAPTION || element == MKEPUB_EL_COLGROUP ||
         element == MKEPUB_EL_THEAD || element == MKEPUB_EL_TBODY ||
         element == MKEPUB_EL_TFOOT || element == MKEPUB_EL_TR || element == MKEPUB_EL_TD ||
         element == MKEPUB_EL_TH;
}

/* Reports that the element at INDEX, opened by raw HTML, is closed here without its own end
 * tag. */
static void tell_unclosed(MkepubWriter *writer, gint32 index, enum pop_mode mode)
{
  const struct entry *entry = state_entry(writer, index);
  if (entry->line == 0 || index == writer->closing || ends_by_itself(entry->element))
    return;
  gboolean goes_on = (entry->flags & ENTRY_ACTIVE) && mode == POP_ROOM;
  writer_repaired_at(writer, entry->element,
                     goes_on ? "overlaps other elements" : "is not closed", entry->line);
}

/* Records the offsets of the child's tags in its parent, so that model_demote can rename
 * them. */
static void tell_parent(MkepubWriter *writer, const struct entry *child, gsize end_tag)
{
  struct entry *parent = state_top(writer);
  if ((child->written == MKEPUB_EL_FIGCAPTION && parent->written == MKEPUB_EL_FIGURE) ||
      (child->written == MKEPUB_EL_TFOOT && parent->written == MKEPUB_EL_TABLE)) {
    parent->mark = child->start;
    parent->mark_end = end_tag;
  } else if (child->written == MKEPUB_EL_RT && parent->written == MKEPUB_EL_RUBY) {
    parent->mark = writer->out->len;
  }
}

static void close_top(MkepubWriter *writer, gint32 count, enum pop_mode mode)
{
  gint32 index = state_top_index(writer);
  writer->floor = MIN(writer->floor, index);
  if (writer->callback)
    tell_unclosed(writer, index, mode);
  if (state_top(writer)->flags & ENTRY_ACTIVE)
    formatting_closing(writer, index, count, mode);
  complete(writer, state_top(writer));
  struct entry entry = *state_top(writer);
  writer->last[entry.element] = entry.previous;
  state_cut(writer->stack, (guint)index);
  if (entry.written == ELEMENT_NONE) {
    name_leave(writer, &entry);
    if (is_set_off(entry.element))
      elements_separate(writer);
    return;
  }
  if (is_set_off(entry.written))
    writer->apart = FALSE;
  if (writer->out->len == entry.inner && is_removable(&entry)) {
    if (element_is_heading(entry.written))
      writer->level = writer->level_before;
    elements_truncate(writer, entry.start);
    return;
  }
  name_fix(writer, &entry);
  gsize end_tag = writer->out->len;
  const struct element_facts *facts = &element_facts[entry.written];
  text_append(writer->out, facts->end, facts->length + 3);
  tell_parent(writer, &entry, end_tag);
  name_leave(writer, &entry);
}

void elements_pop_to(MkepubWriter *writer, gint32 count, enum pop_mode mode)
{
  while ((gint32)writer->stack->len > count)
    close_top(writer, count, mode);
  if (mode == POP_CLOSE && writer->waiting > 0)
    formatting_end_inside(writer, count);
}
