/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/json.h"
#include "cli/print.h"
#include "mkepub/error.h"

/* An EPUB is known by its first entry: a ZIP header, then 'mimetype' and the type itself at
 * fixed places. */
static gboolean is_epub(const char *path)
{
  char head[58] = {0};
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  gssize n = fd >= 0 ? read(fd, head, sizeof head) : -1;
  if (fd >= 0)
    close(fd);
  return n == (gssize)sizeof head && memcmp(head, "PK\003\004", 4) == 0 &&
         memcmp(head + 30, "mimetypeapplication/epub+zip", 28) == 0;
}

/* A file at OUTPUT is replaced only if it is a book or --force is given. */
static gboolean may_overwrite(const Options *options, const char *output, GError **error)
{
  struct stat status;
  if (options->force || options->dry_run || stat(output, &status) != 0)
    return TRUE;
  /* a pipe or device is refused when it is to be written; to look into it would be to wait for
   * it */
  if (!S_ISREG(status.st_mode) || is_epub(output))
    return TRUE;
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_OUTPUT,
              "'%s' exists and is not an EPUB; use --force to replace it", output);
  return FALSE;
}

static void on_progress(gpointer data, guint done, guint all)
{
  (void)data;
  if (done == all || done % 16 == 0)
    print_progress(done == all, "%u of %u articles", done, all);
}

/* At most ten times a second: a terminal is slow. */
static void on_fetch(gpointer data, guint done, guint all, guint64 bytes)
{
  gint64 *shown = data, now = g_get_monotonic_time();
  if (done < all && now - *shown < G_USEC_PER_SEC / 10)
    return;
  *shown = now;
  g_autofree char *size = g_format_size(bytes);
  print_progress(done == all, "%u of %u pictures fetched, %s  ", done, all, size);
}

static void print_summary(const Options *options, const char *output,
                          const MkepubBookResult *result, const MkepubCollection *collection)
{
  g_autofree char *size = g_format_size(result->bytes);
  if (options->quiet)
    return;
  g_autoptr(GString) line = g_string_new(NULL);
  g_string_append_printf(line, "%s%s: %u article%s, %u picture%s, %s", output,
                         result->published ? "" : " (not written)", result->articles,
                         result->articles == 1 ? "" : "s", result->pictures,
                         result->pictures == 1 ? "" : "s", size);
  if (collection->drafts > 0)
    g_string_append_printf(line, ", %u draft%s left out", collection->drafts,
                           collection->drafts == 1 ? "" : "s");
  if (collection->lost + result->lost > 0)
    g_string_append_printf(line, ", %u file%s lost", collection->lost + result->lost,
                           collection->lost + result->lost == 1 ? "" : "s");
  print_line("%s", line->str);
}

static int print_json(const char *output, const MkepubBookResult *result,
                      const MkepubCollection *collection, const MkepubFindings *findings,
                      int status)
{
  json_t *root = json_pack(
      "{s:o, s:b, s:I, s:I, s:I, s:I, s:I, s:o}", "book", json_text(output), "written",
      result->published, "articles", (json_int_t)result->articles, "pictures",
      (json_int_t)result->pictures, "bytes", (json_int_t)result->bytes, "drafts",
      (json_int_t)collection->drafts, "lost", (json_int_t)collection->lost + result->lost,
      "findings", json_findings(findings));
  return json_print(root, 0, status);
}

/* Returns the exit status, or -1 with an error. */
static int build_book(const Options *options, MkepubFindings *findings, GError **error)
{
  g_autoptr(MkepubConfig) config = NULL;
  g_autoptr(MkepubCollection) collection = NULL;
  gboolean collected = cli_collect(options, &config, &collection, findings, error);
  guint shown = options->json && collected ? 0 : mkepub_findings_length(findings);
  if (shown > 0)
    report_findings(options, findings, 0);
  if (!collected)
    return -1;
  g_autoptr(MkepubBook) book = mkepub_book_plan(collection, config, findings);
  g_autofree char *output = options->output ? g_strdup(options->output)
                                            : g_strconcat(collection->name, ".epub", NULL);
  if (!may_overwrite(options, output, error))
    return -1;
  MkepubBookOptions how = {.threads = (guint)options->threads,
                           .cancel = &cli_cancel,
                           .strict = options->strict,
                           .dry_run = options->dry_run,
                           .fetch = options->fetch,
                           .allow_private = options->allow_private};
  if (isatty(STDERR_FILENO) && options->verbose)
    how.progress = on_progress;
  if (isatty(STDERR_FILENO) && !options->quiet)
    how.fetch_progress = on_fetch;
  gint64 progress_time = 0;
  how.progress_data = &progress_time;
  MkepubBookResult result;
  gboolean written = mkepub_book_write(book, output, &how, findings, &result, error);
  int status = report_status(options, findings);
  if (written && options->json)
    return print_json(output, &result, collection, findings, status);
  report_findings(options, findings, shown);
  if (!written)
    return -1;
  print_summary(options, output, &result, collection);
  return status;
}

int build_main(const Options *options)
{
  g_autoptr(MkepubFindings) findings = mkepub_findings_new();
  g_autoptr(GError) error = NULL;
  int status = build_book(options, findings, &error);
  return status < 0 ? report_failure(error) : status;
}
