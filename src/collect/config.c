/* SPDX-License-Identifier: MIT */
#include "mkepub/config.h"

#include <string.h>

#include "base/text.h"
#include "collect/config-yaml.h"
#include "collect/nearest.h"
#include "mkepub/error.h"
#include "mkepub/language.h"

typedef enum {
  TYPE_TEXT,
  TYPE_LIST,
  TYPE_WORDS,
  TYPE_GLOBS,
  TYPE_PATH,
  TYPE_PATHS,
  TYPE_LANGUAGE,
  TYPE_DEVICE,
  TYPE_PIXELS,
  TYPE_QUALITY,
  TYPE_SIZE,
  TYPE_ANSWER,
  TYPE_SORT,
  TYPE_GROUP,
  TYPE_TOC,
  TYPE_SWITCH
} Type;

typedef struct {
  const char *name; /* lower case, words parted by spaces */
  Type type;
  gsize offset;
} Key;

#define AT(member) G_STRUCT_OFFSET(MkepubConfig, member)
static const Key keys[] = {
    {"title", TYPE_TEXT, AT(title)},         {"subtitle", TYPE_TEXT, AT(subtitle)},
    {"series", TYPE_TEXT, AT(series)},       {"issue", TYPE_TEXT, AT(issue)},
    {"date", TYPE_TEXT, AT(date)},           {"language", TYPE_LANGUAGE, AT(language)},
    {"publisher", TYPE_TEXT, AT(publisher)}, {"authors", TYPE_LIST, AT(authors)},
    {"author", TYPE_LIST, AT(authors)},      {"identifier", TYPE_TEXT, AT(identifier)},
    {"issn", TYPE_TEXT, AT(issn)},           {"description", TYPE_TEXT, AT(description)},
    {"rights", TYPE_TEXT, AT(rights)},       {"subjects", TYPE_WORDS, AT(subjects)},
    {"subject", TYPE_WORDS, AT(subjects)},   {"sections", TYPE_LIST, AT(sections)},
    {"sort", TYPE_SORT, AT(sort)},           {"group", TYPE_GROUP, AT(group)},
    {"group by", TYPE_GROUP, AT(group)},     {"include", TYPE_GLOBS, AT(include)},
    {"exclude", TYPE_GLOBS, AT(exclude)},    {"css", TYPE_PATH, AT(css)},
    {"cover", TYPE_PATH, AT(cover)},         {"toc", TYPE_TOC, AT(toc_depth)},
    {"smart", TYPE_SWITCH, AT(smart)},       {"assets", TYPE_PATHS, AT(assets)},
    {"embed font", TYPE_PATHS, AT(fonts)},   {"fonts", TYPE_PATHS, AT(fonts)},
    {"cover design", TYPE_TEXT, AT(design)}, {"cover font", TYPE_PATH, AT(cover_font)},
    {"device", TYPE_DEVICE, AT(device)},     {"max pixels", TYPE_PIXELS, AT(max_pixels)},
    {"quality", TYPE_QUALITY, AT(quality)},  {"gray", TYPE_ANSWER, AT(gray)},
    {"grey", TYPE_ANSWER, AT(gray)},         {"max size", TYPE_SIZE, AT(max_size)},
};

/* A word of a value and what it stands for; a list ends with a NULL word. */
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

static gboolean is_list(Type type)
{
  return type == TYPE_LIST || type == TYPE_WORDS || type == TYPE_GLOBS || type == TYPE_PATHS;
}

MkepubConfig *mkepub_config_new(void)
{
  MkepubConfig *config = g_new0(MkepubConfig, 1);
  for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
    GPtrArray **list = G_STRUCT_MEMBER_P(config, keys[i].offset);
    if (is_list(keys[i].type) && !*list)
      *list = g_ptr_array_new_with_free_func(g_free);
  }
  return config;
}

void mkepub_config_free(MkepubConfig *config)
{
  if (!config)
    return;
  for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
    gpointer member = G_STRUCT_MEMBER_P(config, keys[i].offset);
    switch (keys[i].type) {
    case TYPE_TEXT:
    case TYPE_LANGUAGE:
    case TYPE_PATH:
      g_clear_pointer((char **)member, g_free);
      break;
    case TYPE_LIST:
    case TYPE_WORDS:
    case TYPE_GLOBS:
    case TYPE_PATHS:
      g_clear_pointer((GPtrArray **)member, g_ptr_array_unref);
      break;
    default:
      break;
    }
  }
  g_free(config->path);
  g_free(config);
}

/* TEXT in lower case, '-' and '_' as spaces, white space collapsed: how keys and words are
 * compared. */
