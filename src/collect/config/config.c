/* SPDX-License-Identifier: MIT */
#include "mkepub/config.h"

#include <glib.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "collect/config/path.h"
#include "collect/config/value.h"
#include "mkepub/error.h"

#define LIMIT 64

/* The fewest single-byte insertions, deletions, replacements and swaps of neighbors that make A
 * from B (optimal string alignment). Words longer than 64 bytes are G_MAXUINT apart from all
 * others. */
static guint nearest_distance(const char *a, const char *b)
{
  gsize rows = strlen(a), columns = strlen(b);
  if (rows > LIMIT || columns > LIMIT)
    return G_MAXUINT;
  guint lines[3][LIMIT + 1]; /* the line of the table in work and the two before it */
  for (gsize j = 0; j <= columns; j++)
    lines[0][j] = (guint)j;
  for (gsize i = 1; i <= rows; i++) {
    guint *now = lines[i % 3];
    const guint *last = lines[(i + 2) % 3], *before = lines[(i + 1) % 3];
    now[0] = (guint)i;
    for (gsize j = 1; j <= columns; j++) {
      guint best = last[j - 1] + (a[i - 1] != b[j - 1]);
      best = MIN(best, MIN(last[j], now[j - 1]) + 1);
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        best = MIN(best, before[j - 2] + 1);
      now[j] = best;
    }
  }
  return lines[rows % 3][columns];
}

/* TRUE when DISTANCE is small enough for a slip of the fingers in a word like A: a third of it.
 */
static gboolean nearest_is_slip(const char *a, guint distance)
{
  return distance <= MAX(1, (strlen(a) + 1) / 3);
}

typedef struct {
  const char *name; /* lower case, words separated by spaces */
  ConfigType type;
  gsize offset;
} Key;

#define AT(member) G_STRUCT_OFFSET(MkepubConfig, member)
static const Key keys[] = {
    {"title", CONFIG_TYPE_TEXT, AT(title)},
    {"subtitle", CONFIG_TYPE_TEXT, AT(subtitle)},
    {"series", CONFIG_TYPE_TEXT, AT(series)},
    {"issue", CONFIG_TYPE_TEXT, AT(issue)},
    {"date", CONFIG_TYPE_TEXT, AT(date)},
    {"language", CONFIG_TYPE_LANGUAGE, AT(language)},
    {"publisher", CONFIG_TYPE_TEXT, AT(publisher)},
    {"authors", CONFIG_TYPE_LIST, AT(authors)},
    {"author", CONFIG_TYPE_LIST, AT(authors)},
    {"identifier", CONFIG_TYPE_TEXT, AT(identifier)},
    {"issn", CONFIG_TYPE_TEXT, AT(issn)},
    {"description", CONFIG_TYPE_TEXT, AT(description)},
    {"rights", CONFIG_TYPE_TEXT, AT(rights)},
    {"subjects", CONFIG_TYPE_WORDS, AT(subjects)},
    {"subject", CONFIG_TYPE_WORDS, AT(subjects)},
    {"sections", CONFIG_TYPE_LIST, AT(sections)},
    {"sort", CONFIG_TYPE_SORT, AT(sort)},
    {"group", CONFIG_TYPE_GROUP, AT(group)},
    {"group by", CONFIG_TYPE_GROUP, AT(group)},
    {"include", CONFIG_TYPE_GLOBS, AT(include)},
    {"exclude", CONFIG_TYPE_GLOBS, AT(exclude)},
    {"css", CONFIG_TYPE_PATH, AT(css)},
    {"cover", CONFIG_TYPE_PLACE, AT(cover)},
    {"toc", CONFIG_TYPE_TOC, AT(toc_depth)},
    {"smart", CONFIG_TYPE_SWITCH, AT(smart)},
    {"assets", CONFIG_TYPE_PATHS, AT(assets)},
    {"embed font", CONFIG_TYPE_PATHS, AT(fonts)},
    {"fonts", CONFIG_TYPE_PATHS, AT(fonts)},
    {"cover design", CONFIG_TYPE_TEXT, AT(design)},
    {"cover font", CONFIG_TYPE_PATH, AT(cover_font)},
    {"device", CONFIG_TYPE_DEVICE, AT(device)},
    {"max pixels", CONFIG_TYPE_PIXELS, AT(max_pixels)},
    {"quality", CONFIG_TYPE_QUALITY, AT(quality)},
    {"gray", CONFIG_TYPE_ANSWER, AT(gray)},
    {"grey", CONFIG_TYPE_ANSWER, AT(gray)},
    {"max size", CONFIG_TYPE_SIZE, AT(max_size)},
    {"keep sources", CONFIG_TYPE_SWITCH, AT(keep_sources)},
};

