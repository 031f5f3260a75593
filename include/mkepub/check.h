/* SPDX-License-Identifier: MIT */
/* Is a book sound: what an e-reader would stumble over, told as findings.
 * Used by `mkepub check` and by the archive's check. */
#ifndef MKEPUB_CHECK_H
#define MKEPUB_CHECK_H

#include "mkepub/finding.h"

/* Looks at the book PATH (named SHOWN in findings, the entry behind it): the container
 * (mimetype first, stored, without extra field; names unique and legal; every entry's CRC;
 * sizes), the package document (well-formed; manifest and container agree both ways; spine; one
 * nav; unique ids; needed metadata), NCX and nav (well-formed, their targets exist), every
 * document well-formed, its links and pictures within the book, kept sources as they were. Not
 * a validator of markup: what it finds, EPUBCheck finds too. Findings come in the order of the
 * container, the same for any number of THREADS (0: one per core). No more than 4 GB are
 * unpacked. Returns the number of findings of warning and error severity. */
guint mkepub_check_book(const char *path, const char *shown, guint threads,
                        MkepubFindings *findings);

#endif
