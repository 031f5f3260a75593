/* SPDX-License-Identifier: MIT */
/* What makes two articles the same: their address, their text, or nearly their text.
 * Used by the archive; pure, without files. */
#ifndef MKEPUB_FINGERPRINT_H
#define MKEPUB_FINGERPRINT_H

#include <glib.h>

typedef enum {
  MKEPUB_DEDUPE_OFF,
  MKEPUB_DEDUPE_URL,   /* the same canonical address */
  MKEPUB_DEDUPE_EXACT, /* that, or the same normalized text */
  MKEPUB_DEDUPE_NEAR   /* that, or nearly the same text */
} MkepubDedupe;

/* Texts with fewer characters than this (letters and digits, after normalization) are never
 * merged by text: many collections hold empty bodies. */
#define MKEPUB_DUPLICATE_MIN_CHARACTERS 200

/* The fingerprint of a text. */
typedef struct {
  guint8 hash[16];  /* first half of the SHA-256 of the normalized text */
  guint64 simhash;  /* of its shingles; near texts differ in few bits */
  guint characters; /* letters and digits after normalization */
} MkepubFingerprint;

/* Normalization: NFKC, case folded, only letters, marks and digits count, words are parted by
 * what lies between; in scripts without blanks (Han, Kana, Thai, …) each letter with its marks
 * is a word. The hash is over all words with a blank behind each. Shingles are four words in a
 * row. Linear in LENGTH, in memory that does not depend on it; TEXT is valid UTF-8. */
void mkepub_fingerprint(const char *text, gsize length, MkepubFingerprint *fingerprint);

/* How many shingles of A and B are the same: Jaccard's index, 0 to 1; 0 when both are empty. Of
 * texts above 1 MiB a sample of the shingles is compared, the same one whatever the text. */
double mkepub_fingerprint_similarity(const char *a, gsize a_length, const char *b,
                                     gsize b_length);

/* Two texts that are alike to this degree are one article. */
#define MKEPUB_NEAR_SIMILARITY 0.8

/* Candidates for near texts: remembers simhashes and finds those at most seven bits away (four
 * tables of 16 bits as Manku and others, 2007, with each bit of a block turned). Three bits are
 * too few: one word of 800 that is another one moves the hash by more in 15 of 100 texts.
 * Memory of a few dozen bytes an entry. */
typedef struct MkepubNearIndex MkepubNearIndex;
MkepubNearIndex *mkepub_near_index_new(void);
void mkepub_near_index_free(MkepubNearIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubNearIndex, mkepub_near_index_free)
void mkepub_near_index_add(MkepubNearIndex *index, guint64 simhash, gint64 id);
/* Appends the ids (gint64) of all candidates to FOUND, in ascending order, without repeats; no
 * more than 64 of them, those added first (ids are added in ascending order): what is that
 * common is no sign of a duplicate. For the same reason no more than 4096 entries of a block
 * and 16384 in all are looked at. */
void mkepub_near_index_find(const MkepubNearIndex *index, guint64 simhash, GArray *found);

#endif
