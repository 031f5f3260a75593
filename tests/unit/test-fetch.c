/* SPDX-License-Identifier: MIT */
/* Pictures from a server on the loopback interface, and in a network namespace where a public
 * address is local. */
#include "fetch-net.h"

static const char *program; /* this one */

static void test_good(Net *net, gconstpointer data)
{
  (void)data;
  static const char *const paths[] = {
      "/good/1",      "/jpeg/1",         "/text/1",    "/bmp/1",
      "/slow/1",      "/fat/1",          "/zipped/1",  "/chunked/1",
      "/to-end/1",    "/to/%2Fgood%2F2", "/chain/3/3", "/good/4?a=b&c=%C3%BC",
      "/good/5#part",
  };
  g_autoptr(MkepubFetcher) fetcher = new_fetcher(net);
  for (guint i = 0; i < G_N_ELEMENTS(paths); i++)
    ask(fetcher, net, paths[i]);
  for (guint i = 0; i < G_N_ELEMENTS(paths); i++)
    assert_good(fetcher, net, paths[i]);
  g_assert_cmpuint(noted(net, "/good/5").requests, ==, 1);
  g_assert_cmpuint(noted(net, "/good/3").requests, ==, 1);
}

/* What no other try would change is tried once. */
static void test_bad(Net *net, gconstpointer data)
{
  (void)data;
  static const char *const cases[][2] = {
      {"/404", "404 Not Found"},
      {"/gone", "410 Gone"},
      {"/forbidden", "403 Forbidden"},
      {"/nothing", "204 No Content"},
      {"/page", "not a picture (HTML page)"},
      {"/empty", "not a picture (empty file)"},
      {"/cut-picture", "not a picture (truncated PNG)"},
      {"/broken-zip", "broken compression"},
      {"/cut-zip", "not a picture (broken SVG)"},
      {"/huge-head", "header larger than 262144 bytes"},
      {"/noise", "not an HTTP response"},
      {"/large", "larger than 1 MB"},
      {"/endless", "larger than 1 MB"},
      {"/bomb", "larger than 1 MB"},
      {"/loop", "more than 5 redirects"},
      {"/chain/6/x", "more than 5 redirects"},
      {"/to/file:%2F%2F%2Fetc%2Fpasswd",
       "refused: redirected to an address that is neither http nor https"},
      {"/to/gopher:%2F%2F127.0.0.1%2F",
       "refused: redirected to an address that is neither http nor https"},
      {"/to/http:%2F%2Fme:you@127.0.0.1%2F", "refused: redirected to one with a user name"},
  };
  net->options.max_bytes = 1024 * 1024;
  g_autoptr(MkepubFetcher) fetcher = new_fetcher(net);
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
    ask(fetcher, net, cases[i][0]);
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
    assert_fails(fetcher, net, cases[i][0], cases[i][1]);
  /* failures are remembered */
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
    assert_fails(fetcher, net, cases[i][0], cases[i][1]);
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
    g_assert_cmpuint(noted(net, cases[i][0]).requests, ==,
                     g_str_equal(cases[i][0], "/loop") ? 6 : 1);
  g_assert_cmpuint(count_files(net->cache), ==, 0);
}

/* What may pass is tried again, so often and no more. */
static void test_tries(Net *net, gconstpointer data)
{
  (void)data;
  static const struct {
    const char *path, *message;
    guint tries;
  } cases[] = {
      {"/500-then-good/1", NULL, 3},
      {"/drop-then-good/1", NULL, 2},
      {"/503", "503 Service Unavailable", 3},
      {"/429", "429 Too Many Requests", 3},
      {"/429-long", "429 Too Many Requests", 1},
      {"/short", "connection lost", 3},
      {"/chunks-short", "connection lost", 3},
      {"/cut-head", "connection lost", 3},
      {"/good/1", NULL, 1},
  };
  g_autoptr(MkepubFetcher) fetcher = new_fetcher(net);
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
    ask(fetcher, net, cases[i].path);
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    if (cases[i].message)
      assert_fails(fetcher, net, cases[i].path, cases[i].message);
    else
      assert_good(fetcher, net, cases[i].path);
    g_test_message("%s", cases[i].path);
    g_assert_cmpuint(noted(net, cases[i].path).requests, ==, cases[i].tries);
  }
  g_assert_cmpuint(count_files(net->cache), ==, 6);
}

