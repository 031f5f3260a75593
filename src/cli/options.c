/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "mkepub/error.h"

/* A setting is a key of book.yaml; of SETTINGS there may be several values. */
typedef enum { ARG_FLAG, ARG_TEXT, ARG_NUMBER, ARG_SETTING, ARG_SETTINGS, ARG_SWITCH } Kind;

/* One option: where its value goes, and its line of the help. */
typedef struct {
  const char *name; /* without the dashes */
  char letter;      /* 0: none */
  Kind kind;
  gsize offset; /* in Options; unused for settings */
  const char *value, *help;
} Option;

#define AT(member) G_STRUCT_OFFSET(Options, member)
static const Option table[] = {
    {"output", 'o', ARG_TEXT, AT(output), "FILE", "the book to write (default: NAME.epub)"},
    {"config", 0, ARG_TEXT, AT(config_file), "FILE", "read this instead of PATH/book.yaml"},
    {"jobs", 'j', ARG_NUMBER, AT(threads), "N", "threads to use (default: one per core)"},
    {"force", 'f', ARG_FLAG, AT(force), NULL, "overwrite a file that is no EPUB"},
    {"strict", 0, ARG_FLAG, AT(strict), NULL, "write nothing when there is any warning"},
    {"dry-run", 'n', ARG_FLAG, AT(dry_run), NULL, "do everything but write the book"},
    {"quiet", 'q', ARG_FLAG, AT(quiet), NULL, "tell errors only"},
    {"verbose", 'v', ARG_FLAG, AT(verbose), NULL, "tell notes and progress too"},
    {"fetch", 0, ARG_FLAG, AT(fetch), NULL, "get pictures from the network, and keep them"},
    {"allow-private", 0, ARG_FLAG, AT(allow_private), NULL, "fetch from private addresses too"},
    {"json", 0, ARG_FLAG, AT(json), NULL, "inspect: answer in JSON"},
    {"title", 't', ARG_SETTING, 0, "TEXT", "title of the book"},
    {"subtitle", 0, ARG_SETTING, 0, "TEXT", "subtitle"},
    {"series", 0, ARG_SETTING, 0, "NAME", "series that the book belongs to"},
    {"issue", 0, ARG_SETTING, 0, "NUMBER", "its number in the series"},
    {"date", 0, ARG_SETTING, 0, "DATE", "its date (default: the newest article's)"},
    {"language", 0, ARG_SETTING, 0, "TAG", "main language (BCP 47)"},
    {"publisher", 0, ARG_SETTING, 0, "NAME", "publisher"},
    {"author", 0, ARG_SETTINGS, 0, "NAME", "author or editor; may be repeated"},
    {"identifier", 0, ARG_SETTING, 0, "ID", "identifier (default: made from series and issue)"},
    {"sort", 0, ARG_SETTING, 0, "KEY", "date, title, path or weight; -KEY for descending"},
    {"group", 0, ARG_SETTING, 0, "KEY", "section, date, folder or none"},
    {"css", 0, ARG_SETTING, 0, "FILE", "stylesheet to add"},
    {"cover", 0, ARG_SETTING, 0, "FILE", "cover picture (default: one is made)"},
    {"cover-design", 0, ARG_SETTING, 0, "NAME", "design of the cover that is made"},
    {"cover-font", 0, ARG_SETTING, 0, "FILE", "font for the cover that is made"},
    {"assets", 0, ARG_SETTINGS, 0, "FOLDER", "look for pictures here too; may be repeated"},
    {"device", 0, ARG_SETTING, 0, "NAME", "pictures for this device (listed below)"},
    {"max-pixels", 0, ARG_SETTING, 0, "N", "longest side of a picture (default: 1600)"},
    {"quality", 0, ARG_SETTING, 0, "N", "quality of JPEG, 1 to 100 (default: 80)"},
    {"gray", 0, ARG_SWITCH, 0, NULL, "pictures in shades of gray"},
    {"max-size", 0, ARG_SETTING, 0, "SIZE", "size of the book, as in 45M"},
    {"embed-font", 0, ARG_SETTINGS, 0, "FILE", "font to embed; may be repeated"},
    {"toc", 0, ARG_SETTING, 0, "DEPTH", "1: articles, 2: sections and articles"},
    {"smart", 0, ARG_SWITCH, 0, NULL, "typographic quotes and dashes"},
    {"help", 'h', ARG_FLAG, AT(help), NULL, "show this help"},
    {"version", 'V', ARG_FLAG, AT(version), NULL, "show the version"},
};

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
  g_clear_pointer(&options->settings, g_ptr_array_unref);
}

