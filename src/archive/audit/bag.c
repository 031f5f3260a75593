/* SPDX-License-Identifier: MIT */
#include "mkepub/bag.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/audit/bag-file.h"
#include "archive/shelf/catalog.h"
#include "archive/shelf/lock.h"
#include "archive/shelf/shelf-internal.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/text.h"

static const char bagit[] = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/* A bag that is being written, in a hidden folder beside its target. */
typedef struct {
  MkepubCatalog *catalog;
  Beneath *shelf, *parent, *folder; /* parent holds folder, and the target */
  const char *name;                 /* of the target in parent */
  char *hidden;                     /* of folder */
  Beneath *old;                     /* the bag that is replaced; or NULL */
  GPtrArray *old_files, *old_folders;
  FILE *sha256, *sha512; /* the payload manifests */
  guint64 bytes, files;
  char *modified; /* of the newest issue, or NULL */
  GError *error;
} Bag;

/* Sets the error for NAME, which is below the bag; "" is the bag itself. */
static gboolean set_bag_error(Bag *bag, int errnum, const char *name)
{
  if (!bag->error && errnum != 0)
    shelf_fail(bag->folder ? bag->folder : bag->parent, MKEPUB_ERROR_OUTPUT, errnum,
               "cannot write", name, &bag->error);
  return errnum == 0;
}

/* Only these three are encoded (RFC 8493 section 2.1.3). */
static char *encode_name(const char *name)
{
  GString *out = g_string_new(NULL);
  for (; *name; name++)
    if (strchr("%\r\n", *name))
      g_string_append_printf(out, "%%%02X", (guint)*name);
    else
      g_string_append_c(out, *name);
  return g_string_free(out, FALSE);
}

/* Adds a line to both manifests: PREFIX and NAME below the bag. */
static gboolean list_file(FILE *sha256, FILE *sha512, const char *name, const guint8 *small,
                          const guint8 *large)
{
  g_autofree char *encoded = encode_name(name);
  g_autofree char *first = digest_hex(small, DIGEST_SHA256);
  g_autofree char *second = digest_hex(large, DIGEST_SHA512);
  return fprintf(sha256, "%s  %s\n", first, encoded) > 0 &&
         fprintf(sha512, "%s  %s\n", second, encoded) > 0;
}

/* Puts the shelf's file NAME into the payload. KNOWN: its expected hash, or NULL. */
static gboolean add_file(Bag *bag, const char *name, const guint8 *known, BagFileWay way)
{
  g_autofree char *inside = g_strconcat("data/", name, NULL);
  guint8 small[DIGEST_SHA256], large[DIGEST_SHA512];
  guint64 size;
  int errnum = bag_file_put(bag->shelf, name, bag->folder, inside, way);
  if (errnum != 0) /* reading reports whether the source or the target is at fault */
    return bag_file_digest(bag->shelf, name, small, NULL, NULL, &bag->error) &&
           set_bag_error(bag, errnum, inside);
  if (!bag_file_digest(bag->folder, inside, small, large, &size, &bag->error))
    return FALSE;
  if (known && memcmp(small, known, sizeof small) != 0) {
    g_autofree char *path = beneath_path(bag->shelf, name), *shown = text_display_path(path);
    g_set_error(&bag->error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT,
                "'%s' differs from what was published; 'mkepub check' shows how", shown);
    return FALSE;
  }
  bag->bytes += size;
  bag->files++;
  return list_file(bag->sha256, bag->sha512, inside, small, large) ||
         set_bag_error(bag, errno, "");
}

static gboolean on_file(gpointer data, const MkepubShelfFile *file)
{
  return add_file(data, file->name, file->sha256, BAG_FILE_LINK);
}

static gboolean on_issue(gpointer data, const MkepubIssue *issue)
{
  Bag *bag = data;
  if (g_strcmp0(issue->modified, bag->modified) > 0) {
    g_free(bag->modified);
    bag->modified = g_strdup(issue->modified);
  }
  return TRUE;
}

/* Returns 'YYYY-MM-DD', for the caller to free. */
static char *bagging_date(const Bag *bag)
{
  const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
  guint64 seconds;
  if (epoch && g_ascii_string_to_unsigned(epoch, 10, 0, (guint64)1 << 36, &seconds, NULL)) {
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc((gint64)seconds);
    return g_date_time_format(time, "%Y-%m-%d");
  }
  return g_strndup(bag->modified ? bag->modified : "1980-01-01", strlen("YYYY-MM-DD"));
}

