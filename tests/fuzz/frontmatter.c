/* SPDX-License-Identifier: MIT */
/* From any bytes, taken as an article and, behind a form feed, the book.yaml of its book, to
 * all documents of the book that are made of metadata. */
#include <string.h>

#include "epub/package.h"
#include "epub/pages.h"
#include "package-check.h"
#include "press.h"
#include "validity.h"

static void add(GPtrArray *items, const char *id, const char *href, const char *media_type,
                const char *properties)
{
  PackageItem *item = g_new0(PackageItem, 1);
  *item = (PackageItem){(char *)id, (char *)href, media_type, properties,
                        g_str_has_suffix(href, ".xhtml")};
  g_ptr_array_add(items, item);
}

/* The manifest as the writing of a book puts it together. */
static GPtrArray *items_of(const MkepubBook *book)
{
  static const char page[] = "application/xhtml+xml";
  GPtrArray *items = g_ptr_array_new_with_free_func(g_free);
  add(items, "css-base", PAGE_CSS_BASE, "text/css", NULL);
  add(items, "cover-image", "img/cover.jpg", "image/jpeg", "cover-image");
  add(items, "cover", "cover.xhtml", page, NULL);
  add(items, "title", "title.xhtml", page, NULL);
  add(items, "nav", "nav.xhtml", page, "nav");
  for (guint i = 0; i < book->sections->len; i++) {
    const MkepubBookSection *section = g_ptr_array_index(book->sections, i);
    if (section->name)
      add(items, section->id, section->name, page, NULL);
    for (guint j = section->first; j < section->first + section->count; j++) {
      const MkepubBookArticle *article = g_ptr_array_index(book->articles, j);
      add(items, article->id, article->name, page, NULL);
    }
  }
  add(items, "ncx", "toc.ncx", "application/x-dtbncx+xml", NULL);
  return items;
}

static GHashTable *files_of(const GPtrArray *items)
{
  GHashTable *files = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < items->len; i++) {
    const PackageItem *item = g_ptr_array_index(items, i);
    gint kind = item->spine ? 1 : g_str_has_prefix(item->media_type, "image/") ? 2 : 0;
    g_hash_table_insert(files, item->href, GINT_TO_POINTER(kind));
  }
  return files;
}

/* Frees MARKUP; its tree is for xmlFreeDoc, NULL after trouble. */
static xmlDoc *parse(GString *markup, GString *trouble)
{
  xmlDoc *tree = markup ? validity_parse(markup->str, markup->len, trouble) : NULL;
  if (markup)
    g_string_free(markup, TRUE);
  else
    g_string_append(trouble, "[no document]");
  return tree;
}

static void check_page(GString *page, GHashTable *files, GString *trouble)
{
  validity_check(page->str, page->len, files, trouble);
  g_string_free(page, TRUE);
}

static void check_pages(const MkepubBook *book, GHashTable *files, GString *trouble)
{
  check_page(page_cover(book, "img/cover.jpg"), files, trouble);
  check_page(page_title(book), files, trouble);
  check_page(page_nav(book), files, trouble);
  for (guint i = 0; i < book->sections->len; i++) {
    const MkepubBookSection *section = g_ptr_array_index(book->sections, i);
    if (section->name)
      check_page(page_section(book, i), files, trouble);
  }
}

static void check_book(const MkepubBook *book, GString *trouble)
{
  const PackageFacts facts = {.images = 2, .images_bare = 1};
  g_autoptr(GPtrArray) items = items_of(book);
  g_autoptr(GHashTable) files = files_of(items);
  check_pages(book, files, trouble);
  xmlDoc *opf = parse(package_opf(book, items, &facts, NULL), trouble);
  xmlDoc *ncx = parse(package_ncx(book, NULL), trouble);
  xmlDoc *nav = parse(page_nav(book), trouble);
  if (opf && ncx && nav) {
    package_check_opf(opf, trouble);
    package_check_ncx(ncx, opf, trouble);
    package_check_nav(nav, opf, trouble);
  }
  xmlFreeDoc(opf);
  xmlFreeDoc(ncx);
  xmlFreeDoc(nav);
}

char *fuzz_one(const uint8_t *data, size_t size)
{
  Press press;
  g_autoptr(GString) trouble = g_string_new(NULL);
  const uint8_t *feed = size > 0 ? memchr(data, '\f', size) : NULL;
  size_t length = feed ? (size_t)(feed - data) : size;
  guint lines = 1;
  press_open(&press, data, length, feed ? feed + 1 : NULL, feed ? size - length - 1 : 0);
  for (size_t i = 0; i < size; i++)
    lines += data[i] == '\n' || data[i] == '\r';
  if (press.article)
    check_book(press.book, trouble);
  press_check_findings(&press, lines, trouble);
  press_close(&press);
  return trouble->len > 0 ? g_strdup(trouble->str) : NULL;
}
