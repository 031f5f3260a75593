/* SPDX-License-Identifier: MIT */
#include "mkepub/writer.h"

#include <string.h>

#include "xhtml/escape.h"
#include "xhtml/state.h"

static void broken_free(gpointer data)
{
  MkepubBrokenFragment *broken = data;
  g_free(broken->fragment);
  g_free(broken);
}

/* The root: no element, never closed. */
static void begin(MkepubWriter *writer)
{
  struct entry root = {
      .element = ELEMENT_NONE, .written = ELEMENT_NONE, .content = CONTENT_ROOT, .previous = -1};
  g_array_append_val(writer->stack, root);
  for (guint i = 0; i < MKEPUB_N_ELEMENTS; i++)
    writer->last[i] = -1;
  writer->base = 1;
  writer->format_base = 0;
  writer->level = 1;
}

MkepubWriter *mkepub_writer_new(void)
{
  MkepubWriter *writer = g_new0(MkepubWriter, 1);
  writer->out = g_string_sized_new(4096);
  writer->stack = g_array_new(FALSE, FALSE, sizeof(struct entry));
  writer->guards = g_array_new(FALSE, FALSE, sizeof(struct guard));
  writer->formats = g_array_new(FALSE, FALSE, sizeof(struct format));
  writer->tags = g_string_new(NULL);
  writer->references = g_array_new(FALSE, FALSE, sizeof(struct reference));
  writer->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  writer->numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  writer->aliases = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  writer->strings = g_string_chunk_new(4096);
  writer->broken = g_ptr_array_new_with_free_func(broken_free);
  begin(writer);
  return writer;
}

void mkepub_writer_free(MkepubWriter *writer)
{
  if (!writer)
    return;
  if (writer->out)
    g_string_free(writer->out, TRUE);
  g_array_unref(writer->stack);
  g_array_unref(writer->guards);
  g_array_unref(writer->formats);
  g_string_free(writer->tags, TRUE);
  g_array_unref(writer->references);
  g_hash_table_unref(writer->ids);
  g_hash_table_unref(writer->numbers);
  g_hash_table_unref(writer->aliases);
  g_string_chunk_free(writer->strings);
  g_ptr_array_unref(writer->broken);
  g_free(writer);
}

void mkepub_writer_reset(MkepubWriter *writer)
{
  if (!writer->out)
    writer->out = g_string_sized_new(4096);
  g_string_truncate(writer->out, 0);
  g_array_set_size(writer->stack, 0);
  g_array_set_size(writer->guards, 0);
  g_array_set_size(writer->formats, 0);
  g_string_truncate(writer->tags, 0);
  g_array_set_size(writer->references, 0);
  g_hash_table_remove_all(writer->ids);
  g_hash_table_remove_all(writer->numbers);
  g_hash_table_remove_all(writer->aliases);
  g_string_chunk_clear(writer->strings);
  g_ptr_array_set_size(writer->broken, 0);
  writer->waiting = 0;
  writer->reopened = 0;
  writer->tag_open = FALSE;
  writer->callback = NULL;
  begin(writer);
}

void mkepub_writer_on_repair(MkepubWriter *writer, MkepubRepairCallback callback, gpointer data)
{
  writer->callback = callback;
  writer->callback_data = data;
}

gboolean mkepub_writer_inside(const MkepubWriter *writer, MkepubElement element)
{
  return writer->last[element] >= 0 || format_waits(writer, element);
}

/* What ELEMENT is written as below the elements that cannot hold it (header in header, section in th). */
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
    return last[MKEPUB_EL_CAPTION] > last[MKEPUB_EL_TABLE] &&
                   state_entry(writer, last[MKEPUB_EL_CAPTION])->written == MKEPUB_EL_CAPTION
               ? ELEMENT_NONE
               : element;
  default:
    return element;
  }
}

