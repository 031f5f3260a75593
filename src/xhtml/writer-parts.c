/* SPDX-License-Identifier: MIT */
/* Elements that are allowed in their own parent only: items, rows, cells, captions, summaries,
 * ruby text. */
#include "xhtml/writer-internal.h"

static gint32 last_of(const MkepubWriter *writer, MkepubElement a, MkepubElement b)
{
  return MAX(writer->last[a], writer->last[b]);
}

/* Returns the entry of the innermost cell, or -1: tags in a cell do not affect lists
 * outside. */
static gint32 last_cell(const MkepubWriter *writer)
{
  return MAX(last_of(writer, MKEPUB_EL_TD, MKEPUB_EL_TH), writer->last[MKEPUB_EL_CAPTION]);
}

/* Returns TRUE when no guard protects the entries above INDEX, so that they can be closed. */
static gboolean is_in_reach(const MkepubWriter *writer, gint32 index)
{
  return index > 0 && index + 1 >= writer->base;
}

/* Closes all entries above PARENT and opens ELEMENT in it, written as WRITTEN; without a tag
 * when the tag of PARENT was left out. */
static void open_in(MkepubWriter *writer, gint32 parent, MkepubElement element,
                    MkepubElement written)
{
  elements_pop_to(writer, parent + 1, POP_ROOM);
  if (state_entry(writer, parent)->written == ELEMENT_NONE)
    elements_leave_out(writer, element);
  else
    elements_push(writer, element, written);
}

static void open_item(MkepubWriter *writer)
{
  gint32 list = last_of(writer, MKEPUB_EL_UL, MKEPUB_EL_OL);
  if (list > last_cell(writer) && is_in_reach(writer, list)) {
    open_in(writer, list, MKEPUB_EL_LI, MKEPUB_EL_LI);
    return;
  }
  writer_repaired(writer, MKEPUB_EL_LI, "outside a list");
  if (!model_room_for_flow(writer, MKEPUB_EL_LI) || state_top(writer)->depth >= DEPTH_LIMIT) {
    elements_leave_out(writer, MKEPUB_EL_LI);
    return;
  }
  elements_imply(writer, MKEPUB_EL_UL);
  elements_push(writer, MKEPUB_EL_LI, MKEPUB_EL_LI);
}

static void open_description(MkepubWriter *writer, MkepubElement element)
{
  gint32 list = writer->last[MKEPUB_EL_DL];
  if (list <= last_cell(writer) || !is_in_reach(writer, list)) {
    writer_repaired(writer, element, "outside a list");
    if (!model_room_for_flow(writer, element) || state_top(writer)->depth >= DEPTH_LIMIT) {
      elements_leave_out(writer, element);
      return;
    }
    elements_imply(writer, MKEPUB_EL_DL);
    list = state_top_index(writer);
  }
  /* a div in a dl has no tag, but its entry stays until its end tag */
  gint32 parent = state_top_index(writer);
  while (parent > list && (state_entry(writer, parent)->content != CONTENT_DESCRIPTIONS ||
                           state_entry(writer, parent)->element != MKEPUB_EL_DIV))
    parent--;
  elements_pop_to(writer, MAX(parent + 1, writer->base), POP_ROOM);
  if (state_entry(writer, list)->written == ELEMENT_NONE) {
    elements_leave_out(writer, element);
    return;
  }
  model_begin_description(writer, element);
  elements_push(writer, element, element);
}

/* Returns the entry of the innermost table within the guard. Begins an implied table for a
 * stray ELEMENT where flow content is allowed. Returns -1 otherwise. */
static gint32 table_for(MkepubWriter *writer, MkepubElement element)
{
  gint32 table = writer->last[MKEPUB_EL_TABLE];
  if (is_in_reach(writer, table))
    return table;
  writer_repaired(writer, element, "outside a table");
  guint8 content = state_top(writer)->content;
  if (content == CONTENT_PHRASING || state_top(writer)->depth >= DEPTH_LIMIT ||
      model_in_caption(writer) || !model_room_for_flow(writer, element))
    return -1;
  elements_imply(writer, MKEPUB_EL_TABLE);
  return state_top_index(writer);
}

