/* SPDX-License-Identifier: MIT */
#include "mkepub/check.h"
#include "cli/cli.h"
#include "cli/json.h"
#include "cli/print.h"
#include "mkepub/error.h"
#include "mkepub/shelf-check.h"

/* What came of one argument. */
typedef struct {
  const char *path;
  gboolean is_shelf;
  MkepubShelfCheckResult shelf;
  guint errors, warnings;
} Checked;

static void print_summary(const Checked *checked)
{
  g_autoptr(GString) line = g_string_new(checked->path);
  if (checked->errors + checked->warnings == 0)
    g_string_append(line, ": sound");
  else
    g_string_append_printf(line, ": %u error%s, %u warning%s", checked->errors,
                           checked->errors == 1 ? "" : "s", checked->warnings,
                           checked->warnings == 1 ? "" : "s");
  const MkepubShelfCheckResult *shelf = &checked->shelf;
  g_autofree char *bytes = g_format_size(shelf->bytes);
  if (checked->is_shelf)
    g_string_append_printf(line,
                           "; %u issue%s, %" G_GUINT64_FORMAT " article%s; %" G_GUINT64_FORMAT
                           " files, %s; %u missing, %u changed, %u extra",
                           shelf->issues, shelf->issues == 1 ? "" : "s", shelf->articles,
                           shelf->articles == 1 ? "" : "s", shelf->files, bytes, shelf->missing,
                           shelf->changed, shelf->extra);
  print_line("%s", line->str);
}

/* A shelf is a folder with a catalog in it. */
static gboolean check_shelf(const Options *options, Checked *checked, MkepubFindings *findings,
                            GError **error)
{
  MkepubShelfCheckOptions how = {.threads = (guint)options->threads, .cancel = &cli_cancel};
  checked->is_shelf = TRUE;
  if (mkepub_shelf_is(checked->path))
    return mkepub_shelf_check(checked->path, &how, findings, &checked->shelf, error);
  g_autofree char *shown = g_filename_display_name(checked->path);
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "'%s' is no shelf: it has no catalog.db",
              shown);
  return FALSE;
}

static gboolean check_path(const Options *options, Checked *checked, MkepubFindings *findings,
                           GError **error)
{
  guint errors = mkepub_findings_count(findings, MKEPUB_SEVERITY_ERROR);
  guint warnings = mkepub_findings_count(findings, MKEPUB_SEVERITY_WARNING);
  g_autofree char *shown = g_filename_display_name(checked->path);
  if (!g_file_test(checked->path, G_FILE_TEST_EXISTS)) {
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "cannot open '%s': no such file",
                shown);
    return FALSE;
  }
  if (!g_file_test(checked->path, G_FILE_TEST_IS_DIR))
    mkepub_check_book(checked->path, shown, (guint)options->threads, findings);
  else if (!check_shelf(options, checked, findings, error))
    return FALSE;
  checked->errors = mkepub_findings_count(findings, MKEPUB_SEVERITY_ERROR) - errors;
  checked->warnings = mkepub_findings_count(findings, MKEPUB_SEVERITY_WARNING) - warnings;
  return TRUE;
}

static json_t *json_checked(const Checked *checked)
{
  g_autofree char *shown = g_filename_display_name(checked->path);
  json_t *object = json_pack("{s:s, s:s, s:b, s:i, s:i}", "path", shown, "kind",
                             checked->is_shelf ? "shelf" : "book", "sound",
                             checked->errors + checked->warnings == 0, "errors",
                             (int)checked->errors, "warnings", (int)checked->warnings);
  const MkepubShelfCheckResult *shelf = &checked->shelf;
  if (checked->is_shelf)
    json_object_update_new(
        object,
        json_pack("{s:i, s:I, s:I, s:I, s:i, s:i, s:i}", "issues", (int)shelf->issues,
                  "articles", (json_int_t)shelf->articles, "files", (json_int_t)shelf->files,
                  "bytes", (json_int_t)shelf->bytes, "missing", (int)shelf->missing, "changed",
                  (int)shelf->changed, "extra", (int)shelf->extra));
  return object;
}

/* A path that cannot be looked at does not keep the others from being. */
int check_main(const Options *options)
{
  g_autoptr(MkepubFindings) findings = mkepub_findings_new();
  json_t *list = json_array();
  int failed = EXIT_DONE;
  for (char **path = options->paths; *path; path++) {
    Checked checked = {.path = *path};
    g_autoptr(GError) error = NULL;
    guint told = mkepub_findings_length(findings);
    if (!check_path(options, &checked, findings, &error)) {
      failed = report_failure(error);
      continue;
    }
    json_array_append_new(list, json_checked(&checked));
    if (options->json)
      continue;
    report_findings(options, findings, told);
    if (!options->quiet)
      print_summary(&checked);
  }
  if (options->json)
    json_print(json_pack("{s:O, s:o}", "checked", list, "findings", json_findings(findings)),
               0);
  json_decref(list);
  return failed != EXIT_DONE ? failed : report_status(options, findings);
}
