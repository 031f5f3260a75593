/* SPDX-License-Identifier: MIT */
#include "archive/search-plan.h"

#include <string.h>

#include "archive/search-score.h"

/* What work costs, in steps. */
#define COST_SEEK 8  /* to find an article's place in the list of a word */
#define COST_RANK 16 /* to rank an article, plus one a phrase */

/* Beginnings of words: FTS5 merges the lists of all words that begin so before it answers,
 * which is good while they are short. Else the most frequent of them are asked for one by one.
 */
#define MERGE_MOST  50000
#define EXPAND_MOST 128
#define SCAN_MOST   1000000

typedef struct {
  gint64 found; /* no more articles have it */
  double cost;  /* of reading its list */
  guint phrases;
} Estimate;

typedef struct {
  char *word;
  gint64 articles;
} Term;

static void term_clear(gpointer data)
{
  g_free(((Term *)data)->word);
}

static gboolean count_word(const SearchStore *store, const char *word, gint64 *articles,
                           GError **error)
{
  g_autoptr(sqlite3_stmt) statement =
      search_store_prepare(store, "SELECT articles FROM vocabulary WHERE term = ?", error);
  *articles = 0;
  if (!statement)
    return FALSE;
  sqlite3_bind_text(statement, 1, word, -1, SQLITE_STATIC);
  int result = sqlite3_step(statement);
  if (result == SQLITE_ROW)
    *articles = sqlite3_column_int64(statement, 0);
  return result == SQLITE_ROW || result == SQLITE_DONE || search_store_fail(store, error);
}

static int compare_terms(gconstpointer a, gconstpointer b)
{
  const Term *one = a, *two = b;
  if (one->articles != two->articles)
    return one->articles > two->articles ? -1 : 1;
  return strcmp(one->word, two->word);
}

/* Keeps the most frequent terms only. */
static void trim(GArray *terms)
{
  g_array_sort(terms, compare_terms);
  if (terms->len > EXPAND_MOST)
    g_array_set_size(terms, EXPAND_MOST);
}

/* Collects the words that begin with PREFIX, the most frequent first, and the sum of their
 * articles. FALSE in *whole when there are more. */
static GArray *expand(SearchPlan *plan, const SearchStore *store, const char *prefix,
                      gint64 *sum, gboolean *whole, GError **error)
{
  g_autoptr(sqlite3_stmt) statement = search_store_prepare(
      store, "SELECT term, articles FROM vocabulary WHERE term >= ? AND term < ?", error);
  g_autofree char *after = g_strdup(prefix);
  g_autoptr(GArray) terms = g_array_new(FALSE, FALSE, sizeof(Term));
  gint64 least = 0; /* what is rarer is not wanted */
  int result = SQLITE_DONE;
  g_array_set_clear_func(terms, term_clear);
  *sum = 0;
  *whole = TRUE;
  if (!statement)
    return NULL;
  /* the first word behind: no byte of UTF-8 is 0xff */
  after[strlen(after) - 1]++;
  sqlite3_bind_text(statement, 1, prefix, -1, SQLITE_STATIC);
  sqlite3_bind_text(statement, 2, after, -1, SQLITE_STATIC);
  while (plan->scan_left > 0 && (result = sqlite3_step(statement)) == SQLITE_ROW) {
    Term term = {NULL, sqlite3_column_int64(statement, 1)};
    *sum += term.articles;
    plan->scan_left--;
    if (term.articles < least)
      continue;
    term.word = g_strdup((const char *)sqlite3_column_text(statement, 0));
    g_array_append_val(terms, term);
    if (terms->len >= 8 * EXPAND_MOST) {
      trim(terms);
      least = g_array_index(terms, Term, EXPAND_MOST - 1).articles;
      *whole = FALSE;
    }
  }
  if (result != SQLITE_DONE && result != SQLITE_ROW) {
    search_store_fail(store, error);
    return NULL;
  }
  if (plan->scan_left <= 0 || terms->len > EXPAND_MOST)
    *whole = FALSE;
  trim(terms);
  return g_steal_pointer(&terms);
}

