/* SPDX-License-Identifier: MIT */
#include "collect/config/path.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

char *config_path_from_here(const char *config_path, const char *path)
{
  g_autofree char *folder = g_path_get_dirname(config_path);
  if (!*path || g_path_is_absolute(path) || !strcmp(folder, "."))
    return g_strdup(path);
  return g_build_filename(folder, path, NULL);
}

char *config_path_resolve(const char *path)
{
  if (strlen(path) >= PATH_MAX)
    return NULL;
  g_autofree char *existing = g_strdup(path);
  g_autofree char *missing = NULL; /* the last parts, which do not exist */
  for (;;) {
    char *real = realpath(existing, NULL);
    if (real) {
      char *resolved = missing ? g_build_filename(real, missing, NULL) : g_strdup(real);
      free(real);
      return resolved;
    }
    g_autofree char *name = g_path_get_basename(existing);
    char *parent = g_path_get_dirname(existing);
    /* the parent of a folder that does not exist cannot be determined */
    gboolean stuck = !strcmp(parent, existing) || !strcmp(name, "..");
    g_free(existing);
    existing = parent;
    if (stuck)
      return NULL;
    char *longer = missing ? g_build_filename(name, missing, NULL) : g_strdup(name);
    g_free(missing);
    missing = longer;
  }
}

static gboolean is_below(const char *path, const char *folder)
{
  gsize length = strlen(folder);
  while (length > 0 && folder[length - 1] == '/')
    length--;
  return !strncmp(path, folder, length) && (path[length] == '/' || path[length] == '\0');
}

/* Returns PATH without the '#' and the number of a face of a font at its end, if any. For the
 * caller to free. */
static char *without_face(const char *path)
{
  const char *mark = strrchr(path, '#');
  gboolean face = mark && mark[1] && strspn(mark + 1, "0123456789") == strlen(mark + 1);
  return face ? g_strndup(path, (gsize)(mark - path)) : g_strdup(path);
}

gboolean config_path_is_inside(const char *config_path, const char *path,
                               const GPtrArray *allowed)
{
  g_autofree char *folder = g_path_get_dirname(config_path);
  g_autofree char *own = config_path_resolve(folder);
  g_autofree char *file = without_face(path);
  /* both may be opened later, depending on which exists */
  const char *const both[] = {path, file};
  gboolean inside = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS(both) && inside; i++) {
    g_autofree char *real = config_path_resolve(both[i]);
    inside = real && own && is_below(real, own);
    for (guint j = 0; real && !inside && j < allowed->len; j++)
      inside = is_below(real, allowed->pdata[j]);
  }
  return inside;
}
