/* SPDX-License-Identifier: MIT */
#include "mkepub/ocf.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <libdeflate.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "epub/spool.h"
#include "epub/zipfile.h"
#include "mkepub/error.h"

#define LEVEL       6
#define LINKS       40                /* as many as the kernel follows */
#define PART        ((gsize)64 << 10) /* bytes that are compared at a time */
#define KEPT_BUFFER ((gsize)1 << 20)  /* a buffer beyond this is not kept for the next entry */

/* The buffers that one thread needs; lent from the pool for one entry. */
typedef struct {
  struct libdeflate_compressor *engine;
  guint8 *buffer;
  gsize room;
} Packer;

struct MkepubOcf {
  char *path;                  /* as the caller said it, for messages */
  const MkepubOcfPlace *place; /* borrowed; NULL: PATH alone says where */
  int folder;                  /* open on the folder of the target; -1: none */
  char *name;                  /* of the target in it, after all symbolic links */
  gboolean exists, changed;
  mode_t mode; /* of the existing file */
  Spool *spool;
  GArray *entries; /* of ZipfileEntry */
  GMutex lock;     /* of packers */
  GPtrArray *packers;
};

static void packer_free(gpointer data)
{
  Packer *packer = data;
  libdeflate_free_compressor(packer->engine);
  g_free(packer->buffer);
  g_free(packer);
}

static void entry_clear(gpointer data)
{
  g_free(((ZipfileEntry *)data)->name);
}

char *mkepub_ocf_target(const char *path)
{
  char *current = g_strdup(path);
  for (guint i = 0; i < LINKS; i++) {
    struct stat st;
    if (g_lstat(current, &st) != 0 || !S_ISLNK(st.st_mode))
      return current;
    g_autofree char *link = g_file_read_link(current, NULL);
    if (!link)
      break;
    g_autofree char *folder = g_path_get_dirname(current);
    g_free(current);
    current = g_path_is_absolute(link) ? g_strdup(link) : g_build_filename(folder, link, NULL);
  }
  g_free(current);
  errno = ELOOP;
  return NULL;
}

/* Opens the folder of TARGET and looks at what is there now. Returns 0 or an errno. */
static int look_at_target(MkepubOcf *ocf, const char *target)
{
  struct stat st;
  if (g_str_has_suffix(target, "/"))
    return EISDIR;
  g_autofree char *folder = g_path_get_dirname(target);
  ocf->name = g_path_get_basename(target);
  ocf->folder = openat(ocf->place ? ocf->place->folder : AT_FDCWD, ocf->place ? "." : folder,
                       O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (ocf->folder < 0)
    return errno;
  if (fstatat(ocf->folder, ocf->name, &st, AT_SYMLINK_NOFOLLOW) != 0)
    return errno == ENOENT ? 0 : errno;
  if (S_ISDIR(st.st_mode))
    return EISDIR;
  ocf->exists = S_ISREG(st.st_mode);
  ocf->mode = st.st_mode & 0777;
  return ocf->exists || ocf->place ? 0 : ENOTSUP;
}

/* With REHEARSAL nothing is written, and there may be no path. */
static gboolean prepare_target(MkepubOcf *ocf, gboolean rehearsal, GError **error)
{
  int errnum = 0;
  if (ocf->path) {
    g_autofree char *target = ocf->place ? g_strdup(ocf->path) : mkepub_ocf_target(ocf->path);
    errnum = !target ? errno : *target ? look_at_target(ocf, target) : ENOENT;
  }
  if (errnum == 0) {
    ocf->spool = rehearsal ? spool_new()
                           : spool_open(ocf->folder, ocf->place ? ocf->place->hidden : NULL);
    errnum = ocf->spool ? 0 : errno;
  }
  if (errnum == ENOTSUP) {
    g_autofree char *shown = text_display_path(ocf->path);
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_OUTPUT,
                "cannot write '%s': not a regular file", shown);
  } else if (errnum != 0)
    mkepub_error_set_errno(error, MKEPUB_ERROR_OUTPUT, errnum, "cannot write", ocf->path);
  return errnum == 0;
}

