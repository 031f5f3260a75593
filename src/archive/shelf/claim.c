/* SPDX-License-Identifier: MIT */
#include "archive/shelf/claim.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "archive/shelf/name.h"
#include "archive/shelf/shelf-internal.h"
#include "base/file.h"
#include "base/text.h"

#define MANIFEST_LIMIT ((gsize)256 << 20)
#define SEARCH         "search.db"
#define SEARCH_ID      0x6d6b6573 /* 'mkes' */

/* A folder as it is looked at. */
typedef struct {
  Beneath *root;
  const Journal *journal;
  gboolean adopt;
  GHashTable *listed; /* of the manifest: name to hexadecimal SHA-256, both owned */
  GHashTable *proven;
  GError **error;
} Claim;

gboolean shelf_has_catalog(Beneath *root)
{
  struct stat info;
  return beneath_stat(root, "catalog.db", &info) &&
         !(S_ISREG(info.st_mode) && info.st_size == 0);
}

gboolean shelf_check_folders(Beneath *root, GError **error)
{
  for (guint i = 0; shelf_name_folders[i]; i++) {
    struct stat info;
    const char *name = shelf_name_folders[i];
    if (!beneath_stat(root, name, &info) || S_ISDIR(info.st_mode))
      continue;
    return shelf_fail(root, MKEPUB_ERROR_OUTPUT, S_ISLNK(info.st_mode) ? ELOOP : ENOTDIR,
                      "cannot write below", name, error);
  }
  struct stat info; /* a link to the manifest is replaced by it */
  return !beneath_stat(root, SHELF_MANIFEST, &info) || S_ISREG(info.st_mode) ||
         S_ISLNK(info.st_mode) ||
         shelf_fail(root, MKEPUB_ERROR_OUTPUT, FILE_NOT_REGULAR, "cannot write", SHELF_MANIFEST,
                    error);
}

/* SQLite writes in place. */
static gboolean fail_linked(const Beneath *root, const char *file, GError **error)
{
  g_autofree char *path = beneath_path(root, file), *shown = text_display_path(path);
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT,
              "cannot open '%s': it has a second name (a hard link) that would change too; "
              "replace it by a copy",
              shown);
  return FALSE;
}

gboolean shelf_check_database(const char *folder, const char *name, gboolean writing,
                              GError **error)
{
  static const char *const ends[] = {"", "-journal", "-wal", "-shm"};
  g_autoptr(Beneath) root = beneath_new(folder);
  gboolean linked = FALSE;
  for (guint i = 0; root && i < G_N_ELEMENTS(ends); i++) {
    struct stat info;
    g_autofree char *file = g_strconcat(name, ends[i], NULL);
    if (!beneath_stat(root, file, &info))
      continue;
    if (!S_ISREG(info.st_mode))
      return shelf_fail(root, MKEPUB_ERROR_INPUT, FILE_NOT_REGULAR, "cannot open", file, error);
    linked = linked || info.st_nlink > 1;
    if (linked && (writing || i > 0)) /* what a killed run left is undone to read, too */
      return fail_linked(root, file, error);
  }
  return TRUE; /* what else is wrong, opening it says */
}

/* 'HASH  NAME', as sha256sum writes it, of a name that a shelf can have. */
static gboolean read_line(Claim *claim, const char *line)
{
  guint8 digest[DIGEST_SHA256];
  enum { HEX = 2 * DIGEST_SHA256 };
  g_autofree char *hash = g_strndup(line, HEX);
  if (!digest_parse(hash, digest, sizeof digest) || strncmp(line + HEX, "  ", 2) != 0 ||
      !shelf_name_is_valid(line + HEX + 2))
    return FALSE;
  g_hash_table_replace(claim->listed, g_strdup(line + HEX + 2), g_ascii_strdown(hash, -1));
  return TRUE;
}

/* FALSE when there is one that mkepub did not write. */
static gboolean read_manifest(Claim *claim)
{
  gsize length;
  int trouble;
  g_autofree char *text =
      beneath_read(claim->root, SHELF_MANIFEST, MANIFEST_LIMIT, &length, &trouble);
  if (!text)
    return trouble == ENOENT;
  if (strlen(text) != length)
    return FALSE;
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    if (*lines[i] && !read_line(claim, lines[i]))
      return FALSE;
  return TRUE;
}

static gboolean has_listed_bytes(const Claim *claim, const char *name)
{
  struct stat info;
  guint8 sha256[DIGEST_SHA256];
  guint64 size;
  int trouble;
  const char *listed = g_hash_table_lookup(claim->listed, name);
  int fd = listed ? beneath_open_file(claim->root, name, &info, &trouble) : -1;
  if (fd < 0)
    return FALSE;
  int errnum = digest_fd(fd, sha256, NULL, &size);
  close(fd);
  g_autofree char *hash = digest_hex(sha256, sizeof sha256);
  return errnum == 0 && strcmp(hash, listed) == 0;
}

