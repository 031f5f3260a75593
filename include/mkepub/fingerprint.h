/* SPDX-License-Identifier: MIT */
/* Compares articles for the detection of duplicates: by source address, by text, or by similar
 * text. Used by the archive; pure, without files. */
#ifndef MKEPUB_FINGERPRINT_H
#define MKEPUB_FINGERPRINT_H

#include <glib.h>

typedef enum {
  MKEPUB_DEDUPE_OFF,
  MKEPUB_DEDUPE_URL,   /* equal canonical source addresses */
  MKEPUB_DEDUPE_EXACT, /* that, or equal normalized texts */
  MKEPUB_DEDUPE_NEAR   /* that, or similar texts */
} MkepubDedupe;

/* Texts with fewer characters than this (letters and digits, after normalization) are never
 * merged by text: many collections hold empty bodies. */
#define MKEPUB_DUPLICATE_MIN_CHARACTERS 200

/* The fingerprint of a text. */
typedef struct {
  guint8 hash[16];  /* first half of the SHA-256 of the normalized text */
  guint64 simhash;  /* of its shingles; the hashes of similar texts differ in few bits */
  guint characters; /* letters and digits after normalization */
} MkepubFingerprint;

/* Computes the fingerprint of TEXT. Normalization: NFKC and case folding; only letters, marks
 * and digits count; all other characters separate words; in scripts without blanks (Han, Kana,
 * Thai, …) each letter with its marks is a word. The hash covers all words, each followed by a
 * blank. A shingle is four consecutive words. Linear in LENGTH, in constant memory; TEXT is
 * valid UTF-8. */
void mkepub_fingerprint(const char *text, gsize length, MkepubFingerprint *fingerprint);

/* Returns the share of shingles that A and B have in common: Jaccard's index, 0 to 1; 0 when
 * both are empty. Of texts above 1 MiB a sample of the shingles is compared, chosen by the
 * shingles alone. */
double mkepub_fingerprint_similarity(const char *a, gsize a_length, const char *b,
                                     gsize b_length);

/* Two texts with at least this similarity are one article. */
#define MKEPUB_NEAR_SIMILARITY 0.8

/* Finds candidates for similar texts: stores simhashes and finds those at most seven bits away
 * (four tables of 16 bits as Manku and others, 2007, with each bit of a block flipped). Three
 * bits would be too few: replacing one word of 800 changes more bits in 15 of 100 texts. Uses a
 * few dozen bytes an entry. */
typedef struct MkepubNearIndex MkepubNearIndex;
MkepubNearIndex *mkepub_near_index_new(void);
void mkepub_near_index_free(MkepubNearIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubNearIndex, mkepub_near_index_free)
void mkepub_near_index_add(MkepubNearIndex *index, guint64 simhash, gint64 id);
/* Appends the ids (gint64) of the candidates for SIMHASH to FOUND, in ascending order, without
 * repeats. Returns at most 64, those added first (ids are added in ascending order), and
 * examines at most 4096 entries of a block and 16384 in all: a hash that is so common does not
 * indicate a duplicate. */
void mkepub_near_index_find(const MkepubNearIndex *index, guint64 simhash, GArray *found);

#endif
