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

static gboolean take_value(Options *options, const Option *option, const char *value,
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
    if (g_ascii_string_to_unsigned(value, 10, 1, (guint64)option->most, &number, NULL)) {
      *(int *)member = (int)number;
      return TRUE;
    }
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_USAGE,
                "--%s takes a number from 1 to %d, not '%s'", option->name, option->most,
                value);
    return FALSE;
  default:
    if (!g_utf8_validate(value, -1, NULL)) {
      g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_USAGE, "the value of --%s is not UTF-8",
                  option->name);
      return FALSE;
    }
    set_value(options, option, value);
    return TRUE;
  }
}

/* Reads the option at argv[*i]: '--name', '--name=value', '-o value', '-ovalue'. */
static gboolean take_option(Options *options, int argc, char **argv, int *i, GError **error)
{
  const char *word = argv[*i];
  const Option *option = NULL;
  const char *value = NULL;
  if (word[1] == '-') {
    const char *equals = strchr(word, '=');
    option = option_find(options->verb, word + 2,
                         equals ? (gsize)(equals - word - 2) : strlen(word + 2));
    value = equals ? equals + 1 : NULL;
  } else {
    option = option_find_letter(options->verb, word[1]);
    value = word[2] ? word + 2 : NULL;
  }
  gboolean needs = option && option->kind != ARG_FLAG && option->kind != ARG_SWITCH;
  if (!option || (!needs && value)) {
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_USAGE, "unknown option '%s'", word);
    return FALSE;
  }
  if (needs && !value) {
    if (*i + 1 >= argc) {
      g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_USAGE, "'%s' needs a value", word);
      return FALSE;
    }
    value = argv[++*i];
  }
  return take_value(options, option, value, error);
}

gboolean options_parse(Options *options, int argc, char **argv, GError **error)
{
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
  gboolean only_paths = FALSE;
  int i = 1;
  *options = (Options){.verb = VERB_BUILD};
  options->settings = g_ptr_array_new_with_free_func(setting_free);
  if (argc > 1 && verb_find(argv[1], &options->verb))
    i = 2;
  for (; i < argc; i++) {
    if (only_paths || argv[i][0] != '-' || argv[i][1] == '\0')
      g_ptr_array_add(paths, g_strdup(argv[i]));
    else if (strcmp(argv[i], "--") == 0)
      only_paths = TRUE;
    else if (!take_option(options, argc, argv, &i, error))
      return FALSE;
  }
  options->validate = options->validate || options->epubcheck;
  g_ptr_array_add(paths, NULL);
  options->paths = (char **)g_ptr_array_free(g_steal_pointer(&paths), FALSE);
  for (guint j = 0; j < options->settings->len; j++)
    g_ptr_array_add(((Setting *)g_ptr_array_index(options->settings, j))->values, NULL);
  if (!options->paths[0] && !options->help && !options->version && argc > 1) {
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_USAGE, "no input: name a %s",
                verb_info(options->verb)->wants);
    return FALSE;
  }
  return TRUE;
}
