/* SPDX-License-Identifier: MIT */
/* A server that misbehaves (tests/fetch/server.py), and what the tests of fetching ask of it.
 * Used by test-fetch.c and test-fetch-cache.c. */
#ifndef FETCH_NET_H
#define FETCH_NET_H

#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "media/sniff/sniff.h"
#include "mkepub/error.h"
#include "mkepub/fetch.h"

#define PNG_LENGTH 73 /* of a picture of the server */

typedef struct {
  char *folder, *log, *cache;
  GPid server;
  int input; /* the server ends with it */
  guint port;
  MkepubFetchOptions options;
} Net;

static inline void start_server(Net *net, const char *address)
{
  const char *command[] = {"python3", "tests/fetch/server.py", net->log, address, NULL};
  g_autoptr(GError) error = NULL;
  int output = -1;
  char port[16] = "";
  g_spawn_async_with_pipes(NULL, (char **)command, NULL,
                           G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
                           &net->server, &net->input, &output, NULL, &error);
  g_assert_no_error(error);
  for (guint i = 0; i + 1 < sizeof port && !strchr(port, '\n'); i++)
    g_assert_cmpint(read(output, port + i, 1), ==, 1);
  close(output);
  net->port = (guint)g_ascii_strtoull(port, NULL, 10);
  g_assert_cmpuint(net->port, >, 0);
}

static inline void set_up_at(Net *net, const char *address)
{
  net->folder = g_dir_make_tmp("test-fetch-XXXXXX", NULL);
  g_assert_nonnull(net->folder);
  net->log = g_build_filename(net->folder, "log", NULL);
  net->cache = g_build_filename(net->folder, "cache", NULL);
  start_server(net, address);
  net->options = (MkepubFetchOptions){.online = TRUE,
                                      .allow_private = TRUE,
                                      .connect_ms = 5000,
                                      .idle_ms = 5000,
                                      .total_ms = 15000,
                                      .retry_ms = 20,
                                      .retries = 2,
                                      .cache = net->cache};
}

static inline void set_up(Net *net, gconstpointer data)
{
  (void)data;
  set_up_at(net, "127.0.0.1");
}

/* Removes what is in FOLDER, and FOLDER. */
static inline void clear(const char *folder)
{
  const char *command[] = {"rm", "-r", "--", folder, NULL};
  g_assert_true(g_spawn_sync(NULL, (char **)command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                             NULL, NULL, NULL, NULL));
}

static inline void tear_down(Net *net, gconstpointer data)
{
  (void)data;
  close(net->input);
  waitpid(net->server, NULL, 0);
  clear(net->folder);
  g_free(net->folder);
  g_free(net->log);
  g_free(net->cache);
}

static inline char *url_of(const Net *net, const char *path)
{
  return g_strdup_printf("http://127.0.0.1:%u%s", net->port, path);
}

static inline MkepubFetcher *new_fetcher(const Net *net)
{
  g_autoptr(GError) error = NULL;
  MkepubFetcher *fetcher = mkepub_fetcher_new(&net->options, &error);
  g_assert_no_error(error);
  return fetcher;
}

static inline MkepubFetcher *new_offline(Net *net)
{
  net->options.online = FALSE;
  return new_fetcher(net);
}

static inline void ask(MkepubFetcher *fetcher, const Net *net, const char *path)
{
  g_autofree char *url = url_of(net, path);
  mkepub_fetcher_ask(fetcher, url);
}

static inline GBytes *wait_for(MkepubFetcher *fetcher, const Net *net, const char *path,
                               GError **error)
{
  g_autofree char *url = url_of(net, path);
  GBytes *bytes = mkepub_fetcher_wait(fetcher, url, error);
  g_assert_true((bytes == NULL) == (error && *error));
  return bytes;
}

static inline void assert_good(MkepubFetcher *fetcher, const Net *net, const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = wait_for(fetcher, net, path, &error);
  if (error)
    g_error("%s: %s", path, error->message);
  MkepubMediaInfo info;
  gsize length = 0;
  const guint8 *start = g_bytes_get_data(bytes, &length);
  mkepub_media_sniff(start, length, &info);
  g_assert_true(info.media_type || !strcmp(info.kind, "BMP"));
}

static inline void assert_fails(MkepubFetcher *fetcher, const Net *net, const char *path,
                                const char *message)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = wait_for(fetcher, net, path, &error);
  g_assert_null(bytes);
  g_test_message("%s: %s", path, error->message);
  g_assert_cmpstr(error->message, ==, message);
  g_assert_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT);
}

/* What the server has noted, by its words on each line. */
typedef struct {
  guint connections, requests, at_once;
} Noted;

/* Requests for PATH, or all when that is NULL. */
static inline Noted noted(const Net *net, const char *path)
{
  Noted result = {0};
  g_autofree char *log = NULL;
  g_assert_true(g_file_get_contents(net->log, &log, NULL, NULL));
  g_auto(GStrv) lines = g_strsplit(log, "\n", -1);
  for (char **line = lines; *line; line++) {
    g_auto(GStrv) words = g_strsplit(*line, " ", -1);
    result.connections += g_str_has_prefix(*line, "connection ");
    if (g_strcmp0(words[0], "request") != 0 || (path && strcmp(words[3], path) != 0))
      continue;
    result.requests++;
    result.at_once = MAX(result.at_once, (guint)g_ascii_strtoull(words[2], NULL, 10));
    g_assert_true(g_str_has_prefix(words[4], "mkepub/"));
    g_assert_null(words[5]); /* no cookie, no password */
  }
  return result;
}

/* Counts the files below FOLDER, hidden ones too. */
static inline guint count_files(const char *folder)
{
  guint count = 0;
  GDir *dir = g_dir_open(folder, 0, NULL);
  for (const char *name; dir && (name = g_dir_read_name(dir));) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    count += g_file_test(path, G_FILE_TEST_IS_DIR) ? count_files(path) : 1;
  }
  if (dir)
    g_dir_close(dir);
  return count;
}

#endif
