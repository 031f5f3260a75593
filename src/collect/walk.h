/* SPDX-License-Identifier: MIT */
/* The files below some paths: which of them are articles, and which folders they may lean on.
 * Used by collection.c. */
#ifndef COLLECT_WALK_H
#define COLLECT_WALK_H

#include <glib.h>

#include "mkepub/config.h"

typedef struct {
  const char *input; /* the input path that led here; borrowed from the inputs */
  char *file;        /* as the file system spells it */
  char *path;        /* the same for people */
  char *relative;    /* below root, for people */
  const char *root;  /* canonical; borrowed from the walk's roots */
} WalkFile;

typedef struct {
  GPtrArray *files; /* of WalkFile *, sorted by input, relative and file */
  GPtrArray
      *roots; /* of char *: canonical folders without repeats, in the order of the inputs */
  guint lost; /* files and folders that could not be taken, each with an error finding */
} Walk;

void walk_free(Walk *walk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Walk, walk_free)

/* Finds the articles of INPUTS (of char *, must outlive the walk) as mkepub_collection_read
 * promises. Nothing is read but folders. A file is known by its canonical path, so that one
 * reached twice counts once, its own name before a symbolic link. Fails with INPUT when an
 * input does not exist or is neither file nor folder. */
Walk *walk_inputs(const GPtrArray *inputs, const MkepubConfig *config, MkepubFindings *findings,
                  GError **error);

/* TRUE when PATH is ROOT or below it; both canonical. */
gboolean walk_is_below(const char *path, const char *root);

#endif
