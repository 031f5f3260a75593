/* SPDX-License-Identifier: MIT */
#include "media/fetch/cache-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "media/fetch/meta.h"
#include "mkepub/error.h"

#define OWN_FILES "/proc/self/fd" /* from here a file without a name can be linked */

struct FetchDraft {
  char *folder;
  char *name; /* on disk; NULL: no name yet */
  int fd;
  guint64 length;
  GChecksum *hash;
};

static gboolean set_output_error(GError **error, const char *what, const char *path)
{
  mkepub_error_set_errno(error, MKEPUB_ERROR_OUTPUT, errno, what, path);
  return FALSE;
}

/* Returns a new unique name for a temporary file. */
static char *spare_name(const char *folder)
{
  g_autofree char *uuid = g_uuid_string_random();
  g_autofree char *name = g_strconcat(".", uuid, NULL);
  return g_build_filename(folder, name, NULL);
}

FetchDraft *fetch_draft_new(const char *folder, GError **error)
{
  g_autofree char *name = NULL;
  errno = EOPNOTSUPP;
  int fd = g_file_test(OWN_FILES, G_FILE_TEST_IS_DIR)
               ? open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600)
               : -1;
  /* some file systems do not support files without a name */
  if (fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL)) {
    name = spare_name(folder);
    fd = open(name, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  }
  if (fd < 0) {
    set_output_error(error, "cannot create a file in", folder);
    return NULL;
  }
  FetchDraft *draft = g_new0(FetchDraft, 1);
  draft->folder = g_strdup(folder);
  draft->name = g_steal_pointer(&name);
  draft->fd = fd;
  draft->hash = g_checksum_new(G_CHECKSUM_SHA256);
  return draft;
}

void fetch_draft_free(FetchDraft *draft)
{
  if (!draft)
    return;
  if (draft->name)
    g_unlink(draft->name);
  if (draft->fd >= 0)
    close(draft->fd);
  g_checksum_free(draft->hash);
  g_free(draft->name);
  g_free(draft->folder);
  g_free(draft);
}

/* Returns 0, or an errno. */
static int write_all(int fd, const char *bytes, gsize length)
{
  while (length > 0) {
    ssize_t n = write(fd, bytes, length);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return n < 0 ? errno : ENOSPC;
    bytes += n;
    length -= (gsize)n;
  }
  return 0;
}

gboolean fetch_draft_write(FetchDraft *draft, const void *bytes, gsize length, GError **error)
{
  errno = write_all(draft->fd, bytes, length);
  if (errno != 0)
    return set_output_error(error, "cannot write to a file in", draft->folder);
  g_checksum_update(draft->hash, bytes, (gssize)length);
  draft->length += length;
  return TRUE;
}

GBytes *fetch_draft_bytes(FetchDraft *draft)
{
  gsize length = 0;
  int trouble;
  char *bytes = lseek(draft->fd, 0, SEEK_SET) == 0
                    ? file_read_fd(draft->fd, draft->length, draft->length, &length, &trouble)
                    : NULL;
  return bytes ? g_bytes_new_take(bytes, length) : NULL;
}

/* Gives the file its first name, as open(2) describes for O_TMPFILE. */
static gboolean give_name(FetchDraft *draft, GError **error)
{
  if (draft->name)
    return TRUE;
  g_autofree char *own = g_strdup_printf(OWN_FILES "/%d", draft->fd);
  g_autofree char *name = spare_name(draft->folder);
  if (linkat(AT_FDCWD, own, AT_FDCWD, name, AT_SYMLINK_FOLLOW) != 0)
    return set_output_error(error, "cannot create", name);
  draft->name = g_steal_pointer(&name);
  return TRUE;
}

/* Syncs DRAFT, closes it, and moves it to PATH. Does not sync the folder: a file lost in a
 * crash is fetched again. */
static gboolean publish_file(FetchDraft *draft, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname(path);
  if (g_mkdir(folder, 0700) != 0 && errno != EEXIST)
    return set_output_error(error, "cannot make the folder", folder);
  if (fsync(draft->fd) != 0)
    return set_output_error(error, "cannot sync", path);
  if (!give_name(draft, error))
    return FALSE;
  int fd = draft->fd;
  draft->fd = -1;
  if (close(fd) != 0)
    return set_output_error(error, "cannot close", path);
  if (g_rename(draft->name, path) != 0)
    return set_output_error(error, "cannot rename to", path);
  g_clear_pointer(&draft->name, g_free);
  return TRUE;
}

static gboolean publish_text(const char *folder, const char *path, const char *text,
                             GError **error)
{
  g_autoptr(FetchDraft) draft = fetch_draft_new(folder, error);
  return draft && fetch_draft_write(draft, text, strlen(text), error) &&
         publish_file(draft, path, error);
}

/* Returns the path of the body that the file at PATH names now, to remove it once the file
 * names another. NULL when there is none. */
static char *old_body(const char *folder, const char *path, const char *url)
{
  gsize length = 0;
  int trouble;
  g_autofree char *text = file_load(path, FETCH_META_LIMIT, &length, &trouble);
  if (!text)
    return NULL;
  g_autoptr(FetchMeta) meta = fetch_meta_parse(text, length, url);
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
  g_autofree char *path = fetch_meta_path(draft->folder, url);
  g_autofree char *body = fetch_meta_body_path(draft->folder, url, meta.body);
  g_autofree char *old = old_body(draft->folder, path, url);
  if (!publish_file(draft, body, error) || !publish_text(draft->folder, path, text, error))
    return FALSE;
  if (old && strcmp(old, body) != 0)
    g_unlink(old);
  return TRUE;
}
