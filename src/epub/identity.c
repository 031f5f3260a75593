/* SPDX-License-Identifier: MIT */
#include "epub/identity.h"

#include <string.h>

#include "base/text.h"
#include "text/language.h"

/* 'morning-edition' as people would write it: 'Morning edition'. */
static char *title_from_name(const char *name)
{
  g_autofree char *spaced = g_strdelimit(g_strdup(name), "-_", ' ');
  g_autofree char *flat = text_collapse(spaced, -1);
  if (!*flat)
    return g_strdup("Articles");
  const char *rest = g_utf8_next_char(flat);
  g_autofree char *first = g_strndup(flat, (gsize)(rest - flat));
  g_autofree char *upper = g_utf8_strup(first, -1);
  return g_strconcat(upper, rest, NULL);
}

static gboolean is_number(const char *text)
{
  gsize digits = strspn(text, "0123456789");
  if (digits == 0 || digits > 9)
    return FALSE;
  if (text[digits] == '\0')
    return TRUE;
  gsize fraction = text[digits] == '.' ? strspn(text + digits + 1, "0123456789") : 0;
  return fraction > 0 && text[digits + 1 + fraction] == '\0';
}

static void fill_titles(MkepubBook *book, const MkepubConfig *config)
{
  g_autofree char *fallback = title_from_name(book->collection->name);
  const char *title = config->title    ? config->title
                      : config->series ? config->series
                                       : fallback;
  book->masthead = g_strdup(config->series ? config->series : title);
  gboolean same = strcmp(book->masthead, title) == 0;
  g_autofree char *day = mkepub_date_format_human(&book->date, book->language);
  if (config->edition && same)
    book->title =
        *config->edition ? g_strdup_printf("%s, %s", title, config->edition) : g_strdup(title);
  else if (config->issue && same)
    book->title = g_strdup_printf("%s, %s", title, config->issue);
  else if (config->series && same && day)
    book->title = g_strdup_printf("%s, %s", title, day);
  else
    book->title = g_strdup(title);
  if (!same && !config->subtitle)
    book->subtitle = g_strdup(title);
  else
    book->subtitle = g_strdup(config->subtitle);
}

static void fill_dates(MkepubBook *book, const MkepubConfig *config, MkepubFindings *findings)
{
  MkepubDate newest = MKEPUB_DATE_NONE, changed = MKEPUB_DATE_NONE;
  for (guint i = 0; i < book->collection->articles->len; i++) {
    const MkepubArticle *article = g_ptr_array_index(book->collection->articles, i);
    if (mkepub_date_compare(&article->published, &newest) > 0)
      newest = article->published;
    if (mkepub_date_compare(&article->modified, &changed) > 0)
      changed = article->modified;
  }
  book->date = newest;
  if (config->date && !mkepub_date_parse(config->date, -1, &book->date)) {
    mkepub_findings_add(findings, MKEPUB_FINDING_DATE_INVALID, config->path, 0, 0,
                        "the book's date cannot be understood: '%s'", config->date);
    book->date = newest;
  }
  if (mkepub_date_compare(&changed, &newest) < 0)
    changed = newest;
  if (mkepub_date_compare(&changed, &book->date) < 0)
    changed = book->date;
  const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
  gint64 seconds;
  g_autoptr(GDateTime) given = NULL;
  if (epoch &&
      g_ascii_string_to_signed(epoch, 10, 0, G_GINT64_CONSTANT(253402300799), &seconds, NULL))
    given = g_date_time_new_from_unix_utc(seconds);
  if (given)
    book->modified = g_date_time_format(given, "%Y-%m-%dT%H:%M:%SZ");
  else
    book->modified = mkepub_date_format_utc(&changed);
  /* nothing is dated: the day that the ZIP format begins with says so plainly */
  if (!book->modified)
    book->modified = g_strdup("1980-01-01T00:00:00Z");
}

static void fill_identifier(MkepubBook *book, const MkepubConfig *config,
                            MkepubFindings *findings)
{
  const char *given = config->identifier;
  gboolean named = given && g_ascii_strncasecmp(given, "urn:uuid:", 9) == 0;
  if (named && !g_uuid_string_is_valid(given + 9)) {
    mkepub_findings_add(findings, MKEPUB_FINDING_CONFIG_INVALID, config->path, 0, 0,
                        "the identifier is not a valid UUID: '%s'", given);
    book->identifier = g_strdup(given + 9); /* as what it is: a name */
    if (*book->identifier)
      return;
    g_clear_pointer(&book->identifier, g_free);
    given = NULL;
  }
  if (given) {
    g_autofree char *urn = g_strconcat("urn:uuid:", given, NULL);
    book->identifier = g_strdup(g_uuid_string_is_valid(given) ? urn : given);
    return;
  }
  const char *title = config->series  ? config->series
                      : config->title ? config->title
                                      : book->title;
  g_autofree char *name = g_strjoin("\n", title, config->issue ? config->issue : "",
                                    config->date ? config->date : "", NULL);
  g_autofree char *uuid = text_uuid5(name);
  book->identifier = g_strconcat("urn:uuid:", uuid, NULL);
}

static void fill_position(MkepubBook *book, const MkepubConfig *config)
{
  if (!book->series)
    return;
  if (config->position)
    book->position = g_strdup(config->position);
  else if (book->issue && is_number(book->issue))
    book->position = g_strdup(book->issue);
  else if (book->date.year > 0 && book->date.month > 0)
    book->position = g_strdup_printf("%02d%02d%02d", book->date.year % 100, book->date.month,
                                     MAX(book->date.day, 1));
}

static void copy_strings(GPtrArray *to, const GPtrArray *from)
{
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add(to, g_strdup(g_ptr_array_index(from, i)));
}

void identity_fill(MkepubBook *book, const MkepubConfig *config, MkepubFindings *findings)
{
  book->language = config->language ? g_strdup(config->language)
                                    : mkepub_collection_language(book->collection);
  book->rtl = mkepub_language_is_rtl(book->language);
  book->series = g_strdup(config->series);
  book->issue = g_strdup(config->issue);
  book->edition = config->edition && *config->edition ? g_strdup(config->edition) : NULL;
  book->publisher = g_strdup(config->publisher);
  book->issn = g_strdup(config->issn);
  book->description = g_strdup(config->description);
  book->rights = g_strdup(config->rights);
  book->css = g_strdup(config->css);
  book->cover = g_strdup(config->cover);
  book->settings = g_strdup(config->path);
  book->toc_depth = config->toc_depth > 0 ? config->toc_depth : 2;
  book->smart = config->smart;
  book->keep_sources = config->keep_sources;
  copy_strings(book->authors, config->authors);
  copy_strings(book->subjects, config->subjects);
  fill_dates(book, config, findings);
  fill_titles(book, config);
  fill_identifier(book, config, findings);
  fill_position(book, config);
}
