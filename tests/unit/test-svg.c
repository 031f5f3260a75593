/* SPDX-License-Identifier: MIT */
/* What is left of SVG files, and what is told of the rest. That it is valid is shown by
 * tests/valid/drawings.t. */
#include <libdeflate.h>
#include <string.h>
#include <time.h>

#include "media/svg/svg.h"

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define ROOT                                                                                   \
  "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"9\" height=\"9\" "        \
  "viewBox=\"0 0 9 9\""
#define LINKED                                                                                 \
  "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "    \
  "version=\"1.1\" width=\"9\" height=\"9\" viewBox=\"0 0 9 9\""
#define PIXEL                                                                                  \
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5C"   \
  "YII="

/* Cleans a copy of exactly LENGTH bytes, so that the sanitizers see a step too far. */
static gboolean clean(const void *bytes, gsize length, MkepubSvg *svg)
{
  g_autofree guint8 *copy = g_memdup2(bytes, length);
  gboolean done = mkepub_svg_clean(copy, length, svg);
  g_assert_true(done == (svg->text != NULL));
  g_assert_true(done || svg->reason);
  return done;
}

static void assert_cleaned(const char *text, const char *wanted, const char *reason,
                           gboolean changed)
{
  g_auto(MkepubSvg) svg = {0};
  if (!clean(text, strlen(text), &svg))
    g_error("refused (%s): %s", svg.reason, text);
  g_autofree char *whole = g_strconcat(HEAD, wanted, "\n", NULL);
  g_assert_cmpstr(svg.text->str, ==, whole);
  g_assert_cmpstr(svg.reason, ==, reason);
  g_assert_cmpint(svg.changed, ==, changed);
  g_assert_cmpstr(svg.info.media_type, ==, "image/svg+xml");
}

/* CONTENT in a root becomes WANTED in the same. */
static void assert_content(const char *content, const char *wanted, const char *reason,
                           gboolean changed)
{
  g_autofree char *text = g_strconcat(LINKED, ">", content, "</svg>", NULL);
  gboolean links = strstr(wanted, "xlink:href") != NULL;
  g_autofree char *whole = *wanted
                               ? g_strconcat(links ? LINKED : ROOT, ">", wanted, "</svg>", NULL)
                               : g_strdup(ROOT "/>");
  assert_cleaned(text, whole, reason, changed);
}

static void assert_refused(const char *text, const char *reason)
{
  g_auto(MkepubSvg) svg = {0};
  if (clean(text, strlen(text), &svg))
    g_error("taken: %s", text);
  if (!strstr(svg.reason, reason))
    g_error("refused for '%s': %s", svg.reason, text);
}

static void test_same(void)
{
  static const char *const documents[] = {
      ROOT "/>",
      ROOT " role=\"img\" aria-label=\"A\"><title>A</title><desc>b</desc><g/></svg>",
      ROOT
      "><g id=\"a\" class=\"b c\" transform=\"rotate(3)\" style=\"fill:red;stroke:none\"/>"
      "<text xml:space=\"preserve\" xml:lang=\"de\" x=\"1 2\"> a <tspan dy=\"1em\">b</tspan> "
      "&lt;&amp;</text></svg>",
      ROOT "><defs><linearGradient id=\"g\"><stop offset=\"0\" stop-color=\"#123\"/>"
           "</linearGradient></defs><rect width=\"3\" height=\"4\" fill=\"url(#g)\"/></svg>",
      LINKED "><path id=\"p\" d=\"M0 0h9\"/><use x=\"3\" xlink:href=\"#p\"/></svg>",
      ROOT
      "><filter id=\"f\"><feGaussianBlur in=\"SourceAlpha\" stdDeviation=\"2\" result=\"b\"/>"
      "<feMerge><feMergeNode in=\"b\"/><feMergeNode/></feMerge></filter></svg>",
  };
  for (guint i = 0; i < G_N_ELEMENTS(documents); i++)
    assert_cleaned(documents[i], documents[i], NULL, FALSE);
}

