/* SPDX-License-Identifier: MIT */
/* Rows on their way into the full-text index. FTS5 takes rows in the order of their ids only;
 * for one that goes back it writes out all that it holds. So rows wait here until they are
 * many, and go in sorted. Used by the writer of the index. */
#ifndef ARCHIVE_SEARCH_BATCH_H
#define ARCHIVE_SEARCH_BATCH_H

#include "archive/search/store.h"

/* A row to be put into words, or taken out of it. */
typedef struct {
  gint64 id;
  gboolean out;
  guint number; /* of those that wait, set by the batch */
  char *title, *byline, *facet, *text;
  gsize length;
} SearchRow;

void search_row_free(SearchRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SearchRow, search_row_free)

typedef struct SearchBatch SearchBatch;

SearchBatch *search_batch_new(SearchStore *store);
void search_batch_free(SearchBatch *batch);
/* Takes ROW over. Fails with OUTPUT. */
gboolean search_batch_add(SearchBatch *batch, SearchRow *row, GError **error);
/* Writes all that waits, and counts its words. Fails with OUTPUT. */
gboolean search_batch_flush(SearchBatch *batch, GError **error);

#endif
