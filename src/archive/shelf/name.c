/* SPDX-License-Identifier: MIT */
#include "archive/shelf/name.h"

#include <string.h>

#include "base/text.h"

#define PART_LIMIT 200 /* so that a temporary name, which is longer, fits into NAME_MAX */

const char *const shelf_name_folders[] = {"books", "covers", "pages", "opds", NULL};
const char *const shelf_name_files[] = {"index.html", "index.xml", "feed.xml", NULL};

/* The kinds of files in each folder. */
static const struct {
  guint least, most; /* parts of a name */
  gboolean dated;    /* FOLDER/YEAR/DATE_… */
  const char *const endings[5];
} kinds[] = {{3, 3, TRUE, {".epub"}},
             {3, 3, TRUE, {".jpg", ".png", ".gif", ".svg"}},
             {2, 4, FALSE, {".html", ".css", ".js", ".svg"}},
             {2, 5, FALSE, {".xml", ".json"}}};

/* Letters and digits first, so that no part is hidden or '..'. */
static gboolean is_part(const char *part)
{
  static const char set[] = "abcdefghijklmnopqrstuvwxyz0123456789._-";
  return g_ascii_isalnum(*part) && part[strspn(part, set)] == '\0' &&
         strlen(part) <= PART_LIMIT;
}

/* Whether TEXT begins as PATTERN does, in which 'd' is a digit. */
static gboolean matches_pattern(const char *text, const char *pattern)
{
  for (; *pattern; text++, pattern++)
    if (*pattern == 'd' ? !g_ascii_isdigit(*text) : *text != *pattern)
      return FALSE;
  return TRUE;
}

static gboolean is_dated(const char *year, const char *file)
{
  if (!(matches_pattern(year, "dddd") && !year[4]) && strcmp(year, "undated") != 0)
    return FALSE;
  return matches_pattern(file, "dddd-dd-dd_") || matches_pattern(file, "dddd_") ||
         g_str_has_prefix(file, "undated_");
}

static gboolean has_ending(const char *name, const char *const *endings)
{
  for (; *endings; endings++)
    if (g_str_has_suffix(name, *endings))
      return TRUE;
  return FALSE;
}

gboolean shelf_name_is_valid(const char *name)
{
  if (!name || g_strv_contains(shelf_name_files, name))
    return name != NULL;
  g_auto(GStrv) parts = g_strsplit(name, "/", 8);
  guint count = g_strv_length(parts);
  for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
    if (count == 0 || strcmp(parts[0], shelf_name_folders[i]) != 0)
      continue;
    if (count < kinds[i].least || count > kinds[i].most ||
        !has_ending(name, kinds[i].endings) ||
        (kinds[i].dated && !is_dated(parts[1], parts[2])))
      return FALSE;
    for (guint k = 1; k < count; k++)
      if (!is_part(parts[k]))
        return FALSE;
    return TRUE;
  }
  return FALSE;
}

gboolean shelf_name_damaged(const char *catalog, const char *name, GError **error)
{
  g_autofree char *shown = text_display_path(catalog);
  g_autofree char *whole = g_utf8_make_valid(name ? name : "", -1);
  g_autofree char *escaped = g_strescape(whole, NULL); /* octal for all that is not ASCII */
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT,
              "the catalog '%s' is damaged: '%.300s' is not the name of a file on a shelf; "
              "remove catalog.db, and the next run makes it again",
              shown, escaped);
  return FALSE;
}
