/* SPDX-License-Identifier: MIT */
#include "collect/frontmatter/yaml.h"

#include <string.h>
#include <yaml.h>

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(yaml_parser_t, yaml_parser_delete)

/* One open mapping or sequence. */
typedef struct {
  gboolean is_list;
  gboolean has_key; /* a mapping whose next node is a value */
  gboolean repeats; /* inside a sequence: values of equal keys accumulate */
  gsize path;       /* length of the path of its parent */
} Frame;

typedef struct {
  Fields *fields;
  GString *path; /* path of the current key, joined by '.' */
  Frame stack[YAML_DEPTH];
  guint depth;
  guint line;       /* line of the file that is line 0 of libyaml */
  guint items;      /* mappings seen in the top-level list */
  const char *fail; /* static */
} Reader;

static Frame *top_frame(Reader *r)
{
  return r->depth > 0 ? &r->stack[r->depth - 1] : NULL;
}

/* Returns TRUE unless the node belongs to a second or later article of a list: only the first
 * counts. */
static gboolean is_counted(const Reader *r)
{
  return !(r->depth > 0 && r->stack[0].is_list && r->items > 1);
}

/* Ends a node of the innermost frame. */
static void node_done(Reader *r)
{
  Frame *frame = top_frame(r);
  if (!frame || frame->is_list)
    return;
  frame->has_key = FALSE;
  g_string_truncate(r->path, frame->path);
}

static gboolean is_null(const yaml_event_t *e)
{
  const char *text = (const char *)e->data.scalar.value;
  if (e->data.scalar.style != YAML_PLAIN_SCALAR_STYLE)
    return FALSE;
  return g_str_equal(text, "~") || g_ascii_strcasecmp(text, "null") == 0;
}

static void read_scalar(Reader *r, const yaml_event_t *e, guint line)
{
  Frame *frame = top_frame(r);
  const char *text = (const char *)e->data.scalar.value;
  gssize length = (gssize)e->data.scalar.length;
  if (!frame) {
    node_done(r);
    return;
  }
  if (!frame->is_list && !frame->has_key) {
    frame->has_key = TRUE;
    frame->path = r->path->len;
    if (r->path->len > 0)
      g_string_append_c(r->path, '.');
    /* a key that is this long is never looked up */
    g_string_append_len(r->path, text, MIN(length, 100));
    if (!frame->repeats && is_counted(r))
      fields_start(r->fields, r->path->str, -1, line);
    return;
  }
  if (!is_null(e) && is_counted(r) && r->path->len > 0)
    fields_add(r->fields, r->path->str, -1, text, length, line);
  if (frame->is_list && r->path->len > 0 && is_counted(r))
    fields_mark_listed(r->fields, r->path->str);
  node_done(r);
}

static void open_frame(Reader *r, gboolean is_list)
{
  Frame *outer = top_frame(r);
  if (outer && !outer->is_list && !outer->has_key) {
    r->fail = "mapping key is not a string";
  } else if (r->depth == YAML_DEPTH) {
    r->fail = "nested too deeply";
  } else {
    gboolean repeats = outer && (outer->repeats || (outer->is_list && r->depth > 1));
    if (r->depth == 1 && outer->is_list && !is_list)
      r->items++;
    r->stack[r->depth++] = (Frame){is_list, FALSE, repeats, r->path->len};
  }
}

static void handle_event(Reader *r, const yaml_event_t *e)
{
  guint line = r->line + (guint)e->start_mark.line;
  switch (e->type) {
  case YAML_SCALAR_EVENT:
    read_scalar(r, e, line);
    break;
  case YAML_MAPPING_START_EVENT:
  case YAML_SEQUENCE_START_EVENT:
    open_frame(r, e->type == YAML_SEQUENCE_START_EVENT);
    break;
  case YAML_MAPPING_END_EVENT:
  case YAML_SEQUENCE_END_EVENT:
    r->depth--;
    node_done(r);
    break;
  case YAML_ALIAS_EVENT:
    r->fail = "aliases are not supported";
    break;
  default:
    break;
  }
}

Fields *yaml_read(const char *text, gsize length, guint line, char **problem,
                  guint *problem_line)
{
  if (length > YAML_LIMIT) {
    *problem = g_strdup("longer than 64 KiB");
    *problem_line = line;
    return NULL;
  }
  g_autoptr(Fields) fields = fields_new();
  g_autoptr(GString) path = g_string_new(NULL);
  Reader r = {.fields = fields, .path = path, .line = line};
  g_auto(yaml_parser_t) parser;
  if (!yaml_parser_initialize(&parser))
    g_error("out of memory");
  yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&parser, (const guchar *)text, length);
  for (gboolean done = FALSE; !done;) {
    yaml_event_t e;
    if (!yaml_parser_parse(&parser, &e)) {
      *problem = g_strdup(parser.problem ? parser.problem : "not YAML");
      *problem_line = line + (guint)parser.problem_mark.line;
      return NULL;
    }
    handle_event(&r, &e);
    guint at = line + (guint)e.start_mark.line;
    done = e.type == YAML_DOCUMENT_END_EVENT || e.type == YAML_STREAM_END_EVENT;
    yaml_event_delete(&e);
    if (r.fail) {
      *problem = g_strdup(r.fail);
      *problem_line = at;
      return NULL;
    }
  }
  return fields_count(fields) > 0 ? g_steal_pointer(&fields) : NULL;
}
