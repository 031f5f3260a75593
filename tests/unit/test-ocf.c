/* SPDX-License-Identifier: MIT */
/* The OCF container: what a reader's unzip sees, and what is on disk when something fails. */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mkepub/error.h"
#include "mkepub/ocf.h"

#define ENTRIES 200

typedef struct {
  char *folder, *path;
} Fixture;

static void set_up(Fixture *fixture, gconstpointer data)
{
  (void)data;
  fixture->folder = g_dir_make_tmp("test-ocf-XXXXXX", NULL);
  g_assert_nonnull(fixture->folder);
  fixture->path = g_build_filename(fixture->folder, "book.epub", NULL);
}

/* Removes the folder; it must hold nothing but what the test names by unlinking it before. */
static void tear_down(Fixture *fixture, gconstpointer data)
{
  (void)data;
  g_unlink(fixture->path);
  g_assert_cmpint(g_rmdir(fixture->folder), ==, 0); /* fails when anything is left over */
  g_free(fixture->folder);
  g_free(fixture->path);
}

/* The bytes of entry I: text for most, noise (which deflate cannot shrink) for each fifth,
 * nothing for one. */
static GBytes *entry_bytes(guint i)
{
  GString *text = g_string_new(NULL);
  g_autoptr(GRand) noise = g_rand_new_with_seed(i);
  if (i % 5 == 0)
    for (guint n = 0; n < 3000 + i; n++)
      g_string_append_c(text, (char)g_rand_int_range(noise, 0, 256));
  else if (i != 7)
    for (guint n = 0; n < 500; n++)
      g_string_append_printf(text, "<p>paragraph %u of entry %u</p>\n", n, i);
  return g_string_free_to_bytes(text);
}

typedef struct {
  MkepubOcf *ocf;
  MkepubOcfBlob blobs[ENTRIES];
  gint failed;
} Work;

static void pack_one(gpointer item, gpointer data)
{
  Work *work = data;
  guint i = GPOINTER_TO_UINT(item) - 1;
  g_autoptr(GBytes) bytes = entry_bytes(i);
  gsize length = 0;
  const void *start = g_bytes_get_data(bytes, &length);
  if (!mkepub_ocf_pack(work->ocf, start, length, i % 10 == 0, &work->blobs[i], NULL))
    g_atomic_int_inc(&work->failed);
}

/* Packs on THREADS threads, the last entry first, and commits in the usual order. Takes NEW,
 * which may be NULL. */
static gboolean write_into(MkepubOcf *new, guint threads, MkepubOcfCommit how, guint64 *size,
                           GError **error)
{
  g_autofree Work *work = g_new0(Work, 1);
  g_autoptr(MkepubOcf) ocf = new;
  if (!ocf)
    return FALSE;
  work->ocf = ocf;
  GThreadPool *pool = g_thread_pool_new(pack_one, work, (gint)threads, FALSE, NULL);
  for (guint i = ENTRIES; i > 0; i--)
    g_thread_pool_push(pool, GUINT_TO_POINTER(i), NULL);
  g_thread_pool_free(pool, FALSE, TRUE);
  g_assert_cmpint(work->failed, ==, 0);
  for (guint i = 0; i < ENTRIES; i++) {
    g_autofree char *name = g_strdup_printf("EPUB/a%03u.xhtml", i);
    mkepub_ocf_add(ocf, name, &work->blobs[i]);
  }
  return mkepub_ocf_commit(ocf, how, size, error);
}

static gboolean write_book(const char *path, guint threads, MkepubOcfCommit how, guint64 *size,
                           GError **error)
{
  return write_into(mkepub_ocf_open(path, error), threads, how, size, error);
}

static char *checksum(const char *path)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;
  g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
  return g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)bytes, length);
}

static void run(const char *const *arguments, char **output)
{
  g_autoptr(GError) error = NULL;
  gint status = -1;
  g_assert_true(g_spawn_sync(NULL, (char **)arguments, NULL,
                             G_SPAWN_SEARCH_PATH | (output ? 0 : G_SPAWN_STDOUT_TO_DEV_NULL),
                             NULL, NULL, output, NULL, &status, &error));
  g_assert_no_error(error);
  g_assert_cmpint(status, ==, 0);
}

