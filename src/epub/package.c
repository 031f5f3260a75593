/* SPDX-License-Identifier: MIT */
#include "epub/package.h"

#include <string.h>

#include "epub/display-text.h"
#include "epub/metadata.h"
#include "text/words.h"
#include "xml/write.h"

static gboolean has_property(const PackageItem *item, const char *property)
{
  g_auto(GStrv) words = g_strsplit(item->properties ? item->properties : "", " ", -1);
  return g_strv_contains((const char *const *)words, property);
}

/* The id of the cover picture, or NULL. */
static const char *find_cover(const GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++) {
    const PackageItem *item = g_ptr_array_index(items, i);
    if (has_property(item, "cover-image"))
      return item->id;
  }
  return NULL;
}

/* The id of the NCX, or NULL. */
static const char *find_ncx(const GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++) {
    const PackageItem *item = g_ptr_array_index(items, i);
    if (g_strcmp0(item->media_type, "application/x-dtbncx+xml") == 0)
      return item->id;
  }
  return NULL;
}

static void write_manifest(MkepubXml *xml, const GPtrArray *items)
{
  mkepub_xml_open(xml, "manifest");
  for (guint i = 0; i < items->len; i++) {
    const PackageItem *item = g_ptr_array_index(items, i);
    mkepub_xml_open(xml, "item");
    mkepub_xml_attribute(xml, "id", item->id);
    mkepub_xml_attribute(xml, "href", item->href);
    mkepub_xml_attribute(xml, "media-type", item->media_type);
    mkepub_xml_attribute(xml, "properties",
                         item->properties && *item->properties ? item->properties : NULL);
    mkepub_xml_close(xml);
  }
  mkepub_xml_close(xml);
}

static void write_spine(MkepubXml *xml, const MkepubBook *book, const GPtrArray *items)
{
  mkepub_xml_open(xml, "spine");
  mkepub_xml_attribute(xml, "toc", find_ncx(items));
  mkepub_xml_attribute(xml, "page-progression-direction", book->rtl ? "rtl" : "ltr");
  for (guint i = 0; i < items->len; i++) {
    const PackageItem *item = g_ptr_array_index(items, i);
    if (!item->spine)
      continue;
    mkepub_xml_open(xml, "itemref");
    mkepub_xml_attribute(xml, "idref", item->id);
    mkepub_xml_close(xml);
  }
  mkepub_xml_close(xml);
}

static void write_reference(MkepubXml *xml, const MkepubBook *book, const char *type,
                            const char *href, MkepubWord word)
{
  mkepub_xml_open(xml, "reference");
  mkepub_xml_attribute(xml, "type", type);
  mkepub_xml_attribute(xml, "title", mkepub_words_lookup(word, book->language));
  mkepub_xml_attribute(xml, "href", href);
  mkepub_xml_close(xml);
}

static gboolean is_fixed_page(const PackageItem *item)
{
  return strcmp(item->href, NAME_COVER) == 0 || strcmp(item->href, NAME_TITLE) == 0 ||
         strcmp(item->href, NAME_NAV) == 0;
}

/* For EPUB 2 readers, and for Kindle, which loses the place in a chapter without a 'text'
 * reference. */
static void write_guide(MkepubXml *xml, const MkepubBook *book, const GPtrArray *items)
{
  gboolean text = FALSE;
  mkepub_xml_open(xml, "guide");
  for (guint i = 0; i < items->len; i++) {
    const PackageItem *item = g_ptr_array_index(items, i);
    if (!item->spine)
      continue;
    if (strcmp(item->href, NAME_COVER) == 0) {
      write_reference(xml, book, "cover", item->href, MKEPUB_WORD_COVER);
    } else if (strcmp(item->href, NAME_NAV) == 0) {
      write_reference(xml, book, "toc", item->href, MKEPUB_WORD_CONTENTS);
    } else if (!is_fixed_page(item) && !text) {
      write_reference(xml, book, "text", item->href, MKEPUB_WORD_START);
      text = TRUE;
    }
  }
  if (!text)
    write_reference(xml, book, "text", NAME_TITLE, MKEPUB_WORD_START);
  mkepub_xml_close(xml);
}

GString *package_opf(const MkepubBook *book, const GPtrArray *items, const PackageFacts *facts,
                     GError **error)
{
  g_autoptr(MkepubXml) xml = mkepub_xml_new();
  mkepub_xml_open(xml, "package");
  mkepub_xml_attribute(xml, "xmlns", "http://www.idpf.org/2007/opf");
  mkepub_xml_attribute(xml, "version", "3.0");
  mkepub_xml_attribute(xml, "unique-identifier", "uid");
  mkepub_xml_attribute(xml, "xml:lang", label_language(book));
  metadata_write(xml, book, facts, find_cover(items));
  write_manifest(xml, items);
  write_spine(xml, book, items);
  write_guide(xml, book, items);
  return mkepub_xml_finish(xml, error);
}

GString *package_container(GError **error)
{
  g_autoptr(MkepubXml) xml = mkepub_xml_new();
  mkepub_xml_open(xml, "container");
  mkepub_xml_attribute(xml, "version", "1.0");
  mkepub_xml_attribute(xml, "xmlns", "urn:oasis:names:tc:opendocument:xmlns:container");
  mkepub_xml_open(xml, "rootfiles");
  mkepub_xml_open(xml, "rootfile");
  mkepub_xml_attribute(xml, "full-path", "EPUB/package.opf");
  mkepub_xml_attribute(xml, "media-type", "application/oebps-package+xml");
  return mkepub_xml_finish(xml, error);
}
