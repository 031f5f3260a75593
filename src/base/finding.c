/* SPDX-License-Identifier: MIT */
#include "mkepub/finding.h"

#include <string.h>

#include "base/text.h"

#define TEXT_LIMIT ((gsize)1024) /* bytes of a message or path, where findings are limited */

typedef struct {
  const char *name;
  MkepubSeverity severity;
} Kind;

static const Kind kinds[MKEPUB_N_FINDINGS] = {
#define X(id, name, severity, text) {name, MKEPUB_SEVERITY_##severity},
    MKEPUB_FINDING_TABLE(X)
#undef X
};

struct MkepubFindings {
  GPtrArray *list; /* of MkepubFinding * */
  guint counts[MKEPUB_SEVERITY_ERROR + 1];
  guint limit; /* of each kind; 0: any number */
  guint kept[MKEPUB_N_FINDINGS], left_out[MKEPUB_N_FINDINGS];
};

static void finding_free(gpointer data)
{
  MkepubFinding *finding = data;
  if (!finding)
    return;
  g_free(finding->code);
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

void mkepub_findings_limit(MkepubFindings *findings, guint limit)
{
  findings->limit = limit;
}

guint mkepub_findings_left_out(const MkepubFindings *findings, MkepubFindingId id)
{
  return findings->left_out[id];
}

/* TRUE when one more of the kind ID is to be kept. */
static gboolean admit_kind(MkepubFindings *findings, MkepubFindingId id)
{
  gboolean room = findings->limit == 0 || findings->kept[id] < findings->limit;
  if (room)
    findings->kept[id]++;
  else
    findings->left_out[id]++;
  return room;
}

/* Cuts TEXT after TEXT_LIMIT bytes, between two characters. */
static void clip_text(char *text)
{
  static const char mark[] = "\xe2\x80\xa6";
  if (!text || strlen(text) <= TEXT_LIMIT)
    return;
  char *end = g_utf8_find_prev_char(text, text + TEXT_LIMIT - sizeof mark);
  memcpy(end, mark, sizeof mark);
}

/* Of one line, without control characters. */
static char *make_plain(const char *text)
{
  char *clean = text_repair(text, strlen(text), NULL, NULL, NULL);
  for (char *p = clean; *p; p++)
    if ((guchar)*p < 0x20)
      *p = '?';
  return clean;
}

static void add_finding(MkepubFindings *findings, MkepubFindingId id, const char *code,
                        const char *path, guint line, guint column, const char *format,
                        va_list args)
{
  findings->counts[kinds[id].severity]++;
  if (!admit_kind(findings, id))
    return;
  g_autofree char *raw = g_strdup_vprintf(format, args);
  MkepubFinding *finding = g_new0(MkepubFinding, 1);
  finding->id = id;
  finding->code = code ? make_plain(code) : NULL;
  finding->path = path ? text_display_path(path) : NULL;
  finding->line = line;
  finding->column = column;
  finding->message = make_plain(raw);
  if (findings->limit > 0) {
    clip_text(finding->code);
    clip_text(finding->path);
    clip_text(finding->message);
  }
  g_ptr_array_add(findings->list, finding);
}

void mkepub_findings_add(MkepubFindings *findings, MkepubFindingId id, const char *path,
                         guint line, guint column, const char *format, ...)
{
  if (!findings)
    return;
  va_list args;
  va_start(args, format);
  add_finding(findings, id, NULL, path, line, column, format, args);
  va_end(args);
}

void mkepub_findings_add_coded(MkepubFindings *findings, MkepubFindingId id, const char *code,
                               const char *path, guint line, guint column, const char *format,
                               ...)
{
  va_list args;
  va_start(args, format);
  add_finding(findings, id, code, path, line, column, format, args);
  va_end(args);
}

/* The numbers of FROM go to TO; its list stays. */
static void take_counts(MkepubFindings *to, MkepubFindings *from)
{
  for (guint i = 0; i <= MKEPUB_SEVERITY_ERROR; i++)
    to->counts[i] += from->counts[i];
  for (guint i = 0; i < MKEPUB_N_FINDINGS; i++)
    to->left_out[i] += from->left_out[i];
  memset(from->counts, 0, sizeof from->counts);
  memset(from->left_out, 0, sizeof from->left_out);
  memset(from->kept, 0, sizeof from->kept);
}

void mkepub_findings_take(MkepubFindings *to, MkepubFindings *from)
{
  if (!to)
    return;
  take_counts(to, from);
  for (guint i = 0; i < from->list->len; i++) {
    const MkepubFinding *finding = from->list->pdata[i];
    if (admit_kind(to, finding->id))
      g_ptr_array_add(to->list, g_steal_pointer(&from->list->pdata[i]));
  }
  g_ptr_array_set_size(from->list, 0);
}

void mkepub_findings_take_most(MkepubFindings *to, MkepubFindings *from, guint limit)
{
  if (!to)
    return;
  take_counts(to, from);
  for (guint i = 0; i < from->list->len; i++) {
    const MkepubFinding *finding = from->list->pdata[i];
    if (to->list->len < limit || kinds[finding->id].severity == MKEPUB_SEVERITY_ERROR)
      g_ptr_array_add(to->list, g_steal_pointer(&from->list->pdata[i]));
  }
  g_ptr_array_set_size(from->list, 0);
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

const char *mkepub_severity_name(MkepubSeverity severity)
{
  static const char *const names[] = {"note", "warning", "error"};
  return names[severity];
}

char *mkepub_finding_format(const MkepubFinding *finding)
{
  g_autoptr(GString) out = g_string_new(NULL);
  if (finding->path)
    g_string_append_printf(out, "%s:", finding->path);
  if (finding->line > 0)
    g_string_append_printf(out, "%u:", finding->line);
  if (finding->line > 0 && finding->column > 0)
    g_string_append_printf(out, "%u:", finding->column);
  g_string_append_printf(out, "%s%s: %s [%s]", out->len > 0 ? " " : "",
                         mkepub_severity_name(mkepub_finding_severity(finding->id)),
                         finding->message,
                         finding->code ? finding->code : mkepub_finding_name(finding->id));
  return text_display(out->str, out->len);
}
