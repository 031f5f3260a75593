/* SPDX-License-Identifier: MIT */
#include "archive/feeds/feed.h"

#include "archive/feeds/atom.h"
#include "archive/feeds/feed-paths.h"
#include "archive/feeds/json.h"

struct OpdsPage {
  const OpdsRun *run;
  const OpdsFeed *feed;
  MkepubXml *atom;
  OpdsJson *json;
};

OpdsPage *opds_page_new(const OpdsRun *run, const OpdsFeed *feed)
{
  OpdsPage *page = g_new0(OpdsPage, 1);
  page->run = run;
  page->feed = feed;
  page->atom = opds_atom_new(run, feed);
  page->json = opds_json_new(run, feed);
  return page;
}

void opds_page_free(OpdsPage *page)
{
  if (!page)
    return;
  mkepub_xml_free(page->atom);
  opds_json_free(page->json);
  g_free(page);
}

void opds_page_issue(OpdsPage *page, const MkepubIssue *issue, OpdsContents *contents)
{
  opds_atom_issue(page->atom, page->run, page->feed, issue, contents);
  opds_json_issue(page->json, page->run, page->feed, issue, contents);
}

void opds_page_target(OpdsPage *page, const OpdsTarget *target)
{
  opds_atom_target(page->atom, page->run, page->feed, target);
  opds_json_target(page->json, page->run, page->feed, target);
}

static gboolean publish_file(const OpdsRun *run, const char *name, GString *text,
                             const guint8 *made_from, GError **error)
{
  if (!text)
    return FALSE;
  gboolean done = mkepub_shelf_put_from(run->shelf, name, "feed", text, made_from, error);
  g_string_free(text, TRUE);
  return done;
}

gboolean opds_page_finish(OpdsPage *page, const guint8 *made_from, GError **error)
{
  g_autoptr(OpdsPage) own = page;
  g_autofree char *atom = opds_name_atom(own->feed->path);
  g_autofree char *json = opds_name_json(own->feed->path);
  return publish_file(own->run, atom, mkepub_xml_finish(own->atom, error), made_from, error) &&
         publish_file(own->run, json, opds_json_finish(own->json, error), made_from, error);
}

gboolean opds_page_keep(const OpdsRun *run, const char *path, const guint8 *made_from)
{
  g_autofree char *atom = opds_name_atom(path);
  g_autofree char *json = opds_name_json(path);
  if (made_from)
    return mkepub_shelf_keep_from(run->shelf, atom, made_from) &&
           mkepub_shelf_keep_from(run->shelf, json, made_from);
  return mkepub_shelf_keep(run->shelf, atom) && mkepub_shelf_keep(run->shelf, json);
}
