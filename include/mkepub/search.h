/* SPDX-License-Identifier: MIT */
/* Full-text search over an archive: 'search.db' on the shelf, SQLite's FTS5 with its stock
 * tokenizer. Written by the run of an archive; read by `mkepub search`. */
#ifndef MKEPUB_SEARCH_H
#define MKEPUB_SEARCH_H

#include "mkepub/error.h"

/* Folds TEXT for the index and for queries: words separated by blanks, for the caller to free.
 * Characters are normalized by compatibility (NFKC), without case and diacritics; of Cyrillic
 * only stress and the points of yo are removed. Equal letters: ss and ß, ae and æ, o and ø and
 * the like, the four i of Turkish. Arabic harakat, tatweel and hamza on alef are removed, as
 * are Hebrew points; digits become ASCII. Runs of Han, kana, Hangul (whose particles attach to
 * their nouns), Thai, Lao, Khmer and Myanmar become overlapping pairs, followed by the last
 * letter of the run: a word then matches as consecutive pairs anywhere, and one letter as the
 * beginning of a word. All characters but letters, marks and digits separate words. Linear in
 * LENGTH; TEXT may hold any bytes. */
char *mkepub_search_fold(const char *text, gsize length);

/* The index, open for writing during a run. */
typedef struct MkepubSearchWriter MkepubSearchWriter;

/* An article for the index. Strings are borrowed; all but the title may be NULL. */
typedef struct {
  gint64 id;       /* id in the catalog */
  const char *day; /* 'YYYY-MM-DD' in the shelf's zone; NULL: undated */
  const char *title, *byline, *section, *language;
  const char *const *authors; /* NULL-ended */
  const char *text;           /* visible text of its body: plain, UTF-8 */
  gsize length;
} MkepubSearchArticle;

/* Opens or creates the index of the shelf FOLDER and begins its one transaction. Sets *empty
 * (may be NULL) to TRUE when the index holds no article, so that all must be put. A damaged
 * index, or one of another version, is replaced by an empty one. For the caller to free; NULL
 * with OUTPUT. */
MkepubSearchWriter *mkepub_search_writer_open(const char *folder, gboolean *empty,
                                              GError **error);
/* The relation of the index to the catalog. */
typedef enum {
  MKEPUB_SEARCH_GOOD,   /* index and catalog agree */
  MKEPUB_SEARCH_MENDED, /* articles may be missing: put those for which mkepub_search_has
                           returns FALSE */
  MKEPUB_SEARCH_EMPTY   /* the index holds no article: put all */
} MkepubSearchState;
/* Compares the index with the catalog, whose last commit was that of RUN (0: none yet), and
 * sets *state. Call before anything is put. Discards articles that an unfinished run has put;
 * empties an index that is older than the catalog. Fails with OUTPUT. */
gboolean mkepub_search_mend(MkepubSearchWriter *writer, gint64 run, MkepubSearchState *state,
                            GError **error);
/* Returns TRUE when the index holds the article ID; FALSE also on failure. */
gboolean mkepub_search_has(MkepubSearchWriter *writer, gint64 id);
/* Puts an article, or replaces it when anything in it has changed, including its day and the
 * values that filters use. Put only articles that are in an issue; remove others. The text is
 * kept, compressed, for snippets. Fails with OUTPUT. */
gboolean mkepub_search_put(MkepubSearchWriter *writer, const MkepubSearchArticle *article,
                           GError **error);
/* Removes the article ID; does nothing when the index does not hold it. Fails with OUTPUT. */
gboolean mkepub_search_remove(MkepubSearchWriter *writer, gint64 id, GError **error);
/* Commits the index. Call right before the catalog's commit with the number of this run, in
 * every run that commits the catalog, even when nothing was put: otherwise the index would be
 * older than the catalog. When the process is killed between the two commits, the next run
 * detects it (mkepub_search_mend). Fails with OUTPUT. */
gboolean mkepub_search_commit(MkepubSearchWriter *writer, gint64 run, GError **error);
/* Returns the text that article ID was put with, for the caller to free. NULL when the index
 * does not hold it, and, with *error set to OUTPUT, when it is damaged. */
char *mkepub_search_text(MkepubSearchWriter *writer, gint64 id, gsize *length, GError **error);
/* Frees WRITER; without a preceding commit, discards its changes. */
void mkepub_search_writer_free(MkepubSearchWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubSearchWriter, mkepub_search_writer_free)

typedef struct {
  const char *words;         /* as the user typed them */
  const char *since, *until; /* 'YYYY', 'YYYY-MM' or 'YYYY-MM-DD', inclusive; or NULL */
  const char *section, *author, *language; /* or NULL; language matches by prefix (RFC 4647) */
  guint limit, offset;                     /* hits to return; limit 0: 20 */
} MkepubQuery;

typedef struct {
  gint64 article;
  char *title, *byline, *date, *section, *language, *path, *url; /* all but title may be NULL */
  char *issue_title, *issue_file, *issue_date; /* the issue that holds it; file on the shelf */
  char *chapter;                               /* its document within the book */
  char *snippet;                               /* plain text around the first words found */
  GArray *marks; /* of MkepubMark: ranges of the snippet to highlight */
  double score;  /* of bm25, higher is better */
} MkepubHit;

typedef struct {
  guint start, length; /* bytes */
} MkepubMark;

typedef struct {
  GPtrArray *hits; /* of MkepubHit *, best first */
  guint64 found;   /* articles that match, on all pages; when bounded, those that were ranked */
  gboolean bounded; /* too many to rank all: only the newest were ranked, or only the most
                       frequent words with the given beginning were looked for */
} MkepubHits;

void mkepub_hits_free(MkepubHits *hits);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubHits, mkepub_hits_free)

/* Searches the shelf FOLDER. All words must match; words in "quotes" must be adjacent, as must
 * the parts of a word that contains signs; a word that ends in * matches as a prefix; -word
 * excludes; OR between words requires one of them. All other characters are searched for as
 * letters or signs: no input is a syntax error. Hits come best first, by bm25 with the title
 * weighing most; equal scores newest first, then by path. Takes at most a second for an index
 * of a million articles. For the caller to free. Fails with USAGE (nothing to search for, more
 * than 64 words, too many prefixes to exclude, an invalid date), INPUT (no index, damaged,
 * being written). */
MkepubHits *mkepub_search(const char *folder, const MkepubQuery *query, GError **error);

#endif
