/* SPDX-License-Identifier: MIT */
/* Planning: which issues keep their books, which articles are free for
 * other issues, which periods there are.
 * Used by the run of an archive. Every function fails with OUTPUT.
 * An issue keeps its book when one of its articles is missing (article.missing). The others are
 * open. An article is free when its file can be read, and it is in no kept book, or there with
 * an older text. The catalog remembers the kept issues for one run. */
#ifndef ARCHIVE_SHELF_CATALOG_PLAN_H
#define ARCHIVE_SHELF_CATALOG_PLAN_H

#include "archive/shelf/catalog-write.h"

/* Finds out which issues keep their books. BY_COUNT: with an issue of a period by count, all
 * issues of the period. Articles that may not be in issues leave the kept ones; one
 * whose text changed stays until another book has it. */
gboolean catalog_find_kept(MkepubCatalog *catalog, gboolean by_count, GError **error);
/* Counts the articles of the issues that keep their books. */
gboolean catalog_count_kept(MkepubCatalog *catalog, GError **error);
/* *kept becomes whether issue ID keeps its book. */
gboolean catalog_is_kept(MkepubCatalog *catalog, gint64 id, gboolean *kept, GError **error);
/* Appends the volumes (of guint, rising) of PERIOD that keep their books. */
gboolean catalog_list_kept_volumes(MkepubCatalog *catalog, gboolean omnibus, const char *period,
                                   GArray *volumes, GError **error);

/* Calls CALL for articles that are in issues or wait for one. DAY is NULL for an undated one.
 */
typedef void (*CatalogDayCall)(gpointer data, const char *day, const char *path);
/* Those of the issue that article ID is in. */
gboolean catalog_walk_days_beside(MkepubCatalog *catalog, gint64 id, CatalogDayCall call,
                                  gpointer data, GError **error);
/* Those of the open issues of PERIOD. */
gboolean catalog_walk_days_of(MkepubCatalog *catalog, const char *period, CatalogDayCall call,
                              gpointer data, GError **error);
/* Those that no book has, or only with an older text. */
gboolean catalog_walk_days_unpublished(MkepubCatalog *catalog, CatalogDayCall call,
                                       gpointer data, GError **error);

/* Of which issues periods are listed. */
typedef enum {
  CATALOG_PERIODS_ALL,           /* but for yearly books, like the next two */
  CATALOG_PERIODS_OPEN,          /* issues that do not keep their books */
  CATALOG_PERIODS_KEPT,          /* issues that do */
  CATALOG_PERIODS_YEARS,         /* years of all issues */
  CATALOG_PERIODS_YEARS_TOUCHED, /* years of issues that this run touched */
  CATALOG_PERIODS_OMNIBUS        /* yearly books */
} CatalogPeriods;
/* Appends copies of the periods or years (of char *), each once. */
gboolean catalog_list_periods(MkepubCatalog *catalog, CatalogPeriods which, GPtrArray *periods,
                              GError **error);
/* *period becomes that of the issue that article ID is in, for the caller to free; NULL when it
 * is in none. */
gboolean catalog_find_period(MkepubCatalog *catalog, gint64 id, char **period, GError **error);

/* *count becomes how many dated articles are free; with DAY, only those in front of the article
 * of DAY and PATH. */
gboolean catalog_count_free(MkepubCatalog *catalog, const char *day, const char *path,
                            gint64 *count, GError **error);
/* *has becomes whether an article from FROM to TO (days) is free, or an issue of PERIOD keeps
 * its book. */
gboolean catalog_has_articles(MkepubCatalog *catalog, const char *from, const char *to,
                              const char *period, gboolean *has, GError **error);

/* A free article; the texts are borrowed and may be NULL. */
typedef struct {
  gint64 id;
  guint64 bytes; /* of its file */
  const char *day, *number;
} CatalogCandidate;
typedef void (*CatalogCandidateCall)(gpointer data, const CatalogCandidate *article);
/* Call CALL for free articles, by day and path: those without a day; those from FROM to TO
 * (days); COUNT of the dated ones after the first OFFSET. */
gboolean catalog_walk_undated(MkepubCatalog *catalog, CatalogCandidateCall call, gpointer data,
                              GError **error);
gboolean catalog_walk_between(MkepubCatalog *catalog, const char *from, const char *to,
                              CatalogCandidateCall call, gpointer data, GError **error);
gboolean catalog_walk_chunk(MkepubCatalog *catalog, gint64 count, gint64 offset,
                            CatalogCandidateCall call, gpointer data, GError **error);
/* Calls CALL for the articles of the issues of YEAR, in their order, but for those that are
 * missing or in a yearly book that is kept. */
gboolean catalog_walk_year(MkepubCatalog *catalog, const char *year, CatalogCandidateCall call,
                           gpointer data, GError **error);

#endif
