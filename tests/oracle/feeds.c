/* SPDX-License-Identifier: MIT */
/* Feeds for a catalog that a test made: feeds SHELF SERIES [BASE-URL] runs the SQL of its
 * standard input on the shelf's catalog within a run's transaction, then writes the feeds as a
 * run does. So can a test have issues by the hundred without a book of each. */
#include <stdio.h>
#include <unistd.h>

#include "archive/feeds/opds.h"
#include "archive/shelf/catalog-internal.h"
#include "archive/shelf/shelf-internal.h"

/* Instead of the C library's: what a test writes need not outlive a power cut, and there is
 * much of it. */
int fsync(int fd)
{
  (void)fd;
  return 0;
}

static GString *read_all(FILE *file)
{
  GString *text = g_string_new(NULL);
  char block[8192];
  for (gsize n; (n = fread(block, 1, sizeof block, file)) > 0;)
    g_string_append_len(text, block, (gssize)n);
  return text;
}

static gboolean execute(MkepubCatalog *catalog, const char *sql)
{
  char *message = NULL;
  if (sqlite3_exec(catalog->database.db, sql, NULL, NULL, &message) == SQLITE_OK)
    return TRUE;
  fprintf(stderr, "feeds: %s\n", message);
  sqlite3_free(message);
  return FALSE;
}

static gboolean run(const char *folder, const char *series, const char *base_url,
                    const char *sql, GError **error)
{
  g_autoptr(MkepubCatalog) catalog = mkepub_catalog_open(folder, MKEPUB_CATALOG_WRITE, error);
  if (!catalog || !execute(catalog, sql))
    return FALSE;
  g_autoptr(Beneath) root = beneath_new(folder);
  g_autoptr(MkepubShelf) shelf = root ? shelf_new_in(root, catalog, NULL, NULL) : NULL;
  return opds_write(catalog, shelf, series, base_url, error) &&
         mkepub_shelf_forget(shelf, error) && mkepub_catalog_commit(catalog, error) &&
         mkepub_shelf_sweep(shelf, error);
}

int main(int argc, char **argv)
{
  g_autoptr(GError) error = NULL;
  if (argc < 3)
    return 2;
  GString *sql = read_all(stdin);
  gboolean done = run(argv[1], argv[2], argc > 3 ? argv[3] : NULL, sql->str, &error);
  if (error)
    fprintf(stderr, "feeds: %s\n", error->message);
  g_string_free(sql, TRUE);
  return done ? 0 : 1;
}
