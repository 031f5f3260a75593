/* SPDX-License-Identifier: MIT */
/* Runs a fuzz target over files: one line 'ok FILE' or 'not ok FILE: complaint' each, written
 * before the next begins, so that after a crash the culprit is the one that has no line. Exit
 * status 1 after a complaint. Usage: TARGET-replay FILE... */
#include <stdio.h>

#include "press.h"

int main(int argc, char **argv)
{
  gboolean failed = argc < 2;
  for (int i = 1; i < argc; i++) {
    g_autofree char *bytes = NULL;
    gsize length;
    g_autoptr(GError) error = NULL;
    g_autofree char *trouble = NULL;
    if (!g_file_get_contents(argv[i], &bytes, &length, &error))
      trouble = g_strdup(error->message);
    else
      trouble = fuzz_one((const uint8_t *)bytes, length);
    failed = failed || trouble;
    printf("%s %s%s%s\n", trouble ? "not ok" : "ok", argv[i], trouble ? ": " : "",
           trouble ? trouble : "");
    fflush(stdout);
  }
  return failed ? 1 : 0;
}
