/* SPDX-License-Identifier: MIT */
#include "markdown/templates/forms.h"

#include <string.h>

#include "markdown/templates/picture.h"
#include "markdown/templates/quote.h"
#include "markdown/templates/words.h"
#include "markdown/templates/write.h"

typedef enum { FORM_TEXT, FORM_PICTURE, FORM_ADDRESS, FORM_QUOTE, FORM_EMBED } Form;

/* Names of tags and of included files, without extension, that many sites use; other tags are
 * judged by their arguments. */
static const struct {
  const char *name;
  Form form;
  const char *address; /* FORM_EMBED: goes in front of arguments that are not addresses */
} forms[] = {
    {"figure", FORM_PICTURE, NULL},
    {"img", FORM_PICTURE, NULL},
    {"image", FORM_PICTURE, NULL},
    {"picture", FORM_PICTURE, NULL},
    {"photo", FORM_PICTURE, NULL},
    {"lightbox", FORM_PICTURE, NULL},
    {"ref", FORM_ADDRESS, NULL},
    {"relref", FORM_ADDRESS, NULL},
    {"link", FORM_ADDRESS, NULL},
    {"post_url", FORM_ADDRESS, NULL},
    {"asset_path", FORM_ADDRESS, NULL},
    {"quote", FORM_QUOTE, NULL},
    {"quote-block", FORM_QUOTE, NULL},
    {"blockquote", FORM_QUOTE, NULL},
    {"pullquote", FORM_QUOTE, NULL},
    {"youtube", FORM_EMBED, "https://www.youtube.com/watch?v="},
    {"vimeo", FORM_EMBED, "https://vimeo.com/"},
    {"instagram", FORM_EMBED, "https://www.instagram.com/p/"},
    {"tweet", FORM_EMBED, "https://twitter.com/"},
    {"twitter", FORM_EMBED, "https://twitter.com/"},
    {"twitter_simple", FORM_EMBED, "https://twitter.com/"},
    {"x", FORM_EMBED, "https://twitter.com/"},
    {"gist", FORM_EMBED, "https://gist.github.com/"},
    {"codepen", FORM_EMBED, "https://codepen.io/"},
    {"soundcloud", FORM_EMBED, "https://soundcloud.com/"},
};

static const char address_keys[] = "src url href file path id link button-url image -";

/* Returns the name of a tag or file without folder and extension, in lower case, for the caller
 * to free: 'podcast-player' for 'functions/podcast-player.md'. */
static char *plain_name(const char *name)
{
  const char *slash = strrchr(name, '/');
  char *plain = g_ascii_strdown(slash ? slash + 1 : name, -1);
  char *dot = strrchr(plain, '.');
  if (dot && dot > plain)
    *dot = '\0';
  return plain;
}

static const char *included(const Tag *tag)
{
  gboolean includes = strcmp(tag->name, "include") == 0 || strcmp(tag->name, "render") == 0 ||
                      strcmp(tag->name, "include_relative") == 0 ||
                      strcmp(tag->name, "partial") == 0;
  return includes ? tag_argument(tag, "-") : NULL;
}

static int form_of(const Tag *tag)
{
  const char *file = included(tag);
  g_autofree char *name = plain_name(file ? file : tag->name);
  for (guint i = 0; i < G_N_ELEMENTS(forms); i++)
    if (strcmp(name, forms[i].name) == 0)
      return (int)i;
  /* 'img-right', 'legacy-img' */
  return strstr(name, "img") || strstr(name, "image") ? 0 : -1;
}

static gboolean is_picture(const char *ending)
{
  static const char *const endings[] = {".png", ".jpg",  ".jpeg", ".gif",
                                        ".svg", ".webp", ".avif"};
  for (guint i = 0; i < G_N_ELEMENTS(endings); i++)
    if (g_ascii_strcasecmp(ending, endings[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean shows_picture(const Tag *tag)
{
  const char *source = tag_argument(tag, TEMPLATE_PICTURE_KEYS);
  const char *dot = source ? strrchr(source, '.') : NULL;
  return source && ((dot && is_picture(dot)) || tag_argument(tag, "alt"));
}

static gboolean write_embed(GString *out, const Tag *tag, const char *base, TagPlace place)
{
  const char *value = tag_argument(tag, "id url src link -");
  const char *user = tag_argument(tag, "user username");
  const char *title = tag_argument(tag, "title label text");
  if (!value)
    return FALSE;
  g_autofree char *address = NULL;
  gboolean status = strstr(base, "twitter") && !strchr(value, '/');
  if (template_is_address(value))
    address = g_strdup(value);
  else if (status)
    address = g_strdup_printf("%s%s/status/%s", base, user ? user : "i", value);
  else
    address = g_strconcat(base, user ? user : "", user ? "/" : "", value, NULL);
  form_append_link(out, title ? title : address, address, place);
  return TRUE;
}

/* Writes the arguments that are text, each as a paragraph, and the link that they may have.
 * Returns FALSE without either. */
static gboolean write_texts(GString *out, const Tag *tag, TagPlace place, const char *prefix)
{
  gboolean file = included(tag) != NULL, written = FALSE;
  const char *address = tag_argument(tag, "href url link src button-url");
  const char *label = tag_argument(tag, "button-text text label title");
  gboolean linked = address && (template_is_address(address) || (label && *address == '/'));
  if (!linked && tag->arguments->len == 1 && tag_argument(tag, "-") &&
      template_is_address(tag_argument(tag, "-"))) {
    address = tag_argument(tag, "-");
    linked = TRUE;
  }
  for (guint i = 0; i < tag->arguments->len; i++) {
    const TagArgument *argument = &g_array_index(tag->arguments, TagArgument, i);
    if ((linked && argument->value == label) || (file && i == 0) ||
        !template_is_words(tag, argument))
      continue;
    if (written)
      form_next_paragraph(out, place, prefix);
    form_append_text(out, argument->value, place, prefix);
    written = TRUE;
  }
  if (linked) {
    if (written)
      form_next_paragraph(out, place, prefix);
    form_append_link(out, label ? label : address, address, place);
  }
  if ((written || linked) && place == PLACE_BLOCK)
    g_string_append_printf(out, "\n%s", prefix);
  return written || linked;
}

gboolean template_is_quote(const Tag *tag)
{
  int form = form_of(tag);
  return form >= 0 && forms[form].form == FORM_QUOTE;
}

gboolean template_form(GString *out, const Tag *tag, TagPlace place, const char *prefix)
{
  if (place == PLACE_ADDRESS) {
    const char *value = tag_argument(tag, address_keys);
    if (value)
      form_append_address(out, value);
    return value != NULL;
  }
  int form = form_of(tag);
  const char *label = tag_argument(tag, "label text title");
  const char *value = tag_argument(tag, address_keys);
  switch (form >= 0 ? forms[form].form : shows_picture(tag) ? FORM_PICTURE : FORM_TEXT) {
  case FORM_PICTURE:
    return template_picture(out, tag, place, prefix);
  case FORM_QUOTE:
    if (template_quote(out, tag, place, prefix))
      return TRUE;
    break;
  case FORM_EMBED:
    return write_embed(out, tag, forms[form].address, place);
  case FORM_ADDRESS:
    if (value)
      form_append_link(out, label ? label : value, value, place);
    return value != NULL;
  case FORM_TEXT:
    break;
  }
  return write_texts(out, tag, place, prefix);
}
