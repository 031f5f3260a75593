/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "cli/option.h"
#include "cli/validate.h"
#include "mkepub/error.h"

static void setting_free(gpointer data)
{
  Setting *setting = data;
  g_ptr_array_unref(setting->values);
  g_free(setting);
}

void options_clear(Options *options)
{
  g_strfreev(options->paths);
  g_free(options->output);
  g_free(options->config_file);
  char *texts[] = {
      options->every,       options->zone,        options->numbering,   options->dedupe,
      options->volume_text, options->volume_size, options->omnibus,     options->base_url,
      options->bag,         options->since,       options->until,       options->section,
      options->author,      options->language,    options->max_article, options->epubcheck};
  validation_free(options->validation);
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
    g_free(texts[i]);
  g_clear_pointer(&options->allow_read, g_ptr_array_unref);
  g_clear_pointer(&options->settings, g_ptr_array_unref);
}

static void set_value(Options *options, const Option *option, const char *value)
{
  for (guint i = 0; i < options->settings->len; i++) {
    Setting *setting = g_ptr_array_index(options->settings, i);
    if (setting->key == option->name) {
      if (option->kind != ARG_SETTINGS)
        g_ptr_array_set_size(setting->values, 0);
      g_ptr_array_add(setting->values, g_strdup(value));
      return;
    }
  }
  Setting *setting = g_new0(Setting, 1);
  setting->key = option->name;
  setting->values = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_add(setting->values, g_strdup(value));
  g_ptr_array_add(options->settings, setting);
}

