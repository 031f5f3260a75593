/* SPDX-License-Identifier: MIT */
#include "cli/option.h"

#include <string.h>

#define AT(member) G_STRUCT_OFFSET(Options, member)

/* Which verbs. */
#define BUILD   (1u << VERB_BUILD | 1u << VERB_INSPECT)
#define ARCHIVE (1u << VERB_ARCHIVE)
#define SEARCH  (1u << VERB_SEARCH)
#define CHECK   (1u << VERB_CHECK)
#define INFO    (1u << VERB_INFO)
#define EXTRACT (1u << VERB_EXTRACT)
#define ALL     ((1u << VERB_COUNT) - 1)

const Option option_table[] = {
    {"output", 'o', BUILD, ARG_TEXT, AT(output), "FILE",
     "the book to write (default: NAME.epub)", 0},
    {"output", 'o', ARCHIVE, ARG_TEXT, AT(output), "SHELF", "the folder of the archive", 0},
    {"output", 'o', EXTRACT, ARG_TEXT, AT(output), "FOLDER", "where to write (default: here)",
     0},
    {"every", 0, ARCHIVE, ARG_TEXT, AT(every), "PERIOD",
     "day, week, month, quarter, year or N-articles", 0},
    {"timezone", 0, ARCHIVE, ARG_TEXT, AT(zone), "ZONE", "time zone of days (default: UTC)", 0},
    {"numbering", 0, ARCHIVE, ARG_TEXT, AT(numbering), "KEY",
     "date (default), count, or a front matter key", 0},
    {"dedupe", 0, ARCHIVE, ARG_TEXT, AT(dedupe), "HOW", "off, url, exact (default) or near", 0},
    {"volume-articles", 0, ARCHIVE, ARG_NUMBER, AT(volume_articles), "N",
     "most articles in a book (default: 500)", 100000},
    {"volume-text", 0, ARCHIVE, ARG_TEXT, AT(volume_text), "SIZE",
     "most text in a book (default: 5M)", 0},
    {"volume-size", 0, ARCHIVE, ARG_TEXT, AT(volume_size), "SIZE",
     "largest size of a book (default: any)", 0},
    {"omnibus", 0, ARCHIVE, ARG_TEXT, AT(omnibus), "year", "also a book for each year", 0},
    {"keep-sources", 0, BUILD | ARCHIVE, ARG_SWITCH, 0, NULL,
     "keep the source files of the articles in the book", 0},
    {"no-search", 0, ARCHIVE, ARG_FLAG, AT(no_search), NULL, "make no search index", 0},
    {"base-url", 0, ARCHIVE, ARG_TEXT, AT(base_url), "URL",
     "address of the shelf on the web, for absolute links", 0},
    {"bag", 0, ARCHIVE, ARG_TEXT, AT(bag), "FOLDER", "write a BagIt bag of the shelf", 0},
    {"adopt", 0, ARCHIVE, ARG_FLAG, AT(adopt), NULL,
     "start a shelf in a folder with other files, and keep them", 0},
    {"no-base-url", 0, ARCHIVE, ARG_FLAG, AT(no_base_url), NULL,
     "forget the address of an earlier run", 0},
    {"prune", 0, ARCHIVE, ARG_FLAG, AT(prune), NULL,
     "list and remove what is no longer in the input", 0},
    {"rebuild", 0, ARCHIVE, ARG_FLAG, AT(rebuild), NULL,
     "rewrite old issues where settings changed", 0},
    {"explain", 0, ARCHIVE, ARG_FLAG, AT(explain), NULL, "show what was done and why", 0},
    {"since", 0, SEARCH, ARG_TEXT, AT(since), "DATE", "from this day, month or year on", 0},
    {"until", 0, SEARCH, ARG_TEXT, AT(until), "DATE", "up to this day, month or year", 0},
    {"section", 0, SEARCH, ARG_TEXT, AT(section), "NAME", "in this section", 0},
    {"author", 0, SEARCH, ARG_TEXT, AT(author), "NAME", "by this author", 0},
    {"lang", 0, SEARCH, ARG_TEXT, AT(language), "TAG", "in this language", 0},
    {"limit", 0, SEARCH, ARG_NUMBER, AT(limit), "N", "hits to show (default: 20)", 1000},
    {"validate", 0, CHECK, ARG_FLAG, AT(validate), NULL,
     "also run EPUBCheck and add its messages", 0},
    {"epubcheck", 0, CHECK, ARG_TEXT, AT(epubcheck), "JAR",
     "EPUBCheck to use (default: 'epubcheck' on the PATH)", 0},
    {"config", 0, BUILD | ARCHIVE, ARG_TEXT, AT(config_file), "FILE",
     "read this instead of PATH/book.yaml", 0},
    {"max-article", 0, BUILD | ARCHIVE, ARG_TEXT, AT(max_article), "SIZE",
     "most text in an article (default: 8M)", 0},
    {"jobs", 'j', BUILD | ARCHIVE | CHECK, ARG_NUMBER, AT(threads), "N",
     "threads to use (default: one per core)", 256},
    {"force", 'f', BUILD, ARG_FLAG, AT(force), NULL, "replace a file that is not an EPUB", 0},
    {"force", 'f', EXTRACT, ARG_FLAG, AT(force), NULL, "replace files that differ", 0},
    {"strict", 0, BUILD, ARG_FLAG, AT(strict), NULL, "write nothing if there is any warning",
     0},
    {"dry-run", 'n', BUILD | ARCHIVE, ARG_FLAG, AT(dry_run), NULL, "do everything but write",
     0},
    {"quiet", 'q', ALL, ARG_FLAG, AT(quiet), NULL, "show errors only", 0},
    {"verbose", 'v', ALL, ARG_FLAG, AT(verbose), NULL, "also show notes and progress", 0},
    {"fetch", 0, BUILD | ARCHIVE, ARG_FLAG, AT(fetch), NULL, "download pictures and keep them",
     0},
    {"allow-private", 0, BUILD | ARCHIVE, ARG_FLAG, AT(allow_private), NULL,
     "also fetch from private addresses", 0},
    {"allow-read", 0, BUILD | ARCHIVE, ARG_TEXTS, AT(allow_read), "FOLDER",
     "let book.yaml use what is in FOLDER; may be repeated", 0},
    {"no-sandbox", 0, ALL, ARG_FLAG, AT(no_sandbox), NULL,
     "run without the kernel's sandbox (Landlock)", 0},
    {"json", 0, ALL & ~EXTRACT, ARG_FLAG, AT(json), NULL, "answer in JSON", 0},
    {"title", 't', BUILD, ARG_SETTING, 0, "TEXT", "title of the book", 0},
    {"subtitle", 0, BUILD | ARCHIVE, ARG_SETTING, 0, "TEXT", "subtitle", 0},
    {"series", 0, BUILD | ARCHIVE, ARG_SETTING, 0, "NAME", "series that the book belongs to",
     0},
    {"issue", 0, BUILD, ARG_SETTING, 0, "NUMBER", "its number in the series", 0},
    {"date", 0, BUILD, ARG_SETTING, 0, "DATE", "its date (default: the newest article's)", 0},
    {"language", 0, BUILD | ARCHIVE, ARG_SETTING, 0, "TAG", "main language (BCP 47)", 0},
    {"publisher", 0, BUILD | ARCHIVE, ARG_SETTING, 0, "NAME", "publisher", 0},
    {"author", 0, BUILD | ARCHIVE, ARG_SETTINGS, 0, "NAME", "author or editor; may be repeated",
     0},
    {"identifier", 0, BUILD, ARG_SETTING, 0, "ID",
     "identifier (default: made from series and issue)", 0},
    {"sort", 0, BUILD | ARCHIVE, ARG_SETTING, 0, "KEY",
     "date, title, path or weight; -KEY for descending", 0},
    {"group", 0, BUILD | ARCHIVE, ARG_SETTING, 0, "KEY", "section, date, folder or none", 0},
    {"css", 0, BUILD | ARCHIVE, ARG_SETTING, 0, "FILE", "stylesheet to add", 0},
    {"cover", 0, BUILD | ARCHIVE, ARG_SETTING, 0, "FILE",
     "cover picture (default: one is made)", 0},
    {"cover-design", 0, BUILD | ARCHIVE, ARG_SETTING, 0, "NAME",
     "design of the cover that is made", 0},
    {"cover-font", 0, BUILD | ARCHIVE, ARG_SETTING, 0, "FILE",
     "font for the cover that is made", 0},
    {"assets", 0, BUILD | ARCHIVE, ARG_SETTINGS, 0, "FOLDER",
     "also look for pictures here; may be repeated", 0},
    {"device", 0, BUILD | ARCHIVE, ARG_SETTING, 0, "NAME",
     "pictures for this device (listed below)", 0},
    {"max-pixels", 0, BUILD | ARCHIVE, ARG_SETTING, 0, "N",
     "longest side of a picture (default: 1600)", 0},
    {"quality", 0, BUILD | ARCHIVE, ARG_SETTING, 0, "N",
     "quality of JPEG, 1 to 100 (default: 80)", 0},
    {"gray", 0, BUILD | ARCHIVE, ARG_SWITCH, 0, NULL, "pictures in shades of gray", 0},
    {"max-size", 0, BUILD | ARCHIVE, ARG_SETTING, 0, "SIZE", "size of the book, as in 45M", 0},
    {"embed-font", 0, BUILD | ARCHIVE, ARG_SETTINGS, 0, "FILE",
     "font to embed; may be repeated", 0},
    {"toc", 0, BUILD | ARCHIVE, ARG_SETTING, 0, "DEPTH",
     "1: articles, 2: sections and articles", 0},
    {"smart", 0, BUILD | ARCHIVE, ARG_SWITCH, 0, NULL, "typographic quotes and dashes", 0},
    {"help", 'h', ALL, ARG_FLAG, AT(help), NULL, "show this help", 0},
    {"version", 'V', ALL, ARG_FLAG, AT(version), NULL, "show the version", 0},
};
const guint option_count = G_N_ELEMENTS(option_table);

const Option *option_find(Verb verb, const char *name, gsize length)
{
  for (guint i = 0; i < option_count; i++)
    if ((option_table[i].verbs & 1u << verb) && strlen(option_table[i].name) == length &&
        strncmp(option_table[i].name, name, length) == 0)
      return &option_table[i];
  return NULL;
}

const Option *option_find_letter(Verb verb, char letter)
{
  for (guint i = 0; i < option_count; i++)
    if ((option_table[i].verbs & 1u << verb) && option_table[i].letter == letter)
      return &option_table[i];
  return NULL;
}
