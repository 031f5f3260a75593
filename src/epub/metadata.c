/* SPDX-License-Identifier: MIT */
#include "epub/metadata.h"

#include <string.h>

#include "base/text.h"
#include "epub/display-text.h"
#include "mkepub/url.h"

#define SOURCES_LIMIT 200

/* <NAME>TEXT</NAME> unless TEXT has nothing to say. */
static void write_said(MkepubXml *xml, const char *name, const char *text)
{
  g_autofree char *line = label_clean(text);
  if (line)
    mkepub_xml_element(xml, name, line);
}

static void open_meta(MkepubXml *xml, const char *refines, const char *property)
{
  mkepub_xml_open(xml, "meta");
  mkepub_xml_attribute(xml, "refines", refines);
  mkepub_xml_attribute(xml, "property", property);
}

static void write_meta(MkepubXml *xml, const char *refines, const char *property,
                       const char *text)
{
  open_meta(xml, refines, property);
  mkepub_xml_text(xml, text);
  mkepub_xml_close(xml);
}

void metadata_write_meta(MkepubXml *xml, const char *name, const char *content)
{
  mkepub_xml_open(xml, "meta");
  mkepub_xml_attribute(xml, "name", name);
  mkepub_xml_attribute(xml, "content", content);
  mkepub_xml_close(xml);
}

/* 'urn:issn:1234-5679' when TEXT holds an ISSN in whatever dress; else NULL. */
static char *issn_urn(const char *text)
{
  char digits[9] = "";
  guint n = 0;
  for (const char *p = text ? text : ""; *p; p++) {
    gboolean check = n == 7 && g_ascii_toupper(*p) == 'X';
    if (!g_ascii_isdigit(*p) && !check)
      continue;
    if (n == 8)
      return NULL;
    digits[n++] = g_ascii_toupper(*p);
  }
  return n == 8 ? g_strdup_printf("urn:issn:%.4s-%s", digits, digits + 4) : NULL;
}

static char *uuid_urn(const char *name)
{
  g_autofree char *uuid = text_uuid5(name);
  return g_strconcat("urn:uuid:", uuid, NULL);
}

char *metadata_identifier(const MkepubBook *book)
{
  g_autofree char *title = label_book(book);
  g_autofree char *identifier = label_clean(book->identifier);
  return identifier ? g_steal_pointer(&identifier) : uuid_urn(title);
}

static void write_identity(MkepubXml *xml, const MkepubBook *book)
{
  g_autofree char *title = label_book(book);
  g_autofree char *identifier = metadata_identifier(book);
  g_autofree char *subtitle = label_clean(book->subtitle);
  mkepub_xml_open(xml, "dc:identifier");
  mkepub_xml_attribute(xml, "id", "uid");
  mkepub_xml_text(xml, identifier);
  mkepub_xml_close(xml);
  mkepub_xml_open(xml, "dc:title");
  mkepub_xml_attribute(xml, "id", "t1");
  mkepub_xml_text(xml, title);
  mkepub_xml_close(xml);
  write_meta(xml, "#t1", "title-type", "main");
  if (!subtitle || g_strcmp0(subtitle, title) == 0)
    return;
  mkepub_xml_open(xml, "dc:title");
  mkepub_xml_attribute(xml, "id", "t2");
  mkepub_xml_text(xml, subtitle);
  mkepub_xml_close(xml);
  write_meta(xml, "#t2", "title-type", "subtitle");
}

/* The primary language first: readers take the paging direction from it. */
static void write_languages(MkepubXml *xml, const MkepubBook *book)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  const char *primary = label_language(book);
  mkepub_xml_element(xml, "dc:language", primary);
  g_hash_table_add(seen, g_ascii_strdown(primary, -1));
  for (guint i = 0; i < book->languages->len; i++) {
    const char *language = g_ptr_array_index(book->languages, i);
    if (language && *language && g_hash_table_add(seen, g_ascii_strdown(language, -1)))
      mkepub_xml_element(xml, "dc:language", language);
  }
}

static guint write_authors(MkepubXml *xml, const MkepubBook *book)
{
  guint count = 0;
  for (guint i = 0; i < book->authors->len; i++) {
    g_autofree char *name = label_clean(g_ptr_array_index(book->authors, i));
    if (!name)
      continue;
    g_autofree char *id = g_strdup_printf("c%u", ++count);
    g_autofree char *refines = g_strconcat("#", id, NULL);
    mkepub_xml_open(xml, "dc:creator");
    mkepub_xml_attribute(xml, "id", id);
    mkepub_xml_text(xml, name);
    mkepub_xml_close(xml);
    open_meta(xml, refines, "role");
    mkepub_xml_attribute(xml, "scheme", "marc:relators");
    mkepub_xml_text(xml, "aut");
    mkepub_xml_close(xml);
  }
  return count;
}

/* E-readers sort by creator and hide a book without one: the publisher is used instead, or the
 * masthead. */
static void write_people(MkepubXml *xml, const MkepubBook *book)
{
  if (write_authors(xml, book) == 0) {
    g_autofree char *publisher = label_clean(book->publisher);
    g_autofree char *masthead = label_masthead(book);
    mkepub_xml_element(xml, "dc:creator", publisher ? publisher : masthead);
  }
  write_said(xml, "dc:publisher", book->publisher);
}

