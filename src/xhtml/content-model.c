/* SPDX-License-Identifier: MIT */
/* The content model: closes elements that cannot contain the next one, and opens the elements
 * that HTML requires between them. */
#include "xhtml/accessible-name.h"
#include "xhtml/writer-internal.h"

#include <string.h>

/* Overwrites the names in both tags of the child, which are already in the output. Spaces pad
 * the shorter name: white space is allowed before the '>' of both tags (XML 1.0 section
 * 3.1). */
void model_demote(MkepubWriter *writer, struct entry *parent)
{
  char *start = writer->out->str + parent->mark + 1;
  char *end = writer->out->str + parent->mark_end + 2;
  gboolean is_figure = parent->written == MKEPUB_EL_FIGURE;
  writer_repaired(writer, is_figure ? MKEPUB_EL_FIGCAPTION : MKEPUB_EL_TFOOT,
                  is_figure ? "in the middle of its figure" : "not last in its table");
  const char *name = is_figure ? "div       " : "tbody";
  memcpy(start, name, strlen(name));
  memcpy(end, name, strlen(name));
  parent->stage = is_figure ? STAGE_NONE : TABLE_BODY;
}

void model_add_summary(MkepubWriter *writer)
{
  gsize from = writer->out->len;
  g_string_append(writer->out, "<summary>Details</summary>");
  name_text(writer, from);
}

void model_before_child(MkepubWriter *writer)
{
  struct entry *top = state_top(writer);
  if (top->written == MKEPUB_EL_DETAILS && top->stage == STAGE_NONE) {
    model_add_summary(writer);
    top->stage = DETAILS_SUMMARY;
    writer_repaired_at(writer, MKEPUB_EL_DETAILS, "without a 'summary'", top->line);
  } else if (top->written == MKEPUB_EL_FIGURE && top->stage == FIGURE_CAPTION_LAST) {
    model_demote(writer, top);
  }
}

MkepubElement model_begin_rows(MkepubWriter *writer, gint32 index, MkepubElement group)
{
  struct entry *table = state_entry(writer, index);
  if (table->stage == TABLE_FOOT)
    model_demote(writer, table);
  if (group == MKEPUB_EL_THEAD && table->stage >= TABLE_HEAD) {
    writer_repaired(writer, group, "after other rows");
    group = MKEPUB_EL_TBODY;
  }
  table->stage = group == MKEPUB_EL_THEAD   ? TABLE_HEAD
                 : group == MKEPUB_EL_TFOOT ? TABLE_FOOT
                                            : TABLE_BODY;
  return group;
}

void model_begin_description(MkepubWriter *writer, MkepubElement element)
{
  gint32 list = writer->last[MKEPUB_EL_DL];
  struct entry *entry = state_entry(writer, list);
  if (element == MKEPUB_EL_DD && entry->stage == STAGE_NONE) {
    g_string_append(writer->out, "<dt></dt>");
    writer_repaired(writer, MKEPUB_EL_DD, "without a 'dt'");
  }
  entry->stage = element == MKEPUB_EL_DT ? DL_TERM : DL_DESCRIPTION;
}

gboolean model_in_caption(const MkepubWriter *writer)
{
  gint32 caption = writer->last[MKEPUB_EL_CAPTION];
  /* a caption that is not the table's first child is written as td */
  return caption >= 0 && state_entry(writer, caption)->written != MKEPUB_EL_TD;
}

void model_leave_implied(MkepubWriter *writer)
{
  for (;;) {
    const struct entry *top = state_top(writer);
    if (!(top->flags & ENTRY_IMPLIED) || top->content < CONTENT_LIST ||
        state_top_index(writer) < writer->base)
      return;
    elements_pop_to(writer, state_top_index(writer), POP_ROOM);
  }
}

/* More open elements between a heading and its text than authors write. */
#define LOOK_BACK 64

/* Returns TRUE when only start tags have been written since the start tag of the entry at
 * INDEX. */
static gboolean is_empty(const MkepubWriter *writer, gint32 index)
{
  if (state_top_index(writer) - index > LOOK_BACK)
    return FALSE;
  gsize at = writer->out->len;
  for (gint32 i = state_top_index(writer); i >= index; i--) {
    const struct entry *entry = state_entry(writer, i);
    if (entry->inner != at)
      return FALSE;
    at = entry->start;
  }
  return TRUE;
}

/* Closes the element that allows phrasing content only. Returns FALSE when it must stay open:
 * below the guard, in preformatted text or ruby, and in a heading or summary that is still
 * empty and gets the block's text: '<h2><div>Title</div></h2>'. */
