/* SPDX-License-Identifier: MIT */
/* Globs on '/'-separated paths below an input folder, as book.yaml's include and exclude name
 * them. Used by the walk of a collection. */
#ifndef COLLECT_GLOB_H
#define COLLECT_GLOB_H

#include <glib.h>

typedef struct Glob Glob;

/* PATTERN, compiled: '*' and '?' stand for characters but '/', '**' for any, a '**' that is a
 * whole part of the path for any number of folders, none included; '[a-z]', '[!a-z]' and
 * '[^a-z]' for one character but '/'; '\' takes the next character as it is. A pattern without
 * '/' (but at its end) means the last part of a path; a leading '/' or './' ties it to the top;
 * a trailing '/' makes it mean folders only. An unclosed '[' is itself. Never fails; bytes that
 * are not UTF-8 are U+FFFD in the pattern and in paths. */
Glob *glob_new(const char *pattern);
void glob_free(Glob *glob);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Glob, glob_free)

typedef enum { GLOB_FILE, GLOB_FOLDER } GlobTarget;

/* TRUE when GLOB means PATH or a folder that it is in. Takes time in proportion to the length
 * of the pattern and to the square of the path's, at most. */
gboolean glob_match(const Glob *glob, const char *path, GlobTarget target);

#endif
