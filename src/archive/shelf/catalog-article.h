/* SPDX-License-Identifier: MIT */
/* The articles in the catalog: what a run asks of them and how it changes them.
 * Used by the run of an archive. Every function fails with OUTPUT, or with INPUT when the
 * catalog is only read; a missing row is a failure unless the function says otherwise. */
#ifndef ARCHIVE_SHELF_CATALOG_ARTICLE_H
#define ARCHIVE_SHELF_CATALOG_ARTICLE_H

#include "archive/shelf/catalog-write.h"

/* The columns that decide whether an article is in an issue, and in which. */
typedef struct {
  gint64 id;
  gint64 issue, same_as; /* 0: none */
  int state, missing;    /* as in catalog-write.h */
  char *day, *path;      /* day: NULL for an undated one */
  char *canonical;       /* address, or NULL */
  gboolean has_text_hash;
  guint8 text_hash[16], sha256[DIGEST_SHA256];
  guint64 simhash;
} CatalogRecord;

void catalog_record_clear(CatalogRecord *record);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CatalogRecord, catalog_record_clear)
/* Fills *record, for the caller to clear, also after a failure. */
gboolean catalog_read_record(MkepubCatalog *catalog, gint64 id, CatalogRecord *record,
                             GError **error);
/* Fills *record as catalog_read_record does; its id is 0 when there is no such article. */
gboolean catalog_find_record(MkepubCatalog *catalog, gint64 id, CatalogRecord *record,
                             GError **error);

/* The file of an article: its input folder and its path below it, as the file system spells
 * them, and the hash of what was taken in. */
typedef struct {
  gint64 source; /* id of the input folder */
  char *root, *below;
  guint8 sha256[DIGEST_SHA256];
} CatalogFile;

void catalog_file_clear(CatalogFile *file);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CatalogFile, catalog_file_clear)
/* Fills *file, for the caller to clear; source is 0 when there is no such article. */
gboolean catalog_find_file(MkepubCatalog *catalog, gint64 id, CatalogFile *file,
                           GError **error);

/* The entry of an article in the search, without its text. Texts may be NULL, except for the
 * title.
 */
typedef struct {
  char *day, *title, *byline, *section, *language;
  GPtrArray *authors; /* of char * */
} CatalogHeading;

void catalog_heading_clear(CatalogHeading *heading);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CatalogHeading, catalog_heading_clear)
/* Fills *heading, for the caller to clear, also after a failure. */
gboolean catalog_read_heading(MkepubCatalog *catalog, gint64 id, CatalogHeading *heading,
                              GError **error);

/* How many articles there are by their state. */
typedef struct {
  guint64 articles, drafts, repeats, lost;
} CatalogTotals;
gboolean catalog_count_articles(MkepubCatalog *catalog, CatalogTotals *totals, GError **error);
/* *count becomes how many articles are not known to be gone, *last the highest id. */
gboolean catalog_count_known(MkepubCatalog *catalog, gint64 *count, gint64 *last,
                             GError **error);

/* Calls CALL for the id of each article. */
typedef void (*CatalogIdCall)(gpointer data, gint64 id);
gboolean catalog_walk_articles(MkepubCatalog *catalog, CatalogIdCall call, gpointer data,
                               GError **error);
/* Calls CALL for each article that has a text hash and is in an issue or repeats one that is.
 */
typedef void (*CatalogHashCall)(gpointer data, gint64 id, guint64 simhash);
gboolean catalog_walk_hashes(MkepubCatalog *catalog, CatalogHashCall call, gpointer data,
                             GError **error);

/* Append to IDS (of gint64): the articles that repeat ID or what ID repeats, and that one;
 * those of the address CANONICAL; those of the text hash (16 bytes); those that are gone, by
 * day. */
gboolean catalog_list_same(MkepubCatalog *catalog, gint64 id, GArray *ids, GError **error);
gboolean catalog_list_by_address(MkepubCatalog *catalog, const char *canonical, GArray *ids,
                                 GError **error);
gboolean catalog_list_by_text(MkepubCatalog *catalog, const guint8 *text_hash, GArray *ids,
                              GError **error);
gboolean catalog_list_gone(MkepubCatalog *catalog, GArray *ids, GError **error);
/* Calls CALL for each match of a NEW article (its id is above KNOWN) with one that is GONE and
 * had the same bytes, in this order. An article may be in several matches. */
typedef void (*CatalogMatchCall)(gpointer data, gint64 new, gint64 gone);
gboolean catalog_walk_renamed(MkepubCatalog *catalog, gint64 known, CatalogMatchCall call,
                              gpointer data, GError **error);

/* Article ID repeats KEEPER, because of WHY (as in the schema). */
gboolean catalog_set_repeat(MkepubCatalog *catalog, gint64 id, gint64 keeper, const char *why,
                            GError **error);
/* Article ID repeats no other one and may be in an issue. */
gboolean catalog_set_keeper(MkepubCatalog *catalog, gint64 id, GError **error);
/* Article TO gets the place that FROM has in a book, unless it has one, its places in yearly
 * books, and the articles that repeat it. */
gboolean catalog_replace_article(MkepubCatalog *catalog, gint64 from, gint64 to,
                                 GError **error);

#endif
