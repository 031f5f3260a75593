/* SPDX-License-Identifier: MIT */
/* Summarizes a shelf in a few numbers. Used by `mkepub info`. */
#ifndef MKEPUB_SHELF_INFO_H
#define MKEPUB_SHELF_INFO_H

#include "mkepub/error.h"

typedef struct {
  char *series, *every;          /* settings, or NULL */
  guint issues, omnibuses;       /* books; omnibuses counts yearly books */
  guint64 articles, words;       /* in issues */
  guint64 drafts, repeats, lost; /* articles left out */
  char *first, *last;   /* days of the oldest and newest article, 'YYYY-MM-DD', or NULL */
  guint64 files, bytes; /* published files and their bytes */
  guint64 book_bytes;   /* bytes of the books among them */
  char *run, *version;  /* time of the last run and its version of mkepub; or NULL */
} MkepubShelfInfo;

void mkepub_shelf_info_clear(MkepubShelfInfo *info);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MkepubShelfInfo, mkepub_shelf_info_clear)

/* Fills *info from the catalog of SHELF; no other file is read. Fails with INPUT. */
gboolean mkepub_shelf_info_read(const char *shelf, MkepubShelfInfo *info, GError **error);

#endif
