/* SPDX-License-Identifier: MIT */
#include "base/roots.h"

#include <string.h>

struct Roots {
  GHashTable *all;
  GPtrArray *tops; /* of char *: those in no other, in the order of compare_paths */
};

/* Byte order, but '/' before all other bytes: so that a folder is followed at once by what is
 * below it. */
static int compare_paths(const char *a, const char *b)
{
  while (*a && *a == *b)
    a++, b++;
  int x = *a == '/' ? 1 : *a ? (guchar)*a + 1 : 0, y = *b == '/' ? 1 : *b ? (guchar)*b + 1 : 0;
  return x - y;
}

static int compare_pointers(gconstpointer a, gconstpointer b)
{
  return compare_paths(*(const char *const *)a, *(const char *const *)b);
}

static gboolean is_below(const char *path, const char *root)
{
  gsize length = strlen(root);
  while (length > 0 && root[length - 1] == '/')
    length--;
  return strncmp(path, root, length) == 0 && path[length] == '/' && path[length + 1] != '\0';
}

Roots *roots_new(const GPtrArray *folders)
{
  Roots *roots = g_new0(Roots, 1);
  roots->all = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  roots->tops = g_ptr_array_new();
  g_autoptr(GPtrArray) sorted = g_ptr_array_new();
  for (guint i = 0; i < folders->len; i++)
    if (g_hash_table_add(roots->all, g_strdup(folders->pdata[i])))
      g_ptr_array_add(sorted, folders->pdata[i]);
  g_ptr_array_sort(sorted, compare_pointers);
  const char *top = NULL;
  for (guint i = 0; i < sorted->len; i++)
    if (!top || !is_below(sorted->pdata[i], top)) {
      gpointer own;
      g_hash_table_lookup_extended(roots->all, sorted->pdata[i], &own, NULL);
      g_ptr_array_add(roots->tops, own);
      top = own;
    }
  return roots;
}

void roots_free(Roots *roots)
{
  if (!roots)
    return;
  g_ptr_array_unref(roots->tops);
  g_hash_table_unref(roots->all);
  g_free(roots);
}

gboolean roots_hold(const Roots *roots, const char *path)
{
  /* no folder is between a path and the top that it is below, so that is the last before it */
  guint low = 0, high = roots->tops->len;
  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (compare_paths(roots->tops->pdata[middle], path) <= 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low > 0 && is_below(path, roots->tops->pdata[low - 1]);
}

gboolean roots_reach(const Roots *roots, const char *path)
{
  return g_hash_table_contains(roots->all, path) || roots_hold(roots, path);
}

const char *roots_nearest(const Roots *roots, const char *path)
{
  gpointer found = NULL;
  g_autofree char *above = g_strdup(path);
  for (char *slash = above + strlen(above); slash && !found; slash = strrchr(above, '/')) {
    *slash = '\0';
    g_hash_table_lookup_extended(roots->all, *above ? above : "/", &found, NULL);
  }
  return found;
}
