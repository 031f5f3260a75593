/* SPDX-License-Identifier: MIT */
#include "archive/ingest-item.h"

#include <string.h>

#include "archive/article-text.h"
#include "archive/dedupe.h"
#include "archive/kept.h"
#include "archive/run-search.h"
#include "archive/shelf/catalog-article.h"
#include "base/text.h"
#include "text/url-canonical.h"

IngestItem *ingest_item_new(const MkepubSourceFile *file, gint64 source)
{
  IngestItem *item = g_new0(IngestItem, 1);
  item->file = g_strdup(file->file);
  item->below = g_strdup(file->below);
  item->root = file->root;
  item->source = source;
  return item;
}

void ingest_item_free(gpointer data)
{
  IngestItem *item = data;
  g_free(item->file);
  g_free(item->below);
  g_clear_pointer(&item->findings, mkepub_findings_free);
  g_clear_pointer(&item->article, mkepub_article_free);
  g_free(item->number);
  if (item->text)
    g_string_free(item->text, TRUE);
  g_free(item);
}

static void read_text(IngestItem *item, GBytes *bytes)
{
  g_auto(MkepubBody) body = {0};
  if (!mkepub_article_parse_body(item->article, bytes, &body, NULL))
    return; /* never: the article was made of the same bytes */
  GString *text = article_text_of(item->article, &body);
  mkepub_fingerprint(text->str, text->len, &item->print);
  item->number = item->key ? mkepub_body_field(&body, item->key) : NULL;
  if (item->want_text)
    item->text = text;
  else
    g_string_free(text, TRUE);
}

/* All that is known of the article comes from the same bytes. */
void ingest_item_read(IngestItem *item)
{
  g_autofree char *path = text_display_path(item->file);
  g_autofree char *relative = text_display_path(item->below);
  const MkepubArticleFile file = {item->file, path, relative, item->root, item->limit};
  gsize length;
  item->findings = mkepub_findings_new();
  g_autoptr(GBytes) bytes = mkepub_article_load(item->file, path, item->findings, NULL);
  if (!bytes)
    return;
  const void *data = g_bytes_get_data(bytes, &length);
  digest_sha256(data ? data : "", length, item->sha256);
  item->same = item->known.id > 0 && item->known.state != CATALOG_LOST && !item->read_all &&
               memcmp(item->known.sha256, item->sha256, DIGEST_SHA256) == 0;
  if (item->same)
    return;
  item->article = mkepub_article_parse(bytes, &file, item->findings);
  if (item->article && !item->article->draft)
    read_text(item, bytes);
}

/* Article ID changes: its period, what it repeats and its facets must be looked at. */
static gboolean touch_old(Run *run, gint64 id, GError **error)
{
  g_auto(CatalogRecord) old = {0};
  if (!catalog_read_record(run->catalog, id, &old, error))
    return FALSE;
  if (old.state == CATALOG_IN_ISSUE)
    run_mark_period_dirty(run, old.day, old.path);
  return run_mark_duplicates(run, id, error) && catalog_touch_article(run->catalog, id, error);
}

static char *byline_of(const MkepubArticle *article)
{
  return g_strdup(article->authors_from.text ? article->authors_from.text : article->site.text);
}

static char *day_of(const Run *run, const MkepubArticle *article)
{
  MkepubDate day;
  if (!mkepub_period_day(&article->published, run->zone, &day))
    return NULL;
  return mkepub_date_format_w3cdtf(&day);
}

/* Returns NULL for the address of a whole site: collectors write it into all of its articles.
 */
static char *canonical_of(const char *url)
{
  char *canonical = url ? mkepub_url_canonical(url) : NULL;
  const char *host = canonical ? strstr(canonical, "://") : NULL;
  gsize path = host ? strcspn(host + 3, "/?#!") : 0;
  if (host && host[3 + path] && strcmp(host + 3 + path, "/") != 0)
    return canonical;
  g_free(canonical);
  return NULL;
}

