/* SPDX-License-Identifier: MIT */
#include "cli/cli.h"
#include "mkepub/error.h"

int archive_main(const Options *options)
{
  g_autoptr(GError) error = NULL;
  (void)options;
  g_set_error(&error, MKEPUB_ERROR, MKEPUB_ERROR_INTERNAL, "'archive' is not built yet");
  return report_failure(error);
}