static void test_layout(Fixture *fixture, gconstpointer data)
{
  (void)data;
  g_autoptr(GError) error = NULL;
  guint64 size = 0;
  g_assert_true(write_book(fixture->path, 1, TRUE, &size, &error));
  g_autofree char *bytes = NULL;
  gsize length = 0;
  g_assert_true(g_file_get_contents(fixture->path, &bytes, &length, NULL));
  g_assert_cmpuint(length, ==, size);
  /* OCF 4.3: stored, no extra field, so that these bytes stand at 30 and 38 */
  g_assert_cmpmem(bytes, 4, "PK\3\4", 4);
  g_assert_cmpmem(bytes + 30, 28, "mimetypeapplication/epub+zip", 28);
  g_assert_cmpuint((guchar)bytes[8] | (guchar)bytes[9] << 8, ==, 0);
  /* the end record has no comment (Kobo refuses one) and is the last 22 bytes */
  g_assert_cmpmem(bytes + length - 22, 4, "PK\5\6", 4);
  g_assert_cmpmem(bytes + length - 2, 2, "\0\0", 2);
  run((const char *const[]){"unzip", "-tqq", fixture->path, NULL}, NULL);
  for (guint i = 0; i < ENTRIES; i += 5) {
    g_autofree char *name = g_strdup_printf("EPUB/a%03u.xhtml", i + (i == 5 ? 2 : 1));
    g_autofree char *output = NULL;
    run((const char *const[]){"unzip", "-p", fixture->path, name, NULL}, &output);
    g_autoptr(GBytes) wanted = entry_bytes(i + (i == 5 ? 2 : 1));
    g_assert_cmpuint(strlen(output), ==, g_bytes_get_size(wanted));
    g_assert_cmpmem(output, strlen(output), g_bytes_get_data(wanted, NULL),
                    g_bytes_get_size(wanted));
  }
}

static gint64 inode(const char *path)
{
  struct stat status;
  return stat(path, &status) == 0 ? (gint64)status.st_ino : -1;
}

/* A book that is there already, byte for byte, is not touched when that is wanted. */
static void test_keep_equal(Fixture *fixture, gconstpointer data)
{
  (void)data;
  g_assert_true(write_book(fixture->path, 1, MKEPUB_OCF_KEEP_EQUAL, NULL, NULL));
  gint64 first = inode(fixture->path);
  g_assert_true(write_book(fixture->path, 2, MKEPUB_OCF_KEEP_EQUAL, NULL, NULL));
  g_assert_cmpint(inode(fixture->path), ==, first);
  g_assert_true(write_book(fixture->path, 1, MKEPUB_OCF_REPLACE, NULL, NULL));
  g_assert_cmpint(inode(fixture->path), !=, first);
  g_assert_true(g_file_set_contents(fixture->path, "other", -1, NULL));
  g_assert_true(write_book(fixture->path, 1, MKEPUB_OCF_KEEP_EQUAL, NULL, NULL));
  run((const char *const[]){"unzip", "-tqq", fixture->path, NULL}, NULL);
}

/* As many bytes, the last of them another. */
static void test_nearly_equal(Fixture *fixture, gconstpointer data)
{
  (void)data;
  g_autofree char *bytes = NULL, *again = NULL;
  gsize length = 0, same = 0;
  g_assert_true(write_book(fixture->path, 1, MKEPUB_OCF_REPLACE, NULL, NULL));
  g_assert_true(g_file_get_contents(fixture->path, &bytes, &length, NULL));
  bytes[length - 1] ^= 1;
  g_assert_true(g_file_set_contents(fixture->path, bytes, (gssize)length, NULL));
  bytes[length - 1] ^= 1;
  g_assert_true(write_book(fixture->path, 1, MKEPUB_OCF_KEEP_EQUAL, NULL, NULL));
  g_assert_true(g_file_get_contents(fixture->path, &again, &same, NULL));
  g_assert_cmpmem(bytes, length, again, same);
}

