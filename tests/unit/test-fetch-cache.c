/* SPDX-License-Identifier: MIT */
/* What fetching leaves on disk, and what it makes of what it finds there. */
#include <signal.h>
#include <sys/stat.h>
#include <time.h>
#include <utime.h>

#include "fetch-net.h"

static const char *program; /* this one */

static void test_offline(Net *net, gconstpointer data)
{
  (void)data;
  MkepubFetcher *fetcher = new_fetcher(net);
  assert_good(fetcher, net, "/good/1");
  assert_good(fetcher, net, "/to/%2Fgood%2F2");
  mkepub_fetcher_free(fetcher);
  guint before = noted(net, NULL).requests;
  fetcher = new_fetcher(net); /* a second build */
  assert_good(fetcher, net, "/good/1");
  assert_good(fetcher, net, "/to/%2Fgood%2F2");
  mkepub_fetcher_free(fetcher);
  fetcher = new_offline(net);
  ask(fetcher, net, "/good/1");
  assert_good(fetcher, net, "/good/1");
  assert_fails(fetcher, net, "/good/3", "not in the cache");
  mkepub_fetcher_free(fetcher);
  g_assert_cmpuint(noted(net, NULL).requests, ==, before);
}

static void test_offline_makes_nothing(Net *net, gconstpointer data)
{
  (void)data;
  g_autoptr(MkepubFetcher) fetcher = new_offline(net);
  assert_fails(fetcher, net, "/good/1", "not in the cache");
  g_assert_false(g_file_test(net->cache, G_FILE_TEST_EXISTS));
}

/* The files of the one picture in the cache: its words and its body. */
static void find_entry(const char *cache, char **words, char **body)
{
  g_autofree char *pattern = g_strdup_printf("find '%s' -type f | sort", cache);
  const char *command[] = {"sh", "-c", pattern, NULL};
  g_autofree char *found = NULL;
  g_assert_true(g_spawn_sync(NULL, (char **)command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                             &found, NULL, NULL, NULL));
  g_auto(GStrv) lines = g_strsplit(g_strstrip(found), "\n", -1);
  g_assert_cmpuint(g_strv_length(lines), ==, 2);
  *words = g_strdup(lines[0]);
  *body = g_strdup(lines[1]);
}

static void test_folder(Net *net, gconstpointer data)
{
  (void)data;
  struct stat status;
  g_autofree char *words = NULL, *body = NULL, *text = NULL, *part = NULL;
  net->options.cache = NULL;
  MkepubFetcher *fetcher = new_fetcher(net);
  assert_good(fetcher, net, "/good/1");
  mkepub_fetcher_free(fetcher);
  g_autofree char *folder =
      g_build_filename(g_getenv("XDG_CACHE_HOME"), "mkepub", "pictures", NULL);
  find_entry(folder, &words, &body);
  g_assert_cmpint(g_stat(folder, &status), ==, 0);
  g_assert_cmpuint(status.st_mode & 0777, ==, 0700);
  part = g_path_get_dirname(words);
  g_assert_cmpint(g_stat(part, &status), ==, 0);
  g_assert_cmpuint(status.st_mode & 0777, ==, 0700);
  g_assert_cmpint(g_stat(body, &status), ==, 0);
  g_assert_cmpuint(status.st_mode & 0777, ==, 0600);
  g_assert_cmpint(status.st_size, ==, PNG_LENGTH);
  g_assert_true(g_file_get_contents(words, &text, NULL, NULL));
  g_assert_nonnull(strstr(text, "\netag \"first\"\n"));
  g_assert_nonnull(strstr(text, "\nmodified Fri, 10 Jan 2025 08:00:00 GMT\n"));
  g_assert_nonnull(strstr(text, "\ntype image/png\n"));
}

static void spoil(const char *path, const char *how)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;
  g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
  if (g_str_equal(how, "gone"))
    g_assert_cmpint(g_unlink(path), ==, 0);
  else if (g_str_equal(how, "changed"))
    bytes[length - 20] ^= 1;
  else
    length--;
  if (!g_str_equal(how, "gone"))
    g_assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
}

