/* SPDX-License-Identifier: MIT */
#include "xhtml/writer.h"

#include <string.h>

#include "xhtml/accessible-name.h"
#include "xhtml/writer-internal.h"

static void broken_free(gpointer data)
{
  MkepubBrokenFragment *broken = data;
  g_free(broken->fragment);
  g_free(broken);
}

/* Pushes the root, which has no tag and is never closed, and resets the state of the
 * document. */
static void begin(MkepubWriter *writer)
{
  struct entry root = {.element = ELEMENT_NONE,
                       .written = ELEMENT_NONE,
                       .content = CONTENT_ROOT,
                       .previous = -1};
  g_array_append_val(writer->stack, root);
  for (guint i = 0; i < MKEPUB_N_ELEMENTS; i++)
    writer->last[i] = -1;
  writer->base = writer->floor = 1;
  writer->format_base = writer->format_floor = 0;
  writer->level = 1;
  writer->line = 0;
  writer->closing = -1;
  writer->has_svg = writer->has_math = FALSE;
}

MkepubWriter *mkepub_writer_new(void)
{
  MkepubWriter *writer = g_new0(MkepubWriter, 1);
  writer->out = g_string_sized_new(4096);
  writer->stack = g_array_new(FALSE, FALSE, sizeof(struct entry));
  writer->guards = g_array_new(FALSE, FALSE, sizeof(struct guard));
  writer->formats = g_array_new(FALSE, FALSE, sizeof(struct format));
  writer->tags = g_string_new(NULL);
  writer->pictures = g_array_new(FALSE, FALSE, sizeof(struct picture));
  writer->words = g_string_new(NULL);
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
  g_array_unref(writer->pictures);
  g_string_free(writer->words, TRUE);
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
  if (!writer->out) /* the documents of a book are about equally long */
    writer->out = g_string_sized_new(CLAMP(writer->usual, 4096, 65536));
  g_string_truncate(writer->out, 0);
  g_array_set_size(writer->stack, 0);
  g_array_set_size(writer->guards, 0);
  g_array_set_size(writer->formats, 0);
  g_string_truncate(writer->tags, 0);
  g_array_set_size(writer->pictures, 0);
  g_string_truncate(writer->words, 0);
  g_array_set_size(writer->references, 0);
  g_hash_table_remove_all(writer->ids);
  g_hash_table_remove_all(writer->numbers);
  g_hash_table_remove_all(writer->aliases);
  g_string_chunk_clear(writer->strings);
  g_ptr_array_set_size(writer->broken, 0);
  writer->waiting = 0;
  writer->reopened = 0;
  writer->given = 0;
  writer->words_gap = FALSE;
  writer->last_drawing = 0;
  writer->shows = FALSE;
  writer->apart = FALSE;
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
  return writer->last[element] >= 0 || formatting_waits(writer, element);
}

/* Returns the entry that the end tag of ELEMENT must not close, or -1: only the tags of a cell
 * end the cell (HTML 13.2.4.2). */
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

/* Returns the innermost open heading, or -1: '</h2>' closes it whatever its level (HTML
 * 13.2.6.4.7). */
static gint32 any_heading(const MkepubWriter *writer)
{
  gint32 index = -1;
  for (guint i = MKEPUB_EL_H1; i <= MKEPUB_EL_H6; i++)
    index = MAX(index, writer->last[i]);
  return index;
}

void mkepub_writer_close(MkepubWriter *writer, MkepubElement element)
{
  elements_end_start_tag(writer);
  gint32 index = writer->last[element];
  if (index < writer->base && element_is_heading(element))
    index = any_heading(writer);
  gboolean in_reach = index >= writer->base && index > close_barrier(writer, element);
  gboolean is_inline = element_facts[element].kind == KIND_INLINE;
  if (!in_reach) {
    if ((!is_inline || !formatting_end_waiting(writer, element)) && writer->line > 0)
      writer_repaired(writer, element, "has an end tag without a start tag");
    return;
  }
  writer->closing = index;
  if (writer->line > 0 && element == MKEPUB_EL_P &&
      (state_entry(writer, index)->flags & ENTRY_IMPLIED))
    writer_repaired(writer, element, "has an end tag without a start tag");
  if (is_inline)
    formatting_end_entry(writer, index);
  elements_pop_to(writer, index, is_inline ? POP_ROOM : POP_CLOSE);
  writer->closing = -1;
}

static void push_guard(MkepubWriter *writer)
{
  struct guard guard = {writer->base, writer->format_base, writer->floor, writer->format_floor};
  g_array_append_val(writer->guards, guard);
  writer->format_floor = (gint32)writer->formats->len;
}

void mkepub_writer_guard(MkepubWriter *writer)
{
  elements_end_start_tag(writer);
  while ((state_top(writer)->content == CONTENT_COLUMNS ||
          state_top(writer)->content == CONTENT_RUBY_HINT) &&
         state_top_index(writer) >= writer->base)
    elements_pop_to(writer, state_top_index(writer), POP_ROOM);
  model_leave_implied(writer);
  push_guard(writer);
  writer->base = writer->floor = (gint32)writer->stack->len;
  writer->format_base = writer->format_floor;
}

void mkepub_writer_guard_paragraph(MkepubWriter *writer)
{
  elements_end_start_tag(writer);
  push_guard(writer);
  writer->floor = state_top_index(writer);
}

void mkepub_writer_unguard(MkepubWriter *writer)
{
  if (writer->guards->len == 0)
    return;
  elements_end_start_tag(writer);
  elements_pop_to(writer, writer->floor, POP_CLOSE);
  struct guard guard = g_array_index(writer->guards, struct guard, writer->guards->len - 1);
  state_cut(writer->guards, writer->guards->len - 1);
  gint32 first = writer->format_floor;
  writer->base = guard.base;
  writer->format_base = guard.format_base;
  /* tags inside a paragraph guard may have closed entries below it */
  writer->floor = MIN(guard.floor, (gint32)writer->stack->len);
  writer->format_floor = MIN(guard.format_floor, first);
  formatting_end_all_from(writer, first);
}

void mkepub_writer_subtree(MkepubWriter *writer, MkepubElement element, const char *xml,
                           gsize length, gboolean titled)
{
  g_return_if_fail(element_facts[element].kind == KIND_FOREIGN);
  elements_end_start_tag(writer);
  if (!model_room_for_text(writer))
    return;
  if (writer->waiting > 0)
    formatting_reopen(writer);
  gsize from = writer->out->len;
  g_string_append_len(writer->out, xml, (gssize)length);
  name_subtree(writer, element, from, titled);
  writer->has_svg |= element == MKEPUB_EL_SVG;
  writer->has_math |= element == MKEPUB_EL_MATH;
}

gboolean mkepub_writer_has_subtree(const MkepubWriter *writer, MkepubElement element)
{
  return element == MKEPUB_EL_MATH ? writer->has_math : writer->has_svg;
}

gboolean mkepub_writer_shows(const MkepubWriter *writer)
{
  return writer->shows;
}

GString *mkepub_writer_finish(MkepubWriter *writer)
{
  elements_end_start_tag(writer);
  while (writer->guards->len > 0)
    mkepub_writer_unguard(writer);
  elements_pop_to(writer, 1, POP_CLOSE);
  return ids_resolve(writer);
}

const GPtrArray *mkepub_writer_broken(const MkepubWriter *writer)
{
  return writer->broken;
}
