/* SPDX-License-Identifier: MIT */
#include "epub/prefetch.h"

#include "epub/chapter.h"
#include "mkepub/url.h"

typedef struct {
  MkepubFetcher *fetcher;
  const MkepubBody *body;
} Asker;

static char *on_link(gpointer data, const char *address, guint line)
{
  (void)data, (void)address, (void)line;
  return NULL;
}

static char *on_field(gpointer data, const char *key)
{
  const Asker *asker = data;
  return mkepub_body_field(asker->body, key);
}

static void request_picture(MkepubFetcher *fetcher, const char *address)
{
  MkepubUrlKind kind = mkepub_url_kind(address);
  g_autofree char *url =
      kind == MKEPUB_URL_WEB || kind == MKEPUB_URL_NETWORK ? mkepub_url_clean(address) : NULL;
  if (url)
    mkepub_fetcher_ask(fetcher, url);
}

static const MkepubPicture *on_picture(gpointer data, const char *address, guint line)
{
  const Asker *asker = data;
  (void)line;
  request_picture(asker->fetcher, address);
  return NULL;
}

static void ask_for_article(const MkepubBook *book, const MkepubBookArticle *article,
                            MkepubFetcher *fetcher, MkepubWriter *writer)
{
  g_auto(MkepubBody) body = {0};
  if (article->article->image.text)
    request_picture(fetcher, article->article->image.text);
  if (!mkepub_article_read_body(article->article, &body, NULL))
    return; /* reported when the chapter is written */
  Asker asker = {fetcher, &body};
  MkepubResolver resolver = {on_link, on_link, on_picture, on_field, &asker};
  g_autoptr(MkepubFindings) findings = mkepub_findings_new();
  MkepubMarkdownOptions options = chapter_options(book, article, &body, &resolver, findings);
  MkepubMarkdownFacts facts = {0};
  mkepub_writer_reset(writer);
  mkepub_markdown_write(body.text + body.body, body.length - body.body, &options, writer,
                        &facts);
  g_string_free(mkepub_writer_finish(writer), TRUE);
}

void ask_for_pictures(const MkepubBook *book, MkepubFetcher *fetcher, const gint *cancel)
{
  MkepubWriter *writer = mkepub_writer_new();
  for (guint i = 0; i < book->articles->len; i++) {
    if (cancel && g_atomic_int_get(cancel))
      break;
    ask_for_article(book, g_ptr_array_index(book->articles, i), fetcher, writer);
  }
  mkepub_writer_free(writer);
}
