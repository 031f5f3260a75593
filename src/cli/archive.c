/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <unistd.h>

#include "cli/archive-report.h"
#include "cli/cli.h"
#include "cli/print.h"
#include "mkepub/archive.h"
#include "mkepub/bag.h"
#include "mkepub/error.h"
#include "mkepub/url.h"

static gboolean read_dedupe(const char *text, MkepubDedupe *dedupe, GError **error)
{
  static const char *const names[] = {"off", "url", "exact", "near"};
  *dedupe = MKEPUB_DEDUPE_EXACT;
  if (!text)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS(names); i++)
    if (strcmp(names[i], text) == 0) {
      *dedupe = (MkepubDedupe)i;
      return TRUE;
    }
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_USAGE,
              "--dedupe takes off, url, exact or near, not '%s'", text);
  return FALSE;
}

/* The shelf's address on the web as it is written into feeds. What links add to it is a path,
 * so that it must be that of a folder. NULL leaves *clean alone. */
static gboolean read_base_url(const char *text, char **clean, GError **error)
{
  *clean = text ? mkepub_url_clean_folder(text) : NULL;
  if (*clean || !text)
    return TRUE;
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_USAGE,
              "--base-url takes the address of a folder such as https://example.org/news/, "
              "without '?' and '#', not '%s'",
              text);
  return FALSE;
}

static gboolean refuse_options(GError **error, const char *words)
{
  g_set_error_literal(error, MKEPUB_ERROR, MKEPUB_ERROR_USAGE, words);
  return FALSE;
}

static gboolean read_options(const Options *options, MkepubArchiveOptions *how, GError **error)
{
  if (!options->output)
    return refuse_options(error, "no shelf: name its folder with -o SHELF");
  if (!options->every)
    return refuse_options(
        error, "no period: give --every day, week, month, quarter, year or N-articles");
  if (options->omnibus && strcmp(options->omnibus, "year") != 0)
    return refuse_options(error, "--omnibus takes only 'year'");
  if (options->base_url && options->no_base_url)
    return refuse_options(error, "--base-url and --no-base-url cannot be combined");
  how->paths = (const char *const *)options->paths;
  how->shelf = options->output;
  how->zone = options->zone;
  how->numbering = options->numbering;
  how->max_articles = (guint)options->volume_articles;
  how->omnibus = options->omnibus != NULL;
  how->no_search = options->no_search;
  how->no_base_url = options->no_base_url;
  how->prune = options->prune;
  how->rebuild = options->rebuild;
  how->adopt = options->adopt;
  how->dry_run = options->dry_run;
  how->threads = (guint)options->threads;
  how->cancel = &cli_cancel;
  how->fetch = options->fetch;
  how->allow_private = options->allow_private;
  return mkepub_every_parse(options->every, &how->every, error) &&
         read_dedupe(options->dedupe, &how->dedupe, error) &&
         cli_read_size("volume-text", options->volume_text, 0, &how->max_text, error) &&
         cli_read_size("volume-size", options->volume_size, 0, &how->max_file, error);
}

static void on_change(gpointer data, const MkepubChange *change)
{
  (void)data;
  print_line("%s: %s%s%s", change->what, change->subject, change->why ? ": " : "",
             change->why ? change->why : "");
}

/* Shows the articles that --prune removes, before anything is changed. */
static void on_removal(gpointer data, const MkepubChange *change)
{
  if (strcmp(change->what, "article removed") == 0)
    on_change(data, change);
}

static void on_progress(gpointer data, guint done, guint all)
{
  (void)data;
  print_progress(done == all, "%u of %u issues", done, all);
}

static gboolean run_archive(const Options *options, MkepubFindings *findings,
                            MkepubArchiveResult *result, GError **error)
{
  g_autoptr(MkepubConfig) config = NULL;
  MkepubArchiveOptions how = {0};
  g_autofree char *base_url = NULL;
  if (!read_options(options, &how, error) ||
      !read_base_url(options->base_url, &base_url, error) ||
      !cli_configure(options, &config, findings, error))
    return FALSE;
  how.config = config;
  how.base_url = base_url;
  if (options->explain && !options->json)
    how.change = on_change;
  else if (options->prune && !options->json && !options->quiet)
    how.change = on_removal;
  if (isatty(STDERR_FILENO) && options->verbose)
    how.progress = on_progress;
  return mkepub_archive_run(&how, findings, result, error) &&
         (!options->bag || options->dry_run ||
          mkepub_bag_write(options->output, options->bag, error));
}

/* For cron: shows errors and counts warnings; --verbose shows all. */
static void tell_findings(const Options *options, const MkepubFindings *findings)
{
  Options quiet = *options;
  quiet.quiet = !options->verbose;
  report_findings(&quiet, findings, 0);
}

int archive_main(const Options *options)
{
  g_autoptr(MkepubFindings) findings = mkepub_findings_new();
  g_auto(MkepubArchiveResult) result = {0};
  g_autoptr(GError) error = NULL;
  gboolean done = run_archive(options, findings, &result, &error);
  tell_findings(options, findings);
  if (!done)
    return report_failure(error);
  if (options->json)
    return archive_report_json(options, &result, findings);
  archive_report_line(options, &result, findings);
  return report_status(options, findings);
}
