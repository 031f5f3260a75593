/* SPDX-License-Identifier: MIT */
/* A book read back: what its package document and table of contents say, and where references
 * lead. */
#include <glib/gstdio.h>
#include <string.h>

#include "check/content-css.h"
#include "mkepub/check.h"
#include "mkepub/ocf.h"
#include "mkepub/reader.h"
#include "mkepub/xml.h"
#include "text/href.h"

#define CONTAINER                                                                              \
  "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles><rootfile "   \
  "full-path='EPUB/p.opf' "                                                                    \
  "media-type='application/oebps-package+xml'/></rootfiles></container>"
#define XHTML                                                                                  \
  "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:epub='http://www.idpf.org/2007/ops'>"

typedef struct {
  const char *name, *text;
} File;

typedef struct {
  char *folder, *path;
  MkepubReader *reader;
} Book;

/* A container of FILES, ended by a name that is NULL. */
static void book_open(Book *book, const File *files)
{
  g_autoptr(GError) error = NULL;
  book->folder = g_dir_make_tmp("test-reader-XXXXXX", NULL);
  book->path = g_build_filename(book->folder, "b.epub", NULL);
  g_autoptr(MkepubOcf) ocf = mkepub_ocf_open(book->path, &error);
  g_assert_no_error(error);
  for (; files->name; files++) {
    MkepubOcfBlob blob;
    mkepub_ocf_pack(ocf, files->text, strlen(files->text), FALSE, &blob, &error);
    g_assert_no_error(error);
    mkepub_ocf_add(ocf, files->name, &blob);
  }
  mkepub_ocf_commit(ocf, TRUE, NULL, &error);
  g_assert_no_error(error);
  book->reader = mkepub_reader_open(book->path, &error);
  g_assert_no_error(error);
}

static void book_close(Book *book)
{
  mkepub_reader_free(book->reader);
  g_unlink(book->path);
  g_rmdir(book->folder);
  g_free(book->path);
  g_free(book->folder);
}

static const char opf[] =
    "<package xmlns='http://www.idpf.org/2007/opf' version='3.0' unique-identifier='uid'>"
    "<metadata xmlns:dc='http://purl.org/dc/elements/1.1/'>"
    "<dc:identifier>urn:isbn:1</dc:identifier><dc:identifier id='uid'>urn:x:1</dc:identifier>"
    "<dc:title>  The\n Weekly </dc:title><dc:title>more</dc:title>"
    "<dc:language>en</dc:language><dc:language>ar</dc:language>"
    "<dc:creator>Ann</dc:creator><dc:creator>Bob</dc:creator><dc:date>2025-01-13</dc:date>"
    "<meta property='dcterms:modified'>2025-01-13T05:15:00Z</meta>"
    "<meta property='belongs-to-collection' id='s'>Weekly</meta>"
    "<meta refines='#s' property='collection-type'>series</meta>"
    "<meta refines='#s' property='group-position'>98.04</meta>"
    "<meta name='calibre:series' content='other'/></metadata><manifest>"
    "<item id='n' href='nav.xhtml' media-type='application/xhtml+xml' properties='nav'/>"
    "<item id='c' href='img/c%20d.jpg' media-type='image/jpeg' properties='cover-image'/>"
    "<item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>"
    "<item id='x' href='toc.ncx' media-type='application/x-dtbncx+xml'/></manifest>"
    "<spine toc='x'><itemref idref='a' linear='no'/><itemref idref='n'/></spine></package>";

static void test_package(void)
{
  Book book;
  const File files[] = {
      {"META-INF/container.xml", CONTAINER}, {"EPUB/p.opf", opf}, {NULL, NULL}};
  book_open(&book, files);
  g_autoptr(GError) error = NULL;
  g_autoptr(MkepubPackage) p = mkepub_reader_package(book.reader, &error);
  g_assert_no_error(error);
  g_assert_cmpstr(p->path, ==, "EPUB/p.opf");
  g_assert_cmpstr(p->title, ==, "The Weekly");
  g_assert_cmpstr(p->identifier, ==, "urn:x:1"); /* the one that the package names */
  g_assert_cmpstr(p->modified, ==, "2025-01-13T05:15:00Z");
  g_assert_cmpstr(p->language, ==, "en");
  g_assert_cmpuint(p->languages->len, ==, 2);
  g_assert_cmpuint(p->creators->len, ==, 2);
  g_assert_cmpstr(p->creators->pdata[1], ==, "Bob");
  g_assert_cmpstr(p->series, ==, "Weekly"); /* EPUB 3's own words go before calibre's */
  g_assert_cmpstr(p->position, ==, "98.04");
  g_assert_cmpstr(p->cover, ==, "EPUB/img/c d.jpg");
  g_assert_cmpstr(p->nav, ==, "EPUB/nav.xhtml");
  g_assert_cmpstr(p->ncx, ==, "EPUB/toc.ncx");
  g_assert_cmpuint(p->spine->len, ==, 2);
  const MkepubReaderItem *first = p->spine->pdata[0];
  g_assert_cmpstr(first->href, ==, "EPUB/a.xhtml");
  g_assert_false(first->linear);
  book_close(&book);
}

