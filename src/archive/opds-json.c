/* SPDX-License-Identifier: MIT */
#include "archive/opds-json.h"

#include <jansson.h>
#include <string.h>

#include "archive/opds-name.h"
#include "base/text.h"
#include "mkepub/error.h"

#define FEED "application/opds+json"
/* OPDS 2.0 has no use for it, but it tells KOReader which picture is the small one. */
#define IMAGE "http://opds-spec.org/image"

/* What is written is kept in order: json_object_set_new appends, json_dumps keeps it so. */
struct OpdsJson {
  json_t *root, *items; /* items: the publications or the navigation, borrowed from root */
};

static json_t *new_text(const char *value)
{
  gsize length;
  g_autofree char *clean = text_repair(value, strlen(value), &length, NULL, NULL);
  return json_stringn(clean, length);
}

static void set_text(json_t *object, const char *key, const char *value)
{
  if (value && *value) /* no blank values, OPDS 2.0 section 5.2 */
    json_object_set_new(object, key, new_text(value));
}

static void set_count(json_t *object, const char *key, guint64 value)
{
  if (value)
    json_object_set_new(object, key, json_integer((json_int_t)value));
}

/* A link object to the file TO, added to LINKS. Borrowed. */
static json_t *add_link(json_t *links, const OpdsRun *run, const OpdsFeed *feed,
                        const char *rel, const char *to, const char *type)
{
  g_autofree char *from = opds_page_json(feed->path);
  g_autofree char *href = opds_name_href(run->base_url, from, to);
  json_t *link = json_object();
  set_text(link, "rel", rel);
  set_text(link, "href", href);
  set_text(link, "type", type);
  json_array_append_new(links, link);
  return link;
}

static void link_feed(json_t *links, const OpdsRun *run, const OpdsFeed *feed, const char *rel,
                      const char *path)
{
  if (!path)
    return;
  g_autofree char *to = opds_page_json(path);
  add_link(links, run, feed, rel, to, FEED);
}

static json_t *feed_metadata(const OpdsRun *run, const OpdsFeed *feed)
{
  g_autofree char *id = opds_name_id(run->series, feed->logical);
  json_t *metadata = json_object();
  set_text(metadata, "title", feed->title);
  set_text(metadata, "identifier", id);
  set_text(metadata, "modified", feed->updated);
  set_count(metadata, "numberOfItems", feed->items);
  set_count(metadata, "itemsPerPage", feed->per_page);
  set_count(metadata, "currentPage", feed->page);
  return metadata;
}

static json_t *feed_links(const OpdsRun *run, const OpdsFeed *feed)
{
  json_t *links = json_array();
  link_feed(links, run, feed, "self", feed->path);
  link_feed(links, run, feed, "start", "index");
  link_feed(links, run, feed, "up", feed->up);
  link_feed(links, run, feed, "first", feed->first);
  link_feed(links, run, feed, "previous", feed->previous);
  link_feed(links, run, feed, "next", feed->next);
  link_feed(links, run, feed, "last", feed->last);
  return links;
}

OpdsJson *opds_json_new(const OpdsRun *run, const OpdsFeed *feed)
{
  OpdsJson *json = g_new0(OpdsJson, 1);
  json->root = json_object();
  json->items = json_array();
  json_object_set_new(json->root, "metadata", feed_metadata(run, feed));
  json_object_set_new(json->root, "links", feed_links(run, feed));
  json_object_set_new(json->root, feed->acquisition ? "publications" : "navigation",
                      json->items);
  return json;
}

void opds_json_free(OpdsJson *json)
{
  if (!json)
    return;
  json_decref(json->root);
  g_free(json);
}

static json_t *series_of(const OpdsRun *run, const OpdsFeed *feed, const MkepubIssue *issue)
{
  double position;
  json_t *series = json_object(), *links = json_array(), *belongs = json_object();
  set_text(series, "name", run->series);
  if (opds_issue_position(issue, &position))
    json_object_set_new(series, "position",
                        position == (double)(gint64)position ? json_integer((gint64)position)
                                                             : json_real(position));
  g_autofree char *to = opds_page_json("opds/all");
  add_link(links, run, feed, NULL, to, FEED);
  json_object_set_new(series, "links", links);
  json_object_set_new(belongs, "series", series);
  return belongs;
}

