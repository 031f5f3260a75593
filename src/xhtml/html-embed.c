/* SPDX-License-Identifier: MIT */
/* Raw HTML that leads out of the chapter: links, pictures, frames and media; and attributes. */
#include <string.h>

#include "mkepub/url.h"
#include "xhtml/html-state.h"

static const char *attribute(const MkepubHtml *html, const char *name)
{
  return tokeniser_attribute(&html->tokeniser, name);
}

/* Writes ATTRIBUTE from the tag's attribute NAME when it is there. */
static gboolean copy(MkepubHtml *html, MkepubAttribute to, const char *name)
{
  const char *value = attribute(html, name);
  return value && mkepub_writer_attribute(html->writer, to, value);
}

/* Of a code's classes only the language is known to mean something here. */
static void copy_language_class(MkepubHtml *html)
{
  static const char plain[] =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+#_.-";
  const char *value = attribute(html, "class");
  while (value && *value) {
    gsize length = strcspn(value, " \t\r\n\f");
    if (g_str_has_prefix(value, "language-") && strspn(value, plain) == length && length < 64) {
      g_autofree char *word = g_strndup(value, length);
      mkepub_writer_attribute(html->writer, MKEPUB_AT_CLASS, word);
      return;
    }
    value += length + strspn(value + length, " \t\r\n\f");
  }
}

/* An id with white space gets another name, under which links find it nevertheless. */
static void write_id(MkepubHtml *html, const char *id)
{
  if (mkepub_writer_attribute(html->writer, MKEPUB_AT_ID, id))
    return;
  html_tell(html, MKEPUB_FINDING_HTML_REPAIRED,
            g_strdup("an id is taken already or cannot be one"));
  if (!strpbrk(id, " \t\r\n\f"))
    return;
  const char *name = mkepub_writer_new_id(html->writer, id);
  if (mkepub_writer_attribute(html->writer, MKEPUB_AT_ID, name))
    mkepub_writer_alias(html->writer, id, name);
}

void html_write_attributes(MkepubHtml *html, MkepubElement element)
{
  static const struct {
    MkepubAttribute to;
    const char *name;
  } others[] = {
      {MKEPUB_AT_DIR, "dir"},         {MKEPUB_AT_TITLE, "title"},
      {MKEPUB_AT_START, "start"},     {MKEPUB_AT_REVERSED, "reversed"},
      {MKEPUB_AT_TYPE, "type"},       {MKEPUB_AT_VALUE, "value"},
      {MKEPUB_AT_COLSPAN, "colspan"}, {MKEPUB_AT_ROWSPAN, "rowspan"},
      {MKEPUB_AT_SCOPE, "scope"},     {MKEPUB_AT_DATETIME, "datetime"},
      {MKEPUB_AT_OPEN, "open"},
  };
  if (html->tokeniser.attributes->len == 0)
    return;
  const char *id = attribute(html, "id");
  if (!id && element == MKEPUB_EL_A)
    id = attribute(html, "name");
  if (id && *id)
    write_id(html, id);
  if (!copy(html, MKEPUB_AT_LANG, "lang"))
    copy(html, MKEPUB_AT_LANG, "xml:lang");
  for (guint i = 0; i < G_N_ELEMENTS(others); i++)
    copy(html, others[i].to, others[i].name);
  if (element == MKEPUB_EL_CODE)
    copy_language_class(html);
}

/* What the resolver makes of a link's ADDRESS, or NULL. */
static char *resolve(const MkepubHtml *html, const char *address)
{
  const MkepubResolver *resolver = html->resolver;
  return resolver && resolver->link ? resolver->link(resolver->data, address, html->line)
                                    : NULL;
}

void html_open_link(MkepubHtml *html)
{
  const char *address = attribute(html, "href");
  g_autofree char *href = address ? resolve(html, address) : NULL;
  mkepub_writer_open(html->writer, MKEPUB_EL_A);
  if (href && *href == '#')
    mkepub_writer_fragment_link(html->writer, href + 1, html->line);
  else if (href)
    mkepub_writer_attribute(html->writer, MKEPUB_AT_HREF, href);
  html_write_attributes(html, MKEPUB_EL_A);
}

/* One pixel that counts readers. */
static gboolean is_pixel(const MkepubHtml *html)
{
  const char *width = attribute(html, "width");
  const char *height = attribute(html, "height");
  return width && height && strspn(width, "01") == 1 && strspn(height, "01") == 1 &&
         (!width[1] || strcmp(width + 1, "px") == 0) &&
         (!height[1] || strcmp(height + 1, "px") == 0);
}

