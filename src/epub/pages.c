/* SPDX-License-Identifier: MIT */
#include "epub/pages.h"

#include "base/markup.h"
#include "base/text.h"
#include "epub/display-text.h"
#include "mkepub/book.h"
#include "text/language.h"
#include "text/words.h"

typedef enum {
  HEADLINES_FULL, /* with standfirst and byline */
  HEADLINES_BRIEF /* titles only, for long lists */
} HeadlinesStyle;

/* A list of more articles than this is better brief. */
#define HEADLINES_FULL_LIMIT 60

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

/* Appends the list of articles[first .. first + count) to OUT; nothing when COUNT is 0.
 * Texts in another language than the book's are marked with it and its direction. */
static void headlines_write(GString *out, const MkepubBook *book, guint first, guint count,
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

/* A front page of more articles than this lists the sections only. */
#define FRONT_LIMIT       300
#define DESCRIPTION_LIMIT 300

static void write_head(GString *out, const MkepubBook *book, const char *title)
{
  g_autofree char *line = label_clean(title);
  g_autofree char *shown = line ? text_shorten(line, LABEL_LIMIT) : label_book(book);
  g_string_append(out, "<head>\n<meta charset=\"utf-8\"/>\n");
  markup_element(out, "title", shown, NULL);
  const char *const sheets[] = {PAGE_CSS_BASE, PAGE_CSS_NIGHT,
                                book->fonts->len > 0 ? PAGE_CSS_FONTS : NULL,
                                book->css ? PAGE_CSS_USER : NULL};
  for (guint i = 0; i < G_N_ELEMENTS(sheets); i++) {
    if (!sheets[i])
      continue;
    g_string_append_c(out, '\n');
    markup_void(out, "link", "rel", "stylesheet", "type", "text/css", "href", sheets[i], NULL);
  }
  g_string_append(out, "\n</head>\n");
}

void page_begin(GString *out, const MkepubBook *book, const char *title, const char *language)
{
  if (!language || !*language)
    language = label_language(book);
  gboolean rtl = mkepub_language_is_rtl(language);
  g_string_append(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n");
  markup_open(out, "html", "xmlns", "http://www.w3.org/1999/xhtml", "xmlns:epub",
              "http://www.idpf.org/2007/ops", "lang", language, "xml:lang", language, "dir",
              rtl ? "rtl" : NULL, NULL);
  g_string_append_c(out, '\n');
  write_head(out, book, title);
  /* the class serves readers that know no attribute selectors */
  markup_open(out, "body", "class", rtl ? "rtl" : NULL, NULL);
  g_string_append_c(out, '\n');
}

void page_end(GString *out)
{
  g_string_append(out, "</body>\n</html>\n");
}

GString *page_cover(const MkepubBook *book, const char *cover_href)
{
  GString *out = g_string_new(NULL);
  g_autofree char *title = label_book(book);
  g_autofree char *date =
      book->edition ? NULL : mkepub_date_format_human(&book->date, book->language);
  g_autofree char *alternative = g_strjoin(", ", title, date, NULL);
  page_begin(out, book, mkepub_words_lookup(MKEPUB_WORD_COVER, book->language), NULL);
  markup_open(out, "section", "epub:type", "cover", "class", "cover", NULL);
  markup_void(out, "img", "role", "doc-cover", "src", cover_href, "alt", alternative, NULL);
  markup_close(out, "section");
  g_string_append_c(out, '\n');
  page_end(out);
  return out;
}

/* <p class="CLASS">TEXT</p>, shortened; nothing for no text. */
static void write_line(GString *out, const char *class, const char *text, gsize limit)
{
  g_autofree char *line = label_clean(text);
  if (!line)
    return;
  g_autofree char *brief = text_shorten(line, limit);
  markup_element(out, "p", brief, "class", class, NULL);
  g_string_append_c(out, '\n');
}

/* 'Issue 12 · 16 March 2026' */
static void write_dateline(GString *out, const MkepubBook *book)
{
  g_autofree char *issue = label_issue(book);
  g_autofree char *date = label_date(book);
  g_autofree char *stamp = mkepub_date_format_w3cdtf(&book->date);
  if (!issue && !date)
    return;
  markup_open(out, "p", "class", "dateline", NULL);
  if (issue)
    markup_text(out, issue);
  if (issue && date)
    g_string_append(out, " · ");
  if (date && stamp)
    markup_element(out, "time", date, "datetime", stamp, NULL);
  else if (date)
    markup_text(out, date);
  markup_close(out, "p");
  g_string_append_c(out, '\n');
}

static void write_extent(GString *out, const MkepubBook *book)
{
  gsize words = 0;
  for (guint i = 0; i < book->articles->len; i++)
    words += ((MkepubBookArticle *)g_ptr_array_index(book->articles, i))->article->body_words;
  g_autofree char *articles = mkepub_words_articles(book->articles->len, book->language);
  g_autofree char *time = mkepub_words_reading_time(words, book->language);
  g_autofree char *line = g_strjoin(" · ", articles, time, NULL);
  markup_element(out, "p", line, "class", "extent", NULL);
  g_string_append_c(out, '\n');
}

static void write_section_heading(GString *out, const MkepubBook *book,
                                  const MkepubBookSection *section)
{
  g_autofree char *said = label_clean(section->title);
  if (!said && !section->name)
    return;
  g_autofree char *title = label_title(section->title, book->language);
  markup_open(out, "h2", "class", "rubric", NULL);
  if (section->name)
    markup_element(out, "a", title, "href", section->name, NULL);
  else
    markup_text(out, title);
  markup_close(out, "h2");
  g_string_append_c(out, '\n');
}

/* For books too large for one page of headlines: the sections, each with its number of
 * articles. */
static void write_sections_only(GString *out, const MkepubBook *book)
{
  gboolean open = FALSE;
  for (guint i = 0; i < book->sections->len; i++) {
    const MkepubBookSection *section = g_ptr_array_index(book->sections, i);
    if (!section->name)
      continue;
    if (!open)
      markup_open(out, "ul", "class", "headlines", NULL);
    open = TRUE;
    g_autofree char *title = label_title(section->title, book->language);
    g_autofree char *count = mkepub_words_articles(section->count, book->language);
    g_string_append_c(out, '\n');
    markup_open(out, "li", "class", "item", NULL);
    markup_open(out, "p", "class", "headline", NULL);
    markup_element(out, "a", title, "href", section->name, NULL);
    markup_close(out, "p");
    markup_element(out, "p", count, "class", "byline", NULL);
    markup_close(out, "li");
  }
  if (open)
    g_string_append(out, "\n</ul>\n");
}

static void write_front_lists(GString *out, const MkepubBook *book)
{
  guint all = book->articles->len;
  if (all > FRONT_LIMIT) {
    write_sections_only(out, book);
    markup_open(out, "p", "class", "pager", NULL);
    markup_element(out, "a", mkepub_words_lookup(MKEPUB_WORD_CONTENTS, book->language), "href",
                   NAME_NAV, NULL);
    markup_close(out, "p");
    return;
  }
  for (guint i = 0; i < book->sections->len; i++) {
    const MkepubBookSection *section = g_ptr_array_index(book->sections, i);
    write_section_heading(out, book, section);
    headlines_write(out, book, section->first, section->count,
                    all > HEADLINES_FULL_LIMIT ? HEADLINES_BRIEF : HEADLINES_FULL);
  }
}

static void write_imprint(GString *out, const MkepubBook *book)
{
  g_autofree char *masthead = label_masthead(book);
  g_autofree char *publisher = label_clean(book->publisher);
  if (publisher && g_strcmp0(publisher, masthead) != 0)
    write_line(out, "imprint", publisher, LABEL_LIMIT);
  write_line(out, "imprint", book->rights, DESCRIPTION_LIMIT);
}

GString *page_title(const MkepubBook *book)
{
  GString *out = g_string_new(NULL);
  g_autofree char *masthead = label_masthead(book);
  page_begin(out, book, book->title, NULL);
  markup_open(out, "section", "epub:type", "titlepage", "class", "front", NULL);
  g_string_append_c(out, '\n');
  markup_element(out, "h1", masthead, "class", "masthead", NULL);
  g_string_append_c(out, '\n');
  write_line(out, "motto", book->subtitle, LABEL_LIMIT);
  write_dateline(out, book);
  if (book->articles->len > 0)
    write_extent(out, book);
  write_line(out, "about", book->description, DESCRIPTION_LIMIT);
  write_front_lists(out, book);
  write_imprint(out, book);
  markup_close(out, "section");
  g_string_append_c(out, '\n');
  page_end(out);
  return out;
}

GString *page_section(const MkepubBook *book, guint index)
{
  GString *out = g_string_new(NULL);
  const MkepubBookSection *section = g_ptr_array_index(book->sections, index);
  g_autofree char *title = label_title(section->title, book->language);
  g_autofree char *masthead = label_masthead(book);
  page_begin(out, book, title, NULL);
  markup_open(out, "section", "epub:type", "part", "role", "doc-part", "aria-labelledby",
              "section", "class", "part", NULL);
  g_string_append_c(out, '\n');
  markup_element(out, "p", masthead, "class", "kicker", NULL);
  markup_element(out, "h1", title, "id", "section", NULL);
  g_string_append_c(out, '\n');
  headlines_write(out, book, section->first, section->count,
                  section->count > HEADLINES_FULL_LIMIT ? HEADLINES_BRIEF : HEADLINES_FULL);
  markup_close(out, "section");
  g_string_append_c(out, '\n');
  page_end(out);
  return out;
}