static gboolean leave_phrasing(MkepubWriter *writer)
{
  gint32 room = state_top(writer)->room;
  const struct entry *blocker = state_entry(writer, room);
  if (room < writer->base || blocker->written == MKEPUB_EL_PRE ||
      writer->last[MKEPUB_EL_RUBY] >= room)
    return FALSE;
  if ((element_is_heading(blocker->written) || blocker->written == MKEPUB_EL_SUMMARY) &&
      is_empty(writer, room))
    return FALSE;
  elements_pop_to(writer, room, POP_ROOM);
  return TRUE;
}

/* Reopens the last item of the list at the top: '<ul><li>a</li><ul>' means a list in the item.
 * Returns FALSE when the output does not end with an item. */
static gboolean reopen_item(MkepubWriter *writer)
{
  static const char tail[] = "</li>";
  GString *out = writer->out;
  gsize length = sizeof tail - 1;
  if (out->len < state_top(writer)->inner + length ||
      memcmp(out->str + out->len - length, tail, length) != 0)
    return FALSE;
  elements_truncate(writer, out->len - length);
  writer_repaired(writer, state_top(writer)->element, "directly in a list");
  struct entry *item = elements_leave_out(writer, MKEPUB_EL_LI);
  item->line = 0;
  item->written = MKEPUB_EL_LI;
  item->content = CONTENT_FLOW;
  item->depth++;
  item->flags |= ENTRY_NAMED | ENTRY_IMPLIED;
  return TRUE;
}

/* Handles a list or table that cannot contain text: closes it when it is implied, otherwise
 * opens the element that the content model requires next. Returns FALSE when a guard prevents
 * it. */
static gboolean enter_structure(MkepubWriter *writer, MkepubElement wanted)
{
  const struct entry *top = state_top(writer);
  gint32 index = state_top_index(writer);
  gint32 table = writer->last[MKEPUB_EL_TABLE];
  gint32 outer = top->content >= CONTENT_TABLE && top->content <= CONTENT_CELLS ? table : index;
  gboolean implied = outer >= writer->base && (top->flags & ENTRY_IMPLIED) &&
                     (state_entry(writer, outer)->flags & ENTRY_IMPLIED);
  if (top->content == CONTENT_COLUMNS || top->content == CONTENT_RUBY_HINT || implied) {
    if (outer < writer->base)
      return FALSE;
    elements_pop_to(writer, outer, POP_ROOM);
    return TRUE;
  }
  if (top->content != CONTENT_TABLE)
    writer_repaired(writer, top->element, "contains an element that does not belong there");
  if (top->content == CONTENT_LIST) {
    if ((wanted == MKEPUB_EL_UL || wanted == MKEPUB_EL_OL) && reopen_item(writer))
      return TRUE;
    elements_imply(writer, MKEPUB_EL_LI);
  } else if (top->content == CONTENT_DESCRIPTIONS) {
    model_begin_description(writer, MKEPUB_EL_DD);
    elements_imply(writer, MKEPUB_EL_DD);
  } else if (top->content == CONTENT_TABLE) {
    model_begin_rows(writer, table, MKEPUB_EL_TBODY);
    elements_imply(writer, MKEPUB_EL_TBODY);
  } else {
    elements_imply(writer, top->content == CONTENT_ROWS ? MKEPUB_EL_TR : MKEPUB_EL_TD);
  }
  return TRUE;
}

gboolean model_room_for_flow(MkepubWriter *writer, MkepubElement element)
{
  for (;;) {
    switch (state_top(writer)->content) {
    case CONTENT_ROOT:
      return TRUE;
    case CONTENT_FLOW:
      model_before_child(writer);
      return TRUE;
    case CONTENT_PHRASING:
      if (!leave_phrasing(writer))
        return FALSE;
      break;
    default:
      if (!enter_structure(writer, element))
        return FALSE;
      break;
    }
  }
}

gboolean model_room_for_text(MkepubWriter *writer)
{
  for (;;) {
    switch (state_top(writer)->content) {
    case CONTENT_ROOT:
      elements_imply(writer, MKEPUB_EL_P);
      return TRUE;
    case CONTENT_FLOW:
      model_before_child(writer);
      return TRUE;
    case CONTENT_PHRASING:
      return TRUE;
    default:
      if (!enter_structure(writer, ELEMENT_NONE))
        return FALSE;
      break;
    }
  }
}
