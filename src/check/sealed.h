/* SPDX-License-Identifier: MIT */
/* Which files of a book are encrypted within a container that is not (EPUB 3.3
 * section 4.2.6.3.2): by a shop, or a font by its obfuscation. Used by check.c. */
#ifndef CHECK_SEALED_H
#define CHECK_SEALED_H

#include "mkepub/reader.h"

/* The names in the container that META-INF/encryption.xml lists, as a set for the caller to
 * unref; empty without it. */
GHashTable *sealed_names(MkepubReader *reader);

#endif