static gint32 last_group(const MkepubWriter *writer)
{
  return MAX(last_of(writer, MKEPUB_EL_TBODY, MKEPUB_EL_THEAD), writer->last[MKEPUB_EL_TFOOT]);
}

/* Closes entries until TABLE's group of rows is at the top, or begins a group. */
static void enter_group(MkepubWriter *writer, gint32 table)
{
  gint32 group = last_group(writer);
  if (group > table && is_in_reach(writer, group)) {
    elements_pop_to(writer, group + 1, POP_ROOM);
    return;
  }
  elements_pop_to(writer, table + 1, POP_ROOM);
  model_begin_rows(writer, table, MKEPUB_EL_TBODY);
  elements_imply(writer, MKEPUB_EL_TBODY);
}

/* Closes entries until TABLE's row is at the top, or begins a row for ELEMENT. */
static void enter_row(MkepubWriter *writer, gint32 table, MkepubElement element)
{
  gint32 row = writer->last[MKEPUB_EL_TR];
  if (row > table && is_in_reach(writer, row)) {
    elements_pop_to(writer, row + 1, POP_ROOM);
    return;
  }
  enter_group(writer, table);
  writer_repaired(writer, element, "outside a row");
  elements_imply(writer, MKEPUB_EL_TR);
}

static void open_column(MkepubWriter *writer, gint32 table)
{
  if (state_top(writer)->content != CONTENT_COLUMNS) {
    if (state_entry(writer, table)->stage > TABLE_COLUMNS) {
      writer_repaired(writer, MKEPUB_EL_COL, "after rows");
      return;
    }
    elements_pop_to(writer, table + 1, POP_ROOM);
    state_entry(writer, table)->stage = TABLE_COLUMNS;
    elements_imply(writer, MKEPUB_EL_COLGROUP);
  }
  elements_void(writer, MKEPUB_EL_COL);
}

static void open_caption(MkepubWriter *writer, gint32 table)
{
  elements_pop_to(writer, table + 1, POP_ROOM);
  if (state_entry(writer, table)->stage == STAGE_NONE) {
    state_entry(writer, table)->stage = TABLE_CAPTION;
    elements_push(writer, MKEPUB_EL_CAPTION, MKEPUB_EL_CAPTION);
    return;
  }
  writer_repaired(writer, MKEPUB_EL_CAPTION, "not first in its table");
  enter_group(writer, table);
  elements_imply(writer, MKEPUB_EL_TR);
  elements_push(writer, MKEPUB_EL_CAPTION, MKEPUB_EL_TD);
}

static void open_in_table(MkepubWriter *writer, MkepubElement element)
{
  gint32 table = table_for(writer, element);
  if (table < 0 || state_entry(writer, table)->written == ELEMENT_NONE) {
    if (element != MKEPUB_EL_COL)
      elements_leave_out(writer, element);
    return;
  }
  switch (element) {
  case MKEPUB_EL_TD:
  case MKEPUB_EL_TH:
    enter_row(writer, table, element);
    elements_push(writer, element, element);
    break;
  case MKEPUB_EL_TR:
    enter_group(writer, table);
    elements_push(writer, element, element);
    break;
  case MKEPUB_EL_CAPTION:
    open_caption(writer, table);
    break;
  case MKEPUB_EL_COL:
    open_column(writer, table);
    break;
  case MKEPUB_EL_COLGROUP:
    elements_pop_to(writer, table + 1, POP_ROOM);
    if (state_entry(writer, table)->stage > TABLE_COLUMNS) {
      writer_repaired(writer, element, "after rows");
      elements_leave_out(writer, element);
      break;
    }
    state_entry(writer, table)->stage = TABLE_COLUMNS;
    elements_push(writer, element, element);
    break;
  default:
    elements_pop_to(writer, table + 1, POP_ROOM);
    elements_push(writer, element, model_begin_rows(writer, table, element));
    break;
  }
}

