/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "epub/identity.h"
#include "mkepub/book.h"
#include "mkepub/collection.h"
#include "text/language.h"

typedef struct Names Names;

struct Names {
  GHashTable *stems; /* char * to the number of articles that would like it */
  GHashTable *taken; /* of char * */
  GHashTable *last;  /* stem to the number of the last name that was made of it; 1: none */
};

#define NAME_LIMIT 72

/* What an article would like to be called: '2025-01-13-budget', 'budget' for budget/index.md.
 */
static char *wish_of(const MkepubArticle *article)
{
  g_autofree char *path = g_strdup(article->relative);
  char *base = strrchr(path, '/');
  base = base ? base + 1 : path;
  char *dot = strrchr(base, '.');
  if (dot && dot != base)
    *dot = '\0';
  if (g_ascii_strncasecmp(base, "index", 5) == 0 && base > path && strlen(base) <= 8) {
    base[-1] = '\0';
    char *folder = strrchr(path, '/');
    base = folder ? folder + 1 : path;
  }
  return text_slug(base, NAME_LIMIT);
}

/* Looks over all articles of COLLECTION first, so that a name does not depend on who asks
 * first. */
static Names *names_new(const MkepubCollection *collection)
{
  static const char *const reserved[] = {"cover", "title", "nav", "toc", ""};
  Names *names = g_new0(Names, 1);
  names->stems = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  names->taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  names->last = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < G_N_ELEMENTS(reserved); i++)
    g_hash_table_insert(names->stems, g_strdup(reserved[i]), GUINT_TO_POINTER(1));
  for (guint i = 0; i < collection->articles->len; i++) {
    char *wish = wish_of(g_ptr_array_index(collection->articles, i));
    guint count = GPOINTER_TO_UINT(g_hash_table_lookup(names->stems, wish));
    g_hash_table_insert(names->stems, wish, GUINT_TO_POINTER(count + 1));
  }
  return names;
}

static void names_free(Names *names)
{
  g_hash_table_unref(names->stems);
  g_hash_table_unref(names->taken);
  g_hash_table_unref(names->last);
  g_free(names);
}

static char *hashed(const char *stem, const char *of)
{
  g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, of, -1);
  return *stem ? g_strdup_printf("%s-%.8s", stem, sum) : g_strdup_printf("x%.12s", sum);
}

/* Takes STEM for good; a number is the last resort, for the same path below two inputs. */
static char *take(Names *names, const char *stem)
{
  guint n = GPOINTER_TO_UINT(g_hash_table_lookup(names->last, stem));
  char *name = NULL;
  do {
    g_free(name);
    name =
        ++n == 1 ? g_strdup_printf("%s.xhtml", stem) : g_strdup_printf("%s-%u.xhtml", stem, n);
  } while (g_hash_table_contains(names->taken, name));
  g_hash_table_insert(names->last, g_strdup(stem), GUINT_TO_POINTER(n));
  g_hash_table_add(names->taken, g_strdup(name));
  return name;
}

/* 'slug.xhtml' from the file name (or the bundle's folder); where two articles share it, from
 * the whole path below the input; where that has no letters left, from a hash of the path. For
 * the caller to free. */
static char *names_article(Names *names, const MkepubArticle *article)
{
  g_autofree char *wish = wish_of(article);
  if (GPOINTER_TO_UINT(g_hash_table_lookup(names->stems, wish)) == 1 &&
      !g_str_has_prefix(wish, "section-"))
    return take(names, wish);
  g_autofree char *path = g_strdup(article->relative);
  char *dot = strrchr(path, '.');
  if (dot && !strchr(dot, '/'))
    *dot = '\0';
  g_autofree char *stem = text_slug(path, NAME_LIMIT);
  g_autofree char *full =
      *wish && *stem && strcmp(stem, wish) != 0 && strlen(path) <= NAME_LIMIT
          ? g_strdup(stem)
          : hashed(stem, article->relative);
  return take(names, full);
}

/* 'section-world.xhtml'. For the caller to free. */
static char *names_section(Names *names, const char *title)
{
  g_autofree char *slug = text_slug(title, NAME_LIMIT);
  g_autofree char *stem = *slug ? g_strdup(slug) : hashed(slug, title);
  g_autofree char *full = g_strdup_printf("section-%s", stem);
  return take(names, full);
}