/* Whether NAME, of the state INFO, is the archive's; remembers it then. */
static gboolean is_proven(Claim *claim, const char *name, const struct stat *info)
{
  if (!S_ISREG(info->st_mode) || !shelf_name_is_valid(name) ||
      (!(claim->journal && journal_lists(claim->journal, name, info)) &&
       !has_listed_bytes(claim, name)))
    return FALSE;
  g_hash_table_add(claim->proven, g_strdup(name));
  return TRUE;
}

static gboolean refuse_folder(Claim *claim, const char *name, const char *way_out)
{
  g_autofree char *path = beneath_path(claim->root, name), *shown = text_display_path(path);
  g_set_error(claim->error, MKEPUB_ERROR, MKEPUB_ERROR_OUTPUT, "'%s' is not mkepub's%s", shown,
              way_out);
  return FALSE;
}

#define NEEDED ", and the archive needs this name; move it away"
#define OTHERS                                                                                 \
  ", and a new shelf needs its folders for itself; choose another folder, or use --adopt to "  \
  "keep what is there"

/* The files at the top; feed.xml is not in each shelf. */
static gboolean look_at_files(Claim *claim)
{
  for (guint i = 0; shelf_name_files[i]; i++) {
    struct stat info;
    const char *name = shelf_name_files[i];
    if (!beneath_stat(claim->root, name, &info) || is_proven(claim, name, &info))
      continue;
    gboolean needed = strcmp(name, "feed.xml") != 0;
    if (needed || !claim->adopt)
      return refuse_folder(claim, name, needed ? NEEDED : OTHERS);
  }
  return TRUE;
}

/* The application's mark in the header of an SQLite file (section 1.2 of its format). */
static gboolean look_at_search(Claim *claim)
{
  enum { HEADER = 100, MARK = 68 };
  guint8 header[HEADER];
  struct stat info;
  int trouble, fd = beneath_open_file(claim->root, SEARCH, &info, &trouble);
  if (fd < 0)
    return trouble == ENOENT || refuse_folder(claim, SEARCH, NEEDED);
  gssize n = read(fd, header, HEADER);
  close(fd);
  const guint8 *mark = header + MARK;
  if (n == 0 || (n == HEADER && memcmp(header, "SQLite format 3", 16) == 0 &&
                 GUINT_FROM_BE(*(const guint32 *)(gconstpointer)mark) == SEARCH_ID))
    return TRUE;
  return refuse_folder(claim, SEARCH, NEEDED);
}

static gboolean is_our_temporary(const Claim *claim, const char *folder, const char *entry)
{
  if (!claim->journal || !journal_has_temporary(claim->journal, entry))
    return FALSE;
  g_autofree char *name =
      g_strdup_printf("%s/%.*s", folder, (int)(strrchr(entry, '.') - entry - 1), entry + 1);
  return shelf_name_is_valid(name);
}

/* Looks at what FOLDER holds; its folders go to PENDING. */
static gboolean look_at_folder(Claim *claim, const char *folder, GQueue *pending)
{
  g_autoptr(GPtrArray) entries = beneath_list(claim->root, folder);
  for (guint i = 0; entries && i < entries->len; i++) {
    struct stat info;
    const char *entry = entries->pdata[i];
    g_autofree char *name = g_build_filename(folder, entry, NULL);
    if (!beneath_stat(claim->root, name, &info))
      continue; /* gone meanwhile */
    if (S_ISDIR(info.st_mode))
      g_queue_push_tail(pending, g_steal_pointer(&name));
    else if (!is_proven(claim, name, &info) && !claim->adopt &&
             !is_our_temporary(claim, folder, entry))
      return refuse_folder(claim, name, OTHERS);
  }
  return entries || errno == ENOENT || claim->adopt || refuse_folder(claim, folder, OTHERS);
}

static gboolean look_at_folders(Claim *claim)
{
  GQueue pending = G_QUEUE_INIT;
  gboolean good = TRUE;
  for (guint i = 0; shelf_name_folders[i]; i++)
    g_queue_push_tail(&pending, g_strdup(shelf_name_folders[i]));
  while (good && !g_queue_is_empty(&pending)) {
    g_autofree char *folder = g_queue_pop_head(&pending);
    good = look_at_folder(claim, folder, &pending);
  }
  g_queue_clear_full(&pending, g_free);
  return good;
}

gboolean shelf_claim(Beneath *root, const Journal *journal, gboolean adopt, GHashTable **proven,
                     GError **error)
{
  g_autoptr(GHashTable) listed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(GHashTable) files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  Claim claim = {root, journal, adopt, listed, files, error};
  if (!shelf_check_folders(root, error))
    return FALSE;
  if (!read_manifest(&claim))
    return refuse_folder(&claim, SHELF_MANIFEST, NEEDED);
  if (!look_at_files(&claim) || !look_at_search(&claim) || !look_at_folders(&claim))
    return FALSE;
  *proven = g_steal_pointer(&files);
  return TRUE;
}