static void test_calibre(void)
{
  Book book;
  const File files[] = {
      {"META-INF/container.xml", CONTAINER},
      {"EPUB/p.opf", "<package xmlns='http://www.idpf.org/2007/opf' version='2.0'><metadata>"
                     "<meta name='cover' content='c'/>"
                     "<meta name='calibre:series' content='S'/>"
                     "<meta name='calibre:series_index' content='3'/></metadata><manifest>"
                     "<item id='c' href='c.jpg' media-type='image/jpeg'/></manifest>"
                     "</package>"},
      {NULL, NULL}};
  book_open(&book, files);
  g_autoptr(MkepubPackage) p = mkepub_reader_package(book.reader, NULL);
  g_assert_nonnull(p);
  g_assert_cmpstr(p->series, ==, "S");
  g_assert_cmpstr(p->position, ==, "3");
  g_assert_cmpstr(p->cover, ==, "EPUB/c.jpg");
  book_close(&book);
}

static const char *const lines[] = {"1 Section EPUB/s.xhtml +", "2 First & last EPUB/a.xhtml -",
                                    "2 Bare - -", "1 End EPUB/b.xhtml -"};

static void assert_contents(const File *files)
{
  Book book;
  book_open(&book, files);
  g_autoptr(GError) error = NULL;
  g_autoptr(MkepubPackage) package = mkepub_reader_package(book.reader, &error);
  g_assert_no_error(error);
  g_autoptr(GPtrArray) contents = mkepub_reader_contents(book.reader, package, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(contents->len, ==, G_N_ELEMENTS(lines));
  for (guint i = 0; i < contents->len; i++) {
    const MkepubReaderLine *line = contents->pdata[i];
    g_autofree char *text =
        g_strdup_printf("%u %s %s %s", line->level, line->title, line->href ? line->href : "-",
                        line->heading ? "+" : "-");
    g_assert_cmpstr(text, ==, lines[i]);
  }
  book_close(&book);
}

static void test_nav(void)
{
  const File files[] = {
      {"META-INF/container.xml", CONTAINER},
      {"EPUB/p.opf", opf},
      {"EPUB/nav.xhtml",
       XHTML "<body><nav epub:type='toc'><h1>Contents</h1><ol><li><a href='s.xhtml'>Section</a>"
             "<ol><li><a href='a.xhtml#x'>First <em>&amp;</em> last</a></li>"
             "<li><span>Bare</span></li></ol></li><li><a href='b.xhtml'>End</a></li></ol></nav>"
             "<nav epub:type='landmarks'><ol><li><a href='c.xhtml'>No</a></li></ol></nav>"
             "</body></html>"},
      {NULL, NULL}};
  assert_contents(files);
}

static void test_ncx(void)
{
  static const char old[] =
      "<package xmlns='http://www.idpf.org/2007/opf' version='2.0'><manifest>"
      "<item id='x' href='toc.ncx' media-type='application/x-dtbncx+xml'/></manifest>"
      "<spine toc='x'/></package>";
  const File files[] = {
      {"META-INF/container.xml", CONTAINER},
      {"EPUB/p.opf", old},
      {"EPUB/toc.ncx",
       "<ncx xmlns='http://www.daisy.org/z3986/2005/ncx/'><docTitle><text>No</text></docTitle>"
       "<navMap><navPoint><navLabel><text>Section</text></navLabel><content src='s.xhtml'/>"
       "<navPoint><navLabel><text>First &amp; last</text></navLabel><content src='a.xhtml#x'/>"
       "</navPoint><navPoint><navLabel><text>Bare</text></navLabel></navPoint></navPoint>"
       "<navPoint><navLabel><text>End</text></navLabel><content src='b.xhtml'/></navPoint>"
       "</navMap></ncx>"},
      {NULL, NULL}};
  assert_contents(files);
}

#define TEN(name)                                                                              \
  "&" name ";&" name ";&" name ";&" name ";&" name ";&" name ";&" name ";&" name ";&" name     \
  ";&" name ";"
#define DECLARED                                                                               \
  "<!DOCTYPE package [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '" TEN("a") "'><!ENTITY c '" TEN(     \
      "b") "'><!ENTITY d '" TEN("c") "'><!ENTITY e '" TEN("d") "'><!ENTITY f '" TEN("e") "'>]" \
                                                                                         ">\n"

/* What is plain text is known; what would grow to a billion letters is not read. */
static void test_entities(void)
{
  static const char plain[] =
      DECLARED "<package xmlns='http://www.idpf.org/2007/opf' version='&a;'/>";
  static const char endless[] = DECLARED "<package xmlns='http://www.idpf.org/2007/opf'>&f;"
                                         "</package>";
  const char *const documents[] = {plain, endless};
  for (guint i = 0; i < 2; i++) {
    Book book;
    const File files[] = {
        {"META-INF/container.xml", CONTAINER}, {"EPUB/p.opf", documents[i]}, {NULL, NULL}};
    book_open(&book, files);
    g_autoptr(GError) error = NULL;
    g_autoptr(MkepubPackage) package = mkepub_reader_package(book.reader, &error);
    if (i == 0) {
      g_assert_no_error(error);
      g_assert_cmpstr(package->version, ==, "aaaaaaaaaa");
    } else {
      g_assert_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT);
      g_assert_cmpstr(
          error->message, ==,
          "'EPUB/p.opf' line 2: the document uses an entity of its own that contains "
          "markup");
    }
    book_close(&book);
  }
}

