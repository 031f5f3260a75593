/* SPDX-License-Identifier: MIT */
#include "mkepub/check.h"

#include "cli/cli.h"
#include "cli/json.h"
#include "cli/print.h"
#include "cli/validate.h"
#include "mkepub/error.h"
#include "mkepub/shelf-check.h"

/* The result for one argument. */
typedef struct {
  const char *path;
  gboolean is_shelf;
  MkepubCheckSeen seen;
  MkepubShelfCheckResult shelf;
  guint epubchecked; /* books that EPUBCheck was asked about */
} Checked;

static const char *plural_of(guint64 number)
{
  return number == 1 ? "" : "s";
}

/* ", 12 pictures", or nothing. */
static void add_number(GString *text, guint number, const char *what)
{
  if (number > 0)
    g_string_append_printf(text, ", %u %s%s", number, what, plural_of(number));
}

/* Lists the parts of a book that were checked. For the caller to free. */
static char *describe_seen(const Checked *checked)
{
  const MkepubCheckSeen *seen = &checked->seen;
  g_autoptr(GString) text = g_string_new("container");
  if (seen->package)
    g_string_append(text, ", package");
  add_number(text, seen->documents, "document");
  add_number(text, seen->stylesheets, "stylesheet");
  add_number(text, seen->pictures, "picture");
  g_string_append(text, checked->epubchecked ? "; EPUBCheck finds nothing"
                                             : "; --validate runs EPUBCheck");
  return g_string_free(g_steal_pointer(&text), FALSE);
}

static void add_shelf(GString *line, const Checked *checked)
{
  const MkepubShelfCheckResult *shelf = &checked->shelf;
  g_autofree char *bytes = g_format_size(shelf->bytes);
  g_string_append_printf(line,
                         "; %u issue%s, %" G_GUINT64_FORMAT " article%s; %" G_GUINT64_FORMAT
                         " files, %s; %u missing, %u changed, %u extra",
                         shelf->issues, plural_of(shelf->issues), shelf->articles,
                         plural_of(shelf->articles), shelf->files, bytes, shelf->missing,
                         shelf->changed, shelf->extra);
}

static void print_summary(const Checked *checked, const MkepubFindings *findings)
{
  guint errors = mkepub_findings_count(findings, MKEPUB_SEVERITY_ERROR);
  guint warnings = mkepub_findings_count(findings, MKEPUB_SEVERITY_WARNING);
  g_autofree char *seen = checked->is_shelf ? NULL : describe_seen(checked);
  g_autoptr(GString) line = g_string_new(checked->path);
  if (errors + warnings > 0)
    g_string_append_printf(line, ": %u error%s, %u warning%s", errors, plural_of(errors),
                           warnings, plural_of(warnings));
  else if (checked->seen.skipped > 0)
    g_string_append_printf(
        line, ": no damage found in what was checked; %u file%s not checked or not to the end",
        checked->seen.skipped, plural_of(checked->seen.skipped));
  else
    g_string_append(line, ": no damage found");
  if (checked->is_shelf)
    add_shelf(line, checked);
  else if (errors + warnings == 0)
    g_string_append_printf(line, " (%s)", seen);
  print_line("%s", line->str);
}

/* "book.epub: and 299900 more errors of this kind [book-link]" */
static void print_left_out(const Options *options, const Checked *checked,
                           const MkepubFindings *findings)
{
  for (guint id = 0; id < MKEPUB_N_FINDINGS; id++) {
    guint number = mkepub_findings_left_out(findings, (MkepubFindingId)id);
    MkepubSeverity severity = mkepub_finding_severity((MkepubFindingId)id);
    if (number > 0 && severity >= report_least(options))
      print_error("%s: and %u more %s%s of this kind [%s]", checked->path, number,
                  mkepub_severity_name(severity), plural_of(number),
                  mkepub_finding_name((MkepubFindingId)id));
  }
}

/* A shelf is a folder with a catalog in it. */
static gboolean check_shelf(const Options *options, Checked *checked, MkepubFindings *findings,
                            GError **error)
{
  MkepubShelfCheckOptions how = {.threads = (guint)options->threads, .cancel = &cli_cancel};
  checked->is_shelf = TRUE;
  if (mkepub_shelf_is(checked->path))
    return mkepub_shelf_check(checked->path, &how, findings, &checked->shelf, error);
  g_autofree char *shown = print_legible(checked->path);
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT,
              "'%s' is not a shelf: it has no catalog.db", shown);
  return FALSE;
}

