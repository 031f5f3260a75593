/* SPDX-License-Identifier: MIT */
#include "collect/config/value.h"

#include <string.h>

#include "base/text.h"
#include "collect/config/path.h"
#include "text/language.h"

/* A word for a value and its meaning; a list ends with a NULL word. */
typedef struct {
  const char *word;
  int value;
} Choice;

static const Choice sorts[] = {{"auto", MKEPUB_SORT_AUTO},     {"date", MKEPUB_SORT_DATE},
                               {"title", MKEPUB_SORT_TITLE},   {"path", MKEPUB_SORT_PATH},
                               {"weight", MKEPUB_SORT_WEIGHT}, {NULL, 0}};
static const Choice groups[] = {{"auto", MKEPUB_GROUP_AUTO}, {"section", MKEPUB_GROUP_SECTION},
                                {"date", MKEPUB_GROUP_DATE}, {"folder", MKEPUB_GROUP_FOLDER},
                                {"none", MKEPUB_GROUP_NONE}, {NULL, 0}};
static const Choice depths[] = {
    {"1", 1}, {"articles", 1}, {"2", 2}, {"sections", 2}, {NULL, 0}};
static const Choice answers[] = {{"true", MKEPUB_YES}, {"yes", MKEPUB_YES},  {"on", MKEPUB_YES},
                                 {"1", MKEPUB_YES},    {"false", MKEPUB_NO}, {"no", MKEPUB_NO},
                                 {"off", MKEPUB_NO},   {"0", MKEPUB_NO},     {NULL, 0}};
static const Choice switches[] = {{"true", TRUE}, {"yes", TRUE},    {"on", TRUE},
                                  {"1", TRUE},    {"false", FALSE}, {"no", FALSE},
                                  {"off", FALSE}, {"0", FALSE},     {NULL, 0}};

gboolean config_value_is_list(ConfigType type)
{
  return type == CONFIG_TYPE_LIST || type == CONFIG_TYPE_WORDS || type == CONFIG_TYPE_GLOBS ||
         type == CONFIG_TYPE_PATHS;
}

gboolean config_value_is_address(const char *text)
{
  return !g_ascii_strncasecmp(text, "http://", 7) || !g_ascii_strncasecmp(text, "https://", 8);
}

char *config_value_word(const char *text)
{
  g_autofree char *flat = text_collapse(text, -1);
  g_strdelimit(flat, "-_", ' ');
  g_strstrip(flat);
  return g_utf8_strdown(flat, -1);
}

static gboolean choose_value(const Choice *choices, const char *word, int *value)
{
  for (; choices->word; choices++)
    if (!strcmp(choices->word, word)) {
      *value = choices->value;
      return TRUE;
    }
  return FALSE;
}

/* Removes SUFFIX from the end of WORD, unless WORD would be empty then. */
static gboolean drop_suffix(char *word, const char *suffix)
{
  gsize length = strlen(word), tail = strlen(suffix);
  if (length <= tail || strcmp(word + length - tail, suffix) != 0)
    return FALSE;
  word[length - tail] = '\0';
  return TRUE;
}

static gboolean set_sort(MkepubConfig *config, const char *text)
{
  g_autofree char *word = config_value_word(text);
  gboolean descending = text[strspn(text, " \t")] == '-';
  if (drop_suffix(word, " desc") || drop_suffix(word, " descending"))
    descending = TRUE;
  else if (!drop_suffix(word, " asc"))
    drop_suffix(word, " ascending");
  int value;
  if (!choose_value(sorts, word, &value))
    return FALSE;
  config->sort = (MkepubSort)value;
  config->descending = descending;
  return TRUE;
}

static gboolean set_choice(int *member, const Choice *choices, const char *text)
{
  g_autofree char *word = config_value_word(text);
  return choose_value(choices, word, member);
}

/* Sets *member to TEXT, which it owns; an empty text counts as not given. */
static void set_text(char **member, char *text)
{
  g_autofree char *own = text;
  if (!*own)
    return;
  g_free(*member);
  *member = g_steal_pointer(&own);
}

static gboolean set_language(char **member, const char *text)
{
  char *language = mkepub_language_normalize(text);
  if (language)
    set_text(member, language);
  return language != NULL;
}