static void test_limit(void)
{
  Book book;
  const File files[] = {{"a", "0123456789"}, {NULL, NULL}};
  book_open(&book, files);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) whole = mkepub_reader_read(book.reader, "a", 10, NULL);
  g_assert_cmpuint(g_bytes_get_size(whole), ==, 10);
  g_assert_null(mkepub_reader_read(book.reader, "a", 9, &error));
  g_assert_cmpstr(error->message, ==, "cannot read 'a' in the book: it is too large");
  g_assert_null(mkepub_reader_read(book.reader, "b", 0, NULL));
  book_close(&book);
}

static void test_href(void)
{
  static const struct {
    const char *reference;
    HrefKind kind;
    const char *path, *fragment;
  } rows[] = {
      {"b.xhtml", HREF_INSIDE, "EPUB/text/b.xhtml", NULL},
      {"../img/a%20b.png", HREF_INSIDE, "EPUB/img/a b.png", NULL},
      {"./x/../y", HREF_INSIDE, "EPUB/text/y", NULL},
      {"#one", HREF_INSIDE, "EPUB/text/a.xhtml", "one"},
      {"b?q#%C3%A9", HREF_INSIDE, "EPUB/text/b", "é"},
      {" b ", HREF_INSIDE, "EPUB/text/b", NULL},
      {"../../mimetype", HREF_INSIDE, "mimetype", NULL},
      {"../../../etc", HREF_OUTSIDE, NULL, NULL},
      {"%2e%2e/%2e%2e/%2e%2e/etc", HREF_OUTSIDE, NULL, NULL},
      {"/b", HREF_OUTSIDE, NULL, NULL},
      {"//example.com/b", HREF_WEB, NULL, NULL},
      {"HTTPS://example.com/b", HREF_WEB, NULL, NULL},
      {"mailto:a@example.com", HREF_OTHER, NULL, NULL},
      {"data:,x", HREF_OTHER, NULL, NULL},
      {"a%00b", HREF_INVALID, NULL, NULL},
      {"a%FFb", HREF_INVALID, NULL, NULL},
      {"a%1Bb", HREF_INVALID, NULL, NULL},
      {"", HREF_INVALID, NULL, NULL},
  };
  for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autofree char *path = NULL, *fragment = NULL;
    HrefKind kind = href_resolve("EPUB/text/a.xhtml", rows[i].reference, &path, &fragment);
    g_test_message("%s", rows[i].reference);
    g_assert_cmpint(kind, ==, rows[i].kind);
    g_assert_cmpstr(path, ==, rows[i].path);
    g_assert_cmpstr(fragment, ==, rows[i].fragment);
  }
}

