/* SPDX-License-Identifier: MIT */
#include "collect/config/spelling-suggestion.h"

#include <string.h>

#define LIMIT 64

guint nearest_distance(const char *a, const char *b)
{
  gsize rows = strlen(a), columns = strlen(b);
  if (rows > LIMIT || columns > LIMIT)
    return G_MAXUINT;
  guint lines[3][LIMIT + 1]; /* the current line of the table and the two before it */
  for (gsize j = 0; j <= columns; j++)
    lines[0][j] = (guint)j;
  for (gsize i = 1; i <= rows; i++) {
    guint *now = lines[i % 3];
    const guint *last = lines[(i + 2) % 3], *before = lines[(i + 1) % 3];
    now[0] = (guint)i;
    for (gsize j = 1; j <= columns; j++) {
      guint best = last[j - 1] + (a[i - 1] != b[j - 1]);
      best = MIN(best, MIN(last[j], now[j - 1]) + 1);
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        best = MIN(best, before[j - 2] + 1);
      now[j] = best;
    }
  }
  return lines[rows % 3][columns];
}

gboolean nearest_is_slip(const char *a, guint distance)
{
  return distance <= MAX(1, (strlen(a) + 1) / 3);
}
