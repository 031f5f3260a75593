/* SPDX-License-Identifier: MIT */
/* The writer: facts from HTML's content model, and random calls against an independent checker.
 */
#include "xhtml/writer.h"

#include <glib.h>
#include <string.h>

#include "content-model.h"
#include "mkepub/xml.h"

#define EL(name) MKEPUB_EL_##name
#define AT(name) MKEPUB_AT_##name

static void say(MkepubWriter *writer, const char *text)
{
  mkepub_writer_text(writer, text, strlen(text));
}

/* Runs a script: 'p' opens, '/p' closes, '(' and ')' guard, '"text' writes. Words are separated
 * by '|'. */
static char *run(const char *script)
{
  g_autoptr(MkepubWriter) writer = mkepub_writer_new();
  g_auto(GStrv) words = g_strsplit(script, "|", -1);
#define X(id, name, ...) name,
  static const char *const names[] = {MKEPUB_ELEMENT_TABLE(X)};
#undef X
  for (guint i = 0; words[i]; i++) {
    const char *word = words[i];
    gboolean closes = *word == '/';
    if (*word == '"') {
      say(writer, word + 1);
    } else if (*word == '(') {
      mkepub_writer_guard(writer);
    } else if (*word == ')') {
      mkepub_writer_unguard(writer);
    } else {
      guint e = 0;
      while (e < G_N_ELEMENTS(names) && strcmp(names[e], word + closes) != 0)
        e++;
      g_assert_cmpuint(e, <, G_N_ELEMENTS(names));
      if (closes)
        mkepub_writer_close(writer, e);
      else
        mkepub_writer_open(writer, e);
    }
  }
  GString *out = mkepub_writer_finish(writer);
  return g_string_free(out, FALSE);
}

static void assert_script(const char *script, const char *expected)
{
  g_autofree char *out = run(script);
  g_assert_cmpstr(out, ==, expected);
}

static void test_inline(void)
{
  /* the example of the issue: misnested formatting is closed and opened again */
  assert_script("b|\"a|i|\"b|/b|\"c|/i", "<p><b>a<i>b</i></b><i>c</i></p>");
  assert_script("p|\"a & b < c > d \"e\"|/p", "<p>a &amp; b &lt; c &gt; d \"e\"</p>");
  assert_script("\"a|br|\"b", "<p>a<br/>b</p>");
  assert_script("p|em|/em|/p", "");
  assert_script("time|\"Tuesday|/time|bdo|\"x|/bdo", "<p><span>Tuesday</span><bdi>x</bdi></p>");
}

static void test_paragraphs(void)
{
  assert_script("p|\"a|p|\"b|div|\"c|/div|\"d", "<p>a</p><p>b</p><div>c</div><p>d</p>");
  assert_script("b|\"a|div|\"b|/div|\"c|/b|\"d",
                "<p><b>a</b></p><div><b>b</b></div><p><b>c</b>d</p>");
  assert_script("h2|\"a|h3|\"b|/h3", "<h2>a</h2><h3>b</h3>");
  assert_script("h2|div|\"a|/div|/h2|\"b", "<h2>a </h2><p>b</p>");
  assert_script("pre|\" a|div|\"b|/pre", "<pre> a\nb\n</pre>");
}

static void test_lists(void)
{
  assert_script("ul|\" |\"a|li|\"b|li|\"c|/ul", "<ul><li>a</li><li>b</li><li>c</li></ul>");
  assert_script("ul|li|\"a|/li|ul|li|\"b|/ul|li|\"c",
                "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>");
  assert_script("li|\"a|li|\"b|/li|\"c", "<ul><li>a</li><li>b</li></ul><p>c</p>");
  assert_script("dl|dd|\"a|dt|\"b|/dl", "<dl><dt></dt><dd>a</dd><dt>b</dt><dd></dd></dl>");
  assert_script("ul|/ul|ol|/ol|dl|/dl", "");
}

