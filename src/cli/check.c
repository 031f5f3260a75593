/* SPDX-License-Identifier: MIT */
#include "cli/cli.h"
#include "mkepub/error.h"

int check_main(const Options *options)
{
  g_autoptr(GError) error = NULL;
  (void)options;
  g_set_error(&error, MKEPUB_ERROR, MKEPUB_ERROR_INTERNAL, "'check' is not built yet");
  return report_failure(error);
}
