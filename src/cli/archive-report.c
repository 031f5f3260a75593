/* SPDX-License-Identifier: MIT */
#include "cli/archive-report.h"

#include "cli/json.h"
#include "cli/print.h"

static void add_count(GString *line, guint64 count, const char *noun, const char *verb)
{
  if (count > 0)
    g_string_append_printf(line, "%s%" G_GUINT64_FORMAT " %s%s %s", line->len > 0 ? ", " : "",
                           count, noun, count == 1 ? "" : "s", verb);
}

void archive_report_line(const Options *options, const MkepubArchiveResult *result,
                         const MkepubFindings *findings)
{
  g_autoptr(GString) line = g_string_new(NULL);
  if (result->kept > 0 && !options->quiet)
    print_line(
        "%" G_GUINT64_FORMAT " article%s no longer in the input; kept (--prune removes %s)",
        result->kept, result->kept == 1 ? " is" : "s are", result->kept == 1 ? "it" : "them");
  if (result->recalled && options->verbose)
    print_line("the web address of the shelf is that of an earlier run; use --no-base-url to "
               "forget it");
  guint warnings = mkepub_findings_count(findings, MKEPUB_SEVERITY_WARNING);
  if (options->quiet || !result->wrote)
    return;
  add_count(line, result->added, "article", "added");
  add_count(line, result->changed, "article", "changed");
  add_count(line, result->removed, "article", "removed");
  add_count(line, result->written, "issue", options->dry_run ? "to write" : "written");
  add_count(line, result->dropped, "issue", options->dry_run ? "to remove" : "removed");
  if (line->len == 0)
    g_string_append(line, options->dry_run ? "to update" : "updated");
  if (warnings > 0 && !options->verbose)
    g_string_append_printf(line, " (%u warning%s; use --verbose to see more)", warnings,
                           warnings == 1 ? "" : "s");
  print_line("%s: %s", line->str, options->output);
}

static json_t *list_changes(const MkepubArchiveResult *result)
{
  json_t *list = json_array();
  for (guint i = 0; i < result->changes->len; i++) {
    const MkepubChange *change = result->changes->pdata[i];
    list =
        json_add(list, json_pack("{s:o, s:o, s:o}", "what", json_text(change->what), "subject",
                                 json_text(change->subject), "why", json_text(change->why)));
  }
  return list;
}

int archive_report_json(const Options *options, const MkepubArchiveResult *result,
                        const MkepubFindings *findings)
{
  json_t *report = json_pack(
      "{s:o, s:b, s:b, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:i, s:i, s:i, s:o, s:o}",
      "shelf", json_text(options->output), "changed", (int)result->wrote, "rehearsal",
      (int)options->dry_run, "seen", (json_int_t)result->seen, "added",
      (json_int_t)result->added, "updated", (json_int_t)result->changed, "removed",
      (json_int_t)result->removed, "kept", (json_int_t)result->kept, "articles",
      (json_int_t)result->articles, "drafts", (json_int_t)result->drafts, "lost",
      (json_int_t)result->lost, "repeats", (json_int_t)result->repeats, "issues",
      (int)result->issues, "written", (int)result->written, "dropped", (int)result->dropped,
      "changes", list_changes(result), "findings", json_findings(findings));
  return json_print(report, 0, report_status(options, findings));
}