static char *plain_word(const char *text)
{
  g_autofree char *flat = text_collapse(text, -1);
  g_strdelimit(flat, "-_", ' ');
  g_strstrip(flat);
  return g_utf8_strdown(flat, -1);
}

static gboolean choose(const Choice *choices, const char *word, int *value)
{
  for (; choices->word; choices++)
    if (!strcmp(choices->word, word)) {
      *value = choices->value;
      return TRUE;
    }
  return FALSE;
}

/* Takes SUFFIX off WORD, which keeps something. */
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
  g_autofree char *word = plain_word(text);
  gboolean descending = text[strspn(text, " \t")] == '-';
  if (drop_suffix(word, " desc") || drop_suffix(word, " descending"))
    descending = TRUE;
  else if (!drop_suffix(word, " asc"))
    drop_suffix(word, " ascending");
  int value;
  if (!choose(sorts, word, &value))
    return FALSE;
  config->sort = (MkepubSort)value;
  config->descending = descending;
  return TRUE;
}

static gboolean set_choice(int *member, const Choice *choices, const char *text)
{
  g_autofree char *word = plain_word(text);
  return choose(choices, word, member);
}

/* Sets *member to TEXT, which becomes its own; an empty text says nothing. */
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

/* A path as book.yaml means it, from its own folder, made one from here. For the caller to
 * free. */
static char *path_from_here(const char *config_path, const char *text)
{
  g_autofree char *folder = g_path_get_dirname(config_path);
  if (!*text || g_path_is_absolute(text) || !strcmp(folder, ".") || strstr(text, "://"))
    return g_strdup(text);
  return g_build_filename(folder, text, NULL);
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

/* '45M', '1.5 GB', '800k': powers of 1000 as in the limits of mail and web services, 1024 with
 * an 'i'. */
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

static void add_item(GPtrArray *list, Type type, const char *text)
{
  g_autofree char *item = type == TYPE_GLOBS ? g_strdup(text) : text_collapse(text, -1);
  if (*item)
    g_ptr_array_add(list, g_steal_pointer(&item));
}

static void set_list(GPtrArray *list, Type type, const char *config_path,
                     const ConfigEntry *entry)
{
  g_ptr_array_set_size(list, 0);
  for (guint i = 0; i < entry->texts->len; i++) {
    const char *text = entry->texts->pdata[i];
    if (type == TYPE_PATHS) {
      if (*text)
        g_ptr_array_add(list, path_from_here(config_path, text));
      continue;
    }
    if (type != TYPE_WORDS || entry->shape != CONFIG_SHAPE_TEXT) {
      add_item(list, type, text);
      continue;
    }
    g_auto(GStrv) words = g_strsplit(text, ",", -1);
    for (char **word = words; *word; word++)
      add_item(list, type, *word);
  }
}

/* Sets a member that is one text; returns NULL, or what TEXT should have been. */
static const char *set_one(MkepubConfig *config, Type type, gpointer member, const char *text)
{
  switch (type) {
  case TYPE_LANGUAGE:
    return set_language(member, text) ? NULL : "a language such as 'en' or 'pt-BR'";
  case TYPE_SORT:
    return set_sort(config, text) ? NULL : "'date', 'title', 'path' or 'weight', or '-date'";
  case TYPE_GROUP:
    return set_choice(member, groups, text) ? NULL : "'section', 'date', 'folder' or 'none'";
  case TYPE_TOC:
    return set_choice(member, depths, text) ? NULL : "1 ('articles') or 2 ('sections')";
  case TYPE_SWITCH:
    return set_choice(member, switches, text) ? NULL : "'true' or 'false'";
  case TYPE_ANSWER:
    return set_choice(member, answers, text) ? NULL : "'true' or 'false'";
  case TYPE_DEVICE:
    return set_device(member, text) ? NULL : "a device that is known ('mkepub --help')";
  case TYPE_PIXELS:
    return set_number(member, text, 100, 20000) ? NULL : "a number from 100 to 20000";
  case TYPE_QUALITY:
    return set_number(member, text, 1, 100) ? NULL : "a number from 1 to 100";
  case TYPE_SIZE:
    return set_size(member, text) ? NULL : "a size such as '45M'";
  case TYPE_PATH:
    set_text(member, path_from_here(config->path, text));
    return NULL;
  default:
    set_text(member, text_collapse(text, -1));
    return NULL;
  }
}

/* Sets one value; returns NULL, or what the value should have been. An empty value says
 * nothing. */
static const char *set(MkepubConfig *config, const Key *key, const ConfigEntry *entry)
{
  gpointer member = G_STRUCT_MEMBER_P(config, key->offset);
  if (is_list(key->type)) {
    if (entry->shape == CONFIG_SHAPE_OTHER)
      return "text or a list of texts";
    set_list(*(GPtrArray **)member, key->type, config->path, entry);
    return NULL;
  }
  if (entry->shape != CONFIG_SHAPE_TEXT)
    return "one text";
  if (entry->texts->len == 0)
    return NULL;
  return set_one(config, key->type, member, entry->texts->pdata[0]);
}

/* The key of the table that NAME is, or NULL. */
static const Key *find_key(const char *name)
{
  g_autofree char *word = plain_word(name);
  for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
    if (!strcmp(keys[i].name, word))
      return &keys[i];
  return NULL;
}

static void report_unknown(const char *path, const ConfigEntry *entry, MkepubFindings *findings)
{
  g_autofree char *word = plain_word(entry->key);
  g_autofree char *shown = text_shorten(entry->key, 60);
  const char *nearest = NULL;
  guint least = G_MAXUINT;
  for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
    guint distance = nearest_distance(word, keys[i].name);
    if (distance < least) {
      least = distance;
      nearest = keys[i].name;
    }
  }
  if (nearest && nearest_is_slip(word, least))
    mkepub_findings_add(findings, MKEPUB_FINDING_CONFIG_UNKNOWN_KEY, path, entry->key_line, 0,
                        "unknown key '%s', did you mean '%s'?", shown, nearest);
  else
    mkepub_findings_add(findings, MKEPUB_FINDING_CONFIG_UNKNOWN_KEY, path, entry->key_line, 0,
                        "unknown key '%s'", shown);
}