static MkepubOcf *begin_entry(const MkepubOcfPlace *place, const char *path, gboolean rehearsal,
                              GError **error)
{
  static const char mimetype[] = "application/epub+zip";
  g_autoptr(MkepubOcf) ocf = g_new0(MkepubOcf, 1);
  ocf->path = g_strdup(path);
  ocf->place = place;
  ocf->folder = -1;
  ocf->entries = g_array_new(FALSE, FALSE, sizeof(ZipfileEntry));
  g_array_set_clear_func(ocf->entries, entry_clear);
  ocf->packers = g_ptr_array_new_with_free_func(packer_free);
  g_mutex_init(&ocf->lock);
  MkepubOcfBlob blob;
  if (!prepare_target(ocf, rehearsal, error) ||
      !mkepub_ocf_pack(ocf, mimetype, sizeof mimetype - 1, TRUE, &blob, error))
    return NULL;
  mkepub_ocf_add(ocf, "mimetype", &blob);
  return g_steal_pointer(&ocf);
}

MkepubOcf *mkepub_ocf_open(const char *path, GError **error)
{
  return begin_entry(NULL, path, FALSE, error);
}

MkepubOcf *mkepub_ocf_open_at(const MkepubOcfPlace *place, const char *path, GError **error)
{
  return begin_entry(place, path, FALSE, error);
}

MkepubOcf *mkepub_ocf_rehearse(const char *path, GError **error)
{
  return begin_entry(NULL, path, TRUE, error);
}

void mkepub_ocf_free(MkepubOcf *ocf)
{
  if (!ocf)
    return;
  spool_free(ocf->spool);
  g_array_unref(ocf->entries);
  g_ptr_array_unref(ocf->packers);
  g_mutex_clear(&ocf->lock);
  g_free(ocf->path);
  g_free(ocf->name);
  if (ocf->folder >= 0)
    close(ocf->folder);
  g_free(ocf);
}

static Packer *borrow_packer(MkepubOcf *ocf)
{
  Packer *packer = NULL;
  g_mutex_lock(&ocf->lock);
  if (ocf->packers->len > 0)
    packer = g_ptr_array_steal_index_fast(ocf->packers, ocf->packers->len - 1);
  g_mutex_unlock(&ocf->lock);
  if (!packer) {
    packer = g_new0(Packer, 1);
    packer->engine = libdeflate_alloc_compressor(LEVEL);
    g_assert(packer->engine); /* out of memory aborts */
  }
  return packer;
}

static void return_packer(MkepubOcf *ocf, Packer *packer)
{
  if (packer->room > KEPT_BUFFER) {
    g_clear_pointer(&packer->buffer, g_free);
    packer->room = 0;
  }
  g_mutex_lock(&ocf->lock);
  g_ptr_array_add(ocf->packers, packer);
  g_mutex_unlock(&ocf->lock);
}

/* Returns the bytes of the compressed form in the packer's buffer; 0 when they are not fewer
 * than LENGTH. */
static gsize deflate_bytes(Packer *packer, const void *bytes, gsize length)
{
  gsize bound = libdeflate_deflate_compress_bound(packer->engine, length);
  if (bound > packer->room) {
    g_free(packer->buffer);
    packer->room = bound;
    packer->buffer = g_malloc(bound);
  }
  gsize size =
      libdeflate_deflate_compress(packer->engine, bytes, length, packer->buffer, bound);
  return size < length ? size : 0;
}

gboolean mkepub_ocf_pack(MkepubOcf *ocf, const void *bytes, gsize length, gboolean store,
                         MkepubOcfBlob *blob, GError **error)
{
  Packer *packer = store ? NULL : borrow_packer(ocf);
  gsize deflated = packer ? deflate_bytes(packer, bytes, length) : 0;
  *blob = (MkepubOcfBlob){.size = length,
                          .stored = deflated > 0 ? deflated : length,
                          .deflated = deflated > 0,
                          .crc = length > 0 ? libdeflate_crc32(0, bytes, length) : 0};
  int errnum = spool_append(ocf->spool, deflated > 0 ? packer->buffer : bytes,
                            (gsize)blob->stored, &blob->offset);
  if (packer)
    return_packer(ocf, packer);
  if (errnum != 0)
    mkepub_error_set_errno(error, MKEPUB_ERROR_OUTPUT, errnum, "cannot write", ocf->path);
  return errnum == 0;
}

GBytes *mkepub_ocf_read(MkepubOcf *ocf, const MkepubOcfBlob *blob, GError **error)
{
  g_autofree guint8 *stored = g_malloc((gsize)blob->stored + 1);
  for (gsize done = 0; done < blob->stored;) {
    gssize n =
        spool_read(ocf->spool, blob->offset + done, stored + done, (gsize)blob->stored - done);
    if (n < 0) {
      mkepub_error_set_errno(error, MKEPUB_ERROR_OUTPUT, errno, "cannot read back", ocf->path);
      return NULL;
    }
    done += (gsize)n;
  }
  if (!blob->deflated)
    return g_bytes_new_take(g_steal_pointer(&stored), (gsize)blob->stored);
  guint8 *bytes = g_malloc((gsize)blob->size + 1);
  struct libdeflate_decompressor *engine = libdeflate_alloc_decompressor();
  g_assert(engine); /* out of memory aborts */
  enum libdeflate_result result = libdeflate_deflate_decompress(
      engine, stored, (gsize)blob->stored, bytes, (gsize)blob->size, NULL);
  libdeflate_free_decompressor(engine);
  g_assert(result == LIBDEFLATE_SUCCESS); /* what we packed */
  return g_bytes_new_take(bytes, (gsize)blob->size);
}

