/* SPDX-License-Identifier: MIT */
#include "collect/frontmatter/json.h"

#include <jansson.h>
#include <string.h>

enum { LIMIT = 64 * 1024, DEPTH = 32 };

/* Adds VALUE under PATH. Bounded recursion: values deeper than DEPTH are left out. */
static void flatten_value(Fields *fields, GString *path, const json_t *value, guint depth)
{
  gsize length = path->len, index;
  const char *key;
  json_t *child;
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  if (depth > DEPTH)
    return;
  switch (json_typeof(value)) {
  case JSON_OBJECT:
    json_object_foreach((json_t *)value, key, child)
    {
      g_string_append_printf(path, "%s%.100s", length > 0 ? "." : "", key);
      flatten_value(fields, path, child, depth + 1);
      g_string_truncate(path, length);
    }
    break;
  case JSON_ARRAY:
    json_array_foreach(value, index, child) flatten_value(fields, path, child, depth + 1);
    fields_mark_listed(fields, path->str);
    break;
  case JSON_STRING:
    fields_add(fields, path->str, -1, json_string_value(value),
               (gssize)json_string_length(value), 1);
    break;
  case JSON_INTEGER:
    g_snprintf(number, sizeof number, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    fields_add(fields, path->str, -1, number, -1, 1);
    break;
  case JSON_REAL:
    g_ascii_dtostr(number, sizeof number, json_real_value(value));
    fields_add(fields, path->str, -1, number, -1, 1);
    break;
  case JSON_TRUE:
  case JSON_FALSE:
    fields_add(fields, path->str, -1, json_is_true(value) ? "true" : "false", -1, 1);
    break;
  default:
    break;
  }
}

Fields *json_read(const char *text, gsize length, gsize *used, char **problem,
                  guint *problem_line)
{
  json_error_t error;
  json_t *root = json_loadb(text, MIN(length, LIMIT), JSON_DISABLE_EOF_CHECK, &error);
  if (!root) {
    *problem = g_strdup(error.text);
    *problem_line = (guint)MAX(error.line, 1);
    return NULL;
  }
  *used = (gsize)error.position;
  Fields *fields = fields_new();
  g_autoptr(GString) path = g_string_new(NULL);
  if (json_is_object(root))
    flatten_value(fields, path, root, 0);
  json_decref(root);
  return fields;
}