static void test_tables(void)
{
  assert_script(
      "table|td|\"a|td|\"b|tr|\"c|/table|\"d",
      "<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></tbody></table><p>d</p>");
  assert_script(
      "table|tfoot|td|\"f|tbody|td|\"b|/table",
      "<table><tbody><tr><td>f</td></tr></tbody><tbody><tr><td>b</td></tr></tbody></table>");
  assert_script("table|tr|td|\"a|thead|td|\"h|caption|\"c|/table",
                "<table><tbody><tr><td>a</td></tr></tbody><tbody><tr><td>h</td></tr></tbody>"
                "<tbody><tr><td>c</td></tr></tbody></table>");
  assert_script("table|col|td|\"a|/table",
                "<table><colgroup><col/></colgroup><tbody><tr><td>a</td></tr></tbody></table>");
  assert_script("p|\"a|td|\"b|/td|\"c", "<p>a b c</p>");
  assert_script("table|/table", "");
  /* an end tag in a cell does not reach out of it */
  assert_script("div|table|td|\"a|/div|\"b|/table|/div",
                "<div><table><tbody><tr><td>ab</td></tr></tbody></table></div>");
}

static void test_captions(void)
{
  assert_script("details|\"a|/details", "<details><summary>Details</summary>a</details>");
  assert_script("details|\" |summary|\"s|/summary|\"a|summary|\"t|/details",
                "<details><summary>s</summary>a<p>t</p></details>");
  assert_script("figure|p|\"x|/p|figcaption|\"c|/figure",
                "<figure><p>x</p><figcaption>c</figcaption></figure>");
  assert_script("figure|p|\"x|/p|figcaption|\"c|/figcaption|p|\"y|/figure",
                "<figure><p>x</p><div       >c</div       ><p>y</p></figure>");
  assert_script("ruby|\"a|rp|\"(|/rp|rt|\"b|rp|\")|/ruby|\"c",
                "<p><ruby>a<rt>b</rt></ruby>c</p>");
  assert_script("ruby|\"a|rt|\"b|/rt|\"c|/ruby", "<p><ruby>a<rt>b</rt>c<rt></rt></ruby></p>");
}

static void test_guards(void)
{
  /* what Markdown opened cannot be closed by raw HTML inside, and what raw HTML left open ends
   * there */
  assert_script("ul|li|(|/li|/ul|div|b|\"a|)|\"b|/li|/ul",
                "<ul><li><div><b>a</b></div>b</li></ul>");
  assert_script("p|\"a|(|em|\"b|)|\"c|/p", "<p>a<em>b</em>c</p>");
  assert_script("em|\"a|(|div|\"b|/div|)|\"c|/em", "<p><em>a b c</em></p>");
  assert_script("div|b|\"a|/div|(|p|\"b|/p|)", "<div><b>a</b></div><p>b</p>");
}

static void test_links(void)
{
  g_autoptr(MkepubWriter) writer = mkepub_writer_new();
  mkepub_writer_open(writer, EL(A));
  g_assert_true(mkepub_writer_attribute(writer, AT(HREF), "http://x.y/?a&b"));
  g_assert_false(mkepub_writer_attribute(writer, AT(HREF), "http://x.y/"));
  g_assert_false(mkepub_writer_attribute(writer, AT(SRC), "x"));
  say(writer, "a");
  g_assert_true(mkepub_writer_inside(writer, EL(A)));
  mkepub_writer_open(writer, EL(A));
  g_assert_true(mkepub_writer_attribute(writer, AT(HREF), "http://z/"));
  say(writer, "b");
  mkepub_writer_close(writer, EL(A));
  mkepub_writer_close(writer, EL(A));
  g_autoptr(GString) out = mkepub_writer_finish(writer);
  g_assert_cmpstr(out->str, ==,
                  "<p><a href=\"http://x.y/?a&amp;b\">a</a><a href=\"http://z/\">b</a></p>");
}