static void test_roots(void)
{
  static const struct {
    const char *text, *start;
    guint width, height;
  } cases[] = {
      {"<svg width='30' height='20px'/>", "width=\"30\" height=\"20px\" viewBox=\"0 0 30 20\"",
       30, 20},
      {"<svg width='1in' height='36pt'/>",
       "width=\"1in\" height=\"36pt\" viewBox=\"0 0 96 48\"", 96, 48},
      {"<svg viewBox='0 0 40 50'/>", "width=\"40\" height=\"50\" viewBox=\"0 0 40 50\"", 40,
       50},
      {"<svg viewBox='0 0 40 50' width='100%' height='100%'/>",
       "width=\"40\" height=\"50\" viewBox=\"0 0 40 50\"", 40, 50},
      {"<svg viewBox='0 0 40 50' width='80'/>",
       "width=\"80\" height=\"100\" viewBox=\"0 0 40 50\"", 80, 100},
      {"<svg/>", "width=\"300\" height=\"150\" viewBox=\"0 0 300 150\"", 300, 150},
      {"<svg width='-1' height='1e99' viewBox='0 0 nan 1'/>",
       "width=\"300\" height=\"150\" viewBox=\"0 0 300 150\"", 300, 150},
      {"<svg version='2.0' viewbox='0 0 4 5' xmlns='http://www.w3.org/2000/svg'/>",
       "width=\"300\" height=\"150\" viewBox=\"0 0 300 150\"", 300, 150},
      {"<x:svg xmlns:x='http://www.w3.org/2000/svg' width='2' height='3'/>",
       "width=\"2\" height=\"3\" viewBox=\"0 0 2 3\"", 2, 3},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_auto(MkepubSvg) svg = {0};
    g_autofree char *wanted =
        g_strdup_printf(HEAD "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" %s/>\n",
                        cases[i].start);
    g_assert_true(clean(cases[i].text, strlen(cases[i].text), &svg));
    g_assert_cmpstr(svg.text->str, ==, wanted);
    g_assert_cmpuint(svg.info.width, ==, cases[i].width);
    g_assert_cmpuint(svg.info.height, ==, cases[i].height);
  }
}

