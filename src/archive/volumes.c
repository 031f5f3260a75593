/* SPDX-License-Identifier: MIT */
#include "archive/volumes.h"

GArray *volumes_split(const GArray *sizes, guint articles, guint64 bytes)
{
  GArray *counts = g_array_new(FALSE, FALSE, sizeof(guint));
  guint count = 0;
  guint64 sum = 0;
  for (guint i = 0; i < sizes->len; i++) {
    guint64 size = g_array_index(sizes, guint64, i);
    if (count > 0 && (count >= articles || sum + size > bytes)) {
      g_array_append_val(counts, count);
      count = 0;
      sum = 0;
    }
    count++;
    sum += size;
  }
  if (count > 0)
    g_array_append_val(counts, count);
  return counts;
}

gboolean volumes_halve(GArray *counts, guint at)
{
  guint count = g_array_index(counts, guint, at);
  if (count < 2)
    return FALSE;
  guint first = (count + 1) / 2, second = count - first;
  g_array_index(counts, guint, at) = first;
  g_array_insert_val(counts, at + 1, second);
  return TRUE;
}
