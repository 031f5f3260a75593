/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "archive/search/batch.h"
#include "archive/search/filter-terms.h"
#include "archive/search/text-store.h"
#include "base/text.h"
#include "mkepub/search.h"

struct MkepubSearchWriter {
  SearchStore store;
  SearchPacker *packer;
  SearchBatch *batch;
  sqlite3_stmt *entry, *keep, *drop_entry, *drop_text, *find, *has, *last;
  GByteArray *packed;
  gint64 run; /* the current run */
  gint64 articles;
};

static const struct {
  gsize offset;
  const char *sql;
} statements[] = {
    {G_STRUCT_OFFSET(MkepubSearchWriter, entry),
     "INSERT INTO entry (id, article, run) VALUES (?, ?, ?)"},
    {G_STRUCT_OFFSET(MkepubSearchWriter, keep),
     "INSERT INTO text (article, title, byline, facet, body) VALUES (?, ?, ?, ?, ?)"},
    {G_STRUCT_OFFSET(MkepubSearchWriter, drop_entry), "DELETE FROM entry WHERE article = ?"},
    {G_STRUCT_OFFSET(MkepubSearchWriter, drop_text), "DELETE FROM text WHERE article = ?"},
    {G_STRUCT_OFFSET(MkepubSearchWriter, find),
     "SELECT entry.id, title, byline, facet, body FROM entry JOIN text USING (article)"
     " WHERE article = ?"},
    {G_STRUCT_OFFSET(MkepubSearchWriter, has), "SELECT 1 FROM entry WHERE article = ?"},
    {G_STRUCT_OFFSET(MkepubSearchWriter, last),
     "SELECT id FROM entry WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT 1"},
};

static void finish_statements(MkepubSearchWriter *writer)
{
  for (guint i = 0; i < G_N_ELEMENTS(statements); i++) {
    sqlite3_stmt **at = G_STRUCT_MEMBER_P(writer, statements[i].offset);
    g_clear_pointer(at, sqlite3_finalize);
  }
  g_clear_pointer(&writer->batch, search_batch_free);
}

static gboolean prepare_statements(MkepubSearchWriter *writer, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS(statements); i++) {
    sqlite3_stmt **at = G_STRUCT_MEMBER_P(writer, statements[i].offset);
    *at = search_store_prepare(&writer->store, statements[i].sql, error);
    if (!*at)
      return FALSE;
  }
  writer->batch = search_batch_new(&writer->store);
  if (!search_store_number(&writer->store, "run", &writer->run, error) ||
      !search_store_number(&writer->store, "articles", &writer->articles, error))
    return FALSE;
  writer->run++;
  return TRUE;
}

MkepubSearchWriter *mkepub_search_writer_open(const char *folder, gboolean *empty,
                                              GError **error)
{
  g_autoptr(MkepubSearchWriter) writer = g_new0(MkepubSearchWriter, 1);
  writer->packer = search_packer_new();
  writer->packed = g_byte_array_new();
  if (!search_store_write(&writer->store, folder, error) || !prepare_statements(writer, error))
    return NULL;
  if (empty)
    *empty = writer->articles == 0;
  return g_steal_pointer(&writer);
}

void mkepub_search_writer_free(MkepubSearchWriter *writer)
{
  finish_statements(writer);
  search_packer_free(writer->packer);
  g_byte_array_unref(writer->packed);
  search_store_clear(&writer->store);
  g_free(writer);
}

/* Returns the current row of the statement; NULL when its content is invalid. */
static SearchRow *read_row(MkepubSearchWriter *writer, sqlite3_stmt *statement, GError **error)
{
  g_autoptr(SearchRow) row = g_new0(SearchRow, 1);
  row->out = TRUE;
  gsize size;
  const guint8 *body = column_bytes(statement, 4, &size);
  row->id = column_number(statement, 0);
  row->title = g_strdup(column_text(statement, 1));
  row->byline = g_strdup(column_text(statement, 2));
  row->facet = g_strdup(column_text(statement, 3));
  row->text = search_text_unpack(writer->packer, body, size, 0, &row->length);
  if (row->text)
    return g_steal_pointer(&row);
  database_damaged(&writer->store, "a text cannot be unpacked", error);
  return NULL;
}

/* Returns the row of article ID in the index, to be deleted; NULL when it is not there, and,
 * with *done FALSE, on failure. */
