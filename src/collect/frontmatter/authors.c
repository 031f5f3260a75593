/* SPDX-License-Identifier: MIT */
#include "collect/frontmatter/authors.h"

#include <string.h>

#include "collect/frontmatter/strip-markup.h"

enum { MOST = 100 }; /* authors or tags of one article; longer lists are mistakes */

/* Returns TRUE when TEXT, in any case, is one of WORDS (NULL-ended). */
static gboolean is_one_of(const char *text, const char *const *words)
{
  for (; *words; words++)
    if (g_ascii_strcasecmp(text, *words) == 0)
      return TRUE;
  return FALSE;
}

/* The list that a field fills. */
typedef struct {
  GPtrArray *list;
  GHashTable *keys; /* of char *: each of the list, case folded */
  GHashTable *seen; /* of const char *: values of the field, as written */
} Names;

static void names_init(Names *names, GPtrArray *list)
{
  names->list = list;
  names->keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  names->seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < list->len; i++)
    g_hash_table_add(names->keys, g_utf8_casefold(list->pdata[i], -1));
}

static void names_clear(Names *names)
{
  g_hash_table_unref(names->keys);
  g_hash_table_unref(names->seen);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Names, names_clear)

/* TRUE when VALUE, which outlives NAMES, may still add something to NAMES. */
static gboolean names_want(Names *names, const char *value)
{
  return names->list->len < MOST && g_hash_table_add(names->seen, (gpointer)value);
}

/* Adds NAME, which it takes, unless the list holds it in any case or is full. */
static void add_unique(Names *names, char *name)
{
  g_autofree char *own = name;
  if (names->list->len < MOST && g_hash_table_add(names->keys, g_utf8_casefold(own, -1)))
    g_ptr_array_add(names->list, g_steal_pointer(&own));
}

char *people_clean(const char *text, gssize length)
{
  g_autofree char *plain = plain_inline(text, length);
  char *p = plain;
  while (*p && strchr("# @", *p))
    p++;
  gsize n = strlen(p);
  while (n > 0 && p[n - 1] == ' ')
    n--;
  /* quotes around the whole; others are part of the text */
  while (n > 1 && (*p == '"' || *p == '\'') && p[n - 1] == *p && !memchr(p + 1, *p, n - 2)) {
    p++;
    n -= 2;
  }
  return g_strndup(p, n);
}

/* Returns TRUE for 'nick-sinai': a name as site generators spell it in file names. */
static gboolean is_slug(const char *name)
{
  if (!strchr(name, '-') || !g_ascii_islower(*name))
    return FALSE;
  for (const char *p = name; *p; p++)
    if (!g_ascii_islower(*p) && !(*p == '-' && g_ascii_isalpha(p[1])))
      return FALSE;
  return TRUE;
}

/* Turns 'nick-sinai' into 'Nick Sinai', in place. */
static void expand_slug(char *name)
{
  for (char *p = name; *p; p++) {
    if (*p == '-')
      *p = ' ';
    if (p == name || p[-1] == ' ')
      *p = g_ascii_toupper(*p);
  }
}

static gsize count_words(const char *text)
{
  gsize words = 0;
  for (const char *p = text; *p; p++)
    words += *p != ' ' && (p == text || p[-1] == ' ');
  return words;
}

/* Returns TRUE for 'Jr.', 'PhD', 'Inc.', 'Co. Ltd.': text after a comma that is not another
 * person. */
static gboolean is_suffix(const char *text)
{
  /* without a dot at the end; dots within distinguish suffixes from initials: 'J.R.' differs
   * from 'Jr.' */
  static const char *const words[] = {"jr",   "sr",    "ii",  "iii", "md",   "m.d", "phd",
                                      "ph.d", "esq",   "mph", "jd",  "mba",  "inc", "llc",
                                      "llp",  "l.l.c", "ltd", "co",  "corp", "plc", "gmbh",
                                      "ag",   "sa",    "s.a", NULL};
  g_auto(GStrv) parts = g_strsplit(text, " ", MOST);
  for (char **p = parts; *p; p++) {
    if (g_str_has_suffix(*p, "."))
      (*p)[strlen(*p) - 1] = '\0';
    if (!is_one_of(*p, words))
      return FALSE;
  }
  return *parts != NULL;
}

/* Returns TRUE for 'AP', 'ТАСС': an agency. Longer words in capitals are family names, as in
 * 'DUPONT, Jean'. */
static gboolean is_acronym(const char *text)
{
  enum { LEAST = 2, LONGEST = 5 };
  glong n = g_utf8_strlen(text, -1);
  for (const char *p = text; *p; p = g_utf8_next_char(p))
    if (!g_unichar_isupper(g_utf8_get_char(p)))
      return FALSE;
  return n >= LEAST && n <= LONGEST;
}

/* Returns the script of the first letter; G_UNICODE_SCRIPT_COMMON when TEXT has no letter. */
static GUnicodeScript script_of(const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char(p))
    if (g_unichar_isalpha(g_utf8_get_char(p)))
      return g_unichar_get_script(g_utf8_get_char(p));
  return G_UNICODE_SCRIPT_COMMON;
}

/* Returns TRUE when 'A, B' has the form of 'Doe, Jane Mary'. */
static gboolean is_turned(const char *last, const char *first)
{
  return count_words(last) == 1 && count_words(first) <= 2 && !is_acronym(last) &&
         !is_acronym(first);
}