static gboolean set_device(const MkepubDevice **member, const char *text)
{
  const MkepubDevice *device = mkepub_device_find(text);
  if (device)
    *member = device;
  return device != NULL;
}

static gboolean set_number(guint *member, const char *text, guint least, guint most)
{
  guint64 number;
  if (!g_ascii_string_to_unsigned(text, 10, least, most, &number, NULL))
    return FALSE;
  *member = (guint)number;
  return TRUE;
}

/* Reads '45M', '1.5 GB', '800k': powers of 1000 as in the limits of mail and web services, 1024
 * with an 'i'. */
static gboolean set_size(guint64 *member, const char *text)
{
  static const char units[] = "kmgt";
  char *end;
  gdouble number = g_ascii_strtod(text, &end);
  end += strspn(end, " ");
  const char *unit = *end ? strchr(units, g_ascii_tolower(*end)) : NULL;
  gdouble base = unit && g_ascii_tolower(end[1]) == 'i' ? 1024 : 1000;
  if (unit)
    end += base > 1000 ? 2 : 1;
  if (*end && g_ascii_strcasecmp(end, "b") != 0)
    return FALSE;
  for (const char *u = units; unit && u <= unit; u++)
    number *= base;
  if (!(number >= 1000 && number < 1e15))
    return FALSE;
  *member = (guint64)number;
  return TRUE;
}

static void add_item(GPtrArray *list, ConfigType type, const char *text)
{
  g_autofree char *item = type == CONFIG_TYPE_GLOBS ? g_strdup(text) : text_collapse(text, -1);
  if (*item)
    g_ptr_array_add(list, g_steal_pointer(&item));
}

void config_value_set_list(GPtrArray *list, ConfigType type, const char *config_path,
                           const ConfigEntry *entry)
{
  g_ptr_array_set_size(list, 0);
  for (guint i = 0; i < entry->texts->len; i++) {
    const char *text = entry->texts->pdata[i];
    if (type == CONFIG_TYPE_PATHS) {
      if (*text)
        g_ptr_array_add(list, config_path_from_here(config_path, text));
      continue;
    }
    if (type != CONFIG_TYPE_WORDS || entry->shape != CONFIG_SHAPE_TEXT) {
      add_item(list, type, text);
      continue;
    }
    g_auto(GStrv) words = g_strsplit(text, ",", -1);
    for (char **word = words; *word; word++)
      add_item(list, type, *word);
  }
}

const char *config_value_set(MkepubConfig *config, ConfigType type, gpointer member,
                             const char *text)
{
  switch (type) {
  case CONFIG_TYPE_LANGUAGE:
    return set_language(member, text) ? NULL : "a language such as 'en' or 'pt-BR'";
  case CONFIG_TYPE_SORT:
    return set_sort(config, text) ? NULL : "'date', 'title', 'path' or 'weight', or '-date'";
  case CONFIG_TYPE_GROUP:
    return set_choice(member, groups, text) ? NULL : "'section', 'date', 'folder' or 'none'";
  case CONFIG_TYPE_TOC:
    return set_choice(member, depths, text) ? NULL : "1 ('articles') or 2 ('sections')";
  case CONFIG_TYPE_SWITCH:
    return set_choice(member, switches, text) ? NULL : "'true' or 'false'";
  case CONFIG_TYPE_ANSWER:
    return set_choice(member, answers, text) ? NULL : "'true' or 'false'";
  case CONFIG_TYPE_DEVICE:
    return set_device(member, text) ? NULL : "a known device ('mkepub --help' lists them)";
  case CONFIG_TYPE_PIXELS:
    return set_number(member, text, 100, 20000) ? NULL : "a number from 100 to 20000";
  case CONFIG_TYPE_QUALITY:
    return set_number(member, text, 1, 100) ? NULL : "a number from 1 to 100";
  case CONFIG_TYPE_SIZE:
    return set_size(member, text) ? NULL : "a size such as '45M'";
  case CONFIG_TYPE_PATH:
    set_text(member, config_path_from_here(config->path, text));
    return NULL;
  case CONFIG_TYPE_PLACE:
    set_text(member, config_value_is_address(text) ? g_strdup(text)
                                                   : config_path_from_here(config->path, text));
    return NULL;
  default:
    set_text(member, text_collapse(text, -1));
    return NULL;
  }
}
