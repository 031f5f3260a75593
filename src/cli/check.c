/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "cli/cli.h"
#include "cli/json.h"
#include "mkepub/check.h"
#include "mkepub/error.h"

/* What came of one argument. */
typedef struct {
  const char *path;
  const char *kind; /* 'book' */
  guint errors, warnings;
} Checked;

static void print_summary(const Checked *checked)
{
  g_autofree char *shown = g_filename_display_name(checked->path);
  if (checked->errors + checked->warnings == 0)
    printf("%s: sound\n", shown);
  else
    printf("%s: %u error%s, %u warning%s\n", shown, checked->errors,
           checked->errors == 1 ? "" : "s", checked->warnings,
           checked->warnings == 1 ? "" : "s");
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
  checked->kind = "book";
  mkepub_check_book(checked->path, shown, (guint)options->threads, findings);
  checked->errors = mkepub_findings_count(findings, MKEPUB_SEVERITY_ERROR) - errors;
  checked->warnings = mkepub_findings_count(findings, MKEPUB_SEVERITY_WARNING) - warnings;
  return TRUE;
}

static json_t *json_checked(const Checked *checked)
{
  g_autofree char *shown = g_filename_display_name(checked->path);
  return json_pack("{s:s, s:s, s:b, s:i, s:i}", "path", shown, "kind", checked->kind, "sound",
                   checked->errors + checked->warnings == 0, "errors", (int)checked->errors,
                   "warnings", (int)checked->warnings);
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
    json_print(json_pack("{s:O, s:o}", "checked", list, "findings", json_findings(findings)));
  json_decref(list);
  return failed != EXIT_DONE ? failed : report_status(options, findings);
}
