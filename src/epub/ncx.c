/* SPDX-License-Identifier: MIT */
#include "epub/display-text.h"
#include "epub/metadata.h"
#include "epub/package.h"
#include "text/words.h"
#include "xml/write.h"

/* Opens a navPoint; every target appears once, so that playOrder is the count. */
static void open_point(MkepubXml *xml, guint *order, const char *label, const char *href)
{
  ++*order;
  g_autofree char *id = g_strdup_printf("n%u", *order);
  g_autofree char *number = g_strdup_printf("%u", *order);
  mkepub_xml_open(xml, "navPoint");
  mkepub_xml_attribute(xml, "id", id);
  mkepub_xml_attribute(xml, "playOrder", number);
  mkepub_xml_open(xml, "navLabel");
  mkepub_xml_element(xml, "text", label);
  mkepub_xml_close(xml);
  mkepub_xml_open(xml, "content");
  mkepub_xml_attribute(xml, "src", href);
  mkepub_xml_close(xml);
}

static void write_section(MkepubXml *xml, const MkepubBook *book, guint index, guint *order)
{
  const MkepubBookSection *section = g_ptr_array_index(book->sections, index);
  gboolean nested = book->toc_depth != 1 && section->name;
  guint end = MIN(section->first + section->count, book->articles->len);
  if (nested) {
    g_autofree char *title = label_title(section->title, book->language);
    open_point(xml, order, title, section->name);
  }
  for (guint i = section->first; i < end; i++) {
    const MkepubBookArticle *entry = g_ptr_array_index(book->articles, i);
    g_autofree char *title = label_title(entry->article->title.text, entry->language);
    open_point(xml, order, title, entry->name);
    mkepub_xml_close(xml);
  }
  if (nested)
    mkepub_xml_close(xml);
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
  g_autoptr(MkepubXml) xml = mkepub_xml_new();
  g_autofree char *title = label_book(book);
  g_autofree char *identifier = metadata_identifier(book);
  guint order = 0;
  mkepub_xml_open(xml, "ncx");
  mkepub_xml_attribute(xml, "xmlns", "http://www.daisy.org/z3986/2005/ncx/");
  mkepub_xml_attribute(xml, "version", "2005-1");
  mkepub_xml_attribute(xml, "xml:lang", label_language(book));
  mkepub_xml_open(xml, "head");
  metadata_write_meta(xml, "dtb:uid", identifier);
  metadata_write_meta(xml, "dtb:depth", is_nested(book) ? "2" : "1");
  metadata_write_meta(xml, "dtb:totalPageCount", "0");
  metadata_write_meta(xml, "dtb:maxPageNumber", "0");
  mkepub_xml_close(xml);
  mkepub_xml_open(xml, "docTitle");
  mkepub_xml_element(xml, "text", title);
  mkepub_xml_close(xml);
  mkepub_xml_open(xml, "navMap");
  for (guint i = 0; i < book->sections->len; i++)
    write_section(xml, book, i, &order);
  if (order == 0)
    open_point(xml, &order, mkepub_words_lookup(MKEPUB_WORD_FRONT_PAGE, book->language),
               NAME_TITLE);
  return mkepub_xml_finish(xml, error);
}
