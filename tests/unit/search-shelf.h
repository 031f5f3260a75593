/* SPDX-License-Identifier: MIT */
/* A shelf of made-up articles: a catalog by its schema, an index by the library.
 * Used by the tests of the search. */
#ifndef TESTS_UNIT_SEARCH_SHELF_H
#define TESTS_UNIT_SEARCH_SHELF_H

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "mkepub/search.h"

typedef struct {
  char *folder;
  sqlite3 *catalog;
  MkepubSearchWriter *writer;
} Shelf;

typedef struct {
  gint64 id;
  const char *title, *text, *day, *path, *byline, *section, *language;
  const char *authors[4];
} Made;

static inline void shelf_sql(sqlite3 *db, const char *sql)
{
  char *message = NULL;
  sqlite3_exec(db, sql, NULL, NULL, &message);
  g_assert_cmpstr(message, ==, NULL);
}

static inline void shelf_write(Shelf *shelf)
{
  g_autoptr(GError) error = NULL;
  shelf->writer = mkepub_search_writer_open(shelf->folder, NULL, &error);
  g_assert_no_error(error);
}

static inline void shelf_commit(Shelf *shelf, gint64 run)
{
  g_autoptr(GError) error = NULL;
  mkepub_search_commit(shelf->writer, run, &error);
  g_assert_no_error(error);
  g_clear_pointer(&shelf->writer, mkepub_search_writer_free);
}

static inline void shelf_start(Shelf *shelf)
{
  g_autofree char *schema = NULL;
  g_assert_true(g_file_get_contents("src/archive/shelf/schema.sql", &schema, NULL, NULL));
  shelf->folder = g_dir_make_tmp("mkepub-search-XXXXXX", NULL);
  g_autofree char *path = g_build_filename(shelf->folder, "catalog.db", NULL);
  g_assert_cmpint(sqlite3_open(path, &shelf->catalog), ==, SQLITE_OK);
  shelf_sql(shelf->catalog, schema);
  shelf_sql(
      shelf->catalog,
      "PRAGMA application_id = 0x6d6b6570; PRAGMA user_version = 1"); /* as the catalog's */
  shelf_sql(shelf->catalog, "INSERT INTO source VALUES (1, 'x')");
  shelf_write(shelf);
}

static inline void shelf_end(Shelf *shelf)
{
  g_clear_pointer(&shelf->writer, mkepub_search_writer_free);
  sqlite3_close(shelf->catalog);
  g_autoptr(GDir) dir = g_dir_open(shelf->folder, 0, NULL);
  for (const char *name; (name = g_dir_read_name(dir));) {
    g_autofree char *path = g_build_filename(shelf->folder, name, NULL);
    g_remove(path);
  }
  g_rmdir(shelf->folder);
  g_free(shelf->folder);
}

/* Enters MADE into the catalog and the index. */
static inline void shelf_put(Shelf *shelf, const Made *made)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = made->path ? g_strdup(made->path)
                                     : g_strdup_printf("%04" G_GINT64_FORMAT ".md", made->id);
  sqlite3_stmt *insert;
  sqlite3_prepare_v2(
      shelf->catalog,
      "INSERT OR REPLACE INTO article (id, source, file, path, bytes, mtime,"
      " sha256, taken, state, title, byline, day, language, section, characters,"
      " words) VALUES (?1, 1, ?1, ?2, 0, 0, '', '', 0, ?3, ?4, ?5, ?6, ?7, 0, 0)",
      -1, &insert, NULL);
  const char *texts[] = {path,      made->title,    made->byline,
                         made->day, made->language, made->section};
  sqlite3_bind_int64(insert, 1, made->id);
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
    sqlite3_bind_text(insert, (int)i + 2, texts[i], -1, SQLITE_STATIC);
  g_assert_cmpint(sqlite3_step(insert), ==, SQLITE_DONE);
  sqlite3_finalize(insert);
  const MkepubSearchArticle article = {.id = made->id,
                                       .day = made->day,
                                       .title = made->title,
                                       .byline = made->byline,
                                       .section = made->section,
                                       .language = made->language,
                                       .authors = made->authors,
                                       .text = made->text,
                                       .length = made->text ? strlen(made->text) : 0};
  mkepub_search_put(shelf->writer, &article, &error);
  g_assert_no_error(error);
}

static inline MkepubHits *shelf_search(const Shelf *shelf, MkepubQuery query)
{
  g_autoptr(GError) error = NULL;
  MkepubHits *hits = mkepub_search(shelf->folder, &query, &error);
  g_assert_no_error(error);
  return hits;
}

static inline int shelf_compare(gconstpointer a, gconstpointer b)
{
  return *(const gint64 *)a < *(const gint64 *)b ? -1 : 1;
}

/* The numbers of the articles that QUERY finds: "1 3", in order of rank, or by number where
 * SORTED. For the caller to free. */
static inline char *shelf_found(const Shelf *shelf, MkepubQuery query, gboolean sorted)
{
  query.limit = query.limit ? query.limit : 1000;
  g_autoptr(MkepubHits) hits = shelf_search(shelf, query);
  g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < hits->hits->len; i++)
    g_array_append_val(ids, ((MkepubHit *)g_ptr_array_index(hits->hits, i))->article);
  if (sorted)
    g_array_sort(ids, shelf_compare);
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf(out, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "",
                           g_array_index(ids, gint64, i));
  if (query.limit == 1000 && query.offset == 0)
    g_assert_cmpuint(hits->found, ==, hits->hits->len);
  return g_string_free(out, FALSE);
}

/* WORDS find exactly the articles WANTED, "1 3". */
static inline void assert_found(const Shelf *shelf, const char *words, const char *wanted)
{
  g_autofree char *found = shelf_found(shelf, (MkepubQuery){.words = words}, TRUE);
  if (strcmp(found, wanted) != 0)
    g_test_message("words: %s", words);
  g_assert_cmpstr(found, ==, wanted);
}

#endif
