/* SPDX-License-Identifier: MIT */
/* The container of a book (EPUB 3.3 section 4, OCF): what its directory says, before any entry
 * is read, and what is encrypted. Used by the check of books. */
#ifndef CHECK_CONTAINER_H
#define CHECK_CONTAINER_H

#include "mkepub/finding.h"
#include "mkepub/reader.h"

void container_check(const MkepubReader *reader, const char *shown, MkepubFindings *findings);

/* The names that META-INF/encryption.xml lists (section 4.2.6.3.2): files that a shop
 * encrypted, or obfuscated fonts. A set for the caller to unref; empty without it. */
GHashTable *container_sealed_names(MkepubReader *reader);

#endif
