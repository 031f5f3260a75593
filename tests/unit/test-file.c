/* SPDX-License-Identifier: MIT */
/* Reading files: what is a regular file within the limit comes back byte for byte; anything
 * else is refused at once, with its reason. Writing: the old file or the whole new one. */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/file.h"
#include "mkepub/error.h"

static char *place; /* a folder of this run */

static char *path_of(const char *name)
{
  return g_build_filename(place, name, NULL);
}

static void refused(const char *path, gsize limit, const char *words)
{
  g_autoptr(GError) error = NULL;
  gsize length;
  g_autofree char *expected = g_strdup_printf("cannot read '%s': %s", path, words);
  g_assert_null(file_read(path, limit, &length, &error));
  g_assert_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT);
  g_assert_cmpstr(error->message, ==, expected);
}

static void test_limit(void)
{
  g_autofree char *path = path_of("five");
  g_assert_true(g_file_set_contents(path, "a\0cde", 5, NULL));
  gsize length = 0;
  g_autofree char *bytes = file_read(path, 5, &length, NULL);
  g_assert_cmpmem(bytes, length, "a\0cde", 5);
  g_assert_cmpint(bytes[5], ==, '\0');
  refused(path, 4, "larger than 4 bytes");
  g_autofree char *large = path_of("large");
  g_assert_true(g_file_set_contents(large, "", 0, NULL));
  g_assert_cmpint(truncate(large, (2 << 20) + 1), ==, 0);
  refused(large, 2 << 20, "larger than 2 MiB");
}

/* A file that has no size of its own, and one that grows while it is read. */
static void test_size_unknown(void)
{
  gsize length = 0;
  g_autofree char *self = file_read("/proc/self/cmdline", 1 << 20, &length, NULL);
  g_assert_nonnull(self);
  g_assert_cmpuint(length, >, strlen(self));
  g_autofree char *path = path_of("grown");
  g_assert_true(g_file_set_contents(path, "0123456789", 10, NULL));
  int trouble = 0, fd = open(path, O_RDONLY);
  g_assert_null(file_read_fd(fd, 2, 9, &length, &trouble));
  g_assert_cmpint(trouble, ==, FILE_TOO_LARGE);
  g_assert_cmpint(lseek(fd, 0, SEEK_SET), ==, 0);
  g_autofree char *bytes = file_read_fd(fd, 0, 10, &length, &trouble);
  g_assert_cmpmem(bytes, length, "0123456789", 10);
  close(fd);
}

static void test_not_regular(void)
{
  g_autofree char *pipe = path_of("pipe"), *socket_path = path_of("socket");
  g_assert_cmpint(mkfifo(pipe, 0600), ==, 0);
  refused(pipe, 10, "not a regular file");
  refused(place, 10, "not a regular file");
  refused("/dev/zero", 10, "not a regular file");
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  g_assert_cmpuint(g_strlcpy(address.sun_path, socket_path, sizeof address.sun_path), <,
                   sizeof address.sun_path);
  g_assert_cmpint(bind(fd, (struct sockaddr *)&address, sizeof address), ==, 0);
  refused(socket_path, 10, "not a regular file");
  close(fd);
  g_autofree char *none = path_of("none");
  refused(none, 10, "no such file or directory");
}

static void test_link(void)
{
  g_autofree char *path = path_of("target"), *link = path_of("link");
  struct stat info;
  int trouble = 0;
  g_assert_true(g_file_set_contents(path, "x", 1, NULL));
  g_assert_cmpint(symlink("target", link), ==, 0);
  int folder = open(place, O_RDONLY | O_DIRECTORY);
  int fd = file_open(folder, "link", 0, &info, &trouble);
  g_assert_cmpint(fd, >=, 0);
  g_assert_cmpint(info.st_size, ==, 1);
  close(fd);
  g_assert_cmpint(file_open(folder, "link", O_NOFOLLOW, &info, &trouble), ==, -1);
  g_assert_cmpint(trouble, ==, ELOOP);
  close(folder);
}

/* Where the modes allow what was refused, something else refused it: the message names the way
 * out. */
static void test_confined(void)
{
  g_autofree char *path = path_of("free"), *below = path_of("new");
  g_autoptr(GError) reading = NULL, writing = NULL, missing = NULL;
  g_assert_true(g_file_set_contents(path, "x", 1, NULL));
  mkepub_error_set_errno(&reading, MKEPUB_ERROR_INPUT, EACCES, "cannot read", path);
  g_assert_nonnull(strstr(reading->message, "permission denied: "));
  g_assert_nonnull(strstr(reading->message, "--allow-read FOLDER or --no-sandbox"));
  mkepub_error_set_errno(&writing, MKEPUB_ERROR_OUTPUT, EACCES, "cannot write", below);
  g_assert_nonnull(strstr(writing->message, "--no-sandbox"));
  mkepub_error_set_errno(&missing, MKEPUB_ERROR_INPUT, ENOENT, "cannot read", path);
  g_assert_true(g_str_has_suffix(missing->message, "no such file or directory"));
  unlink(path);
}

