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

/* What the tag manifests list, and their own names. */
static const char *const tags[] = {"bag-info.txt", "bagit.txt", "manifest-sha256.txt",
                                   "manifest-sha512.txt", NULL};
static const char *const tag_manifests[] = {"tagmanifest-sha256.txt", "tagmanifest-sha512.txt",
                                            NULL};

/* Returns the text of the file NAME, for the caller to free; NULL when it cannot be read. */
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

/* Checks the application id in the header of an SQLite file (section 1.2 of its format). */
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

/* Returns TRUE for names that the payload of a bag made by mkepub can contain. */
static gboolean is_payload(const char *name)
{
  static const char data[] = "data/";
  if (!g_str_has_prefix(name, data))
    return FALSE;
  name += strlen(data);
  return strcmp(name, "catalog.db") == 0 || strcmp(name, SHELF_MANIFEST) == 0 ||
         shelf_name_is_valid(name);
}

/* Reads a manifest of the bag into a map of names to hashes of LENGTH bytes in hexadecimal;
 * NULL when a line is not in the form that mkepub writes. */
static GHashTable *read_manifest(Beneath *bag, const char *name, gsize length)
{
  g_autofree char *text = read_text(bag, name, MANIFEST_LIMIT);
  if (!text)
    return NULL;
  g_autoptr(GHashTable) listed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (guint i = 0; lines[i]; i++) {
    guint8 digest[DIGEST_SHA512];
    g_autofree char *hash = g_strndup(lines[i], 2 * length);
    if (!*lines[i])
      continue;
    if (!digest_parse(hash, digest, length) || strncmp(lines[i] + 2 * length, "  ", 2) != 0)
      return NULL;
    const char *file = lines[i] + 2 * length + 2;
    if (!is_payload(file) && !g_strv_contains(tags, file))
      return NULL;
    g_hash_table_replace(listed, g_strdup(file), g_steal_pointer(&hash));
  }
  return g_steal_pointer(&listed);
}

static gboolean refuse_file(Beneath *bag, const char *name, const char *why, GError **error)
{
  g_autofree char *path = beneath_path(bag, name), *shown = text_display_path(path);
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_OUTPUT, "'%s' %s", shown, why);
  return FALSE;
}

#define CHANGED "differs from its entry in the bag to replace; move that bag away"

/* Every file but a tag manifest has the bytes that LISTED says. */
static gboolean are_listed(Beneath *bag, const GPtrArray *files, GHashTable *listed,
                           GError **error)
{
  for (guint i = 0; i < files->len; i++) {
    guint8 digest[DIGEST_SHA256];
    const char *name = files->pdata[i], *hash = g_hash_table_lookup(listed, name);
    if (g_strv_contains(tag_manifests, name))
      continue;
    if (!hash)
      return refuse_file(bag, name, "does not belong to the bag to replace; move it away",
                         error);
    if (!bag_file_digest(bag, name, digest, NULL, NULL, error))
      return FALSE;
    g_autofree char *now = digest_hex(digest, sizeof digest);
    if (g_ascii_strcasecmp(now, hash) != 0)
      return refuse_file(bag, name, CHANGED, error);
  }
  return TRUE;
}

/* Whether the tag manifest NAME lists the tag files as they are, and nothing else. */
static gboolean lists_tags(Beneath *bag, const char *name, gboolean large)
{
  gsize length = large ? DIGEST_SHA512 : DIGEST_SHA256;
  g_autoptr(GHashTable) listed = read_manifest(bag, name, length);
  if (!listed || g_hash_table_size(listed) != G_N_ELEMENTS(tags) - 1)
    return FALSE;
  for (guint i = 0; tags[i]; i++) {
    guint8 sha256[DIGEST_SHA256], sha512[DIGEST_SHA512];
    const char *hash = g_hash_table_lookup(listed, tags[i]);
    if (!hash || !bag_file_digest(bag, tags[i], sha256, sha512, NULL, NULL))
      return FALSE;
    g_autofree char *now = digest_hex(large ? sha512 : sha256, length);
    if (g_ascii_strcasecmp(now, hash) != 0)
      return FALSE;
  }
  return TRUE;
}

/* The hashes of the payload and of the tag files, for the caller to unref. */
static GHashTable *read_manifests(Beneath *bag, GError **error)
{
  g_autoptr(GHashTable) payload = read_manifest(bag, "manifest-sha256.txt", DIGEST_SHA256);
  g_autoptr(GHashTable) listed = read_manifest(bag, tag_manifests[0], DIGEST_SHA256);
  GHashTableIter iter;
  gpointer name, hash;
  if (!payload) {
    refuse_file(bag, "manifest-sha256.txt", CHANGED, error);
    return NULL;
  }
  if (!listed) {
    refuse_file(bag, tag_manifests[0], CHANGED, error);
    return NULL;
  }
  g_hash_table_iter_init(&iter, payload);
  while (g_hash_table_iter_next(&iter, &name, &hash))
    g_hash_table_replace(listed, g_strdup(name), g_strdup(hash));
  return g_steal_pointer(&listed);
}

gboolean bag_file_list_old(Beneath *bag, GPtrArray **files, GPtrArray **folders, GError **error)
{
  struct stat info;
  if (!beneath_stat(bag, "bagit.txt", &info) || !S_ISREG(info.st_mode))
    return refuse_file(bag, "", "exists and is not a bag", error);
  if (!names_mkepub(bag) || !has_our_catalog(bag))
    return refuse_file(bag, "", "is a bag that mkepub did not make; choose another folder",
                       error);
  g_autoptr(GHashTable) listed = read_manifests(bag, error);
  if (!listed)
    return FALSE;
  int errnum = bag_file_walk(bag, files, folders);
  if (errnum != 0) {
    mkepub_error_set_errno(error, MKEPUB_ERROR_OUTPUT, errnum, "cannot read", bag->path);
    return FALSE;
  }
  if (!are_listed(bag, *files, listed, error))
    return FALSE;
  for (guint i = 0; tag_manifests[i]; i++)
    if (!lists_tags(bag, tag_manifests[i], i > 0))
      return refuse_file(bag, tag_manifests[i], CHANGED, error);
  return TRUE;
}
