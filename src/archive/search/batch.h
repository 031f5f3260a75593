/* SPDX-License-Identifier: MIT */
/* Buffers rows for the full-text index and inserts them sorted: FTS5 takes rows in ascending
 * order of ids only, and flushes everything it holds when an id is lower than the one before.
 * Used by the writer of the index. */
#ifndef ARCHIVE_SEARCH_BATCH_H
#define ARCHIVE_SEARCH_BATCH_H

#include "archive/search/store.h"

/* A row to be inserted into the table of words, or deleted from it. */
typedef struct {
  gint64 id;
  gboolean out;
  guint number; /* of the buffered rows, set by the batch */
  char *title, *byline, *facet, *text;
  gsize length;
} SearchRow;

void search_row_free(SearchRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SearchRow, search_row_free)

typedef struct SearchBatch SearchBatch;

/* Returns an empty batch for STORE (borrowed), for the caller to free. */
SearchBatch *search_batch_new(SearchStore *store);
void search_batch_free(SearchBatch *batch);
/* Adds ROW, which the batch owns from then on. Fails with OUTPUT. */
gboolean search_batch_add(SearchBatch *batch, SearchRow *row, GError **error);
/* Writes all buffered rows, and counts their words. Fails with OUTPUT. */
gboolean search_batch_flush(SearchBatch *batch, GError **error);

#endif
