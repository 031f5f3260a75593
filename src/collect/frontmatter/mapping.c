/* SPDX-License-Identifier: MIT */
#include "collect/frontmatter/mapping.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "collect/frontmatter/authors.h"
#include "collect/frontmatter/heading.h"
#include "collect/frontmatter/strip-markup.h"
#include "text/language.h"

#define KEYS(...) ((const char *const[]){__VA_ARGS__, NULL})

const Field *mapping_next(const Mapping *m, const char *const *keys, guint *at)
{
  while (keys[*at]) {
    const Field *field = fields_find(m->matter->fields, keys[(*at)++]);
    if (field)
      return field;
  }
  return NULL;
}

gboolean mapping_take_from(MkepubValue *value, char *text, const char *origin)
{
  if (!text || !*text) {
    g_free(text);
    return FALSE;
  }
  value->text = text;
  value->origin = g_strdup(origin);
  return TRUE;
}

gboolean mapping_take(MkepubValue *value, char *text, const Field *field)
{
  g_autofree char *name = plain_word(field->name, -1);
  g_autofree char *origin =
      g_strdup_printf(field->in_body ? "body metadata '%s'" : "front matter '%s'", name);
  return mapping_take_from(value, text, origin);
}

static const char *first_value(const Field *field)
{
  return field->values->pdata[0];
}

static gboolean is_empty_title(const char *title)
{
  return !*title || g_ascii_strcasecmp(title, "untitled") == 0 ||
         g_ascii_strcasecmp(title, "no title") == 0;
}

static gboolean is_cut(const char *title)
{
  return g_str_has_suffix(title, "…") || g_str_has_suffix(title, "...");
}

/* Returns TRUE when TITLE, for which is_cut holds, is a beginning of FULL. */
static gboolean is_cut_from(const char *title, const char *full)
{
  gsize n = strlen(title) - 3; /* bytes before the dots; either kind takes three */
  while (n > 0 && title[n - 1] == ' ')
    n--;
  return n > 0 && strlen(full) > n && strncmp(title, full, n) == 0;
}

static void read_title(const Mapping *m)
{
  MkepubValue *title = &m->article->title;
  g_autofree char *heading = NULL;
  const Field *field;
  const char *const *keys =
      KEYS("title", "fulltitle", "subject", "headline", "linktitle", "ogtitle");
  for (guint at = 0; (field = mapping_next(m, keys, &at)) != NULL;) {
    g_autofree char *text = plain_inline(first_value(field), -1);
    if (is_empty_title(text))
      continue;
    if (is_cut(text) && (heading = heading_find(m->body, m->length)) &&
        is_cut_from(text, heading))
      break;
    g_clear_pointer(&heading, g_free);
    mapping_take(title, g_steal_pointer(&text), field);
    return;
  }
  if ((field = fields_find(m->matter->fields, "heading")) != NULL) {
    g_autofree char *text = plain_inline(first_value(field), -1);
    if (!is_empty_title(text)) {
      mapping_take_from(title, g_steal_pointer(&text), "heading");
      return;
    }
  }
  if (!heading)
    heading = heading_find(m->body, m->length);
  if (heading && !is_empty_title(heading) &&
      mapping_take_from(title, g_steal_pointer(&heading), "heading"))
    return;
  if ((field = fields_find(m->matter->fields, "firstsentence")) != NULL &&
      mapping_take_from(title, g_strdup(first_value(field)), "first sentence"))
    return;
  if (m->place->is_text &&
      mapping_take_from(title, heading_first_line(m->body, m->length), "first line"))
    return;
  const char *name = *m->place->rest ? m->place->rest : m->place->name;
  g_autofree char *spaced = place_title(name);
  g_autofree char *clean = plain_word(spaced, -1);
  mapping_take_from(title, g_strdup(*clean ? clean : "Untitled"), "file name");
}

/* Uses the first of KEYS whose value is not empty as plain text. */
static gboolean take_first(const Mapping *m, MkepubValue *value, const char *const *keys)
{
  const Field *field;
  for (guint at = 0; (field = mapping_next(m, keys, &at)) != NULL;)
    if (mapping_take(value, plain_inline(first_value(field), -1), field))
      return TRUE;
  return FALSE;
}

static void read_section(const Mapping *m)
{
  MkepubValue *section = &m->article->section;
  const Field *field;
  const char *const *keys = KEYS("section", "category", "categories", "taxonomies.categories",
                                 "extra.section", "series", "taxonomies.series");
  for (guint at = 0; (field = mapping_next(m, keys, &at)) != NULL;) {
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    /* the value of 'category' is one name with blanks, that of Jekyll's 'categories' a list
     * separated by blanks */
    if (g_str_has_suffix(keys[at - 1], "categories"))
      people_add_tags(names, field, g_str_equal(m->matter->dialect, "YAML"));
    else
      g_ptr_array_add(names, people_clean(first_value(field), -1));
    for (guint i = 0; i < names->len; i++)
      if (g_ascii_strcasecmp(names->pdata[i], "uncategorized") != 0 &&
          mapping_take(section, g_strdup(names->pdata[i]), field))
        return;
  }
  const char *folder = place_section(m->place);
  if (folder) {
    g_autofree char *title = place_title(folder);
    mapping_take_from(section, plain_word(title, -1), "folder");
  }
}