/* A rehearsal knows the size of the book and makes no file, wherever it would be. */
static void test_rehearsal(Fixture *fixture, gconstpointer data)
{
  (void)data;
  guint64 size = 0, with_path = 0, without = 0;
  g_assert_true(write_into(mkepub_ocf_rehearse(fixture->path, NULL), 4, MKEPUB_OCF_DISCARD,
                           &with_path, NULL));
  g_assert_false(g_file_test(fixture->path, G_FILE_TEST_EXISTS));
  g_assert_true(
      write_into(mkepub_ocf_rehearse(NULL, NULL), 4, MKEPUB_OCF_DISCARD, &without, NULL));
  g_assert_true(write_book(fixture->path, 1, MKEPUB_OCF_REPLACE, &size, NULL));
  GStatBuf status;
  g_assert_cmpint(g_stat(fixture->path, &status), ==, 0);
  g_assert_cmpuint(size, ==, (guint64)status.st_size);
  g_assert_cmpuint(with_path, ==, size);
  g_assert_cmpuint(without, ==, size);
}

/* What was packed comes back, compressed or not. */
static void test_read_back(Fixture *fixture, gconstpointer data)
{
  (void)data;
  g_autoptr(MkepubOcf) ocf = mkepub_ocf_open(fixture->path, NULL);
  for (guint i = 0; i < 20; i++) {
    MkepubOcfBlob blob;
    g_autoptr(GBytes) bytes = entry_bytes(i);
    gsize length = 0;
    const void *start = g_bytes_get_data(bytes, &length);
    g_assert_true(mkepub_ocf_pack(ocf, start, length, i % 2 == 0, &blob, NULL));
    g_autoptr(GBytes) back = mkepub_ocf_read(ocf, &blob, NULL);
    g_assert_true(g_bytes_equal(bytes, back));
  }
}

static void test_attributes(Fixture *fixture, gconstpointer data)
{
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autofree char *output = NULL;
  g_assert_true(write_book(fixture->path, 1, TRUE, NULL, &error));
  run((const char *const[]){"zipinfo", "-lT", fixture->path, NULL}, &output);
  g_auto(GStrv) lines = g_strsplit(output, "\n", -1);
  guint entries = 0;
  for (char **line = lines; *line; line++) {
    if (!g_str_has_suffix(*line, ".xhtml") && !g_str_has_suffix(*line, " mimetype"))
      continue;
    entries++;
    g_assert_true(g_str_has_prefix(*line, "-rw-r--r-- "));
    g_assert_nonnull(strstr(*line, " 19800101.000000 "));
  }
  g_assert_cmpuint(entries, ==, ENTRIES + 1);
}

static void test_same_bytes(Fixture *fixture, gconstpointer data)
{
  (void)data;
  static const char *const zones[] = {"UTC", "Asia/Tokyo", "America/New_York", "XXX-14",
                                      "XXX+12"};
  g_autofree char *first = NULL;
  mode_t old = umask(022);
  for (guint i = 0; i < G_N_ELEMENTS(zones); i++) {
    g_autoptr(GError) error = NULL;
    g_setenv("TZ", zones[i], TRUE);
    umask(i % 2 ? 077 : 022);
    g_assert_true(write_book(fixture->path, 1, TRUE, NULL, &error));
    g_autofree char *sum = checksum(fixture->path);
    if (!first)
      first = g_strdup(sum);
    g_assert_cmpstr(sum, ==, first);
  }
  g_unsetenv("TZ");
  umask(old);
}

static void test_threads(Fixture *fixture, gconstpointer data)
{
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autofree char *one = NULL, *eight = NULL;
  g_assert_true(write_book(fixture->path, 1, TRUE, NULL, &error));
  one = checksum(fixture->path);
  g_assert_true(write_book(fixture->path, 8, TRUE, NULL, &error));
  eight = checksum(fixture->path);
  g_assert_cmpstr(one, ==, eight);
}

static guint mode_of(const char *path)
{
  struct stat st;
  g_assert_cmpint(g_lstat(path, &st), ==, 0);
  return st.st_mode & 07777;
}

