/* SPDX-License-Identifier: MIT */
/* The parts of fetching that need no network: addresses, URLs, turns, the words on a cached
 * picture. */
#include <arpa/inet.h>
#include <glib.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/un.h>

#include "media/fetch/address.h"
#include "media/fetch/host-queue.h"
#include "media/fetch/meta.h"
#include "media/fetch/url.h"
#include "mkepub/error.h"

static const char *fault_of(const char *text, char **shown)
{
  struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_port = 80};
  struct sockaddr_in6 v6 = {.sin6_family = AF_INET6, .sin6_port = 80};
  const struct sockaddr *address = (struct sockaddr *)&v4;
  gsize length = sizeof v4;
  if (strchr(text, ':')) {
    g_assert_cmpint(inet_pton(AF_INET6, text, &v6.sin6_addr), ==, 1);
    address = (struct sockaddr *)&v6;
    length = sizeof v6;
  } else {
    g_assert_cmpint(inet_pton(AF_INET, text, &v4.sin_addr), ==, 1);
  }
  *shown = fetch_address_text(address, length);
  return fetch_address_fault(address, length);
}

/* The registries' ranges by their first and last addresses. */
static void test_refused(void)
{
  static const char *const cases[][2] = {
      {"0.0.0.0", "unspecified"},
      {"0.255.255.255", "reserved"},
      {"10.0.0.0", "private"},
      {"10.255.255.255", "private"},
      {"100.64.0.0", "shared"},
      {"100.127.255.255", "shared"},
      {"127.0.0.1", "loopback"},
      {"127.255.255.255", "loopback"},
      {"169.254.0.0", "link-local"},
      {"169.254.169.254", "link-local"},
      {"172.16.0.0", "private"},
      {"172.31.255.255", "private"},
      {"192.0.0.8", "reserved"},
      {"192.0.2.1", "for documentation"},
      {"192.31.196.1", "reserved"},
      {"192.52.193.1", "reserved"},
      {"192.88.99.1", "reserved"},
      {"192.168.0.0", "private"},
      {"192.168.255.255", "private"},
      {"192.175.48.1", "reserved"},
      {"198.18.0.0", "for benchmarks"},
      {"198.19.255.255", "for benchmarks"},
      {"198.51.100.1", "for documentation"},
      {"203.0.113.255", "for documentation"},
      {"224.0.0.1", "multicast"},
      {"239.255.255.255", "multicast"},
      {"240.0.0.0", "reserved"},
      {"255.255.255.254", "reserved"},
      {"255.255.255.255", "broadcast"},
      {"::", "unspecified"},
      {"::1", "loopback"},
      {"::ffff:127.0.0.1", "IPv4 within IPv6"},
      {"::ffff:8.8.8.8", "IPv4 within IPv6"},
      {"::ffff:0:7f00:1", "IPv4 within IPv6"},
      {"::127.0.0.1", "IPv4 within IPv6"},
      {"64:ff9b::7f00:1", "IPv4 within IPv6"},
      {"64:ff9b:1::1", "IPv4 within IPv6"},
      {"64:ff9b:1:ffff::1", "IPv4 within IPv6"},
      {"100::1", "for discarding"},
      {"100:0:0:1::1", "reserved"},
      {"2001::1", "IPv4 within IPv6"},
      {"2001:0:ffff::1", "IPv4 within IPv6"},
      {"2001:2::1", "reserved"},
      {"2001:1ff:ffff::1", "reserved"},
      {"2001:db8::1", "for documentation"},
      {"2001:db8:ffff::1", "for documentation"},
      {"2002:7f00:1::", "IPv4 within IPv6"},
      {"2620:4f:8000::1", "reserved"},
      {"3fff::1", "for documentation"},
      {"3fff:fff::1", "for documentation"},
      {"4000::1", "reserved"},
      {"5f00::1", "reserved"},
      {"fc00::1", "private"},
      {"fdff:ffff::1", "private"},
      {"fe80::1", "link-local"},
      {"febf::1", "link-local"},
      {"fec0::1", "private"},
      {"feff::1", "private"},
      {"ff02::1", "multicast"},
      {"200::1", "reserved"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *shown = NULL;
    const char *fault = fault_of(cases[i][0], &shown);
    g_test_message("%s", cases[i][0]);
    g_assert_cmpstr(fault, ==, cases[i][1]);
    g_assert_cmpstr(shown, ==, cases[i][0]);
  }
}

/* The neighbors of what is refused, and addresses of well-known hosts. */
static void test_public(void)
{
  static const char *const cases[] = {
      "1.0.0.0",       "9.255.255.255", "11.0.0.0",        "100.63.255.255", "100.128.0.0",
      "126.255.255.1", "128.0.0.1",     "169.253.0.1",     "169.255.0.1",    "172.15.255.255",
      "172.32.0.0",    "192.0.1.0",     "192.0.3.0",       "192.167.0.1",    "192.169.0.1",
      "198.17.0.1",    "198.20.0.1",    "198.51.99.1",     "203.0.112.1",    "203.0.114.1",
      "223.255.255.1", "93.184.216.34", "2001:200::1",     "2001:db7::1",    "2001:db9::1",
      "2003::1",       "2600::1",       "2606:4700::6810", "2a00:1450::1",   "3ffe:ffff::1",
      "3fff:1000::1",
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *shown = NULL;
    g_test_message("%s", cases[i]);
    g_assert_cmpstr(fault_of(cases[i], &shown), ==, NULL);
  }
}

static void test_other_families(void)
{
  struct sockaddr_un local = {.sun_family = AF_UNIX, .sun_path = "/run/x"};
  struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_addr = {htonl(0x08080808)}};
  struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
  g_assert_nonnull(fetch_address_fault((struct sockaddr *)&local, sizeof local));
  g_assert_null(fetch_address_fault((struct sockaddr *)&v4, sizeof v4));
  g_assert_nonnull(fetch_address_fault((struct sockaddr *)&v4, sizeof v4 - 1));
  g_assert_nonnull(fetch_address_fault((struct sockaddr *)&v6, sizeof v4));
}

