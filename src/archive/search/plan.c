/* SPDX-License-Identifier: MIT */
#include "archive/search/plan.h"

#include <string.h>

#include "archive/search/score.h"
#include "archive/search/store.h"

/* So many of the words that begin alike are asked for one by one. */
#define SEARCH_TERMS_MOST 128

typedef struct {
  char *word;
  gint64 articles;
} SearchTerm;

typedef struct {
  GArray *list;    /* of SearchTerm, the most frequent first; at most SEARCH_TERMS_MOST */
  gint64 articles; /* the sum over all of them; an article with two counts twice */
  gboolean whole;  /* list has them all */
} SearchTerms;

static void search_terms_clear(SearchTerms *terms);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SearchTerms, search_terms_clear)

/* Counts the articles that contain WORD. Fails with INPUT. */
static gboolean search_terms_count(SearchStore *store, const char *word, gint64 *articles,
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

static int compare(gconstpointer a, gconstpointer b)
{
  const SearchTerm *one = a, *two = b;
  if (one->articles != two->articles)
    return one->articles > two->articles ? -1 : 1;
  return strcmp(one->word, two->word);
}

/* Keeps the most frequent ones only. */
static void trim(SearchTerms *terms)
{
  g_array_sort(terms->list, compare);
  terms->whole = terms->whole && terms->list->len <= SEARCH_TERMS_MOST;
  if (terms->list->len > SEARCH_TERMS_MOST)
    g_array_set_size(terms->list, SEARCH_TERMS_MOST);
}

/* Reads what STATEMENT answers into TERMS. Most words are rare: those are not even copied once
 * there are enough others. */
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
      trim(terms);
      least = g_array_index(terms->list, SearchTerm, SEARCH_TERMS_MOST - 1).articles;
    }
  }
  terms->whole = terms->whole && result == SQLITE_DONE;
  trim(terms);
  return result;
}

/* The words that begin with PREFIX, which is not empty. At most *look words are looked at, and
 * taken off it. Fails with INPUT. */
static gboolean search_terms_find(SearchStore *store, const char *prefix, gint64 *look,
                                  SearchTerms *terms, GError **error)
{
  g_autoptr(sqlite3_stmt) statement = search_store_prepare(
      store, "SELECT term, articles FROM vocabulary WHERE term >= ? AND term < ?", error);
  g_autofree char *behind = g_strdup(prefix);
  *terms = (SearchTerms){.list = g_array_new(FALSE, FALSE, sizeof(SearchTerm)), .whole = TRUE};
  g_array_set_clear_func(terms->list, term_clear);
  if (!statement)
    return FALSE;
  /* no byte of UTF-8 is 0xff */
  behind[strlen(behind) - 1]++;
  sqlite3_bind_text(statement, 1, prefix, -1, SQLITE_STATIC);
  sqlite3_bind_text(statement, 2, behind, -1, SQLITE_STATIC);
  int result = read_terms(store, statement, look, terms, error);
  return result == SQLITE_DONE || result == SQLITE_ROW;
}

static void search_terms_clear(SearchTerms *terms)
{
  g_clear_pointer(&terms->list, g_array_unref);
}

/* Costs of operations, in steps; measured on an index of 100,000 articles. */
#define COST_SEEK   30.0 /* find an article in the list of a word */
#define COST_ASK    0.25 /* check whether one of several phrases is in an article */
#define COST_RANK   16.0 /* rank an article */
#define COST_PHRASE 0.5  /* for each phrase of the query, when an article is ranked */

/* Prefixes: FTS5 merges the lists of all words with the prefix before it answers, which is fast
 * while they are short. Above this sum the most frequent words are looked for one by one. */
#define MERGE_MOST 50000
#define LOOK_MOST  500000

typedef struct {
  gint64 found; /* upper bound of the articles that match */
  double cost;  /* of reading the lists of its words to their ends */
  guint words, phrases;
} Estimate;

/* Appends PHRASE with LAST in place of its last token. */
static void append_phrase(SearchPlan *plan, GString *out, const SearchPhrase *phrase,
                          const char *last, gboolean prefix, gint64 found)
{
  double weight = search_score_weight(found, plan->articles);
  g_string_append_c(out, '"');
  for (guint i = 0; i + 1 < phrase->tokens->len; i++)
    g_string_append_printf(out, "%s ", (const char *)g_ptr_array_index(phrase->tokens, i));
  g_string_append_printf(out, "%s\"%s", last, prefix ? " *" : "");
  g_array_append_val(plan->weights, weight);
}

/* Plans a phrase whose last token is a prefix; the estimate passed in is of the tokens
 * before. */
static gboolean plan_beginnings(SearchPlan *plan, SearchStore *store, GString *out,
                                const SearchPhrase *phrase, Estimate *estimate, GError **error)
{
  const char *prefix = g_ptr_array_index(phrase->tokens, phrase->tokens->len - 1);
  gint64 before = estimate->found;
  g_auto(SearchTerms) terms = {0};
  if (!search_terms_find(store, prefix, &plan->look, &terms, error))
    return FALSE;
  estimate->found = MIN(before, terms.articles);
  estimate->cost += (double)terms.articles;
  estimate->words++;
  if (estimate->found == 0)
    return TRUE;
  if (terms.articles <= MERGE_MOST && plan->look > 0) {
    append_phrase(plan, out, phrase, prefix, TRUE, estimate->found);
    return TRUE;
  }
  plan->partial = plan->partial || !terms.whole;
  for (guint i = 0; i < terms.list->len; i++) {
    const SearchTerm *term = &g_array_index(terms.list, SearchTerm, i);
    g_string_append(out, i > 0 ? " OR " : "");
    append_phrase(plan, out, phrase, term->word, FALSE, MIN(before, term->articles));
  }
  estimate->words *= terms.list->len;
  estimate->phrases = terms.list->len;
  estimate->cost += (double)estimate->found * estimate->phrases * COST_ASK;
  return TRUE;
}

