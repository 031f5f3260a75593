/* SPDX-License-Identifier: MIT */
/* A shelf in a folder of its own, with files of others on it and beside it. It is made once and
 * set up again, as it was, for each input.
 * Used by the fuzz target of shelves. */
#ifndef TESTS_FUZZ_SCENE_H
#define TESTS_FUZZ_SCENE_H

#include <glib.h>

typedef struct {
  char *table, *name;
} SceneColumn;

/* FOLDER holds:
 *   articles/   the input, with one article more than 'pristine' was made from
 *   pristine/   the shelf as a run made it
 *   shelf/      its copy, which the input damages
 *   beside/     files of somebody else
 *   out/, bag/, tmp/   what calls may write */
typedef struct {
  char *folder, *shelf;
  GPtrArray *names; /* of char *: all names on the shelf, and some that could be */
  GPtrArray *catalog_columns, *search_columns; /* of SceneColumn * */
} Scene;

/* The one of this process, made at the first call and removed at exit. */
const Scene *scene(void);

/* Removes what the last input left and copies the shelf again. Ends the process when it cannot:
 * nothing that follows would prove anything. */
void scene_set(void);

/* Runs the archive on the shelf; as mkepub_archive_run. */
gboolean scene_archive(gboolean dry_run, GError **error);

/* Remembers the files of others on the shelf that are still there; scene_compare appends to
 * TROUBLE which of them changed, and what changed beside the shelf. */
void scene_remember(void);
void scene_compare(GString *trouble);

/* Removes the folder PATH with all that it holds, following no link. */
void scene_remove(const char *path);

#endif
