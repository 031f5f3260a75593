/* SPDX-License-Identifier: MIT */
/* The container of a book (EPUB 3.3 section 4, OCF): what its directory says, before any entry
 * is read. Used by the check of books. */
#ifndef CHECK_CONTAINER_H
#define CHECK_CONTAINER_H

#include "mkepub/finding.h"
#include "mkepub/reader.h"

void container_check(const MkepubReader *reader, const char *shown, MkepubFindings *findings);

#endif