static void test_retry_after(Net *net, gconstpointer data)
{
  (void)data;
  gint64 start = g_get_monotonic_time();
  g_autoptr(MkepubFetcher) fetcher = new_fetcher(net);
  ask(fetcher, net, "/429-date-then-good/1");
  assert_good(fetcher, net, "/429-then-good/1");
  g_assert_cmpint(g_get_monotonic_time() - start, >=, G_USEC_PER_SEC);
  assert_good(fetcher, net, "/429-date-then-good/1");
  g_assert_cmpuint(noted(net, NULL).requests, ==, 4);
}

/* Silence ends by itself, and so does a body that never does. */
static void test_silence(Net *net, gconstpointer data)
{
  (void)data;
  static const char *const paths[] = {"/stall", "/silent", "/drip"};
  net->options.idle_ms = 300;
  net->options.total_ms = 1200;
  net->options.retries = 1;
  g_autoptr(MkepubFetcher) fetcher = new_fetcher(net);
  for (guint i = 0; i < G_N_ELEMENTS(paths); i++)
    ask(fetcher, net, paths[i]);
  for (guint i = 0; i < G_N_ELEMENTS(paths); i++)
    assert_fails(fetcher, net, paths[i], "timed out");
  g_assert_cmpuint(noted(net, "/stall").requests, ==, 2);
  g_assert_cmpuint(noted(net, "/silent").requests, ==, 2);
  g_assert_cmpuint(count_files(net->cache), ==, 0);
}

/* A host that never answers is not asked for each of its pictures. */
static void test_lost_host(Net *net, gconstpointer data)
{
  (void)data;
  guint given_up = 0;
  net->options.retries = 1;
  g_autoptr(MkepubFetcher) fetcher = new_fetcher(net);
  for (guint i = 0; i < 40; i++) {
    g_autofree char *path = g_strdup_printf("/503/%u", i);
    ask(fetcher, net, path);
  }
  for (guint i = 0; i < 40; i++) {
    g_autofree char *path = g_strdup_printf("/503/%u", i);
    g_autoptr(GError) error = NULL;
    g_assert_null(wait_for(fetcher, net, path, &error));
    given_up += g_str_equal(error->message, "its host does not answer");
  }
  g_assert_cmpuint(given_up, >, 20);
  g_assert_cmpuint(noted(net, NULL).requests, <, 40);
}

/* Connections serve many requests, and a host never has more than it should. */
static void test_connections(Net *net, gconstpointer data)
{
  (void)data;
  net->options.per_host = 3;
  g_autoptr(MkepubFetcher) fetcher = new_fetcher(net);
  for (guint i = 0; i < 40; i++) {
    g_autofree char *path = g_strdup_printf("/%s/%u", i % 4 ? "busy" : "missing", i);
    ask(fetcher, net, path);
    ask(fetcher, net, path);
  }
  for (guint i = 0; i < 40; i++) {
    g_autofree char *path = g_strdup_printf("/%s/%u", i % 4 ? "busy" : "missing", i);
    if (i % 4)
      assert_good(fetcher, net, path);
    else
      assert_fails(fetcher, net, path, "404 Not Found");
  }
  Noted all = noted(net, NULL);
  g_assert_cmpuint(all.requests, ==, 40);
  g_assert_cmpuint(all.connections, <=, 3);
  g_assert_cmpuint(all.at_once, <=, 3);
  g_assert_cmpuint(all.at_once, >, 1);
}

static void test_limits(Net *net, gconstpointer data)
{
  (void)data;
  net->options.max_count = 2;
  MkepubFetcher *fetcher = new_fetcher(net);
  assert_good(fetcher, net, "/good/1");
  assert_good(fetcher, net, "/good/2");
  assert_fails(fetcher, net, "/good/3", "more than 2 pictures to fetch");
  assert_good(fetcher, net, "/good/1");
  mkepub_fetcher_free(fetcher);
  net->options.max_count = 0;
  net->options.max_total = 3 * PNG_LENGTH;
  fetcher = new_fetcher(net);
  assert_good(fetcher, net, "/good/1"); /* from the cache: not counted */
  assert_good(fetcher, net, "/good/4");
  assert_good(fetcher, net, "/good/5");
  assert_good(fetcher, net, "/good/6");
  assert_fails(fetcher, net, "/good/7", "all pictures together are larger than 219 bytes");
  mkepub_fetcher_free(fetcher);
}