static void test_mode(Fixture *fixture, gconstpointer data)
{
  (void)data;
  mode_t old = umask(027);
  g_assert_true(write_book(fixture->path, 1, TRUE, NULL, NULL));
  g_assert_cmpuint(mode_of(fixture->path), ==, 0640);
  g_assert_cmpint(g_chmod(fixture->path, 0604), ==, 0);
  g_assert_true(write_book(fixture->path, 1, TRUE, NULL, NULL));
  g_assert_cmpuint(mode_of(fixture->path), ==, 0604);
  umask(old);
}

static void test_link(Fixture *fixture, gconstpointer data)
{
  (void)data;
  g_autofree char *link = g_build_filename(fixture->folder, "latest.epub", NULL);
  g_autofree char *other = g_build_filename(fixture->folder, "other.epub", NULL);
  struct stat st;
  g_assert_cmpint(symlink("other.epub", link), ==, 0);
  g_assert_cmpint(symlink(link, other), ==, 0); /* a circle first */
  g_autoptr(GError) error = NULL;
  g_assert_false(write_book(link, 1, TRUE, NULL, &error));
  g_assert_error(error, MKEPUB_ERROR, MKEPUB_ERROR_OUTPUT);
  g_unlink(other);
  g_assert_cmpint(symlink("book.epub", other), ==, 0);
  for (guint i = 0; i < 2; i++) { /* at first the end of the chain is not there */
    g_assert_true(write_book(link, 1, TRUE, NULL, NULL));
    g_assert_true(g_lstat(link, &st) == 0 && S_ISLNK(st.st_mode));
    g_assert_true(g_lstat(other, &st) == 0 && S_ISLNK(st.st_mode));
    g_assert_true(g_lstat(fixture->path, &st) == 0 && S_ISREG(st.st_mode));
  }
  g_unlink(link);
  g_unlink(other);
}

static void test_dry(Fixture *fixture, gconstpointer data)
{
  (void)data;
  guint64 dry = 0, wet = 0;
  g_assert_true(write_book(fixture->path, 2, FALSE, &dry, NULL));
  g_assert_false(g_file_test(fixture->path, G_FILE_TEST_EXISTS));
  g_assert_true(write_book(fixture->path, 2, TRUE, &wet, NULL));
  g_assert_cmpuint(dry, ==, wet);
}

static void test_given_up(Fixture *fixture, gconstpointer data)
{
  (void)data;
  MkepubOcfBlob blob;
  MkepubOcf *ocf = mkepub_ocf_open(fixture->path, NULL);
  g_assert_nonnull(ocf);
  g_assert_true(mkepub_ocf_pack(ocf, "text", 4, FALSE, &blob, NULL));
  mkepub_ocf_free(ocf); /* the tear-down finds the folder empty */
}

static void expect_refusal(const char *path, const char *message)
{
  g_autoptr(GError) error = NULL;
  g_assert_null(mkepub_ocf_open(path, &error));
  g_assert_error(error, MKEPUB_ERROR, MKEPUB_ERROR_OUTPUT);
  g_assert_cmpstr(error->message, ==, message);
}

static void test_refused(Fixture *fixture, gconstpointer data)
{
  (void)data;
  g_autofree char *below = g_build_filename(fixture->folder, "no", "y.epub", NULL);
  g_autofree char *missing =
      g_strdup_printf("cannot write '%s': no such file or directory", below);
  g_autofree char *folder =
      g_strdup_printf("cannot write '%s': is a directory", fixture->folder);
  expect_refusal(below, missing);
  expect_refusal(fixture->folder, folder);
  /* renaming a book over a device would take it from the whole system */
  expect_refusal("/dev/null", "cannot write '/dev/null': not a regular file");
}

