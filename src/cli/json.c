/* SPDX-License-Identifier: MIT */
#include "cli/json.h"

#include <string.h>

#include "base/text.h"
#include "cli/cli.h"
#include "cli/print.h"

json_t *json_text(const char *value)
{
  if (!value)
    return json_null();
  g_autofree char *legible = print_legible(value);
  return json_string(legible);
}

json_t *json_texts(const GPtrArray *list)
{
  json_t *array = json_array();
  for (guint i = 0; i < list->len; i++)
    array = json_add(array, json_text(g_ptr_array_index(list, i)));
  return array;
}

static json_t *finding_of(const MkepubFinding *finding)
{
  const char *name = mkepub_finding_name(finding->id);
  json_t *object = json_pack(
      "{s:o, s:s, s:o, s:I, s:I, s:o}", "id", json_text(finding->code ? finding->code : name),
      "severity", mkepub_severity_name(mkepub_finding_severity(finding->id)), "path",
      json_text(finding->path), "line", (json_int_t)finding->line, "column",
      (json_int_t)finding->column, "message", json_text(finding->message));
  return finding->code ? json_merge(object, json_pack("{s:s}", "kind", name)) : object;
}

json_t *json_findings(const MkepubFindings *findings)
{
  json_t *list = json_array();
  for (guint i = 0; i < mkepub_findings_length(findings); i++)
    list = json_add(list, finding_of(mkepub_findings_at(findings, i)));
  return list;
}

json_t *json_add(json_t *list, json_t *value)
{
  if (json_array_append_new(list, value) == 0)
    return list;
  json_decref(list);
  return NULL;
}

json_t *json_merge(json_t *to, json_t *more)
{
  int failed = json_is_array(to) ? json_array_extend(to, more) : json_object_update(to, more);
  json_decref(more);
  if (!failed)
    return to;
  json_decref(to);
  return NULL;
}

/* A terminal may obey characters that only strings hold; JSON has an escape for them. Line ends
 * between values stay. */
static char *escape_controls(const char *json)
{
  GString *out = g_string_sized_new(strlen(json) + 1);
  for (const char *p = json; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (c != '\n' && text_is_control(c))
      g_string_append_printf(out, "\\u%04x", c);
    else
      text_append(out, p, (gsize)(g_utf8_next_char(p) - p));
  }
  return g_string_free(out, FALSE);
}

int json_print(json_t *root, gsize flags, int status)
{
  char *json = root ? json_dumps(root, JSON_INDENT(2) | flags) : NULL;
  json_decref(root);
  if (!json) {
    print_error("mkepub: cannot write the answer as JSON");
    return EXIT_FAILED;
  }
  g_autofree char *safe = escape_controls(json);
  free(json);
  print_plain(safe);
  print_plain("\n");
  return status;
}