gboolean mkepub_ocf_changed(const MkepubOcf *ocf)
{
  return ocf->changed;
}

void mkepub_ocf_add(MkepubOcf *ocf, const char *name, const MkepubOcfBlob *blob)
{
  g_assert(name[0] != '\0' && name[strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmno"
                                                "pqrstuvwxyz0123456789._/-")] == '\0');
  ZipfileEntry entry = {.name = g_strdup(name), .blob = *blob};
  g_array_append_val(ocf->entries, entry);
}

guint64 mkepub_ocf_size(const MkepubOcf *ocf)
{
  enum { LOCAL = 30, CENTRAL = 46, END = 22 }; /* APPNOTE 4.3.7, 4.3.12, 4.3.16 */
  guint64 size = END;
  for (guint i = 0; i < ocf->entries->len; i++) {
    const ZipfileEntry *entry = &g_array_index(ocf->entries, ZipfileEntry, i);
    size += LOCAL + CENTRAL + 2 * strlen(entry->name) + entry->blob.stored;
  }
  return size;
}

/* Whether the target holds the bytes of FD. */
static gboolean is_equal(const MkepubOcf *ocf, int fd)
{
  struct stat new, old;
  int trouble;
  int there = file_open(ocf->folder, ocf->name, O_NOFOLLOW, &old, &trouble);
  if (there < 0)
    return FALSE;
  gboolean equal = fstat(fd, &new) == 0 && new.st_size == old.st_size;
  g_autofree char *buffer = g_malloc(2 * PART);
  for (off_t at = 0; equal && at < new.st_size; at += (off_t)PART) {
    gsize part = MIN(PART, (gsize)(new.st_size - at));
    equal = pread(fd, buffer, part, at) == (ssize_t)part &&
            pread(there, buffer + PART, part, at) == (ssize_t)part &&
            memcmp(buffer, buffer + PART, part) == 0;
  }
  close(there);
  return equal;
}

/* From a written file to one under its name. Returns 0 or an errno. */
static int publish_file(MkepubOcf *ocf, FileTemp *temp, MkepubOcfCommit how)
{
  struct stat info;
  if (how == MKEPUB_OCF_KEEP_EQUAL && ocf->exists && is_equal(ocf, temp->fd))
    return 0;
  int errnum = file_temp_sync(temp, &info);
  if (errnum == 0 && ocf->place)
    errnum = ocf->place->announce(ocf->place->data, &info);
  /* a file that is held keeps its hidden name */
  if (errnum == 0)
    errnum = file_temp_rename(temp, ocf->place && ocf->place->hold ? temp->name : ocf->name);
  ocf->changed = errnum == 0;
  return ocf->changed ? file_sync_folder(ocf->folder) : errnum;
}

gboolean mkepub_ocf_commit(MkepubOcf *ocf, MkepubOcfCommit how, guint64 *size, GError **error)
{
  guint64 written = mkepub_ocf_size(ocf);
  if (how != MKEPUB_OCF_DISCARD && spool_keeps(ocf->spool)) {
    int own = openat(ocf->folder, ".", O_PATH | O_DIRECTORY | O_CLOEXEC);
    g_autoptr(FileTemp) temp = ocf->place ? file_temp_take(own, ocf->place->hidden)
                                          : file_temp_take_beside(own, ocf->name);
    int errnum = temp ? 0 : errno;
    /* a file system without modes refuses; the mode is not worth the book */
    if (temp && ocf->exists && fchmod(temp->fd, ocf->mode) != 0)
      errno = 0;
    if (temp && !zipfile_write(temp->fd, ocf->path, ocf->spool, ocf->entries, &written, error))
      return FALSE;
    if (temp)
      errnum = publish_file(ocf, temp, how);
    if (errnum != 0) {
      mkepub_error_set_errno(error, MKEPUB_ERROR_OUTPUT, errnum, "cannot write", ocf->path);
      return FALSE;
    }
  }
  if (size)
    *size = written;
  return TRUE;
}