static void test_fragments(void)
{
  g_autoptr(MkepubWriter) writer = mkepub_writer_new();
  const char *wanted[] = {"intro", "caf%C3%A9", "Old", "nowhere"};
  for (guint i = 0; i < G_N_ELEMENTS(wanted); i++) {
    mkepub_writer_open(writer, EL(A));
    mkepub_writer_fragment_link(writer, wanted[i], i + 1);
    say(writer, "x");
    mkepub_writer_close(writer, EL(A));
  }
  mkepub_writer_open(writer, EL(H2));
  g_assert_true(mkepub_writer_attribute(writer, AT(ID), "intro"));
  say(writer, "I");
  mkepub_writer_open(writer, EL(H2));
  g_assert_true(mkepub_writer_attribute(writer, AT(ID), "café"));
  say(writer, "C");
  mkepub_writer_alias(writer, "Old", "intro");
  mkepub_writer_alias(writer, "Old", "café");
  g_autoptr(GString) out = mkepub_writer_finish(writer);
  g_assert_cmpstr(
      out->str, ==,
      "<p><a href=\"#intro\">x</a><a href=\"#café\">x</a><a href=\"#intro\">x</a><a>x</a></p>"
      "<h2 id=\"intro\">I</h2><h2 id=\"café\">C</h2>");
  const GPtrArray *broken = mkepub_writer_broken(writer);
  g_assert_cmpuint(broken->len, ==, 1);
  const MkepubBrokenFragment *first = g_ptr_array_index(broken, 0);
  g_assert_cmpstr(first->fragment, ==, "nowhere");
  g_assert_cmpuint(first->line, ==, 4);
}

static void test_ids(void)
{
  g_autoptr(MkepubWriter) writer = mkepub_writer_new();
  g_assert_cmpstr(mkepub_writer_new_id(writer, "Hello, World!"), ==, "hello-world");
  g_assert_cmpstr(mkepub_writer_new_id(writer, "hello world"), ==, "hello-world-1");
  g_assert_cmpstr(mkepub_writer_new_id(writer, "Привет"), ==, "привет");
  g_assert_cmpstr(mkepub_writer_new_id(writer, "!!!"), ==, "id");
  mkepub_writer_open(writer, EL(P));
  g_assert_false(mkepub_writer_attribute(writer, AT(ID), "a b"));
  g_assert_false(mkepub_writer_attribute(writer, AT(ID), ""));
  g_assert_true(mkepub_writer_attribute(writer, AT(ID), "hello-world"));
  mkepub_writer_open(writer, EL(P));
  g_assert_false(mkepub_writer_attribute(writer, AT(ID), "hello-world"));
  mkepub_writer_reset(writer);
  mkepub_writer_open(writer, EL(P));
  g_assert_true(mkepub_writer_attribute(writer, AT(ID), "hello-world"));
}

static void assert_attribute(MkepubElement element, MkepubAttribute attribute,
                             const char *value, gboolean expected)
{
  g_autoptr(MkepubWriter) writer = mkepub_writer_new();
  mkepub_writer_open(writer, element);
  gboolean written = mkepub_writer_attribute(writer, attribute, value);
  if (written != expected)
    g_test_message("value '%s'", value);
  g_assert_cmpint(written, ==, expected);
}