static void test_names(void)
{
  static const char *const safe[] = {"a", "a/b.c", "..a/b..", "日本/é", "a/"};
  static const char *const unsafe[] = {"",    "/a",   "../a", "a/..", "a//b",
                                       "./a", "a\\b", "a\n",  "\xff", "a/./b"};
  for (guint i = 0; i < G_N_ELEMENTS(safe); i++)
    g_assert_true(href_is_safe(safe[i]));
  for (guint i = 0; i < G_N_ELEMENTS(unsafe); i++)
    g_assert_false(href_is_safe(unsafe[i]));
}

static void note_address(gpointer data, const char *reference, ContentCssPlace at)
{
  g_string_append_printf(data, "%u:%u:%s%s ", at.line, at.column, at.font ? "font " : "",
                         reference);
}

static void test_css(void)
{
  static const char css[] = "@import 'a.css';\n"
                            "@namespace url(http://www.w3.org/1999/xhtml);\n"
                            "/* url(no) */ p { background: URL( \"b c.png\" ), url(d.png) }\n"
                            "q { content: 'url(no)' }\n"
                            "@import url(e\\.css); r { src: url('unclosed";
  static const char faces[] = "@font-face { src: url(f) } p { background: url(g) }";
  g_autoptr(GString) found = g_string_new(NULL);
  content_css_scan(css, strlen(css), note_address, found);
  g_assert_cmpstr(found->str, ==,
                  "1:9:a.css 3:35:b c.png 3:53:d.png 5:13:e.css 5:35:unclosed ");
  g_string_truncate(found, 0);
  content_css_scan(faces, strlen(faces), note_address, found);
  g_assert_cmpstr(found->str, ==, "1:23:font f 1:48:g ");
}

/* What a report says does not depend on the threads. */
static void test_threads(void)
{
  Book book;
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GString) manifest = g_string_new(NULL);
  File files[104] = {{"META-INF/container.xml", CONTAINER}};
  for (guint i = 0; i < 100; i++) {
    char *name = g_strdup_printf("EPUB/a%u.xhtml", i);
    char *text = g_strdup_printf(XHTML "<body><a href='b%u.xhtml'>x</a></body></html>", i);
    g_ptr_array_add(texts, name);
    g_ptr_array_add(texts, text);
    files[i + 2] = (File){name, text};
    g_string_append_printf(
        manifest, "<item id='a%u' href='a%u.xhtml' media-type='application/xhtml+xml'/>", i, i);
  }
  g_autofree char *package =
      g_strdup_printf("<package xmlns='http://www.idpf.org/2007/opf' version='3.0'><manifest>"
                      "%s</manifest></package>",
                      manifest->str);
  files[1] = (File){"EPUB/p.opf", package};
  book_open(&book, files);
  g_autoptr(MkepubFindings) one = mkepub_findings_new(), many = mkepub_findings_new();
  g_assert_cmpuint(mkepub_check_book(book.path, "b", 1, one), >=, 100);
  mkepub_check_book(book.path, "b", 7, many);
  g_assert_cmpuint(mkepub_findings_length(one), ==, mkepub_findings_length(many));
  for (guint i = 0; i < mkepub_findings_length(one); i++) {
    g_autofree char *left = mkepub_finding_format(mkepub_findings_at(one, i));
    g_autofree char *right = mkepub_finding_format(mkepub_findings_at(many, i));
    g_assert_cmpstr(left, ==, right);
  }
  book_close(&book);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  mkepub_xml_init();
  g_test_add_func("/reader/package", test_package);
  g_test_add_func("/reader/calibre", test_calibre);
  g_test_add_func("/reader/nav", test_nav);
  g_test_add_func("/reader/ncx", test_ncx);
  g_test_add_func("/reader/entities", test_entities);
  g_test_add_func("/reader/limit", test_limit);
  g_test_add_func("/reader/href", test_href);
  g_test_add_func("/reader/names", test_names);
  g_test_add_func("/reader/css", test_css);
  g_test_add_func("/reader/threads", test_threads);
  return g_test_run();
}
