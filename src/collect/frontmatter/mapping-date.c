/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "collect/frontmatter/mapping.h"
#include "collect/frontmatter/strip-markup.h"

static gboolean is_switch(const char *text)
{
  static const char *const words[] = {"true", "false", "yes", "no"};
  for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
    if (g_ascii_strcasecmp(text, words[i]) == 0)
      return TRUE;
  return FALSE;
}

/* Reads TEXT; of a wiki link, the page or else its display text: notes link their days. */
static gboolean parse_linked(const char *text, MkepubDate *date)
{
  gsize n = strlen(text);
  if (n < 4 || !g_str_has_prefix(text, "[[") || !g_str_has_suffix(text, "]]"))
    return mkepub_date_parse(text, -1, date);
  const char *p = text + 2, *end = text + n - 2;
  while (p < end) {
    const char *bar = memchr(p, '|', (gsize)(end - p));
    const char *stop = bar ? bar : end;
    if (mkepub_date_parse(p, stop - p, date))
      return TRUE;
    p = stop + 1;
  }
  return FALSE;
}

/* Uses the first of KEYS that is a date; reports each that is not. */
static gboolean read_keys(const Mapping *m, const char *const *keys, MkepubDate *date,
                          MkepubValue *from)
{
  const Field *field;
  for (guint at = 0; (field = mapping_next(m, keys, &at)) != NULL;) {
    g_autofree char *text = plain_word(field->values->pdata[0], -1);
    if (!*text || is_switch(text))
      continue;
    if (parse_linked(text, date))
      return mapping_take(from, g_steal_pointer(&text), field);
    g_autofree char *name = plain_word(field->name, -1);
    mkepub_findings_add(m->findings, MKEPUB_FINDING_DATE_INVALID, m->article->path, field->line,
                        0, "cannot understand the date '%.80s' of '%s'", text, name);
  }
  return FALSE;
}

/* Reads 'path = "2025/06/26/Rust-1.88.0"' of Zola, a permalink of Jekyll. */
static gboolean read_site_path(const Mapping *m)
{
  static const char *const keys[] = {"path", "permalink", "url", "slug", NULL};
  const Field *field;
  for (guint at = 0; (field = mapping_next(m, keys, &at)) != NULL;) {
    g_autofree char *text = plain_word(field->values->pdata[0], -1);
    g_auto(GStrv) parts = g_strsplit(text, "/", -1);
    if (place_find_date(parts, &m->article->published))
      return mapping_take(&m->article->published_from, g_steal_pointer(&text), field);
  }
  return FALSE;
}

static gboolean read_place(const Mapping *m)
{
  MkepubArticle *a = m->article;
  if (m->place->date.year != 0) {
    a->published = m->place->date;
    g_autofree char *text = g_strndup(m->place->name, (gsize)(m->place->rest - m->place->name));
    gsize n = strlen(text);
    while (n > 0 && !g_ascii_isdigit(text[n - 1]))
      text[--n] = '\0';
    return mapping_take_from(&a->published_from, g_steal_pointer(&text), "file name");
  }
  return FALSE;
}

static gboolean read_folder(const Mapping *m)
{
  MkepubArticle *a = m->article;
  if (!place_find_date(m->place->folders, &a->published))
    return FALSE;
  g_autofree char *path = g_strjoinv("/", m->place->folders);
  return mapping_take_from(&a->published_from, plain_word(path, -1), "folder");
}

void mapping_read_dates(const Mapping *m)
{
  static const char *const published[] = {
      "published",     "datepublished",  "publishedat", "publishdate",
      "publisheddate", "publishedtime",  "pubdate",     "articlepublishedtime",
      "date",          "date.published", NULL};
  static const char *const created[] = {"created",   "createdat", "datecreated", "date.created",
                                        "dateadded", "datesaved", "clipped",     NULL};
  static const char *const modified[] = {"lastmod",      "modified",     "updated",
                                         "updatedat",    "lastmodified", "dateupdated",
                                         "datemodified", "lastupdated",  NULL};
  MkepubArticle *a = m->article;
  if (!read_keys(m, published, &a->published, &a->published_from) && !read_place(m) &&
      !read_site_path(m) && !read_folder(m) &&
      !read_keys(m, created, &a->published, &a->published_from)) {
    a->published = MKEPUB_DATE_NONE;
    mkepub_findings_add(m->findings, MKEPUB_FINDING_DATE_MISSING, a->path, 0, 0,
                        "no date is known");
  }
  if (!read_keys(m, modified, &a->modified, &a->modified_from))
    a->modified = MKEPUB_DATE_NONE;
}