/* A key of book.yaml with a path outside the allowed folders. */
typedef struct {
  const Key *key;
  guint line;
  char *path; /* as written */
} Outside;

static void outside_free(gpointer data)
{
  Outside *outside = data;
  g_free(outside->path);
  g_free(outside);
}

MkepubConfig *mkepub_config_new(void)
{
  MkepubConfig *config = g_new0(MkepubConfig, 1);
  config->allowed = g_ptr_array_new_with_free_func(g_free);
  config->outside = g_ptr_array_new_with_free_func(outside_free);
  for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
    GPtrArray **list = G_STRUCT_MEMBER_P(config, keys[i].offset);
    if (config_value_is_list(keys[i].type) && !*list)
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
    case CONFIG_TYPE_TEXT:
    case CONFIG_TYPE_LANGUAGE:
    case CONFIG_TYPE_PATH:
    case CONFIG_TYPE_PLACE:
      g_clear_pointer((char **)member, g_free);
      break;
    case CONFIG_TYPE_LIST:
    case CONFIG_TYPE_WORDS:
    case CONFIG_TYPE_GLOBS:
    case CONFIG_TYPE_PATHS:
      g_clear_pointer((GPtrArray **)member, g_ptr_array_unref);
      break;
    default:
      break;
    }
  }
  g_ptr_array_unref(config->allowed);
  g_ptr_array_unref(config->outside);
  g_free(config->path);
  g_free(config->edition);
  g_free(config->position);
  g_free(config);
}

/* Sets one value; returns NULL, or a description of valid values. An empty value counts as not
 * given. */
static const char *set_value(MkepubConfig *config, const Key *key, const ConfigEntry *entry)
{
  gpointer member = G_STRUCT_MEMBER_P(config, key->offset);
  if (config_value_is_list(key->type)) {
    if (entry->shape == CONFIG_SHAPE_OTHER)
      return "text or a list of texts";
    config_value_set_list(*(GPtrArray **)member, key->type, config->path, entry);
    return NULL;
  }
  if (entry->shape != CONFIG_SHAPE_TEXT)
    return "one text";
  if (entry->texts->len == 0)
    return NULL;
  return config_value_set(config, key->type, member, entry->texts->pdata[0]);
}

/* Returns the key called NAME, or NULL. */
static const Key *find_key(const char *name)
{
  g_autofree char *word = config_value_word(name);
  for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
    if (!strcmp(keys[i].name, word))
      return &keys[i];
  return NULL;
}