static void read_language(const Mapping *m)
{
  MkepubValue *language = &m->article->language;
  const Field *field;
  const char *const *keys =
      KEYS("lang", "language", "locale", "inlanguage", "oglocale", "extra.lang");
  for (guint at = 0; (field = mapping_next(m, keys, &at)) != NULL;)
    if (mapping_take(language, mkepub_language_normalize(first_value(field)), field))
      return;
  if (!mapping_take_from(language, place_language(m->place), "folder"))
    mapping_take_from(language, g_strdup(mkepub_language_guess(m->body, m->length)), "script");
}

static void read_image(const Mapping *m)
{
  const Field *field;
  const char *const *keys =
      KEYS("image", "image.path", "image.url", "image.src", "coverimage", "cover",
           "cover.image", "cover.src", "featureimage", "featuredimage", "featuredimage.path",
           "featuredimage.src", "previewimage", "ogimage", "thumbnail", "hero", "heroimage",
           "photo", "banner", "extra.image");
  for (guint at = 0; (field = mapping_next(m, keys, &at)) != NULL;) {
    g_autofree char *text = plain_word(first_value(field), -1);
    /* '![[x.png]]' and '[[x.png]]' of Obsidian */
    char *p = text + (*text == '!');
    gsize n = strlen(p);
    if (n > 4 && strncmp(p, "[[", 2) == 0 && g_str_has_suffix(p, "]]")) {
      p[n - 2] = '\0';
      p += 2;
      p[strcspn(p, "|")] = '\0';
    }
    /* a slug is not a file, and a favicon is not a lead picture */
    if (!strpbrk(p, "./") || strstr(p, "favicon"))
      continue;
    if (mapping_take(&m->article->image, g_strdup(p), field)) {
      m->article->image_line = field->line;
      return;
    }
  }
}

void mapping_read_texts(const Mapping *m)
{
  MkepubArticle *a = m->article;
  read_title(m);
  take_first(m, &a->subtitle, KEYS("subtitle", "subheading", "extra.subtitle"));
  if (!take_first(m, &a->description,
                  KEYS("description", "excerpt", "summary", "deck", "standfirst", "abstract",
                       "preview", "dek", "ogdescription")))
    mapping_take_from(&a->description, heading_teaser(m->body, m->length),
                      "text before 'more'");
  read_section(m);
  read_language(m);
  read_image(m);
  take_first(m, &a->image_words,
             KEYS("image.alt", "imagealt", "image_alt", "cover.alt", "coveralt",
                  "featureimagealt", "featuredimagealt", "featuredimage.alt", "image.caption",
                  "imagecaption", "cover.caption", "featureimagecaption", "image.description"));
}

static gboolean is_true(const char *text)
{
  return g_ascii_strcasecmp(text, "true") == 0 || g_ascii_strcasecmp(text, "yes") == 0 ||
         g_ascii_strcasecmp(text, "on") == 0 || g_str_equal(text, "1");
}

static gboolean is_draft(const Mapping *m)
{
  static const char *const states[] = {"draft",   "hidden",  "skip",
                                       "private", "pending", "trash"};
  const Fields *fields = m->matter->fields;
  const Field *field;
  if ((field = fields_find(fields, "draft")) != NULL && is_true(first_value(field)))
    return TRUE;
  if ((field = fields_find(fields, "ignore")) != NULL && is_true(first_value(field)))
    return TRUE;
  /* Jekyll's switch; Obsidian uses the same key for a date */
  if ((field = fields_find(fields, "published")) != NULL &&
      (g_ascii_strcasecmp(first_value(field), "false") == 0 ||
       g_ascii_strcasecmp(first_value(field), "no") == 0))
    return TRUE;
  if ((field = fields_find(fields, "status")) == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(states); i++)
    if (g_ascii_strcasecmp(first_value(field), states[i]) == 0)
      return TRUE;
  return FALSE;
}

void mapping_read_rest(const Mapping *m)
{
  MkepubArticle *a = m->article;
  const Field *field;
  const char *const *by = KEYS("authors", "author", "authors.name", "author.name", "author.key",
                               "creator", "by", "byline", "extra.authors", "extra.author",
                               "params.author", "taxonomies.authors", "articleauthor");
  for (guint at = 0; a->authors->len == 0 && (field = mapping_next(m, by, &at)) != NULL;) {
    people_add_authors(a->authors, field);
    if (a->authors->len > 0) {
      g_ptr_array_add(a->authors, NULL);
      mapping_take(&a->authors_from, g_strjoinv(", ", (char **)a->authors->pdata), field);
      g_ptr_array_set_size(a->authors, (gint)a->authors->len - 1);
    }
  }
  const char *const *about =
      KEYS("tags", "tag", "keywords", "documenttags", "taxonomies.tags", "topics", "labels");
  for (guint at = 0; (field = mapping_next(m, about, &at)) != NULL;)
    people_add_tags(a->tags, field,
                    g_str_equal(about[at - 1], "tags") &&
                        g_str_equal(m->matter->dialect, "YAML"));
  if ((field = fields_find(m->matter->fields, "weight")) != NULL) {
    char *end;
    gint64 weight = g_ascii_strtoll(first_value(field), &end, 10);
    if (end != first_value(field) && !*end)
      a->weight = weight;
  }
  a->draft = is_draft(m);
}
