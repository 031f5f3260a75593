/* SPDX-License-Identifier: MIT */
#include "cli/json.h"

#include <string.h>

#include "base/text.h"
#include "cli/print.h"

json_t *json_text(const char *value)
{
  if (!value)
    return json_null();
  json_t *string = json_string(value);
  if (string)
    return string;
  g_autofree char *repaired = g_utf8_make_valid(value, -1);
  return json_string(repaired);
}

json_t *json_texts(const GPtrArray *list)
{
  json_t *array = json_array();
  for (guint i = 0; i < list->len; i++)
    json_array_append_new(array, json_text(g_ptr_array_index(list, i)));
  return array;
}

static json_t *finding_of(const MkepubFinding *finding)
{
  const char *name = mkepub_finding_name(finding->id);
  json_t *object =
      json_pack("{s:s, s:s, s:o, s:i, s:i, s:s}", "id", finding->code ? finding->code : name,
                "severity", mkepub_severity_name(mkepub_finding_severity(finding->id)), "path",
                json_text(finding->path), "line", (int)finding->line, "column",
                (int)finding->column, "message", finding->message);
  if (finding->code)
    json_object_set_new(object, "kind", json_string(name));
  return object;
}

json_t *json_findings(const MkepubFindings *findings)
{
  json_t *list = json_array();
  for (guint i = 0; i < mkepub_findings_length(findings); i++)
    json_array_append_new(list, finding_of(mkepub_findings_at(findings, i)));
  return list;
}

/* The characters that a terminal may obey stand in strings only, where JSON has an escape for
 * them; the line ends between values stay. */
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

void json_print(json_t *root, gsize flags)
{
  char *json = json_dumps(root, JSON_INDENT(2) | flags);
  g_autofree char *safe = json ? escape_controls(json) : g_strdup("");
  free(json);
  print_plain(safe);
  print_plain("\n");
  json_decref(root);
}
