/* SPDX-License-Identifier: MIT */
#include "epub/article-list.h"

#include "base/markup.h"
#include "base/text.h"
#include "epub/display-text.h"
#include "text/language.h"
#include "text/words.h"

#define STANDFIRST_LIMIT 180

static void write_standfirst(GString *out, const MkepubBookArticle *entry)
{
  const MkepubArticle *article = entry->article;
  g_autofree char *text = label_clean(article->description.text);
  if (!text)
    text = label_clean(article->subtitle.text);
  if (!text)
    return;
  g_autofree char *brief = text_shorten(text, STANDFIRST_LIMIT);
  markup_element(out, "p", brief, "class", "standfirst", NULL);
}

static void write_byline(GString *out, const MkepubBookArticle *entry)
{
  g_autofree char *names = label_byline(entry->article);
  g_autofree char *number =
      g_strdup_printf("%" G_GSIZE_FORMAT, mkepub_words_minutes(entry->article->body_words));
  g_autofree char *minutes = mkepub_words_fill(MKEPUB_WORD_MIN, entry->language, number);
  g_autofree char *line =
      g_strjoin(" · ", names ? names : minutes, names ? minutes : NULL, NULL);
  markup_element(out, "p", line, "class", "byline", NULL);
}

static void write_item(GString *out, const MkepubBook *book, const MkepubBookArticle *entry,
                       HeadlinesStyle style)
{
  gboolean foreign = g_strcmp0(entry->language, book->language) != 0;
  gboolean rtl = mkepub_language_is_rtl(entry->language);
  const char *direction = rtl == book->rtl ? NULL : rtl ? "rtl" : "ltr";
  const char *language = foreign ? entry->language : NULL;
  g_autofree char *title = label_title(entry->article->title.text, entry->language);
  markup_open(out, "li", "class",
              rtl         ? "item rtl"
              : direction ? "item ltr"
                          : "item",
              "lang", language, "xml:lang", language, "dir", direction, NULL);
  markup_open(out, "p", "class", "headline", NULL);
  markup_element(out, "a", title, "href", entry->name, NULL);
  markup_close(out, "p");
  if (style == HEADLINES_FULL) {
    write_standfirst(out, entry);
    write_byline(out, entry);
  }
  markup_close(out, "li");
  g_string_append_c(out, '\n');
}

void headlines_write(GString *out, const MkepubBook *book, guint first, guint count,
                     HeadlinesStyle style)
{
  guint end = MIN(first + count, book->articles->len);
  if (first >= end)
    return;
  markup_open(out, "ul", "class", style == HEADLINES_FULL ? "headlines" : "headlines brief",
              NULL);
  g_string_append_c(out, '\n');
  for (guint i = first; i < end; i++)
    write_item(out, book, g_ptr_array_index(book->articles, i), style);
  markup_close(out, "ul");
  g_string_append_c(out, '\n');
}
