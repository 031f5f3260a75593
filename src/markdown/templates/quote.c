/* SPDX-License-Identifier: MIT */
#include "markdown/templates/quote.h"

#include <string.h>

#include "markdown/templates/words.h"
#include "markdown/templates/write.h"

/* Returns whether ARGUMENT is part of the credit. Words without a key are, except for the
 * position and the class of the quotation. */
static gboolean is_credit(const Tag *tag, const TagArgument *argument)
{
  static const char *const places[] = {"left", "right", "center"};
  if (argument->key)
    return template_is_words(tag, argument);
  if (!tag->shortcode && strcmp(tag->name, "pullquote") == 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(places); i++)
    if (strcmp(argument->value, places[i]) == 0)
      return FALSE;
  return *argument->value != '\0';
}

static void add_to_last(GPtrArray *credits, const char *word)
{
  char *last = g_ptr_array_steal_index(credits, credits->len - 1);
  g_ptr_array_add(credits, g_strconcat(last, " ", word, NULL));
  g_free(last);
}

/* Returns the names and titles in TAG, for the caller to unref, and sets *LINK to the
 * address, which TAG owns, or NULL. In Hexo they are words without quotes on both sides
 * of the address. */
static GPtrArray *credits_of(const Tag *tag, const char *text, const char **link)
{
  GPtrArray *credits = g_ptr_array_new_with_free_func(g_free);
  gboolean goes_on = FALSE;
  *link = tag_argument(tag, "link url href");
  for (guint i = 0; i < tag->arguments->len; i++) {
    const TagArgument *argument = &g_array_index(tag->arguments, TagArgument, i);
    const char *value = argument->value;
    gboolean address = template_is_address(value);
    if (value == text || value == *link || !(address || is_credit(tag, argument)))
      continue;
    gboolean word = !argument->key && !tag->shortcode && (*link || !address);
    if (address && !*link)
      *link = value;
    else if (word && goes_on)
      add_to_last(credits, value);
    else
      g_ptr_array_add(credits, g_strdup(value));
    goes_on = word;
  }
  return credits;
}

void template_append_credit(GString *out, const Tag *tag, const char *text, TagPlace place)
{
  const char *link;
  g_autoptr(GPtrArray) credits = credits_of(tag, text, &link);
  if (credits->len == 0 && !link)
    return;
  g_string_append(out, "— ");
  for (guint i = 0; i < credits->len; i++) {
    const char *credit = g_ptr_array_index(credits, i);
    if (i > 0)
      g_string_append(out, ", ");
    if (link && i + 1 == credits->len)
      form_append_link(out, credit, link, place);
    else
      form_append_text(out, credit, place == PLACE_HTML ? PLACE_HTML : PLACE_INLINE, "");
  }
  if (credits->len == 0)
    form_append_link(out, link, link, place);
}

gboolean template_quote(GString *out, const Tag *tag, TagPlace place, const char *prefix)
{
  const char *text = tag_argument(tag, "text quote content -");
  if (!text)
    return FALSE;
  g_autofree char *quoted = g_strconcat(prefix, "> ", NULL);
  g_autoptr(GString) credit = g_string_new(NULL);
  if (place == PLACE_BLOCK)
    g_string_append(out, "> ");
  form_append_text(out, text, place, quoted);
  template_append_credit(credit, tag, text, place);
  if (credit->len > 0) {
    form_next_paragraph(out, place, quoted);
    g_string_append(out, credit->str);
  }
  if (place == PLACE_BLOCK)
    g_string_append_printf(out, "\n%s", prefix);
  return TRUE;
}