static void open_block(MkepubWriter *writer, MkepubElement element)
{
  const struct entry *top = state_top(writer);
  if (top->content == CONTENT_DESCRIPTIONS && element == MKEPUB_EL_DIV &&
      !(top->flags & ENTRY_IMPLIED)) {
    stack_leave_out(writer, element);
    return;
  }
  MkepubElement written = substitute(writer, element);
  if (element_is_heading(written))
    writer->level = written - MKEPUB_EL_H1 + 1;
  gboolean room = written != ELEMENT_NONE && model_room_for_flow(writer, element);
  if (room && element == MKEPUB_EL_HR) {
    stack_void(writer, element);
  } else if (element == MKEPUB_EL_HR) {
    stack_separate(writer);
  } else if (room && state_top(writer)->depth < DEPTH_LIMIT) {
    stack_push(writer, element, written);
  } else {
    if (!room)
      state_repaired(writer, element, "where only text can stand");
    stack_leave_out(writer, element);
  }
}

/* A link in a link ends the first, as in HTML 13.2.6.4.7; FALSE when the first is out of reach. */
static gboolean end_outer(MkepubWriter *writer, MkepubElement element)
{
  if (!mkepub_writer_inside(writer, element))
    return TRUE;
  state_repaired(writer, element, "inside itself");
  if (element == MKEPUB_EL_A)
    mkepub_writer_close(writer, element);
  return !mkepub_writer_inside(writer, element);
}

static void open_phrase(MkepubWriter *writer, MkepubElement element)
{
  gboolean fits = (element != MKEPUB_EL_A && element != MKEPUB_EL_DFN) ||
                  end_outer(writer, element);
  if (!model_room_for_text(writer))
    return;
  if (writer->waiting > 0)
    format_reopen(writer);
  const struct element_facts *facts = &element_facts[element];
  if (facts->content == CONTENT_VOID) {
    if (facts->kind != KIND_FOREIGN)
      stack_void(writer, element);
  } else if (!fits || state_top(writer)->depth >= DEPTH_LIMIT) {
    stack_leave_out(writer, element);
  } else {
    stack_push(writer, element, element);
    if (facts->kind == KIND_INLINE)
      format_add(writer, element);
  }
}

void mkepub_writer_open(MkepubWriter *writer, MkepubElement element)
{
  stack_end_start_tag(writer);
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

/* TRUE when text of these bytes alone means nothing between ruby's base and text. */
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
  gboolean is_pre = top->content == CONTENT_PHRASING && writer->last[MKEPUB_EL_PRE] >= 0;
  if (top->content <= CONTENT_PHRASING && (is_pre || writer->out->len > top->inner ||
                                           element_facts[top->element].kind == KIND_INLINE))
    escape_append(writer->out, text, length, ESCAPE_TEXT);
}

void mkepub_writer_text(MkepubWriter *writer, const char *text, gsize length)
{
  stack_end_start_tag(writer);
  const struct entry *top = state_top(writer);
  if (top->content == CONTENT_RUBY_HINT && is_ruby_hint(text, length))
    return;
  gsize blank = escape_blank_prefix(text, length);
  if (blank == length) {
    write_blank(writer, text, length);
    return;
  }
  if (top->content != CONTENT_PHRASING && !model_room_for_text(writer))
    return;
  if (writer->waiting > 0)
    format_reopen(writer);
  top = state_top(writer);
  if (writer->out->len == top->inner && top->written != MKEPUB_EL_PRE &&
      element_facts[top->written].kind != KIND_INLINE) {
    text += blank;
    length -= blank;
  }
  escape_append(writer->out, text, length, ESCAPE_TEXT);
}

