/* SPDX-License-Identifier: MIT */
/* Handles the start tags and end tags of raw HTML. */
#include <string.h>

#include "html/foreign.h"
#include "html/html-internal.h"
#include "mkepub/url.h"
#include "xhtml/writer-internal.h"

/* Writes a link for '<https://example.com/>' in a block of raw HTML, where Markdown does not
 * detect links. Returns FALSE when the tag just read is not an address. */
static gboolean write_autolink(MkepubHtml *html)
{
  const struct tokenizer *tokenizer = &html->tokenizer;
  const char *name = tokenizer->strings->str;
  gsize length = strlen(name);
  if (name[length - 1] != ':' || tokenizer->broken)
    return FALSE;
  g_autofree char *address =
      g_strndup(tokenizer->raw + 1, (gsize)(tokenizer->at - tokenizer->raw) - 2);
  if (mkepub_url_kind(address) != MKEPUB_URL_WEB || strpbrk(address, " \t\r\n\"'"))
    return FALSE;
  html_mended(html, "an address in '<' and '>' becomes a link");
  html_write_link(html, address, address);
  return TRUE;
}

static gboolean has_values(const struct tokenizer *tokenizer)
{
  for (guint i = 0; i < tokenizer->attributes->len; i++) {
    const struct token_attribute *attribute =
        &g_array_index(tokenizer->attributes, struct token_attribute, i);
    if (tokenizer->strings->str[attribute->value] != '\0')
      return TRUE;
  }
  return FALSE;
}

/* Handles a tag that HTML does not know: '<T>' and '<Vec>' are code without its backquotes,
 * '<your name>' is a placeholder. */
static void open_unknown(MkepubHtml *html)
{
  const struct tokenizer *tokenizer = &html->tokenizer;
  const char *name = tokenizer->strings->str;
  if (write_autolink(html))
    return;
  if ((html->stray_foreign && foreign_is_name(name)) || has_values(tokenizer) ||
      (!tokenizer->broken && html_has_end(html, name))) {
    html_mended(html, "the unknown tag '%.40s' is left out", name);
    html_write_attributes(html, ELEMENT_NONE);
    return;
  }
  html_mended(html, "'<%.40s>' is not HTML and is shown as text", name);
  g_hash_table_add(html->shown, g_strdup(name));
  html_show_raw(html);
}

/* Returns TRUE for a lone tag such as '<Option>' or '<Object>' in text about code: authors of
 * HTML do not write such tags. */
static gboolean reads_like_code(MkepubHtml *html, const struct tag_name *tag)
{
  const char *name = html->tokenizer.raw + 1;
  return tag->role != ROLE_ELEMENT && tag->role != ROLE_HEADING &&
         html->tokenizer.attributes->len == 0 && g_ascii_isupper(name[0]) &&
         g_ascii_islower(name[1]) && !html_has_end(html, tag->name);
}

/* Opens a heading at its level in the book: h2 or deeper, not more than one level below the
 * previous heading, and equal for equal source levels as long as no higher heading comes
 * between them. */
static void open_heading(MkepubHtml *html)
{
  guint source = (guint)(html->tokenizer.strings->str[1] - '0');
  /* a heading that this one closes may be removed because it is empty */
  guint lowest = mkepub_writer_begin_heading(html->writer) + 1;
  guint level = html->levels[source - 1];
  if (level == 0 || level > lowest)
    level = MAX(MIN(source, lowest), 2);
  memset(html->levels + source, 0, sizeof html->levels - source);
  html->levels[source - 1] = (guint8)level;
  html->heading = source;
  MkepubElement element = MKEPUB_EL_H1 + level - 1;
  mkepub_writer_open(html->writer, element);
  html_write_attributes(html, element);
}

static void open_element(MkepubHtml *html, const struct tag_name *tag)
{
  struct tokenizer *tokenizer = &html->tokenizer;
  if (strcmp(tag->name, element_name(tag->element)) != 0)
    html_mended(html, "'%s' becomes '%s'", tag->name, element_name(tag->element));
  mkepub_writer_open(html->writer, tag->element);
  if (strcmp(tag->name, "center") == 0)
    mkepub_writer_attribute(html->writer, MKEPUB_AT_CLASS, "center");
  html_write_attributes(html, tag->element);
  /* the line break after '<pre>' is not part of the content (HTML 13.1.2.5) */
  if (tag->element == MKEPUB_EL_PRE) {
    if (tokenizer->at < tokenizer->end && *tokenizer->at == '\r')
      tokenizer->at++;
    if (tokenizer->at < tokenizer->end && *tokenizer->at == '\n')
      tokenizer->at++;
  }
}

/* Skips a script, a style sheet or a template. */
static void open_hidden(MkepubHtml *html, const struct tag_name *tag)
{
  if (html_skip(html, SKIP_HIDE, tag, MKEPUB_HTML_DOCUMENT))
    html_tell(html, MKEPUB_FINDING_HTML_DROPPED, html->line,
              g_strdup_printf("'%s' is left out", tag->name));
  else
    html_mended(html, "'%s' without an end tag hides nothing", tag->name);
}

