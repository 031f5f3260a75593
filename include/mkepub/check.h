/* SPDX-License-Identifier: MIT */
/* Is a book damaged: what an e-reader would stumble over, reported as findings.
 * Used by `mkepub check` and by the archive's check. */
#ifndef MKEPUB_CHECK_H
#define MKEPUB_CHECK_H

#include "mkepub/finding.h"

/* What of a book was looked into. */
typedef struct {
  gboolean package;                       /* it has one that could be read */
  guint documents, stylesheets, pictures; /* by their number */
  guint skipped; /* not, or not to the end: encrypted, too large, own entities */
} MkepubCheckSeen;

/* Looks at the book PATH (named SHOWN in findings, followed by the entry): the container
 * (mimetype first, stored, without extra field; names unique and legal; every entry's CRC;
 * sizes), the package document (well-formed; manifest and container agree both ways; spine; one
 * nav; unique ids; needed metadata), NCX and nav (well-formed, their targets exist), every
 * document well-formed, its links and pictures within the book, kept sources as they were. It
 * is not a validator of markup, and finding nothing does not make a book valid; an error that
 * it finds is one that EPUBCheck finds too, or damage that EPUBCheck does not look for (a
 * broken picture, a container that contradicts itself).
 *
 * Findings are first those of the files, then those of links, each in the order of the
 * container, and the same for any number of THREADS (0: one per core). Of each kind at most 100
 * of a file and 1,000 of the book are kept, the others counted (mkepub_findings_left_out). At
 * most 4 GB are unpacked; documents over 24 MB and pictures over 64 MB are only compared with
 * their checksum; a book may have some 600,000 links and ids in all, and those beyond are not
 * looked at. Each of these is a note. Returns the number of findings of warning and error
 * severity. */
guint mkepub_check_book_seen(const char *path, const char *shown, guint threads,
                             MkepubCheckSeen *seen, MkepubFindings *findings);

/* Calls mkepub_check_book_seen for callers who do not ask what was looked at. */
guint mkepub_check_book(const char *path, const char *shown, guint threads,
                        MkepubFindings *findings);

#endif