static void test_attributes(void)
{
  /* HTML 4.5.14: the strings that <time datetime> takes */
  static const char *const good_times[] = {"2011-11",
                                           "2011-11-18",
                                           "11-18",
                                           "14:54",
                                           "14:54:39.929",
                                           "2011-11-18T14:54",
                                           "2011-11-18 14:54:39Z",
                                           "2011-11-18T14:54+0000",
                                           "2011",
                                           "PT4H18M3S",
                                           "P3D",
                                           "2012-02-29"};
  static const char *const bad_times[] = {"",
                                          "yesterday",
                                          "2011-13",
                                          "2011-02-29",
                                          "24:00",
                                          "2011-11-18T",
                                          "18.11.2011",
                                          "P",
                                          "PT",
                                          "P1H",
                                          "2011-11-18T14:54+25:00"};
  for (guint i = 0; i < G_N_ELEMENTS(good_times); i++)
    assert_attribute(EL(TIME), AT(DATETIME), good_times[i], TRUE);
  for (guint i = 0; i < G_N_ELEMENTS(bad_times); i++)
    assert_attribute(EL(TIME), AT(DATETIME), bad_times[i], FALSE);
  assert_attribute(EL(INS), AT(DATETIME), "2011-11-18", TRUE);
  assert_attribute(EL(INS), AT(DATETIME), "14:54", FALSE);
  assert_attribute(EL(P), AT(LANG), "zh-Hant-TW", TRUE);
  assert_attribute(EL(P), AT(LANG), "en_US", FALSE);
  assert_attribute(EL(P), AT(LANG), "", FALSE);
  assert_attribute(EL(TD), AT(COLSPAN), "1000", TRUE);
  assert_attribute(EL(TD), AT(COLSPAN), "1001", FALSE);
  assert_attribute(EL(TD), AT(COLSPAN), "0", FALSE);
  assert_attribute(EL(TD), AT(SCOPE), "row", FALSE);
  assert_attribute(EL(TH), AT(SCOPE), "row", TRUE);
  assert_attribute(EL(P), AT(DIR), "", FALSE);
  assert_attribute(EL(A), AT(HREF), "a b", FALSE);
  assert_attribute(EL(OL), AT(TYPE), "disc", FALSE);
}

static void test_text(void)
{
  g_autoptr(MkepubWriter) writer = mkepub_writer_new();
  /* U+0000, U+0008, U+FFFE, a surrogate, half a sequence: none may stand in XML 1.0 */
  static const char bad[] = "a\0\x08\xef\xbf\xbe\xed\xa0\x80\xc3z\xc3\xa9\xf0\x9f\x98\x80";
  mkepub_writer_text(writer, bad, sizeof bad - 1);
  g_autoptr(GString) out = mkepub_writer_finish(writer);
  g_assert_cmpstr(out->str, ==, "<p>azé😀</p>");
}

static void test_depth(void)
{
  g_autoptr(MkepubWriter) writer = mkepub_writer_new();
  for (guint i = 0; i < 100000; i++)
    mkepub_writer_open(writer, i % 2 ? EL(BLOCKQUOTE) : EL(SPAN));
  say(writer, "deep");
  for (guint i = 0; i < 100000; i++)
    mkepub_writer_close(writer, i % 2 ? EL(SPAN) : EL(BLOCKQUOTE));
  say(writer, "after");
  g_autoptr(GString) out = mkepub_writer_finish(writer);
  g_assert_nonnull(strstr(out->str, "deep"));
  g_assert_true(g_str_has_suffix(out->str, "</blockquote><p>after</p>"));
  g_autofree char *trouble = model_trouble(out->str, out->len, NULL);
  g_assert_cmpstr(trouble, ==, "");
}

static const char *random_value(GRand *rand, MkepubAttribute attribute)
{
  static const char *const values[] = {
      "",   "a",  "a b",        "1",     "0",           "-3",   "rtl",  "en", "en_US", "row",
      "#a", "#b", "2020-01-01", "<&\">", "http://x.y/", "café", "1001", "b",  "c",     "d"};
  if (attribute == AT(ID) && g_rand_int_range(rand, 0, 2))
    return "a";
  return values[g_rand_int_range(rand, 0, G_N_ELEMENTS(values))];
}

static MkepubElement random_element(GRand *rand)
{
  static const MkepubElement often[] = {
      EL(P),  EL(B),  EL(A),      EL(UL),      EL(LI),      EL(TABLE),
      EL(TR), EL(TD), EL(FIGURE), EL(DETAILS), EL(SUMMARY), EL(FIGCAPTION),
      EL(DL), EL(DT), EL(DD),     EL(RUBY),    EL(RT),      EL(DIV)};
  return g_rand_int_range(rand, 0, 2)
             ? often[g_rand_int_range(rand, 0, G_N_ELEMENTS(often))]
             : (MkepubElement)g_rand_int_range(rand, 0, MKEPUB_N_ELEMENTS);
}