static gboolean refuse_words(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

static gboolean refuse_words(GError **error, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  *error = g_error_new_valist(MKEPUB_ERROR, MKEPUB_ERROR_USAGE, format, arguments);
  va_end(arguments);
  return FALSE;
}

static gboolean store_value(Options *options, const Option *option, const char *value,
                            GError **error)
{
  gpointer member = G_STRUCT_MEMBER_P(options, option->offset);
  guint64 number;
  switch (option->kind) {
  case ARG_FLAG:
    *(gboolean *)member = TRUE;
    return TRUE;
  case ARG_SWITCH:
    set_value(options, option, "true");
    return TRUE;
  case ARG_TEXT:
    g_free(*(char **)member);
    *(char **)member = g_strdup(value);
    return TRUE;
  case ARG_TEXTS:
    if (!*(GPtrArray **)member)
      *(GPtrArray **)member = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(*(GPtrArray **)member, g_strdup(value));
    return TRUE;
  case ARG_NUMBER:
    if (!g_ascii_string_to_unsigned(value, 10, 1, (guint64)option->most, &number, NULL))
      return refuse_words(error, "--%s takes a number from 1 to %d, not '%s'", option->name,
                          option->most, value);
    *(int *)member = (int)number;
    return TRUE;
  default:
    if (!g_utf8_validate(value, -1, NULL))
      return refuse_words(error, "the value of --%s is not UTF-8", option->name);
    set_value(options, option, value);
    return TRUE;
  }
}

static gboolean needs_value(const Option *option)
{
  return option->kind != ARG_FLAG && option->kind != ARG_SWITCH;
}

/* The words of the command line; the next one to read is words[next]. */
typedef struct {
  char **words; /* NULL-ended */
  int next;
} Words;

/* Stores OPTION with VALUE or, when that is NULL and one is needed, with the next word. NAME is
 * what the user wrote. */
static gboolean store_option(Options *options, const Option *option, const char *name,
                             const char *value, Words *words, GError **error)
{
  if (needs_value(option) && !value) {
    value = words->words[words->next];
    if (!value)
      return refuse_words(error, "'%s' needs a value", name);
    words->next++;
  }
  return store_value(options, option, value, error);
}

/* '--name', '--name=value' or '--name value'. */
static gboolean read_long(Options *options, const char *word, Words *words, GError **error)
{
  const char *equals = strchrnul(word, '=');
  g_autofree char *name = g_strndup(word, (gsize)(equals - word));
  const Option *option = option_find(options->verb, name + 2, strlen(name + 2));
  if (!option)
    return refuse_words(error, "unknown option '%s'", name);
  if (*equals && !needs_value(option))
    return refuse_words(error, "option '%s' takes no value", name);
  return store_option(options, option, name, *equals ? equals + 1 : NULL, words, error);
}

/* Letters after one '-', of which the last may have a value: '-q', '-qv', '-qo file',
 * '-qofile'.
 */
static gboolean read_short(Options *options, const char *word, Words *words, GError **error)
{
  for (const char *letter = word + 1; *letter; letter++) {
    const Option *option = option_find_letter(options->verb, *letter);
    if (!option)
      return letter == word + 1
                 ? refuse_words(error, "unknown option '%s'", word)
                 : refuse_words(error, "unknown option '-%.*s' in '%s'",
                                (int)(g_utf8_next_char(letter) - letter), letter, word);
    const char name[] = {'-', *letter, '\0'};
    gboolean last = needs_value(option) || !letter[1];
    if (!store_option(options, option, name, last && letter[1] ? letter + 1 : NULL, words,
                      error))
      return FALSE;
    if (last)
      return TRUE;
  }
  return TRUE;
}

/* Finds an option of any verb by name or letter; it takes a value in all verbs or in none.
 * Returns NULL for an unknown one. */
static const Option *find_in_all(const char *name, char letter)
{
  const Option *option = NULL;
  for (guint verb = 0; !option && verb < VERB_COUNT; verb++)
    option = name ? option_find((Verb)verb, name, strlen(name))
                  : option_find_letter((Verb)verb, letter);
  return option;
}

/* TRUE when the option WORD has its value in the next word. */
static gboolean value_follows(const char *word)
{
  const Option *option = NULL;
  if (word[1] == '-')
    return (option = find_in_all(word + 2, 0)) && needs_value(option);
  for (const char *letter = word + 1; *letter; letter++)
    if (!(option = find_in_all(NULL, *letter)) || needs_value(option))
      return option && !letter[1];
  return FALSE;
}

static gboolean is_option(const char *word)
{
  return word[0] == '-' && word[1] != '\0';
}

/* The verb is the first word that is not an option or the value of one, if it names one.
 * Returns its index, or 0 without a verb. */
static int find_verb(char **words, Verb *verb)
{
  for (int i = 1; words[i] && strcmp(words[i], "--") != 0; i++) {
    if (!is_option(words[i]))
      return verb_find(words[i], verb) ? i : 0;
    if (value_follows(words[i]) && words[i + 1])
      i++;
  }
  return 0;
}

/* TRUE for '-word' among the words of a search, which leaves out what has that word. */
static gboolean is_excluded_word(const Options *options, guint paths, const char *word)
{
  if (options->verb != VERB_SEARCH || paths == 0 || word[1] == '-')
    return FALSE;
  for (const char *letter = word + 1; *letter; letter++)
    if (!option_find_letter(VERB_SEARCH, *letter))
      return TRUE;
  return FALSE;
}

static gboolean read_words(Options *options, char **argv, GPtrArray *paths, GError **error)
{
  Words words = {argv, 1};
  gboolean only_paths = FALSE;
  int verb = find_verb(argv, &options->verb);
  while (words.words[words.next]) {
    int at = words.next++;
    const char *word = argv[at];
    if (at == verb)
      continue;
    if (only_paths || !is_option(word) || is_excluded_word(options, paths->len, word))
      g_ptr_array_add(paths, g_strdup(word));
    else if (strcmp(word, "--") == 0)
      only_paths = TRUE;
    else if (!(word[1] == '-' ? read_long : read_short)(options, word, &words, error))
      return FALSE;
  }
  return TRUE;
}

gboolean options_parse(Options *options, int argc, char **argv, GError **error)
{
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
  *options = (Options){.verb = VERB_BUILD};
  options->settings = g_ptr_array_new_with_free_func(setting_free);
  if (!read_words(options, argv, paths, error))
    return FALSE;
  options->validate = options->validate || options->epubcheck;
  g_ptr_array_add(paths, NULL);
  options->paths = (char **)g_ptr_array_free(g_steal_pointer(&paths), FALSE);
  for (guint i = 0; i < options->settings->len; i++)
    g_ptr_array_add(((Setting *)g_ptr_array_index(options->settings, i))->values, NULL);
  if (!options->paths[0] && !options->help && !options->version && argc > 1)
    return refuse_words(error, "no input: name a %s", verb_info(options->verb)->wants);
  return TRUE;
}
