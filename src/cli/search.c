/* SPDX-License-Identifier: MIT */
#include "cli/cli.h"
#include "mkepub/error.h"

int search_main(const Options *options)
{
  g_autoptr(GError) error = NULL;
  (void)options;
  g_set_error(&error, MKEPUB_ERROR, MKEPUB_ERROR_INTERNAL, "'search' is not built yet");
  return report_failure(error);
}
