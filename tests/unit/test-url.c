/* SPDX-License-Identifier: MIT */
/* URLs: kinds, the spelling that epubcheck takes (each expected value was run through
 * epubcheck 5.3.0), RFC 3986. */
#include "mkepub/url.h"

#include <glib.h>
#include <string.h>

static void test_kind(void)
{
  static const struct {
    const char *text;
    MkepubUrlKind kind;
  } cases[] = {
      {"", MKEPUB_URL_EMPTY},
      {" \n\t", MKEPUB_URL_EMPTY},
      {"#x", MKEPUB_URL_FRAGMENT},
      {"a.md", MKEPUB_URL_RELATIVE},
      {"../b/", MKEPUB_URL_RELATIVE},
      {"/c", MKEPUB_URL_RELATIVE},
      {"?q", MKEPUB_URL_RELATIVE},
      {"www.example.com/x", MKEPUB_URL_RELATIVE},
      {"joe@example.com", MKEPUB_URL_RELATIVE},
      {"//host/path", MKEPUB_URL_NETWORK},
      {"http://x.y", MKEPUB_URL_WEB},
      {" HTTPS://X.Y/ ", MKEPUB_URL_WEB},
      {"http:/x.y", MKEPUB_URL_WEB},
      {"http://", MKEPUB_URL_REFUSED},
      {"http:x.y", MKEPUB_URL_REFUSED},
      {"http://?q", MKEPUB_URL_REFUSED},
      {"mailto:a@b.c", MKEPUB_URL_OTHER},
      {"TEL:123", MKEPUB_URL_OTHER},
      {"mailto:", MKEPUB_URL_REFUSED},
      {"javascript:x", MKEPUB_URL_REFUSED},
      {"java\nscript:x", MKEPUB_URL_REFUSED},
      {"data:text/html,x", MKEPUB_URL_REFUSED},
      {"file:///etc/passwd", MKEPUB_URL_REFUSED},
      {"vbscript:x", MKEPUB_URL_REFUSED},
      {"about:blank", MKEPUB_URL_REFUSED},
      {"magnet:?xt=1", MKEPUB_URL_REFUSED}, /* HTM-025 */
      {"foo:bar", MKEPUB_URL_REFUSED},
      {"C:\\x", MKEPUB_URL_REFUSED},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    if (mkepub_url_kind(cases[i].text) != cases[i].kind)
      g_test_message("'%s'", cases[i].text);
    g_assert_cmpint(mkepub_url_kind(cases[i].text), ==, cases[i].kind);
  }
}

