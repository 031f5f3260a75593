/* SPDX-License-Identifier: MIT */
#include "base/markup.h"
#include "epub/display-text.h"
#include "epub/pages.h"
#include "text/language.h"
#include "text/words.h"

static void write_article(GString *out, const MkepubBook *book, const MkepubBookArticle *entry)
{
  const char *language =
      g_strcmp0(entry->language, book->language) != 0 ? entry->language : NULL;
  gboolean rtl = mkepub_language_is_rtl(entry->language);
  g_autofree char *title = label_title(entry->article->title.text, entry->language);
  g_string_append(out, "<li>");
  markup_element(out, "a", title, "href", entry->name, "lang", language, "xml:lang", language,
                 "dir",
                 rtl == book->rtl ? NULL
                 : rtl            ? "rtl"
                                  : "ltr",
                 NULL);
  g_string_append(out, "</li>\n");
}

/* An ol may not be empty, so a section without articles is a leaf. */
static void write_section(GString *out, const MkepubBook *book,
                          const MkepubBookSection *section)
{
  gboolean nested = book->toc_depth != 1 && section->name;
  guint end = MIN(section->first + section->count, book->articles->len);
  if (nested) {
    g_autofree char *title = label_title(section->title, book->language);
    g_string_append(out, "<li>");
    markup_element(out, "a", title, "href", section->name, NULL);
    g_string_append(out, section->first < end ? "\n<ol>\n" : "");
  }
  for (guint i = section->first; i < end; i++)
    write_article(out, book, g_ptr_array_index(book->articles, i));
  if (nested)
    g_string_append(out, section->first < end ? "</ol>\n</li>\n" : "</li>\n");
}

static void write_toc(GString *out, const MkepubBook *book)
{
  const char *contents = mkepub_words_lookup(MKEPUB_WORD_CONTENTS, book->language);
  markup_open(out, "nav", "epub:type", "toc", "role", "doc-toc", "id", "toc", "class", "toc",
              "aria-labelledby", "contents", NULL);
  g_string_append_c(out, '\n');
  markup_element(out, "h1", contents, "id", "contents", NULL);
  g_string_append(out, "\n<ol>\n");
  gsize empty = out->len;
  for (guint i = 0; i < book->sections->len; i++)
    write_section(out, book, g_ptr_array_index(book->sections, i));
  if (out->len == empty) { /* a book without articles still needs an entry */
    g_string_append(out, "<li>");
    markup_element(out, "a", mkepub_words_lookup(MKEPUB_WORD_FRONT_PAGE, book->language),
                   "href", NAME_TITLE, NULL);
    g_string_append(out, "</li>\n");
  }
  g_string_append(out, "</ol>\n</nav>\n");
}

static void write_landmark(GString *out, const MkepubBook *book, const char *type,
                           const char *href, MkepubWord word)
{
  g_string_append(out, "<li>");
  markup_element(out, "a", mkepub_words_lookup(word, book->language), "epub:type", type, "href",
                 href, NULL);
  g_string_append(out, "</li>\n");
}

GString *page_nav(const MkepubBook *book)
{
  GString *out = g_string_new(NULL);
  const char *start = label_start(book);
  page_begin(out, book, mkepub_words_lookup(MKEPUB_WORD_CONTENTS, book->language), NULL);
  write_toc(out, book);
  markup_open(out, "nav", "epub:type", "landmarks", "id", "landmarks", "class", "landmarks",
              "hidden", "hidden", "aria-label",
              mkepub_words_lookup(MKEPUB_WORD_LANDMARKS, book->language), NULL);
  g_string_append(out, "\n<ol>\n");
  write_landmark(out, book, "cover", NAME_COVER, MKEPUB_WORD_COVER);
  write_landmark(out, book, "titlepage", NAME_TITLE, MKEPUB_WORD_FRONT_PAGE);
  write_landmark(out, book, "toc", NAME_NAV, MKEPUB_WORD_CONTENTS);
  if (start)
    write_landmark(out, book, "bodymatter", start, MKEPUB_WORD_START);
  g_string_append(out, "</ol>\n</nav>\n");
  page_end(out);
  return out;
}
