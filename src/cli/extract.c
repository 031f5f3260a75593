/* SPDX-License-Identifier: MIT */
#include "cli/cli.h"
#include "cli/print.h"
#include "mkepub/error.h"
#include "mkepub/shelf-extract.h"

static gboolean extract_path(const char *path, const char *folder, MkepubExtractMode mode,
                             guint *count, GError **error)
{
  MkepubExtractPlan plan = {folder, mode, NULL};
  return g_file_test(path, G_FILE_TEST_IS_DIR)
             ? mkepub_shelf_extract(path, folder, mode, count, error)
             : mkepub_extract_book(path, path, &plan, count, error);
}

int extract_main(const Options *options)
{
  g_autoptr(GError) error = NULL;
  const char *folder = options->output ? options->output : ".";
  MkepubExtractMode mode = options->force ? MKEPUB_EXTRACT_OVERWRITE : MKEPUB_EXTRACT_KEEP;
  guint count = 0;
  for (char **path = options->paths; *path; path++)
    if (!extract_path(*path, folder, mode, &count, &error))
      return report_failure(error);
  if (!mkepub_extract_sync(folder, &error))
    return report_failure(error);
  if (!options->quiet)
    print_line("%u source%s in %s", count, count == 1 ? "" : "s", folder);
  return EXIT_DONE;
}
