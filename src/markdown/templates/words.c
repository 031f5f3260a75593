/* SPDX-License-Identifier: MIT */
#include "markdown/templates/words.h"

#include <string.h>

/* Keys of arguments that are always text for the reader; without such a key an argument is text
 * if it reads like a sentence. */
static const char *const text_keys[] = {
    "title",    "text",    "caption",     "quote",   "content", "intro",
    "kicker",   "heading", "subtitle",    "summary", "cite",    "author",
    "question", "answer",  "description", "label",   "alt",     "button-text"};
/* Keys of arguments that are text if the tag has an end tag and so holds text; in other tags
 * they may name files. */
static const char *const paired_keys[] = {"source", "name", "attribution"};
/* Keys of arguments that are never text. */
static const char *const other_keys[] = {"class", "style",  "id",    "width",  "height",
                                         "size",  "sizes",  "align", "color",  "variant",
                                         "type",  "lang",   "theme", "layout", "icon",
                                         "rel",   "target", "when",  "date",   "sort"};

static gboolean is_one_of(const char *key, const char *const *keys, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (g_ascii_strcasecmp(key, keys[i]) == 0)
      return TRUE;
  return FALSE;
}

gboolean template_is_address(const char *value)
{
  return g_str_has_prefix(value, "http://") || g_str_has_prefix(value, "https://");
}

static gboolean has_letter(const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char(p))
    if (g_unichar_isalpha(g_utf8_get_char(p)))
      return TRUE;
  return FALSE;
}

/* Returns whether KEY is like 'q0' or 'a12', as in lists of questions and answers. */
static gboolean is_numbered(const char *key)
{
  return (key[0] == 'q' || key[0] == 'a') && key[1] &&
         strspn(key + 1, "0123456789") == strlen(key + 1);
}

gboolean template_is_words(const Tag *tag, const TagArgument *argument)
{
  if (!*argument->value)
    return FALSE;
  if (argument->key && is_one_of(argument->key, other_keys, G_N_ELEMENTS(other_keys)))
    return FALSE;
  if (argument->key && (is_one_of(argument->key, text_keys, G_N_ELEMENTS(text_keys)) ||
                        is_numbered(argument->key)))
    return TRUE;
  if (argument->key && tag->paired && !template_is_address(argument->value) &&
      is_one_of(argument->key, paired_keys, G_N_ELEMENTS(paired_keys)))
    return TRUE;
  gboolean words = strpbrk(argument->value, " \n") || (guchar)*argument->value >= 0x80;
  return words && has_letter(argument->value) && !template_is_address(argument->value);
}
