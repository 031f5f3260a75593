/* SPDX-License-Identifier: MIT */
#include "xhtml/writer-internal.h"

#include <string.h>

#include "xhtml/start-tag.h"

/* Limits for reopening formatting elements: entries in the list, entries of one element (three,
 * as in HTML 13.2.4.3), bytes of a start tag, and bytes of repeated start tags altogether: a
 * fixed amount and an amount for each byte of text. */
#define FORMATS_LIMIT     64
#define FORMATS_OF_A_KIND 3
#define TAG_LIMIT         2048
#define REOPENED_FLOOR    262144
#define REOPENED_PER_BYTE 4

static struct format *format_at(const MkepubWriter *writer, gint32 index)
{
  return &g_array_index(writer->formats, struct format, index);
}

static gboolean is_waiting(const struct format *format)
{
  return format->element != ELEMENT_NONE && format->open < 0;
}

/* Removes ended entries from the end of the list. Keeps those below the current guard, because
 * guards refer to places in the list. */
static void bury(MkepubWriter *writer)
{
  gint32 length = (gint32)writer->formats->len;
  while (length > writer->format_base && format_at(writer, length - 1)->element == ELEMENT_NONE)
    length--;
  state_cut(writer->formats, (guint)length);
  writer->format_floor = MIN(writer->format_floor, length);
  if (length == 0)
    g_string_truncate(writer->tags, 0);
}

static void end_format(MkepubWriter *writer, gint32 index)
{
  struct format *format = format_at(writer, index);
  if (is_waiting(format))
    writer->waiting--;
  format->element = ELEMENT_NONE;
}

void formatting_add(MkepubWriter *writer, MkepubElement element)
{
  guint same = 0;
  if (writer->formats->len >= FORMATS_LIMIT)
    return;
  for (gint32 i = 0; i < (gint32)writer->formats->len; i++)
    same += format_at(writer, i)->element == element ? 1 : 0;
  if (same >= FORMATS_OF_A_KIND)
    return;
  gint32 index = state_top_index(writer);
  struct format format = {.element = (guint8)element, .open = index, .home = index};
  g_array_append_val(writer->formats, format);
  state_top(writer)->flags |= ENTRY_ACTIVE;
}

/* Returns the place in the list of the formatting element whose stack entry is INDEX, or -1. */
static gint32 find_open(const MkepubWriter *writer, gint32 index)
{
  for (gint32 i = (gint32)writer->formats->len - 1; i >= 0; i--)
    if (format_at(writer, i)->element != ELEMENT_NONE && format_at(writer, i)->open == index)
      return i;
  return -1;
}

/* Saves the start tag of ENTRY, without its id, so that FORMAT can be reopened. */
static void keep_tag(MkepubWriter *writer, struct format *format, const struct entry *entry)
{
  const char *tag = writer->out->str + entry->start;
  gsize length = entry->inner - entry->start;
  gsize size;
  const char *id =
      entry->flags & ENTRY_NAMED ? tag_value(tag, tag + length, "id", &size) : NULL;
  format->written = entry->written;
  format->tag = writer->tags->len;
  if (id) {
    const char *rest = id + size + 1;
    id -= TAG_BEFORE_VALUE("id");
    gsize cut = (gsize)(rest - id);
    g_string_append_len(writer->tags, tag, id - tag);
    g_string_append_len(writer->tags, rest, (gssize)(length - cut) - (id - tag));
    if (format->link && format->link_start > (gsize)(id - tag)) {
      format->link_start -= cut;
      format->link_end -= cut;
    }
  } else {
    g_string_append_len(writer->tags, tag, (gssize)length);
  }
  format->tag_length = writer->tags->len - format->tag;
}

void formatting_closing(MkepubWriter *writer, gint32 index, gint32 count, enum pop_mode mode)
{
  gint32 i = find_open(writer, index);
  if (i < 0)
    return;
  struct format *format = format_at(writer, i);
  const struct entry *entry = state_entry(writer, index);
  if ((mode == POP_CLOSE && format->home > count) || entry->inner - entry->start > TAG_LIMIT ||
      entry->written == ELEMENT_NONE) {
    end_format(writer, i);
    bury(writer);
    return;
  }
  if (format->tag_length == 0)
    keep_tag(writer, format, entry);
  format->home = MIN(format->home, count);
  format->open = -1;
  writer->waiting++;
}

void formatting_end_entry(MkepubWriter *writer, gint32 index)
{
  gint32 i = find_open(writer, index);
  if (i >= 0)
    end_format(writer, i);
  bury(writer);
  state_entry(writer, index)->flags &= (guint8)~ENTRY_ACTIVE;
}

gboolean formatting_end_waiting(MkepubWriter *writer, MkepubElement element)
{
  for (gint32 i = (gint32)writer->formats->len - 1; i >= writer->format_base; i--) {
    const struct format *format = format_at(writer, i);
    if (format->element == element && is_waiting(format)) {
      end_format(writer, i);
      bury(writer);
      return TRUE;
    }
  }
  return FALSE;
}

void formatting_end_inside(MkepubWriter *writer, gint32 count)
{
  for (gint32 i = (gint32)writer->formats->len - 1; i >= 0; i--) {
    const struct format *format = format_at(writer, i);
    if (is_waiting(format) && format->home > count)
      end_format(writer, i);
  }
  bury(writer);
}

void formatting_end_all_from(MkepubWriter *writer, gint32 first)
{
  for (gint32 i = (gint32)writer->formats->len - 1; i >= first; i--)
    end_format(writer, i);
  bury(writer);
}

gboolean formatting_waits(const MkepubWriter *writer, MkepubElement element)
{
  if (writer->waiting == 0)
    return FALSE;
  for (gint32 i = (gint32)writer->formats->len - 1; i >= 0; i--)
    if (format_at(writer, i)->element == element && is_waiting(format_at(writer, i)))
      return TRUE;
  return FALSE;
}

static void reopen_one(MkepubWriter *writer, struct format *format)
{
  GString *out = writer->out;
  gsize start = out->len;
  struct entry *entry = elements_leave_out(writer, format->element);
  format->open = state_top_index(writer);
  entry->written = format->written;
  entry->content = CONTENT_PHRASING;
  entry->depth++;
  entry->flags |= ENTRY_ACTIVE | ENTRY_BLANKS | format->flags;
  entry->heard = format->heard;
  if (entry->flags & ENTRY_HIDDEN)
    entry->hidden = format->open;
  entry->line = 0; /* its repair was reported where it was interrupted */
  g_string_append_len(out, writer->tags->str + format->tag, (gssize)format->tag_length);
  entry->inner = out->len;
  writer->reopened += format->tag_length;
  if (format->link) {
    struct reference copy = {.start = start + format->link_start,
                             .end = start + format->link_end,
                             .id = format->link,
                             .line = format->link_line,
                             .attribute = MKEPUB_AT_HREF};
    g_array_append_val(writer->references, copy);
  }
}

void formatting_reopen(MkepubWriter *writer)
{
  gboolean rich = writer->reopened < REOPENED_FLOOR + REOPENED_PER_BYTE * writer->given &&
                  state_top(writer)->depth + writer->waiting <= DEPTH_LIMIT;
  for (gint32 i = 0; i < (gint32)writer->formats->len; i++) {
    struct format *format = format_at(writer, i);
    if (!is_waiting(format))
      continue;
    if (rich)
      reopen_one(writer, format);
    else
      format->element = ELEMENT_NONE;
  }
  writer->waiting = 0;
  if (!rich)
    bury(writer);
}
