/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "archive/site/parts.h"
#include "base/markup.h"
#include "text/language.h"

/* Only the shelf's own files may be loaded, even when the page is opened from the disk. */
#define POLICY                                                                                 \
  "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file:;" \
  " base-uri 'none'; form-action 'none'"

static void append_meta(GString *out, const char *name, const char *content)
{
  markup_open(out, "meta", "name", name, "content", content, NULL);
  g_string_append_c(out, '\n');
}

static void link_to(GString *out, const char *rel, const char *type, const char *title,
                    const char *root, const char *name)
{
  g_autofree char *href = shelf_page_href(root, name);
  markup_open(out, "link", "rel", rel, "type", type, "title", title, "href", href, NULL);
  g_string_append_c(out, '\n');
}

#define OPDS "application/atom+xml;profile=opds-catalog;kind=navigation"

void shelf_page_begin(const ShelfPage *page, GString *out, const char *title, const char *root)
{
  g_string_append(out, "<!DOCTYPE html>\n");
  markup_open(out, "html", "lang", page->language, "dir", page->rtl ? "rtl" : "ltr", NULL);
  g_string_append(out, "\n<head>\n");
  markup_open(out, "meta", "charset", "utf-8", NULL);
  g_string_append_c(out, '\n');
  markup_open(out, "meta", "http-equiv", "Content-Security-Policy", "content", POLICY, NULL);
  g_string_append_c(out, '\n');
  markup_element(out, "title", title, NULL);
  g_string_append_c(out, '\n');
  append_meta(out, "viewport", "width=device-width, initial-scale=1");
  append_meta(out, "color-scheme", "light dark");
  link_to(out, "stylesheet", NULL, NULL, root, "pages/shelf.css");
  link_to(out, "icon", "image/svg+xml", NULL, root, "pages/icon.svg");
  if (page->feed)
    link_to(out, "alternate", "application/rss+xml", page->series, root, "feed.xml");
  link_to(out, "alternate", OPDS, page->series, root, "index.xml");
  if (*root == '\0')
    g_string_append(out, "<script src=\"pages/search.js\" defer></script>\n");
  g_string_append(out, "</head>\n<body>\n");
  markup_element(out, "a", mkepub_words_lookup(MKEPUB_WORD_SKIP, page->language), "class",
                 "skip", "href", "#content", NULL);
  g_string_append_c(out, '\n');
}

static void foot_link(const ShelfPage *page, GString *out, MkepubWord word, const char *kind,
                      const char *root, const char *name)
{
  g_autofree char *href = shelf_page_href(root, name);
  g_autofree char *label =
      g_strdup_printf("%s (%s)", mkepub_words_lookup(word, page->language), kind);
  g_string_append(out, "<li>");
  markup_element(out, "a", label, "href", href, NULL);
  g_string_append(out, "</li>\n");
}

void shelf_page_end(const ShelfPage *page, GString *out, const char *root)
{
  g_string_append(out, "<footer>\n<ul class=\"links\">\n");
  foot_link(page, out, MKEPUB_WORD_CATALOG, "OPDS", root, "index.xml");
  if (page->feed)
    foot_link(page, out, MKEPUB_WORD_FEED, "RSS", root, "feed.xml");
  g_string_append(out, "</ul>\n</footer>\n</body>\n</html>\n");
}

gboolean shelf_page_put(const ShelfPage *page, const char *name, GString *out, GError **error)
{
  gboolean done = mkepub_shelf_put_later(page->shelf, name, "page", out->str, out->len, error);
  g_string_free(out, TRUE);
  return done;
}

char *shelf_page_href(const char *root, const char *name)
{
  g_autofree char *escaped = g_uri_escape_string(name, "/", FALSE);
  return g_strconcat(root, escaped, NULL);
}

const char *shelf_page_year_name(const ShelfPage *page, const char *name)
{
  return g_str_equal(name, "undated") ? mkepub_words_lookup(MKEPUB_WORD_UNDATED, page->language)
                                      : name;
}

const char *shelf_page_lang(const ShelfPage *page, const char *language)
{
  return language && g_ascii_strcasecmp(language, page->language) != 0 ? language : NULL;
}

const char *shelf_page_dir(const ShelfPage *page, const char *language)
{
  if (!language)
    return "auto";
  gboolean rtl = mkepub_language_is_rtl(language);
  return rtl == page->rtl ? NULL : rtl ? "rtl" : "ltr";
}

void shelf_page_text(const ShelfPage *page, GString *out, const char *name, const char *text,
                     const char *language, const char *class)
{
  markup_element(out, name, text, "class", class, "lang", shelf_page_lang(page, language),
                 "dir", shelf_page_dir(page, language), NULL);
}
