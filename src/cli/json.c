/* SPDX-License-Identifier: MIT */
#include "cli/json.h"

#include <stdio.h>

json_t *json_text(const char *value)
{
  return value ? json_string(value) : json_null();
}

json_t *json_texts(const GPtrArray *list)
{
  json_t *array = json_array();
  for (guint i = 0; i < list->len; i++)
    json_array_append_new(array, json_string(g_ptr_array_index(list, i)));
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

void json_print(json_t *root)
{
  json_dumpf(root, stdout, JSON_INDENT(2));
  fputc('\n', stdout);
  json_decref(root);
}
