/* SPDX-License-Identifier: MIT */
#include "media/fetch/cache.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "media/fetch/cache-file.h"
#include "media/fetch/meta.h"
#include "mkepub/error.h"

#define DAY        86400
#define BODY_LIMIT ((gsize)256 << 20) /* bytes of a picture */

struct FetchCache {
  char *folder;
};

FetchCache *fetch_cache_new(const char *folder)
{
  FetchCache *cache = g_new(FetchCache, 1);
  cache->folder = folder ? g_strdup(folder)
                         : g_build_filename(g_get_user_cache_dir(), "mkepub", "pictures", NULL);
  return cache;
}

void fetch_cache_free(FetchCache *cache)
{
  if (!cache)
    return;
  g_free(cache->folder);
  g_free(cache);
}

/* Removes drafts of processes that were killed, on file systems where a draft needs a name. A
 * process that still writes to its draft does so more than once a day. */
static void remove_old_drafts(const FetchCache *cache)
{
  gint64 now = g_get_real_time() / G_USEC_PER_SEC;
  GDir *dir = g_dir_open(cache->folder, 0, NULL);
  for (const char *name; dir && (name = g_dir_read_name(dir));) {
    g_autofree char *path = g_build_filename(cache->folder, name, NULL);
    struct stat status;
    if (*name == '.' && g_lstat(path, &status) == 0 && S_ISREG(status.st_mode) &&
        status.st_mtime < now - DAY)
      g_unlink(path);
  }
  if (dir)
    g_dir_close(dir);
}

gboolean fetch_cache_prepare(FetchCache *cache, GError **error)
{
  if (g_mkdir_with_parents(cache->folder, 0700) != 0) {
    mkepub_error_set_errno(error, MKEPUB_ERROR_OUTPUT, errno, "cannot make the folder",
                           cache->folder);
    return FALSE;
  }
  remove_old_drafts(cache);
  g_autoptr(FetchDraft) draft = fetch_cache_draft(cache, error);
  return draft != NULL;
}

FetchDraft *fetch_cache_draft(const FetchCache *cache, GError **error)
{
  return fetch_draft_new(cache->folder, error);
}

static FetchMeta *read_meta(const FetchCache *cache, const char *url)
{
  g_autofree char *path = fetch_meta_path(cache->folder, url);
  gsize length = 0;
  int trouble;
  g_autofree char *text = file_load(path, FETCH_META_LIMIT, &length, &trouble);
  if (!text)
    return NULL;
  return fetch_meta_parse(text, length, url);
}

/* Returns a descriptor of the body that META names, if it has the right length; otherwise
 * -1. */
static int open_body(const FetchCache *cache, const FetchMeta *meta)
{
  g_autofree char *path = fetch_meta_body_path(cache->folder, meta->url, meta->body);
  struct stat status;
  int trouble;
  int fd = file_open(AT_FDCWD, path, 0, &status, &trouble);
  if (fd >= 0 && (guint64)status.st_size != meta->length) {
    close(fd);
    fd = -1;
  }
  return fd;
}

gboolean fetch_cache_has(const FetchCache *cache, const char *url)
{
  g_autoptr(FetchMeta) meta = read_meta(cache, url);
  int fd = meta ? open_body(cache, meta) : -1;
  if (fd < 0)
    return FALSE;
  close(fd);
  return TRUE;
}

static GBytes *read_body(int fd, gsize expected)
{
  gsize length = 0;
  int trouble;
  char *bytes = file_read_fd(fd, expected, BODY_LIMIT, &length, &trouble);
  return bytes ? g_bytes_new_take(bytes, length) : NULL;
}

GBytes *fetch_cache_read(const FetchCache *cache, const char *url, GError **error)
{
  g_autoptr(FetchMeta) meta = read_meta(cache, url);
  int fd = meta ? open_body(cache, meta) : -1;
  /* another process may just have replaced the body */
  if (meta && fd < 0) {
    fetch_meta_free(meta);
    meta = read_meta(cache, url);
    fd = meta ? open_body(cache, meta) : -1;
  }
  if (fd < 0) {
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "%s the cache",
                meta ? "damaged in" : "not in");
    return NULL;
  }
  g_autoptr(GBytes) bytes = read_body(fd, meta->length);
  close(fd);
  g_autofree char *hash = bytes ? g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes) : NULL;
  if (!hash || g_strcmp0(hash, meta->body) != 0) {
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "damaged in the cache");
    return NULL;
  }
  return g_steal_pointer(&bytes);
}
