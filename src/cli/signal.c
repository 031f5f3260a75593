/* SPDX-License-Identifier: MIT */
#include <signal.h>

#include "cli/cli.h"

gint cli_cancel;

static void set_cancel(int number)
{
  (void)number;
  g_atomic_int_set(&cli_cancel, 1);
}

void cli_catch_signals(void)
{
  struct sigaction action = {.sa_handler = set_cancel, .sa_flags = (int)SA_RESETHAND};
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
  sigaction(SIGHUP, &action, NULL);
  /* a file at the size limit of the process gives an error to report instead of a death */
  signal(SIGXFSZ, SIG_IGN);
}
