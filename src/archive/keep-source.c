/* SPDX-License-Identifier: MIT */
#include "archive/keep-source.h"

#include <string.h>

#include "archive/catalog-state.h"
#include "archive/issue.h"

#define PART_LIMIT 200

/* One part of a path, LENGTH bytes. */
static void append_part(GString *name, const char *part, gsize length)
{
  gsize from = name->len;
  for (gsize i = 0; i < length; i++) {
    guchar byte = (guchar)part[i];
    gboolean plain =
        g_ascii_isalnum((char)byte) || byte == '-' || byte == '_' || (byte == '.' && i > 0);
    if (plain)
      g_string_append_c(name, (char)byte);
    else
      g_string_append_printf(name, "%%%02X", byte);
  }
  if (name->len - from <= PART_LIMIT)
    return;
  guint8 sha256[DIGEST_SHA256];
  digest_sha256(part, length, sha256);
  g_autofree char *hex = digest_hex(sha256, 8);
  gsize end = from + PART_LIMIT - 17;
  while (name->str[end - 1] == '%' || name->str[end - 2] == '%')
    end--; /* not within an escape */
  g_string_truncate(name, end);
  g_string_append_printf(name, "~%s", hex);
}

char *keep_source_name(const char *root, const char *below)
{
  GString *name = g_string_new("sources/");
  g_autofree char *folder = g_path_get_basename(root);
  append_part(name, folder, strcmp(folder, "/") == 0 ? 0 : strlen(folder));
  for (const char *p = below; *p;) {
    gsize length = strcspn(p, "/");
    g_string_append_c(name, '/');
    append_part(name, p, length);
    p += length;
    p += *p == '/';
  }
  return g_string_free(name, FALSE);
}

static gboolean keep(Run *run, const char *root, const char *below, GError **error)
{
  g_autofree char *path = g_build_filename(root, below, NULL);
  g_autofree char *name = keep_source_name(root, below);
  g_autofree char *bytes = NULL;
  gsize length;
  if (!g_file_get_contents(path, &bytes, &length, NULL))
    return TRUE;
  return mkepub_shelf_put_later(run->shelf, name, "source", bytes, length, error);
}

gboolean keep_sources(Run *run, const GPtrArray *files, GError **error)
{
  for (guint i = 0; run->options->keep_sources && i < files->len; i++) {
    const IssueFile *file = files->pdata[i];
    if (!keep(run, file->root, file->below, error))
      return FALSE;
  }
  return TRUE;
}

gboolean keep_all_sources(Run *run, GError **error)
{
  g_autoptr(sqlite3_stmt) row = catalog_prepare(
      run->catalog, error,
      "SELECT s.path, a.file FROM article a JOIN source s ON s.id = a.source WHERE a.state = 0"
      " ORDER BY a.id",
      "");
  int result = row ? SQLITE_ROW : SQLITE_ERROR;
  while (result == SQLITE_ROW &&
         (result = catalog_step(run->catalog, row, error)) == SQLITE_ROW) {
    g_autofree char *root =
        g_strndup(sqlite3_column_blob(row, 0), (gsize)sqlite3_column_bytes(row, 0));
    g_autofree char *below =
        g_strndup(sqlite3_column_blob(row, 1), (gsize)sqlite3_column_bytes(row, 1));
    if (!keep(run, root, below, error))
      return FALSE;
  }
  return result == SQLITE_DONE;
}

gboolean run_forget_source(Run *run, gint64 article, GError **error)
{
  sqlite3_stmt *row = catalog_query(
      run->catalog, error,
      "SELECT s.path, a.file FROM article a JOIN source s ON s.id = a.source WHERE a.id = ?",
      "i", article);
  int result = row ? catalog_step(run->catalog, row, error) : SQLITE_ERROR;
  if (result == SQLITE_ROW && run->shelf && run->options->keep_sources) {
    g_autofree char *root =
        g_strndup(sqlite3_column_blob(row, 0), (gsize)sqlite3_column_bytes(row, 0));
    g_autofree char *below =
        g_strndup(sqlite3_column_blob(row, 1), (gsize)sqlite3_column_bytes(row, 1));
    g_autofree char *name = keep_source_name(root, below);
    mkepub_shelf_drop(run->shelf, name);
  }
  if (row)
    sqlite3_reset(row);
  return result == SQLITE_ROW;
}