/* Every way to write one of our own addresses. */
static void test_private(Net *net, gconstpointer data)
{
  (void)data;
  static const char *const cases[][2] = {
      {"127.0.0.1", "refused: the address 127.0.0.1 is loopback"},
      {"127.1.2.3", "refused: the address 127.1.2.3 is loopback"},
      {"0.0.0.0", "refused: the address 0.0.0.0 is unspecified"},
      {"[::1]", "refused: the address ::1 is loopback"},
      {"[::]", "refused: the address :: is unspecified"},
      {"[::ffff:127.0.0.1]", "refused: the address ::ffff:127.0.0.1 is IPv4 within IPv6"},
      {"[64:ff9b::7f00:1]", "refused: the address 64:ff9b::7f00:1 is IPv4 within IPv6"},
      {"[fe80::1]", "refused: the address fe80::1 is link-local"},
      {"10.0.0.1", "refused: the address 10.0.0.1 is private"},
      {"169.254.169.254", "refused: the address 169.254.169.254 is link-local"},
      {"localhost", NULL},
      {"2130706433", NULL},
      {"0x7f.1", NULL},
      {"0x7f000001", NULL},
      {"0177.0.0.1", NULL},
      {"127.1", NULL},
      {"0", NULL},
  };
  net->options.allow_private = FALSE;
  g_autoptr(MkepubFetcher) fetcher = new_fetcher(net);
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    g_autofree char *url = g_strdup_printf("http://%s:%u/good/1", cases[i][0], net->port);
    g_assert_null(mkepub_fetcher_wait(fetcher, url, &error));
    g_test_message("%s: %s", cases[i][0], error->message);
    if (cases[i][1])
      g_assert_cmpstr(error->message, ==, cases[i][1]);
    if (g_str_equal(cases[i][0], "localhost"))
      g_assert_true(g_str_has_suffix(error->message, " is loopback"));
  }
  g_assert_cmpuint(noted(net, NULL).connections, ==, 0);
}

/* In the namespace: the server has a public address too, and redirects to all that are not. */
static void inside(void)
{
  static const char *const hosts[] = {
      "127.0.0.1",
      "localhost",
      "[::1]",
      "[::ffff:127.0.0.1]",
      "2130706433",
      "0x7f.1",
      "127.1",
      "0177.0.0.1",
      "0",
      "[64:ff9b::7f00:1]",
      "[fe80::1]",
      "10.0.0.1",
      "[::]",
      "169.254.169.254",
      "[::127.0.0.1]",
      "192.168.1.1",
  };
  Net net = {0};
  set_up_at(&net, "0.0.0.0");
  net.options.allow_private = FALSE;
  MkepubFetcher *fetcher = new_fetcher(&net);
  for (guint i = 0; i < G_N_ELEMENTS(hosts); i++) {
    g_autoptr(GError) error = NULL;
    g_autofree char *place = g_strdup_printf("http://%s:%u/good/1", hosts[i], net.port);
    g_autofree char *part = g_uri_escape_string(place, NULL, FALSE);
    g_autofree char *url = g_strdup_printf("http://93.184.216.34:%u/to/%s", net.port, part);
    g_assert_null(mkepub_fetcher_wait(fetcher, url, &error));
    if (!g_str_has_prefix(error->message, "refused: the address "))
      g_error("%s: %s", hosts[i], error->message);
  }
  g_assert_cmpuint(noted(&net, "/good/1").requests, ==, 0);
  g_autoptr(GError) lost = NULL;
  g_assert_null(mkepub_fetcher_wait(fetcher, "http://nobody.invalid/a.png", &lost));
  g_assert_cmpstr(lost->message, ==, "host not found");
  g_autofree char *good = g_strdup_printf("http://93.184.216.34:%u/good/2", net.port);
  g_autoptr(GBytes) bytes = mkepub_fetcher_wait(fetcher, good, NULL);
  g_assert_nonnull(bytes);
  g_assert_cmpuint(noted(&net, NULL).requests, ==, G_N_ELEMENTS(hosts) + 1);
  /* the one connection to the public address: none was opened to the others */
  g_assert_cmpuint(noted(&net, NULL).connections, ==, 1);
  mkepub_fetcher_free(fetcher);
  tear_down(&net, NULL);
}

static gint run(const char *const *command)
{
  gint status = -1;
  g_autoptr(GError) error = NULL;
  g_spawn_sync(NULL, (char **)command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
               &status, &error);
  return error ? -1 : status;
}

static void test_private_redirect(void)
{
  static const char *const make =
      "ip link set lo up && ip address add 93.184.216.34/32 dev lo && exec \"$@\"";
  const char *const probe[] = {"unshare", "-rn", "sh", "-c", make, "sh", "true", NULL};
  const char *const again[] = {"unshare", "-rn",   "sh",       "-c", make,
                               "sh",      program, "--inside", NULL};
  if (run(probe) != 0) {
    g_test_skip("no network namespace can be made here: redirects to private addresses are "
                "not tested");
    return;
  }
  g_assert_cmpint(run(again), ==, 0);
}