static void write_dates(MkepubXml *xml, const MkepubBook *book)
{
  g_autofree char *date = mkepub_date_format_w3cdtf(&book->date);
  if (date)
    mkepub_xml_element(xml, "dc:date", date);
  if (book->modified)
    write_meta(xml, NULL, "dcterms:modified", book->modified);
}

static void write_subjects(MkepubXml *xml, const MkepubBook *book)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < book->subjects->len; i++) {
    g_autofree char *subject = label_clean(g_ptr_array_index(book->subjects, i));
    if (subject && g_hash_table_add(seen, g_strdup(subject)))
      mkepub_xml_element(xml, "dc:subject", subject);
  }
}

static void write_sources(MkepubXml *xml, const MkepubBook *book)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < book->articles->len; i++) {
    const MkepubBookArticle *entry = g_ptr_array_index(book->articles, i);
    const char *said = entry->article->source.text;
    if (!said || mkepub_url_kind(said) != MKEPUB_URL_WEB)
      continue;
    g_autofree char *url = mkepub_url_clean(said);
    if (!url || !g_hash_table_add(seen, g_strdup(url)))
      continue;
    mkepub_xml_element(xml, "dc:source", url);
    if (g_hash_table_size(seen) == SOURCES_LIMIT)
      return;
  }
}

static gboolean is_number(const char *text)
{
  gsize whole = strspn(text, "0123456789");
  gsize part = text[whole] == '.' ? strspn(text + whole + 1, "0123456789") : 0;
  return whole > 0 && (text[whole] == '\0' || (part > 0 && text[whole + 1 + part] == '\0'));
}

/* Exactly one collection, then calibre's form in this order: readers differ in which they take,
 * and the index must follow the name. */
static void write_series(MkepubXml *xml, const MkepubBook *book)
{
  g_autofree char *series = label_clean(book->series);
  g_autofree char *position = label_clean(book->position);
  if (!series)
    return;
  g_autofree char *identifier = issn_urn(book->issn);
  if (!identifier) {
    g_autofree char *name = g_strconcat("series:", series, NULL);
    identifier = uuid_urn(name);
  }
  mkepub_xml_element(xml, "dc:type", "periodical");
  mkepub_xml_open(xml, "meta");
  mkepub_xml_attribute(xml, "property", "belongs-to-collection");
  mkepub_xml_attribute(xml, "id", "series");
  mkepub_xml_text(xml, series);
  mkepub_xml_close(xml);
  write_meta(xml, "#series", "collection-type", "series");
  if (position)
    write_meta(xml, "#series", "group-position", position);
  write_meta(xml, "#series", "dcterms:identifier", identifier);
  metadata_write_meta(xml, "calibre:series", series);
  if (position && is_number(position))
    metadata_write_meta(xml, "calibre:series_index", position);
}

static void write_summary(MkepubXml *xml, const PackageFacts *facts)
{
  g_autofree char *text = NULL;
  if (facts->images == 0)
    text = g_strdup("Text without pictures of its own. Reflowable, with headings and a linked "
                    "table of contents. Not evaluated against WCAG.");
  else
    text =
        g_strdup_printf("Reflowable text with headings and a linked table of contents. "
                        "Pictures: %u, without a description: %u. Not evaluated against WCAG.",
                        facts->images, facts->images_bare);
  open_meta(xml, NULL, "schema:accessibilitySummary");
  mkepub_xml_attribute(xml, "xml:lang", "en");
  mkepub_xml_text(xml, text);
  mkepub_xml_close(xml);
}

/* Only what was counted is claimed. */
static void write_accessibility(MkepubXml *xml, const PackageFacts *facts)
{
  static const char feature[] = "schema:accessibilityFeature";
  gboolean visual = facts->images > 0;
  write_meta(xml, NULL, "schema:accessMode", "textual");
  if (visual) {
    write_meta(xml, NULL, "schema:accessMode", "visual");
    write_meta(xml, NULL, "schema:accessModeSufficient", "textual,visual");
  }
  if (!visual || facts->images_bare == 0)
    write_meta(xml, NULL, "schema:accessModeSufficient", "textual");
  write_meta(xml, NULL, feature, "tableOfContents");
  write_meta(xml, NULL, feature, "readingOrder");
  write_meta(xml, NULL, feature, "structuralNavigation");
  write_meta(xml, NULL, feature, "displayTransformability");
  if (visual && facts->images_bare == 0)
    write_meta(xml, NULL, feature, "alternativeText");
  if (facts->mathml)
    write_meta(xml, NULL, feature, "MathML");
  write_meta(xml, NULL, "schema:accessibilityHazard", facts->animated ? "unknown" : "none");
  write_summary(xml, facts);
}

void metadata_write(MkepubXml *xml, const MkepubBook *book, const PackageFacts *facts,
                    const char *cover_id)
{
  mkepub_xml_open(xml, "metadata");
  mkepub_xml_attribute(xml, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
  write_identity(xml, book);
  write_languages(xml, book);
  write_people(xml, book);
  write_dates(xml, book);
  write_said(xml, "dc:description", book->description);
  write_subjects(xml, book);
  write_sources(xml, book);
  write_said(xml, "dc:rights", book->rights);
  write_series(xml, book);
  write_accessibility(xml, facts);
  if (cover_id)
    metadata_write_meta(xml, "cover", cover_id);
  mkepub_xml_close(xml);
}