/* Adds one name: without 'By ', addresses and brackets; 'Doe, Jane' becomes 'Jane Doe'. */
static void add_author(Names *authors, const char *text, gssize length)
{
  static const char *const nobodies[] = {
      "unknown", "admin", "administrator", "calibre", "none", "null",
      "n/a",     "true",  "false",         "author",  NULL};
  g_autofree char *name = people_clean(text, length);
  char *p = name;
  if (g_ascii_strncasecmp(p, "by ", 3) == 0)
    p += 3;
  /* 'Jane Doe <jane@example.org>', 'Jane Doe https://example.org', 'Jane Doe (@jane)' */
  static const char *const ends[] = {" <",  " http://", " https://",
                                     " (@", " (http",   " (mailto:"};
  for (gsize i = 0; i < G_N_ELEMENTS(ends); i++) {
    char *end = strstr(p, ends[i]);
    if (end)
      *end = '\0';
  }
  g_strstrip(p);
  if (!*p || is_one_of(p, nobodies) || strstr(p, "://") || (strchr(p, '@') && !strchr(p, ' ')))
    return;
  if (is_slug(p))
    expand_slug(p);
  char *comma = strstr(p, ", ");
  if (comma && !strchr(comma + 1, ',') && !is_suffix(comma + 2)) {
    *comma = '\0';
    /* 'Xinhua, 北京' is an agency and its place */
    if (is_turned(p, comma + 2) && script_of(p) == script_of(comma + 2)) {
      add_unique(authors, g_strconcat(comma + 2, " ", p, NULL));
      return;
    }
    *comma = ',';
  }
  add_unique(authors, g_strdup(p));
}

/* Returns TRUE when the commas of TEXT separate people: not for 'Doe, Jane' or 'Jane Doe,
 * PhD'. */
static gboolean commas_part(const char *text)
{
  g_auto(GStrv) parts = g_strsplit(text, ",", MOST);
  guint n = g_strv_length(parts);
  if (n < 2)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (is_suffix(g_strstrip(parts[i])))
      return FALSE;
  return n > 2 || !is_turned(parts[0], parts[1]);
}

static const char *const joints[] = {" and ", " & ", " und ", " et "};

/* Returns TRUE when TEXT is an office or a team, in whose name 'and' does not separate people:
 * 'Department of Health and …'. */
static gboolean is_body(const char *text)
{
  static const char *const words[] = {" of ",       " for ", "Team",  "Group",
                                      "Department", "The ",  "Office"};
  for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
    if (strstr(text, words[i]))
      return TRUE;
  return FALSE;
}

static gboolean has_joint(const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS(joints); i++)
    if (strstr(text, joints[i]))
      return !is_body(text);
  return FALSE;
}

static void split_authors(Names *authors, const char *text)
{
  g_autofree char *flat = g_strdup(strncmp(text, "By ", 3) == 0 ? text + 3 : text);
  if (strchr(flat, ';')) {
    g_auto(GStrv) parts = g_strsplit(flat, ";", MOST);
    for (char **p = parts; *p; p++)
      add_author(authors, *p, -1);
    return;
  }
  if (!commas_part(flat) && strchr(flat, ',')) {
    add_author(authors, flat, -1);
    return;
  }
  /* at least two words on both sides of an 'and', otherwise it is one firm: 'Simon &
   * Schuster' */
  for (gsize i = 0; has_joint(flat) && i < G_N_ELEMENTS(joints); i++) {
    char *at = strstr(flat, joints[i]);
    gsize n = strlen(joints[i]);
    if (at &&
        (strchr(flat, ',') || (memchr(flat, ' ', (gsize)(at - flat)) && strchr(at + n, ' ')))) {
      memset(at, ' ', n);
      *at = ',';
    }
  }
  g_auto(GStrv) parts = g_strsplit(flat, ",", MOST);
  for (char **p = parts; *p; p++)
    add_author(authors, *p, -1);
}

void people_add_authors(GPtrArray *authors, const Field *field)
{
  g_auto(Names) names;
  names_init(&names, authors);
  for (guint i = 0; i < field->values->len; i++) {
    const char *text = field->values->pdata[i];
    if (!names_want(&names, text))
      continue;
    /* an address in a name ends at '&' or '<', so split before plain text resolves them */
    g_autofree char *flat = plain_inline(text, -1);
    if (field->listed && !strchr(flat, ';') && !has_joint(flat))
      add_author(&names, flat, -1);
    else
      split_authors(&names, flat);
  }
}

static void add_tag(Names *tags, const char *text)
{
  static const char *const noise[] = {"clippings", "omnivore", "null", NULL};
  g_autofree char *tag = people_clean(text, -1);
  if (*tag && !is_one_of(tag, noise))
    add_unique(tags, g_steal_pointer(&tag));
}

void people_add_tags(GPtrArray *tags, const Field *field, gboolean blanks)
{
  g_auto(Names) names;
  names_init(&names, tags);
  for (guint i = 0; i < field->values->len; i++) {
    const char *text = field->values->pdata[i];
    if (!names_want(&names, text))
      continue;
    const char *separator = strchr(text, ';') ? ";" : strchr(text, ',') ? "," : " ";
    gboolean split = *separator != ' ' || (strchr(text, '#') && strstr(text, " #")) ||
                     (blanks && !strstr(text, "[["));
    if (field->listed || !split) {
      add_tag(&names, text);
      continue;
    }
    g_auto(GStrv) parts = g_strsplit(text, separator, MOST);
    for (char **p = parts; *p; p++)
      add_tag(&names, *p);
  }
}
