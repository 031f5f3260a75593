/* SPDX-License-Identifier: MIT */
/* Compares one published file with its entry in the catalog. Used by the check of a shelf, on
 * each of its threads. */
#ifndef ARCHIVE_AUDIT_CHECK_FILE_H
#define ARCHIVE_AUDIT_CHECK_FILE_H

#include "base/beneath.h"
#include "base/digest.h"
#include "mkepub/finding.h"

typedef struct {
  char *name, *kind;
  guint64 bytes;
  guint8 sha256[DIGEST_SHA256];
  char *identifier, *modified; /* of an issue's book; otherwise NULL */
  /* the results */
  MkepubFindings *findings;
  gboolean missing, changed;
  gboolean readable;  /* it is a regular file that could be read */
  GPtrArray *targets; /* of char *: files that a feed or page refers to, as named on a shelf */
} CheckFile;

/* Checks FILE of the shelf ROOT, and fills its results; BASE_URL may be NULL. */
void check_file_run(CheckFile *file, Beneath *root, const char *base_url);
void check_file_clear(CheckFile *file);

#endif