static gboolean write_tag(Bag *bag, const char *name, const char *text)
{
  return set_bag_error(bag, bag_file_write(bag->folder, name, text), name);
}

static gboolean write_info(Bag *bag)
{
  g_autofree char *date = bagging_date(bag);
  g_autofree char *series = mkepub_catalog_setting(bag->catalog, "series");
  g_autofree char *name = text_collapse(series ? series : "", -1);
  g_autofree char *text =
      g_strdup_printf("%s%s%sBagging-Date: %s\nPayload-Oxum: %" G_GUINT64_FORMAT
                      ".%" G_GUINT64_FORMAT "\nBag-Software-Agent: mkepub " MKEPUB_VERSION "\n",
                      *name ? "External-Description: " : "", name, *name ? "\n" : "", date,
                      bag->bytes, bag->files);
  return write_tag(bag, "bag-info.txt", text);
}

static FILE *open_list(Bag *bag, const char *name)
{
  int fd = beneath_create(bag->folder, name);
  FILE *file = fd >= 0 ? fdopen(fd, "w") : NULL;
  if (!file)
    set_bag_error(bag, errno, name);
  return file;
}

/* Flushes, syncs and closes FILE, which may be NULL. */
static gboolean close_list(Bag *bag, FILE *file)
{
  if (!file)
    return FALSE;
  gboolean good = !ferror(file) && fflush(file) == 0 && fsync(fileno(file)) == 0;
  if (fclose(file) != 0 || !good)
    return set_bag_error(bag, errno ? errno : EIO, "");
  return TRUE;
}

static gboolean list_tags(Bag *bag)
{
  static const char *const names[] = {"bag-info.txt", "bagit.txt", "manifest-sha256.txt",
                                      "manifest-sha512.txt"};
  FILE *first = open_list(bag, "tagmanifest-sha256.txt");
  FILE *second = open_list(bag, "tagmanifest-sha512.txt");
  gboolean good = first && second;
  for (guint i = 0; good && i < G_N_ELEMENTS(names); i++) {
    guint8 small[DIGEST_SHA256], large[DIGEST_SHA512];
    good = bag_file_digest(bag->folder, names[i], small, large, NULL, &bag->error) &&
           (list_file(first, second, names[i], small, large) ||
            set_bag_error(bag, errno, names[i]));
  }
  gboolean closed = close_list(bag, first);
  return close_list(bag, second) && closed && good;
}

static gboolean fill_payload(Bag *bag)
{
  bag->sha256 = open_list(bag, "manifest-sha256.txt");
  bag->sha512 = open_list(bag, "manifest-sha512.txt");
  gboolean good = bag->sha256 && bag->sha512 &&
                  mkepub_catalog_files(bag->catalog, on_file, bag, &bag->error) &&
                  !bag->error &&
                  /* SQLite writes into the catalog: a link would change with it */
                  add_file(bag, "catalog.db", NULL, BAG_FILE_COPY) &&
                  add_file(bag, "manifest-sha256.txt", NULL, BAG_FILE_LINK) &&
                  mkepub_catalog_issues(bag->catalog, NULL, on_issue, bag, &bag->error);
  gboolean closed = close_list(bag, bag->sha256);
  return close_list(bag, bag->sha512) && closed && good;
}

static gboolean fill_bag(Bag *bag)
{
  return fill_payload(bag) && write_tag(bag, "bagit.txt", bagit) && write_info(bag) &&
         catalog_is_sound(bag->catalog, &bag->error) && list_tags(bag);
}

/* Checks that the target does not exist or is a bag made by mkepub. */
static gboolean may_replace(Bag *bag, GError **error)
{
  struct stat info;
  if (!beneath_stat(bag->parent, bag->name, &info))
    return TRUE;
  bag->old = S_ISDIR(info.st_mode) ? beneath_new_in(bag->parent, bag->name) : NULL;
  if (bag->old)
    return bag_file_list_old(bag->old, &bag->old_files, &bag->old_folders, error);
  g_autofree char *path = beneath_path(bag->parent, bag->name);
  g_autofree char *shown = text_display_path(path);
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_OUTPUT, "'%s' exists and is not a bag", shown);
  return FALSE;
}