/* The entry that an end tag must not reach over: a cell ends at its own tags only (HTML 13.2.4.2). */
static gint32 close_barrier(const MkepubWriter *writer, MkepubElement element)
{
  const gint32 *last = writer->last;
  gint32 cell = MAX(MAX(last[MKEPUB_EL_TD], last[MKEPUB_EL_TH]), last[MKEPUB_EL_CAPTION]);
  switch (element) {
  case MKEPUB_EL_TABLE:
    return -1;
  case MKEPUB_EL_CAPTION:
  case MKEPUB_EL_COLGROUP:
  case MKEPUB_EL_THEAD:
  case MKEPUB_EL_TBODY:
  case MKEPUB_EL_TFOOT:
  case MKEPUB_EL_TR:
  case MKEPUB_EL_TD:
  case MKEPUB_EL_TH:
    return last[MKEPUB_EL_TABLE];
  case MKEPUB_EL_LI:
    return MAX(cell, MAX(last[MKEPUB_EL_UL], last[MKEPUB_EL_OL]));
  case MKEPUB_EL_DT:
  case MKEPUB_EL_DD:
    return MAX(cell, last[MKEPUB_EL_DL]);
  default:
    return cell;
  }
}

/* The open heading that '</h2>' means, whatever its number (HTML 13.2.6.4.7). */
static gint32 any_heading(const MkepubWriter *writer)
{
  gint32 index = -1;
  for (guint i = MKEPUB_EL_H1; i <= MKEPUB_EL_H6; i++)
    index = MAX(index, writer->last[i]);
  return index;
}

void mkepub_writer_close(MkepubWriter *writer, MkepubElement element)
{
  stack_end_start_tag(writer);
  gint32 index = writer->last[element];
  if (index < writer->base && element_is_heading(element))
    index = any_heading(writer);
  gboolean in_reach = index >= writer->base && index > close_barrier(writer, element);
  if (element_facts[element].kind == KIND_INLINE) {
    if (!in_reach) {
      format_end_waiting(writer, element);
      return;
    }
    format_end_entry(writer, index);
    stack_pop_to(writer, index, POP_ROOM);
  } else if (in_reach) {
    stack_pop_to(writer, index, POP_CLOSE);
  }
}

void mkepub_writer_guard(MkepubWriter *writer)
{
  struct guard guard = {writer->base, writer->format_base};
  stack_end_start_tag(writer);
  guint8 content = state_top(writer)->content;
  if ((content == CONTENT_COLUMNS || content == CONTENT_RUBY_HINT) &&
      state_top_index(writer) >= writer->base)
    stack_pop_to(writer, state_top_index(writer), POP_ROOM);
  model_leave_implied(writer);
  g_array_append_val(writer->guards, guard);
  writer->base = (gint32)writer->stack->len;
  writer->format_base = (gint32)writer->formats->len;
}

void mkepub_writer_unguard(MkepubWriter *writer)
{
  if (writer->guards->len == 0)
    return;
  stack_end_start_tag(writer);
  stack_pop_to(writer, writer->base, POP_CLOSE);
  struct guard guard = g_array_index(writer->guards, struct guard, writer->guards->len - 1);
  g_array_set_size(writer->guards, writer->guards->len - 1);
  gint32 first = writer->format_base;
  writer->base = guard.base;
  writer->format_base = guard.format_base;
  format_end_all_from(writer, first);
}

void mkepub_writer_subtree(MkepubWriter *writer, MkepubElement element, const char *xml,
                           gsize length)
{
  g_return_if_fail(element_facts[element].kind == KIND_FOREIGN);
  stack_end_start_tag(writer);
  if (!model_room_for_text(writer))
    return;
  if (writer->waiting > 0)
    format_reopen(writer);
  g_string_append_len(writer->out, xml, (gssize)length);
}

GString *mkepub_writer_finish(MkepubWriter *writer)
{
  stack_end_start_tag(writer);
  while (writer->guards->len > 0)
    mkepub_writer_unguard(writer);
  stack_pop_to(writer, 1, POP_CLOSE);
  return ids_resolve(writer);
}

const GPtrArray *mkepub_writer_broken(const MkepubWriter *writer)
{
  return writer->broken;
}