typedef struct {
  guint done, all, calls;
  guint64 bytes;
} Seen;

static void on_progress(gpointer data, guint done, guint all, guint64 bytes)
{
  Seen *seen = data;
  g_assert_cmpuint(done, <=, all);
  g_assert_cmpuint(done, >=, seen->done);
  g_assert_cmpuint(all, >=, seen->all);
  g_assert_true(bytes >= seen->bytes);
  *seen = (Seen){done, all, seen->calls + 1, bytes};
}

static void test_progress(Net *net, gconstpointer data)
{
  (void)data;
  Seen seen = {0};
  net->options.progress = on_progress;
  net->options.progress_data = &seen;
  MkepubFetcher *fetcher = new_fetcher(net);
  ask(fetcher, net, "/404");
  for (guint i = 0; i < 5; i++) {
    g_autofree char *path = g_strdup_printf("/good/%u", i);
    assert_good(fetcher, net, path);
  }
  assert_fails(fetcher, net, "/404", "404 Not Found");
  mkepub_fetcher_free(fetcher);
  g_assert_cmpuint(seen.done, ==, 6);
  g_assert_cmpuint(seen.all, ==, 6);
  g_assert_cmpuint(seen.bytes, ==, 5 * PNG_LENGTH);
  g_assert_cmpuint(seen.calls, >, 1);
}

static gpointer cancel_soon(gpointer data)
{
  g_usleep(200000);
  g_atomic_int_set((gint *)data, 1);
  return NULL;
}

static void test_cancel(Net *net, gconstpointer data)
{
  (void)data;
  static const char *const paths[] = {"/silent", "/429-long", "/drip", "/silent/2", "/good/1"};
  gint cancel = 0;
  net->options.cancel = &cancel;
  net->options.idle_ms = net->options.total_ms = 100000;
  g_autoptr(MkepubFetcher) fetcher = new_fetcher(net);
  for (guint i = 0; i < 30; i++) {
    g_autofree char *path = g_strdup_printf("/drip/%u", i);
    ask(fetcher, net, path);
  }
  GThread *thread = g_thread_new("cancel", cancel_soon, &cancel);
  gint64 start = g_get_monotonic_time();
  for (guint i = 0; i < G_N_ELEMENTS(paths); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_null(wait_for(fetcher, net, paths[i], &error));
    g_assert_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INTERRUPTED);
  }
  g_assert_cmpint(g_get_monotonic_time() - start, <, 5 * G_USEC_PER_SEC);
  g_thread_join(thread);
  ask(fetcher, net, "/good/2");
}

static void test_bad_url(Net *net, gconstpointer data)
{
  (void)data;
  static const char *const urls[] = {"", "a.png", "file:///etc/passwd", "http://2130706433/",
                                     "http://me:you@127.0.0.1/"};
  g_autoptr(MkepubFetcher) fetcher = new_fetcher(net);
  for (guint i = 0; i < G_N_ELEMENTS(urls); i++) {
    g_autoptr(GError) error = NULL;
    mkepub_fetcher_ask(fetcher, urls[i]);
    g_assert_null(mkepub_fetcher_wait(fetcher, urls[i], &error));
    g_assert_error(error, MKEPUB_ERROR, MKEPUB_ERROR_USAGE);
  }
}

static void add(const char *name, void (*test)(Net *, gconstpointer))
{
  g_test_add(name, Net, NULL, set_up, test, tear_down);
}

int main(int argc, char **argv)
{
  program = argv[0];
  if (argc == 2 && g_str_equal(argv[1], "--inside")) {
    inside();
    return 0;
  }
  g_setenv("http_proxy", "http://127.0.0.1:1/", TRUE); /* must not matter */
  g_setenv("all_proxy", "http://127.0.0.1:1/", TRUE);
  g_test_init(&argc, &argv, NULL);
  add("/fetch/good", test_good);
  add("/fetch/bad", test_bad);
  add("/fetch/bad-url", test_bad_url);
  add("/fetch/tries", test_tries);
  add("/fetch/retry-after", test_retry_after);
  add("/fetch/silence", test_silence);
  add("/fetch/lost-host", test_lost_host);
  add("/fetch/connections", test_connections);
  add("/fetch/limits", test_limits);
  add("/fetch/private", test_private);
  g_test_add_func("/fetch/private-redirect", test_private_redirect);
  add("/fetch/progress", test_progress);
  add("/fetch/cancel", test_cancel);
  return g_test_run();
}
