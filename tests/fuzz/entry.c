/* SPDX-License-Identifier: MIT */
/* What libFuzzer calls: a complaint ends the run, so that the input is kept. FUZZ_KNOWN is a
 * regular expression of what is known already and shall not end it. */
#include <stdio.h>
#include <stdlib.h>

#include "press.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static gboolean is_known(const char *trouble)
{
  const char *known = g_getenv("FUZZ_KNOWN");
  return known && g_regex_match_simple(known, trouble, 0, 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  g_autofree char *trouble = fuzz_one(data, size);
  if (trouble && !is_known(trouble)) {
    fprintf(stderr, "trouble: %s\n", trouble);
    abort();
  }
  return 0;
}