static void report_unknown(const char *path, const ConfigEntry *entry, MkepubFindings *findings)
{
  g_autofree char *word = config_value_word(entry->key);
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

/* Records the first path of ENTRY that leads outside the allowed folders, for
 * mkepub_config_check. */
static gboolean leads_outside(MkepubConfig *config, const Key *key, const ConfigEntry *entry)
{
  if (key->type != CONFIG_TYPE_PATH && key->type != CONFIG_TYPE_PATHS &&
      key->type != CONFIG_TYPE_PLACE)
    return FALSE;
  for (guint i = 0; i < entry->texts->len; i++) {
    const char *text = entry->texts->pdata[i];
    if (!*text || (key->type == CONFIG_TYPE_PLACE && config_value_is_address(text)))
      continue;
    g_autofree char *path = config_path_from_here(config->path, text);
    if (config_path_is_inside(config->path, path, config->allowed))
      continue;
    Outside *outside = g_new0(Outside, 1);
    *outside = (Outside){key, entry->value_line, g_strdup(text)};
    g_ptr_array_add(config->outside, outside);
    return TRUE;
  }
  return FALSE;
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
                        0, "'%s' is given twice; the last one is used", key->name);
  seen[key - keys] = TRUE;
  if (leads_outside(config, key, entry))
    return;
  const char *wanted = set_value(config, key, entry);
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

char *mkepub_config_find(const MkepubConfig *config, const char *const *paths,
                         MkepubFindings *findings)
{
  static const char *const names[] = {"book.yaml", "book.yml"};
  while (*paths && !g_file_test(*paths, G_FILE_TEST_IS_DIR))
    paths++;
  for (guint i = 0; *paths && i < G_N_ELEMENTS(names); i++) {
    g_autofree char *path = g_build_filename(*paths, names[i], NULL);
    /* a link that leads to nothing does not 'exist' */
    if (!g_file_test(path, G_FILE_TEST_EXISTS) && !g_file_test(path, G_FILE_TEST_IS_SYMLINK))
      continue;
    /* what is not a file fails when it is read */
    if (!g_file_test(path, G_FILE_TEST_IS_REGULAR) ||
        config_path_is_inside(path, path, config->allowed))
      return g_steal_pointer(&path);
    mkepub_findings_add(findings, MKEPUB_FINDING_INPUT_OUTSIDE, path, 0, 0,
                        "this symbolic link leads outside the input folders and is not "
                        "followed; name the file with --config, or allow its folder with "
                        "--allow-read");
    return NULL;
  }
  return NULL;
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
                        "only the first YAML document is read");
  return TRUE;
}

void mkepub_config_allow(MkepubConfig *config, const char *folder)
{
  char *real = file_future_path(folder);
  if (real)
    g_ptr_array_add(config->allowed, real);
}

gboolean mkepub_config_check(const MkepubConfig *config, GError **error)
{
  if (config->outside->len == 0)
    return TRUE;
  const Outside *outside = config->outside->pdata[0];
  g_autofree char *shown = text_shorten(outside->path, 200);
  g_autofree char *file = text_display_path(config->path);
  g_autofree char *option = g_strdelimit(g_strdup(outside->key->name), " ", '-');
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT,
              "%s:%u: '%s' leads outside the folder of this file: '%s'; name it on the command "
              "line (--%s), or allow its folder with --allow-read",
              file, outside->line, outside->key->name, shown,
              strcmp(option, "fonts") == 0 ? "embed-font" : option);
  return FALSE;
}

/* A setting of the command line replaces that of book.yaml, with its path. */
static void forget_outside(MkepubConfig *config, const Key *key)
{
  for (guint i = config->outside->len; i > 0; i--) {
    const Outside *outside = config->outside->pdata[i - 1];
    if (outside->key->offset == key->offset)
      g_ptr_array_remove_index(config->outside, i - 1);
  }
}

gboolean mkepub_config_set(MkepubConfig *config, const char *name, const char *const *values,
                           GError **error)
{
  const Key *key = find_key(name);
  if (!key) {
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_USAGE, "unknown setting '%s'", name);
    return FALSE;
  }
  g_autoptr(GPtrArray) texts = g_ptr_array_new();
  for (; *values; values++)
    g_ptr_array_add(texts, (char *)*values);
  ConfigEntry entry = {.shape = CONFIG_SHAPE_TEXT, .texts = texts};
  if (texts->len > 1)
    entry.shape = CONFIG_SHAPE_LIST;
  /* these paths are relative to the working directory, not to the folder of book.yaml */
  g_autofree char *kept = g_steal_pointer(&config->path);
  config->path = g_strdup("command line");
  forget_outside(config, key);
  const char *wanted = set_value(config, key, &entry);
  g_free(config->path);
  config->path = g_steal_pointer(&kept);
  if (!wanted)
    return TRUE;
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_USAGE, "'%s' must be %s, not '%s'", name,
              wanted, (const char *)texts->pdata[0]);
  return FALSE;
}