void options_print_help(void)
{
  fputs("Usage: mkepub [build] PATH... [-o FILE]\n"
        "       mkepub inspect PATH... [--json]\n\n"
        "Packs Markdown articles (files, folders, or - for a list on standard input)\n"
        "into an EPUB for reading offline. 'inspect' shows what was understood of each.\n\n",
        stdout);
  for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
    char letter[5] = "    ";
    if (table[i].letter) {
      letter[0] = '-';
      letter[1] = table[i].letter;
      letter[2] = ',';
    }
    g_autofree char *name =
        g_strdup_printf("--%s%s%s", table[i].name, table[i].value ? " " : "",
                        table[i].value ? table[i].value : "");
    printf("  %s%-19s %s\n", letter, name, table[i].help);
  }
  g_autofree char *devices = mkepub_device_names();
  g_auto(GStrv) names = g_strsplit(devices, ", ", -1);
  fputs("\nDevices:", stdout);
  for (guint i = 0; names[i]; i++)
    printf("%s %s", i % 5 == 0 && i > 0 ? "\n        " : "", names[i]);
  fputs("\n\nExit status: 0 done, 1 error findings (any warning with --strict), 2 usage, 3 "
        "failure.\n",
        stdout);
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
  case ARG_NUMBER:
    if (g_ascii_string_to_unsigned(value, 10, 1, 256, &number, NULL)) {
      *(int *)member = (int)number;
      return TRUE;
    }
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_USAGE,
                "--%s takes a number from 1 to 256, not '%s'", option->name, value);
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

static const Option *find_option(const char *word, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS(table); i++)
    if (strlen(table[i].name) == length && strncmp(table[i].name, word, length) == 0)
      return &table[i];
  return NULL;
}

/* Reads the option at argv[*i]: '--name', '--name=value', '-o value', '-ovalue'. */
static gboolean take_option(Options *options, int argc, char **argv, int *i, GError **error)
{
  const char *word = argv[*i];
  const Option *option = NULL;
  const char *value = NULL;
  if (word[1] == '-') {
    const char *equals = strchr(word, '=');
    option = find_option(word + 2, equals ? (gsize)(equals - word - 2) : strlen(word + 2));
    value = equals ? equals + 1 : NULL;
  } else {
    for (guint j = 0; j < G_N_ELEMENTS(table); j++)
      if (table[j].letter == word[1])
        option = &table[j];
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
  *options = (Options){.build = TRUE};
  options->settings = g_ptr_array_new_with_free_func(setting_free);
  if (argc > 1 && (strcmp(argv[1], "build") == 0 || strcmp(argv[1], "inspect") == 0)) {
    options->build = argv[1][0] == 'b';
    i = 2;
  }
  for (; i < argc; i++) {
    if (only_paths || argv[i][0] != '-' || argv[i][1] == '\0')
      g_ptr_array_add(paths, g_strdup(argv[i]));
    else if (strcmp(argv[i], "--") == 0)
      only_paths = TRUE;
    else if (!take_option(options, argc, argv, &i, error))
      return FALSE;
  }
  g_ptr_array_add(paths, NULL);
  options->paths = (char **)g_ptr_array_free(g_steal_pointer(&paths), FALSE);
  for (guint j = 0; j < options->settings->len; j++)
    g_ptr_array_add(((Setting *)g_ptr_array_index(options->settings, j))->values, NULL);
  if (!options->paths[0] && !options->help && !options->version && argc > 1) {
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_USAGE, "no input: name a file or a folder");
    return FALSE;
  }
  return TRUE;
}
