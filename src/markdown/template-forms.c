/* SPDX-License-Identifier: MIT */
#include "markdown/template-forms.h"

#include <string.h>

#include "markdown/template-picture.h"
#include "markdown/template-write.h"

typedef enum { FORM_TEXT, FORM_PICTURE, FORM_ADDRESS, FORM_QUOTE, FORM_EMBED } Form;

/* Names of tags and of included files, without extension, that many sites use; others are
 * judged by their arguments. */
static const struct {
  const char *name;
  Form form;
  const char *address; /* FORM_EMBED: put before an argument that is no address yet */
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

/* Arguments that are text for the reader whatever they hold; others are when they read like a
 * sentence. */
static const char *const text_keys[] = {
    "title",    "text",    "caption",     "quote",   "content", "intro",
    "kicker",   "heading", "subtitle",    "summary", "cite",    "author",
    "question", "answer",  "description", "label",   "alt",     "button-text"};
/* And those that never are. */
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

static gboolean is_address(const char *value)
{
  return g_str_has_prefix(value, "http://") || g_str_has_prefix(value, "https://");
}

/* 'functions/podcast-player.md' is 'podcast-player' to us. */
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

static const char *picture_source(const Tag *tag)
{
  static const char *const endings[] = {".png", ".jpg",  ".jpeg", ".gif",
                                        ".svg", ".webp", ".avif"};
  const char *source = tag_argument(tag, TEMPLATE_PICTURE_KEYS);
  const char *dot = source ? strrchr(source, '.') : NULL;
  if (!source)
    return NULL;
  return (dot && is_one_of(dot, endings, G_N_ELEMENTS(endings))) || tag_argument(tag, "alt")
             ? source
             : NULL;
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
  if (is_address(value))
    address = g_strdup(value);
  else if (status)
    address = g_strdup_printf("%s%s/status/%s", base, user ? user : "i", value);
  else
    address = g_strconcat(base, user ? user : "", user ? "/" : "", value, NULL);
  form_append_link(out, title ? title : address, address, place);
  return TRUE;
}

static gboolean write_quote(GString *out, const Tag *tag, TagPlace place, const char *prefix)
{
  const char *text = tag_argument(tag, "text quote content -");
  const char *cite = tag_argument(tag, "cite author source");
  if (!text)
    return FALSE;
  g_autofree char *quoted = g_strconcat(prefix, "> ", NULL);
  if (place == PLACE_BLOCK)
    g_string_append(out, "> ");
  form_append_text(out, text, place, quoted);
  if (cite) {
    form_next_paragraph(out, place, quoted);
    g_string_append(out, "— ");
    form_append_text(out, cite, place, quoted);
  }
  if (place == PLACE_BLOCK)
    g_string_append_printf(out, "\n%s", prefix);
  return TRUE;
}

static gboolean has_letter(const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char(p))
    if (g_unichar_isalpha(g_utf8_get_char(p)))
      return TRUE;
  return FALSE;
}

/* 'q0', 'a12': how lists of questions and answers are given. */
static gboolean is_numbered(const char *key)
{
  return (key[0] == 'q' || key[0] == 'a') && key[1] &&
         strspn(key + 1, "0123456789") == strlen(key + 1);
}

static gboolean is_text(const TagArgument *argument, gboolean file)
{
  if (!*argument->value || file)
    return FALSE;
  if (argument->key && is_one_of(argument->key, other_keys, G_N_ELEMENTS(other_keys)))
    return FALSE;
  if (argument->key && (is_one_of(argument->key, text_keys, G_N_ELEMENTS(text_keys)) ||
                        is_numbered(argument->key)))
    return TRUE;
  gboolean words = strpbrk(argument->value, " \n") || (guchar)*argument->value >= 0x80;
  return words && has_letter(argument->value) && !is_address(argument->value);
}

/* Arguments that are text, each a paragraph, and the address that they may go with. */
static gboolean write_texts(GString *out, const Tag *tag, TagPlace place, const char *prefix)
{
  gboolean file = included(tag) != NULL, written = FALSE;
  const char *address = tag_argument(tag, "href url link src button-url");
  const char *label = tag_argument(tag, "button-text text label title");
  gboolean linked = address && (is_address(address) || (label && *address == '/'));
  if (!linked && tag->arguments->len == 1 && tag_argument(tag, "-") &&
      is_address(tag_argument(tag, "-"))) {
    address = tag_argument(tag, "-");
    linked = TRUE;
  }
  for (guint i = 0; i < tag->arguments->len; i++) {
    const TagArgument *argument = &g_array_index(tag->arguments, TagArgument, i);
    if ((linked && argument->value == label) || !is_text(argument, file && i == 0))
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
  switch (form >= 0 ? forms[form].form : picture_source(tag) ? FORM_PICTURE : FORM_TEXT) {
  case FORM_PICTURE:
    return template_picture(out, tag, place, prefix);
  case FORM_QUOTE:
    return write_quote(out, tag, place, prefix);
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