static void test_url(void)
{
  static const char *const cases[][2] = {
      {"http://Example.com/a b.png#top", "http://example.com/a%20b.png"},
      {" https://example.com/x?y=1 ", "https://example.com/x?y=1"},
      {"https://bücher.example/ü.png", "https://xn--bcher-kva.example/%C3%BC.png"},
      {"http://example.com:8080/@me.png", "http://example.com:8080/@me.png"},
      {"http://example.com?x@y", "http://example.com?x@y"},
      {"http://[2600::1]/x", "http://[2600::1]/x"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    g_autofree char *url = fetch_url_request(cases[i][0], &error);
    g_assert_no_error(error);
    g_assert_cmpstr(url, ==, cases[i][1]);
  }
}

static void test_bad_url(void)
{
  static const char *const cases[] = {
      "",
      "a.png",
      "/a.png",
      "//example.com/a.png",
      "ftp://example.com/a.png",
      "file:///etc/passwd",
      "data:image/png;base64,AAAA",
      "javascript:alert(1)",
      "gopher://example.com/1",
      "http://",
      "http:///",
      "http:a.png",
      "http://[::1/",
      "http://[::1%25lo]/",
      "http://a b/",
      "http://a%00b/",
      "http://example.com:99999/",
      "http://2130706433/",
      "http://0x7f.1/",
      "http://0177.0.0.1/",
      "http://0/",
      "http://127.1/",
      "http://user:password@example.com/a.png",
      "http://user@example.com/a.png",
      "https://@example.com/a.png",
      "http://example.com@127.0.0.1/",
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    g_test_message("%s", cases[i]);
    g_assert_null(fetch_url_request(cases[i], &error));
    g_assert_error(error, MKEPUB_ERROR, MKEPUB_ERROR_USAGE);
    g_assert_cmpuint(strlen(error->message), <, 300);
    g_assert_null(strstr(error->message, "password@"));
  }
  g_autofree char *name = g_strnfill(100000, 'a');
  g_autofree char *url = g_strconcat("http://example.com/", name, NULL);
  g_assert_null(fetch_url_request(url, NULL));
}

static FetchMeta *new_meta(void)
{
  FetchMeta *meta = g_new0(FetchMeta, 1);
  meta->url = g_strdup("http://example.com/a.png");
  meta->body = g_compute_checksum_for_string(G_CHECKSUM_SHA256, "body", -1);
  meta->length = 4;
  meta->etag = g_strdup("\"a\nurl http://evil.example/\"");
  meta->time = g_strdup("2025-01-10T08:00:00Z");
  return meta;
}

static void test_meta(void)
{
  g_autoptr(FetchMeta) meta = new_meta();
  g_autofree char *text = fetch_meta_text(meta);
  g_autoptr(FetchMeta) again = fetch_meta_parse(text, strlen(text), meta->url);
  g_assert_nonnull(again);
  g_assert_cmpstr(again->url, ==, meta->url);
  g_assert_cmpstr(again->body, ==, meta->body);
  g_assert_cmpuint(again->length, ==, 4);
  g_assert_cmpstr(again->etag, ==, "\"a url http://evil.example/\"");
  g_assert_null(again->type);
  g_assert_cmpstr(again->time, ==, meta->time);
}

/* No part of the words counts as the words. */
static void test_broken_meta(void)
{
  g_autoptr(FetchMeta) meta = new_meta();
  g_autofree char *text = fetch_meta_text(meta);
  gsize length = strlen(text);
  for (gsize i = 0; i < length; i++)
    g_assert_null(fetch_meta_parse(text, i, meta->url));
  g_assert_null(fetch_meta_parse(text, length + 1, meta->url));
  g_assert_null(fetch_meta_parse(text, length, "http://example.com/b.png"));
  g_autofree char *body = g_strdup(meta->body);
  g_free(meta->body);
  meta->body = g_strconcat("../../", body + 6, NULL);
  g_autofree char *bad = fetch_meta_text(meta);
  g_assert_null(fetch_meta_parse(bad, strlen(bad), meta->url));
}

typedef struct {
  FetchTurns *turns;
  FetchJob *jobs[12];
} Line;

/* Eight jobs of host a, four of host b. */
static void set_up(Line *line, gconstpointer data)
{
  (void)data;
  line->turns = fetch_turns_new(2);
  for (guint i = 0; i < G_N_ELEMENTS(line->jobs); i++) {
    g_autofree char *url = g_strdup_printf("http://%c.example/%u", i < 8 ? 'a' : 'b', i);
    line->jobs[i] = fetch_job_new(url);
    fetch_turns_add(line->turns, line->jobs[i]);
  }
}

static void tear_down(Line *line, gconstpointer data)
{
  (void)data;
  fetch_turns_free(line->turns);
  for (guint i = 0; i < G_N_ELEMENTS(line->jobs); i++)
    fetch_job_free(line->jobs[i]);
}

static void test_turns(Line *line, gconstpointer data)
{
  (void)data;
  static const guint first[] = {0, 8, 1, 9};
  for (guint i = 0; i < G_N_ELEMENTS(first); i++)
    g_assert_true(fetch_turns_next(line->turns, 0) == line->jobs[first[i]]);
  g_assert_null(fetch_turns_next(line->turns, 0));
  g_assert_cmpint(fetch_turns_due(line->turns, 0), ==, G_MAXINT64);
  fetch_turns_end(line->turns, line->jobs[9], TRUE);
  g_assert_cmpint(fetch_turns_due(line->turns, 5), ==, 5);
  g_assert_true(fetch_turns_next(line->turns, 0) == line->jobs[10]);
  g_assert_null(fetch_turns_next(line->turns, 0));
}

static void test_rest(Line *line, gconstpointer data)
{
  (void)data;
  FetchJob *job = fetch_turns_next(line->turns, 0);
  fetch_turns_hold(line->turns, job, 100);
  fetch_turns_rest(line->turns, job, 50);
  g_assert_true(fetch_turns_next(line->turns, 60) == line->jobs[8]);
  g_assert_true(fetch_turns_next(line->turns, 60) == line->jobs[9]);
  g_assert_null(fetch_turns_next(line->turns, 99));
  g_assert_cmpint(fetch_turns_due(line->turns, 99), ==, 100);
  g_assert_true(fetch_turns_next(line->turns, 100) == job);
  g_assert_true(fetch_turns_next(line->turns, 100) == line->jobs[1]);
}

static void test_lost(Line *line, gconstpointer data)
{
  (void)data;
  for (guint i = 0; i < FETCH_TURNS_PATIENCE; i++) {
    FetchJob *job = line->jobs[i];
    g_assert_false(fetch_turns_is_lost(line->turns, job));
    while (fetch_turns_next(line->turns, 0) != job)
      ; /* those of the other host go out and stay there */
    fetch_turns_end(line->turns, job, FALSE);
  }
  g_assert_true(fetch_turns_is_lost(line->turns, line->jobs[7]));
  g_assert_false(fetch_turns_is_lost(line->turns, line->jobs[8]));
}

static void test_drop(Line *line, gconstpointer data)
{
  (void)data;
  guint count = 0;
  fetch_turns_rest(line->turns, fetch_turns_next(line->turns, 0), 1000);
  while (fetch_turns_drop(line->turns))
    count++;
  g_assert_cmpuint(count, ==, G_N_ELEMENTS(line->jobs));
  g_assert_null(fetch_turns_next(line->turns, 2000));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/fetch/address/refused", test_refused);
  g_test_add_func("/fetch/address/public", test_public);
  g_test_add_func("/fetch/address/other-families", test_other_families);
  g_test_add_func("/fetch/url/good", test_url);
  g_test_add_func("/fetch/url/bad", test_bad_url);
  g_test_add_func("/fetch/meta/whole", test_meta);
  g_test_add_func("/fetch/meta/broken", test_broken_meta);
  g_test_add("/fetch/turns/hosts", Line, NULL, set_up, test_turns, tear_down);
  g_test_add("/fetch/turns/rest", Line, NULL, set_up, test_rest, tear_down);
  g_test_add("/fetch/turns/lost", Line, NULL, set_up, test_lost, tear_down);
  g_test_add("/fetch/turns/drop", Line, NULL, set_up, test_drop, tear_down);
  return g_test_run();
}
