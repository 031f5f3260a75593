/* SPDX-License-Identifier: MIT */
/* Walks the files below some paths: finds the articles, and the folders that they may refer to.
 * Used by collection.c. */
#ifndef COLLECT_WALK_H
#define COLLECT_WALK_H

#include <glib.h>

#include "mkepub/config.h"

/* Borrowed for the time of the call. */
typedef struct {
  const char *input; /* the input path that led here; one of the inputs */
  const char *file;  /* as the file system spells it */
  const char *below; /* path below the root, as the file system spells it */
  const char *root;  /* canonical; one of the walk's roots */
} WalkFile;

/* FALSE stops the walk. */
typedef gboolean (*WalkCall)(gpointer data, const WalkFile *file);

typedef struct {
  const GPtrArray *inputs;    /* of char * */
  const MkepubConfig *config; /* for its globs; may be NULL */
  const char *skip;           /* canonical path of a folder to stay out of; NULL: none */
  WalkCall call;
  gpointer data;
  MkepubFindings *findings;
} WalkPlan;

/* Counts of files and folders that could not be read; each has an error finding. */
typedef struct {
  guint lost;   /* files and folders */
  guint unread; /* those of the lost that are folders, whose content is unknown */
} WalkCounts;

/* Calls CALL for each article of the inputs, by the rules of mkepub_collection_read. Reads
 * folders only, no files. A file is identified by its canonical path: one that is reached twice
 * counts once, under its own name and not that of a symbolic link. Within an input a folder's
 * files come first, then its folders, each in byte order of names. Memory is that of the
 * largest folder and of the symbolic links, however many files there are in all. ROOTS (of char
 * *, with a free function) becomes the canonical folders of the inputs without repeats, in
 * their order, before the first call. Fails with INPUT when an input does not exist or is
 * neither file nor folder. */
gboolean walk_inputs(const WalkPlan *plan, GPtrArray *roots, WalkCounts *counts,
                     GError **error);

#endif
