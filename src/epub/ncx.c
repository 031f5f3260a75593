/* SPDX-License-Identifier: MIT */
#include "epub/document.h"
#include "epub/label.h"
#include "epub/metadata.h"
#include "epub/package.h"
#include "mkepub/words.h"

/* Opens a navPoint; every target appears once, so that playOrder is the count. */
static void open_point(Document *document, guint *order, const char *label, const char *href)
{
  ++*order;
  g_autofree char *id = g_strdup_printf("n%u", *order);
  g_autofree char *number = g_strdup_printf("%u", *order);
  document_open(document, "navPoint");
  document_attribute(document, "id", id);
  document_attribute(document, "playOrder", number);
  document_open(document, "navLabel");
  document_element(document, "text", label);
  document_close(document);
  document_open(document, "content");
  document_attribute(document, "src", href);
  document_close(document);
}

static void write_meta(Document *document, const char *name, const char *content)
{
  document_open(document, "meta");
  document_attribute(document, "name", name);
  document_attribute(document, "content", content);
  document_close(document);
}

static void write_section(Document *document, const MkepubBook *book, guint index, guint *order)
{
  const MkepubBookSection *section = g_ptr_array_index(book->sections, index);
  gboolean nested = book->toc_depth != 1 && section->name;
  guint end = MIN(section->first + section->count, book->articles->len);
  if (nested) {
    g_autofree char *title = label_title(section->title, book->language);
    open_point(document, order, title, section->name);
  }
  for (guint i = section->first; i < end; i++) {
    const MkepubBookArticle *entry = g_ptr_array_index(book->articles, i);
    g_autofree char *title = label_title(entry->article->title.text, entry->language);
    open_point(document, order, title, entry->name);
    document_close(document);
  }
  if (nested)
    document_close(document);
}

static gboolean is_nested(const MkepubBook *book)
{
  for (guint i = 0; book->toc_depth != 1 && i < book->sections->len; i++)
    if (((MkepubBookSection *)g_ptr_array_index(book->sections, i))->name)
      return TRUE;
  return FALSE;
}

GString *package_ncx(const MkepubBook *book, GError **error)
{
  Document *document = document_new();
  g_autofree char *title = label_book(book);
  g_autofree char *identifier = metadata_identifier(book);
  guint order = 0;
  document_open(document, "ncx");
  document_attribute(document, "xmlns", "http://www.daisy.org/z3986/2005/ncx/");
  document_attribute(document, "version", "2005-1");
  document_attribute(document, "xml:lang", label_language(book));
  document_open(document, "head");
  write_meta(document, "dtb:uid", identifier);
  write_meta(document, "dtb:depth", is_nested(book) ? "2" : "1");
  write_meta(document, "dtb:totalPageCount", "0");
  write_meta(document, "dtb:maxPageNumber", "0");
  document_close(document);
  document_open(document, "docTitle");
  document_element(document, "text", title);
  document_close(document);
  document_open(document, "navMap");
  for (guint i = 0; i < book->sections->len; i++)
    write_section(document, book, i, &order);
  if (order == 0)
    open_point(document, &order, mkepub_words_lookup(MKEPUB_WORD_FRONT_PAGE, book->language),
               NAME_TITLE);
  return document_finish(document, error);
}