static int rename_in(const Bag *bag, const char *from, const char *to)
{
  return renameat(bag->parent->fd, from, bag->parent->fd, to) == 0 ? 0 : errno;
}

/* Moves the finished bag to its target; removes the old one last. */
static gboolean publish_bag(Bag *bag)
{
  g_autofree char *old = g_strconcat(bag->hidden, ".old", NULL);
  int errnum = bag->old ? rename_in(bag, bag->name, old) : 0;
  if (errnum == 0) {
    errnum = rename_in(bag, bag->hidden, bag->name);
    if (errnum != 0 && bag->old)
      rename_in(bag, old, bag->name); /* otherwise the old bag remains beside it, whole */
  }
  if (errnum != 0)
    return set_bag_error(bag, errnum, "");
  g_clear_pointer(&bag->folder, beneath_free); /* from here on the new bag is not removed */
  if (bag->old) {
    bag_file_remove(bag->old, bag->old_files, bag->old_folders);
    beneath_remove_folder(bag->parent,
                          old); /* remains when it holds files that were added meanwhile */
  }
  return set_bag_error(bag, file_sync_folder(bag->parent->fd), bag->name);
}

/* Creates the hidden folder. */
static gboolean begin_bag(Bag *bag)
{
  bag->hidden = g_strdup_printf(".%.200s.%08x", bag->name, g_random_int());
  if (mkdirat(bag->parent->fd, bag->hidden, 0777) != 0)
    return set_bag_error(bag, errno, bag->name);
  bag->folder = beneath_new_in(bag->parent, bag->hidden);
  return bag->folder || set_bag_error(bag, errno, bag->name);
}

/* Removes an unfinished bag. */
static void give_up(Bag *bag)
{
  g_autoptr(GPtrArray) files = NULL, folders = NULL;
  if (!bag->folder)
    return;
  bag_file_walk(bag->folder, &files, &folders);
  bag_file_remove(bag->folder, files, folders);
  beneath_remove_folder(bag->parent, bag->hidden);
}

static void bag_clear(Bag *bag)
{
  beneath_free(bag->shelf);
  beneath_free(bag->parent);
  beneath_free(bag->folder);
  beneath_free(bag->old);
  g_clear_pointer(&bag->old_files, g_ptr_array_unref);
  g_clear_pointer(&bag->old_folders, g_ptr_array_unref);
  g_free(bag->hidden);
  g_free(bag->modified);
}

static gboolean write_bag(MkepubCatalog *catalog, const char *shelf, const char *target,
                          GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename(target, NULL);
  g_autofree char *clean = file_future_path(absolute), *home = file_real_path(shelf);
  if (!clean || !home) {
    mkepub_error_set_errno(error, MKEPUB_ERROR_OUTPUT, clean ? errno : ENAMETOOLONG,
                           "cannot write", target);
    return FALSE;
  }
  if (file_is_within(clean, home) || file_is_within(home, clean)) {
    g_set_error_literal(error, MKEPUB_ERROR, MKEPUB_ERROR_OUTPUT,
                        "the bag and the shelf must not contain each other");
    return FALSE;
  }
  g_autofree char *parent = g_path_get_dirname(clean), *base = g_path_get_basename(clean);
  Bag bag = {.catalog = catalog,
             .shelf = beneath_new(shelf),
             .parent = beneath_new(parent),
             .name = base};
  gboolean done = FALSE;
  if (!bag.shelf || !bag.parent)
    mkepub_error_set_errno(error, MKEPUB_ERROR_OUTPUT, errno, "cannot write", clean);
  else if (may_replace(&bag, error))
    done = begin_bag(&bag) && fill_bag(&bag) && publish_bag(&bag);
  if (!done)
    give_up(&bag);
  if (bag.error)
    g_propagate_error(error, bag.error);
  bag_clear(&bag);
  return done;
}

gboolean mkepub_bag_write(const char *shelf, const char *target, GError **error)
{
  int lock = lock_share(shelf, error);
  if (lock == LOCK_REFUSED)
    return FALSE;
  g_autoptr(MkepubCatalog) catalog = mkepub_catalog_open(shelf, MKEPUB_CATALOG_READ, error);
  gboolean done = catalog && write_bag(catalog, shelf, target, error);
  if (lock >= 0)
    close(lock);
  return done;
}
