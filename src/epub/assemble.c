/* SPDX-License-Identifier: MIT */
#include "epub/assemble.h"

#include <string.h>

#include "base/file.h"
#include "epub/assets.h"
#include "epub/display-text.h"
#include "epub/pages.h"
#include "epub/stylesheet.h"
#include "mkepub/error.h"
#include "mkepub/xml.h"

#define CSS_LIMIT ((gsize)4 << 20) /* bytes of a stylesheet */

/* The rest of the book, once the chapters are written. */
typedef struct {
  const BindParts *parts;
  GPtrArray *items;   /* of PackageItem *: the manifest */
  GPtrArray *entries; /* of Entry *: the entries of the container, in order */
  GError **error;
} Binding;

typedef struct {
  char *name;
  MkepubOcfBlob blob;
} Entry;

static void entry_free(gpointer data)
{
  Entry *entry = data;
  g_free(entry->name);
  g_free(entry);
}

static void item_free(gpointer data)
{
  PackageItem *item = data;
  g_free(item->id);
  g_free(item->href);
  g_free(item);
}

static void add_item(Binding *binding, const char *id, const char *href, const char *media_type,
                     const char *properties, const MkepubOcfBlob *blob)
{
  PackageItem *item = g_new0(PackageItem, 1);
  item->id = g_strdup(id);
  item->href = g_strdup(href);
  item->media_type = media_type;
  item->properties = properties;
  item->spine = strcmp(media_type, "application/xhtml+xml") == 0;
  g_ptr_array_add(binding->items, item);
  Entry *entry = g_new0(Entry, 1);
  entry->name = g_strconcat("EPUB/", href, NULL);
  entry->blob = *blob;
  g_ptr_array_add(binding->entries, entry);
}

/* Checks and packs a finished document, which is XML; takes it. */
static gboolean pack_file(MkepubOcf *ocf, GString *document, const char *name,
                          MkepubOcfBlob *blob, GError **error)
{
  gboolean ok = document && mkepub_xml_check(document->str, document->len, name, error) &&
                mkepub_ocf_pack(ocf, document->str, document->len, FALSE, blob, error);
  if (document)
    g_string_free(document, TRUE);
  return ok;
}

/* Adds a document of the spine. */
static gboolean pack_page(MkepubOcf *ocf, Fonts *fonts, GString *page, const char *name,
                          MkepubOcfBlob *blob, GError **error)
{
  fonts_add(fonts, page);
  return pack_file(ocf, page, name, blob, error);
}

enum { PAGE_TITLE, PAGE_NAV, PAGE_NCX, PAGE_SECTIONS };

guint bind_page_count(const MkepubBook *book)
{
  return PAGE_SECTIONS + book->sections->len;
}

gboolean bind_page(const MkepubBook *book, guint index, MkepubOcf *ocf, Fonts *fonts,
                   MkepubOcfBlob *blob, GError **error)
{
  if (index == PAGE_TITLE)
    return pack_page(ocf, fonts, page_title(book), NAME_TITLE, blob, error);
  if (index == PAGE_NAV)
    return pack_page(ocf, fonts, page_nav(book), NAME_NAV, blob, error);
  if (index == PAGE_NCX)
    return pack_file(ocf, package_ncx(book, error), "toc.ncx", blob, error);
  const MkepubBookSection *section = g_ptr_array_index(book->sections, index - PAGE_SECTIONS);
  return !section->name || pack_page(ocf, fonts, page_section(book, index - PAGE_SECTIONS),
                                     section->name, blob, error);
}

static void add_page(Binding *binding, const MkepubOcfBlob *blob, const char *id,
                     const char *name, const char *properties)
{
  add_item(binding, id, name, "application/xhtml+xml", properties, blob);
}

static gboolean add_css(Binding *binding, const char *id, const char *name, const char *text,
                        gsize length)
{
  MkepubOcfBlob blob;
  if (!mkepub_ocf_pack(binding->parts->ocf, text, length, FALSE, &blob, binding->error))
    return FALSE;
  add_item(binding, id, name, "text/css", NULL, &blob);
  return TRUE;
}

static gboolean add_styles(Binding *binding, MkepubFindings *findings)
{
  const MkepubBook *book = binding->parts->book;
  if (!add_css(binding, "css-base", PAGE_CSS_BASE, asset_base_css,
               (gsize)(asset_base_css_end - asset_base_css)) ||
      !add_css(binding, "css-night", PAGE_CSS_NIGHT, asset_night_css,
               (gsize)(asset_night_css_end - asset_night_css)))
    return FALSE;
  if (!book->css)
    return TRUE;
  gsize length;
  g_autofree char *text = file_read(book->css, CSS_LIMIT, &length, binding->error);
  if (!text)
    return FALSE;
  GString *kept = stylesheet_filter(text, length, book->css, findings);
  if (kept->len == 0)
    g_string_append(kept, "/* nothing that can stand in a book */\n");
  gboolean done = add_css(binding, "css-user", PAGE_CSS_USER, kept->str, kept->len);
  g_string_free(kept, TRUE);
  return done;
}

