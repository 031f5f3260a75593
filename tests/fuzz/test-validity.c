/* SPDX-License-Identifier: MIT */
/* The checker of the fuzz targets itself: it sees what EPUBCheck 5.3.0 sees, and leaves the
 * rest. */
#include <string.h>

#include "validity.h"

static char *trouble_of(const char *body)
{
  g_autoptr(GHashTable) files = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GString) trouble = g_string_new(NULL);
  g_hash_table_insert(files, (gpointer) "b.xhtml", GINT_TO_POINTER(1));
  g_hash_table_insert(files, (gpointer) "img/p.png", GINT_TO_POINTER(2));
  g_autofree char *document = g_strdup_printf(
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n"
      "<html xmlns=\"http://www.w3.org/1999/xhtml\" "
      "xmlns:epub=\"http://www.idpf.org/2007/ops\" "
      "lang=\"en\" xml:lang=\"en\"><head><meta charset=\"utf-8\"/><title>t</title></head>"
      "<body><article><h1>t</h1>%s</article></body></html>",
      body);
  validity_check(document, strlen(document), files, trouble);
  return g_strdup(trouble->str);
}

#define SVG(inner)  "<p><svg xmlns=\"http://www.w3.org/2000/svg\">" inner "</svg></p>"
#define MATH(inner) "<p><math xmlns=\"http://www.w3.org/1998/Math/MathML\">" inner "</math></p>"

#define LINK(inner) "<p><a href=\"b.xhtml\">" inner "</a></p>"
#define DRAWING(attributes, inner)                                                             \
  "<svg xmlns=\"http://www.w3.org/2000/svg\" " attributes ">" inner "</svg>"

static void test_good(void)
{
  static const char *const good[] = {
      "<p>a<br/><em>b</em> &amp; &lt;</p>",
      "<h2>b</h2><h3>c</h3><h2>d</h2>",
      "<ul><li>a<ul><li><p>b</p></li></ul></li></ul><ol start=\"3\" reversed=\"reversed\" "
      "type=\"a\"><li value=\"-2\">a</li></ol>",
      "<p id=\"1:ä\"><a href=\"#1:%C3%A4\">x</a></p>",
      "<p><a href=\"b.xhtml\">x</a><a href=\"http://a.bc/?q=1&amp;r=%20#f\">y</a>"
      "<a href=\"mailto:a@b.c\">z</a><a>w</a></p>",
      "<p><a href=\"http://[::1]:80/é\">x</a><a href=\"https://u:p@a.b\">y</a></p>",
      "<p><a href=\"http://xn--fa-hia.de/\">x</a><a "
      "href=\"http://xn--r8jz45g.xn--zckzah\">y</a>"
      "<a href=\"http://127.0.0.1:65535/\">z</a></p>",
      "<p><img src=\"img/p.png\" alt=\"\"/></p>",
      "<table><caption>c</caption><colgroup><col/></colgroup><thead><tr><th "
      "scope=\"col\">a</th>"
      "</tr></thead><tbody><tr><td colspan=\"2\"><p>b</p></td></tr></tbody></table>",
      "<dl><dt>a</dt><dd>b</dd></dl>",
      "<details open=\"open\"><summary>a</summary>b</details>",
      "<figure><p>a</p><figcaption>b</figcaption></figure>",
      "<p lang=\"de-CH-1996\" xml:lang=\"de-CH-1996\" dir=\"rtl\">a</p>",
      "<p><time datetime=\"2024-02-29T10:00:00+01:00\">a</time><time>2024</time>"
      "<del datetime=\"2024-02-29\">b</del></p>",
      "<p><a role=\"doc-noteref\" epub:type=\"noteref\" href=\"#n\">1</a></p><section "
      "epub:type=\"footnotes\"><div id=\"n\" role=\"doc-footnote\" epub:type=\"footnote\">"
      "a</div></section>",
      "<p><ruby>a<rt>b</rt></ruby></p>",
      "<p><svg xmlns=\"http://www.w3.org/2000/svg\"><title>t</title><linearGradient id=\"g\">"
      "<stop offset=\"0\"/></linearGradient><path d=\"M0 0\" fill=\"url(#g)\"/></svg></p>",
      "<p><math xmlns=\"http://www.w3.org/1998/Math/MathML\"><msup><mi>x</mi><mn>2</mn></msup>"
      "</math></p>",
      LINK(DRAWING("", "<title>a</title><g/>")),
      LINK(DRAWING("aria-label=\"a\"", "<g/>")),
      LINK("<b>a</b>"),
      LINK("<img src=\"img/p.png\" alt=\"a\"/>"),
      LINK(DRAWING("aria-hidden=\"true\"", "<g/>") " a"),
      "<p><a href=\"b.xhtml\" aria-label=\"a\">" DRAWING("", "<g/>") "</a></p>",
      "<h2 hidden=\"hidden\">a</h2>",
      "<p><a>" DRAWING("", "<g/>") "</a>" DRAWING("role=\"img\"", "<title>a</title>") "</p>",
  };
  for (guint i = 0; i < G_N_ELEMENTS(good); i++) {
    g_autofree char *trouble = trouble_of(good[i]);
    if (*trouble)
      g_test_message("%s", good[i]);
    g_assert_cmpstr(trouble, ==, "");
  }
}