void html_write_image(MkepubHtml *html)
{
  const MkepubResolver *resolver = html->resolver;
  const char *address = attribute(html, "src");
  const char *alt = attribute(html, "alt");
  if ((!address || !*address || g_str_has_prefix(address, "data:")) &&
      attribute(html, "data-src"))
    address = attribute(html, "data-src");
  if (is_pixel(html))
    return;
  if (!alt)
    alt = attribute(html, "title");
  const MkepubPicture *picture = address && *address && resolver && resolver->picture
                                     ? resolver->picture(resolver->data, address, html->line)
                                     : NULL;
  if (!picture) {
    if (alt)
      html_text(html, alt);
    return;
  }
  mkepub_writer_open(html->writer, MKEPUB_EL_IMG);
  mkepub_writer_attribute(html->writer, MKEPUB_AT_SRC, picture->href);
  mkepub_writer_attribute(html->writer, MKEPUB_AT_ALT, alt ? alt : "");
  html_write_attributes(html, MKEPUB_EL_IMG);
}

static gboolean is_on_the_web(const char *address)
{
  if (!address)
    return FALSE;
  MkepubUrlKind kind = mkepub_url_kind(address);
  return kind == MKEPUB_URL_WEB || kind == MKEPUB_URL_NETWORK;
}

/* What to call the link to a TAG that shows URL. */
static char *card_text(const char *tag, const char *title, const char *url)
{
  static const char *const video_hosts[] = {
      "youtube.com", "youtube-nocookie.com", "youtu.be", "player.vimeo.com", "vimeo.com", NULL};
  g_autofree char *host = mkepub_url_host(url);
  if (title && *title)
    return g_strdup(title);
  if (host && strcmp(tag, "audio") == 0)
    return g_strdup_printf("Audio: %s", host);
  gboolean video = strcmp(tag, "video") == 0 || (host && g_strv_contains(video_hosts, host));
  return host && video ? g_strdup_printf("Video: %s", host) : g_strdup(url);
}

/* Writes a link to ADDRESS in place of what TAG would show; FALSE when it is not on the web. */
static gboolean write_card(MkepubHtml *html, const struct tag_name *tag, const char *title,
                           const char *address)
{
  if (!is_on_the_web(address))
    return FALSE;
  g_autofree char *href = resolve(html, address);
  if (!href || !is_on_the_web(href))
    return FALSE;
  g_autofree char *text = card_text(tag->name, title, href);
  gboolean link = !mkepub_writer_inside(html->writer, MKEPUB_EL_A);
  if (link) {
    mkepub_writer_open(html->writer, MKEPUB_EL_A);
    mkepub_writer_attribute(html->writer, MKEPUB_AT_HREF, href);
  }
  html_text(html, text);
  if (link)
    mkepub_writer_close(html->writer, MKEPUB_EL_A);
  html_text(html, " ");
  html_tell(html, MKEPUB_FINDING_HTML_REPAIRED,
            g_strdup_printf("'%s' is shown as a link", tag->name));
  return TRUE;
}

static void tell_left_out(MkepubHtml *html, const struct tag_name *tag)
{
  html_tell(html, MKEPUB_FINDING_HTML_DROPPED,
            g_strdup_printf("'%s' cannot be shown in a book", tag->name));
}

void html_write_frame(MkepubHtml *html, const struct tag_name *tag)
{
  if (!write_card(html, tag, attribute(html, "title"), attribute(html, "src"))) {
    if (attribute(html, "title"))
      html_text(html, attribute(html, "title"));
    tell_left_out(html, tag);
  }
  if (strcmp(tag->name, "iframe") == 0)
    html->skipped = tag;
}

void html_open_media(MkepubHtml *html, const struct tag_name *tag)
{
  const char *address = attribute(html, strcmp(tag->name, "object") == 0 ? "data" : "src");
  if (write_card(html, tag, attribute(html, "title"), address)) {
    html->skipped = tag;
    return;
  }
  if (address)
    tell_left_out(html, tag);
  html->media = tag;
  g_free(html->media_title);
  html->media_title = g_strdup(attribute(html, "title"));
}

void html_write_source(MkepubHtml *html)
{
  const char *address = attribute(html, "src");
  if (!html->media || !address)
    return;
  if (write_card(html, html->media, html->media_title, address)) {
    html->skipped = html->media;
    html->media = NULL;
  } else {
    tell_left_out(html, html->media);
  }
}

void html_write_input(MkepubHtml *html)
{
  const char *type = attribute(html, "type");
  if (type && g_ascii_strcasecmp(type, "checkbox") == 0)
    html_text(html, attribute(html, "checked") ? "☑" : "☐");
  else if (type && g_ascii_strcasecmp(type, "image") == 0 && attribute(html, "alt"))
    html_text(html, attribute(html, "alt"));
  else if (!type || g_ascii_strcasecmp(type, "hidden") != 0)
    html_tell(html, MKEPUB_FINDING_HTML_DROPPED, g_strdup("'input' is left out"));
}

void html_open_foreign(MkepubHtml *html, const struct tag_name *tag)
{
  const char *words =
      attribute(html, tag->element == MKEPUB_EL_MATH ? "alttext" : "aria-label");
  html_tell(html, MKEPUB_FINDING_HTML_REPAIRED,
            g_strdup_printf("'%s' is shown as text", tag->name));
  if (html->tokeniser.self_closing)
    return;
  html->foreign = tag;
  if (words && *words) {
    html_text(html, words);
    html_text(html, " ");
    html->skipped = tag;
  }
}