static void test_hostile(void)
{
  static const struct {
    const char *content, *wanted, *reason;
  } cases[] = {
      {"<script>x()</script>", "", "script"},
      {"<SCRIPT>x()</SCRIPT><script href='x.js'/>", "", "2 scripts"},
      {"<x:script xmlns:x='http://www.w3.org/1999/xhtml'/>", "", "script"},
      {"<g onclick='x()' OnLoad='y()'/>", "<g/>", "2 event handlers"},
      {"<image width='1' height='1' href='https://example.org/x.png'/>", "",
       "outside reference"},
      {"<image xlink:href='x.png'/>", "", "outside reference"},
      {"<image href='data:image/svg+xml,x'/>", "", "embedded picture"},
      {"<use href='//example.org/#a'/>", "<use/>", "outside reference"},
      {"<rect width='1' height='1' fill='url(http://example.org/#a)'/>",
       "<rect width=\"1\" height=\"1\" fill=\"none\"/>", "outside reference"},
      {"<g style='fill:URL( \"x.svg#a\");stroke:red'/>", "<g style=\"fill:none;stroke:red\"/>",
       "outside reference"},
      {"<g style='fill:u\\72l(x);stroke:red'/>", "<g style=\"stroke:red\"/>", "style rule"},
      {"<g style='mask:url(x.svg#m)'/>", "<g/>", "outside reference"},
      {"<style>@import 'http://example.org/a.css';a{fill:red}</style>",
       "<style>a{fill:red}</style>", "outside reference"},
      {"<style>a{fill:<![CDATA[u]]>rl(x)}</style>", "<style>a{fill:none}</style>",
       "outside reference"},
      {"<style>@font-face{font-family:a;src:url(a.woff)}</style>", "", "font"},
      {"<style>a{background:image-set('x.png' 1x)}</style>", "", "style rule"},
      {"<style>a{b:red//**/*;}c{fill:red}</style>", "<style>c{fill:red}</style>", "style rule"},
      {"<foreignObject><video xmlns='http://www.w3.org/1999/xhtml' src='x'/></foreignObject>",
       "", "HTML"},
      {"<p xmlns='http://www.w3.org/1999/xhtml'>words</p>", "", "HTML"},
      {"<font><glyph/></font><iframe src='x'/>", "", "element that readers do not show, font"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
    assert_content(cases[i].content, cases[i].wanted, cases[i].reason, TRUE);
}

/* What nobody misses goes without a word. */
static void test_silent(void)
{
  static const struct {
    const char *content, *wanted;
  } cases[] = {
      {"<!-- a --><?b c?><g/>", "<g/>"},
      {"<metadata><a xmlns='urn:a'>b</a></metadata><i:b xmlns:i='urn:i' id='x'/>", ""},
      {"<g xmlns:i='urn:i' i:label='a' data-b='c' d='e'/>", "<g/>"},
      {"<a xlink:href='https://example.org/'><text>a <a href='#b'>b</a></text></a>",
       "<g><text>a <tspan>b</tspan></text></g>"},
      {"<set attributeName='xlink:href' to='javascript:x()'/><animate attributeName=' "
       "onload'/>",
       ""},
      {"<g>stray<clipPath><g/></clipPath></g><stop offset='1'/>", "<g><clipPath/></g>"},
      {"<path d='' font-size='9' vector-effect='non-scaling-stroke'/>",
       "<path d=\"\" style=\"vector-effect:non-scaling-stroke\"/>"},
      {"<g font-weight='550' overflow='clip'/>",
       "<g style=\"font-weight:550;overflow:clip\"/>"},
      {"<rect rx='1'/>", "<rect rx=\"1\" width=\"0\" height=\"0\"/>"},
      {"<g style='-inkscape-stroke:none;fill: light-dark( red , blue );stroke:var(--x, "
       "rgb(1,2,3))'/>",
       "<g style=\"fill:red;stroke:rgb(1,2,3)\"/>"},
      {"<style>@media print{a{fill:red}}@keyframes k{from{x:0}}/* c */ a , b{fill : red "
       ";}</style>",
       "<style>a,b{fill:red}</style>"},
      {"<style>b{direction:rtl;position:fixed}</style>", ""},
      {"<switch><g requiredFeatures='http://www.w3.org/TR/SVG11/feature#Extensibility'/>"
       "<text>Text is not SVG</text></switch>",
       ""},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
    assert_content(cases[i].content, cases[i].wanted, NULL, FALSE);
}

static void test_references(void)
{
  static const struct {
    const char *content, *wanted;
  } cases[] = {
      {"<g id='a'/><g id='a'/><use href='#a'/>", "<g id=\"a\"/><g/><use xlink:href=\"#a\"/>"},
      {"<g id='1 a'/><use xlink:href='#1 a'/>", "<g id=\"_1_a\"/><use xlink:href=\"#_1_a\"/>"},
      {"<g id='a:b'/><g id='a_b'/><style>#a_b{fill:red}</style>",
       "<g id=\"a_b-1\"/><g id=\"a_b\"/><style>#a_b{fill:red}</style>"},
      {"<use xlink:href='#nosuch'/><g id='l'><use xlink:href='#l'/></g>",
       "<use/><g id=\"l\"><use/></g>"},
      {"<pattern id='p'/><use xlink:href='#p'/>", "<pattern id=\"p\"/><use/>"},
      {"<g id='g'/><g fill='url(#g)' stroke='url(#no) red' mask='url(#g)'/>",
       "<g id=\"g\"/><g fill=\"none\" stroke=\"red\"/>"},
      {"<pattern id='p'/><g fill=\" url( '#p' ) rgb(1,2,3)\"/>",
       "<pattern id=\"p\"/><g fill=\"url(#p)\"/>"},
      {"<script id='s'/>", ""},
      {"<g aria-labelledby='a b' id='a'/><g aria-describedby='a' aria-label='c'/>",
       "<g id=\"a\"/><g aria-describedby=\"a\" aria-label=\"c\"/>"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *text = g_strconcat(LINKED, ">", cases[i].content, "</svg>", NULL);
    g_autofree char *wanted = g_strconcat(strstr(cases[i].wanted, "xlink") ? LINKED : ROOT,
                                          *cases[i].wanted ? ">" : "/>", cases[i].wanted,
                                          *cases[i].wanted ? "</svg>\n" : "\n", NULL);
    g_auto(MkepubSvg) svg = {0};
    g_assert_true(clean(text, strlen(text), &svg));
    g_assert_cmpstr(svg.text->str + strlen(HEAD), ==, wanted);
  }
}

static void test_pictures(void)
{
  assert_content("<image href=' data:image/gif;base64," PIXEL "'/>",
                 "<image width=\"1\" height=\"1\" xlink:href=\"data:image/png;base64," PIXEL
                 "\"/>",
                 NULL, FALSE);
  assert_content("<image width='3' height='4' xlink:href='data:image/png;base64,AAAA'/>", "",
                 "embedded picture", TRUE);
}

static void test_html(void)
{
  assert_content("<foreignObject x='2' width='80' height='24'><div "
                 "xmlns='http://www.w3.org/1999/xhtml' style='color:#333 !important'><p>two "
                 "<b>words</b></p></div></foreignObject>",
                 "<text x=\"42\" y=\"12\" text-anchor=\"middle\" fill=\"#333\" "
                 "dy=\"0.35em\">two words</text>",
                 "label in HTML set as text", FALSE);
  assert_content(
      "<foreignObject><x xmlns='urn:x'>one<br xmlns='http://www.w3.org/1999/xhtml'/>"
      "two<script>no</script></x></foreignObject>",
      "<text x=\"0\" y=\"0\" text-anchor=\"middle\" fill=\"currentColor\"><tspan "
      "x=\"0\" dy=\"-0.25em\">one</tspan><tspan x=\"0\" dy=\"1.2em\">two</tspan></text>",
      "label in HTML set as text", FALSE);
  assert_content("<switch><foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>a</p>"
                 "</foreignObject><text>a</text></switch>",
                 "<switch><text>a</text></switch>", NULL, FALSE);
  assert_content("<switch><foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>all of it</p>"
                 "</foreignObject><text x='1' y='2'>all...</text></switch>",
                 "<switch><text x=\"1\" y=\"2\" dy=\"0em\">all of it</text></switch>",
                 "label in HTML set as text", FALSE);
}

static void test_entities(void)
{
  assert_cleaned("<!DOCTYPE svg [<!ENTITY ns 'http://www.w3.org/2000/svg'><!ENTITY % p SYSTEM "
                 "'x'>%p;<!ENTITY a 'b&#38;'><!ENTITY c '&a;&a;'>]>"
                 "<svg xmlns='&ns;' width='9' "
                 "height='9'><text class=\"&c;\">&c;</text></svg>",
                 ROOT "><text class=\"b&amp;b&amp;\">b&amp;b&amp;</text></svg>", NULL, FALSE);
  assert_content("<text>a&nbsp;b&eacute;</text>",
                 "<text>a\xc2\xa0"
                 "b\xc3\xa9</text>",
                 "2 undeclared entities resolved", FALSE);
  assert_refused("<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg>&a;</svg>",
                 "'a'");
  assert_refused("<!DOCTYPE svg [<!ENTITY a '&b;'><!ENTITY b '&a;'>]><svg>&a;</svg>", "'a'");
  assert_refused("<!DOCTYPE svg [<!ENTITY a '<g/>'>]><svg>&a;</svg>", "'a'");
  assert_refused("<!DOCTYPE svg [<!ENTITY a 'b'", "document type");
  GString *bomb = g_string_new("<!DOCTYPE svg [<!ENTITY a0 'ha'>");
  for (guint i = 1; i < 100; i++)
    g_string_append_printf(bomb, "<!ENTITY a%u '&a%u;&a%u;&a%u;&a%u;'>", i, i - 1, i - 1, i - 1,
                           i - 1);
  g_string_append(bomb, "]><svg><text>&a99;</text></svg>");
  assert_refused(bomb->str, "'a99'");
  g_string_free(bomb, TRUE);
}

static void test_encodings(void)
{
  static const char text[] = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>"
                             "<text>\xc3\xa9</text></svg>";
  static const char *const encodings[] = {"UTF-16LE", "UTF-16BE", "UTF-8"};
  for (guint i = 0; i < G_N_ELEMENTS(encodings); i++) {
    g_autofree char *marked = g_strconcat("\xef\xbb\xbf", text, NULL);
    for (guint mark = 0; mark < 2; mark++) {
      gsize length;
      g_auto(MkepubSvg) svg = {0};
      MkepubMediaInfo info;
      g_autofree char *bytes =
          g_convert(mark ? marked : text, -1, encodings[i], "UTF-8", NULL, &length, NULL);
      g_assert_true(clean(bytes, length, &svg));
      g_assert_cmpstr(svg.text->str, ==, HEAD ROOT "><text>\xc3\xa9</text></svg>\n");
      mkepub_media_sniff((const guint8 *)bytes, length, &info);
      g_assert_cmpstr(info.media_type, ==, "image/svg+xml");
    }
  }
  assert_cleaned("<?xml version='1.0' encoding='windows-1252'?><svg width='9' height='9'><text>"
                 "\x80</text></svg>",
                 ROOT "><text>\xe2\x82\xac</text></svg>", NULL, FALSE);
  assert_refused("<?xml version='1.0' encoding='x-nobody'?><svg/>", "encoding");
  assert_refused("<svg>\xe9</svg>", "encoding");
}

static void test_gzip(void)
{
  static const char text[] = "<svg width='9' height='9'/>";
  guint8 packed[256];
  g_auto(MkepubSvg) svg = {0}, broken = {0};
  MkepubMediaInfo info;
  struct libdeflate_compressor *deflater = libdeflate_alloc_compressor(6);
  gsize length = libdeflate_gzip_compress(deflater, text, strlen(text), packed, sizeof packed);
  libdeflate_free_compressor(deflater);
  g_assert_true(clean(packed, length, &svg));
  g_assert_cmpstr(svg.text->str, ==, HEAD ROOT "/>\n");
  mkepub_media_sniff(packed, length, &info);
  g_assert_cmpstr(info.media_type, ==, "image/svg+xml");
  g_assert_cmpuint(info.width, ==, 9);
  packed[length - 1] = 0x7f;
  g_assert_false(clean(packed, length, &broken));
}

static void test_refused(void)
{
  static const char *const texts[][2] = {
      {"", "empty"},
      {"<svg>\n<g>\n</svg>", "not well-formed, line 3"},
      {"<svg a='1' a='2'/>", "not well-formed, line 1"},
      {"<svg>&nosuch;</svg>", "'nosuch'"},
      {"<svg/>trailing", "not well-formed"},
      {"<html><svg/></html>", "not SVG"},
      {"<svg xmlns='urn:x'/>", "not SVG"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
    assert_refused(texts[i][0], texts[i][1]);
}

/* WHOLE made of START, COUNT times PART and END is done in a second or two, whatever comes of
 * it. */
static void assert_quick(const char *start, const char *part, guint count, const char *end)
{
  g_autoptr(GString) text = g_string_new(start);
  for (guint i = 0; i < count; i++)
    g_string_append_printf(text, part, i, i);
  g_string_append(text, end);
  g_auto(MkepubSvg) svg = {0};
  clock_t begin = clock();
  clean(text->str, text->len, &svg);
  /* seconds of this process, whatever else the machine does */
  g_assert_cmpint(clock() - begin, <, 5 * CLOCKS_PER_SEC);
}

static void test_linear(void)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-extra-args"
  assert_quick("<svg", " a%u=''", 300000, "/>");
  assert_quick("<svg>", "<g>", 300000, "</svg>");
  assert_quick("<svg>", "<g xmlns:a%u='b'>", 300000, "</svg>");
  assert_quick("<svg>", "<g id='1 a'/>", 300000, "</svg>");
  assert_quick("<svg>", "<g id='a%u'/><use xlink:href='#a%u'/>", 100000, "</svg>");
  assert_quick("<svg>", "<g id=':%u'/>", 100000, "</svg>");
  assert_quick("<svg><style>", "@media", 300000, "</style></svg>");
  assert_quick("<svg><style>", "a{", 300000, "</style></svg>");
  assert_quick("<svg><style>", "a,", 300000, "</style></svg>");
  assert_quick("<svg><style>a{fill:", "rgb(", 300000, "</style></svg>");
  assert_quick("<svg><style>a{", "'", 300001, "</style></svg>");
  assert_quick("<svg><style>", "[a='", 300001, "</style></svg>");
  assert_quick("<svg><g style=\"", "fill:url(#a);", 300000, "\"/></svg>");
  assert_quick("<svg><g d='", "url", 600000, "'/></svg>");
  assert_quick("<svg><switch>", "<foreignObject/>", 200000, "</switch></svg>");
  assert_quick("<svg><foreignObject>", "<p style='a:b'>x</p>", 50000, "</foreignObject></svg>");
  assert_quick("<svg><feMerge>", "<x/> ", 200000, "</feMerge></svg>");
  assert_quick("<svg>", "&a%u;", 300000, "</svg>");
  assert_quick("<svg>", "&nbsp;", 300000, "</svg>");
  assert_quick("<!DOCTYPE svg [", "<!ENTITY a%u '&a;'>", 300000, "]><svg/>");
#pragma GCC diagnostic pop
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/svg/same", test_same);
  g_test_add_func("/svg/roots", test_roots);
  g_test_add_func("/svg/hostile", test_hostile);
  g_test_add_func("/svg/silent", test_silent);
  g_test_add_func("/svg/references", test_references);
  g_test_add_func("/svg/pictures", test_pictures);
  g_test_add_func("/svg/html", test_html);
  g_test_add_func("/svg/entities", test_entities);
  g_test_add_func("/svg/encodings", test_encodings);
  g_test_add_func("/svg/gzip", test_gzip);
  g_test_add_func("/svg/refused", test_refused);
  g_test_add_func("/svg/linear", test_linear);
  return g_test_run();
}
