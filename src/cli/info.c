/* SPDX-License-Identifier: MIT */
#include "cli/info.h"

#include "cli/cli.h"

int info_main(const Options *options)
{
  json_t *list = options->json ? json_array() : NULL, **json = options->json ? &list : NULL;
  int status = EXIT_DONE;
  for (char **path = options->paths; *path; path++) {
    g_autoptr(GError) error = NULL;
    gboolean done = g_file_test(*path, G_FILE_TEST_IS_DIR)
                        ? info_shelf(*path, json, &error)
                        : info_book(*path, options->quiet, json, &error);
    if (!done)
      status = report_failure(error);
  }
  return json ? json_print(list, 0, status) : status;
}
