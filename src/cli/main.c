/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <malloc.h>
#include <stdio.h>

#include "cli/cli.h"
#include "cli/print.h"
#include "cli/reach.h"
#include "cli/validate.h"
#include "mkepub/error.h"

/* Output that cannot be written is a failure, as in `mkepub --help >/dev/full`. */
static int close_output(int status)
{
  gboolean failed = ferror(stdout) != 0;
  if (fclose(stdout) != 0 || failed) {
    print_error("mkepub: cannot write to standard output: %s", g_strerror(errno));
    return EXIT_FAILED;
  }
  return status;
}

static int run_verb(Options *options)
{
  g_autoptr(GError) error = NULL;
  if (options->version) {
    print_line("mkepub %s", MKEPUB_VERSION);
    return EXIT_DONE;
  }
  if (options->help || !options->paths[0]) {
    verb_print_help(options->verb);
    return EXIT_DONE;
  }
  cli_catch_signals();
  /* other programs are started here, before anything of a book is read */
  if (options->validate && !(options->validation = validate_run(options, &error)))
    return report_failure(error);
  if (!reach_confine(options, &error))
    return report_failure(error);
  return verb_info(options->verb)->main(options);
}

int main(int argc, char **argv)
{
  g_auto(Options) options = {0};
  g_autoptr(GError) error = NULL;
  /* buffers of a chapter's size are freed and allocated all the time: keep them instead of
   * asking the kernel again */
  mallopt(M_MMAP_THRESHOLD, 4 * 1024 * 1024);
  mallopt(M_TRIM_THRESHOLD, 8 * 1024 * 1024);
  if (!options_parse(&options, argc, argv, &error)) {
    int status = report_failure(error);
    print_error("Try 'mkepub --help'.");
    return close_output(status);
  }
  return close_output(run_verb(&options));
}
