/* SPDX-License-Identifier: MIT */
/* The paths in a book.yaml: where they lead. The file may come from somebody else, with the
 * folder that it is in. Used by config.c and value.c. */
#ifndef COLLECT_CONFIG_PATH_H
#define COLLECT_CONFIG_PATH_H

#include <glib.h>

/* PATH, which is relative to the folder of the file CONFIG_PATH, relative to the working
 * directory. For the caller to free. */
char *config_path_from_here(const char *config_path, const char *path);

/* Whether PATH, all symbolic links followed, is below the folder of the file CONFIG_PATH or one
 * of ALLOWED (canonical folders), or is one of these. '#1' after the name of a font is not part
 * of its path. */
gboolean config_path_is_inside(const char *config_path, const char *path,
                               const GPtrArray *allowed);

#endif
