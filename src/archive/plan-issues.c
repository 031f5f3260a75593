/* SPDX-License-Identifier: MIT */
#include "archive/plan-issues.h"

#include <string.h>

#include "archive/kept.h"
#include "archive/number.h"
#include "archive/shelf/catalog-internal.h"
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

#define LIST "SELECT a.id, a.bytes, a.day, a.number FROM article a "

/* Takes ROW, which selects what LIST does. */
static gboolean list(Run *run, sqlite3_stmt *statement, Listing *listing, GError **error)
{
  g_autoptr(sqlite3_stmt) row = statement;
  *listing = (Listing){.ids = g_array_new(FALSE, FALSE, sizeof(gint64)),
                       .sizes = g_array_new(FALSE, FALSE, sizeof(guint64))};
  int result = row ? SQLITE_ROW : SQLITE_ERROR;
  while (result == SQLITE_ROW &&
         (result = catalog_step(run->catalog, row, "inDT", error)) == SQLITE_ROW) {
    gint64 id = column_number(row, 0);
    guint64 size = (guint64)column_number(row, 1);
    if (listing->ids->len == 0)
      listing->first_day = g_strdup(catalog_text(row, 2));
    const char *number = catalog_text(row, 3);
    if (listing->ids->len == 0 && number && number_is_decimal(number))
      listing->number = g_strdup(number);
    g_array_append_val(listing->ids, id);
    g_array_append_val(listing->sizes, size);
  }
  return result == SQLITE_DONE;
}

static char *day_text(const MkepubDate *day)
{
  return g_strdup_printf("%04d-%02d-%02d", day->year, day->month, day->day);
}

static gboolean list_chunk(Run *run, const char *period, Listing *listing, GError **error)
{
  gint64 count = (gint64)run->options->every.count;
  gint64 rank = kept_rank(run, g_ascii_strtoll(period, NULL, 10));
  return list(run,
              catalog_prepare(run->catalog, error,
                              LIST
                              "WHERE a.state = 0 AND a.day IS NOT NULL AND " ARTICLE_IS_FREE
                              " ORDER BY a.day, a.path, a.sha256 LIMIT ? OFFSET ?",
                              "ii", rank < 0 ? (gint64)0 : count, MAX(rank, 0) * count),
              listing, error);
}

static gboolean list_period(Run *run, const char *period, Listing *listing, GError **error)
{
  if (strcmp(period, UNDATED) == 0)
    return list(run,
                catalog_prepare(run->catalog, error,
                                LIST "WHERE a.state = 0 AND a.day IS NULL AND " ARTICLE_IS_FREE
                                     " ORDER BY a.path, a.sha256",
                                ""),
                listing, error);
  if (run->options->every.kind == MKEPUB_EVERY_COUNT)
    return list_chunk(run, period, listing, error);
  MkepubDate first, last;
  *listing = (Listing){0};
  if (!mkepub_period_bounds(period, &first, &last))
    return database_damaged(&run->catalog->database, "a period is not of this setting", error);
  g_autofree char *from = day_text(&first), *to = day_text(&last);
  return list(run,
              catalog_prepare(run->catalog, error,
                              LIST
                              "WHERE a.state = 0 AND a.day BETWEEN ? AND ? AND " ARTICLE_IS_FREE
                              " ORDER BY a.day, a.path, a.sha256",
                              "tt", from, to),
              listing, error);
}

/* The year that an issue stands under: of a week that of its Thursday. */
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

/* The volumes of LIKE's period whose books stay as they are, in an array of guint, rising. */
static GArray *kept_volumes(Run *run, const IssuePlan *like, GError **error)
{
  g_autoptr(GArray) volumes = g_array_new(FALSE, FALSE, sizeof(guint));
  g_autoptr(sqlite3_stmt) row =
      catalog_prepare(run->catalog, error,
                      "SELECT volume FROM issue WHERE kind = ? AND period = ?"
                      " AND id IN temp.kept_issue ORDER BY volume",
                      "it", (gint64)like->omnibus, like->period);
  int result = row ? SQLITE_ROW : SQLITE_ERROR;
  while (result == SQLITE_ROW &&
         (result = catalog_step(run->catalog, row, "c", error)) == SQLITE_ROW) {
    guint volume = column_count(row, 0);
    g_array_append_val(volumes, volume);
  }
  return result == SQLITE_DONE ? g_steal_pointer(&volumes) : NULL;
}

/* The plans of LISTING, each with a part of the articles. Their numbers pass over the volumes
 * that stay. */
static GPtrArray *split_listing(Run *run, const Listing *listing, const GArray *counts,
                                const char *base, const IssuePlan *like, GError **error)
{
  g_autoptr(GArray) kept = kept_volumes(run, like, error);
  if (!kept)
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
  if (!list(run,
            catalog_prepare(run->catalog, error,
                            LIST
                            "JOIN issue i ON i.id = a.issue WHERE i.year = ? AND i.kind = 0"
                            " AND a.missing = 0 AND NOT EXISTS (SELECT 1 FROM omnibus o WHERE"
                            " o.article = a.id AND o.issue IN temp.kept_issue)"
                            " ORDER BY i.date, i.period, i.volume, a.place",
                            "t", year),
            &listing, error))
    return NULL;
  g_autofree char *date = g_strconcat(year, "-01-01", NULL);
  g_autoptr(GArray) own =
      split ? NULL : volumes_split(listing.sizes, OMNIBUS_ARTICLES, OMNIBUS_TEXT);
  IssuePlan like = {
      .omnibus = TRUE, .period = (char *)year, .date = date, .year = (char *)year};
  return split_listing(run, &listing, split ? split : own, year, &like, error);
}
