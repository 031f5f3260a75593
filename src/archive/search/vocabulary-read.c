/* SPDX-License-Identifier: MIT */
#include "archive/search/vocabulary-read.h"

#include <string.h>

gboolean search_terms_count(SearchStore *store, const char *word, gint64 *articles,
                            GError **error)
{
  g_autoptr(sqlite3_stmt) statement =
      search_store_prepare(store, "SELECT articles FROM vocabulary WHERE term = ?", error);
  *articles = 0;
  if (!statement)
    return FALSE;
  sqlite3_bind_text(statement, 1, word, -1, SQLITE_STATIC);
  int result = database_step(store, statement, "c", error);
  if (result == SQLITE_ROW)
    *articles = column_number(statement, 0);
  return result == SQLITE_ROW || result == SQLITE_DONE;
}

static void term_clear(gpointer data)
{
  g_free(((SearchTerm *)data)->word);
}

static int compare_terms(gconstpointer a, gconstpointer b)
{
  const SearchTerm *one = a, *two = b;
  if (one->articles != two->articles)
    return one->articles > two->articles ? -1 : 1;
  return strcmp(one->word, two->word);
}

/* Keeps only the most frequent words. */
static void trim_terms(SearchTerms *terms)
{
  g_array_sort(terms->list, compare_terms);
  terms->whole = terms->whole && terms->list->len <= SEARCH_TERMS_MOST;
  if (terms->list->len > SEARCH_TERMS_MOST)
    g_array_set_size(terms->list, SEARCH_TERMS_MOST);
}

/* Reads the rows of STATEMENT into TERMS. Most words are rare, and are not copied once there
 * are enough others. */
static int read_terms(SearchStore *store, sqlite3_stmt *statement, gint64 *look,
                      SearchTerms *terms, GError **error)
{
  gint64 least = 0;
  int result = SQLITE_ROW;
  while (*look > 0 && (result = database_step(store, statement, "tc", error)) == SQLITE_ROW) {
    SearchTerm term = {NULL, column_number(statement, 1)};
    terms->articles += term.articles;
    --*look;
    if (term.articles < least)
      continue;
    term.word = g_strdup(column_text(statement, 0));
    g_array_append_val(terms->list, term);
    if (terms->list->len >= 8 * SEARCH_TERMS_MOST) {
      trim_terms(terms);
      least = g_array_index(terms->list, SearchTerm, SEARCH_TERMS_MOST - 1).articles;
    }
  }
  terms->whole = terms->whole && result == SQLITE_DONE;
  trim_terms(terms);
  return result;
}

gboolean search_terms_find(SearchStore *store, const char *prefix, gint64 *look,
                           SearchTerms *terms, GError **error)
{
  g_autoptr(sqlite3_stmt) statement = search_store_prepare(
      store, "SELECT term, articles FROM vocabulary WHERE term >= ? AND term < ?", error);
  g_autofree char *behind = g_strdup(prefix);
  *terms = (SearchTerms){.list = g_array_new(FALSE, FALSE, sizeof(SearchTerm)), .whole = TRUE};
  g_array_set_clear_func(terms->list, term_clear);
  if (!statement)
    return FALSE;
  /* 0xff does not occur in UTF-8 */
  behind[strlen(behind) - 1]++;
  sqlite3_bind_text(statement, 1, prefix, -1, SQLITE_STATIC);
  sqlite3_bind_text(statement, 2, behind, -1, SQLITE_STATIC);
  int result = read_terms(store, statement, look, terms, error);
  return result == SQLITE_DONE || result == SQLITE_ROW;
}

void search_terms_clear(SearchTerms *terms)
{
  g_clear_pointer(&terms->list, g_array_unref);
}
