/* SPDX-License-Identifier: MIT */
#include "archive/bag.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/bag-file.h"
#include "archive/catalog-state.h"
#include "archive/lock.h"
#include "base/digest.h"
#include "base/text.h"
#include "mkepub/bag.h"

static const char bagit[] = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/* A bag as it grows, in a hidden folder beside the one it becomes. */
typedef struct {
  MkepubCatalog *catalog;
  const char *shelf, *target;
  char *folder;
  FILE *sha256, *sha512; /* the payload manifests */
  guint64 bytes, files;
  char *modified; /* of the newest issue, or NULL */
  GError *error;
} Bag;

static gboolean fail(Bag *bag, const char *path)
{
  if (!bag->error)
    mkepub_error_set_errno(&bag->error, MKEPUB_ERROR_OUTPUT, errno, "cannot write", path);
  return FALSE;
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

/* A line of both manifests: PREFIX and NAME below the bag. */
static gboolean list_file(FILE *sha256, FILE *sha512, const char *name, const guint8 *small,
                          const guint8 *large)
{
  g_autofree char *encoded = encode_name(name);
  g_autofree char *first = digest_hex(small, DIGEST_SHA256);
  g_autofree char *second = digest_hex(large, DIGEST_SHA512);
  return fprintf(sha256, "%s  %s\n", first, encoded) > 0 &&
         fprintf(sha512, "%s  %s\n", second, encoded) > 0;
}

/* Puts the shelf's file NAME into the payload. KNOWN: the hash it must have, or NULL. */
static gboolean add(Bag *bag, const char *name, const guint8 *known, BagFileWay way)
{
  g_autofree char *from = g_build_filename(bag->shelf, name, NULL);
  g_autofree char *inside = g_strconcat("data/", name, NULL);
  g_autofree char *to = g_build_filename(bag->folder, inside, NULL);
  guint8 small[DIGEST_SHA256], large[DIGEST_SHA512];
  guint64 size;
  if (!bag_file_put(from, to, way)) {
    /* whose fault it is, reading tells */
    int errnum = errno;
    if (digest_file(from, small, NULL, NULL, &bag->error)) {
      errno = errnum;
      fail(bag, to);
    }
    return FALSE;
  }
  if (!digest_file(to, small, large, &size, &bag->error))
    return FALSE;
  if (known && memcmp(small, known, sizeof small) != 0) {
    g_autofree char *shown = text_display_path(from);
    g_set_error(&bag->error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT,
                "'%s' is not as it was published: 'mkepub check' tells more", shown);
    return FALSE;
  }
  bag->bytes += size;
  bag->files++;
  return list_file(bag->sha256, bag->sha512, inside, small, large) || fail(bag, bag->folder);
}

static gboolean on_file(gpointer data, const MkepubShelfFile *file)
{
  return add(data, file->name, file->sha256, BAG_FILE_LINK);
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

/* 'YYYY-MM-DD'. */
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
  g_autofree char *path = g_build_filename(bag->folder, name, NULL);
  return bag_file_write(path, text) || fail(bag, path);
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
  g_autofree char *path = g_build_filename(bag->folder, name, NULL);
  FILE *file = fopen(path, "wxe");
  if (!file)
    fail(bag, path);
  return file;
}

/* What is buffered must arrive. Takes FILE, which may be NULL. */
static gboolean close_list(Bag *bag, FILE *file)
{
  if (!file)
    return FALSE;
  gboolean good = !ferror(file) && fflush(file) == 0 && fsync(fileno(file)) == 0;
  if (fclose(file) != 0 || !good)
    return fail(bag, bag->folder);
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
    g_autofree char *path = g_build_filename(bag->folder, names[i], NULL);
    good = digest_file(path, small, large, NULL, &bag->error) &&
           (list_file(first, second, names[i], small, large) || fail(bag, path));
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
                  add(bag, "catalog.db", NULL, BAG_FILE_COPY) &&
                  add(bag, "manifest-sha256.txt", NULL, BAG_FILE_LINK) &&
                  mkepub_catalog_issues(bag->catalog, NULL, on_issue, bag, &bag->error);
  gboolean closed = close_list(bag, bag->sha256);
  return close_list(bag, bag->sha512) && closed && good;
}

static gboolean fill(Bag *bag)
{
  g_autofree char *data = g_build_filename(bag->folder, "data", NULL);
  if (g_mkdir(data, 0777) != 0)
    return fail(bag, data);
  return fill_payload(bag) && write_tag(bag, "bagit.txt", bagit) && write_info(bag) &&
         catalog_is_sound(bag->catalog, &bag->error) && list_tags(bag);
}

/* What stands at the target may be replaced when it is a bag, or nothing. */
static gboolean may_replace(const char *target, gboolean *there, GError **error)
{
  struct stat info;
  g_autofree char *mark = g_build_filename(target, "bagit.txt", NULL);
  *there = g_lstat(target, &info) == 0;
  if (!*there || (S_ISDIR(info.st_mode) && g_file_test(mark, G_FILE_TEST_IS_REGULAR)))
    return TRUE;
  g_autofree char *shown = text_display_path(target);
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_OUTPUT, "'%s' exists and is no bag", shown);
  return FALSE;
}

