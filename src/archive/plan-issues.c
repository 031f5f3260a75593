/* SPDX-License-Identifier: MIT */
#include "archive/plan-issues.h"

#include <string.h>

#include "archive/kept.h"
#include "archive/number.h"
#include "archive/shelf/catalog-plan.h"
#include "archive/volumes.h"
#include "mkepub/period.h"

#define UNDATED          "undated"
#define MAX_ARTICLES     500
#define MAX_TEXT         (5u << 20)
#define OMNIBUS_ARTICLES 5000 /* a yearly book is large on purpose, but not without end */
#define OMNIBUS_TEXT     (50u << 20)

/* The articles of a period, in order. */
typedef struct {
  GArray *ids;   /* of gint64 */
  GArray *sizes; /* of guint64 */
  char *first_day, *number;
} Listing;

void issue_plan_free(gpointer data)
{
  IssuePlan *plan = data;
  g_free(plan->period);
  g_free(plan->number);
  g_free(plan->date);
  g_free(plan->year);
  g_array_unref(plan->articles);
  g_free(plan);
}

static void listing_clear(Listing *listing)
{
  g_clear_pointer(&listing->ids, g_array_unref);
  g_clear_pointer(&listing->sizes, g_array_unref);
  g_free(listing->first_day);
  g_free(listing->number);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Listing, listing_clear)

static void listing_init(Listing *listing)
{
  *listing = (Listing){.ids = g_array_new(FALSE, FALSE, sizeof(gint64)),
                       .sizes = g_array_new(FALSE, FALSE, sizeof(guint64))};
}

static void listing_add(gpointer data, const CatalogCandidate *article)
{
  Listing *listing = data;
  if (listing->ids->len == 0) {
    listing->first_day = g_strdup(article->day);
    if (article->number && number_is_decimal(article->number))
      listing->number = g_strdup(article->number);
  }
  g_array_append_val(listing->ids, article->id);
  g_array_append_val(listing->sizes, article->bytes);
}

static char *day_text(const MkepubDate *day)
{
  return g_strdup_printf("%04d-%02d-%02d", day->year, day->month, day->day);
}

static gboolean list_period(Run *run, const char *period, Listing *listing, GError **error)
{
  MkepubDate first, last;
  listing_init(listing);
  if (strcmp(period, UNDATED) == 0)
    return catalog_walk_undated(run->catalog, listing_add, listing, error);
  if (run->options->every.kind == MKEPUB_EVERY_COUNT) {
    gint64 count = (gint64)run->options->every.count;
    gint64 rank = kept_rank(run, g_ascii_strtoll(period, NULL, 10));
    return rank < 0 ||
           catalog_walk_chunk(run->catalog, count, rank * count, listing_add, listing, error);
  }
  if (!mkepub_period_bounds(period, &first, &last))
    return catalog_damaged(run->catalog, "a period is not of this setting", error);
  g_autofree char *from = day_text(&first), *to = day_text(&last);
  return catalog_walk_between(run->catalog, from, to, listing_add, listing, error);
}

/* Returns the year of an issue: of a week that of its Thursday. */
static char *year_of(const char *period, const char *first_day)
{
  if (!first_day)
    return g_strdup(UNDATED);
  return g_strndup(strchr(period, '-') || strlen(period) == 4 ? period : first_day, 4);
}

static char *date_of(const Run *run, const char *period, const char *first_day)
{
  MkepubDate first;
  if (!first_day || run->options->every.kind == MKEPUB_EVERY_COUNT)
    return g_strdup(first_day);
  return mkepub_period_bounds(period, &first, NULL) ? day_text(&first) : g_strdup(first_day);
}

/* The ordinal of PERIOD among the dated periods that have articles. */
static char *ordinal_of(const Run *run, const char *period)
{
  gpointer ordinal = g_hash_table_lookup(run->ordinals, period);
  return ordinal ? g_strdup_printf("%u", GPOINTER_TO_UINT(ordinal)) : NULL;
}

static char *base_number(const Run *run, const char *period, const char *date,
                         const Listing *listing)
{
  if (!date)
    return NULL;
  if (run->options->every.kind == MKEPUB_EVERY_COUNT)
    return g_strdup_printf("%" G_GINT64_FORMAT, g_ascii_strtoll(period, NULL, 10));
  if (run->ordinals)
    return ordinal_of(run, period);
  return listing->number ? g_strdup(listing->number) : number_of_day(date);
}

/* The plans of LISTING, each with a part of the articles. Their numbers pass over the volumes
 * that stay. */
static GPtrArray *split_listing(Run *run, const Listing *listing, const GArray *counts,
                                const char *base, const IssuePlan *like, GError **error)
{
  g_autoptr(GArray) kept = g_array_new(FALSE, FALSE, sizeof(guint));
  if (!catalog_list_kept_volumes(run->catalog, like->omnibus, like->period, kept, error))
    return NULL;
  GPtrArray *plans = g_ptr_array_new_with_free_func(issue_plan_free);
  guint from = 0, volume = 0, passed = 0;
  for (guint i = 0; i < counts->len; i++) {
    guint count = g_array_index(counts, guint, i);
    for (volume++; passed < kept->len && g_array_index(kept, guint, passed) <= volume; passed++)
      volume += g_array_index(kept, guint, passed) == volume;
    IssuePlan *plan = g_new0(IssuePlan, 1);
    plan->omnibus = like->omnibus;
    plan->period = g_strdup(like->period);
    plan->part = i;
    plan->volume = volume;
    plan->volumes = counts->len + kept->len;
    plan->date = g_strdup(like->date);
    plan->year = g_strdup(like->year);
    /* the undated have no number but that of the volume */
    plan->number = base                ? number_of_volume(base, volume, plan->volumes)
                   : plan->volumes > 1 ? g_strdup_printf("%u", volume)
                                       : NULL;
    plan->articles = g_array_sized_new(FALSE, FALSE, sizeof(gint64), count);
    g_array_append_vals(plan->articles, &g_array_index(listing->ids, gint64, from), count);
    g_ptr_array_add(plans, plan);
    from += count;
  }
  return plans;
}

GPtrArray *plan_period(Run *run, const char *period, const GArray *split, GError **error)
{
  g_auto(Listing) listing;
  const MkepubArchiveOptions *options = run->options;
  if (!list_period(run, period, &listing, error))
    return NULL;
  g_autofree char *date = date_of(run, period, listing.first_day);
  g_autofree char *year = year_of(period, listing.first_day);
  g_autofree char *base = base_number(run, period, date, &listing);
  g_autoptr(GArray) own =
      split ? NULL
            : volumes_split(listing.sizes,
                            options->max_articles > 0 ? options->max_articles : MAX_ARTICLES,
                            options->max_text > 0 ? options->max_text : MAX_TEXT);
  IssuePlan like = {.period = (char *)period, .date = date, .year = year};
  return split_listing(run, &listing, split ? split : own, base, &like, error);
}

GPtrArray *plan_year(Run *run, const char *year, const GArray *split, GError **error)
{
  g_auto(Listing) listing;
  listing_init(&listing);
  if (!catalog_walk_year(run->catalog, year, listing_add, &listing, error))
    return NULL;
  g_autofree char *date = g_strconcat(year, "-01-01", NULL);
  g_autoptr(GArray) own =
      split ? NULL : volumes_split(listing.sizes, OMNIBUS_ARTICLES, OMNIBUS_TEXT);
  IssuePlan like = {
      .omnibus = TRUE, .period = (char *)year, .date = date, .year = (char *)year};
  return split_listing(run, &listing, split ? split : own, year, &like, error);
}