/* Names that repeat are a bug that must not reach a book. */
static void test_repeated_name(Fixture *fixture, gconstpointer data)
{
  (void)data;
  g_autoptr(GError) error = NULL;
  g_assert_true(g_file_set_contents(fixture->path, "old", 3, NULL));
  MkepubOcfBlob blob;
  g_autoptr(MkepubOcf) ocf = mkepub_ocf_open(fixture->path, NULL);
  g_assert_true(mkepub_ocf_pack(ocf, "text", 4, FALSE, &blob, NULL));
  mkepub_ocf_add(ocf, "EPUB/a.xhtml", &blob);
  mkepub_ocf_add(ocf, "EPUB/a.xhtml", &blob);
  g_assert_false(mkepub_ocf_commit(ocf, TRUE, NULL, &error));
  g_assert_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INTERNAL);
  g_autofree char *kept = NULL;
  g_assert_true(g_file_get_contents(fixture->path, &kept, NULL, NULL));
  g_assert_cmpstr(kept, ==, "old");
}

/* No file may grow beyond LIMIT bytes while CALL writes a book over an old one: the limit
 * stands for a full disk. */
static char *write_limited(Fixture *fixture, rlim_t limit)
{
  struct rlimit before, now;
  g_autoptr(GError) error = NULL;
  g_autofree char *kept = NULL;
  g_assert_true(g_file_set_contents(fixture->path, "old", 3, NULL));
  signal(SIGXFSZ, SIG_IGN);
  g_assert_cmpint(getrlimit(RLIMIT_FSIZE, &before), ==, 0);
  now = before;
  now.rlim_cur = limit;
  g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &now), ==, 0);
  MkepubOcf *ocf = mkepub_ocf_open(fixture->path, &error);
  gboolean ok = ocf != NULL;
  for (guint i = 0; ok && i < 40; i++) {
    MkepubOcfBlob blob;
    g_autoptr(GBytes) bytes = entry_bytes(i * 5);
    g_autofree char *name = g_strdup_printf("EPUB/%u.bin", i);
    ok = mkepub_ocf_pack(ocf, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), TRUE,
                         &blob, &error);
    if (ok)
      mkepub_ocf_add(ocf, name, &blob);
  }
  ok = ok && mkepub_ocf_commit(ocf, TRUE, NULL, &error);
  mkepub_ocf_free(ocf);
  g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &before), ==, 0);
  g_assert_false(ok);
  g_assert_error(error, MKEPUB_ERROR, MKEPUB_ERROR_OUTPUT);
  g_assert_true(g_file_get_contents(fixture->path, &kept, NULL, NULL));
  g_assert_cmpstr(kept, ==, "old");
  return g_strdup(error->message);
}

static void test_full(Fixture *fixture, gconstpointer data)
{
  (void)data;
  g_autofree char *wanted = g_strdup_printf("cannot write '%s': file too large", fixture->path);
  g_autofree char *spool = write_limited(fixture, 20000);
  g_assert_cmpstr(spool, ==, wanted); /* while entries are packed */
  guint64 all = 0;
  for (guint i = 0; i < 40; i++)
    all += 3000 + i * 5;
  g_autofree char *container = write_limited(fixture, all + 100);
  g_assert_cmpstr(container, ==, wanted); /* while the container is written */
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define ADD(path, function) g_test_add(path, Fixture, NULL, set_up, function, tear_down)
  ADD("/ocf/mimetype-first-and-unzip-agrees", test_layout);
  ADD("/ocf/an-equal-book-is-not-touched", test_keep_equal);
  ADD("/ocf/a-nearly-equal-book-is-replaced", test_nearly_equal);
  ADD("/ocf/a-rehearsal-knows-the-size-and-makes-no-file", test_rehearsal);
  ADD("/ocf/what-was-packed-comes-back", test_read_back);
  ADD("/ocf/fixed-date-and-mode-of-entries", test_attributes);
  ADD("/ocf/same-bytes-in-any-time-zone-and-umask", test_same_bytes);
  ADD("/ocf/same-bytes-with-eight-threads", test_threads);
  ADD("/ocf/mode-by-umask-or-kept", test_mode);
  ADD("/ocf/symbolic-link-is-followed", test_link);
  ADD("/ocf/dry-run-leaves-nothing", test_dry);
  ADD("/ocf/given-up-leaves-nothing", test_given_up);
  ADD("/ocf/refused-at-once", test_refused);
  ADD("/ocf/repeated-name-publishes-nothing", test_repeated_name);
  ADD("/ocf/full-disk-keeps-the-old-file", test_full);
  return g_test_run();
}
