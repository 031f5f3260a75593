/* SPDX-License-Identifier: MIT */
/* search-fold: each line of standard input, a tab, and what the search makes of it. */
#include <stdio.h>
#include <string.h>

#include "mkepub/search.h"

int main(void)
{
  char line[4096];
  while (fgets(line, sizeof line, stdin)) {
    line[strcspn(line, "\n")] = '\0';
    g_autofree char *folded = mkepub_search_fold(line, strlen(line));
    printf("%s\t%s\n", line, folded);
  }
  return ferror(stdin) ? 1 : 0;
}
