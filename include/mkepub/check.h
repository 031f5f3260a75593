/* SPDX-License-Identifier: MIT */
/* Is a book sound: what an e-reader would stumble over, told as findings.
 * Used by `mkepub check` and by the archive's check. */
#ifndef MKEPUB_CHECK_H
#define MKEPUB_CHECK_H

#include "mkepub/finding.h"

/* Looks at the book PATH (named SHOWN in findings): the container (mimetype first, stored,
 * without extra field; names unique and legal; every entry's CRC; sizes), META-INF, the package
 * document (well-formed; manifest and container agree both ways; spine; one nav; unique ids;
 * needed metadata), NCX and nav (well-formed, their targets exist), every document well-formed,
 * its links and pictures within the book. Not a validator: a sound book of mkepub passes in
 * milliseconds. Returns the number of findings of warning and error severity. */
guint mkepub_check_book(const char *path, const char *shown, MkepubFindings *findings);

#endif
