/* SPDX-License-Identifier: MIT */
#include "archive/feeds/rss.h"

#include <string.h>

#include "archive/feeds/feed-paths.h"
#include "base/text.h"
#include "xml/write.h"

enum { ITEMS = 50 };
#define NAME "feed.xml"

char *opds_rss_date(const char *date)
{
  static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  g_autofree char *full =
      strlen(date) == strlen("2025-01-13") ? g_strconcat(date, "T00:00:00Z", NULL) : NULL;
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
  g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(full ? full : date, utc);
  if (!time)
    return NULL;
  g_autoptr(GDateTime) there = g_date_time_to_utc(time);
  return g_strdup_printf(
      "%s, %02d %s %04d %02d:%02d:%02d GMT", days[g_date_time_get_day_of_week(there) - 1],
      g_date_time_get_day_of_month(there), months[g_date_time_get_month(there) - 1],
      g_date_time_get_year(there), g_date_time_get_hour(there), g_date_time_get_minute(there),
      g_date_time_get_second(there));
}

typedef struct {
  const OpdsRun *run;
  OpdsSum *sum;  /* over the issues */
  char *updated; /* the latest time of change among them */
  MkepubXml *xml;
  GError *error;
} Rss;

static gboolean note_issue(gpointer data, const MkepubIssue *issue)
{
  Rss *rss = data;
  opds_sum_digest(rss->sum, opds_issue_digest(rss->run->issues, issue));
  if (strcmp(issue->modified, rss->updated) > 0) {
    g_free(rss->updated);
    rss->updated = g_strdup(issue->modified);
  }
  return TRUE;
}

/* Readers interpret a description as HTML, so it is escaped twice. */
static void write_description(MkepubXml *xml, const char *text)
{
  g_autofree char *clean = text_repair(text, strlen(text), NULL, NULL, NULL);
  g_autofree char *html = g_markup_escape_text(clean, -1);
  mkepub_xml_element(xml, "description", html);
}

static gboolean write_item(gpointer data, const MkepubIssue *issue)
{
  Rss *rss = data;
  const OpdsContents *contents = opds_issue_contents(rss->run->issues, issue, &rss->error);
  if (!contents)
    return FALSE;
  g_autofree char *url = opds_name_href(rss->run->base_url, NAME, issue->file);
  g_autofree char *length = g_strdup_printf("%" G_GUINT64_FORMAT, issue->bytes);
  g_autofree char *date = opds_rss_date(issue->date ? issue->date : issue->modified);
  mkepub_xml_open(rss->xml, "item");
  mkepub_xml_element(rss->xml, "title", issue->title);
  mkepub_xml_element(rss->xml, "link", url);
  mkepub_xml_open(rss->xml, "guid");
  mkepub_xml_attribute(rss->xml, "isPermaLink", "false");
  mkepub_xml_text(rss->xml, issue->identifier);
  mkepub_xml_close(rss->xml);
  mkepub_xml_element(rss->xml, "pubDate", date);
  for (guint i = 0; i < contents->sections->len; i++)
    mkepub_xml_element(rss->xml, "category", g_ptr_array_index(contents->sections, i));
  write_description(rss->xml, contents->summary);
  mkepub_xml_open(rss->xml, "enclosure");
  mkepub_xml_attribute(rss->xml, "url", url);
  mkepub_xml_attribute(rss->xml, "length", length);
  mkepub_xml_attribute(rss->xml, "type", "application/epub+zip");
  mkepub_xml_close(rss->xml);
  mkepub_xml_close(rss->xml);
  return TRUE;
}

static void begin_channel(const Rss *rss)
{
  MkepubXml *xml = rss->xml;
  const char *base = rss->run->base_url;
  g_autofree char *self = opds_name_href(base, NAME, NAME);
  g_autofree char *home = opds_name_href(base, NAME, "");
  g_autofree char *date = *rss->updated ? opds_rss_date(rss->updated) : NULL;
  mkepub_xml_open(xml, "rss");
  mkepub_xml_attribute(xml, "version", "2.0");
  mkepub_xml_attribute(xml, "xmlns:atom", "http://www.w3.org/2005/Atom");
  mkepub_xml_open(xml, "channel");
  mkepub_xml_element(xml, "title", rss->run->series);
  mkepub_xml_element(xml, "link", home);
  write_description(xml, rss->run->series);
  mkepub_xml_element(xml, "lastBuildDate", date);
  mkepub_xml_open(xml, "atom:link");
  mkepub_xml_attribute(xml, "rel", "self");
  mkepub_xml_attribute(xml, "href", self);
  mkepub_xml_attribute(xml, "type", "application/rss+xml");
  mkepub_xml_close(xml);
}

static gboolean write_rss(Rss *rss, const MkepubIssueFilter *filter, const guint8 *from,
                          GError **error)
{
  begin_channel(rss);
  if (!mkepub_catalog_issues(rss->run->catalog, filter, write_item, rss, error))
    return FALSE;
  if (rss->error) {
    g_propagate_error(error, g_steal_pointer(&rss->error));
    return FALSE;
  }
  GString *text = mkepub_xml_finish(rss->xml, error);
  if (!text)
    return FALSE;
  gboolean done = mkepub_shelf_put_from(rss->run->shelf, NAME, "feed", text, from, error);
  g_string_free(text, TRUE);
  return done;
}

gboolean opds_rss_write(const OpdsRun *run, GError **error)
{
  guint8 from[OPDS_DIGEST];
  MkepubIssueFilter filter = {.issues_only = TRUE, .newest_first = TRUE, .limit = ITEMS};
  Rss rss = {.run = run, .sum = opds_sum_new(), .updated = g_strdup("")};
  opds_sum_digest(rss.sum, run->settings);
  gboolean done = mkepub_catalog_issues(run->catalog, &filter, note_issue, &rss, error);
  opds_sum_finish(rss.sum, from);
  if (done && !mkepub_shelf_keep_from(run->shelf, NAME, from)) {
    g_autoptr(MkepubXml) xml = mkepub_xml_new();
    rss.xml = xml;
    done = write_rss(&rss, &filter, from, error);
  }
  g_free(rss.updated);
  return done;
}