static gboolean put_article(Run *run, IngestItem *item, CatalogArticle *row, GError **error)
{
  const MkepubArticle *article = item->article;
  g_autofree char *relative = text_display_path(item->below);
  g_autofree char *byline = article ? byline_of(article) : NULL;
  g_autofree char *date = article ? mkepub_date_format_w3cdtf(&article->published) : NULL;
  g_autofree char *day = article ? day_of(run, article) : NULL;
  g_autofree char *canonical = article ? canonical_of(article->source.text) : NULL;
  gboolean tells = item->print.characters >= MKEPUB_DUPLICATE_MIN_CHARACTERS;
  *row = (CatalogArticle){.id = item->known.id,
                          .source = item->source,
                          .below = item->below,
                          .path = relative,
                          .bytes = item->bytes,
                          .mtime = item->mtime,
                          .sha256 = item->sha256,
                          .taken = run->now,
                          .state = !article         ? CATALOG_LOST
                                   : article->draft ? CATALOG_DRAFT
                                                    : CATALOG_IN_ISSUE,
                          .title = article ? article->title.text : relative,
                          .byline = byline,
                          .date = date,
                          .day = day,
                          .canonical = canonical,
                          .number = item->number,
                          .text_hash = tells ? item->print.hash : NULL,
                          .simhash = item->print.simhash,
                          .characters = item->print.characters};
  if (article) {
    row->date_raw = article->published_from.text;
    row->language = article->language.text;
    row->section = article->section.text;
    row->description = article->description.text;
    row->url = article->source.text;
    row->words = article->body_words;
    row->authors = article->authors;
    row->tags = article->tags;
  }
  if (!catalog_put_article(run->catalog, row, error) ||
      !catalog_touch_article(run->catalog, row->id, error) ||
      !run_search_put(run, row, item->text, error))
    return FALSE;
  if (row->state != CATALOG_IN_ISSUE)
    return TRUE;
  run_mark_period_dirty(run, day, relative);
  if (!day)
    mkepub_findings_add(item->findings, MKEPUB_FINDING_ISSUE_UNDATED, item->file, 0, 0,
                        "no date is known; placed in the issue of undated articles");
  return TRUE;
}

static gboolean report_change(Run *run, const IngestItem *item, const CatalogArticle *row,
                              GError **error)
{
  gboolean was_there = item->known.id > 0;
  gboolean same_bytes =
      was_there && memcmp(item->known.sha256, item->sha256, DIGEST_SHA256) == 0;
  g_autofree char *path = text_display_path(item->below);
  const char *why = row->state == CATALOG_DRAFT  ? "a draft"
                    : row->state == CATALOG_LOST ? "cannot be read"
                                                 : NULL;
  if (same_bytes) /* read again because it was asked for */
    return TRUE;
  if (was_there)
    run->result->changed++;
  else
    run->result->added++;
  return run_report(run, was_there ? "article changed" : "article added", path, why, error);
}

/* TRUE for an article that could not be read in an earlier run either. */
static gboolean is_lost_as_before(const IngestItem *item)
{
  return item->known.id > 0 && item->known.state == CATALOG_LOST && !item->article &&
         memcmp(item->known.sha256, item->sha256, DIGEST_SHA256) == 0;
}

/* The article is the one that the catalog knows; its file may have another time. */
static gboolean keep_known(Run *run, IngestItem *item, GError **error)
{
  run_take_findings(run, item->findings);
  if (item->known.bytes == item->bytes && item->known.mtime == item->mtime &&
      item->known.missing == CATALOG_THERE)
    return TRUE;
  run->reread = TRUE;
  return catalog_set_stamp(run->catalog, item->known.id, item->bytes, item->mtime, error);
}

/* The catalog keeps an article as it is while its file cannot be read. */
static gboolean keep_unreadable(Run *run, IngestItem *item, GError **error)
{
  run_take_findings(run, item->findings);
  return item->known.missing == CATALOG_UNREADABLE ||
         kept_lose(run, item->known.id, NULL, error);
}

gboolean ingest_item_enter(Run *run, IngestItem *item, GError **error)
{
  CatalogArticle row;
  if (item->known.missing != CATALOG_THERE && (item->same || item->article) &&
      !kept_return(run, item->known.id, error))
    return FALSE;
  if (item->same || is_lost_as_before(item))
    return keep_known(run, item, error);
  if (!item->article && item->known.id > 0 && item->known.state != CATALOG_LOST)
    return keep_unreadable(run, item, error);
  run->reread = TRUE;
  gboolean done = (item->known.id == 0 || touch_old(run, item->known.id, error)) &&
                  put_article(run, item, &row, error) && report_change(run, item, &row, error);
  run_take_findings(run, item->findings);
  if (done)
    g_array_append_val(run->touched, row.id);
  return done;
}
