/* SPDX-License-Identifier: MIT */
#include "cli/info.h"

#include "cli/cli.h"

int info_main(const Options *options)
{
  json_t *list = options->json ? json_array() : NULL;
  int status = EXIT_DONE;
  for (char **path = options->paths; *path; path++) {
    g_autoptr(GError) error = NULL;
    gboolean done = g_file_test(*path, G_FILE_TEST_IS_DIR)
                        ? info_shelf(*path, list, &error)
                        : info_book(*path, options->quiet, list, &error);
    if (!done)
      status = report_failure(error);
  }
  if (list)
    json_print(list, 0);
  return status;
}