static void assert_bad(const char *const *bodies, guint length)
{
  for (guint i = 0; i < length; i++) {
    g_autofree char *trouble = trouble_of(bodies[i]);
    if (!*trouble)
      g_test_message("nothing is said of %s", bodies[i]);
    g_assert_cmpstr(trouble, !=, "");
  }
}

static void test_bad(void)
{
  static const char *const bad[] = {
      /* not XML */
      "&nbsp;", "a & b", "\x01", "\xef\xbf\xbe", "<br>", "<p x>a</p>", "<p id=\"a\" id=\"a\"/>",
      "<o:p>a</o:p>", "<p c:d=\"e\">a</p>", "<!-- a -- b -->", "<p>a", "a</p>", "\xff",
      /* content model */
      "<p><div>a</div></p>", "<span><p>a</p></span>", "<p><ul><li>a</li></ul></p>",
      "<pre><div>a</div></pre>", "<h2><p>a</p></h2>", "<p><a><a>b</a></a></p>",
      "<p><a><i><a>b</a></i></a></p>", "<ul>a</ul>", "<ul><ul/></ul>", "<li>a</li>",
      "<dl><dd>a</dd></dl>", "<dl><dt>a</dt></dl>", "<table>a</table>", "<td>a</td>",
      "<table><tbody><tr><td>a</td></tr></tbody><thead><tr><td>a</td></tr></thead></table>",
      "<table><tbody><td>a</td></tbody></table>", "<center>a</center>", "<foo>a</foo>",
      "<P>a</P>", "<details>a</details>", "<details>a<summary>b</summary></details>",
      "<figure><figcaption>a</figcaption><figcaption>b</figcaption></figure>",
      "<style>a</style>", "<dt>a</dt>", "<caption>a</caption>", "<rt>a</rt>",
      "<p><time><b>a</b></time></p>", "<dfn><dfn>a</dfn></dfn>",
      "<dl><dt><h2>a</h2></dt><dd>a</dd></dl>", "<header><header>a</header></header>",
      /* attributes */
      "<p align=\"left\">a</p>", "<p style=\"x\">a</p>", "<p onclick=\"x\">a</p>",
      "<p data-a=\"x\">a</p>", "<p id=\"\">a</p>", "<p id=\"a b\">a</p>",
      "<p id=\"a\">a</p><p id=\"a\">b</p>", "<p lang=\"en_US\" xml:lang=\"en_US\">a</p>",
      "<p lang=\"de\">a</p>", "<p dir=\"\">a</p>", "<p><bdo>a</bdo></p>",
      "<p hidden=\"x\">a</p>", "<p tabindex=\"x\">a</p>", "<ol start=\"x\"><li>a</li></ol>",
      "<ul><li value=\"1\">a</li></ul>", "<ol type=\"disc\"><li>a</li></ol>",
      "<table><tbody><tr><td colspan=\"0\">a</td></tr></tbody></table>",
      "<table><tbody><tr><td scope=\"col\">a</td></tr></tbody></table>",
      "<p><time datetime=\"yesterday\">a</time></p>",
      "<p><time datetime=\"2023-02-29\">a</time></p>", "<p><del datetime=\"2024\">a</del></p>",
      "<p role=\"q\">a</p>", "<ul><li role=\"doc-footnote\" epub:type=\"footnote\">a</li></ul>",
      "<p epub:type=\"article\">a</p>", "<p aria-labelledby=\"zz\">a</p>",
      "<p><img src=\"img/p.png\"/></p>", "<p><img alt=\"a\"/></p>",
      "<p><img src=\"\" alt=\"a\"/></p>", "<p><img src=\"b.png\" alt=\"a\"/></p>",
      "<p><img src=\"http://a.b/c.png\" alt=\"a\"/></p>",
      "<p><img src=\"img/p.png\" alt=\"a\" width=\"50%\"/></p>",
      /* drawings and formulas */
      "<p><svg/></p>", SVG("<script/>"), SVG("<foreignObject/>"), SVG("<animate/>"),
      SVG("<g onclick=\"x\"/>"), SVG("<g style=\"x\"/>"), SVG("<use href=\"a.svg#b\"/>"),
      SVG("<use href=\"#b\"/>"), SVG("<g id=\"a\"/><g id=\"a\"/>"),
      SVG("<g fill=\"url(#z)\"/>"), SVG("<g fill=\"url(http://a.b/#z)\"/>"),
      SVG("<g><p xmlns=\"http://www.w3.org/1999/xhtml\">a</p></g>"),
      SVG("<g id=\"a\"/><path d=\"M0 0\" fill=\"url(#a)\"/>"),
      SVG("<linearGradient id=\"a\"/><use href=\"#a\"/>"),
      "<p><a href=\"#a\">x</a></p>" SVG("<symbol id=\"a\"/>"),
      SVG("<g aria-labelledby=\"z\"/>"), MATH("<mfrac><mi>a</mi></mfrac>"),
      MATH("<mi><mi>a</mi></mi>"), MATH("a"),
      MATH("<msub><mi>a</mi><mi>b</mi><mi>c</mi></msub>"), MATH("<apply/>"),
      MATH("<mi onclick=\"x\">a</mi>"),
      /* headings */
      "<h3>a</h3>", "<h1>a</h1>", "<h2/>"};
  assert_bad(bad, G_N_ELEMENTS(bad));
}