static void open_literal(MkepubHtml *html, const struct tag_name *tag)
{
  if (tag->element != ELEMENT_NONE)
    open_element(html, tag);
  else
    html_mended(html, "'%s' is left out, its content stays", tag->name);
  html_skip(html, SKIP_SHOW, tag, MKEPUB_HTML_BLOCK);
}

/* Leaves out a tag and keeps its content. */
static void open_content(MkepubHtml *html, const struct tag_name *tag)
{
  html_mended(html, "'%s' is left out, its content stays", tag->name);
  html_write_attributes(html, ELEMENT_NONE);
}

static void open_option(MkepubHtml *html, const struct tag_name *tag)
{
  const char *label = html_attribute(html, "label");
  open_content(html, tag);
  html_text(html, " ");
  if (label) {
    html_text(html, label);
    html_text(html, " ");
  }
}

/* Leaves out a tag that shows nothing. */
static void leave_out(MkepubHtml *html, const struct tag_name *tag)
{
  html_mended(html, "'%s' is left out", tag->name);
}

/* The handler of a start tag, by the role of the tag; some need to know which tag it was. */
static const struct {
  void (*open)(MkepubHtml *html);
  void (*open_tag)(MkepubHtml *html, const struct tag_name *tag);
} starts[] = {
    [ROLE_ELEMENT] = {NULL, open_element},      [ROLE_CONTENT] = {NULL, open_content},
    [ROLE_NOTHING] = {NULL, leave_out},         [ROLE_HIDDEN] = {NULL, open_hidden},
    [ROLE_LITERAL] = {NULL, open_literal},      [ROLE_HEADING] = {open_heading, NULL},
    [ROLE_LINK] = {html_open_link, NULL},       [ROLE_IMAGE] = {html_write_image, NULL},
    [ROLE_PICTURE] = {html_open_picture, NULL}, [ROLE_AREA] = {html_write_area, NULL},
    [ROLE_FRAME] = {NULL, html_write_frame},    [ROLE_MEDIA] = {NULL, html_open_media},
    [ROLE_SOURCE] = {html_write_source, NULL},  [ROLE_INPUT] = {html_write_input, NULL},
    [ROLE_OPTION] = {NULL, open_option},        [ROLE_GAUGE] = {NULL, html_write_gauge},
    [ROLE_FOREIGN] = {NULL, html_open_foreign},
};

void html_start_tag(MkepubHtml *html)
{
  struct tokenizer *tokenizer = &html->tokenizer;
  const struct tag_name *tag = tag_name_find(tokenizer->strings->str);
  if (!tag || reads_like_code(html, tag)) {
    open_unknown(html);
    return;
  }
  if (tokenizer->broken)
    html_mended(html, "the tag '%s' is not complete", tag->name);
  if (starts[tag->role].open)
    starts[tag->role].open(html);
  else
    starts[tag->role].open_tag(html, tag);
}

/* Returns TRUE for tags that have no end tag in HTML. */
static gboolean is_void(const struct tag_name *tag)
{
  return tag->role == ROLE_IMAGE || tag->role == ROLE_NOTHING || tag->role == ROLE_SOURCE ||
         tag->role == ROLE_INPUT || tag->role == ROLE_AREA ||
         (tag->element != ELEMENT_NONE && element_facts[tag->element].content == CONTENT_VOID &&
          tag->role != ROLE_FOREIGN);
}

static void end_known(MkepubHtml *html, const struct tag_name *tag)
{
  switch ((enum tag_role)tag->role) {
  case ROLE_HEADING:
    if (html->heading > 0 && html->heading != (guint)(tag->name[1] - '0'))
      html_mended(html, "'</%s>' closes a different heading", tag->name);
    html->heading = 0;
    mkepub_writer_close(html->writer, tag->element);
    break;
  case ROLE_ELEMENT:
  case ROLE_LINK:
  case ROLE_LITERAL:
    if (tag->element != ELEMENT_NONE)
      mkepub_writer_close(html->writer, tag->element);
    break;
  case ROLE_PICTURE:
    html_close_picture(html);
    break;
  case ROLE_MEDIA:
    html_close_media(html, tag);
    break;
  case ROLE_GAUGE:
    html_write_instead(html, tag);
    break;
  case ROLE_FRAME:
  case ROLE_HIDDEN:
  case ROLE_FOREIGN:
    html_mended(html, "'</%s>' without a matching start tag", tag->name);
    break;
  default:
    break;
  }
}

void html_end_tag(MkepubHtml *html)
{
  const char *name = html->tokenizer.strings->str;
  const struct tag_name *tag = tag_name_find(name);
  if (g_hash_table_contains(html->shown, name)) {
    html_show_raw(html);
  } else if (!tag) {
    html_mended(html, "the unknown tag '%.40s' is left out", name);
  } else if (strcmp(name, "br") == 0) {
    html_mended(html, "'</br>' becomes a line break");
    mkepub_writer_open(html->writer, MKEPUB_EL_BR);
  } else if (is_void(tag)) {
    html_mended(html, "'</%s>' without a matching start tag", name);
  } else {
    end_known(html, tag);
  }
}
