/* SPDX-License-Identifier: MIT */
/* What a document is made from, as one SHA-256: its parts are noted one after the other.
 * Used by all feeds to see whether they must be made again. */
#ifndef ARCHIVE_FEEDS_INPUT_HASH_H
#define ARCHIVE_FEEDS_INPUT_HASH_H

#include "base/digest.h"

enum { OPDS_DIGEST = DIGEST_SHA256 };

typedef struct OpdsSum OpdsSum;

OpdsSum *opds_sum_new(void);
/* TEXT may be NULL, which is not the same as "". */
void opds_sum_text(OpdsSum *sum, const char *text);
void opds_sum_count(OpdsSum *sum, guint64 count);
void opds_sum_digest(OpdsSum *sum, const guint8 digest[OPDS_DIGEST]);
/* Frees SUM. */
void opds_sum_finish(OpdsSum *sum, guint8 digest[OPDS_DIGEST]);

#endif
