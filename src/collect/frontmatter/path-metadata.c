/* SPDX-License-Identifier: MIT */
#include "collect/frontmatter/path-metadata.h"

#include <stdlib.h>
#include <string.h>

#include "text/language.h"

static const char *const extensions[] = {".md", ".markdown", ".mdown", ".mkd", ".txt", ".text"};

/* Returns a copy of NAME without the extension of a text file. */
static char *copy_stem(const char *name)
{
  gsize n = strlen(name);
  for (gsize i = 0; i < G_N_ELEMENTS(extensions); i++) {
    gsize e = strlen(extensions[i]);
    if (n > e && g_ascii_strcasecmp(name + n - e, extensions[i]) == 0)
      return g_strndup(name, n - e);
  }
  return g_strdup(name);
}

static gboolean is_index(const char *name)
{
  static const char *const names[] = {"index", "_index", "readme"};
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
    if (g_ascii_strcasecmp(name, names[i]) == 0)
      return TRUE;
  return FALSE;
}

void place_init(Place *place, const char *relative, const char *root)
{
  place->folders = g_strsplit(relative, "/", -1);
  guint n = g_strv_length(place->folders);
  g_autofree char *file = n > 0 ? g_steal_pointer(&place->folders[n - 1]) : g_strdup("");
  place->is_text = g_str_has_suffix(file, ".txt") || g_str_has_suffix(file, ".TXT");
  place->name = copy_stem(file);
  g_autofree char *base = root ? g_path_get_basename(root) : NULL;
  if (is_index(place->name) && n > 1) {
    g_free(place->name);
    place->name = g_steal_pointer(&place->folders[n - 2]);
  } else if (is_index(place->name) && base && !strchr("./", *base) &&
             g_utf8_validate(base, -1, NULL)) {
    g_free(place->name);
    place->name = g_steal_pointer(&base);
  }
  gsize length = 0;
  mkepub_date_parse_prefix(place->name, &place->date, &length);
  place->rest = place->name + length;
}

void place_clear(Place *place)
{
  g_clear_pointer(&place->folders, g_strfreev);
  g_clear_pointer(&place->name, g_free);
}

char *place_title(const char *name)
{
  g_autofree char *spaced = g_strstrip(g_strdelimit(g_strdup(name), "-_", ' '));
  if (!*spaced)
    return g_strdup(name);
  gunichar first = g_unichar_totitle(g_utf8_get_char(spaced));
  char upper[7] = "";
  g_unichar_to_utf8(first, upper);
  return g_strconcat(upper, g_utf8_next_char(spaced), NULL);
}

/* Returns PART as a number of LEAST to MOST digits between FIRST and LAST; 0 when it is not
 * one. */
static int parse_number(const char *part, gsize least, gsize most, int first, int last)
{
  gsize n = part ? strlen(part) : 0;
  if (n < least || n > most || strspn(part, "0123456789") != n)
    return 0;
  int value = (int)g_ascii_strtoll(part, NULL, 10);
  return value >= first && value <= last ? value : 0;
}

gboolean place_find_date(char *const *parts, MkepubDate *date)
{
  for (; *parts; parts++) {
    gsize length;
    if (mkepub_date_parse_prefix(*parts, date, &length))
      return TRUE;
    MkepubDate d = MKEPUB_DATE_NONE;
    int both = parse_number(*parts, 6, 6, 190001, 209912);
    if (both % 100 >= 1 && both % 100 <= 12) {
      d.year = both / 100;
      d.month = both % 100;
      *date = d;
      return TRUE;
    }
    d.year = parse_number(*parts, 4, 4, 1900, 2099);
    if (d.year == 0)
      continue;
    d.month = parse_number(parts[1], 1, 2, 1, 12);
    d.day = d.month ? parse_number(parts[2], 1, 2, 1, 31) : 0;
    g_autofree char *check = g_strdup_printf("%04d-%02d-%02d", d.year, d.month, d.day);
    MkepubDate sound;
    if (d.day && !mkepub_date_parse(check, -1, &sound))
      d.day = 0;
    *date = d;
    return TRUE;
  }
  return FALSE;
}

/* Returns TRUE for folders that site generators and collectors use for all articles. */
static gboolean is_structural(const char *folder)
{
  static const char *const names[] = {"_posts",   "content",  "posts", "post",
                                      "_drafts",  "articles", "docs",  "clippings",
                                      "omnivore", "readwise", "src",   "pages"};
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
    if (g_ascii_strcasecmp(folder, names[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean is_date(const char *folder)
{
  char *const parts[] = {(char *)folder, NULL};
  MkepubDate date;
  return parse_number(folder, 1, 2, 1, 31) || place_find_date(parts, &date) ||
         mkepub_date_parse(folder, -1, &date);
}

/* Returns the language tag of a folder's name, for the caller to free. A name of two letters
 * counts only when it hardly ever means anything else. */
static char *folder_language(const char *folder)
{
  static const char *const tags = " af ar az be bg bn bs ca cs cy da de el en eo es et eu fa "
                                  "fi fr gl gu he hi hr hu hy id it ja jp ka "
                                  "kk km kn ko la lt lv mk mn nb nl nn no pa pl pt ro ru sk sl "
                                  "sq sr sv sw ta te th tl tr uk ur uz "
                                  "vi zh ";
  if (strlen(folder) < 2 || strlen(folder) > 10)
    return NULL;
  g_autofree char *lower = g_ascii_strdown(folder, -1);
  g_autofree char *word = g_strdup_printf(" %.*s ", (int)strcspn(lower, "-_"), lower);
  gsize primary = strlen(word) - 2;
  if (primary != 2 || !strstr(tags, word))
    return NULL;
  if (folder[primary] == '\0')
    return mkepub_language_normalize(folder);
  /* 'zh-cn', 'pt_BR', 'zh-Hant', but not 'de-luxe' */
  gsize region = strlen(folder) - primary - 1;
  return region == 2 || region == 4 ? mkepub_language_normalize(folder) : NULL;
}

const char *place_section(const Place *place)
{
  for (char **f = place->folders; *f; f++) {
    g_autofree char *language = f == place->folders ? folder_language(*f) : NULL;
    if (**f && !language && !is_structural(*f) && !is_date(*f))
      return *f;
  }
  return NULL;
}

char *place_language(const Place *place)
{
  for (char **f = place->folders; *f; f++) {
    char *language = folder_language(*f);
    if (language)
      return language;
    if (!is_structural(*f)) /* 'content/en/…' */
      return NULL;
  }
  return NULL;
}
