/* SPDX-License-Identifier: MIT */
/* Raw HTML that refers to other files: links and pictures. */
#include <string.h>

#include "html/html-internal.h"
#include "mkepub/url.h"

char *html_resolve(const MkepubHtml *html, const char *address)
{
  const MkepubResolver *resolver = html->resolver;
  return resolver && resolver->link ? resolver->link(resolver->data, address, html->line)
                                    : NULL;
}

/* Opens a link to HREF, which a resolver returned; without an address when HREF is NULL. */
static void open_link(MkepubHtml *html, const char *href)
{
  mkepub_writer_open(html->writer, MKEPUB_EL_A);
  if (href && *href == '#')
    mkepub_writer_fragment_link(html->writer, href + 1, html->line);
  else if (href)
    mkepub_writer_attribute(html->writer, MKEPUB_AT_HREF, href);
}

void html_open_link(MkepubHtml *html)
{
  const char *address = html_attribute(html, "href");
  g_autofree char *href = address ? html_resolve(html, address) : NULL;
  open_link(html, href);
  html_write_attributes(html, MKEPUB_EL_A);
}

void html_write_link(MkepubHtml *html, const char *address, const char *text)
{
  g_autofree char *href = mkepub_writer_inside(html->writer, MKEPUB_EL_A) || !address
                              ? NULL
                              : html_resolve(html, address);
  if (href)
    open_link(html, href);
  html_text(html, text);
  if (href)
    mkepub_writer_close(html->writer, MKEPUB_EL_A);
}

/* Returns TRUE for a tracking pixel: an image of at most one by one pixel. */
static gboolean is_pixel(const MkepubHtml *html)
{
  const char *width = html_attribute(html, "width");
  const char *height = html_attribute(html, "height");
  return width && height && strspn(width, "01") == 1 && strspn(height, "01") == 1 &&
         (!width[1] || strcmp(width + 1, "px") == 0) &&
         (!height[1] || strcmp(height + 1, "px") == 0);
}

/* Returns the address of the first candidate in SRCSET (HTML 4.8.4.3.10), which the caller
 * frees, or NULL. */
static char *first_candidate(const char *srcset)
{
  if (!srcset)
    return NULL;
  srcset += strspn(srcset, " \t\r\n\f,");
  gsize length = strcspn(srcset, " \t\r\n\f");
  while (length > 0 && srcset[length - 1] == ',')
    length--;
  return length > 0 ? g_strndup(srcset, length) : NULL;
}

/* Returns the address from which a script would load the picture (lazy loading), which the
 * caller frees, or NULL. */
static char *late_address(const MkepubHtml *html)
{
  static const char *const names[] = {"data-src", "data-original", "data-lazy-src"};
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    const char *address = html_attribute(html, names[i]);
    if (address && *address)
      return g_strdup(address);
  }
  return first_candidate(html_attribute(html, "data-srcset"));
}

/* Returns the address to use for the picture, which the caller frees, or NULL. */
static char *picture_address(MkepubHtml *html)
{
  const char *address = html_attribute(html, "src");
  if (address && *address && !g_str_has_prefix(address, "data:"))
    return g_strdup(address);
  char *late = late_address(html);
  if (late) {
    g_free(html->late_picture);
    html->late_picture = g_strdup(late);
    return late;
  }
  char *candidate = first_candidate(html_attribute(html, "srcset"));
  if (!candidate && html->in_picture)
    candidate = g_strdup(html->picture_address);
  return candidate ? candidate : address && *address ? g_strdup(address) : NULL;
}

static const MkepubPicture *resolve_picture(const MkepubHtml *html, const char *address)
{
  const MkepubResolver *resolver = html->resolver;
  return resolver && resolver->picture ? resolver->picture(resolver->data, address, html->line)
                                       : NULL;
}

const MkepubPicture *html_find_picture(const MkepubHtml *html, const char *address)
{
  const MkepubPicture *picture = resolve_picture(html, address);
  return picture && picture->href ? picture : NULL;
}

void html_show_picture(MkepubHtml *html, const MkepubPicture *picture, const char *words)
{
  html->pictures++;
  html->bare_pictures += words && *words ? 0 : 1;
  mkepub_writer_open(html->writer, MKEPUB_EL_IMG);
  mkepub_writer_attribute(html->writer, MKEPUB_AT_SRC, picture->href);
  mkepub_writer_attribute(html->writer, MKEPUB_AT_ALT, words ? words : "");
  html_write_attributes(html, MKEPUB_EL_IMG);
}

void html_write_image(MkepubHtml *html)
{
  const char *words = html_attribute(html, "alt");
  html->picture_shown = TRUE;
  if (strcmp(html->tokenizer.strings->str, "image") == 0)
    html_mended(html, "'image' becomes 'img'");
  if (is_pixel(html)) {
    html_mended(html, "a picture of one pixel is left out");
    return;
  }
  if (!words)
    words = html_attribute(html, "title");
  const char *source = html_attribute(html, "src");
  if (source && g_strcmp0(source, html->late_picture) == 0) {
    /* the same picture again, for browsers without scripts */
    g_clear_pointer(&html->late_picture, g_free);
    return;
  }
  g_autofree char *address = picture_address(html);
  const MkepubPicture *picture = address ? resolve_picture(html, address) : NULL;
  if (picture && picture->href) {
    html_show_picture(html, picture, words);
    return;
  }
  if (!address)
    html_mended(html, "'img' without an address is left out");
  mkepub_writer_picture_link(html->writer, words, picture ? picture->link : NULL);
  html_write_attributes(html, ELEMENT_NONE);
}

void html_open_picture(MkepubHtml *html)
{
  html_mended(html, "'picture' becomes one 'img'");
  html->in_picture = TRUE;
  html->picture_shown = FALSE;
  g_clear_pointer(&html->picture_address, g_free);
}

void html_offer_picture(MkepubHtml *html)
{
  static const char *const types[] = {"image/jpeg", "image/png", "image/gif", "image/svg+xml",
                                      "image/webp"};
  const char *type = html_attribute(html, "type");
  gboolean known = !type || !*type;
  for (guint i = 0; i < G_N_ELEMENTS(types); i++)
    known |= type && g_ascii_strcasecmp(type, types[i]) == 0;
  if (known && !html->picture_address)
    html->picture_address = first_candidate(html_attribute(html, "srcset"));
}

void html_close_picture(MkepubHtml *html)
{
  gboolean wanted = html->in_picture && !html->picture_shown && html->picture_address;
  const MkepubPicture *picture = wanted ? html_find_picture(html, html->picture_address) : NULL;
  /* attributes of the end tag must not become attributes of the picture */
  g_array_set_size(html->tokenizer.attributes, 0);
  if (picture)
    html_show_picture(html, picture, NULL);
  html->in_picture = FALSE;
}

void html_write_area(MkepubHtml *html)
{
  const char *words = html_attribute(html, "alt");
  html_mended(html, "'area' becomes a link");
  if (!words || !*words)
    return;
  html_write_link(html, html_attribute(html, "href"), words);
  html_text(html, " ");
}
