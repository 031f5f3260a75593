/* SPDX-License-Identifier: MIT */
#include "collect/config/yaml.h"

#include <string.h>
#include <yaml.h>

#include "base/file.h"
#include "base/text.h"
#include "mkepub/error.h"

#define DEPTH_LIMIT 32
#define SIZE_LIMIT  (256 * 1024)

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(yaml_event_t, yaml_event_delete)

typedef struct {
  yaml_parser_t parser;
  const char *bytes;
  gsize length;
  guint depth;
} Reader;

static void entry_free(gpointer data)
{
  ConfigEntry *entry = data;
  g_free(entry->key);
  g_ptr_array_unref(entry->texts);
  g_free(entry);
}

static gboolean set_error(GError **error, guint line, const char *reason)
{
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "line %u: %s", line, reason);
  return FALSE;
}

static guint line_of(const yaml_event_t *event)
{
  return (guint)event->start_mark.line + 1;
}

/* For a syntax error libyaml reports the line, for an invalid byte only its offset. */
static gboolean fail_parser(const Reader *reader, GError **error)
{
  const yaml_parser_t *parser = &reader->parser;
  guint line = (guint)parser->problem_mark.line + 1;
  if (parser->error == YAML_READER_ERROR) {
    line = 1;
    for (gsize i = 0; i < MIN(parser->problem_offset, reader->length); i++)
      line += reader->bytes[i] == '\n';
  }
  return set_error(error, line, parser->problem ? parser->problem : "not YAML");
}

/* Reads the next event, which replaces the one in EVENT. */
static gboolean read_event(Reader *reader, yaml_event_t *event, GError **error)
{
  yaml_event_delete(event);
  if (!yaml_parser_parse(&reader->parser, event))
    return fail_parser(reader, error);
  switch (event->type) {
  case YAML_ALIAS_EVENT:
    return set_error(error, line_of(event), "aliases ('*name') are not supported");
  case YAML_MAPPING_START_EVENT:
  case YAML_SEQUENCE_START_EVENT:
    if (++reader->depth > DEPTH_LIMIT)
      return set_error(error, line_of(event), "nested too deeply");
    return TRUE;
  case YAML_MAPPING_END_EVENT:
  case YAML_SEQUENCE_END_EVENT:
    reader->depth--;
    return TRUE;
  default:
    return TRUE;
  }
}

static gboolean starts_container(const yaml_event_t *event)
{
  return event->type == YAML_MAPPING_START_EVENT || event->type == YAML_SEQUENCE_START_EVENT;
}

/* Skips to the end of the container that EVENT starts. */
static gboolean skip_container(Reader *reader, yaml_event_t *event, GError **error)
{
  for (guint depth = reader->depth; reader->depth >= depth;)
    if (!read_event(reader, event, error))
      return FALSE;
  return TRUE;
}

static char *scalar_text(const yaml_event_t *event)
{
  return text_repair((const char *)event->data.scalar.value, event->data.scalar.length, NULL,
                     NULL, NULL);
}

static gboolean is_null(const yaml_event_t *event)
{
  const char *text = (const char *)event->data.scalar.value;
  return event->data.scalar.length == 0 ||
         (event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
          (!strcmp(text, "~") || !g_ascii_strcasecmp(text, "null")));
}

static gboolean read_list(Reader *reader, ConfigEntry *entry, yaml_event_t *event,
                          GError **error)
{
  entry->shape = CONFIG_SHAPE_LIST;
  for (;;) {
    if (!read_event(reader, event, error))
      return FALSE;
    if (event->type == YAML_SEQUENCE_END_EVENT)
      break;
    if (starts_container(event)) {
      entry->shape = CONFIG_SHAPE_OTHER;
      if (!skip_container(reader, event, error))
        return FALSE;
    } else if (!is_null(event)) {
      g_ptr_array_add(entry->texts, scalar_text(event));
    }
  }
  return TRUE;
}

static gboolean read_value(Reader *reader, ConfigEntry *entry, yaml_event_t *event,
                           GError **error)
{
  if (!read_event(reader, event, error))
    return FALSE;
  entry->value_line = line_of(event);
  if (event->type == YAML_SEQUENCE_START_EVENT)
    return read_list(reader, entry, event, error);
  if (event->type == YAML_MAPPING_START_EVENT) {
    entry->shape = CONFIG_SHAPE_OTHER;
    return skip_container(reader, event, error);
  }
  if (!is_null(event))
    g_ptr_array_add(entry->texts, scalar_text(event));
  return TRUE;
}

/* Reads the entries of the mapping whose start has just been read. */
static gboolean read_mapping(Reader *reader, GPtrArray *entries, yaml_event_t *event,
                             GError **error)
{
  for (;;) {
    if (!read_event(reader, event, error))
      return FALSE;
    if (event->type == YAML_MAPPING_END_EVENT)
      break;
    ConfigEntry *entry = g_new0(ConfigEntry, 1);
    entry->texts = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(entries, entry);
    entry->key_line = line_of(event);
    if (event->type == YAML_SCALAR_EVENT)
      entry->key = scalar_text(event);
    else if (!skip_container(reader, event, error))
      return FALSE;
    if (!read_value(reader, entry, event, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean read_stream(Reader *reader, GPtrArray *entries, guint *more, GError **error)
{
  g_auto(yaml_event_t) event = {0};
  if (!read_event(reader, &event, error) || !read_event(reader, &event, error))
    return FALSE;
  if (event.type == YAML_STREAM_END_EVENT)
    return TRUE;
  if (!read_event(reader, &event, error))
    return FALSE;
  if (event.type == YAML_MAPPING_START_EVENT) {
    if (!read_mapping(reader, entries, &event, error))
      return FALSE;
  } else if (event.type != YAML_SCALAR_EVENT || !is_null(&event)) {
    return set_error(error, line_of(&event), "not a list of 'key: value'");
  }
  if (!read_event(reader, &event, error) || !read_event(reader, &event, error))
    return FALSE;
  if (event.type != YAML_STREAM_END_EVENT)
    *more = line_of(&event);
  return TRUE;
}

static GPtrArray *parse_document(const char *bytes, gsize length, guint *more, GError **error)
{
  Reader reader = {.bytes = bytes, .length = length};
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func(entry_free);
  if (!yaml_parser_initialize(&reader.parser))
    g_error("out of memory");
  yaml_parser_set_input_string(&reader.parser, (const unsigned char *)bytes, length);
  gboolean done = read_stream(&reader, entries, more, error);
  yaml_parser_delete(&reader.parser);
  return done ? g_steal_pointer(&entries) : NULL;
}

GPtrArray *config_yaml_read(const char *path, guint *more, GError **error)
{
  *more = 0;
  gsize length = 0;
  g_autofree char *bytes = file_read(path, SIZE_LIMIT, &length, error);
  if (!bytes)
    return NULL;
  g_autofree char *shown = text_display_path(path);
  GPtrArray *entries = parse_document(bytes, length, more, error);
  if (!entries)
    g_prefix_error(error, "cannot read '%s': ", shown);
  return entries;
}