static int open_place(void)
{
  return open(place, O_PATH | O_DIRECTORY);
}

static void assert_holds(const char *name, const char *text)
{
  g_autofree char *path = path_of(name), *found = NULL;
  g_assert_true(g_file_get_contents(path, &found, NULL, NULL));
  g_assert_cmpstr(found, ==, text);
}

static void assert_alone(const char *name)
{
  GDir *dir = g_dir_open(place, 0, NULL);
  for (const char *entry; (entry = g_dir_read_name(dir));)
    g_assert_cmpstr(entry, ==, name);
  g_dir_close(dir);
}

/* Until the rename the target is as it was; afterwards it is new, and nothing else is left. */
static void test_replace(void)
{
  struct stat info;
  g_autofree char *path = path_of("written");
  g_assert_true(g_file_set_contents(path, "old", -1, NULL));
  FileTemp *temp = file_temp_take_beside(open_place(), "written");
  g_assert_nonnull(temp);
  g_assert_true(g_str_has_prefix(temp->name, ".written."));
  g_assert_cmpint(file_write_all(temp->fd, "newer", 5), ==, 0);
  g_assert_cmpint(file_temp_sync(temp, &info), ==, 0);
  g_assert_cmpint(info.st_size, ==, 5);
  assert_holds("written", "old");
  g_assert_cmpint(file_temp_rename(temp, "written"), ==, 0);
  file_temp_discard(temp);
  assert_holds("written", "newer");
  assert_alone("written");
  file_temp_discard(file_temp_take_beside(open_place(), "written"));
  assert_holds("written", "newer");
  assert_alone("written");
  unlink(path);
}

/* A file that has the random name already is left alone, and another name is taken. */
static void test_name_taken(void)
{
  g_random_set_seed(1);
  FileTemp *first = file_temp_take_beside(open_place(), "a");
  g_random_set_seed(1);
  FileTemp *second = file_temp_take_beside(open_place(), "a");
  g_assert_nonnull(first);
  g_assert_nonnull(second);
  g_assert_cmpstr(first->name, !=, second->name);
  g_assert_null(file_temp_take(open_place(), first->name));
  g_assert_cmpint(errno, ==, EEXIST);
  file_temp_discard(first);
  file_temp_discard(second);
}

/* A name as long as the file system allows, of characters of two bytes. */
static void test_name_long(void)
{
  g_autofree char *name = g_strnfill(254, '\xa4');
  for (guint i = 0; i < 254; i += 2)
    name[i] = '\xc3';
  FileTemp *temp = file_temp_take_beside(open_place(), name);
  g_assert_nonnull(temp);
  g_assert_true(g_utf8_validate(temp->name, -1, NULL));
  file_temp_discard(temp);
  errno = ENOTDIR;
  g_assert_null(file_temp_take_beside(-1, name));
  g_assert_cmpint(errno, ==, ENOTDIR);
}

static void test_within(void)
{
  static const struct {
    const char *path, *folder;
    gboolean within;
  } rows[] = {{"/a/b", "/a", TRUE},    {"/a", "/a", TRUE}, {"/a/b", "/a/", TRUE},
              {"/ab", "/a", FALSE},    {"/", "/a", FALSE}, {"/a", "/", TRUE},
              {"/a/b", "/a/bc", FALSE}};
  for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
    g_assert_cmpint(file_is_within(rows[i].path, rows[i].folder), ==, rows[i].within);
  g_autofree char *real = file_real_path(place), *path = g_build_filename(place, "x/y", NULL);
  g_autofree char *wanted = g_build_filename(real, "x/y", NULL);
  g_autofree char *future = file_future_path(path);
  g_assert_cmpstr(future, ==, wanted);
  g_autofree char *lost = g_build_filename(place, "x/../y", NULL);
  g_assert_null(file_future_path(lost));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  place = g_dir_make_tmp("test-file-XXXXXX", NULL);
  g_assert_nonnull(place);
  g_test_add_func("/file/replace", test_replace);
  g_test_add_func("/file/name-taken", test_name_taken);
  g_test_add_func("/file/name-long", test_name_long);
  g_test_add_func("/file/within", test_within);
  g_test_add_func("/file/limit", test_limit);
  g_test_add_func("/file/size-unknown", test_size_unknown);
  g_test_add_func("/file/not-regular", test_not_regular);
  g_test_add_func("/file/link", test_link);
  g_test_add_func("/file/confined", test_confined);
  int status = g_test_run();
  static const char *const names[] = {"five",   "large",  "grown", "pipe",
                                      "socket", "target", "link"};
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autofree char *path = path_of(names[i]);
    g_unlink(path);
  }
  g_rmdir(place);
  return status;
}