static SearchRow *find_row(MkepubSearchWriter *writer, gint64 id, gboolean *done,
                           GError **error)
{
  SearchRow *row = NULL;
  sqlite3_bind_int64(writer->find, 1, id);
  int result = database_step(&writer->store, writer->find, "itttb", error);
  if (result == SQLITE_ROW)
    row = read_row(writer, writer->find, error);
  *done = row || result == SQLITE_DONE;
  sqlite3_reset(writer->find);
  return row;
}

static gboolean run_for(MkepubSearchWriter *writer, sqlite3_stmt *statement, gint64 article,
                        GError **error)
{
  sqlite3_bind_int64(statement, 1, article);
  return database_run(&writer->store, statement, error);
}

/* Deletes the article ARTICLE; OLD, its row, is taken over. */
static gboolean take_out(MkepubSearchWriter *writer, gint64 article, SearchRow *old,
                         GError **error)
{
  writer->articles--;
  return search_batch_add(writer->batch, old, error) &&
         run_for(writer, writer->drop_entry, article, error) &&
         run_for(writer, writer->drop_text, article, error);
}

static char *clean_text(const char *text)
{
  return text ? text_repair(text, strlen(text), NULL, NULL, NULL) : g_strdup("");
}

static SearchRow *row_of(const MkepubSearchArticle *article)
{
  g_autoptr(GString) facets = g_string_new(NULL);
  search_facet_language(facets, article->language);
  search_facet_add(facets, 's', article->section);
  for (guint i = 0; article->authors && article->authors[i]; i++)
    search_facet_add(facets, 'a', article->authors[i]);
  SearchRow *row = g_new0(SearchRow, 1);
  row->title = clean_text(article->title);
  row->byline = clean_text(article->byline);
  row->facet = g_strdup(facets->str);
  row->length = article->text ? article->length : 0;
  row->text = row->length > 0 ? g_memdup2(article->text, row->length) : g_strdup("");
  return row;
}

/* Chooses an id for an article of DAY. Fails when all ids of the day are used. */
static gboolean choose_id(MkepubSearchWriter *writer, gint64 day, gint64 *id, GError **error)
{
  gint64 first = day << SEARCH_DAY_SHIFT;
  sqlite3_bind_int64(writer->last, 1, first);
  sqlite3_bind_int64(writer->last, 2, first + (1 << SEARCH_DAY_SHIFT) - 1);
  int result = database_step(&writer->store, writer->last, "i", error);
  *id = (result == SQLITE_ROW ? column_number(writer->last, 0) : first) + 1;
  sqlite3_reset(writer->last);
  if (result != SQLITE_ROW && result != SQLITE_DONE)
    return FALSE;
  if (*id >> SEARCH_DAY_SHIFT == day)
    return TRUE;
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_OUTPUT,
              "cannot index more than %d articles of one day; use --no-search",
              1 << SEARCH_DAY_SHIFT);
  return FALSE;
}

/* Inserts ROW, which is taken over, as ARTICLE. */
static gboolean insert_row(MkepubSearchWriter *writer, gint64 article, SearchRow *row,
                           GError **error)
{
  g_autoptr(SearchRow) own = row;
  search_text_pack(writer->packer, row->text, row->length, writer->packed);
  sqlite3_bind_int64(writer->entry, 1, row->id);
  sqlite3_bind_int64(writer->entry, 2, article);
  sqlite3_bind_int64(writer->entry, 3, writer->run);
  sqlite3_bind_int64(writer->keep, 1, article);
  sqlite3_bind_text(writer->keep, 2, row->title, -1, SQLITE_STATIC);
  sqlite3_bind_text(writer->keep, 3, row->byline, -1, SQLITE_STATIC);
  sqlite3_bind_text(writer->keep, 4, row->facet, -1, SQLITE_STATIC);
  sqlite3_bind_blob64(writer->keep, 5, writer->packed->data ? (void *)writer->packed->data : "",
                      writer->packed->len, SQLITE_STATIC);
  if (!database_run(&writer->store, writer->entry, error) ||
      !database_run(&writer->store, writer->keep, error))
    return FALSE;
  writer->articles++;
  return search_batch_add(writer->batch, g_steal_pointer(&own), error);
}

static gboolean is_same_row(const SearchRow *a, const SearchRow *b)
{
  return strcmp(a->title, b->title) == 0 && strcmp(a->byline, b->byline) == 0 &&
         strcmp(a->facet, b->facet) == 0 && a->length == b->length &&
         memcmp(a->text, b->text, a->length) == 0;
}