/* Whatever happens to the files, no other bytes ever come out of them. */
static void test_rot(Net *net, gconstpointer data)
{
  (void)data;
  static const struct {
    gboolean body;
    const char *how, *message;
  } cases[] = {
      {TRUE, "changed", "damaged in the cache"}, {TRUE, "cut", "damaged in the cache"},
      {TRUE, "gone", "damaged in the cache"},    {FALSE, "changed", NULL},
      {FALSE, "cut", "not in the cache"},        {FALSE, "gone", "not in the cache"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *words = NULL, *body = NULL;
    net->options.online = TRUE;
    g_autoptr(MkepubFetcher) fetcher = new_fetcher(net);
    assert_good(fetcher, net, "/good/1");
    guint before = noted(net, NULL).requests;
    find_entry(net->cache, &words, &body);
    spoil(cases[i].body ? body : words, cases[i].how);
    g_autoptr(MkepubFetcher) offline = new_offline(net);
    if (cases[i].message)
      assert_fails(offline, net, "/good/1", cases[i].message);
    assert_good(fetcher, net, "/good/1");
    if (cases[i].message)
      g_assert_cmpuint(noted(net, NULL).requests, ==, before + 1);
    assert_good(offline, net, "/good/1");
    g_assert_cmpuint(count_files(net->cache), ==, 2);
  }
}

/* An end in the middle of a body leaves nothing. */
static void test_half(Net *net, gconstpointer data)
{
  (void)data;
  MkepubFetcher *fetcher = new_fetcher(net);
  ask(fetcher, net, "/drip");
  ask(fetcher, net, "/stall");
  assert_good(fetcher, net, "/busy/1");
  mkepub_fetcher_free(fetcher);
  g_assert_cmpuint(count_files(net->cache), ==, 2);
}

/* Fetches URL into CACHE until it is killed. */
static void be_killed(const char *cache, const char *url)
{
  MkepubFetchOptions options = {.online = TRUE, .allow_private = TRUE, .cache = cache};
  g_autoptr(MkepubFetcher) fetcher = mkepub_fetcher_new(&options, NULL);
  g_bytes_unref(mkepub_fetcher_wait(fetcher, url, NULL));
}

/* So does a kill, as far as anybody can tell who looks for pictures. */
static void test_killed(Net *net, gconstpointer data)
{
  (void)data;
  g_autofree char *url = url_of(net, "/drip");
  const char *command[] = {program, "--killed", net->cache, url, NULL};
  GPid pid;
  g_assert_true(g_spawn_async(NULL, (char **)command, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL,
                              NULL, &pid, NULL));
  for (guint i = 0; i < 500 && noted(net, "/drip").requests == 0; i++)
    g_usleep(10000);
  g_usleep(100000);
  kill(pid, SIGKILL);
  waitpid(pid, NULL, 0);
  g_assert_cmpuint(noted(net, "/drip").requests, ==, 1);
  g_autoptr(MkepubFetcher) fetcher = new_offline(net);
  assert_fails(fetcher, net, "/drip", "not in the cache");
}

/* Where drafts need names, those of the dead go in time. */
static void test_sweep(Net *net, gconstpointer data)
{
  (void)data;
  g_autofree char *old = g_build_filename(net->cache, ".old", NULL);
  g_autofree char *young = g_build_filename(net->cache, ".young", NULL);
  struct utimbuf then = {.modtime = time(NULL) - 2 * 86400};
  g_assert_cmpint(g_mkdir(net->cache, 0700), ==, 0);
  g_assert_true(g_file_set_contents(old, "x", 1, NULL));
  g_assert_true(g_file_set_contents(young, "x", 1, NULL));
  g_assert_cmpint(g_utime(old, &then), ==, 0);
  g_autoptr(MkepubFetcher) fetcher = new_fetcher(net);
  g_assert_false(g_file_test(old, G_FILE_TEST_EXISTS));
  g_assert_true(g_file_test(young, G_FILE_TEST_EXISTS));
}

static void test_no_folder(Net *net, gconstpointer data)
{
  (void)data;
  g_autoptr(GError) error = NULL;
  net->options.cache = "/dev/null/cache";
  g_assert_null(mkepub_fetcher_new(&net->options, &error));
  g_assert_error(error, MKEPUB_ERROR, MKEPUB_ERROR_OUTPUT);
}

typedef struct {
  const Net *net;
  MkepubFetcher *fetcher;
  guint first;
} Reader;

static gpointer read_all(gpointer data)
{
  Reader *reader = data;
  for (guint i = 0; i < 20; i++) {
    g_autofree char *path = g_strdup_printf("/good/%u", (i * 7 + reader->first) % 20);
    assert_good(reader->fetcher, reader->net, path);
  }
  return NULL;
}

/* Two fetchers, as of two processes, and many threads on one folder. */
static void test_shared(Net *net, gconstpointer data)
{
  (void)data;
  MkepubFetcher *fetchers[] = {new_fetcher(net), new_fetcher(net)};
  Reader readers[8];
  GThread *threads[8];
  for (guint i = 0; i < 8; i++) {
    readers[i] = (Reader){net, fetchers[i % 2], i};
    threads[i] = g_thread_new("reader", read_all, &readers[i]);
  }
  for (guint i = 0; i < 8; i++)
    g_thread_join(threads[i]);
  mkepub_fetcher_free(fetchers[0]);
  mkepub_fetcher_free(fetchers[1]);
  g_assert_cmpuint(noted(net, NULL).requests, <=, 40);
  g_assert_cmpuint(count_files(net->cache), ==, 40);
  g_autoptr(MkepubFetcher) offline = new_offline(net);
  Reader reader = {net, offline, 0};
  read_all(&reader);
}

static void add(const char *name, void (*test)(Net *, gconstpointer))
{
  g_test_add(name, Net, NULL, set_up, test, tear_down);
}

int main(int argc, char **argv)
{
  program = argv[0];
  if (argc == 4 && g_str_equal(argv[1], "--killed")) {
    be_killed(argv[2], argv[3]);
    return 0;
  }
  g_autofree char *home = g_dir_make_tmp("test-fetch-home-XXXXXX", NULL);
  g_setenv("XDG_CACHE_HOME", home, TRUE);
  g_test_init(&argc, &argv, NULL);
  add("/fetch/cache/offline", test_offline);
  add("/fetch/cache/offline-makes-nothing", test_offline_makes_nothing);
  add("/fetch/cache/folder", test_folder);
  add("/fetch/cache/rot", test_rot);
  add("/fetch/cache/half", test_half);
  add("/fetch/cache/killed", test_killed);
  add("/fetch/cache/sweep", test_sweep);
  add("/fetch/cache/no-folder", test_no_folder);
  add("/fetch/cache/shared", test_shared);
  int status = g_test_run();
  clear(home);
  return status;
}