static void test_clean(void)
{
  static const char *const cases[][2] = {
      {"http://x.y/a b", "http://x.y/a%20b"},
      {" http://x.y/ ", "http://x.y/"},
      {"ht\ntp://x.y/\t", "http://x.y/"},
      {"http://x.y/\"<>\\^`{|}", "http://x.y/%22%3C%3E%5C%5E%60%7B%7C%7D"},
      {"http://x.y/100%", "http://x.y/100%25"},
      {"http://x.y/%zz%41", "http://x.y/%25zz%41"},
      {"http://x.y/?[a]=b", "http://x.y/?%5Ba%5D=b"},
      {"http://x.y/#a#b", "http://x.y/#a%23b"},
      {"HTTP://EXAMPLE.com/A?B", "http://example.com/A?B"},
      {"http://münchen.de/ü", "http://xn--mnchen-3ya.de/ü"},
      {"http://x.y:8080/", "http://x.y:8080/"},
      {"http://x.y:/", "http://x.y/"},
      {"http://x.y:http/", NULL},
      {"http://x.y:99999/", NULL},
      {"http://a b/", NULL},
      {"http://a..b/", NULL},
      {"http://256.1.1.1/", NULL},
      {"http://xn--a.com/", NULL},
      {"http://[::1]:80/", "http://[::1]:80/"},
      {"http://[zz]/", NULL},
      {"http://u:p@x.y/", "http://u:p@x.y/"},
      {"http://a@b@x.y/", "http://a%40b@x.y/"},
      {"http:\\\\x.y\\z", "http://x.y/z"},
      {"//x.y/z", "https://x.y/z"},
      {"mailto:a@b.c?subject=x y", "mailto:a@b.c?subject=x%20y"},
      {"mailto:a[b]", "mailto:a%5Bb%5D"},
      {"ftp://x.y/z", "ftp://x.y/z"},
      /* epubcheck 5.3.0 parses the host of gopher like that of ftp */
      {"gopher://x.y/z", "gopher://x.y/z"},
      {"gopher:x.y", "gopher://x.y"},
      {"GOPHER:\\\\x.y\\z", "gopher://x.y/z"},
      {"gopher:00", NULL},
      {"gopher://", NULL},
      {"gopher:///", NULL},
      {"gopher://a..b/", NULL},
      {"gopher://[::1]/", "gopher://[::1]/"},
      {"ftp://[::1]/", "ftp://[::1]/"},
      /* and takes brackets in no other scheme */
      {"irc://[::1]/", NULL},
      {"ldap://u@[::1]:389/x", NULL},
      {"nntp://[::1]/", NULL},
      {"telnet://[::1]", NULL},
      {"xmpp://[::1]/", NULL},
      {"irc://x.y/[z]", "irc://x.y/%5Bz%5D"},
      {"irc://a[b]@x.y/", "irc://a%5Bb%5D@x.y/"},
      /* nor a surrogate in a user name */
      {"https://\U0001f600@b.com", "https://%F0%9F%98%80@b.com"},
      {"http://a:\U00020000@b.com/\U0001f600", "http://a:%F0%A0%80%80@b.com/\U0001f600"},
      {"ftp://\u4e2d\U0001f600@b.com/", "ftp://\u4e2d%F0%9F%98%80@b.com/"},
      {"//\U0001f600@b.com/", "https://%F0%9F%98%80@b.com/"},
      {"http://x.y/\xff", "http://x.y/%FF"},
      {"http://x.y/\xef\xbf\xbd", "http://x.y/%EF%BF%BD"},
      /* UTS 46, nontransitional: https://www.unicode.org/Public/idna/latest/IdnaTestV2.txt */
      {"http://stra\u00dfe.de/", "http://xn--strae-oqa.de/"},
      {"http://\u03b2\u03cc\u03bb\u03bf\u03c2.com/", "http://xn--nxasmm1c.com/"},
      {"http://\u65e5\u672c\u8a9e\u3002\uff2a\uff30/", "http://xn--wgv71a119e.jp/"},
      {"http://example\u3002com/", "http://example.com/"},
      {"http://\u2603.net/", "http://xn--n3h.net/"},
      {"http://xn--n3h.net/", "http://xn--n3h.net/"},
      {"http://\uff11\uff12\uff17.0.0.1/", "http://127.0.0.1/"},
      {"http://www.example.com\uff1a\u8bf4/", NULL},
      {"http://a\uff0fb.com/", NULL},
      {"http://a\uff1fb.com/", NULL},
      {"http://a\uff03b.com/", NULL},
      {"http://a\uff20b.com/", NULL},
      {"http://a\uff0cb.com/", NULL},
      {"http://a\uff05b.com/", NULL},
      {"http://a\ufe55b.com/", NULL},
      {"http://\u2100.com/", NULL},
      {"http://a%EF%BC%9Ab.com/", NULL},
      {"http://a%2Fb.com/", NULL},
      {"http://a%3Ab.com/", NULL},
      {"http://%77ww.example.com/", "http://www.example.com/"},
      {"http://\u00ad/", NULL},
      {"http://a.\u00ad.com/", NULL},
      {"http://x\u200dy.com/", NULL},
      {"http://xn--/", NULL},
      {"http://xn--a-.com/", NULL},
      {"http://xn--0.com/", NULL},
      {"http://xn--ss-fa.de/", NULL},
      {"http://\uff58n--0.com/", NULL},
      {"http://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.com/", NULL},
      {"http://1.2.3/", NULL},
      {"http://0x7f.1/", NULL},
      {"http://256.256.256.256/", NULL},
      {"http://[1::2::3]/", NULL},
      {"http://u@/", NULL},
      {"http://a_b.example/", "http://a_b.example/"},
      {"http://r3---sn-a.example.com/", "http://r3---sn-a.example.com/"},
      {"a.md", NULL},
      {"#x", NULL},
      {"javascript:x", NULL},
      {"", NULL},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *clean = mkepub_url_clean(cases[i][0]);
    g_assert_cmpstr(clean, ==, cases[i][1]);
    g_autofree char *again = clean ? mkepub_url_clean(clean) : NULL;
    g_assert_cmpstr(again, ==, cases[i][1]);
  }
}