/* An NCName for the manifest from a file name. For the caller to free. */
static char *names_id(const char *name)
{
  const char *dot = strrchr(name, '.');
  return g_strdup_printf("x-%.*s", (int)(dot ? dot - name : (gssize)strlen(name)), name);
}

/* Without a word: e-readers of today show 1264 by 1680 pixels, and phones hardly more. */
#define MAX_PIXELS 1600
#define QUALITY    80

static void article_free(gpointer data)
{
  MkepubBookArticle *article = data;
  g_free(article->name);
  g_free(article->id);
  g_free(article->language);
  g_free(article);
}

static void section_free(gpointer data)
{
  MkepubBookSection *section = data;
  g_free(section->title);
  g_free(section->name);
  g_free(section->id);
  g_free(section);
}

void mkepub_book_free(MkepubBook *book)
{
  if (!book)
    return;
  g_free(book->title);
  g_free(book->masthead);
  g_free(book->subtitle);
  g_free(book->series);
  g_free(book->issue);
  g_free(book->edition);
  g_free(book->publisher);
  g_free(book->issn);
  g_free(book->description);
  g_free(book->rights);
  g_free(book->position);
  g_free(book->identifier);
  g_free(book->language);
  g_free(book->modified);
  g_free(book->css);
  g_free(book->cover);
  g_free(book->design);
  g_free(book->cover_font);
  g_ptr_array_unref(book->assets);
  g_ptr_array_unref(book->fonts);
  g_free(book->settings);
  g_ptr_array_unref(book->authors);
  g_ptr_array_unref(book->subjects);
  g_ptr_array_unref(book->languages);
  g_ptr_array_unref(book->sections);
  g_ptr_array_unref(book->articles);
  g_free(book);
}

/* The keys by which articles are sorted and grouped, computed once. */
typedef struct {
  const MkepubArticle *article;
  char *group;    /* section title; NULL: none */
  char *sort_key; /* for titles: collation without a locale */
  guint rank;     /* of the group */
} Entry;

typedef struct {
  MkepubSort sort;
  gboolean descending;
} Order;

static void entry_clear(gpointer data)
{
  Entry *entry = data;
  g_free(entry->group);
  g_free(entry->sort_key);
}

static gint compare_by(const Entry *a, const Entry *b, MkepubSort sort)
{
  switch (sort) {
  case MKEPUB_SORT_TITLE:
    return strcmp(a->sort_key, b->sort_key);
  case MKEPUB_SORT_WEIGHT:
    return a->article->weight < b->article->weight ? -1
                                                   : a->article->weight > b->article->weight;
  case MKEPUB_SORT_PATH:
    return 0;
  default: {
    gboolean no_a = a->article->published.year == 0, no_b = b->article->published.year == 0;
    if (no_a || no_b)
      return no_a - no_b;
    return mkepub_date_compare(&a->article->published, &b->article->published);
  }
  }
}

static gint compare_entries(gconstpointer a, gconstpointer b, gpointer data)
{
  const Entry *left = a, *right = b;
  const Order *order = data;
  gint result = compare_by(left, right, order->sort);
  gboolean undated = left->article->published.year == 0 || right->article->published.year == 0;
  if (result == 0)
    result = strcmp(left->article->relative, right->article->relative);
  else if (order->descending && undated && order->sort <= MKEPUB_SORT_DATE)
    return result; /* what has no date comes last either way */
  if (result == 0)
    result = strcmp(left->article->file, right->article->file);
  return order->descending ? -result : result;
}

static gint compare_ranks(gconstpointer a, gconstpointer b, gpointer data)
{
  const Entry *left = a, *right = b;
  (void)data;
  return left->rank < right->rank ? -1 : left->rank > right->rank;
}

