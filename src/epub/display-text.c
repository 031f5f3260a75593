/* SPDX-License-Identifier: MIT */
#include "epub/display-text.h"

#include <string.h>

#include "base/text.h"
#include "text/words.h"

#define BYLINE_LIMIT 80

static gboolean is_visible(const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (g_unichar_isgraph(c) && !g_unichar_iszerowidth(c))
      return TRUE;
  }
  return FALSE;
}

char *label_clean(const char *text)
{
  if (!text)
    return NULL;
  g_autofree char *repaired = text_repair(text, strlen(text), NULL, NULL, NULL);
  g_autofree char *line = text_collapse(repaired, -1);
  return is_visible(line) ? g_steal_pointer(&line) : NULL;
}

char *label_title(const char *title, const char *language)
{
  g_autofree char *line = label_clean(title);
  return line ? text_shorten(line, LABEL_LIMIT)
              : g_strdup(mkepub_words_lookup(MKEPUB_WORD_UNTITLED, language));
}

char *label_masthead(const MkepubBook *book)
{
  g_autofree char *line = label_clean(book->masthead);
  return label_title(line ? line : book->title, book->language);
}

char *label_book(const MkepubBook *book)
{
  g_autofree char *line = label_clean(book->title);
  return line ? g_steal_pointer(&line) : label_masthead(book);
}

char *label_issue(const MkepubBook *book)
{
  g_autofree char *issue = label_clean(book->issue);
  if (!issue)
    return NULL;
  if (issue[strspn(issue, "0123456789.")] == '\0')
    return mkepub_words_fill(MKEPUB_WORD_ISSUE, book->language, issue);
  g_autofree char *date = mkepub_date_format_w3cdtf(&book->date);
  if (date && g_str_has_prefix(date, issue))
    return NULL;
  return text_shorten(issue, LABEL_LIMIT);
}

char *label_date(const MkepubBook *book)
{
  g_autofree char *edition = label_clean(book->edition);
  return edition ? text_shorten(edition, LABEL_LIMIT)
                 : mkepub_date_format_human(&book->date, book->language);
}

char *label_byline(const MkepubArticle *article)
{
  GString *names = g_string_new(NULL);
  for (guint i = 0; article->authors && i < article->authors->len; i++) {
    g_autofree char *name = label_clean(g_ptr_array_index(article->authors, i));
    if (name && names->len > 0)
      g_string_append(names, ", ");
    g_string_append(names, name ? name : "");
  }
  g_autofree char *authors = g_string_free(names, FALSE);
  g_autofree char *line = label_clean(*authors ? authors : article->site.text);
  return line ? text_shorten(line, BYLINE_LIMIT) : NULL;
}

const char *label_language(const MkepubBook *book)
{
  return book->language && *book->language ? book->language : "en";
}

const char *label_start(const MkepubBook *book)
{
  if (book->articles->len == 0)
    return NULL;
  const MkepubBookArticle *first = g_ptr_array_index(book->articles, 0);
  const MkepubBookSection *section = first->section < book->sections->len
                                         ? g_ptr_array_index(book->sections, first->section)
                                         : NULL;
  return section && section->name ? section->name : first->name;
}