/* A parser refuses fewer than a writer does: each was asked of EPUBCheck 5.3.0. */
static void test_authority(void)
{
  static const struct {
    const char *text;
    gboolean valid;
  } cases[] = {
      {"http://example.com/", TRUE},
      {"//example.com/", TRUE},
      {"a.md", TRUE},
      {"#x", TRUE},
      {"mailto:a\uff1ab", TRUE},
      {"http://\u4f8b.example/", TRUE},
      {"http://a,b.com/", TRUE},
      {"http://1.2.3.4.5/", TRUE},
      {"http://www.example.com\uff1a\u8bf4", FALSE},
      {"//a\uff1ab/", FALSE},
      {"ftp://a\uff0fb/", FALSE},
      {"http://a..b/", FALSE},
      {"http://xn--a.com/", FALSE},
      {"http://xn--ss-fa.de/", FALSE},
      {"http://x:65536/", FALSE},
      {"http:x.com", FALSE},
      {"http:/x.com", FALSE},
      {"http:///x.com", FALSE},
      {"gopher://b.com/", TRUE},
      {"gopher://[::1]/", TRUE},
      {"gopher:00", FALSE},
      {"gopher:/b", FALSE},
      {"gopher:///", FALSE},
      {"gopher://a..b/", FALSE},
      {"ws:a", FALSE},
      {"irc://[::1]/", FALSE},
      {"LDAP://u@[::1]:389/", FALSE},
      {"irc:a", TRUE},
      {"irc://a..b:99999/", TRUE},
      {"http://\u00fc:%41@b.com/", TRUE},
      {"http://u;:p=!$&'()*+,@b.com/", TRUE},
      {"http://:@b.com/", TRUE},
      {"http://\U0001f600@b.com", FALSE},
      {"ftp://u:\U00020000@b.com/", FALSE},
      {"http://a@b@c/", FALSE},
      {"http://u%zz@c/", FALSE},
      {"irc://\U0001f600@b.com", TRUE},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    if (mkepub_url_authority_is_valid(cases[i].text) != cases[i].valid)
      g_test_message("'%s'", cases[i].text);
    g_assert_cmpint(mkepub_url_authority_is_valid(cases[i].text), ==, cases[i].valid);
  }
}

/* RFC 3986 section 5.4, base http://a/b/c/d;p?q */
static void test_resolve(void)
{
  static const char *const cases[][2] = {
      {"g", "http://a/b/c/g"},
      {"./g", "http://a/b/c/g"},
      {"g/", "http://a/b/c/g/"},
      {"/g", "http://a/g"},
      {"//g", "http://g"},
      {"?y", "http://a/b/c/d;p?y"},
      {"g?y", "http://a/b/c/g?y"},
      {"#s", "http://a/b/c/d;p?q#s"},
      {"g#s", "http://a/b/c/g#s"},
      {"g?y#s", "http://a/b/c/g?y#s"},
      {";x", "http://a/b/c/;x"},
      {"", "http://a/b/c/d;p?q"},
      {".", "http://a/b/c/"},
      {"./", "http://a/b/c/"},
      {"..", "http://a/b/"},
      {"../g", "http://a/b/g"},
      {"../..", "http://a/"},
      {"../../g", "http://a/g"},
      {"../../../g", "http://a/g"},
      {"/../g", "http://a/g"},
      {"g.", "http://a/b/c/g."},
      {"..g", "http://a/b/c/..g"},
      {"./../g", "http://a/b/g"},
      {"g/./h", "http://a/b/c/g/h"},
      {"g/../h", "http://a/b/c/h"},
      {"g?y/../x", "http://a/b/c/g?y/../x"},
      {"http://x/y z", "http://x/y%20z"},
      {"javascript:x", NULL},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *resolved = mkepub_url_resolve("http://a/b/c/d;p?q", cases[i][0]);
    g_assert_cmpstr(resolved, ==, cases[i][1]);
  }
  g_autofree char *bare = mkepub_url_resolve("https://a", "x/y");
  g_assert_cmpstr(bare, ==, "https://a/x/y");
  g_autofree char *none = mkepub_url_resolve("a/b", "c");
  g_assert_null(none);
}

static void test_decode(void)
{
  static const char *const cases[][2] = {
      {"a%20b", "a b"},        {"caf%C3%A9", "café"}, {"%", "%"},     {"%4", "%4"},
      {"%zz", "%zz"},          {"%FF", "%FF"},        {"%00", "%00"}, {"%C3", "%C3"},
      {"%F0%9F%98%80x", "😀x"}, {"%C3%A9%C3", "é%C3"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *plain = mkepub_url_decode(cases[i][0], -1);
    g_assert_cmpstr(plain, ==, cases[i][1]);
  }
  g_autofree char *cut = mkepub_url_decode("a%20b", 3);
  g_assert_cmpstr(cut, ==, "a%2");
}

static void test_host(void)
{
  static const char *const cases[][2] = {
      {"https://www.Example.com:80/x", "example.com"},
      {"http://u:p@x.y/", "x.y"},
      {"http://www.de/", "www.de"},
      {"http://[::1]/", "[::1]"},
      {"mailto:a@b.c", NULL},
      {"x.y/z", NULL},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *host = mkepub_url_host(cases[i][0]);
    g_assert_cmpstr(host, ==, cases[i][1]);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/url/kind", test_kind);
  g_test_add_func("/url/clean", test_clean);
  g_test_add_func("/url/authority", test_authority);
  g_test_add_func("/url/resolve", test_resolve);
  g_test_add_func("/url/decode", test_decode);
  g_test_add_func("/url/host", test_host);
  return g_test_run();
}
