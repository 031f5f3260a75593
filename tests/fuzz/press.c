/* SPDX-License-Identifier: MIT */
#include "press.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "mkepub/xml.h"

#define ROOT "tests/fuzz/root"

/* What all runs share. */
static struct {
  int article, config; /* files without a name */
  char *root;
  GPtrArray *roots;
  MkepubArticle *other;
  MkepubOcf *ocf; /* for pictures; nothing is published */
  MkepubCollection collection;
  MkepubBook book;
  MkepubFetcher *fetcher; /* offline, with an empty cache */
  Pictures *pictures;
  guint runs;
  MkepubWriter *writer;
} shop;

/* What pictures came to is remembered for the time of a book, which would be too long here. */
static void renew_pictures(void)
{
  static const MkepubConvertOptions looks = {.max_pixels = 1600, .quality = 80};
  g_autoptr(GError) error = NULL;
  g_autofree char *output = g_build_filename(g_get_tmp_dir(), "mkepub-fuzz.epub", NULL);
  pictures_free(shop.pictures);
  mkepub_ocf_free(shop.ocf);
  shop.ocf = mkepub_ocf_open(output, &error);
  if (!shop.ocf)
    g_error("cannot set up: %s", error->message);
  shop.pictures =
      pictures_new(&(PicturesPlan){&shop.book, shop.ocf, shop.fetcher, FALSE, &looks, NULL, 0});
}

static void shop_open(void)
{
  if (shop.root) {
    if (++shop.runs % 2000 == 0)
      renew_pictures();
    return;
  }
  mkepub_xml_init();
  shop.root = realpath(ROOT, NULL);
  shop.article = memfd_create("article", MFD_CLOEXEC);
  shop.config = memfd_create("config", MFD_CLOEXEC);
  if (!shop.root || shop.article < 0 || shop.config < 0)
    g_error("cannot set up: no " ROOT);
  shop.roots = g_ptr_array_new();
  g_ptr_array_add(shop.roots, shop.root);
  shop.collection.roots = shop.roots;
  shop.book.collection = &shop.collection;
  shop.fetcher = mkepub_fetcher_new(&(MkepubFetchOptions){.cache = "/nonexistent"}, NULL);
  renew_pictures();
  shop.writer = mkepub_writer_new();
  g_autofree char *other = g_build_filename(shop.root, "other.md", NULL);
  shop.other = mkepub_article_read(other, "other.md", "other.md", shop.root, 0, NULL);
  g_assert(shop.other);
}

static char *fill(int file, const void *bytes, size_t length)
{
  gboolean ok = ftruncate(file, 0) == 0 && pwrite(file, bytes, length, 0) == (ssize_t)length;
  g_assert(ok);
  return g_strdup_printf("/proc/self/fd/%d", file);
}

static void plan(Press *press)
{
  press->collection.articles = g_ptr_array_new();
  press->collection.roots = shop.roots;
  press->collection.name = (char *)"fuzz";
  g_ptr_array_add(press->collection.articles, press->article);
  g_ptr_array_add(press->collection.articles, shop.other);
  press->book = mkepub_book_plan(&press->collection, press->config, press->findings);
  press->links = links_new(press->book);
  for (guint i = 0; i < press->book->articles->len; i++) {
    const MkepubBookArticle *one = g_ptr_array_index(press->book->articles, i);
    if (one->article == press->article)
      press->index = i;
  }
  press->tools = (ChapterTools){press->book, press->links, shop.pictures, shop.writer};
}

void press_open(Press *press, const void *article, size_t length, const void *config,
                size_t config_length)
{
  shop_open();
  *press = (Press){.config = mkepub_config_new(), .findings = mkepub_findings_new()};
  if (config) {
    g_autofree char *path = fill(shop.config, config, config_length);
    mkepub_config_read(press->config, path, press->findings, NULL);
  }
  g_autofree char *path = fill(shop.article, article, length);
  press->article =
      mkepub_article_read(path, "news/a.md", "news/a.md", shop.root, 0, press->findings);
  if (press->article)
    plan(press);
}

void press_close(Press *press)
{
  if (press->book) {
    links_free(press->links);
    mkepub_book_free(press->book);
    g_ptr_array_unref(press->collection.articles);
  }
  mkepub_article_free(press->article);
  mkepub_config_free(press->config);
  mkepub_findings_free(press->findings);
}

void press_check_findings(const Press *press, guint lines, GString *trouble)
{
  for (guint i = 0; i < mkepub_findings_length(press->findings); i++) {
    const MkepubFinding *finding = mkepub_findings_at(press->findings, i);
    g_autofree char *shown = mkepub_finding_format(finding);
    if (!g_utf8_validate(shown, -1, NULL))
      g_string_append(trouble, "[finding: invalid UTF-8]");
    for (const char *p = shown; *p; p++)
      if ((guchar)*p < 0x20 || *p == 0x7f) {
        g_string_append_printf(trouble, "[finding: control character %02x]", (guchar)*p);
        break;
      }
    if (finding->line > lines)
      g_string_append_printf(trouble, "[finding: line %u of %u: %s]", finding->line, lines,
                             shown);
  }
}