static json_t *publication_metadata(const OpdsRun *run, const OpdsFeed *feed,
                                    const MkepubIssue *issue, const OpdsContents *contents)
{
  json_t *metadata = json_object();
  set_text(metadata, "@type", "http://schema.org/PublicationIssue");
  set_text(metadata, "title", issue->title);
  set_text(metadata, "identifier", issue->identifier);
  set_text(metadata, "author", run->series);
  set_text(metadata, "language", issue->language);
  set_text(metadata, "modified", issue->modified);
  set_text(metadata, "published", issue->date);
  set_text(metadata, "description", contents->content);
  if (contents->sections->len > 0) {
    json_t *subjects = json_array();
    for (guint i = 0; i < contents->sections->len; i++)
      json_array_append_new(subjects, new_text(g_ptr_array_index(contents->sections, i)));
    json_object_set_new(metadata, "subject", subjects);
  }
  json_object_set_new(metadata, "belongsTo", series_of(run, feed, issue));
  return metadata;
}

void opds_json_issue(OpdsJson *json, const OpdsRun *run, const OpdsFeed *feed,
                     const MkepubIssue *issue, const OpdsContents *contents)
{
  json_t *publication = json_object(), *links = json_array();
  json_object_set_new(publication, "metadata",
                      publication_metadata(run, feed, issue, contents));
  /* OPDS 2.0 also says 'download', which neither its own schema nor KOReader knows */
  json_t *book = add_link(links, run, feed, "http://opds-spec.org/acquisition/open-access",
                          issue->file, "application/epub+zip");
  set_count(book, "size", issue->bytes);
  json_object_set_new(publication, "links", links);
  OpdsPictures pictures = opds_issue_pictures(issue);
  if (pictures.cover) {
    json_t *images = json_array();
    add_link(images, run, feed, IMAGE, pictures.cover, pictures.cover_type);
    if (pictures.thumbnail && strcmp(pictures.thumbnail, pictures.cover) != 0)
      add_link(images, run, feed, IMAGE "/thumbnail", pictures.thumbnail,
               pictures.thumbnail_type);
    json_object_set_new(publication, "images", images);
  }
  json_array_append_new(json->items, publication);
}

void opds_json_target(OpdsJson *json, const OpdsRun *run, const OpdsFeed *feed,
                      const OpdsTarget *target)
{
  g_autofree char *to = opds_page_json(target->path);
  json_t *link =
      add_link(json->items, run, feed,
               target->newest ? "http://opds-spec.org/sort/new" : "subsection", to, FEED);
  set_text(link, "title", target->title);
  if (target->items > 0)
    json_object_set_new(link, "properties",
                        json_pack("{s:I}", "numberOfItems", (json_int_t)target->items));
}

/* The published schema wants one item at least in each collection: a catalog without issues
 * leads back to its root. */
static void fill_empty(OpdsJson *json)
{
  if (json_array_size(json->items) > 0)
    return;
  json_t *link = json_object();
  json_t *start = json_array_get(json_object_get(json->root, "links"), 1);
  json_object_set(link, "href", json_object_get(start, "href"));
  json_object_set(link, "type", json_object_get(start, "type"));
  json_object_set(link, "title",
                  json_object_get(json_object_get(json->root, "metadata"), "title"));
  json_object_del(json->root, "publications");
  json_t *navigation = json_array();
  json_array_append_new(navigation, link);
  json_object_set_new(json->root, "navigation", navigation);
}

GString *opds_json_finish(OpdsJson *json, GError **error)
{
  fill_empty(json);
  /* 15 digits are those that any decimal number keeps in a double */
  char *text = json_dumps(json->root, JSON_COMPACT | JSON_REAL_PRECISION(15));
  if (!text) {
    g_set_error_literal(error, MKEPUB_ERROR, MKEPUB_ERROR_INTERNAL,
                        "jansson could not write a feed");
    return NULL;
  }
  GString *out = g_string_new(text);
  g_string_append_c(out, '\n');
  free(text);
  return out;
}
