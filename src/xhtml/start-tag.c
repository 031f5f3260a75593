/* SPDX-License-Identifier: MIT */
#include "xhtml/start-tag.h"

#include <string.h>

const char *tag_value(const char *tag, const char *stop, const char *name, gsize *length)
{
  gsize n = strlen(name);
  for (const char *p = tag, *close; p < stop; p = close + 1) {
    const char *open = memchr(p, '"', (gsize)(stop - p));
    close = open ? memchr(open + 1, '"', (gsize)(stop - open - 1)) : NULL;
    if (!close)
      return NULL;
    const char *start = open - 1 - n;
    if (start > p && start[-1] == ' ' && open[-1] == '=' && memcmp(start, name, n) == 0) {
      *length = (gsize)(close - open - 1);
      return open + 1;
    }
  }
  return NULL;
}
