/* SPDX-License-Identifier: MIT */
/* Checks where the paths in a book.yaml lead: the file is untrusted, as is the folder that
 * holds it. Used by config.c and value.c. */
#ifndef COLLECT_CONFIG_PATH_H
#define COLLECT_CONFIG_PATH_H

#include <glib.h>

/* Returns PATH, which is relative to the folder of the file CONFIG_PATH, relative to the
 * working directory. For the caller to free. */
char *config_path_from_here(const char *config_path, const char *path);

/* Returns TRUE when PATH, all symbolic links followed, is below the folder of the file
 * CONFIG_PATH, or is one of ALLOWED (canonical folders) or below one. '#1' after the name of a
 * font is not part of its path. */
gboolean config_path_is_inside(const char *config_path, const char *path,
                               const GPtrArray *allowed);

#endif
