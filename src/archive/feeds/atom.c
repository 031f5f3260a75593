/* SPDX-License-Identifier: MIT */
#include "archive/feeds/atom.h"

#include "archive/feeds/feed-paths.h"

#define NAVIGATION  "application/atom+xml;profile=opds-catalog;kind=navigation"
#define ACQUISITION "application/atom+xml;profile=opds-catalog;kind=acquisition"

static void write_link(MkepubXml *xml, const OpdsRun *run, const OpdsFeed *feed,
                       const char *rel, const char *to, const char *type)
{
  g_autofree char *from = opds_name_atom(feed->path);
  g_autofree char *href = opds_name_href(run->base_url, from, to);
  mkepub_xml_open(xml, "link");
  mkepub_xml_attribute(xml, "rel", rel);
  mkepub_xml_attribute(xml, "href", href);
  mkepub_xml_attribute(xml, "type", type);
  mkepub_xml_close(xml);
}

static void link_feed(MkepubXml *xml, const OpdsRun *run, const OpdsFeed *feed, const char *rel,
                      const char *path, gboolean acquisition)
{
  if (!path)
    return;
  g_autofree char *to = opds_name_atom(path);
  write_link(xml, run, feed, rel, to, acquisition ? ACQUISITION : NAVIGATION);
}

static void write_author(MkepubXml *xml, const OpdsRun *run)
{
  mkepub_xml_open(xml, "author");
  mkepub_xml_element(xml, "name", run->series);
  mkepub_xml_close(xml);
}

static void write_links(MkepubXml *xml, const OpdsRun *run, const OpdsFeed *feed)
{
  link_feed(xml, run, feed, "self", feed->path, feed->acquisition);
  link_feed(xml, run, feed, "start", "index", FALSE);
  link_feed(xml, run, feed, "up", feed->up, FALSE);
  link_feed(xml, run, feed, "first", feed->first, TRUE);
  link_feed(xml, run, feed, "previous", feed->previous, TRUE);
  link_feed(xml, run, feed, "next", feed->next, TRUE);
  link_feed(xml, run, feed, "last", feed->last, TRUE);
  if (!feed->up) {
    g_autofree char *json = opds_name_json(feed->path);
    write_link(xml, run, feed, "alternate", json, "application/opds+json");
  }
}

MkepubXml *opds_atom_new(const OpdsRun *run, const OpdsFeed *feed)
{
  g_autofree char *id = opds_name_id(run->series, feed->logical);
  MkepubXml *xml = mkepub_xml_new();
  mkepub_xml_open(xml, "feed");
  mkepub_xml_attribute(xml, "xmlns", "http://www.w3.org/2005/Atom");
  if (feed->acquisition) {
    mkepub_xml_attribute(xml, "xmlns:dc", "http://purl.org/dc/terms/");
    mkepub_xml_attribute(xml, "xmlns:schema", "http://schema.org/");
  }
  mkepub_xml_element(xml, "id", id);
  mkepub_xml_element(xml, "title", feed->title);
  mkepub_xml_element(xml, "updated", feed->updated);
  write_author(xml, run);
  write_links(xml, run, feed);
  return xml;
}

static void write_categories(MkepubXml *xml, const OpdsContents *contents)
{
  for (guint i = 0; i < contents->sections->len; i++) {
    mkepub_xml_open(xml, "category");
    mkepub_xml_attribute(xml, "term", g_ptr_array_index(contents->sections, i));
    mkepub_xml_close(xml);
  }
}

/* OPDS 1.2 has no elements for series; readers look for this one of schema.org, some under its
 * prefixed name, some without. */
static void write_series(MkepubXml *xml, const OpdsRun *run, const MkepubIssue *issue)
{
  mkepub_xml_open(xml, "schema:Series");
  mkepub_xml_attribute(xml, "name", run->series);
  mkepub_xml_attribute(xml, "schema:name", run->series);
  mkepub_xml_attribute(xml, "schema:position", issue->number);
  mkepub_xml_close(xml);
}

