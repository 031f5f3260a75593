/* SPDX-License-Identifier: MIT */
#include "epub/file-names.h"

#include <string.h>

#include "base/text.h"

struct Names {
  GHashTable *stems; /* char * to the number of articles that would like it */
  GHashTable *taken; /* of char * */
  GHashTable *last;  /* stem to the number of the last name that was made of it; 1: none */
};

#define NAME_LIMIT 72

/* The preferred name of an article: '2025-01-13-budget', 'budget' for budget/index.md. */
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

Names *names_new(const MkepubCollection *collection)
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

void names_free(Names *names)
{
  g_hash_table_unref(names->stems);
  g_hash_table_unref(names->taken);
  g_hash_table_unref(names->last);
  g_free(names);
}

static char *add_hash(const char *stem, const char *of)
{
  g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, of, -1);
  return *stem ? g_strdup_printf("%s-%.8s", stem, sum) : g_strdup_printf("x%.12s", sum);
}

/* Takes STEM for good; a number is the last resort, for the same path below two inputs. */
static char *take_name(Names *names, const char *stem)
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

char *names_article(Names *names, const MkepubArticle *article)
{
  g_autofree char *wish = wish_of(article);
  if (GPOINTER_TO_UINT(g_hash_table_lookup(names->stems, wish)) == 1 &&
      !g_str_has_prefix(wish, "section-"))
    return take_name(names, wish);
  g_autofree char *path = g_strdup(article->relative);
  char *dot = strrchr(path, '.');
  if (dot && !strchr(dot, '/'))
    *dot = '\0';
  g_autofree char *stem = text_slug(path, NAME_LIMIT);
  g_autofree char *full =
      *wish && *stem && strcmp(stem, wish) != 0 && strlen(path) <= NAME_LIMIT
          ? g_strdup(stem)
          : add_hash(stem, article->relative);
  return take_name(names, full);
}

char *names_section(Names *names, const char *title)
{
  g_autofree char *slug = text_slug(title, NAME_LIMIT);
  g_autofree char *stem = *slug ? g_strdup(slug) : add_hash(slug, title);
  g_autofree char *full = g_strdup_printf("section-%s", stem);
  return take_name(names, full);
}

char *names_id(const char *name)
{
  const char *dot = strrchr(name, '.');
  return g_strdup_printf("x-%.*s", (int)(dot ? dot - name : (gssize)strlen(name)), name);
}
