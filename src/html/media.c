/* SPDX-License-Identifier: MIT */
/* Raw HTML that a book cannot show: frames, video, audio, fields of forms. They become links or
 * text. */
#include <string.h>

#include "html/html-internal.h"
#include "mkepub/url.h"
#include "xhtml/writer-internal.h"

static gboolean is_on_the_web(const char *address)
{
  MkepubUrlKind kind = mkepub_url_kind(address);
  return kind == MKEPUB_URL_WEB || kind == MKEPUB_URL_NETWORK;
}

/* Returns the text for a link to URL that replaces TAG, which the caller frees: its title, or
 * its kind and host, or the address. */
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

/* Writes a link to ADDRESS in place of TAG. Returns FALSE when the address is not on the
 * web. */
static gboolean write_card(MkepubHtml *html, const struct tag_name *tag, const char *title,
                           const char *address)
{
  g_autofree char *href = address && *address ? html_resolve(html, address) : NULL;
  if (!href || !is_on_the_web(href))
    return FALSE;
  g_autofree char *text = card_text(tag->name, title, href);
  html_write_attributes(html, ELEMENT_NONE);
  html_write_link(html, href, text);
  html_text(html, " ");
  html_mended(html, "'%s' becomes a link", tag->name);
  return TRUE;
}

/* Returns TRUE when the type attribute of the tag just read is an image type. */
static gboolean is_picture(const MkepubHtml *html)
{
  const char *type = html_attribute(html, "type");
  return type && g_ascii_strncasecmp(type, "image/", 6) == 0;
}

static void tell_left_out(MkepubHtml *html, const struct tag_name *tag)
{
  html_tell(html, MKEPUB_FINDING_HTML_DROPPED, html->line,
            g_strdup_printf("'%s' cannot be shown in a book", tag->name));
}

void html_write_frame(MkepubHtml *html, const struct tag_name *tag)
{
  const char *title = html_attribute(html, "title");
  const char *address = html_attribute(html, "src");
  if (!address || !*address)
    address = html_attribute(html, "data-src");
  const MkepubPicture *picture =
      address && is_picture(html) ? html_find_picture(html, address) : NULL;
  if (picture) {
    html_mended(html, "'%s' becomes 'img'", tag->name);
    html_show_picture(html, picture, title);
  } else if (!write_card(html, tag, title, address)) {
    if (title)
      html_text(html, title);
    tell_left_out(html, tag);
  }
  if (strcmp(tag->name, "iframe") == 0 && !html->tokenizer.self_closing)
    html_skip(html, SKIP_HIDE, tag, MKEPUB_HTML_BLOCK);
}

/* Sets the text to write when TAG ends without content. Takes ownership of TEXT. */
static void set_instead(MkepubHtml *html, const struct tag_name *tag, char *text)
{
  elements_end_start_tag(html->writer);
  g_free(html->instead);
  html->instead = text;
  html->instead_tag = tag;
  html->instead_place = html->writer->out->len;
}

void html_write_instead(MkepubHtml *html, const struct tag_name *tag)
{
  const GString *out = html->writer->out;
  if (!html->instead || html->instead_tag != tag)
    return;
  elements_end_start_tag(html->writer);
  g_autofree char *text = g_steal_pointer(&html->instead);
  if (html->instead_place <= out->len) {
    const char *since = out->str + html->instead_place;
    if (strspn(since, " \t\r\n") == strlen(since))
      html_text(html, text);
  }
}

/* Returns a text such as 'Video: film.mp4 ', which the caller frees. */
static char *file_text(const struct tag_name *tag, const char *address)
{
  const char *slash = strrchr(address, '/');
  const char *name = slash && slash[1] ? slash + 1 : address;
  return g_strdup_printf("%c%s: %s ", g_ascii_toupper(tag->name[0]), tag->name + 1, name);
}

/* Shows the picture of an object, after the content of the object has been read. Returns FALSE
 * when the picture cannot be shown. */
static gboolean open_object(MkepubHtml *html, const struct tag_name *tag, const char *address)
{
  html->object = html_find_picture(html, address);
  if (!html->object)
    return FALSE;
  html_mended(html, "'%s' becomes 'img'", tag->name);
  html_write_attributes(html, ELEMENT_NONE);
  g_string_truncate(html->kept, 0);
  if (!html_skip(html, SKIP_KEEP, tag, MKEPUB_HTML_BLOCK))
    html_show_picture(html, html->object, html_attribute(html, "title"));
  return TRUE;
}

