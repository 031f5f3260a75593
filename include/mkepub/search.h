/* SPDX-License-Identifier: MIT */
/* Full-text search over an archive: 'search.db' on the shelf, SQLite's FTS5 with its stock
 * tokenizer. Written by the run of an archive; read by `mkepub search`. */
#ifndef MKEPUB_SEARCH_H
#define MKEPUB_SEARCH_H

#include "mkepub/error.h"

/* Folds TEXT for the index and for queries alike: NFKC where it matters, case and diacritics
 * (Latin, Greek, Cyrillic by FTS5's own remove_diacritics 2), Arabic harakat, tatweel and forms
 * of alef, Hebrew points; runs of Han, Hiragana, Katakana (and Hangul, where that serves
 * recall) become overlapping pairs parted by blanks. For the caller to free. Linear in LENGTH.
 */
char *mkepub_search_fold(const char *text, gsize length);

/* The index, open for a run. */
typedef struct MkepubSearchWriter MkepubSearchWriter;

/* Opens or makes the index of the shelf FOLDER and begins its one transaction. *empty (may be
 * NULL) tells that it knows no article: all have to be put again. An index that is damaged or
 * of another version is made anew. Fails with OUTPUT. */
MkepubSearchWriter *mkepub_search_writer_open(const char *folder, gboolean *empty,
                                              GError **error);
/* Puts an article (ID of the catalog) or puts it again. TEXT is what a reader sees of the
 * article's body: plain, UTF-8. It is kept, compressed, for snippets. Fails with OUTPUT. */
gboolean mkepub_search_put(MkepubSearchWriter *writer, gint64 id, const char *title,
                           const char *byline, const char *text, gsize length, GError **error);
gboolean mkepub_search_remove(MkepubSearchWriter *writer, gint64 id, GError **error);
/* To be called right before the catalog's commit. An index that was killed between the two is
 * found out by the next run (both hold the number of the run) and mended. */
gboolean mkepub_search_commit(MkepubSearchWriter *writer, gint64 run, GError **error);
void mkepub_search_writer_free(MkepubSearchWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubSearchWriter, mkepub_search_writer_free)

typedef struct {
  const char *words;         /* what the user typed */
  const char *since, *until; /* 'YYYY', 'YYYY-MM' or 'YYYY-MM-DD', inclusive; or NULL */
  const char *section, *author, *language; /* or NULL; language matches by prefix (RFC 4647) */
  guint limit, offset;                     /* hits to give; limit 0: 20 */
} MkepubQuery;

typedef struct {
  gint64 article;
  char *title, *byline, *date, *section, *language, *path, *url; /* all but title may be NULL */
  char *issue_title, *issue_file, *issue_date; /* where it stands; file on the shelf */
  char *chapter;                               /* its document within the book */
  char *snippet;                               /* plain text around the first words found */
  GArray *marks;                               /* of MkepubMark: what to mark in the snippet */
  double score;                                /* of bm25, higher is better */
} MkepubHit;

typedef struct {
  guint start, length; /* bytes */
} MkepubMark;

typedef struct {
  GPtrArray *hits;  /* of MkepubHit *, best first */
  guint64 found;    /* articles that match, of all pages */
  gboolean bounded; /* too many matched to rank all: the newest of them were ranked */
} MkepubHits;

void mkepub_hits_free(MkepubHits *hits);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubHits, mkepub_hits_free)

/* Searches the shelf FOLDER. Words are all to be found; "in quotes" they stand side by side; a
 * word that ends in * matches its beginnings; -word excludes; OR between words. Whatever else
 * stands there is a letter like others: no words are ever an error of syntax. Fails with USAGE
 * (nothing to search for, a date that is none), INPUT (no index, damaged). */
MkepubHits *mkepub_search(const char *folder, const MkepubQuery *query, GError **error);

#endif
