/* SPDX-License-Identifier: MIT */
/* The checker of package documents itself: nothing is said of a good one, and something of each
 * way to break it. */
#include <string.h>

#include "package-check.h"
#include "validity.h"

static const char opf[] =
    "<package xmlns='http://www.idpf.org/2007/opf' version='3.0' unique-identifier='uid' "
    "xml:lang='en'><metadata xmlns:dc='http://purl.org/dc/elements/1.1/'>"
    "<dc:identifier id='uid'>urn:x</dc:identifier><dc:title id='t1'>T</dc:title>"
    "<meta refines='#t1' property='title-type'>main</meta><dc:language>en-US</dc:language>"
    "<dc:creator id='c1'>A</dc:creator><dc:date>2025-01-13</dc:date>"
    "<dc:source>https://a.b/c</dc:source>"
    "<meta property='dcterms:modified'>2025-01-13T00:00:00Z</meta>"
    "<meta property='schema:accessMode'>textual</meta>"
    "<meta property='schema:accessModeSufficient'>textual</meta>"
    "<meta property='schema:accessibilityFeature'>tableOfContents</meta>"
    "<meta property='schema:accessibilityHazard'>none</meta>"
    "<meta property='schema:accessibilitySummary'>S</meta><meta name='cover' content='i'/>"
    "</metadata><manifest><item id='a' href='a.xhtml'/><item id='b' href='b.xhtml'/></manifest>"
    "<spine><itemref idref='a'/><itemref idref='b'/></spine>"
    "<guide><reference type='text' href='a.xhtml'/></guide></package>";
static const char ncx[] =
    "<ncx><head><meta name='dtb:uid' "
    "content='urn:x'/></head><docTitle><text>T</text></docTitle>"
    "<navMap><navPoint id='n1' playOrder='1'><navLabel><text>A</text></navLabel>"
    "<content src='a.xhtml'/></navPoint><navPoint id='n2' "
    "playOrder='2'><navLabel><text>B</text>"
    "</navLabel><content src='b.xhtml'/></navPoint></navMap></ncx>";
static const char nav[] = "<nav><h1>C</h1><ol><li><a href='a.xhtml'>A</a></li>"
                          "<li><a href='b.xhtml'>B</a></li></ol></nav>";

typedef void (*Check)(const xmlDoc *document, const xmlDoc *package, GString *trouble);

static void check_opf(const xmlDoc *document, const xmlDoc *package, GString *trouble)
{
  (void)package;
  package_check_opf(document, trouble);
}

/* What CHECK says of DOCUMENT with its first FROM made TO. */
static char *trouble_of(Check check, const char *document, const char *from, const char *to)
{
  GString *trouble = g_string_new(NULL);
  g_autoptr(GString) text = g_string_new(document);
  g_assert_cmpuint(*from ? g_string_replace(text, from, to, 1) : 1, ==, 1);
  xmlDoc *package = validity_parse(opf, strlen(opf), trouble);
  xmlDoc *tree = validity_parse(text->str, text->len, trouble);
  g_assert_cmpstr(trouble->str, ==, "");
  check(tree, package, trouble);
  xmlFreeDoc(tree);
  xmlFreeDoc(package);
  return g_string_free(trouble, FALSE);
}

static void assert_all_told(Check check, const char *document, const char *const (*pairs)[2],
                            guint count)
{
  g_autofree char *good = trouble_of(check, document, "", "");
  g_assert_cmpstr(good, ==, "");
  for (guint i = 0; i < count; i++) {
    g_autofree char *trouble = trouble_of(check, document, pairs[i][0], pairs[i][1]);
    if (!*trouble)
      g_test_message("nothing is said of '%s' made '%s'", pairs[i][0], pairs[i][1]);
    g_assert_cmpstr(trouble, !=, "");
  }
}

static void test_opf(void)
{
  static const char *const pairs[][2] = {
      {"<dc:title id='t1'>T</dc:title>", "<dc:title id='t1'> </dc:title>"},
      {">A</dc:creator>", ">\xe2\x80\x8b</dc:creator>"},
      {"id='c1'", "id='t1'"},
      {"id='c1'", "id='1c'"},
      {"refines='#t1'", "refines='#t2'"},
      {"refines='#t1'", "refines='t1'"},
      {"title-type", "kind"},
      {"en-US", "en_US"},
      {"xml:lang='en'", "xml:lang='C'"},
      {"<dc:date>2025-01-13", "<dc:date>2025-02-30"},
      {"<dc:date>2025-01-13", "<dc:date>January 3, 2026"},
      {"<dc:date>2025-01-13", "<dc:date>2025-01-13 10:00Z"},
      {"<dc:date>", "<dc:date>2024</dc:date><dc:date>"},
      {"13T00:00:00Z", "13T00:00:00+00:00"},
      {"<meta property='dcterms:modified'>2025-01-13T00:00:00Z</meta>", ""},
      {"https://a.b/c", "https://a.b/c d"},
      {"<dc:language>en-US</dc:language>", ""},
      {"content='i'", "content=''"},
      {"id='b' href", "id='a' href"},
      {"href='b.xhtml'", "href='a.xhtml'"},
      {"href='b.xhtml'", "href='B.xhtml'"},
      {"idref='b'", "idref='c'"},
      {"idref='b'", "idref='a'"},
      {"type='text' href='a.xhtml'", "type='text' href='c.xhtml'"},
  };
  assert_all_told(check_opf, opf, pairs, G_N_ELEMENTS(pairs));
}

static void test_ncx(void)
{
  static const char *const pairs[][2] = {
      {"urn:x", "urn:y"},
      {"<text>A<", "<text> <"},
      {"id='n2'", "id='n1'"},
      {"id='n2'", "id='2'"},
      {"playOrder='2'", "playOrder='3'"},
      {"src='b.xhtml'", "src='c.xhtml'"},
      {"src='b.xhtml'", "src='b.xhtml#c'"},
  };
  assert_all_told(package_check_ncx, ncx, pairs, G_N_ELEMENTS(pairs));
}

static void test_nav(void)
{
  static const char *const pairs[][2] = {
      {">A</a>", "></a>"},
      {">C</h1>", "> </h1>"},
      {"href='a.xhtml'>A</a></li><li><a href='b.xhtml'",
       "href='b.xhtml'>A</a></li><li><a href='a.xhtml'"},
      {"href='b.xhtml'", "href='http://a.b/'"},
      {"B</a>", "B</a><ol></ol>"},
  };
  assert_all_told(package_check_nav, nav, pairs, G_N_ELEMENTS(pairs));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/package/opf", test_opf);
  g_test_add_func("/package/ncx", test_ncx);
  g_test_add_func("/package/nav", test_nav);
  return g_test_run();
}
