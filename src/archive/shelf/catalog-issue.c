/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "archive/shelf/catalog-internal.h"
#include "archive/shelf/catalog-write.h"

/* Marks the facets and the year of ISSUE as touched. */
static gboolean touch_issue(MkepubCatalog *catalog, gint64 issue, GError **error)
{
  return catalog_run(catalog, error,
                     "INSERT OR IGNORE INTO touched"
                     " SELECT kind, name FROM facet WHERE issue = ?1"
                     " UNION SELECT 0, year FROM issue WHERE id = ?1",
                     "i", issue);
}

gboolean catalog_touch_all(MkepubCatalog *catalog, GError **error)
{
  return catalog_run(catalog, error,
                     "INSERT OR IGNORE INTO touched SELECT DISTINCT kind, name FROM facet"
                     " UNION SELECT 0, year FROM issue",
                     "");
}

/* Removes everything from ISSUE. */
static gboolean empty_issue(MkepubCatalog *catalog, gint64 issue, GError **error)
{
  return touch_issue(catalog, issue, error) &&
         catalog_run(catalog, error,
                     "UPDATE article SET issue = NULL, place = NULL, chapter = NULL"
                     " WHERE issue = ?",
                     "i", issue) &&
         catalog_run(catalog, error, "DELETE FROM omnibus WHERE issue = ?", "i", issue) &&
         catalog_run(catalog, error, "DELETE FROM facet WHERE issue = ?", "i", issue) &&
         catalog_run(catalog, error, "DELETE FROM resource WHERE issue = ?", "i", issue);
}

#define COLUMNS                                                                                \
  "kind, period, volume, volumes, title, name, number, date, year, language, identifier,"      \
  " modified, file, cover, cover_type, thumbnail, bytes, sha256, made_from, articles, words"

static gboolean put_row(MkepubCatalog *catalog, MkepubIssue *i, const guint8 *made_from,
                        GError **error)
{
  static const char insert[] = "INSERT INTO issue (" COLUMNS
                               ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                               " ?, ?, ?, ?)";
  static const char update[] = "UPDATE issue SET (" COLUMNS
                               ") = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                               " ?, ?) WHERE id = ?";
  gboolean old = i->id > 0;
  gboolean done = catalog_run(
      catalog, error, old ? update : insert,
      old ? "itiittttttttttttibbiii" : "itiittttttttttttibbii", (gint64)i->omnibus, i->period,
      (gint64)i->volume, (gint64)i->volumes, i->title, i->name, i->number, i->date, i->year,
      i->language, i->identifier, i->modified, i->file, i->cover, i->cover_type, i->thumbnail,
      (gint64)i->bytes, i->sha256, DIGEST_SHA256, made_from, DIGEST_SHA256, (gint64)i->articles,
      (gint64)i->words, i->id);
  if (done && !old)
    i->id = sqlite3_last_insert_rowid(catalog->database.db);
  return done;
}

static gboolean put_places(MkepubCatalog *catalog, const MkepubIssue *issue,
                           const GArray *places, GError **error)
{
  for (guint i = 0; i < places->len; i++) {
    const CatalogPlace *place = &g_array_index(places, CatalogPlace, i);
    gboolean done =
        issue->omnibus
            ? catalog_run(catalog, error,
                          "INSERT INTO omnibus (issue, place, article, chapter)"
                          " VALUES (?, ?, ?, ?)",
                          "iiit", issue->id, (gint64)i, place->article, place->chapter)
            : catalog_run(catalog, error,
                          "UPDATE article SET issue = ?, place = ?, chapter = ?,"
                          " published = sha256 WHERE id = ?",
                          "iiti", issue->id, (gint64)i, place->chapter, place->article);
    if (!done)
      return FALSE;
  }
  return TRUE;
}

