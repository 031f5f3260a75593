/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "cli/option.h"
#include "cli/print.h"
#include "mkepub/config.h"

static const VerbInfo verbs[VERB_COUNT] = {
    [VERB_BUILD] = {"build", "[build] PATH... [-o FILE]",
                    "Packs Markdown articles (files, folders, or - for a list on standard "
                    "input)\ninto an EPUB for reading offline.",
                    "file or folder", build_main},
    [VERB_INSPECT] = {"inspect", "inspect PATH... [--json]",
                      "Shows the metadata of each article and all findings; writes nothing.",
                      "file or folder", inspect_main},
    [VERB_ARCHIVE] =
        {"archive", "archive PATH... -o SHELF --every PERIOD --series NAME",
         "Keeps a growing collection as a shelf of issues; writes only what changed.",
         "file or folder", archive_main},
    [VERB_SEARCH] = {"search", "search SHELF WORDS...", "Finds articles in an archive.",
                     "shelf", search_main},
    [VERB_CHECK] = {"check", "check BOOK-OR-SHELF...", "Checks books and archives for damage.",
                    "book or shelf", check_main},
    [VERB_INFO] = {"info", "info BOOK-OR-SHELF...", "Describes a book or an archive.",
                   "book or shelf", info_main},
    [VERB_EXTRACT] = {"extract", "extract BOOK-OR-SHELF [-o FOLDER]",
                      "Writes the kept sources of a book or an archive.", "book or shelf",
                      extract_main},
};

const VerbInfo *verb_info(Verb verb)
{
  return &verbs[verb];
}

gboolean verb_find(const char *word, Verb *verb)
{
  for (guint i = 0; i < VERB_COUNT; i++)
    if (strcmp(verbs[i].name, word) == 0) {
      *verb = (Verb)i;
      return TRUE;
    }
  return FALSE;
}

static void print_option(const Option *option)
{
  char letter[5] = "    ";
  if (option->letter) {
    letter[0] = '-';
    letter[1] = option->letter;
    letter[2] = ',';
  }
  g_autofree char *name = g_strdup_printf("--%s%s%s", option->name, option->value ? " " : "",
                                          option->value ? option->value : "");
  print_line("  %s%-22s %s", letter, name, option->help);
}

static void print_devices(void)
{
  g_autofree char *devices = mkepub_device_names();
  g_auto(GStrv) names = g_strsplit(devices, ", ", -1);
  print_plain("\nDevices:");
  for (guint i = 0; names[i]; i++) {
    print_plain(i % 5 == 0 && i > 0 ? "\n         " : " ");
    print_plain(names[i]);
  }
  print_plain("\n");
}

void verb_print_help(Verb verb)
{
  print_plain("Usage: mkepub ");
  if (verb == VERB_BUILD)
    for (guint i = 0; i < VERB_COUNT; i++)
      print_line("%s%s", i > 0 ? "       mkepub " : "", verbs[i].usage);
  else
    print_line("%s", verbs[verb].usage);
  print_plain("\n");
  print_plain(verbs[verb].what);
  print_plain("\n");
  if (verb == VERB_BUILD)
    print_plain("Run 'mkepub VERB --help' for the options of a verb.\n");
  print_plain("\n");
  for (guint i = 0; i < option_count; i++)
    if (option_table[i].verbs & 1u << verb)
      print_option(&option_table[i]);
  if (option_find(verb, "device", 6))
    print_devices();
  print_plain("\nExit status: 0 done, 1 error findings (any warning with --strict), 2 usage, 3 "
              "failure.\n");
}
