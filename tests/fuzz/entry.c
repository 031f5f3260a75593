/* SPDX-License-Identifier: MIT */
/* What libFuzzer calls: a complaint ends the run, so that the input is kept. FUZZ_KNOWN is a
 * regular expression of the complaints that are known already and shall not end it. */
#include <stdio.h>
#include <stdlib.h>

#include "press.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char *without_known(const char *trouble)
{
  const char *known = g_getenv("FUZZ_KNOWN");
  g_autoptr(GRegex) regex = g_regex_new(known ? known : "(?!)", 0, 0, NULL);
  g_assert(regex);
  return g_regex_replace_literal(regex, trouble, -1, 0, "", 0, NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  g_autofree char *trouble = fuzz_one(data, size);
  g_autofree char *left = trouble ? without_known(trouble) : NULL;
  if (left && *left) {
    fprintf(stderr, "trouble: %s\n", left);
    abort();
  }
  return 0;
}
