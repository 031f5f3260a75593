/* SPDX-License-Identifier: MIT */
/* The catalog of a shelf: an SQLite file that knows every article, issue and published file.
 * Written by the run of an archive; read by feeds, pages, search and checks. */
#ifndef ARCHIVE_SHELF_CATALOG_H
#define ARCHIVE_SHELF_CATALOG_H

#include "mkepub/error.h"

/* 'catalog.db' on the shelf, application_id 0x6d6b6570 ('mkep'), user_version the version of
 * its schema (src/archive/shelf/schema.sql). A run writes it in one transaction, so that a run
 * that is killed leaves it as it was. It keeps a rollback journal: a write-ahead log would lie
 * between the published files, and a run adds far more than it changes. */
typedef struct MkepubCatalog MkepubCatalog;

typedef enum {
  MKEPUB_CATALOG_READ, /* fails with INPUT when there is none */
  MKEPUB_CATALOG_WRITE /* made when there is none; an older schema is brought up to date */
} MkepubCatalogMode;

/* Opens the catalog of the shelf FOLDER. WRITE begins the transaction. Fails with INPUT ("is
 * not a catalog of mkepub", "was made by a newer mkepub", "the archive is being updated"),
 * OUTPUT. */
MkepubCatalog *mkepub_catalog_open(const char *folder, MkepubCatalogMode mode, GError **error);
/* Without a commit before, nothing of what was written stays. */
void mkepub_catalog_free(MkepubCatalog *catalog);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubCatalog, mkepub_catalog_free)
/* Ends the transaction. Fails with OUTPUT; the catalog is as it was then. */
gboolean mkepub_catalog_commit(MkepubCatalog *catalog, GError **error);

/* FALSE after any failure, also one that a call without ERROR had: *error becomes the first
 * one. A commit asks this itself. */
gboolean catalog_is_sound(const MkepubCatalog *catalog, GError **error);

/* The setting KEY, for the caller to free; NULL when it is not set. */
char *mkepub_catalog_setting(MkepubCatalog *catalog, const char *key);

/* The values below are borrowed and live until the callback returns. Texts are UTF-8. */
typedef struct {
  gint64 id;
  gboolean omnibus; /* a yearly book of issues */
  const char *period, *title, *name;
  guint volume, volumes;
  const char *number; /* position in the series, or NULL */
  const char *date;   /* 'YYYY-MM-DD', first day of the period; NULL: undated */
  const char *year;   /* 'YYYY', or 'undated' */
  const char *language, *identifier;
  const char *modified;                       /* 'YYYY-MM-DDThh:mm:ssZ' */
  const char *file;                           /* name on the shelf */
  const char *cover, *cover_type, *thumbnail; /* names on the shelf; may be NULL */
  guint64 bytes;
  const guint8 *sha256; /* 32 bytes */
  guint articles;
  gsize words;
} MkepubIssue;

typedef struct {
  gint64 id, issue;
  const char *path; /* below its input folder */
  const char *title;
  const char *byline, *date, *language, *section, *description, *url; /* may be NULL */
  gsize words;
  guint place;         /* in the issue's reading order, from 0 */
  const char *chapter; /* its document within the book, 'a-bridge.xhtml' */
} MkepubIssueArticle;

/* Which issues; all NULL or 0: every one. Values of several fields hold together. An omnibus is
 * known by its year only. */
typedef struct {
  const char *year;    /* of the issue */
  const char *section; /* one of its articles has this section, author, tag, language */
  const char *author, *tag, *language;
  gboolean issues_only;  /* no yearly books */
  gboolean newest_first; /* else oldest first; issues without a date come last either way; by
                            time, an omnibus follows right after the last issue of its year */
  guint offset, limit;   /* limit 0: no limit */
} MkepubIssueFilter;

/* FALSE stops the walk. */
typedef gboolean (*MkepubIssueCall)(gpointer data, const MkepubIssue *issue);
typedef gboolean (*MkepubIssueArticleCall)(gpointer data, const MkepubIssueArticle *article);

/* Calls CALL for each issue in order. Fails with INPUT when the catalog is damaged; a walk that
 * CALL stopped is not a failure. Other walks may begin within CALL. */
gboolean mkepub_catalog_issues(MkepubCatalog *catalog, const MkepubIssueFilter *filter,
                               MkepubIssueCall call, gpointer data, GError **error);
/* How many issues the filter takes (offset and limit do not count). 0 when the catalog is
 * damaged. */
guint mkepub_catalog_count_issues(MkepubCatalog *catalog, const MkepubIssueFilter *filter);

/* The articles of ISSUE in reading order. An omnibus has those of its issues' year. */
gboolean mkepub_catalog_articles(MkepubCatalog *catalog, gint64 issue,
                                 MkepubIssueArticleCall call, gpointer data, GError **error);

/* The kinds of values by which issues are found. */
typedef enum {
  MKEPUB_FACET_YEAR, /* newest first, 'undated' last; the others in order of their names */
  MKEPUB_FACET_SECTION,
  MKEPUB_FACET_AUTHOR,
  MKEPUB_FACET_TAG,
  MKEPUB_FACET_LANGUAGE
} MkepubFacetKind;

typedef struct {
  const char *name;
  guint issues;         /* that hold an article with it */
  const char *modified; /* the newest of theirs */
  gboolean touched;     /* this run wrote, moved or removed one of them */
} MkepubFacet;

typedef gboolean (*MkepubFacetCall)(gpointer data, const MkepubFacet *facet);
/* Every value of KIND that an article in an issue has. A year counts its omnibus too, so that
 * ISSUES is what a filter by that value finds. In a catalog opened for reading nothing is
 * touched. */
gboolean mkepub_catalog_facets(MkepubCatalog *catalog, MkepubFacetKind kind,
                               MkepubFacetCall call, gpointer data, GError **error);

/* A published file. */
typedef struct {
  const char *name, *kind;
  guint64 bytes;
  gint64 mtime; /* nanoseconds */
  const guint8 *sha256;
} MkepubShelfFile;
typedef gboolean (*MkepubShelfFileCall)(gpointer data, const MkepubShelfFile *file);
/* All files, by name in byte order. */
gboolean mkepub_catalog_files(MkepubCatalog *catalog, MkepubShelfFileCall call, gpointer data,
                              GError **error);

#endif
