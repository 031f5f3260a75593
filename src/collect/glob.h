/* SPDX-License-Identifier: MIT */
/* Glob patterns for '/'-separated paths below an input folder: include and exclude of
 * book.yaml. Used by the walk of a collection. */
#ifndef COLLECT_GLOB_H
#define COLLECT_GLOB_H

#include <glib.h>

typedef struct Glob Glob;

/* Compiles PATTERN, for the caller to free. '*' and '?' match characters but '/'; '**' matches
 * any; a '**' that is a whole part of the path matches any number of folders, including none;
 * '[a-z]', '[!a-z]' and '[^a-z]' match one character but '/'; '\' makes the next character
 * literal. A pattern without '/' (except at its end) is matched against the last part of a
 * path; a leading '/' or './' anchors it at the top; a trailing '/' restricts it to folders. An
 * unclosed '[' is literal. Never fails; bytes that are not UTF-8 are U+FFFD in the pattern and
 * in paths. */
Glob *glob_new(const char *pattern);
void glob_free(Glob *glob);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Glob, glob_free)

typedef enum { GLOB_FILE, GLOB_FOLDER } GlobTarget;

/* Returns TRUE when GLOB matches PATH or a folder that contains it. Takes time at most in
 * proportion to the length of the pattern and to the square of the path's. */
gboolean glob_match(const Glob *glob, const char *path, GlobTarget target);

#endif
