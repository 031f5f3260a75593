/* SPDX-License-Identifier: MIT */
#include "epub/package.h"

#include <string.h>

#include "epub/document.h"
#include "epub/label.h"
#include "epub/metadata.h"
#include "mkepub/words.h"

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

static void write_manifest(Document *document, const GPtrArray *items)
{
  document_open(document, "manifest");
  for (guint i = 0; i < items->len; i++) {
    const PackageItem *item = g_ptr_array_index(items, i);
    document_open(document, "item");
    document_attribute(document, "id", item->id);
    document_attribute(document, "href", item->href);
    document_attribute(document, "media-type", item->media_type);
    document_attribute(document, "properties",
                       item->properties && *item->properties ? item->properties : NULL);
    document_close(document);
  }
  document_close(document);
}

static void write_spine(Document *document, const MkepubBook *book, const GPtrArray *items)
{
  document_open(document, "spine");
  document_attribute(document, "toc", find_ncx(items));
  document_attribute(document, "page-progression-direction", book->rtl ? "rtl" : "ltr");
  for (guint i = 0; i < items->len; i++) {
    const PackageItem *item = g_ptr_array_index(items, i);
    if (!item->spine)
      continue;
    document_open(document, "itemref");
    document_attribute(document, "idref", item->id);
    document_close(document);
  }
  document_close(document);
}

static void write_reference(Document *document, const MkepubBook *book, const char *type,
                            const char *href, MkepubWord word)
{
  document_open(document, "reference");
  document_attribute(document, "type", type);
  document_attribute(document, "title", mkepub_words_lookup(word, book->language));
  document_attribute(document, "href", href);
  document_close(document);
}

static gboolean is_fixed_page(const PackageItem *item)
{
  return strcmp(item->href, NAME_COVER) == 0 || strcmp(item->href, NAME_TITLE) == 0 ||
         strcmp(item->href, NAME_NAV) == 0;
}

/* For EPUB 2 readers, and for Kindle, which loses the place in a chapter without a 'text'
 * reference. */
static void write_guide(Document *document, const MkepubBook *book, const GPtrArray *items)
{
  gboolean text = FALSE;
  document_open(document, "guide");
  for (guint i = 0; i < items->len; i++) {
    const PackageItem *item = g_ptr_array_index(items, i);
    if (!item->spine)
      continue;
    if (strcmp(item->href, NAME_COVER) == 0) {
      write_reference(document, book, "cover", item->href, MKEPUB_WORD_COVER);
    } else if (strcmp(item->href, NAME_NAV) == 0) {
      write_reference(document, book, "toc", item->href, MKEPUB_WORD_CONTENTS);
    } else if (!is_fixed_page(item) && !text) {
      write_reference(document, book, "text", item->href, MKEPUB_WORD_START);
      text = TRUE;
    }
  }
  if (!text)
    write_reference(document, book, "text", NAME_TITLE, MKEPUB_WORD_START);
  document_close(document);
}

GString *package_opf(const MkepubBook *book, const GPtrArray *items, const PackageFacts *facts,
                     GError **error)
{
  Document *document = document_new();
  document_open(document, "package");
  document_attribute(document, "xmlns", "http://www.idpf.org/2007/opf");
  document_attribute(document, "version", "3.0");
  document_attribute(document, "unique-identifier", "uid");
  document_attribute(document, "xml:lang", label_language(book));
  metadata_write(document, book, facts, find_cover(items));
  write_manifest(document, items);
  write_spine(document, book, items);
  write_guide(document, book, items);
  return document_finish(document, error);
}

GString *package_container(GError **error)
{
  Document *document = document_new();
  document_open(document, "container");
  document_attribute(document, "version", "1.0");
  document_attribute(document, "xmlns", "urn:oasis:names:tc:opendocument:xmlns:container");
  document_open(document, "rootfiles");
  document_open(document, "rootfile");
  document_attribute(document, "full-path", "EPUB/package.opf");
  document_attribute(document, "media-type", "application/oebps-package+xml");
  return document_finish(document, error);
}
