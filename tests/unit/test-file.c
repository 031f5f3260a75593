/* SPDX-License-Identifier: MIT */
/* Reading files: what is a regular file within the limit comes back byte for byte; anything
 * else is refused at once, with its reason. */
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

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  place = g_dir_make_tmp("test-file-XXXXXX", NULL);
  g_assert_nonnull(place);
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
