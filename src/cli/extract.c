/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "cli/cli.h"
#include "mkepub/error.h"
#include "mkepub/extract.h"

int extract_main(const Options *options)
{
  g_autoptr(GError) error = NULL;
  const char *folder = options->output ? options->output : ".";
  MkepubExtractMode mode = options->force ? MKEPUB_EXTRACT_OVERWRITE : MKEPUB_EXTRACT_KEEP;
  guint count = 0;
  for (char **path = options->paths; *path; path++)
    if (!mkepub_extract_book(*path, folder, mode, &count, &error))
      return report_failure(error);
  if (!options->quiet)
    printf("%u source%s in %s\n", count, count == 1 ? "" : "s", folder);
  return EXIT_DONE;
}
