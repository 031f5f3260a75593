/* SPDX-License-Identifier: MIT */
/* Full-text search over an archive: 'search.db' on the shelf, SQLite's FTS5 with its stock
 * tokenizer. Written by the run of an archive; read by `mkepub search`. */
#ifndef MKEPUB_SEARCH_H
#define MKEPUB_SEARCH_H

#include "mkepub/error.h"

/* Folds TEXT for the index and for queries alike: words parted by blanks. Characters are taken
 * by compatibility (NFKC), without case and diacritics; of Cyrillic only stress and the points
 * of yo go. One letter each: ss and ß, ae and æ, o and ø and the like, the four i of Turkish.
 * Arabic harakat, tatweel and hamza on alef go, as do Hebrew points; digits become ASCII. Runs
 * of Han, kana, Hangul (whose particles stick to their nouns), Thai, Lao, Khmer and Myanmar
 * become overlapping pairs, and behind them the last letter of the run; so a word is a row of
 * pairs wherever it stands, and one letter the beginning of a word. What is no letter, mark or
 * digit parts words. For the caller to free. Linear in LENGTH, whatever bytes it holds.
 */
char *mkepub_search_fold(const char *text, gsize length);

/* The index, open for a run. */
typedef struct MkepubSearchWriter MkepubSearchWriter;

/* An article as the index takes it. Texts are borrowed; all but the title may be NULL. */
typedef struct {
  gint64 id;       /* of the catalog */
  const char *day; /* 'YYYY-MM-DD' in the shelf's zone; NULL: undated */
  const char *title, *byline, *section, *language;
  const char *const *authors; /* NULL-ended */
  const char *text;           /* what a reader sees of its body: plain, UTF-8 */
  gsize length;
} MkepubSearchArticle;

/* Opens or makes the index of the shelf FOLDER and begins its one transaction. *empty (may be
 * NULL) tells that it knows no article: all have to be put again. An index that is damaged or
 * of another version is made anew. Fails with OUTPUT. */
MkepubSearchWriter *mkepub_search_writer_open(const char *folder, gboolean *empty,
                                              GError **error);
/* Compares the index with the catalog, whose last commit was that of RUN (0: none yet). To be
 * called before anything is put. What an unfinished run has put is forgotten; an index that is
 * behind is emptied. Fails with OUTPUT. */
typedef enum {
  MKEPUB_SEARCH_GOOD,   /* the two agree */
  MKEPUB_SEARCH_MENDED, /* articles may be missing: put those that mkepub_search_has denies */
  MKEPUB_SEARCH_EMPTY   /* it knows no article: put all */
} MkepubSearchState;
gboolean mkepub_search_mend(MkepubSearchWriter *writer, gint64 run, MkepubSearchState *state,
                            GError **error);
gboolean mkepub_search_has(MkepubSearchWriter *writer, gint64 id);
/* Puts an article, or puts it again when anything of it has changed, its day and what filters
 * go by included. Only articles that stand in an issue belong here; others are to be removed.
 * The text is kept, compressed, for snippets. Fails with OUTPUT. */
gboolean mkepub_search_put(MkepubSearchWriter *writer, const MkepubSearchArticle *article,
                           GError **error);
/* An article that the index does not know is no failure. */
gboolean mkepub_search_remove(MkepubSearchWriter *writer, gint64 id, GError **error);
/* To be called right before the catalog's commit with the number of this run, in every run that
 * the catalog keeps, also when nothing was put: else the index would be behind. An index that
 * was killed between the two is found out by the next run (mkepub_search_mend). Fails with
 * OUTPUT.
 */
gboolean mkepub_search_commit(MkepubSearchWriter *writer, gint64 run, GError **error);
/* The text that article ID was put with, for the caller to free. NULL when the index does not
 * know it, and, with *error set, when it is damaged (OUTPUT). */
char *mkepub_search_text(MkepubSearchWriter *writer, gint64 id, gsize *length, GError **error);
/* Without a commit before, nothing of what was put stays. */
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
  guint64 found;    /* articles that match, of all pages; where bounded, those ranked */
  gboolean bounded; /* too much to rank all: the newest were ranked, or of the words that begin
                       as asked the most frequent were looked for */
} MkepubHits;

void mkepub_hits_free(MkepubHits *hits);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubHits, mkepub_hits_free)

/* Searches the shelf FOLDER. Words are all to be found; "in quotes" they stand side by side, as
 * do the parts of a word with signs in it; a word that ends in * matches its beginnings; -word
 * excludes; OR stands between words of which one is enough. Whatever else is typed is a letter
 * or a sign like others: no words are ever an error of syntax. Best first, by bm25 with the
 * title weighing most; what ranks alike newest first, then by path. A second at most for an
 * index of a million. Fails with USAGE (nothing to search for, more than 64 words, too many
 * beginnings to exclude, a date that is none), INPUT (no index, damaged, being written).
 */
MkepubHits *mkepub_search(const char *folder, const MkepubQuery *query, GError **error);

#endif
