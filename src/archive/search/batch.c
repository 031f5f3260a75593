/* SPDX-License-Identifier: MIT */
#include "archive/search/batch.h"

#include <string.h>

#include "archive/search/fold.h"
#include "archive/search/vocabulary.h"

#define MOST_BYTES (4 << 20)
#define MOST_ROWS  8192

enum { TITLE, BYLINE, BODY, FOLDED };

struct SearchBatch {
  SearchStore *store;
  SearchVocabulary *vocabulary;
  sqlite3_stmt *insert, *take;
  GPtrArray *rows; /* of SearchRow * */
  gsize waiting;   /* bytes of their texts */
  GString *folded[FOLDED];
};

void search_row_free(SearchRow *row)
{
  g_free(row->title);
  g_free(row->byline);
  g_free(row->facet);
  g_free(row->text);
  g_free(row);
}

SearchBatch *search_batch_new(SearchStore *store)
{
  SearchBatch *batch = g_new0(SearchBatch, 1);
  batch->store = store;
  batch->vocabulary = search_vocabulary_new(store);
  batch->rows = g_ptr_array_new_with_free_func((GDestroyNotify)search_row_free);
  for (guint i = 0; i < FOLDED; i++)
    batch->folded[i] = g_string_new(NULL);
  return batch;
}

void search_batch_free(SearchBatch *batch)
{
  sqlite3_finalize(batch->insert);
  sqlite3_finalize(batch->take);
  g_ptr_array_unref(batch->rows);
  search_vocabulary_free(batch->vocabulary);
  for (guint i = 0; i < FOLDED; i++)
    g_string_free(batch->folded[i], TRUE);
  g_free(batch);
}

/* Folds TEXT into OUT and counts its words in the vocabulary. */
static void fold_text(SearchBatch *batch, GString *out, const char *text, gsize length)
{
  SearchFold reader;
  SearchToken token;
  g_string_truncate(out, 0);
  search_fold_start(&reader, text, length);
  while (search_fold_next(&reader, &token)) {
    search_vocabulary_word(batch->vocabulary, token.word, token.length);
    g_string_append_len(out, token.word, (gssize)token.length);
    g_string_append_c(out, ' ');
  }
}

static void count_facets(SearchBatch *batch, const char *facet)
{
  for (const char *from = facet, *to; *from; from = *to ? to + 1 : to) {
    to = strchrnul(from, ' ');
    search_vocabulary_word(batch->vocabulary, from, (gsize)(to - from));
  }
}

static gboolean write_row(SearchBatch *batch, const SearchRow *row, GError **error)
{
  sqlite3_stmt *statement = row->out ? batch->take : batch->insert;
  search_vocabulary_begin(batch->vocabulary, row->out ? -1 : 1);
  fold_text(batch, batch->folded[TITLE], row->title, strlen(row->title));
  fold_text(batch, batch->folded[BYLINE], row->byline, strlen(row->byline));
  fold_text(batch, batch->folded[BODY], row->text, row->length);
  count_facets(batch, row->facet);
  sqlite3_bind_int64(statement, 1, row->id);
  for (int i = 0; i < FOLDED; i++)
    sqlite3_bind_text64(statement, i + 2, batch->folded[i]->str, batch->folded[i]->len,
                        SQLITE_STATIC, SQLITE_UTF8);
  sqlite3_bind_text(statement, 5, row->facet, -1, SQLITE_STATIC);
  return database_run(batch->store, statement, error) &&
         search_vocabulary_flush(batch->vocabulary, FALSE, error);
}

static int compare_rows(gconstpointer a, gconstpointer b)
{
  const SearchRow *one = *(SearchRow *const *)a, *two = *(SearchRow *const *)b;
  if (one->id != two->id)
    return one->id < two->id ? -1 : 1;
  return one->number < two->number ? -1 : 1;
}

static gboolean prepare_statements(SearchBatch *batch, GError **error)
{
  if (!batch->insert)
    batch->insert = search_store_prepare(
        batch->store,
        "INSERT INTO words (rowid, title, byline, body, facet) VALUES (?, ?, ?, ?, ?)", error);
  if (batch->insert && !batch->take)
    batch->take =
        search_store_prepare(batch->store,
                             "INSERT INTO words (words, rowid, title, byline, body, facet)"
                             " VALUES ('delete', ?, ?, ?, ?, ?)",
                             error);
  return batch->take != NULL;
}

static gboolean write_rows(SearchBatch *batch, GError **error)
{
  if (batch->rows->len > 0 && !prepare_statements(batch, error))
    return FALSE;
  g_ptr_array_sort(batch->rows, compare_rows);
  for (guint i = 0; i < batch->rows->len; i++)
    if (!write_row(batch, g_ptr_array_index(batch->rows, i), error))
      return FALSE;
  g_ptr_array_set_size(batch->rows, 0);
  batch->waiting = 0;
  return TRUE;
}

gboolean search_batch_add(SearchBatch *batch, SearchRow *row, GError **error)
{
  row->number = batch->rows->len;
  g_ptr_array_add(batch->rows, row);
  batch->waiting += row->length;
  return (batch->waiting < MOST_BYTES && batch->rows->len < MOST_ROWS) ||
         write_rows(batch, error);
}

gboolean search_batch_flush(SearchBatch *batch, GError **error)
{
  return write_rows(batch, error) && search_vocabulary_flush(batch->vocabulary, TRUE, error);
}
