/* SPDX-License-Identifier: MIT */
/* The issues in the catalog, their files and pictures: what a run and a check ask of them.
 * Used by the run of an archive and by the checks. Every function fails with OUTPUT, or with
 * INPUT when the catalog is only read. */
#ifndef ARCHIVE_SHELF_CATALOG_ISSUE_H
#define ARCHIVE_SHELF_CATALOG_ISSUE_H

#include "archive/shelf/catalog-write.h"

/* An issue as the shelf has it. */
typedef struct {
  gint64 id;
  char *file, *cover, *thumbnail; /* names on the shelf; the last two may be NULL */
  guint8 made_from[DIGEST_SHA256];
} CatalogBook;

void catalog_book_free(gpointer book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CatalogBook, catalog_book_free)
/* Sets *book to volume VOLUME of PERIOD, for the caller to free, or to NULL when the catalog
 * does not have it. */
gboolean catalog_find_book(MkepubCatalog *catalog, gboolean omnibus, const char *period,
                           guint volume, CatalogBook **book, GError **error);
/* Issue ID, for the caller to free. NULL with an error also when there is no such issue. */
CatalogBook *catalog_read_book(MkepubCatalog *catalog, gint64 id, GError **error);
/* Appends the volumes (of CatalogBook *) of PERIOD above VOLUME that do not keep their books,
 * in their order. */
gboolean catalog_list_books(MkepubCatalog *catalog, gboolean omnibus, const char *period,
                            guint volume, GPtrArray *books, GError **error);

/* *has becomes whether ARTICLE is in ISSUE, a yearly book with OMNIBUS. */
gboolean catalog_issue_has(MkepubCatalog *catalog, gint64 issue, gboolean omnibus,
                           gint64 article, gboolean *has, GError **error);
/* *count becomes how many articles ISSUE has. */
gboolean catalog_count_in_issue(MkepubCatalog *catalog, gint64 issue, gint64 *count,
                                GError **error);
/* *taken becomes whether an issue other than ISSUE has the book NAME. */
gboolean catalog_name_is_taken(MkepubCatalog *catalog, const char *name, gint64 issue,
                               gboolean *taken, GError **error);
/* *taken becomes whether an issue that keeps its book has the book NAME, other than this volume
 * of PERIOD. */
gboolean catalog_name_is_kept(MkepubCatalog *catalog, const char *name, const MkepubIssue *than,
                              gboolean *taken, GError **error);
/* *language becomes that of most issues, for the caller to free; NULL without issues. */
gboolean catalog_find_language(MkepubCatalog *catalog, char **language, GError **error);
/* *id becomes the issue that the file NAME belongs to, 0: none, with its period (for the caller
 * to free) and whether it is a yearly book. */
gboolean catalog_find_owner(MkepubCatalog *catalog, const char *name, gint64 *id,
                            gboolean *omnibus, char **period, GError **error);
/* Sets the identifier and the time of change of the issue with the book NAME, for the caller to
 * free; NULL when no issue has this book. */
gboolean catalog_find_identity(MkepubCatalog *catalog, const char *name, char **identifier,
                               char **modified, GError **error);

/* *known becomes whether the file NAME is published; SHA256 (may be NULL) then gets its hash.
 */
gboolean catalog_find_published(MkepubCatalog *catalog, const char *name, guint8 *sha256,
                                gboolean *known, GError **error);
/* The published file NAME has the time MTIME (nanoseconds). */
gboolean catalog_set_published_time(MkepubCatalog *catalog, const char *name, gint64 mtime,
                                    GError **error);

/* A picture of ISSUE as it was when the book was made; what follows is borrowed. */
typedef struct {
  gint64 issue;
  gboolean omnibus;
  const char *period;
  const char *source, *beside, *address; /* as in the schema; the last two may be NULL */
  gint64 bytes, mtime;
  const guint8 *sha256; /* NULL: missing */
} CatalogPicture;
typedef gboolean (*CatalogPictureCall)(gpointer data, const CatalogPicture *picture,
                                       GError **error);
/* Calls CALL for each picture of each issue; its failure is that of the walk. */
gboolean catalog_walk_pictures(MkepubCatalog *catalog, CatalogPictureCall call, gpointer data,
                               GError **error);

/* The file SOURCE of pictures has the time MTIME (nanoseconds). */
gboolean catalog_note_picture_time(MkepubCatalog *catalog, const char *source, gint64 mtime,
                                   GError **error);
/* Sets the times that were noted for all pictures of all issues, in one pass over them. */
gboolean catalog_set_picture_times(MkepubCatalog *catalog, GError **error);

/* Calls CALL for each article that is missing: its id, the book that has it and the name of its
 * chapter in there. A failure of CALL is that of the walk. */
typedef gboolean (*CatalogChapterCall)(gpointer data, gint64 id, const char *book,
                                       const char *chapter, GError **error);
gboolean catalog_walk_missing(MkepubCatalog *catalog, CatalogChapterCall call, gpointer data,
                              GError **error);

#endif
