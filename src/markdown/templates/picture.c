/* SPDX-License-Identifier: MIT */
#include "markdown/templates/picture.h"

#include "markdown/templates/write.h"

static void append_picture(GString *out, const Tag *tag, gboolean html)
{
  const char *source = tag_argument(tag, TEMPLATE_PICTURE_KEYS);
  const char *alt = tag_argument(tag, "alt");
  if (html) {
    g_string_append(out, "<img src=\"");
    form_append_address(out, source);
    g_string_append(out, "\" alt=\"");
    form_append_escaped(out, alt ? alt : "");
    g_string_append(out, "\"/>");
  } else {
    g_string_append(out, "![");
    form_append_label(out, alt ? alt : "");
    g_string_append(out, "](");
    form_append_address(out, source);
    g_string_append_c(out, ')');
  }
}

/* Returns title, caption and credit, in paragraphs of their own where PLACE has room for them;
 * for the caller to free. */
static char *caption_of(const Tag *tag, TagPlace place, const char *prefix)
{
  const char *title = tag_argument(tag, "title"),
             *caption = tag_argument(tag, "caption capton");
  const char *credit = tag_argument(tag, "attr"), *address = tag_argument(tag, "attrlink");
  GString *out = g_string_new(NULL);
  if (title)
    form_append_strong(out, title, place);
  if (caption) {
    if (out->len > 0)
      form_next_paragraph(out, place, prefix);
    form_append_text(out, caption, place, prefix);
  }
  if (out->len > 0 && (credit || address))
    form_next_paragraph(out, place, prefix);
  if (address)
    form_append_link(out, credit ? credit : address, address, place);
  else if (credit)
    form_append_text(out, credit, place, prefix);
  return g_string_free(out, FALSE);
}

gboolean template_picture(GString *out, const Tag *tag, TagPlace place, const char *prefix)
{
  if (!tag_argument(tag, TEMPLATE_PICTURE_KEYS))
    return FALSE;
  g_autofree char *caption = caption_of(tag, place, prefix);
  /* a picture within a line may be the content of a link, which cannot hold another link */
  const char *link = place == PLACE_BLOCK ? tag_argument(tag, "link") : NULL;
  gboolean figure = place == PLACE_BLOCK && *caption;
  if (figure)
    g_string_append(out, "<figure>");
  if (link) {
    g_string_append(out, "<a href=\"");
    form_append_address(out, link);
    g_string_append(out, "\">");
  }
  append_picture(out, tag, figure || link || place == PLACE_HTML);
  if (link)
    g_string_append(out, "</a>");
  if (figure) {
    g_string_append(out, "<figcaption>");
    form_next_paragraph(out, place, prefix);
    g_string_append(out, caption);
    form_next_paragraph(out, place, prefix);
    g_string_append_printf(out, "</figcaption></figure>\n%s", prefix);
  } else if (*caption) {
    g_string_append_printf(out, " %s ", caption);
  }
  return TRUE;
}
