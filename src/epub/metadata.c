/* SPDX-License-Identifier: MIT */
#include "epub/metadata.h"

#include <string.h>

#include "base/text.h"
#include "epub/label.h"
#include "mkepub/url.h"

#define SOURCES_LIMIT 200

/* <NAME>TEXT</NAME> unless TEXT has nothing to say. */
static void write_said(Document *document, const char *name, const char *text)
{
  g_autofree char *line = label_clean(text);
  if (line)
    document_element(document, name, line);
}

static void open_meta(Document *document, const char *refines, const char *property)
{
  document_open(document, "meta");
  document_attribute(document, "refines", refines);
  document_attribute(document, "property", property);
}

static void write_meta(Document *document, const char *refines, const char *property,
                       const char *text)
{
  open_meta(document, refines, property);
  document_text(document, text);
  document_close(document);
}

/* The EPUB 2 form; Nook wants the name first. */
static void write_old_meta(Document *document, const char *name, const char *content)
{
  document_open(document, "meta");
  document_attribute(document, "name", name);
  document_attribute(document, "content", content);
  document_close(document);
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

static void write_identity(Document *document, const MkepubBook *book)
{
  g_autofree char *title = label_book(book);
  g_autofree char *identifier = metadata_identifier(book);
  g_autofree char *subtitle = label_clean(book->subtitle);
  document_open(document, "dc:identifier");
  document_attribute(document, "id", "uid");
  document_text(document, identifier);
  document_close(document);
  document_open(document, "dc:title");
  document_attribute(document, "id", "t1");
  document_text(document, title);
  document_close(document);
  write_meta(document, "#t1", "title-type", "main");
  if (!subtitle || g_strcmp0(subtitle, title) == 0)
    return;
  document_open(document, "dc:title");
  document_attribute(document, "id", "t2");
  document_text(document, subtitle);
  document_close(document);
  write_meta(document, "#t2", "title-type", "subtitle");
}

/* The primary language first: readers take the paging direction from it. */
static void write_languages(Document *document, const MkepubBook *book)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  const char *primary = label_language(book);
  document_element(document, "dc:language", primary);
  g_hash_table_add(seen, g_ascii_strdown(primary, -1));
  for (guint i = 0; i < book->languages->len; i++) {
    const char *language = g_ptr_array_index(book->languages, i);
    if (language && *language && g_hash_table_add(seen, g_ascii_strdown(language, -1)))
      document_element(document, "dc:language", language);
  }
}

static guint write_authors(Document *document, const MkepubBook *book)
{
  guint count = 0;
  for (guint i = 0; i < book->authors->len; i++) {
    g_autofree char *name = label_clean(g_ptr_array_index(book->authors, i));
    if (!name)
      continue;
    g_autofree char *id = g_strdup_printf("c%u", ++count);
    g_autofree char *refines = g_strconcat("#", id, NULL);
    document_open(document, "dc:creator");
    document_attribute(document, "id", id);
    document_text(document, name);
    document_close(document);
    open_meta(document, refines, "role");
    document_attribute(document, "scheme", "marc:relators");
    document_text(document, "aut");
    document_close(document);
  }
  return count;
}

/* A shelf sorts by creator, so that a book without one gets lost: the publisher stands in, or
 * the masthead. */
static void write_people(Document *document, const MkepubBook *book)
{
  if (write_authors(document, book) == 0) {
    g_autofree char *publisher = label_clean(book->publisher);
    g_autofree char *masthead = label_masthead(book);
    document_element(document, "dc:creator", publisher ? publisher : masthead);
  }
  write_said(document, "dc:publisher", book->publisher);
}

static void write_dates(Document *document, const MkepubBook *book)
{
  g_autofree char *date = mkepub_date_format_w3cdtf(&book->date);
  if (date)
    document_element(document, "dc:date", date);
  if (book->modified)
    write_meta(document, NULL, "dcterms:modified", book->modified);
}

static void write_subjects(Document *document, const MkepubBook *book)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < book->subjects->len; i++) {
    g_autofree char *subject = label_clean(g_ptr_array_index(book->subjects, i));
    if (subject && g_hash_table_add(seen, g_strdup(subject)))
      document_element(document, "dc:subject", subject);
  }
}

static void write_sources(Document *document, const MkepubBook *book)
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
    document_element(document, "dc:source", url);
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
static void write_series(Document *document, const MkepubBook *book)
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
  document_element(document, "dc:type", "periodical");
  document_open(document, "meta");
  document_attribute(document, "property", "belongs-to-collection");
  document_attribute(document, "id", "series");
  document_text(document, series);
  document_close(document);
  write_meta(document, "#series", "collection-type", "series");
  if (position)
    write_meta(document, "#series", "group-position", position);
  write_meta(document, "#series", "dcterms:identifier", identifier);
  write_old_meta(document, "calibre:series", series);
  if (position && is_number(position))
    write_old_meta(document, "calibre:series_index", position);
}

static void write_summary(Document *document, const PackageFacts *facts)
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
  open_meta(document, NULL, "schema:accessibilitySummary");
  document_attribute(document, "xml:lang", "en");
  document_text(document, text);
  document_close(document);
}

/* Only what was counted is claimed. */
static void write_accessibility(Document *document, const PackageFacts *facts)
{
  static const char feature[] = "schema:accessibilityFeature";
  gboolean visual = facts->images > 0;
  write_meta(document, NULL, "schema:accessMode", "textual");
  if (visual) {
    write_meta(document, NULL, "schema:accessMode", "visual");
    write_meta(document, NULL, "schema:accessModeSufficient", "textual,visual");
  }
  if (!visual || facts->images_bare == 0)
    write_meta(document, NULL, "schema:accessModeSufficient", "textual");
  write_meta(document, NULL, feature, "tableOfContents");
  write_meta(document, NULL, feature, "readingOrder");
  write_meta(document, NULL, feature, "structuralNavigation");
  write_meta(document, NULL, feature, "displayTransformability");
  if (visual && facts->images_bare == 0)
    write_meta(document, NULL, feature, "alternativeText");
  if (facts->mathml)
    write_meta(document, NULL, feature, "MathML");
  write_meta(document, NULL, "schema:accessibilityHazard",
             facts->animated ? "unknown" : "none");
  write_summary(document, facts);
}

void metadata_write(Document *document, const MkepubBook *book, const PackageFacts *facts,
                    const char *cover_id)
{
  document_open(document, "metadata");
  document_attribute(document, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
  write_identity(document, book);
  write_languages(document, book);
  write_people(document, book);
  write_dates(document, book);
  write_said(document, "dc:description", book->description);
  write_subjects(document, book);
  write_sources(document, book);
  write_said(document, "dc:rights", book->rights);
  write_series(document, book);
  write_accessibility(document, facts);
  if (cover_id)
    write_old_meta(document, "cover", cover_id);
  document_close(document);
}