gboolean mkepub_search_put(MkepubSearchWriter *writer, const MkepubSearchArticle *article,
                           GError **error)
{
  gboolean done;
  gint64 day = search_store_day(article->day);
  g_autoptr(SearchRow) row = row_of(article);
  g_autoptr(SearchRow) old = find_row(writer, article->id, &done, error);
  if (!done)
    return FALSE;
  gboolean same_day = old && old->id >> SEARCH_DAY_SHIFT == day;
  if (same_day && is_same_row(old, row))
    return TRUE;
  if (same_day)
    row->id = old->id;
  else if (!choose_id(writer, day, &row->id, error))
    return FALSE;
  return (!old || take_out(writer, article->id, g_steal_pointer(&old), error)) &&
         insert_row(writer, article->id, g_steal_pointer(&row), error);
}

gboolean mkepub_search_remove(MkepubSearchWriter *writer, gint64 id, GError **error)
{
  gboolean done;
  SearchRow *old = find_row(writer, id, &done, error);
  return done && (!old || take_out(writer, id, old, error));
}

char *mkepub_search_text(MkepubSearchWriter *writer, gint64 id, gsize *length, GError **error)
{
  gboolean done;
  g_autoptr(SearchRow) row = find_row(writer, id, &done, error);
  *length = row ? row->length : 0;
  return row ? g_steal_pointer(&row->text) : NULL;
}

gboolean mkepub_search_has(MkepubSearchWriter *writer, gint64 id)
{
  sqlite3_bind_int64(writer->has, 1, id);
  gboolean has = database_step(&writer->store, writer->has, "n", NULL) == SQLITE_ROW;
  sqlite3_reset(writer->has);
  return has;
}

/* Returns the articles that runs after RUN have put, as an array of gint64. */
static GArray *put_after(MkepubSearchWriter *writer, gint64 run, GError **error)
{
  g_autoptr(sqlite3_stmt) statement =
      search_store_prepare(&writer->store, "SELECT article FROM entry WHERE run > ?", error);
  g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(gint64));
  int result = SQLITE_ERROR;
  if (!statement)
    return NULL;
  sqlite3_bind_int64(statement, 1, run);
  while ((result = database_step(&writer->store, statement, "i", error)) == SQLITE_ROW) {
    gint64 article = column_number(statement, 0);
    g_array_append_val(list, article);
  }
  return result == SQLITE_DONE ? g_steal_pointer(&list) : NULL;
}

static gboolean renew_index(MkepubSearchWriter *writer, GError **error)
{
  finish_statements(writer);
  return search_store_renew(&writer->store, error) && prepare_statements(writer, error);
}

gboolean mkepub_search_mend(MkepubSearchWriter *writer, gint64 run, MkepubSearchState *state,
                            GError **error)
{
  gint64 own;
  g_autoptr(GArray) later = NULL;
  if (!search_store_number(&writer->store, "run", &own, error) ||
      (own > run && !(later = put_after(writer, run, error))))
    return FALSE;
  *state = own == run ? MKEPUB_SEARCH_GOOD : MKEPUB_SEARCH_MENDED;
  /* deleting that many is slower than beginning again */
  if (own < run || run == 0 || (later && later->len > writer->articles / 4)) {
    if (writer->articles > 0 && !renew_index(writer, error))
      return FALSE;
    *state = MKEPUB_SEARCH_EMPTY;
  } else {
    for (guint i = 0; later && i < later->len; i++)
      if (!mkepub_search_remove(writer, g_array_index(later, gint64, i), error))
        return FALSE;
  }
  writer->run = run + 1;
  if (writer->articles == 0)
    *state = MKEPUB_SEARCH_EMPTY;
  return TRUE;
}

gboolean mkepub_search_commit(MkepubSearchWriter *writer, gint64 run, GError **error)
{
  g_autofree char *number = g_strdup_printf("%" G_GINT64_FORMAT, run);
  g_autofree char *articles = g_strdup_printf("%" G_GINT64_FORMAT, writer->articles);
  return search_batch_flush(writer->batch, error) &&
         search_store_set(&writer->store, "run", number, error) &&
         search_store_set(&writer->store, "articles", articles, error) &&
         database_execute(&writer->store, "COMMIT", error);
}
