/* SPDX-License-Identifier: MIT */
#include "archive/feeds/json.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "archive/feeds/feed-paths.h"
#include "base/text.h"
#include "mkepub/error.h"

#define FEED "application/opds+json"
/* OPDS 2.0 does not define it, but KOReader uses it to find the small picture. */
#define IMAGE "http://opds-spec.org/image"

/* Jansson keeps the order of keys, and writes each member and item; this code joins them, so
 * that an item is written once for many documents, and on a line of its own. */
struct OpdsJson {
  json_t *metadata, *links;
  GString *items;
  gboolean acquisition, failed;
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

/* Returns VALUE in JSON, for the caller to free; releases VALUE. */
static char *write_out(json_t *value)
{
  /* every decimal number keeps 15 digits in a double */
  char *text = json_dumps(value, JSON_COMPACT | JSON_REAL_PRECISION(15));
  json_decref(value);
  return text;
}

static json_t *new_link(const char *rel, const char *href, const char *type)
{
  json_t *link = json_object();
  set_text(link, "rel", rel);
  set_text(link, "href", href);
  set_text(link, "type", type);
  return link;
}

static json_t *link_feed(const OpdsRun *run, const OpdsFeed *feed, const char *rel,
                         const char *path)
{
  g_autofree char *from = opds_name_json(feed->path);
  g_autofree char *to = opds_name_json(path);
  g_autofree char *href = opds_name_href(run->base_url, from, to);
  return new_link(rel, href, FEED);
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
  const struct {
    const char *rel, *path;
  } around[] = {{"self", feed->path},   {"start", "index"},           {"up", feed->up},
                {"first", feed->first}, {"previous", feed->previous}, {"next", feed->next},
                {"last", feed->last}};
  json_t *links = json_array();
  for (gsize i = 0; i < G_N_ELEMENTS(around); i++) {
    if (around[i].path)
      json_array_append_new(links, link_feed(run, feed, around[i].rel, around[i].path));
  }
  return links;
}

OpdsJson *opds_json_new(const OpdsRun *run, const OpdsFeed *feed)
{
  OpdsJson *json = g_new0(OpdsJson, 1);
  json->metadata = feed_metadata(run, feed);
  json->links = feed_links(run, feed);
  json->items = g_string_new(NULL);
  json->acquisition = feed->acquisition;
  return json;
}

void opds_json_free(OpdsJson *json)
{
  if (!json)
    return;
  json_decref(json->metadata);
  json_decref(json->links);
  g_string_free(json->items, TRUE);
  g_free(json);
}

static void add_item(OpdsJson *json, const char *item)
{
  json->failed |= !item;
  if (!item)
    return;
  g_string_append(json->items, json->items->len > 0 ? ",\n" : "\n");
  g_string_append(json->items, item);
}

static json_t *series_of(const OpdsRun *run, const MkepubIssue *issue)
{
  double position;
  json_t *series = json_object(), *belongs = json_object();
  set_text(series, "name", run->series);
  if (opds_issue_position(issue, &position))
    json_object_set_new(series, "position",
                        position == (double)(gint64)position ? json_integer((gint64)position)
                                                             : json_real(position));
  json_object_set_new(belongs, "series", series);
  return belongs;
}

static json_t *publication_metadata(const OpdsRun *run, const MkepubIssue *issue,
                                    const OpdsContents *contents)
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
  json_object_set_new(metadata, "belongsTo", series_of(run, issue));
  return metadata;
}

/* Adds a link to the file NAME to LINKS. Returns it, borrowed. */
static json_t *link_file(json_t *links, const char *rel, const char *name, const char *type)
{
  g_autofree char *href = opds_name_open(name);
  json_t *link = new_link(rel, href, type);
  json_array_append_new(links, link);
  return link;
}

static char *make_publication(const OpdsRun *run, const MkepubIssue *issue,
                              const OpdsContents *contents)
{
  OpdsPictures pictures = opds_issue_pictures(issue);
  json_t *publication = json_object(), *links = json_array();
  json_object_set_new(publication, "metadata", publication_metadata(run, issue, contents));
  /* OPDS 2.0 also mentions 'download', which neither its own schema nor KOReader knows */
  json_t *book = link_file(links, "http://opds-spec.org/acquisition/open-access", issue->file,
                           "application/epub+zip");
  set_count(book, "size", issue->bytes);
  json_object_set_new(publication, "links", links);
  if (pictures.cover) {
    json_t *images = json_array();
    link_file(images, IMAGE, pictures.cover, pictures.cover_type);
    if (pictures.thumbnail && strcmp(pictures.thumbnail, pictures.cover) != 0)
      link_file(images, IMAGE "/thumbnail", pictures.thumbnail, pictures.thumbnail_type);
    json_object_set_new(publication, "images", images);
  }
  return write_out(publication);
}

/* Returns TEXT as between the quotes of a JSON string, for the caller to free; "" for invalid
 * UTF-8. */
static char *escape_text(const char *text)
{
  json_t *string = json_string(text);
  char *quoted = string ? json_dumps(string, JSON_ENCODE_ANY) : NULL;
  char *escaped = quoted ? g_strndup(quoted + 1, strlen(quoted) - 2) : g_strdup("");
  free(quoted);
  json_decref(string);
  return escaped;
}

void opds_json_issue(OpdsJson *json, const OpdsRun *run, const OpdsFeed *feed,
                     const MkepubIssue *issue, OpdsContents *contents)
{
  if (!contents->json) {
    char *made = make_publication(run, issue, contents);
    contents->json = g_strdup(made);
    free(made);
  }
  g_autofree char *from = opds_name_json(feed->path);
  g_autofree char *way = opds_name_href(run->base_url, from, "");
  g_autofree char *escaped = escape_text(way);
  g_autofree char *item =
      contents->json ? opds_name_place(contents->json, "\"href\":\"", escaped) : NULL;
  add_item(json, item);
}

void opds_json_target(OpdsJson *json, const OpdsRun *run, const OpdsFeed *feed,
                      const OpdsTarget *target)
{
  json_t *link = link_feed(
      run, feed, target->newest ? "http://opds-spec.org/sort/new" : "subsection", target->path);
  set_text(link, "title", target->title);
  if (target->items > 0) {
    json_t *properties = json_object();
    set_count(properties, "numberOfItems", target->items);
    json_object_set_new(link, "properties", properties);
  }
  char *item = write_out(link);
  add_item(json, item);
  free(item);
}

/* The published schema requires at least one item in each collection: a feed without issues
 * links back to its root. */
static void fill_empty(OpdsJson *json)
{
  if (json->items->len > 0)
    return;
  json_t *link = json_copy(json_array_get(json->links, 1)); /* 'start' */
  json_object_set(link, "title", json_object_get(json->metadata, "title"));
  json_object_del(link, "rel");
  char *item = write_out(link);
  json->acquisition = FALSE;
  add_item(json, item);
  free(item);
}

GString *opds_json_finish(OpdsJson *json, GError **error)
{
  fill_empty(json);
  char *metadata = write_out(json_incref(json->metadata));
  char *links = write_out(json_incref(json->links));
  GString *out = NULL;
  if (json->failed || !metadata || !links) {
    g_set_error_literal(error, MKEPUB_ERROR, MKEPUB_ERROR_INTERNAL,
                        "jansson could not write a feed");
  } else {
    out = g_string_new(NULL);
    g_string_append_printf(out, "{\"metadata\":%s,\n\"links\":%s,\n\"%s\":[%s]}\n", metadata,
                           links, json->acquisition ? "publications" : "navigation",
                           json->items->str);
  }
  free(metadata);
  free(links);
  return out;
}