/* Appends PHRASE with LAST in place of its last token. */
static void append_phrase(SearchPlan *plan, GString *out, const SearchPhrase *phrase,
                          const char *last, gboolean prefix, double weight)
{
  g_string_append_c(out, '"');
  for (guint i = 0; i + 1 < phrase->tokens->len; i++)
    g_string_append_printf(out, "%s ", (const char *)g_ptr_array_index(phrase->tokens, i));
  g_string_append_printf(out, "%s\"%s", last, prefix ? " *" : "");
  g_array_append_val(plan->weights, weight);
}

static gboolean plan_beginnings(SearchPlan *plan, const SearchStore *store, GString *out,
                                const SearchPhrase *phrase, Estimate *estimate, GError **error)
{
  guint count = phrase->tokens->len;
  const char *prefix = g_ptr_array_index(phrase->tokens, count - 1);
  gint64 before = estimate->found, sum;
  gboolean whole;
  g_autoptr(GArray) terms = expand(plan, store, prefix, &sum, &whole, error);
  if (!terms)
    return FALSE;
  estimate->found = MIN(before, sum);
  estimate->cost = (double)sum;
  estimate->phrases = 1;
  if (sum == 0)
    return TRUE;
  if (sum <= MERGE_MOST && (whole || plan->scan_left > 0)) {
    append_phrase(plan, out, phrase, prefix, TRUE,
                  search_score_weight(estimate->found, plan->articles));
    return TRUE;
  }
  plan->partial = plan->partial || !whole;
  estimate->phrases = terms->len;
  for (guint i = 0; i < terms->len; i++) {
    const Term *term = &g_array_index(terms, Term, i);
    if (i > 0)
      g_string_append(out, " OR ");
    append_phrase(plan, out, phrase, term->word, FALSE,
                  search_score_weight(MIN(before, term->articles), plan->articles));
  }
  estimate->cost += (double)MIN(before, sum) * terms->len / 4;
  return TRUE;
}

/* Appends PHRASE, or nothing where it is in no article. */
static gboolean plan_phrase(SearchPlan *plan, const SearchStore *store, GString *out,
                            const SearchPhrase *phrase, Estimate *estimate, GError **error)
{
  guint count = phrase->tokens->len, whole = phrase->prefix ? count - 1 : count;
  *estimate = (Estimate){.found = plan->articles};
  for (guint i = 0; i < whole && estimate->found > 0; i++) {
    gint64 found;
    if (!count_word(store, g_ptr_array_index(phrase->tokens, i), &found, error))
      return FALSE;
    estimate->found = MIN(estimate->found, found);
  }
  if (estimate->found > 0 && phrase->prefix)
    return plan_beginnings(plan, store, out, phrase, estimate, error);
  estimate->phrases = 1;
  estimate->cost = (double)estimate->found * (count > 1 ? COST_SEEK * count : 1);
  if (estimate->found > 0)
    append_phrase(plan, out, phrase, g_ptr_array_index(phrase->tokens, count - 1), FALSE,
                  search_score_weight(estimate->found, plan->articles));
  return TRUE;
}

/* Appends those of PHRASES that can be found, with OR between. */
static gboolean plan_phrases(SearchPlan *plan, const SearchStore *store, GString *out,
                             const GPtrArray *phrases, Estimate *sum, GError **error)
{
  *sum = (Estimate){0};
  for (guint i = 0; i < phrases->len; i++) {
    Estimate estimate;
    gsize length = out->len;
    if (sum->found > 0)
      g_string_append(out, " OR ");
    gsize start = out->len;
    if (!plan_phrase(plan, store, out, g_ptr_array_index(phrases, i), &estimate, error))
      return FALSE;
    if (out->len == start)
      g_string_truncate(out, length);
    sum->found += estimate.found;
    sum->cost += estimate.cost;
    sum->phrases += estimate.phrases;
  }
  sum->found = MIN(sum->found, plan->articles);
  return TRUE;
}