static gboolean put_resources(MkepubCatalog *catalog, gint64 issue, const GArray *resources,
                              GError **error)
{
  for (guint i = 0; i < resources->len; i++) {
    const CatalogResource *resource = &g_array_index(resources, CatalogResource, i);
    if (!catalog_run(catalog, error,
                     "INSERT INTO resource (issue, number, source, beside, address, bytes, "
                     "mtime, sha256)"
                     " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                     "iibbbiib", issue, (gint64)i, resource->source,
                     (int)strlen(resource->source), resource->beside,
                     (int)strlen(resource->beside), resource->address,
                     resource->address ? (int)strlen(resource->address) : 0, resource->bytes,
                     resource->mtime, resource->sha256, DIGEST_SHA256))
      return FALSE;
  }
  return TRUE;
}

static gboolean put_facets(MkepubCatalog *catalog, gint64 issue, GError **error)
{
  return catalog_run(catalog, error,
                     "INSERT INTO facet (kind, name, issue)"
                     " SELECT 1, section, ?1 FROM article WHERE issue = ?1"
                     " AND section IS NOT NULL"
                     " UNION SELECT 4, language, ?1 FROM article WHERE issue = ?1"
                     " AND language IS NOT NULL"
                     " UNION SELECT 2, x.name, ?1 FROM article a JOIN author x"
                     " ON x.article = a.id WHERE a.issue = ?1"
                     " UNION SELECT 3, x.name, ?1 FROM article a JOIN tag x"
                     " ON x.article = a.id WHERE a.issue = ?1",
                     "i", issue);
}

gboolean catalog_put_issue(MkepubCatalog *catalog, MkepubIssue *issue, const guint8 *made_from,
                           const GArray *places, const GArray *resources, GError **error)
{
  return (issue->id == 0 || empty_issue(catalog, issue->id, error)) &&
         put_row(catalog, issue, made_from, error) &&
         put_places(catalog, issue, places, error) &&
         put_resources(catalog, issue->id, resources, error) &&
         (issue->omnibus || put_facets(catalog, issue->id, error)) &&
         touch_issue(catalog, issue->id, error);
}

gboolean catalog_remove_issue(MkepubCatalog *catalog, gint64 id, GError **error)
{
  return empty_issue(catalog, id, error) &&
         catalog_run(catalog, error, "DELETE FROM issue WHERE id = ?", "i", id);
}

gboolean catalog_find_last_run(MkepubCatalog *catalog, gint64 *last, GError **error)
{
  return catalog_read_number(
      catalog, catalog_query(catalog, error, "SELECT coalesce(max(id), 0) FROM run", ""), last,
      error);
}

gint64 catalog_run_number(const MkepubCatalog *catalog)
{
  return catalog->run;
}

gboolean catalog_begin_run(MkepubCatalog *catalog, const char *started, GError **error)
{
  if (!catalog_run(catalog, error,
                   "INSERT INTO run (started, version, seen, added, changed, removed, issues)"
                   " VALUES (?, ?, 0, 0, 0, 0, 0)",
                   "tt", started, MKEPUB_VERSION))
    return FALSE;
  catalog->run = sqlite3_last_insert_rowid(catalog->database.db);
  return TRUE;
}

gboolean catalog_end_run(MkepubCatalog *catalog, const CatalogCounts *counts, GError **error)
{
  return catalog_run(catalog, error,
                     "UPDATE run SET seen = ?, added = ?, changed = ?, removed = ?, issues = ?"
                     " WHERE id = ?",
                     "iiiiii", counts->seen, counts->added, counts->changed, counts->removed,
                     counts->issues, catalog->run);
}

gboolean catalog_change(MkepubCatalog *catalog, const char *what, const char *subject,
                        const char *why, GError **error)
{
  return catalog_run(catalog, error,
                     "INSERT INTO change (run, number, what, subject, why)"
                     " VALUES (?, ?, ?, ?, ?)",
                     "iittt", catalog->run, (gint64)++catalog->changes, what, subject, why);
}