/* The group of AUTO: sections when the config names some or most articles know theirs. */
static MkepubGroup choose_group(const MkepubCollection *collection, const MkepubConfig *config)
{
  if (config->group != MKEPUB_GROUP_AUTO)
    return config->group;
  guint with = 0;
  for (guint i = 0; i < collection->articles->len; i++) {
    const MkepubArticle *article = g_ptr_array_index(collection->articles, i);
    with += article->section.text != NULL;
  }
  return config->sections->len > 0 || (with > 0 && with * 2 >= collection->articles->len)
             ? MKEPUB_GROUP_SECTION
             : MKEPUB_GROUP_NONE;
}

/* Title of the group that ARTICLE belongs to, for the caller to free; NULL for none. */
static char *group_of(const MkepubArticle *article, MkepubGroup group, gboolean by_month,
                      const char *language)
{
  if (group == MKEPUB_GROUP_SECTION)
    return g_strdup(article->section.text);
  if (group == MKEPUB_GROUP_FOLDER) {
    const char *slash = strchr(article->relative, '/');
    return slash ? g_strndup(article->relative, (gsize)(slash - article->relative)) : NULL;
  }
  if (group == MKEPUB_GROUP_DATE && article->published.year > 0) {
    MkepubDate date = article->published;
    date.hour = -1;
    if (by_month)
      date.day = 0;
    return mkepub_date_format_human(&date, language);
  }
  return NULL;
}

/* More than a month between the first and the last article: months make better sections than
 * days. */
static gboolean spans_months(const MkepubCollection *collection)
{
  MkepubDate first = MKEPUB_DATE_NONE, last = MKEPUB_DATE_NONE;
  for (guint i = 0; i < collection->articles->len; i++) {
    const MkepubArticle *article = g_ptr_array_index(collection->articles, i);
    if (article->published.year == 0)
      continue;
    if (first.year == 0 || mkepub_date_compare(&article->published, &first) < 0)
      first = article->published;
    if (last.year == 0 || mkepub_date_compare(&article->published, &last) > 0)
      last = article->published;
  }
  gint months = (last.year - first.year) * 12 + last.month - first.month;
  return months > 1 || (months == 1 && last.day > first.day);
}

static guint rank_of(GHashTable *ranks, const char *group)
{
  g_autofree char *key = group ? text_fold(group) : NULL;
  if (!key)
    return 0;
  guint rank = GPOINTER_TO_UINT(g_hash_table_lookup(ranks, key));
  if (rank == 0) {
    rank = g_hash_table_size(ranks) + 1;
    g_hash_table_insert(ranks, g_steal_pointer(&key), GUINT_TO_POINTER(rank));
  }
  return rank;
}

/* Entries in reading order. */
static GArray *order_entries(const MkepubBook *book, const MkepubConfig *config)
{
  const MkepubCollection *collection = book->collection;
  MkepubGroup group = choose_group(collection, config);
  gboolean by_month = group == MKEPUB_GROUP_DATE && spans_months(collection);
  GArray *entries = g_array_new(FALSE, TRUE, sizeof(Entry));
  g_array_set_clear_func(entries, entry_clear);
  for (guint i = 0; i < collection->articles->len; i++) {
    const MkepubArticle *article = g_ptr_array_index(collection->articles, i);
    Entry entry = {.article = article,
                   .group = group_of(article, group, by_month, book->language),
                   .sort_key = text_fold(article->title.text)};
    g_array_append_val(entries, entry);
  }
  Order order = {config->sort, config->descending};
  g_array_sort_with_data(entries, compare_entries, &order);
  g_autoptr(GHashTable) ranks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; group == MKEPUB_GROUP_SECTION && i < config->sections->len; i++)
    rank_of(ranks, g_ptr_array_index(config->sections, i));
  for (guint i = 0; i < entries->len; i++) {
    Entry *entry = &g_array_index(entries, Entry, i);
    entry->rank = rank_of(ranks, entry->group);
  }
  /* GLib's sort of arrays is stable since 2.32: within a group the order stays */
  g_array_sort_with_data(entries, compare_ranks, NULL);
  return entries;
}

/* A section's title as book.yaml spells it, where it does. */
static const char *section_spelling(const MkepubConfig *config, const char *title)
{
  g_autofree char *key = text_fold(title);
  for (guint i = 0; i < config->sections->len; i++) {
    const char *name = g_ptr_array_index(config->sections, i);
    g_autofree char *other = text_fold(name);
    if (strcmp(key, other) == 0)
      return name;
  }
  return title;
}

