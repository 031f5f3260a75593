/* SPDX-License-Identifier: MIT */
#include "collect/config/path.h"

#include <string.h>

#include "base/file.h"

char *config_path_from_here(const char *config_path, const char *path)
{
  g_autofree char *folder = g_path_get_dirname(config_path);
  if (!*path || g_path_is_absolute(path) || !strcmp(folder, "."))
    return g_strdup(path);
  return g_build_filename(folder, path, NULL);
}

/* The file of a font, when PATH ends in '#' and the number of a face. For the caller to free.
 */
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
  g_autofree char *own = file_future_path(folder);
  g_autofree char *file = without_face(path);
  /* both may be opened later, depending on which exists */
  const char *const both[] = {path, file};
  gboolean inside = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS(both) && inside; i++) {
    g_autofree char *real = file_future_path(both[i]);
    inside = real && own && file_is_within(real, own);
    for (guint j = 0; real && !inside && j < allowed->len; j++)
      inside = file_is_within(real, allowed->pdata[j]);
  }
  return inside;
}
