/* SPDX-License-Identifier: MIT */
#include "cli/cli.h"
#include "mkepub/error.h"

int info_main(const Options *options)
{
  g_autoptr(GError) error = NULL;
  (void)options;
  g_set_error(&error, MKEPUB_ERROR, MKEPUB_ERROR_INTERNAL, "'info' is not built yet");
  return report_failure(error);
}
