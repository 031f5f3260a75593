/* SPDX-License-Identifier: MIT */
#include "cli/info.h"
#include "cli/print.h"
#include "mkepub/shelf-info.h"

static void print_number(const char *label, guint64 number, const char *more)
{
  if (number > 0)
    print_line("  %-12s %" G_GUINT64_FORMAT "%s%s", label, number, more ? ", " : "",
               more ? more : "");
}

static void print_shelf(const char *shown, const MkepubShelfInfo *info)
{
  g_autofree char *books = g_format_size(info->book_bytes);
  g_autofree char *all = g_format_size(info->bytes);
  g_autofree char *words = g_strdup_printf("%" G_GUINT64_FORMAT " words", info->words);
  g_autofree char *dates =
      info->first ? g_strdup_printf("%s to %s", info->first, info->last) : NULL;
  g_autofree char *run =
      info->run ? g_strdup_printf("%s, mkepub %s", info->run, info->version) : NULL;
  print_line("%s: an archive", shown);
  print_value("series", info->series);
  print_value("every", info->every);
  print_number("issues", info->issues, NULL);
  print_number("yearly", info->omnibuses, NULL);
  print_number("articles", info->articles, words);
  print_value("dates", dates);
  print_number("drafts", info->drafts, NULL);
  print_number("repeats", info->repeats, NULL);
  print_number("lost", info->lost, NULL);
  print_value("books", books);
  print_number("files", info->files, all);
  print_value("last run", run);
}

static json_t *json_shelf(const char *path, const MkepubShelfInfo *info)
{
  json_t *object = json_pack("{s:o, s:s, s:o, s:o, s:i, s:i, s:I, s:I, s:o, s:o}", "path",
                             json_text(path), "kind", "shelf", "series",
                             json_text(info->series), "every", json_text(info->every), "issues",
                             (int)info->issues, "yearly", (int)info->omnibuses, "articles",
                             (json_int_t)info->articles, "words", (json_int_t)info->words,
                             "first", json_text(info->first), "last", json_text(info->last));
  return json_merge(
      object, json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:o, s:o}", "drafts",
                        (json_int_t)info->drafts, "repeats", (json_int_t)info->repeats, "lost",
                        (json_int_t)info->lost, "files", (json_int_t)info->files, "bytes",
                        (json_int_t)info->bytes, "book_bytes", (json_int_t)info->book_bytes,
                        "run", json_text(info->run), "version", json_text(info->version)));
}

gboolean info_shelf(const char *path, json_t **json, GError **error)
{
  g_auto(MkepubShelfInfo) info = {0};
  g_autofree char *shown = print_legible(path);
  if (!mkepub_shelf_info_read(path, &info, error))
    return FALSE;
  if (json)
    *json = json_add(*json, json_shelf(path, &info));
  else
    print_shelf(shown, &info);
  return TRUE;
}