static void random_call(MkepubWriter *writer, GRand *rand, guint *words, GString *log)
{
  guint choice = (guint)g_rand_int_range(rand, 0, 100);
  if (choice < 38) {
    MkepubElement element = random_element(rand);
    g_string_append_printf(log, "open %u; ", element);
    mkepub_writer_open(writer, element);
    while (g_rand_int_range(rand, 0, 4) == 0) {
      MkepubAttribute attribute = g_rand_int_range(rand, 0, MKEPUB_N_ATTRIBUTES);
      mkepub_writer_attribute(writer, attribute, random_value(rand, attribute));
    }
  } else if (choice < 62) {
    MkepubElement element = random_element(rand);
    g_string_append_printf(log, "close %u; ", element);
    mkepub_writer_close(writer, element);
  } else if (choice < 85) {
    g_autofree char *word = g_strdup_printf("w%u ", (*words)++);
    g_string_append_printf(log, "text %s; ", word);
    say(writer, word);
  } else if (choice < 90) {
    g_string_append(log, "blank; ");
    say(writer, " \n");
  } else if (choice < 95) {
    g_string_append(log, "guard; ");
    mkepub_writer_guard(writer);
  } else {
    g_string_append(log, "unguard; ");
    mkepub_writer_unguard(writer);
  }
}

/* All the words, each once, in their order. */
static gboolean has_words(const char *text, guint words)
{
  for (guint i = 0; i < words; i++) {
    g_autofree char *word = g_strdup_printf("w%u ", i);
    text = strstr(text, word);
    if (!text)
      return FALSE;
    text += strlen(word);
  }
  return strchr(text, 'w') == NULL;
}

static void test_random(void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(20261123);
  g_autoptr(MkepubWriter) writer = mkepub_writer_new();
  g_autoptr(GString) log = g_string_new(NULL);
  for (guint round = 0; round < 20000; round++) {
    guint words = 0;
    guint calls = (guint)g_rand_int_range(rand, 1, round % 10 ? 40 : 250);
    g_string_truncate(log, 0);
    for (guint i = 0; i < calls; i++)
      random_call(writer, rand, &words, log);
    g_autoptr(GString) out = mkepub_writer_finish(writer);
    g_autofree char *text = NULL;
    g_autofree char *trouble = model_trouble(out->str, out->len, &text);
    g_string_prepend(out, "<html xmlns:epub=\"http://www.idpf.org/2007/ops\">");
    g_string_append(out, "</html>");
    g_autoptr(GError) error = NULL;
    gboolean good = mkepub_xml_check(out->str, out->len, "random", &error);
    if (!good || *trouble || !has_words(text, words)) {
      g_test_message("round %u: %s\n%s\n%s\n%s", round, trouble, error ? error->message : "",
                     out->str, log->str);
      g_test_fail();
      return;
    }
    mkepub_writer_reset(writer);
  }
}

int main(int argc, char **argv)
{
  mkepub_xml_init();
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/writer/inline", test_inline);
  g_test_add_func("/writer/paragraphs", test_paragraphs);
  g_test_add_func("/writer/lists", test_lists);
  g_test_add_func("/writer/tables", test_tables);
  g_test_add_func("/writer/captions", test_captions);
  g_test_add_func("/writer/guards", test_guards);
  g_test_add_func("/writer/links", test_links);
  g_test_add_func("/writer/fragments", test_fragments);
  g_test_add_func("/writer/ids", test_ids);
  g_test_add_func("/writer/attributes", test_attributes);
  g_test_add_func("/writer/text", test_text);
  g_test_add_func("/writer/depth", test_depth);
  g_test_add_func("/writer/random", test_random);
  return g_test_run();
}
