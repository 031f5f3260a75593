/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/text.h"
#include "xhtml/escape.h"
#include "xhtml/writer-internal.h"

/* Checks what depends on the parent: the value attribute of li is valid in ol only. */
static gboolean fits_here(const MkepubWriter *writer, MkepubAttribute attribute)
{
  if (attribute == MKEPUB_AT_VALUE)
    return state_entry(writer, state_top_index(writer) - 1)->written == MKEPUB_EL_OL;
  return TRUE;
}

static void append_attribute(GString *out, const char *name, const char *value)
{
  g_string_append_c(out, ' ');
  text_append(out, name, strlen(name));
  text_append(out, "=\"", 2);
  escape_append(out, value, strlen(value), ESCAPE_ATTRIBUTE);
  g_string_append_c(out, '"');
}

/* Writes the attribute as its type demands: reserves an id, or notes a reference. Returns FALSE
 * when the value is not usable. */
static gboolean take_value(MkepubWriter *writer, MkepubAttribute attribute, const char *value)
{
  switch (attribute_facts[attribute].type) {
  case TYPE_ID:
    if (!ids_take(writer, value))
      return FALSE;
    writer->tag_id = g_string_chunk_insert(writer->strings, value);
    append_attribute(writer->out, "id", value);
    return TRUE;
  case TYPE_FLAG:
    append_attribute(writer->out, attribute_facts[attribute].name,
                     attribute_facts[attribute].name);
    return TRUE;
  case TYPE_LANGUAGE:
    append_attribute(writer->out, "lang", value);
    append_attribute(writer->out, "xml:lang", value);
    return TRUE;
  case TYPE_REFERENCE:
    if (strpbrk(value, "\"<>&"))
      return FALSE;
    ids_add_reference(writer, attribute, value, 0);
    return TRUE;
  default:
    append_attribute(writer->out, attribute_facts[attribute].name, value);
    return TRUE;
  }
}

gboolean mkepub_writer_attribute(MkepubWriter *writer, MkepubAttribute attribute,
                                 const char *value)
{
  guint32 bit = 1u << attribute;
  if (!writer->tag_open || (writer->tag_attributes & bit) ||
      !(element_facts[writer->tag_element].attributes & bit))
    return FALSE;
  if (attribute == MKEPUB_AT_HREF && *value == '#') {
    mkepub_writer_fragment_link(writer, value + 1, 0);
    return TRUE;
  }
  if (!attribute_value_fits(attribute, writer->tag_element, value) ||
      !fits_here(writer, attribute) || !take_value(writer, attribute, value))
    return FALSE;
  writer->tag_attributes |= bit;
  return TRUE;
}

void mkepub_writer_fragment_link(MkepubWriter *writer, const char *fragment, guint line)
{
  guint32 bit = 1u << MKEPUB_AT_HREF;
  if (!writer->tag_open || writer->tag_element != MKEPUB_EL_A || (writer->tag_attributes & bit))
    return;
  writer->tag_attributes |= bit;
  ids_add_reference(writer, MKEPUB_AT_HREF, *fragment == '#' ? fragment + 1 : fragment, line);
}