static gboolean is_inside(const char *path, const char *folder)
{
  g_autofree char *inner = bag_file_canonical(path), *outer = bag_file_canonical(folder);
  gsize length = strlen(outer);
  return strncmp(inner, outer, length) == 0 && (inner[length] == '/' || inner[length] == '\0');
}

/* The finished bag takes its place; the old one goes last. */
static gboolean publish(Bag *bag, gboolean there)
{
  g_autofree char *old = g_strconcat(bag->folder, ".old", NULL);
  if (there && g_rename(bag->target, old) != 0)
    return fail(bag, bag->target);
  if (g_rename(bag->folder, bag->target) != 0) {
    fail(bag, bag->target);
    if (there && g_rename(old, bag->target) != 0)
      return FALSE; /* it stays beside, whole */
    return FALSE;
  }
  if (there)
    bag_file_remove(old);
  return bag_file_sync(bag->target) || fail(bag, bag->target);
}

gboolean bag_write(MkepubCatalog *catalog, const char *shelf, const char *target,
                   GError **error)
{
  Bag bag = {.catalog = catalog, .shelf = shelf};
  gboolean there;
  g_autofree char *clean = bag_file_canonical(target);
  bag.target = clean;
  if (is_inside(clean, shelf) || is_inside(shelf, clean)) {
    g_set_error_literal(error, MKEPUB_ERROR, MKEPUB_ERROR_OUTPUT,
                        "the bag and the shelf cannot stand one in the other");
    return FALSE;
  }
  if (!may_replace(clean, &there, error))
    return FALSE;
  g_autofree char *parent = g_path_get_dirname(clean), *base = g_path_get_basename(clean);
  g_autofree char *hidden = g_strdup_printf(".%.200s.XXXXXX", base);
  bag.folder = g_build_filename(parent, hidden, NULL);
  gboolean done = g_mkdtemp_full(bag.folder, 0777) || fail(&bag, clean);
  done = done && fill(&bag) && publish(&bag, there);
  if (!done)
    bag_file_remove(bag.folder);
  if (bag.error)
    g_propagate_error(error, bag.error);
  g_free(bag.folder);
  g_free(bag.modified);
  return done;
}

gboolean mkepub_bag_write(const char *shelf, const char *target, GError **error)
{
  int lock = lock_share(shelf, error);
  if (lock == LOCK_REFUSED)
    return FALSE;
  g_autoptr(MkepubCatalog) catalog = mkepub_catalog_open(shelf, MKEPUB_CATALOG_READ, error);
  gboolean done = catalog && bag_write(catalog, shelf, target, error);
  if (lock >= 0)
    close(lock);
  return done;
}