/* Ace's link-name, empty-heading, empty-table-header, svg-img-alt and aria-prohibited-attr. */
static void test_names(void)
{
  static const char *const bad[] = {
      LINK(""),
      LINK(" "),
      LINK("<img src=\"img/p.png\" alt=\"\"/>"),
      LINK(DRAWING("", "<g/>")),
      LINK(DRAWING("aria-hidden=\"true\"", "<title>a</title>")),
      LINK(DRAWING("aria-hidden=\"true\" aria-label=\"a\"", "<g/>")),
      LINK(DRAWING("display=\"none\"", "<title>a</title>")),
      LINK(DRAWING("", "<text>a</text>")),
      LINK(DRAWING("", "<desc>a</desc>")),
      LINK(DRAWING("", "<g><title>a</title></g>")),
      LINK(DRAWING("", "<title> </title><title>a</title>")),
      LINK("<span hidden=\"hidden\">a</span>"),
      LINK("<img src=\"img/p.png\" alt=\"a\" hidden=\"hidden\"/>"),
      LINK(
          "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" alttext=\"a\"><mi>a</mi></math>"),
      "<h2><span hidden=\"hidden\">a</span></h2>",
      "<h2>" DRAWING("", "<text>a</text>") "</h2>",
      "<table><tbody><tr><th>" DRAWING("", "<text>a</text>") "</th></tr></tbody></table>",
      "<p>" DRAWING("role=\"img\"", "<g><title>a</title></g>") "</p>",
      "<p>" DRAWING("", "<g aria-label=\"a\"/>") "</p>"};
  assert_bad(bad, G_N_ELEMENTS(bad));
}

