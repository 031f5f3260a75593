/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "archive/audit/bag-file.h"
#include "archive/shelf/name.h"
#include "base/text.h"

#define TAG_LIMIT      ((gsize)1 << 20)
#define MANIFEST_LIMIT ((gsize)256 << 20)
#define CATALOG        "data/catalog.db"
#define CATALOG_ID     0x6d6b6570 /* 'mkep' */

static const char *const tags[] = {"bag-info.txt",
                                   "bagit.txt",
                                   "manifest-sha256.txt",
                                   "manifest-sha512.txt",
                                   "tagmanifest-sha256.txt",
                                   "tagmanifest-sha512.txt",
                                   NULL};

/* The text of the file NAME; NULL when it cannot be read. */
static char *read_text(Beneath *bag, const char *name, gsize limit)
{
  gsize length;
  int trouble;
  g_autofree char *text = beneath_read(bag, name, limit, &length, &trouble);
  return text && strlen(text) == length ? g_steal_pointer(&text) : NULL;
}

static gboolean names_mkepub(Beneath *bag)
{
  static const char agent[] = "\nBag-Software-Agent: mkepub ";
  g_autofree char *text = read_text(bag, "bag-info.txt", TAG_LIMIT);
  g_autofree char *lines = text ? g_strconcat("\n", text, NULL) : NULL;
  return lines && strstr(lines, agent) != NULL;
}

/* The application's mark in the header of an SQLite file (section 1.2 of its format). */
static gboolean has_our_catalog(Beneath *bag)
{
  enum { HEADER = 100, MARK = 68 };
  guint8 header[HEADER];
  guint32 mark;
  struct stat info;
  int trouble, fd = beneath_open_file(bag, CATALOG, &info, &trouble);
  if (fd < 0)
    return FALSE;
  gssize n = read(fd, header, HEADER);
  close(fd);
  memcpy(&mark, header + MARK, sizeof mark);
  return n == HEADER && memcmp(header, "SQLite format 3", 16) == 0 &&
         GUINT32_FROM_BE(mark) == CATALOG_ID;
}

/* What the payload of a bag of ours can hold. */
static gboolean is_payload(const char *name)
{
  static const char data[] = "data/";
  if (!g_str_has_prefix(name, data))
    return FALSE;
  name += strlen(data);
  return strcmp(name, "catalog.db") == 0 || strcmp(name, SHELF_MANIFEST) == 0 ||
         shelf_name_is_valid(name);
}

/* Name to SHA-256 in hexadecimal digits; NULL when a line is none of ours. */
static GHashTable *read_manifest(Beneath *bag)
{
  enum { HEX = 2 * DIGEST_SHA256 };
  g_autofree char *text = read_text(bag, "manifest-sha256.txt", MANIFEST_LIMIT);
  if (!text)
    return NULL;
  g_autoptr(GHashTable) listed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (guint i = 0; lines[i]; i++) {
    guint8 digest[DIGEST_SHA256];
    g_autofree char *hash = g_strndup(lines[i], HEX);
    if (!*lines[i])
      continue;
    if (!digest_parse(hash, digest, sizeof digest) || strncmp(lines[i] + HEX, "  ", 2) != 0 ||
        !is_payload(lines[i] + HEX + 2))
      return NULL;
    g_hash_table_replace(listed, g_strdup(lines[i] + HEX + 2), g_steal_pointer(&hash));
  }
  return g_steal_pointer(&listed);
}

static gboolean refuse(Beneath *bag, const char *name, const char *why, GError **error)
{
  g_autofree char *path = beneath_path(bag, name), *shown = text_display_path(path);
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_OUTPUT, "'%s' %s", shown, why);
  return FALSE;
}

/* Every file is a tag file, or has the bytes that the manifest says. */
static gboolean are_listed(Beneath *bag, const GPtrArray *files, GHashTable *listed,
                           GError **error)
{
  for (guint i = 0; i < files->len; i++) {
    guint8 digest[DIGEST_SHA256];
    const char *name = files->pdata[i], *hash = g_hash_table_lookup(listed, name);
    if (g_strv_contains(tags, name))
      continue;
    if (!hash)
      return refuse(bag, name, "is not of the bag that is to be replaced: move it away", error);
    if (!bag_file_digest(bag, name, digest, NULL, NULL, error))
      return FALSE;
    g_autofree char *now = digest_hex(digest, sizeof digest);
    if (g_ascii_strcasecmp(now, hash) != 0)
      return refuse(bag, name,
                    "is not as the bag that is to be replaced lists it: move that bag away",
                    error);
  }
  return TRUE;
}

gboolean bag_file_list_old(Beneath *bag, GPtrArray **files, GPtrArray **folders, GError **error)
{
  struct stat info;
  if (!beneath_stat(bag, "bagit.txt", &info) || !S_ISREG(info.st_mode))
    return refuse(bag, "", "exists and is no bag", error);
  g_autoptr(GHashTable) listed =
      names_mkepub(bag) && has_our_catalog(bag) ? read_manifest(bag) : NULL;
  if (!listed)
    return refuse(bag, "", "is a bag that mkepub did not make: choose another folder", error);
  int errnum = bag_file_walk(bag, files, folders);
  if (errnum == 0)
    return are_listed(bag, *files, listed, error);
  mkepub_error_set_errno(error, MKEPUB_ERROR_OUTPUT, errnum, "cannot read", bag->path);
  return FALSE;
}
