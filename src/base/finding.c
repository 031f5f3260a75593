/* SPDX-License-Identifier: MIT */
#include "mkepub/finding.h"

#include <string.h>

#include "base/text.h"

typedef struct {
  const char *name;
  MkepubSeverity severity;
  const char *text;
} Kind;

static const Kind kinds[MKEPUB_N_FINDINGS] = {
#define X(id, name, severity, text) {name, MKEPUB_SEVERITY_##severity, text},
    MKEPUB_FINDING_TABLE(X)
#undef X
};

struct MkepubFindings {
  GPtrArray *list; /* of MkepubFinding * */
  guint counts[MKEPUB_SEVERITY_ERROR + 1];
};

static void finding_free(gpointer data)
{
  MkepubFinding *finding = data;
  if (!finding)
    return;
  g_free(finding->path);
  g_free(finding->message);
  g_free(finding);
}

MkepubFindings *mkepub_findings_new(void)
{
  MkepubFindings *findings = g_new0(MkepubFindings, 1);
  findings->list = g_ptr_array_new_with_free_func(finding_free);
  return findings;
}

void mkepub_findings_free(MkepubFindings *findings)
{
  if (!findings)
    return;
  g_ptr_array_unref(findings->list);
  g_free(findings);
}

void mkepub_findings_add(MkepubFindings *findings, MkepubFindingId id, const char *path,
                         guint line, guint column, const char *format, ...)
{
  if (!findings)
    return;
  va_list args;
  va_start(args, format);
  g_autofree char *raw = g_strdup_vprintf(format, args);
  va_end(args);
  MkepubFinding *finding = g_new0(MkepubFinding, 1);
  finding->id = id;
  finding->path = path ? text_display_path(path) : NULL;
  finding->line = line;
  finding->column = column;
  finding->message = text_repair(raw, strlen(raw), NULL, NULL, NULL);
  for (char *p = finding->message; *p; p++)
    if ((guchar)*p < 0x20)
      *p = '?';
  findings->counts[kinds[id].severity]++;
  g_ptr_array_add(findings->list, finding);
}

void mkepub_findings_take(MkepubFindings *to, MkepubFindings *from)
{
  for (guint i = 0; i <= MKEPUB_SEVERITY_ERROR; i++) {
    to->counts[i] += from->counts[i];
    from->counts[i] = 0;
  }
  g_ptr_array_extend_and_steal(to->list, from->list);
  from->list = g_ptr_array_new_with_free_func(finding_free);
}

void mkepub_findings_take_most(MkepubFindings *to, MkepubFindings *from, guint limit)
{
  for (guint i = 0; i <= MKEPUB_SEVERITY_ERROR; i++) {
    to->counts[i] += from->counts[i];
    from->counts[i] = 0;
  }
  for (guint i = 0; i < from->list->len; i++) {
    MkepubFinding *finding = from->list->pdata[i];
    if (to->list->len < limit || kinds[finding->id].severity == MKEPUB_SEVERITY_ERROR)
      g_ptr_array_add(to->list, g_steal_pointer(&from->list->pdata[i]));
  }
  g_ptr_array_unref(from->list);
  from->list = g_ptr_array_new_with_free_func(finding_free);
}

guint mkepub_findings_length(const MkepubFindings *findings)
{
  return findings->list->len;
}

const MkepubFinding *mkepub_findings_at(const MkepubFindings *findings, guint index)
{
  return g_ptr_array_index(findings->list, index);
}

guint mkepub_findings_count(const MkepubFindings *findings, MkepubSeverity severity)
{
  return findings->counts[severity];
}

const char *mkepub_finding_name(MkepubFindingId id)
{
  return kinds[id].name;
}

MkepubSeverity mkepub_finding_severity(MkepubFindingId id)
{
  return kinds[id].severity;
}

const char *mkepub_finding_text(MkepubFindingId id)
{
  return kinds[id].text;
}

const char *mkepub_severity_name(MkepubSeverity severity)
{
  static const char *const names[] = {"note", "warning", "error"};
  return names[severity];
}

char *mkepub_finding_format(const MkepubFinding *finding)
{
  GString *out = g_string_new(NULL);
  if (finding->path)
    g_string_append_printf(out, "%s:", finding->path);
  if (finding->line > 0)
    g_string_append_printf(out, "%u:", finding->line);
  if (finding->line > 0 && finding->column > 0)
    g_string_append_printf(out, "%u:", finding->column);
  g_string_append_printf(out, "%s%s: %s [%s]", out->len > 0 ? " " : "",
                         mkepub_severity_name(mkepub_finding_severity(finding->id)),
                         finding->message, mkepub_finding_name(finding->id));
  return g_string_free(out, FALSE);
}
