/* SPDX-License-Identifier: MIT */
/* What stands for something else on the way through the parser, and is for no reader's eyes. */
#include <string.h>

#include "validity.h"

/* A word with a number that the text does not hold, and the kind and number of what it stands
 * for: a footnote, its reference, a table. */
#define STEM "mkepubmark"
#define MARK "(" STEM "[0-9]+)[frt][0-9]+"

/* TEXT with the word of a mark in front, as the label of a reference that nobody follows: no
 * mark of it is called like this one. An empty line keeps metadata away. */
static char *taken_before(const char *text, const char *word)
{
  return g_strdup_printf("\n[%s]: x\n\n%s", word, text);
}

static gboolean resolve(const GMatchInfo *match, GString *out, gpointer ignored)
{
  (void)ignored;
  g_autofree char *hex = g_match_info_fetch(match, 1);
  g_autofree char *decimal = g_match_info_fetch(match, 2);
  guint64 number = hex && *hex ? g_ascii_strtoull(hex, NULL, 16)
                               : g_ascii_strtoull(decimal ? decimal : "", NULL, 10);
  if (number > 0 && number < 128)
    g_string_append_c(out, (gchar)number);
  return FALSE;
}

/* TEXT with its references to characters resolved: an author may spell a mark in these. */
static char *spelled_out(const char *text)
{
  g_autoptr(GRegex) regex = g_regex_new("&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));", 0, 0, NULL);
  return g_regex_replace_eval(regex, text, -1, 0, 0, resolve, NULL, NULL);
}

/* The chapter behind its head and header, which are made of the article's metadata: no mark
 * ever comes there, but an author's words may that the text does not show. */
static const char *behind_header(const char *chapter)
{
  const char *end = strstr(chapter, "</header>");
  return end ? end : chapter;
}

gboolean validity_has_mark(const char *chapter, const char *text, ValidityPrint print,
                           gpointer data)
{
  gboolean found = FALSE;
  chapter = behind_header(chapter);
  if (!strstr(chapter, STEM))
    return FALSE;
  g_autoptr(GRegex) regex = g_regex_new(MARK, 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  g_autofree char *whole = spelled_out(text);
  g_regex_match(regex, chapter, 0, &match);
  for (; !found && g_match_info_matches(match); g_match_info_next(match, NULL)) {
    g_autofree char *mark = g_match_info_fetch(match, 0);
    g_autofree char *word = g_match_info_fetch(match, 1);
    if (strstr(text, word) || strstr(whole, mark))
      continue;
    g_autofree char *other = taken_before(text, word);
    g_autofree char *again = print(other, data);
    found = !strstr(again, mark);
  }
  return found;
}