static gboolean check_path(const Options *options, Checked *checked, MkepubFindings *findings,
                           GError **error)
{
  g_autofree char *shown = print_legible(checked->path);
  if (!g_file_test(checked->path, G_FILE_TEST_EXISTS)) {
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "cannot open '%s': no such file",
                shown);
    return FALSE;
  }
  if (!g_file_test(checked->path, G_FILE_TEST_IS_DIR))
    mkepub_check_book_seen(checked->path, shown, (guint)options->threads, &checked->seen,
                           findings);
  else if (!check_shelf(options, checked, findings, error))
    return FALSE;
  if (options->validation)
    checked->epubchecked = validation_take(options->validation, checked->path, findings);
  return TRUE;
}

static json_t *json_left_out(const MkepubFindings *findings)
{
  json_t *object = json_object();
  for (guint id = 0; id < MKEPUB_N_FINDINGS; id++) {
    guint number = mkepub_findings_left_out(findings, (MkepubFindingId)id);
    if (number > 0)
      object = json_merge(object, json_pack("{s:I}", mkepub_finding_name((MkepubFindingId)id),
                                            (json_int_t)number));
  }
  return object;
}

static json_t *json_checked(const Checked *checked, const MkepubFindings *findings)
{
  guint errors = mkepub_findings_count(findings, MKEPUB_SEVERITY_ERROR);
  guint warnings = mkepub_findings_count(findings, MKEPUB_SEVERITY_WARNING);
  json_t *object =
      json_pack("{s:o, s:s, s:b, s:i, s:i, s:i, s:o, s:i}", "path", json_text(checked->path),
                "kind", checked->is_shelf ? "shelf" : "book", "sound", errors + warnings == 0,
                "errors", (int)errors, "warnings", (int)warnings, "notes",
                (int)mkepub_findings_count(findings, MKEPUB_SEVERITY_NOTE), "left_out",
                json_left_out(findings), "epubchecked", (int)checked->epubchecked);
  const MkepubShelfCheckResult *shelf = &checked->shelf;
  const MkepubCheckSeen *seen = &checked->seen;
  if (checked->is_shelf)
    return json_merge(object,
                      json_pack("{s:i, s:I, s:I, s:I, s:i, s:i, s:i}", "issues",
                                (int)shelf->issues, "articles", (json_int_t)shelf->articles,
                                "files", (json_int_t)shelf->files, "bytes",
                                (json_int_t)shelf->bytes, "missing", (int)shelf->missing,
                                "changed", (int)shelf->changed, "extra", (int)shelf->extra));
  return json_merge(object, json_pack("{s:{s:b, s:i, s:i, s:i, s:i}}", "looked_at", "package",
                                      seen->package, "documents", (int)seen->documents,
                                      "stylesheets", (int)seen->stylesheets, "pictures",
                                      (int)seen->pictures, "skipped", (int)seen->skipped));
}

/* The answer about all paths, in JSON. */
typedef struct {
  json_t *checked, *findings; /* arrays */
} Answer;

/* Prints the findings of one path or, with --json, adds them to ANSWER. Returns the exit status
 * that they ask for. */
static int report_checked(const Options *options, const Checked *checked,
                          const MkepubFindings *findings, Answer *answer)
{
  if (options->json) {
    answer->checked = json_add(answer->checked, json_checked(checked, findings));
    answer->findings = json_merge(answer->findings, json_findings(findings));
    return report_status(options, findings);
  }
  report_findings(options, findings, 0);
  print_left_out(options, checked, findings);
  if (!options->quiet)
    print_summary(checked, findings);
  return report_status(options, findings);
}

/* When one path cannot be read, the others are checked all the same. */
int check_main(const Options *options)
{
  Answer answer = {json_array(), json_array()};
  int status = EXIT_DONE;
  for (char **path = options->paths; *path; path++) {
    Checked checked = {.path = *path};
    g_autoptr(MkepubFindings) findings = mkepub_findings_new();
    g_autoptr(GError) error = NULL;
    int own = check_path(options, &checked, findings, &error)
                  ? report_checked(options, &checked, findings, &answer)
                  : report_failure(error);
    status = MAX(status, own);
  }
  json_t *root =
      json_pack("{s:o, s:o}", "checked", answer.checked, "findings", answer.findings);
  if (options->json)
    return json_print(root, 0, status);
  json_decref(root);
  return status;
}
