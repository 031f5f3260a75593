/* SPDX-License-Identifier: MIT */
#include "cli/info.h"

#include "cli/cli.h"

int info_main(const Options *options)
{
  json_t *list = options->json ? json_array() : NULL;
  int status = EXIT_DONE;
  for (char **path = options->paths; *path; path++) {
    g_autoptr(GError) error = NULL;
    if (!info_book(*path, options->quiet, list, &error))
      status = report_failure(error);
  }
  if (list)
    json_print(list);
  return status;
}