/* Apple's readers need this file to use a book's own fonts. */
static const char apple_options[] =
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
    "<display_options>\n  <platform name=\"*\">\n"
    "    <option name=\"specified-fonts\">true</option>\n  </platform>\n"
    "</display_options>\n";

/* Once all text is known. */
static gboolean add_fonts(Binding *binding, MkepubFindings *findings, guint *count)
{
  MkepubOcfBlob blob;
  *count = 0;
  if (binding->parts->book->fonts->len == 0)
    return TRUE;
  g_autoptr(GString) css = g_string_new(NULL);
  g_autoptr(GPtrArray) cut = fonts_cut(binding->parts->fonts, css, findings);
  for (guint i = 0; i < cut->len; i++) {
    const EmbeddedFont *font = g_ptr_array_index(cut, i);
    gsize length;
    const void *bytes = g_bytes_get_data(font->bytes, &length);
    if (!mkepub_ocf_pack(binding->parts->ocf, bytes, length, FALSE, &blob, binding->error))
      return FALSE;
    add_item(binding, font->id, font->href, font->media_type, NULL, &blob);
  }
  *count = cut->len;
  if (css->len == 0)
    g_string_append(css, "/* no font that can be embedded */\n");
  return add_css(binding, "css-fonts", PAGE_CSS_FONTS, css->str, css->len);
}

static gboolean add_cover(Binding *binding)
{
  const BindParts *parts = binding->parts;
  const BookCover *cover = parts->cover;
  MkepubOcfBlob blob;
  add_item(binding, cover->given ? cover->given->id : "cover-image", cover->href,
           cover->media_type, "cover-image", &cover->blob);
  if (!pack_page(parts->ocf, parts->fonts, page_cover(parts->book, cover->href), NAME_COVER,
                 &blob, binding->error))
    return FALSE;
  add_page(binding, &blob, "cover", NAME_COVER, NULL);
  return TRUE;
}

static void add_chapters(Binding *binding)
{
  const MkepubBook *book = binding->parts->book;
  for (guint i = 0; i < book->sections->len; i++) {
    const MkepubBookSection *section = g_ptr_array_index(book->sections, i);
    if (section->name)
      add_page(binding, &binding->parts->pages[PAGE_SECTIONS + i], section->id, section->name,
               NULL);
    for (guint j = section->first; j < section->first + section->count; j++) {
      const MkepubBookArticle *article = g_ptr_array_index(book->articles, j);
      const BindChapter *chapter = &binding->parts->chapters[j];
      add_item(binding, article->id, article->name, "application/xhtml+xml",
               chapter->properties, &chapter->blob);
    }
  }
}

static void add_pictures(Binding *binding, PackageFacts *facts)
{
  const StoredPicture *cover = binding->parts->cover->given;
  g_autoptr(GPtrArray) all = pictures_all(binding->parts->pictures);
  for (guint i = 0; i < all->len; i++) {
    const StoredPicture *stored = g_ptr_array_index(all, i);
    facts->animated |= stored->animated;
    if (stored != cover)
      add_item(binding, stored->id, stored->picture.href, stored->picture.media_type, NULL,
               &stored->blob);
  }
}

/* Writes the files outside of EPUB/, and those that refer to all others. */
static gboolean add_package(Binding *binding, const PackageFacts *facts, gboolean fonts)
{
  const BindParts *parts = binding->parts;
  MkepubOcfBlob container, opf, options;
  GError **error = binding->error;
  if (!pack_file(parts->ocf, package_container(error), "container.xml", &container, error) ||
      !pack_file(parts->ocf, package_opf(parts->book, binding->items, facts, error),
                 "package.opf", &opf, error) ||
      (fonts && !pack_file(parts->ocf, g_string_new(apple_options), "display-options.xml",
                           &options, error)))
    return FALSE;
  mkepub_ocf_add(parts->ocf, "META-INF/container.xml", &container);
  if (fonts)
    mkepub_ocf_add(parts->ocf, "META-INF/com.apple.ibooks.display-options.xml", &options);
  mkepub_ocf_add(parts->ocf, "EPUB/package.opf", &opf);
  for (guint i = 0; i < binding->entries->len; i++) {
    const Entry *entry = g_ptr_array_index(binding->entries, i);
    mkepub_ocf_add(parts->ocf, entry->name, &entry->blob);
  }
  return !parts->sources ||
         sources_add(parts->ocf, parts->book, parts->sources, binding->error);
}

gboolean bind_book(const BindParts *parts, MkepubFindings *findings, GError **error)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func(item_free);
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func(entry_free);
  Binding binding = {parts, items, entries, error};
  PackageFacts facts = parts->facts;
  guint fonts;
  if (!add_styles(&binding, findings) || !add_cover(&binding))
    return FALSE;
  add_page(&binding, &parts->pages[PAGE_TITLE], "title", NAME_TITLE, NULL);
  add_page(&binding, &parts->pages[PAGE_NAV], "nav", NAME_NAV, "nav");
  add_chapters(&binding);
  if (!add_fonts(&binding, findings, &fonts))
    return FALSE;
  add_pictures(&binding, &facts);
  add_item(&binding, "ncx", "toc.ncx", "application/x-dtbncx+xml", NULL,
           &parts->pages[PAGE_NCX]);
  return add_package(&binding, &facts, fonts > 0);
}