static void fill_sections(MkepubBook *book, const MkepubConfig *config, const GArray *entries,
                          Names *names)
{
  guint rank = G_MAXUINT;
  for (guint i = 0; i < entries->len; i++) {
    const Entry *entry = &g_array_index(entries, Entry, i);
    if (entry->rank != rank) {
      MkepubBookSection *section = g_new0(MkepubBookSection, 1);
      rank = entry->rank;
      section->first = i;
      if (entry->group) {
        section->title = g_strdup(section_spelling(config, entry->group));
        section->name = names_section(names, section->title);
        section->id = names_id(section->name);
      }
      g_ptr_array_add(book->sections, section);
    }
    MkepubBookSection *section = g_ptr_array_index(book->sections, book->sections->len - 1);
    section->count++;
    MkepubBookArticle *article = g_new0(MkepubBookArticle, 1);
    article->article = entry->article;
    article->language = g_strdup(entry->article->language.text ? entry->article->language.text
                                                               : book->language);
    article->name = names_article(names, entry->article);
    article->id = names_id(article->name);
    article->section = book->sections->len - 1;
    g_ptr_array_add(book->articles, article);
  }
}

static void fill_languages(MkepubBook *book)
{
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  g_ptr_array_add(book->languages, g_strdup(book->language));
  g_hash_table_add(seen, book->language);
  for (guint i = 0; i < book->articles->len; i++) {
    const MkepubBookArticle *article = g_ptr_array_index(book->articles, i);
    if (g_hash_table_add(seen, article->language))
      g_ptr_array_add(book->languages, g_strdup(article->language));
  }
}

static gpointer copy_text(gconstpointer text, gpointer data)
{
  (void)data;
  return g_strdup(text);
}

/* How pictures, cover and fonts shall be: what was said outright, then what the device wants.
 */
static void fill_looks(MkepubBook *book, const MkepubConfig *config, MkepubFindings *findings)
{
  const MkepubDevice *device = config->device;
  book->design = g_strdup(config->design);
  book->cover_font = g_strdup(config->cover_font);
  book->assets = g_ptr_array_copy(config->assets, copy_text, NULL);
  g_ptr_array_set_free_func(book->assets, g_free);
  book->fonts = g_ptr_array_copy(config->fonts, copy_text, NULL);
  g_ptr_array_set_free_func(book->fonts, g_free);
  book->max_pixels = config->max_pixels > 0 ? config->max_pixels
                     : device               ? device->max_pixels
                                            : MAX_PIXELS;
  book->quality = config->quality > 0 ? config->quality : device ? device->quality : QUALITY;
  book->gray =
      config->gray == MKEPUB_YES || (config->gray == MKEPUB_UNSAID && device && device->gray);
  book->max_size = config->max_size;
  for (guint i = 0; i < book->assets->len; i++) {
    g_autofree char *shown = text_display_path(book->assets->pdata[i]);
    if (!g_file_test(book->assets->pdata[i], G_FILE_TEST_IS_DIR))
      mkepub_findings_add(findings, MKEPUB_FINDING_CONFIG_INVALID, book->settings, 0, 0,
                          "no such folder of pictures: '%s'", shown);
  }
}

MkepubBook *mkepub_book_plan(const MkepubCollection *collection, const MkepubConfig *config,
                             MkepubFindings *findings)
{
  MkepubBook *book = g_new0(MkepubBook, 1);
  book->collection = collection;
  book->authors = g_ptr_array_new_with_free_func(g_free);
  book->subjects = g_ptr_array_new_with_free_func(g_free);
  book->languages = g_ptr_array_new_with_free_func(g_free);
  book->sections = g_ptr_array_new_with_free_func(section_free);
  book->articles = g_ptr_array_new_with_free_func(article_free);
  identity_fill(book, config, findings);
  fill_looks(book, config, findings);
  g_autoptr(GArray) entries = order_entries(book, config);
  Names *names = names_new(collection);
  fill_sections(book, config, entries, names);
  names_free(names);
  fill_languages(book);
  return book;
}
