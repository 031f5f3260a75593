/* SPDX-License-Identifier: MIT */
#include "mkepub/shelf-extract.h"

#include <string.h>
#include <unistd.h>

#include "archive/catalog-state.h"
#include "archive/keep-source.h"
#include "archive/lock.h"
#include "base/digest.h"
#include "base/text.h"

typedef struct {
  const char *shelf, *folder;
  MkepubExtractMode mode;
  gboolean several; /* input folders */
} Extract;

static char *blob(sqlite3_stmt *row, int column)
{
  const char *bytes = sqlite3_column_blob(row, column);
  return bytes ? g_strndup(bytes, (gsize)sqlite3_column_bytes(row, column)) : g_strdup("");
}

/* The kept file of ROW (path of the input folder, way below it, hash). */
static gboolean extract_one(const Extract *extract, sqlite3_stmt *row, GError **error)
{
  g_autofree char *root = blob(row, 0), *below = blob(row, 1);
  g_autofree char *name = keep_source_name(root, below);
  g_autofree char *from = g_build_filename(extract->shelf, name, NULL);
  g_autofree char *base = g_path_get_basename(root);
  g_autofree char *to =
      extract->several && *base != '/' ? g_build_filename(base, below, NULL) : g_strdup(below);
  g_autofree char *bytes = NULL;
  gsize length;
  g_autoptr(GError) own = NULL;
  guint8 digest[DIGEST_SHA256];
  if (!g_file_get_contents(from, &bytes, &length, &own)) {
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "a kept source is missing: %s",
                own->message);
    return FALSE;
  }
  digest_sha256(bytes, length, digest);
  if (sqlite3_column_bytes(row, 2) != DIGEST_SHA256 ||
      memcmp(sqlite3_column_blob(row, 2), digest, DIGEST_SHA256) != 0) {
    g_autofree char *shown = text_display_path(from);
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "'%s' is not what was kept", shown);
    return FALSE;
  }
  return mkepub_extract_put(extract->folder, to, bytes, length, extract->mode, error);
}

static gboolean has_several(MkepubCatalog *catalog)
{
  g_autoptr(sqlite3_stmt) row = catalog_prepare(catalog, NULL,
                                                "SELECT count(*) FROM source s WHERE EXISTS "
                                                "(SELECT 1 FROM article a WHERE a.source = s.id"
                                                " AND a.state = 0)",
                                                "");
  return row && catalog_step(catalog, row, NULL) == SQLITE_ROW &&
         sqlite3_column_int(row, 0) > 1;
}

static gboolean extract_all(MkepubCatalog *catalog, Extract *extract, guint *count,
                            GError **error)
{
  g_autofree char *kept = mkepub_catalog_setting(catalog, "keep-sources");
  if (!kept || !*kept) {
    g_autofree char *shown = text_display_path(extract->shelf);
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT,
                "'%s' keeps no sources: it was made without --keep-sources", shown);
    return FALSE;
  }
  extract->several = has_several(catalog);
  g_autoptr(sqlite3_stmt) row = catalog_prepare(
      catalog, error,
      "SELECT s.path, a.file, a.sha256 FROM article a JOIN source s ON s.id = a.source"
      " WHERE a.state = 0 ORDER BY a.id",
      "");
  int result = row ? SQLITE_ROW : SQLITE_ERROR;
  while (result == SQLITE_ROW && (result = catalog_step(catalog, row, error)) == SQLITE_ROW) {
    if (!extract_one(extract, row, error))
      return FALSE;
    ++*count;
  }
  return result == SQLITE_DONE;
}

gboolean mkepub_shelf_extract(const char *shelf, const char *folder, MkepubExtractMode mode,
                              guint *count, GError **error)
{
  Extract extract = {shelf, folder, mode, FALSE};
  int lock = lock_share(shelf, error);
  if (lock == LOCK_REFUSED)
    return FALSE;
  g_autoptr(MkepubCatalog) catalog = mkepub_catalog_open(shelf, MKEPUB_CATALOG_READ, error);
  gboolean done = catalog && extract_all(catalog, &extract, count, error);
  if (lock >= 0)
    close(lock);
  return done;
}