/* Adds what all have to have. The rarest leads; the others are asked for its articles. */
static void join(SearchPlan *plan, GArray *parts, const Estimate *part)
{
  g_array_append_val(parts, *part);
  plan->most = MIN(plan->most, part->found);
  plan->nothing = plan->nothing || part->found == 0;
}

static void sum_cost(SearchPlan *plan, const GArray *parts)
{
  guint phrases = 0;
  for (guint i = 0; i < parts->len; i++) {
    const Estimate *part = &g_array_index(parts, Estimate, i);
    double asked = (double)plan->most * COST_SEEK * part->phrases;
    plan->cost += MIN(part->cost, asked);
    phrases += part->phrases;
  }
  plan->cost += (double)plan->most * (COST_RANK + phrases);
}

static gboolean plan_groups(SearchPlan *plan, const SearchStore *store,
                            const SearchWords *words, GArray *parts, GError **error)
{
  for (guint i = 0; i < words->groups->len && !plan->nothing; i++) {
    const SearchGroup *group = g_ptr_array_index(words->groups, i);
    Estimate part;
    g_string_append(plan->match, i > 0 ? " AND (" : "(");
    if (!plan_phrases(plan, store, plan->match, group->phrases, &part, error))
      return FALSE;
    g_string_append_c(plan->match, ')');
    join(plan, parts, &part);
  }
  return TRUE;
}

static gboolean plan_facets(SearchPlan *plan, const SearchStore *store,
                            const char *const *facets, GArray *parts, GError **error)
{
  const double nothing = 0;
  for (guint i = 0; facets[i] && !plan->nothing; i++) {
    Estimate part = {.phrases = 1};
    if (!count_word(store, facets[i], &part.found, error))
      return FALSE;
    part.cost = (double)part.found;
    g_string_append_printf(plan->match, " AND \"%s\"", facets[i]);
    g_array_append_val(plan->weights, nothing);
    join(plan, parts, &part);
  }
  return TRUE;
}

/* To leave out only some of the words that begin alike would let others through. */
static gboolean is_all_left_out(const SearchPlan *plan, GError **error)
{
  if (!plan->partial)
    return TRUE;
  g_set_error_literal(error, MKEPUB_ERROR, MKEPUB_ERROR_USAGE,
                      "too many words begin like one that is to be left out: write more of it");
  return FALSE;
}

static gboolean plan_excluded(SearchPlan *plan, const SearchStore *store,
                              const GPtrArray *excluded, GArray *parts, GError **error)
{
  g_autoptr(GString) out = g_string_new(NULL);
  guint counted = plan->weights->len;
  gboolean partial = plan->partial;
  Estimate part;
  plan->partial = FALSE;
  if (!plan_phrases(plan, store, out, excluded, &part, error) || !is_all_left_out(plan, error))
    return FALSE;
  plan->partial = partial;
  for (guint i = counted; i < plan->weights->len; i++)
    g_array_index(plan->weights, double, i) = 0;
  if (part.found == 0)
    return TRUE;
  g_string_prepend_c(plan->match, '(');
  g_string_append_printf(plan->match, ") NOT (%s)", out->str);
  g_array_append_val(parts, part);
  return TRUE;
}

gboolean search_plan_make(SearchPlan *plan, const SearchStore *store, const SearchWords *words,
                          const char *const *facets, GError **error)
{
  g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(Estimate));
  *plan = (SearchPlan){.match = g_string_new(NULL), .scan_left = SCAN_MOST};
  plan->weights = g_array_new(FALSE, FALSE, sizeof(double));
  plan->articles = plan->most = search_store_number(store, "articles");
  if (!plan_groups(plan, store, words, parts, error) ||
      !plan_facets(plan, store, facets, parts, error))
    return FALSE;
  if (plan->nothing)
    return TRUE;
  if (!plan_excluded(plan, store, words->excluded, parts, error))
    return FALSE;
  sum_cost(plan, parts);
  return TRUE;
}

void search_plan_clear(SearchPlan *plan)
{
  if (plan->match)
    g_string_free(plan->match, TRUE);
  if (plan->weights)
    g_array_unref(plan->weights);
}