static void open_summary(MkepubWriter *writer)
{
  struct entry *top = state_top(writer);
  if (top->written == MKEPUB_EL_DETAILS && top->stage == STAGE_NONE) {
    top->stage = DETAILS_SUMMARY;
    elements_push(writer, MKEPUB_EL_SUMMARY, MKEPUB_EL_SUMMARY);
    return;
  }
  writer_repaired(writer, MKEPUB_EL_SUMMARY, "not first in its 'details'");
  if (!model_room_for_flow(writer, MKEPUB_EL_P) || state_top(writer)->depth >= DEPTH_LIMIT)
    elements_leave_out(writer, MKEPUB_EL_SUMMARY);
  else
    elements_push(writer, MKEPUB_EL_SUMMARY, MKEPUB_EL_P);
}

/* Makes room for a figcaption. Unlike model_room_for_flow, does not turn the figure's last
 * caption into a div. */
static gboolean room_in_figure(MkepubWriter *writer)
{
  const struct entry *top = state_top(writer);
  if (top->content == CONTENT_PHRASING && top->room > 0 && top->room >= writer->base &&
      state_entry(writer, top->room - 1)->written == MKEPUB_EL_FIGURE)
    elements_pop_to(writer, top->room, POP_ROOM);
  return state_top(writer)->written == MKEPUB_EL_FIGURE ||
         model_room_for_flow(writer, MKEPUB_EL_FIGCAPTION);
}

static void open_figcaption(MkepubWriter *writer)
{
  if (!room_in_figure(writer) || state_top(writer)->depth >= DEPTH_LIMIT) {
    elements_leave_out(writer, MKEPUB_EL_FIGCAPTION);
    return;
  }
  struct entry *top = state_top(writer);
  MkepubElement written = MKEPUB_EL_FIGCAPTION;
  if (top->written != MKEPUB_EL_FIGURE || top->stage == FIGURE_CAPTION_FIRST) {
    writer_repaired(writer, MKEPUB_EL_FIGCAPTION, "without a figure of its own");
    written = MKEPUB_EL_DIV;
  } else if (writer->out->len == top->inner) {
    top->stage = FIGURE_CAPTION_FIRST;
  } else {
    if (top->stage == FIGURE_CAPTION_LAST)
      model_demote(writer, top);
    top->stage = FIGURE_CAPTION_LAST;
  }
  elements_push(writer, MKEPUB_EL_FIGCAPTION, written);
}

/* Opens rt or rp. The tags of rp and the parentheses in them are left out: they are meant for
 * readers without ruby, and epubcheck advises against them (HTM-055). */
static void open_in_ruby(MkepubWriter *writer, MkepubElement element)
{
  gint32 ruby = writer->last[MKEPUB_EL_RUBY];
  if (!is_in_reach(writer, ruby) || state_entry(writer, ruby)->written == ELEMENT_NONE) {
    writer_repaired(writer, element, "outside a ruby");
    if (state_top(writer)->content == CONTENT_PHRASING)
      elements_leave_out(writer, element);
    return;
  }
  elements_pop_to(writer, ruby + 1, POP_ROOM);
  if (element == MKEPUB_EL_RP) {
    elements_leave_out(writer, element)->content = CONTENT_RUBY_HINT;
  } else {
    state_entry(writer, ruby)->stage = RUBY_TEXT;
    elements_push(writer, element, element);
  }
}

void part_open(MkepubWriter *writer, MkepubElement element)
{
  switch (element) {
  case MKEPUB_EL_LI:
    open_item(writer);
    break;
  case MKEPUB_EL_DT:
  case MKEPUB_EL_DD:
    open_description(writer, element);
    break;
  case MKEPUB_EL_SUMMARY:
    open_summary(writer);
    break;
  case MKEPUB_EL_FIGCAPTION:
    open_figcaption(writer);
    break;
  case MKEPUB_EL_RT:
  case MKEPUB_EL_RP:
    open_in_ruby(writer, element);
    break;
  default:
    open_in_table(writer, element);
    break;
  }
}