static void test_addresses(void)
{
  static const char *const bad[] = {
      "",
      "#nope",
      "#",
      "#a b",
      "#a%",
      "c.xhtml",
      "b.xhtml#a",
      "b.xhtml?a",
      "/a",
      "../a",
      "www.a.b",
      "a@b.c",
      "http:x",
      "http://",
      "http:///a",
      "http://a b",
      "http://a/b c",
      "http://a/%",
      "http://a/{b}",
      "http://a/|",
      "http://a\\b",
      "http://a/b#c#d",
      "http://a/[",
      "http://A/",
      "http://a:x/",
      "http://a..b",
      "http://a:65536/",
      "http://xn--/",
      "http://xn--a/",
      "http://xn--com:-ee0il45q/",
      "http://xn--ss-fa/",
      "http://xn--0/",
      "http://256.1.1.1/",
      "http://1.2.3/",
      "http://[1::2::3]/",
      "http://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/",
      "foo:bar",
      "file:///a",
      "data:,a",
      "javascript:a",
      "mailto:",
      " http://a",
      "tel:1 2",
      "http://a/\"",
      "img/p.png",
  };
  for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_autofree char *value = g_markup_escape_text(bad[i], -1);
    g_autofree char *body = g_strdup_printf("<p id=\"a\"><a href=\"%s\">x</a></p>", value);
    g_autofree char *trouble = trouble_of(body);
    if (!*trouble)
      g_test_message("nothing is said of '%s'", bad[i]);
    g_assert_cmpstr(trouble, !=, "");
  }
}

/* libxml2 as reading systems call it takes no more than 256 elements inside each other. */
static void test_depth(void)
{
  static const guint depths[] = {250, 260};
  for (guint i = 0; i < 2; i++) {
    g_autoptr(GString) deep = g_string_new("a");
    for (guint j = 0; j < depths[i]; j++) {
      g_string_prepend(deep, "<div>");
      g_string_append(deep, "</div>");
    }
    g_autofree char *trouble = trouble_of(deep->str);
    g_assert_cmpint(*trouble != '\0', ==, i == 1);
  }
}

/* A program that takes tags out, and leaves the mark that it puts in for each '@'. */
static char *print_marks(const char *text, gpointer data)
{
  GString *out = g_string_new(NULL);
  guint number = 0;
  g_autofree char *mark = g_strdup("mkepubmark0");
  while (strstr(text, mark)) {
    g_free(mark);
    mark = g_strdup_printf("mkepubmark%u", ++number);
  }
  for (gboolean tag = FALSE; *text; text++) {
    tag = tag ? text[-1] != '>' : *text == '<';
    if (*text == '@')
      g_string_append_printf(out, "%s%s", mark, (const char *)data);
    else if (!tag)
      g_string_append_c(out, *text);
  }
  return g_string_free(out, FALSE);
}

/* Marks of the parser are told from words of the author that read like them. */
static void test_marks(void)
{
  static const struct {
    const char *text;
    gboolean left;
  } cases[] = {
      {"a", FALSE},
      {"a@", TRUE},
      {"a mkepubmark0f0", FALSE},
      {"a mkepubmark0f0 @", TRUE},
      {"a mkepubmark1f0 @", TRUE},
      {"mkepu</html>bmark0h2", FALSE},
      {"mkepu</html>bmark0f2", FALSE},
      {"mkepub<b>mark</b>12t0 mkepu<i>bmark0r0", FALSE},
      {"mkepu</html>bmark0f2 @", TRUE},
      {"@ mkepu</html>bmark1f2", TRUE},
      {"mkepub&#x6d;ark0f2 mkepu</html>bmark0f2", FALSE},
      {"mkepubmark0 mkepu</html>bmark1f2", FALSE},
      {"mkepubmark0 mkepu</html>bmark1f2 @", TRUE},
  };
  static const char *const kinds[] = {"f0", "r1", "t23"};
  for (guint i = 0; i < G_N_ELEMENTS(cases) * G_N_ELEMENTS(kinds); i++) {
    const char *text = cases[i / G_N_ELEMENTS(kinds)].text;
    gpointer kind = (gpointer)kinds[i % G_N_ELEMENTS(kinds)];
    g_autofree char *chapter = print_marks(text, kind);
    g_test_message("%s", chapter);
    g_assert_cmpint(validity_has_mark(chapter, text, print_marks, kind), ==,
                    cases[i / G_N_ELEMENTS(kinds)].left);
  }
  /* what the metadata says is the author's */
  g_assert_false(validity_has_mark("mkepubmark0f0</header>a", "a", print_marks, NULL));
  g_assert_true(validity_has_mark("a</header>mkepubmark0f0", "a", print_marks, NULL));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/validity/good", test_good);
  g_test_add_func("/validity/bad", test_bad);
  g_test_add_func("/validity/names", test_names);
  g_test_add_func("/validity/addresses", test_addresses);
  g_test_add_func("/validity/depth", test_depth);
  g_test_add_func("/validity/marks", test_marks);
  return g_test_run();
}
