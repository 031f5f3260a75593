/* SPDX-License-Identifier: MIT */
/* Computes the hash (SHA-256) of a document's inputs, which are added one after the other. Used
 * by all feeds to decide whether they must be written again. */
#ifndef ARCHIVE_FEEDS_INPUT_HASH_H
#define ARCHIVE_FEEDS_INPUT_HASH_H

#include "base/digest.h"

enum { OPDS_DIGEST = DIGEST_SHA256 };

typedef struct OpdsSum OpdsSum;

/* Begins a hash; opds_sum_finish frees it. */
OpdsSum *opds_sum_new(void);
/* Adds TEXT, which may be NULL; NULL and "" give different hashes. */
void opds_sum_text(OpdsSum *sum, const char *text);
void opds_sum_count(OpdsSum *sum, guint64 count);
void opds_sum_digest(OpdsSum *sum, const guint8 digest[OPDS_DIGEST]);
/* Sets DIGEST and frees SUM. */
void opds_sum_finish(OpdsSum *sum, guint8 digest[OPDS_DIGEST]);

#endif
