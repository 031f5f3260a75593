/* SPDX-License-Identifier: MIT */
#include "media/fetch/cache.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "media/fetch/meta.h"
#include "mkepub/error.h"

#define DAY        86400
#define BODY_LIMIT ((gsize)256 << 20) /* bytes of a picture */

struct FetchCache {
  char *folder;
};

struct FetchDraft {
  const FetchCache *cache;
  FileTemp *temp;
  guint64 length;
  GChecksum *hash;
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

/* Removes drafts of processes that were killed. A process that still writes to one does so more
 * than once a day. */
static void sweep(const FetchCache *cache)
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
  sweep(cache);
  g_autoptr(FetchDraft) draft = fetch_draft_new(cache, error);
  return draft != NULL;
}

static FetchMeta *read_meta(const char *folder, const char *url)
{
  g_autofree char *path = fetch_meta_path(folder, url);
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
  g_autoptr(FetchMeta) meta = read_meta(cache->folder, url);
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
  g_autoptr(FetchMeta) meta = read_meta(cache->folder, url);
  int fd = meta ? open_body(cache, meta) : -1;
  /* another process may just have replaced the body */
  if (meta && fd < 0) {
    fetch_meta_free(meta);
    meta = read_meta(cache->folder, url);
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

static gboolean fail(GError **error, int errnum, const char *what, const char *path)
{
  if (errnum != 0)
    mkepub_error_set_errno(error, MKEPUB_ERROR_OUTPUT, errnum, what, path);
  return errnum == 0;
}

FetchDraft *fetch_draft_new(const FetchCache *cache, GError **error)
{
  const char *folder = cache->folder;
  FileTemp *temp =
      file_temp_take_beside(open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC), "draft");
  if (!temp) {
    fail(error, errno, "cannot create a file in", folder);
    return NULL;
  }
  if (fchmod(temp->fd, 0600) != 0)
    errno = 0; /* a file system without modes */
  FetchDraft *draft = g_new0(FetchDraft, 1);
  draft->cache = cache;
  draft->temp = temp;
  draft->hash = g_checksum_new(G_CHECKSUM_SHA256);
  return draft;
}

void fetch_draft_free(FetchDraft *draft)
{
  if (!draft)
    return;
  file_temp_discard(draft->temp);
  g_checksum_free(draft->hash);
  g_free(draft);
}

gboolean fetch_draft_write(FetchDraft *draft, const void *bytes, gsize length, GError **error)
{
  int errnum = file_write_all(draft->temp->fd, bytes, length);
  g_checksum_update(draft->hash, bytes, (gssize)length);
  draft->length += length;
  return fail(error, errnum, "cannot write to a file in", draft->cache->folder);
}

GBytes *fetch_draft_bytes(FetchDraft *draft)
{
  gsize length = 0;
  int trouble;
  char *bytes =
      lseek(draft->temp->fd, 0, SEEK_SET) == 0
          ? file_read_fd(draft->temp->fd, draft->length, draft->length, &length, &trouble)
          : NULL;
  return bytes ? g_bytes_new_take(bytes, length) : NULL;
}

/* Puts DRAFT in the place of whatever is at PATH, below the folder of the cache. The folder is
 * not synced: what a crash takes away is fetched again. */
static gboolean publish(FetchDraft *draft, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname(path);
  g_autofree char *shown = g_build_filename(draft->cache->folder, path, NULL);
  int errnum = mkdirat(draft->temp->folder, folder, 0700) == 0 || errno == EEXIST ? 0 : errno;
  return fail(error, errnum, "cannot make the folder", shown) &&
         fail(error, file_temp_sync(draft->temp, NULL), "cannot sync", shown) &&
         fail(error, file_temp_rename(draft->temp, path), "cannot rename to", shown);
}

static gboolean publish_text(const FetchCache *cache, const char *path, const char *text,
                             GError **error)
{
  g_autoptr(FetchDraft) draft = fetch_draft_new(cache, error);
  return draft && fetch_draft_write(draft, text, strlen(text), error) &&
         publish(draft, path, error);
}

/* The body that the words on URL name now, so that it can go when they name another. */
static char *old_body(const char *folder, const char *url)
{
  g_autoptr(FetchMeta) meta = read_meta(folder, url);
  return meta ? fetch_meta_body_path(folder, url, meta->body) : NULL;
}

gboolean fetch_draft_keep(FetchDraft *draft, const char *url, const FetchFacts *facts,
                          GError **error)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc();
  g_autofree char *time = g_date_time_format(now, "%Y-%m-%dT%H:%M:%SZ");
  FetchMeta meta = {.url = (char *)url,
                    .body = (char *)g_checksum_get_string(draft->hash),
                    .length = draft->length,
                    .type = (char *)facts->type,
                    .etag = (char *)facts->etag,
                    .modified = (char *)facts->modified,
                    .time = time};
  g_autofree char *text = fetch_meta_text(&meta);
  g_autofree char *path = fetch_meta_path("", url);
  g_autofree char *body = fetch_meta_body_path("", url, meta.body);
  g_autofree char *old = old_body(draft->cache->folder, url);
  if (!publish(draft, body, error) || !publish_text(draft->cache, path, text, error))
    return FALSE;
  g_autofree char *new = fetch_meta_body_path(draft->cache->folder, url, meta.body);
  if (old && strcmp(old, new) != 0)
    g_unlink(old);
  return TRUE;
}
