/* SPDX-License-Identifier: MIT */
/* Drawings (svg) and formulas (math) in raw HTML: collects them, and writes them or their
 * text. */
#include <string.h>

#include "base/text.h"
#include "html/foreign.h"
#include "html/html-internal.h"
#include "xhtml/writer-internal.h"

void html_open_foreign(MkepubHtml *html, const struct tag_name *tag)
{
  struct tokenizer *tokenizer = &html->tokenizer;
  if (tokenizer->self_closing)
    return;
  if (tag->element == MKEPUB_EL_MATH && html_attribute(html, "id"))
    html_write_attributes(html, ELEMENT_NONE);
  g_string_truncate(html->kept, 0);
  g_string_append_len(html->kept, tokenizer->raw, tokenizer->at - tokenizer->raw);
  if (html_skip(html, SKIP_KEEP, tag, MKEPUB_HTML_BLOCK))
    return;
  html_mended(html, "'%s' without an end is left out, its text stays", tag->name);
  html->stray_foreign = TRUE;
}

static const char *new_id(gpointer data, const char *wish)
{
  return mkepub_writer_new_id(data, wish);
}

/* Writes the label and text of a drawing or formula that cannot be kept. */
static void write_text(MkepubHtml *html, const struct foreign *foreign, gboolean is_math)
{
  g_autofree char *text = text_collapse(foreign->text->str, (gssize)foreign->text->len);
  gboolean labeled = foreign->label && *foreign->label;
  if (is_math) {
    html_text(html, labeled ? foreign->label : text);
    html_mended(html, "'math' is shown as its text");
    return;
  }
  html_text(html, " ");
  if (labeled && !strstr(text, foreign->label)) {
    html_text(html, foreign->label);
    html_text(html, " ");
  }
  html_text(html, text);
  html_text(html, " ");
  html_tell(html, MKEPUB_FINDING_HTML_DROPPED, html->skip_line,
            g_strdup("'svg' that cannot be kept is shown as its text"));
}

/* Registers the new ids of the drawing with the writer, and the author's ids as aliases of
 * them, so that links find them. */
static void take_ids(MkepubHtml *html, const struct foreign *foreign)
{
  GHashTableIter iter;
  gpointer old, new;
  if (!foreign->ids)
    return;
  g_hash_table_iter_init(&iter, foreign->ids);
  while (g_hash_table_iter_next(&iter, &old, &new)) {
    /* links must lead to drawn elements, not to definitions */
    if (foreign_is_definition(g_hash_table_lookup(foreign->kinds, old))) {
      ids_define(html->writer, new);
      continue;
    }
    ids_take(html->writer, new);
    mkepub_writer_alias(html->writer, old, new);
  }
}

void html_write_foreign(MkepubHtml *html)
{
  const struct tag_name *tag = html->skip_tag;
  gboolean is_math = tag->element == MKEPUB_EL_MATH;
  struct foreign foreign;
  foreign_read(&foreign, html->kept->str, html->kept->len, new_id, html->writer);
  if (!foreign.markup) {
    write_text(html, &foreign, is_math);
  } else if (strchr(foreign.markup->str + 1, '<')) {
    if (foreign.changed)
      html_mended(html, "parts of '%s' are left out", tag->name);
    take_ids(html, &foreign);
    mkepub_writer_subtree(html->writer, tag->element, foreign.markup->str, foreign.markup->len,
                          foreign.titled);
    html->pictures += is_math ? 0 : 1;
    html->bare_pictures += is_math || foreign.described ? 0 : 1;
  }
  foreign_clear(&foreign);
}