void html_write_object(MkepubHtml *html)
{
  g_autofree char *words = mkepub_html_to_text(html->kept->str, html->kept->len);
  /* attributes of the end tag must not become attributes of the picture */
  g_array_set_size(html->tokenizer.attributes, 0);
  html_show_picture(html, html->object, words);
}

void html_open_media(MkepubHtml *html, const struct tag_name *tag)
{
  const char *title = html_attribute(html, "title");
  const char *address = html_attribute(html, strcmp(tag->name, "object") == 0 ? "data" : "src");
  if (html->tokenizer.self_closing)
    html_mended(html, "'<%s/>' has no end tag", tag->name);
  gboolean pictured = address && is_picture(html);
  if (pictured && open_object(html, tag, address))
    return;
  if (!pictured && write_card(html, tag, title, address)) {
    html_skip(html, SKIP_HIDE, tag, MKEPUB_HTML_BLOCK);
    return;
  }
  if (address && !pictured) {
    tell_left_out(html, tag);
    set_instead(html, tag, title && *title ? g_strdup(title) : file_text(tag, address));
  } else {
    html_mended(html, "'%s' is left out, its content stays", tag->name);
  }
  html_write_attributes(html, ELEMENT_NONE);
  html->media = tag;
  g_free(html->media_title);
  html->media_title = g_strdup(title);
}

void html_close_media(MkepubHtml *html, const struct tag_name *tag)
{
  html_write_instead(html, tag);
  if (html->media == tag)
    html->media = NULL;
}

void html_write_source(MkepubHtml *html)
{
  const char *address = html_attribute(html, "src");
  const struct tag_name *media = html->media;
  if (html->in_picture) {
    html_offer_picture(html);
  } else if (!media || !address) {
    html_mended(html, "'source' is left out");
  } else if (write_card(html, media, html->media_title, address)) {
    html->media = NULL;
    html_skip(html, SKIP_HIDE, media, MKEPUB_HTML_BLOCK);
  } else {
    tell_left_out(html, media);
    set_instead(html, media, file_text(media, address));
  }
}

/* Returns the text that a form field shows initially, borrowed from the tag; NULL when it shows
 * nothing. */
static const char *field_text(const MkepubHtml *html)
{
  static const char *const silent[] = {"password", "file", "color", "range", NULL};
  static const char *const buttons[] = {"submit", "reset", "button", NULL};
  const char *type = html_attribute(html, "type");
  const char *value = html_attribute(html, "value");
  g_autofree char *kind = g_ascii_strdown(type ? type : "text", -1);
  if (strcmp(kind, "checkbox") == 0)
    return html_attribute(html, "checked") ? "☑" : "☐";
  if (strcmp(kind, "radio") == 0)
    return html_attribute(html, "checked") ? "◉" : "○";
  if (strcmp(kind, "image") == 0)
    return html_attribute(html, "alt");
  if (g_strv_contains(silent, kind))
    return NULL;
  if ((value && *value) || g_strv_contains(buttons, kind))
    return value;
  return html_attribute(html, "placeholder");
}

void html_write_input(MkepubHtml *html)
{
  const char *text = field_text(html);
  if (html_attribute_is(html, "type", "hidden")) {
    html_mended(html, "a hidden 'input' is left out");
    return;
  }
  if (text && *text)
    html_mended(html, "'input' is shown as text");
  else
    html_tell(html, MKEPUB_FINDING_HTML_DROPPED, html->line, g_strdup("'input' is left out"));
  html_write_attributes(html, ELEMENT_NONE);
  html_text(html, text ? text : "");
}

void html_write_gauge(MkepubHtml *html, const struct tag_name *tag)
{
  const char *value = html_attribute(html, "value");
  const char *most = html_attribute(html, "max");
  html_mended(html, "'%s' is shown as text", tag->name);
  html_write_attributes(html, ELEMENT_NONE);
  if (value && *value)
    set_instead(html, tag, most ? g_strdup_printf("%s/%s", value, most) : g_strdup(value));
}
