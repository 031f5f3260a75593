/* SPDX-License-Identifier: MIT */
/* A shelf in a few numbers.
 * Used by `mkepub info`. */
#ifndef MKEPUB_SHELF_INFO_H
#define MKEPUB_SHELF_INFO_H

#include "mkepub/error.h"

typedef struct {
  char *series, *every;          /* settings, or NULL */
  guint issues, omnibuses;       /* books; omnibuses are those of whole years */
  guint64 articles, words;       /* in issues */
  guint64 drafts, repeats, lost; /* left out */
  char *first, *last;   /* days of the oldest and newest article, 'YYYY-MM-DD', or NULL */
  guint64 files, bytes; /* published */
  guint64 book_bytes;   /* of these, books */
  char *run, *version;  /* when the last run was, and whose; or NULL */
} MkepubShelfInfo;

void mkepub_shelf_info_clear(MkepubShelfInfo *info);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MkepubShelfInfo, mkepub_shelf_info_clear)

/* Reads what the catalog of SHELF says; no file is looked at. Fails with INPUT. */
gboolean mkepub_shelf_info_read(const char *shelf, MkepubShelfInfo *info, GError **error);

#endif