static void take_entry(MkepubConfig *config, const ConfigEntry *entry, gboolean *seen,
                       MkepubFindings *findings)
{
  if (!entry->key) {
    mkepub_findings_add(findings, MKEPUB_FINDING_CONFIG_INVALID, config->path, entry->key_line,
                        0, "a key must be a word");
    return;
  }
  const Key *key = find_key(entry->key);
  if (!key) {
    report_unknown(config->path, entry, findings);
    return;
  }
  if (seen[key - keys])
    mkepub_findings_add(findings, MKEPUB_FINDING_CONFIG_INVALID, config->path, entry->key_line,
                        0, "'%s' is given twice, the last one counts", key->name);
  seen[key - keys] = TRUE;
  const char *wanted = set(config, key, entry);
  if (!wanted)
    return;
  if (entry->shape != CONFIG_SHAPE_TEXT) {
    mkepub_findings_add(findings, MKEPUB_FINDING_CONFIG_INVALID, config->path,
                        entry->value_line, 0, "'%s' must be %s", key->name, wanted);
    return;
  }
  g_autofree char *shown = text_shorten(entry->texts->pdata[0], 60);
  mkepub_findings_add(findings, MKEPUB_FINDING_CONFIG_INVALID, config->path, entry->value_line,
                      0, "'%s' must be %s, not '%s'", key->name, wanted, shown);
}

gboolean mkepub_config_read(MkepubConfig *config, const char *path, MkepubFindings *findings,
                            GError **error)
{
  guint more = 0;
  g_autoptr(GPtrArray) entries = config_yaml_read(path, &more, error);
  if (!entries)
    return FALSE;
  gboolean seen[G_N_ELEMENTS(keys)] = {FALSE};
  g_free(config->path);
  config->path = g_strdup(path);
  for (guint i = 0; i < entries->len; i++)
    take_entry(config, entries->pdata[i], seen, findings);
  if (more > 0)
    mkepub_findings_add(findings, MKEPUB_FINDING_CONFIG_INVALID, path, more, 0,
                        "only the first YAML document counts");
  return TRUE;
}

gboolean mkepub_config_set(MkepubConfig *config, const char *name, const char *const *values,
                           GError **error)
{
  const Key *key = find_key(name);
  if (!key) {
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_USAGE, "no such setting: '%s'", name);
    return FALSE;
  }
  g_autoptr(GPtrArray) texts = g_ptr_array_new();
  for (; *values; values++)
    g_ptr_array_add(texts, (char *)*values);
  ConfigEntry entry = {.shape = CONFIG_SHAPE_TEXT, .texts = texts};
  if (texts->len > 1)
    entry.shape = CONFIG_SHAPE_LIST;
  /* a path given here means what the working directory says, not the folder of book.yaml */
  g_autofree char *kept = g_steal_pointer(&config->path);
  config->path = g_strdup("command line");
  const char *wanted = set(config, key, &entry);
  g_free(config->path);
  config->path = g_steal_pointer(&kept);
  if (!wanted)
    return TRUE;
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_USAGE, "'%s' must be %s, not '%s'", name,
              wanted, (const char *)texts->pdata[0]);
  return FALSE;
}
