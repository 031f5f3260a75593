/* SPDX-License-Identifier: MIT */
/* Changes of the catalog, made only by the run of an archive.
 * Used by the parts of the run. */
#ifndef ARCHIVE_SHELF_CATALOG_WRITE_H
#define ARCHIVE_SHELF_CATALOG_WRITE_H

#include "archive/shelf/catalog.h"
#include "base/digest.h"

/* FALSE when SQLite finds a fault in any page. Reads all of the file. Fails with INPUT. */
gboolean catalog_is_whole(MkepubCatalog *catalog, GError **error);
/* Sets *error to damage that SQLite does not see, in words for people. Returns FALSE. */
gboolean catalog_damaged(MkepubCatalog *catalog, const char *what, GError **error);

/* Copies the catalog of the shelf FOLDER, as the last run left it, to the folder TO: for a
 * rehearsal. Nothing happens when there is none. Fails with INPUT, OUTPUT. */
gboolean catalog_copy(const char *folder, const char *to, GError **error);

/* Sets KEY; NULL removes it. Fails with OUTPUT, like all that follows. */
gboolean catalog_set(MkepubCatalog *catalog, const char *key, const char *value,
                     GError **error);

/* The id of the input folder PATH, entered when it is new; 0 after a failure. */
gint64 catalog_source(MkepubCatalog *catalog, const char *path, GError **error);
/* When one folder of those known is not among ROOTS (of char *), and one of ROOTS is not known,
 * the collection was moved: the folder is known by its new path from now on. */
gboolean catalog_move_source(MkepubCatalog *catalog, const GPtrArray *roots, GError **error);

enum { CATALOG_IN_ISSUE, CATALOG_DRAFT, CATALOG_REPEAT, CATALOG_LOST }; /* article.state */
enum { CATALOG_THERE, CATALOG_GONE, CATALOG_UNREADABLE };               /* article.missing */

/* A file as the catalog remembers it. */
typedef struct {
  gint64 id, bytes, mtime; /* nanoseconds */
  guint8 sha256[DIGEST_SHA256];
  int state, missing;
} CatalogStamp;

/* Fills *stamp for the file BELOW the folder of that id; its id is 0 when it is not known. */
gboolean catalog_find_stamp(MkepubCatalog *catalog, gint64 source, const char *below,
                            CatalogStamp *stamp, GError **error);
/* The file is there with these: it is not missing any more. */
gboolean catalog_set_stamp(MkepubCatalog *catalog, gint64 id, gint64 bytes, gint64 mtime,
                           GError **error);

/* All that is known of an article; texts and bytes are borrowed. */
typedef struct {
  gint64 id; /* 0: new; set then */
  gint64 source;
  const char *below, *path;
  gint64 bytes, mtime;
  const guint8 *sha256;
  const char *taken;
  int state;
  const char *title, *byline, *date, *date_raw, *day, *language, *section, *description, *url,
      *canonical, *number;
  const guint8 *text_hash; /* 16 bytes; NULL: too little text to compare */
  guint64 simhash;
  guint characters;
  gsize words;
  const GPtrArray *authors, *tags; /* of char *; may be NULL */
} CatalogArticle;

gboolean catalog_put_article(MkepubCatalog *catalog, CatalogArticle *article, GError **error);
gboolean catalog_set_missing(MkepubCatalog *catalog, gint64 id, int missing, GError **error);
gboolean catalog_remove_article(MkepubCatalog *catalog, gint64 id, GError **error);

/* The facets of the article, and the year of its issue, are touched by this run. */
gboolean catalog_touch_article(MkepubCatalog *catalog, gint64 id, GError **error);

/* Marks all facets and years as touched: all pages and feeds are written again. */
gboolean catalog_touch_all(MkepubCatalog *catalog, GError **error);

/* The position of an article in a book. */
typedef struct {
  gint64 article;
  const char *chapter;
} CatalogPlace;

/* A picture of a book; SHA256 is NULL and BYTES -1 when it is missing. */
typedef struct {
  const char *source, *beside, *address; /* as in the schema */
  gint64 bytes, mtime;
  const guint8 *sha256;
} CatalogResource;

/* Enters ISSUE (with its id, or 0 for a new one, which is set) with all that it holds: PLACES
 * (of CatalogPlace) in reading order, RESOURCES (of CatalogResource). */
gboolean catalog_put_issue(MkepubCatalog *catalog, MkepubIssue *issue, const guint8 *made_from,
                           const GArray *places, const GArray *resources, GError **error);
gboolean catalog_remove_issue(MkepubCatalog *catalog, gint64 id, GError **error);

/* *last becomes the number of the last run, 0: none. */
gboolean catalog_find_last_run(MkepubCatalog *catalog, gint64 *last, GError **error);
/* The number of the run that writes; 0 before catalog_begin_run. */
gint64 catalog_run_number(const MkepubCatalog *catalog);
/* Begins to write down what this run does. */
gboolean catalog_begin_run(MkepubCatalog *catalog, const char *started, GError **error);
/* How the run ended. */
typedef struct {
  gint64 seen, added, changed, removed, issues;
} CatalogCounts;
gboolean catalog_end_run(MkepubCatalog *catalog, const CatalogCounts *counts, GError **error);
gboolean catalog_change(MkepubCatalog *catalog, const char *what, const char *subject,
                        const char *why, GError **error);

#endif