static void write_text(MkepubXml *xml, const char *name, const char *text)
{
  mkepub_xml_open(xml, name);
  mkepub_xml_attribute(xml, "type", "text");
  mkepub_xml_text(xml, text);
  mkepub_xml_close(xml);
}

static void link_file(MkepubXml *xml, const char *rel, const char *name, const char *type,
                      const char *length)
{
  if (!name)
    return;
  g_autofree char *href = opds_name_open(name);
  mkepub_xml_open(xml, "link");
  mkepub_xml_attribute(xml, "rel", rel);
  mkepub_xml_attribute(xml, "href", href);
  mkepub_xml_attribute(xml, "type", type);
  mkepub_xml_attribute(xml, "length", length);
  mkepub_xml_close(xml);
}

static char *make_entry(const OpdsRun *run, const MkepubIssue *issue,
                        const OpdsContents *contents)
{
  OpdsPictures pictures = opds_issue_pictures(issue);
  g_autofree char *length = g_strdup_printf("%" G_GUINT64_FORMAT, issue->bytes);
  g_autoptr(MkepubXml) xml = mkepub_xml_new_part();
  mkepub_xml_open(xml, "entry");
  mkepub_xml_element(xml, "title", issue->title);
  mkepub_xml_element(xml, "id", issue->identifier);
  mkepub_xml_element(xml, "updated", issue->modified);
  write_author(xml, run);
  mkepub_xml_element(xml, "dc:language", issue->language);
  mkepub_xml_element(xml, "dc:issued", issue->date);
  mkepub_xml_element(xml, "dc:identifier", issue->identifier);
  write_series(xml, run, issue);
  write_categories(xml, contents);
  /* Atom requires content in an entry without an 'alternate' link (RFC 4287 section 4.1.2), and
   * KOReader shows only that; others look for the summary */
  write_text(xml, "summary", contents->summary);
  write_text(xml, "content", contents->content);
  link_file(xml, "http://opds-spec.org/image", pictures.cover, pictures.cover_type, NULL);
  link_file(xml, "http://opds-spec.org/image/thumbnail", pictures.thumbnail,
            pictures.thumbnail_type, NULL);
  link_file(xml, "http://opds-spec.org/acquisition/open-access", issue->file,
            "application/epub+zip", length);
  mkepub_xml_close(xml);
  GString *entry = mkepub_xml_finish(xml, NULL);
  return entry ? g_string_free(entry, FALSE) : NULL;
}

void opds_atom_issue(MkepubXml *xml, const OpdsRun *run, const OpdsFeed *feed,
                     const MkepubIssue *issue, OpdsContents *contents)
{
  if (!contents->atom)
    contents->atom = make_entry(run, issue, contents);
  g_autofree char *from = opds_name_atom(feed->path);
  g_autofree char *way = opds_name_href(run->base_url, from, "");
  g_autofree char *escaped = g_markup_escape_text(way, -1);
  g_autofree char *entry =
      contents->atom ? opds_name_place(contents->atom, "href=\"", escaped) : NULL;
  mkepub_xml_part(xml, entry);
}

void opds_atom_target(MkepubXml *xml, const OpdsRun *run, const OpdsFeed *feed,
                      const OpdsTarget *target)
{
  g_autofree char *id = opds_name_id(run->series, target->path);
  g_autofree char *count =
      g_strdup_printf("%u %s%s", target->items, target->unit, target->items == 1 ? "" : "s");
  mkepub_xml_open(xml, "entry");
  mkepub_xml_element(xml, "title", target->title);
  mkepub_xml_element(xml, "id", id);
  mkepub_xml_element(xml, "updated", target->updated);
  write_text(xml, "content", count);
  link_feed(xml, run, feed, target->newest ? "http://opds-spec.org/sort/new" : "subsection",
            target->path, target->acquisition);
  mkepub_xml_close(xml);
}
