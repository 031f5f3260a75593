/* SPDX-License-Identifier: MIT */
/* Finds damage in a book: problems on which an e-reader would stumble, reported as findings.
 * Used by `mkepub check` and by the archive's check. */
#ifndef MKEPUB_CHECK_H
#define MKEPUB_CHECK_H

#include "mkepub/finding.h"

/* Which parts of a book were checked. */
typedef struct {
  gboolean package;                       /* the package document exists and could be read */
  guint documents, stylesheets, pictures; /* how many were checked */
  guint skipped; /* entries that were not checked to their end: encrypted, too large, own
                    entities */
} MkepubCheckSeen;

/* Checks the book PATH (named SHOWN in findings, followed by the entry): the container
 * (mimetype first, stored, without extra field; names unique and legal; every entry's CRC;
 * sizes), the package document (well-formed; manifest and container agree both ways; spine; one
 * nav; unique ids; needed metadata), NCX and nav (well-formed, their targets exist), every
 * document (well-formed), its links and pictures within the book, and kept sources (bytes
 * unchanged). It does not validate markup, and a book without findings need not be valid. Every
 * error that it reports is one that EPUBCheck reports too, or damage that EPUBCheck does not
 * look for (a broken picture, a container that contradicts itself). Findings come first for the
 * files, then for links, each in the order of the container, and do not depend on the number of
 * THREADS (0: one per core). Of each kind at most 100 of a file and 1,000 of the book are kept,
 * the others counted (mkepub_findings_left_out). At most 4 GB are unpacked; documents over 24
 * MB and pictures over 64 MB are only compared with their checksum; of the links and ids of a
 * book the first 600,000 or so are checked. Each limit that is reached gives a note. *seen
 * becomes the parts that were checked. Returns the number of findings of warning and
 * error severity. */
guint mkepub_check_book_seen(const char *path, const char *shown, guint threads,
                             MkepubCheckSeen *seen, MkepubFindings *findings);

/* Checks the book PATH as mkepub_check_book_seen does, for callers that do not need the parts
 * that were checked. */
guint mkepub_check_book(const char *path, const char *shown, guint threads,
                        MkepubFindings *findings);

#endif
