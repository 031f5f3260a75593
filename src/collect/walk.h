/* SPDX-License-Identifier: MIT */
/* The files below some paths: which of them are articles, and which folders they may lean on.
 * Used by collection.c. */
#ifndef COLLECT_WALK_H
#define COLLECT_WALK_H

#include <glib.h>

#include "mkepub/config.h"

/* Borrowed for the time of the call. */
typedef struct {
  const char *input; /* the input path that led here; one of the inputs */
  const char *file;  /* as the file system spells it */
  const char *below; /* the same below root */
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

/* What could not be taken; each has an error finding. */
typedef struct {
  guint lost;   /* files and folders */
  guint unread; /* the folders of these: what they hold is not known */
} WalkCounts;

/* Calls for each article of the inputs as mkepub_collection_read promises. Nothing is read but
 * folders. A file is known by its canonical path, so that one reached twice counts once, its
 * own name before a symbolic link. Within an input a folder's files come first, then its
 * folders, each in byte order of names. Memory is that of the largest folder, however many
 * files there are in all, and of the symbolic links. ROOTS (of char *, with a free function)
 * becomes the canonical folders of the inputs without repeats, in their order, before the first
 * call. Fails with INPUT when an input does not exist or is neither file nor folder. */
gboolean walk_inputs(const WalkPlan *plan, GPtrArray *roots, WalkCounts *counts,
                     GError **error);

#endif