/* Appends PHRASE, or nothing when no article contains it. */
static gboolean plan_phrase(SearchPlan *plan, SearchStore *store, GString *out,
                            const SearchPhrase *phrase, Estimate *estimate, GError **error)
{
  guint count = phrase->tokens->len, whole = phrase->prefix ? count - 1 : count;
  *estimate = (Estimate){.found = plan->articles, .words = whole, .phrases = 1};
  for (guint i = 0; i < whole && estimate->found > 0; i++) {
    gint64 found;
    if (!search_terms_count(store, g_ptr_array_index(phrase->tokens, i), &found, error))
      return FALSE;
    estimate->found = MIN(estimate->found, found);
    estimate->cost += (double)found;
  }
  if (estimate->found > 0 && phrase->prefix)
    return plan_beginnings(plan, store, out, phrase, estimate, error);
  if (estimate->found > 0)
    append_phrase(plan, out, phrase, g_ptr_array_index(phrase->tokens, count - 1), FALSE,
                  estimate->found);
  return TRUE;
}

/* Appends those of PHRASES that occur, joined by OR. */
static gboolean plan_phrases(SearchPlan *plan, SearchStore *store, GString *out,
                             const GPtrArray *phrases, Estimate *sum, GError **error)
{
  *sum = (Estimate){0};
  for (guint i = 0; i < phrases->len; i++) {
    Estimate estimate;
    gsize before = out->len;
    g_string_append(out, sum->found > 0 ? " OR " : "");
    gsize start = out->len;
    if (!plan_phrase(plan, store, out, g_ptr_array_index(phrases, i), &estimate, error))
      return FALSE;
    if (out->len == start) {
      g_string_truncate(out, before);
      continue;
    }
    sum->found += estimate.found;
    sum->cost += estimate.cost;
    sum->words += estimate.words;
    sum->phrases += estimate.phrases;
  }
  sum->found = MIN(sum->found, plan->articles);
  return TRUE;
}

static void join_part(SearchPlan *plan, GArray *parts, const Estimate *part)
{
  g_array_append_val(parts, *part);
  plan->most = MIN(plan->most, part->found);
  plan->nothing = plan->nothing || part->found == 0;
}

/* Estimates the cost: the rarest part leads; the lists of the others are read whole, or probed
 * for its articles. */
static void sum_cost(SearchPlan *plan, const GArray *parts)
{
  plan->rank = COST_RANK;
  for (guint i = 0; i < parts->len; i++) {
    const Estimate *part = &g_array_index(parts, Estimate, i);
    plan->cost += MIN(part->cost, (double)plan->most * COST_SEEK * part->words);
    plan->rank += COST_PHRASE * part->phrases;
  }
}

static gboolean plan_groups(SearchPlan *plan, SearchStore *store, const SearchWords *words,
                            GArray *parts, GError **error)
{
  for (guint i = 0; i < words->groups->len && !plan->nothing; i++) {
    const SearchGroup *group = g_ptr_array_index(words->groups, i);
    Estimate part;
    g_string_append(plan->match, i > 0 ? " AND (" : "(");
    if (!plan_phrases(plan, store, plan->match, group->phrases, &part, error))
      return FALSE;
    g_string_append_c(plan->match, ')');
    join_part(plan, parts, &part);
  }
  return TRUE;
}

static gboolean plan_facets(SearchPlan *plan, SearchStore *store, const char *const *facets,
                            GArray *parts, GError **error)
{
  const double nothing = 0;
  for (guint i = 0; facets[i] && !plan->nothing; i++) {
    Estimate part = {.words = 1, .phrases = 1};
    if (!search_terms_count(store, facets[i], &part.found, error))
      return FALSE;
    part.cost = (double)part.found;
    g_string_append_printf(plan->match, " AND \"%s\"", facets[i]);
    g_array_append_val(plan->weights, nothing);
    join_part(plan, parts, &part);
  }
  return TRUE;
}

/* Fails when only some words with an excluded prefix could be excluded: the others would be let
 * through. */
static gboolean is_all_left_out(const SearchPlan *plan, GError **error)
{
  if (!plan->partial)
    return TRUE;
  g_set_error_literal(error, MKEPUB_ERROR, MKEPUB_ERROR_USAGE,
                      "too many words begin like the excluded one; write more of it");
  return FALSE;
}

static gboolean plan_excluded(SearchPlan *plan, SearchStore *store, const GPtrArray *excluded,
                              GArray *parts, GError **error)
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

gboolean search_plan_make(SearchPlan *plan, SearchStore *store, const SearchWords *words,
                          const char *const *facets, GError **error)
{
  g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(Estimate));
  *plan = (SearchPlan){.match = g_string_new(NULL), .look = LOOK_MOST};
  plan->weights = g_array_new(FALSE, FALSE, sizeof(double));
  if (!search_store_number(store, "articles", &plan->articles, error))
    return FALSE;
  plan->most = plan->articles;
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
