/* SPDX-License-Identifier: MIT */
#include "cli/validate.h"

#include <dirent.h>
#include <jansson.h>
#include <string.h>

#include "cli/epubcheck.h"
#include "cli/print.h"
#include "mkepub/error.h"

#define PER_PATH 1000 /* findings of one kind */
#define DEPTH    8    /* of folders in a shelf's 'books' */

typedef struct {
  const char *argument; /* borrowed: the word of the command line */
  char *shown;
  MkepubFindings *findings;
} Book;

struct Validation {
  GArray *books;    /* of Book */
  GPtrArray *paths; /* of char *, absolute */
};

static void book_clear(gpointer data)
{
  Book *book = data;
  g_free(book->shown);
  mkepub_findings_free(book->findings);
}

void validation_free(Validation *validation)
{
  if (!validation)
    return;
  g_array_unref(validation->books);
  g_ptr_array_unref(validation->paths);
  g_free(validation);
}

static gboolean add_book(Validation *validation, const char *argument, const char *path,
                         GError **error)
{
  Book book = {argument, print_legible(path), mkepub_findings_new()};
  mkepub_findings_limit(book.findings, PER_PATH);
  g_array_append_val(validation->books, book);
  g_ptr_array_add(validation->paths, g_canonicalize_filename(path, NULL));
  if (g_utf8_validate(path, -1, NULL))
    return TRUE;
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT,
              "EPUBCheck cannot open '%s': the name is not UTF-8", book.shown);
  return FALSE;
}

static int compare_names(const struct dirent **one, const struct dirent **other)
{
  return strcmp((*one)->d_name, (*other)->d_name);
}

static int is_shown(const struct dirent *entry)
{
  return entry->d_name[0] != '.';
}

/* The EPUB files below FOLDER, in the order of their names. No link is followed. */
static gboolean add_folder(Validation *validation, const char *argument, const char *folder,
                           guint depth, GError **error)
{
  struct dirent **entries = NULL;
  int count = scandir(folder, &entries, is_shown, compare_names);
  gboolean good = TRUE;
  for (int i = 0; i < count; i++) {
    g_autofree char *path = g_build_filename(folder, entries[i]->d_name, NULL);
    gboolean link = g_file_test(path, G_FILE_TEST_IS_SYMLINK);
    if (good && !link && depth < DEPTH && g_file_test(path, G_FILE_TEST_IS_DIR))
      good = add_folder(validation, argument, path, depth + 1, error);
    else if (good && !link && g_str_has_suffix(path, ".epub") &&
             g_file_test(path, G_FILE_TEST_IS_REGULAR))
      good = add_book(validation, argument, path, error);
    free(entries[i]);
  }
  free(entries);
  return good;
}

static MkepubFindingId id_of(const char *severity)
{
  if (strcmp(severity, "FATAL") == 0 || strcmp(severity, "ERROR") == 0)
    return MKEPUB_FINDING_EPUBCHECK_ERROR;
  return strcmp(severity, "WARNING") == 0 ? MKEPUB_FINDING_EPUBCHECK_WARNING
                                          : MKEPUB_FINDING_EPUBCHECK_NOTE;
}

/* Where in BOOK: EPUBCheck names an entry of it, or the book itself, by its path or name. */
static char *place_of(const Book *book, const char *path, const char *entry)
{
  g_autofree char *name = g_path_get_basename(path);
  const char *inside = g_str_has_prefix(entry, path) ? entry + strlen(path) : entry;
  inside += *inside == '/';
  if (!*inside || strcmp(inside, name) == 0)
    return g_strdup(book->shown);
  return g_strdup_printf("%s/%s", book->shown, inside);
}

static guint number_of(const json_t *location, const char *key)
{
  json_int_t number = json_integer_value(json_object_get(location, key));
  return number > 0 && number <= G_MAXINT ? (guint)number : 0;
}

static const char *text_of(const json_t *object, const char *key)
{
  const char *text = json_string_value(json_object_get(object, key));
  return text ? text : "";
}

/* One message at all of its places; of places that EPUBCheck does not list it gives the number.
 */
static void take_message(Book *book, const char *path, const json_t *message)
{
  MkepubFindingId id = id_of(text_of(message, "severity"));
  const char *code = text_of(message, "ID"), *text = text_of(message, "message");
  const json_t *places = json_object_get(message, "locations");
  guint more = number_of(message, "additionalLocations");
  gsize count = json_array_size(places);
  for (gsize i = 0; i < MAX(count, 1); i++) {
    const json_t *at = json_array_get(places, i);
    g_autofree char *place = place_of(book, path, text_of(at, "path"));
    g_autofree char *rest =
        more > 0 && i + 1 == count ? g_strdup_printf(" (and at %u more places)", more) : NULL;
    mkepub_findings_add_coded(book->findings, id, code, place, number_of(at, "line"),
                              number_of(at, "column"), "%s%s", text, rest ? rest : "");
  }
}

static void take_report(gpointer data, guint index, const char *text, gsize length)
{
  Validation *validation = data;
  if (index >= validation->books->len)
    return;
  Book *book = &g_array_index(validation->books, Book, index);
  const char *path = g_ptr_array_index(validation->paths, index);
  json_t *report = json_loadb(text, length, 0, NULL);
  const json_t *messages = json_object_get(report, "messages");
  for (gsize i = 0; i < json_array_size(messages); i++)
    take_message(book, path, json_array_get(messages, i));
  if (!json_is_array(messages))
    mkepub_findings_add(book->findings, MKEPUB_FINDING_EPUBCHECK_ERROR, book->shown, 0, 0,
                        "EPUBCheck gave up on this book: %s", text_of(report, "failure"));
  json_decref(report);
}

Validation *validate_run(const Options *options, GError **error)
{
  g_autoptr(Validation) validation = g_new0(Validation, 1);
  validation->books = g_array_new(FALSE, FALSE, sizeof(Book));
  g_array_set_clear_func(validation->books, book_clear);
  validation->paths = g_ptr_array_new_with_free_func(g_free);
  for (char **path = options->paths; *path; path++) {
    g_autofree char *folder = g_build_filename(*path, "books", NULL);
    gboolean good = TRUE;
    if (g_file_test(*path, G_FILE_TEST_IS_REGULAR))
      good = add_book(validation, *path, *path, error);
    else if (!g_file_test(folder, G_FILE_TEST_IS_SYMLINK))
      good = add_folder(validation, *path, folder, 0, error);
    if (!good)
      return NULL;
  }
  if (epubcheck_run(options->epubcheck, validation->paths, &cli_cancel, take_report, validation,
                    error))
    return g_steal_pointer(&validation);
  return NULL;
}

guint validation_take(Validation *validation, const char *path, MkepubFindings *findings)
{
  guint count = 0;
  for (guint i = 0; i < validation->books->len; i++) {
    Book *book = &g_array_index(validation->books, Book, i);
    if (book->argument != path)
      continue;
    mkepub_findings_take(findings, book->findings);
    count++;
  }
  return count;
}
