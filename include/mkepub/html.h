/* SPDX-License-Identifier: MIT */
/* Raw HTML as found in Markdown: single tags, fragments and blocks, fed to the writer.
 * Used by markdown; knows nothing of books: links and pictures go through the resolver. */
#ifndef MKEPUB_HTML_H
#define MKEPUB_HTML_H

#include <glib.h>

#include "mkepub/finding.h"
#include "mkepub/resolver.h"
#include "mkepub/writer.h"

/* State between the fragments of one article: the Markdown between <details> and </details>
 * comes through other calls, and what stands inside <script> or <style> is skipped until its
 * end. */
typedef struct MkepubHtml MkepubHtml;

/* PATH names the file in findings. All arguments are borrowed until mkepub_html_free. */
MkepubHtml *mkepub_html_new(MkepubWriter *writer, const MkepubResolver *resolver,
                            const char *path, MkepubFindings *findings);
void mkepub_html_free(MkepubHtml *html);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubHtml, mkepub_html_free)

/* Feeds LENGTH bytes of raw HTML that begin at LINE of the file: a whole block, or one inline
 * tag. Tags are tokenised by the WHATWG rules (13.2.5) and mean what HTML says; a tag that HTML
 * does not know and that reads like code (<T>, <u8>, <Vec>) is shown as text; unknown tags with
 * attributes or a hyphen or with an end tag are dropped and their content kept. Comments,
 * doctypes and processing instructions are dropped. Never recursive; linear in LENGTH. */
void mkepub_html_feed(MkepubHtml *html, const char *text, gsize length, guint line);

/* TRUE while inside an element whose content is not shown (script, style, template): Markdown
 * text that comes now is to be left out. */
gboolean mkepub_html_hidden(const MkepubHtml *html);

/* Text of FRAGMENT without markup, entities resolved, white space collapsed: for descriptions
 * and alt texts that hold HTML. For the caller to free. */
char *mkepub_html_to_text(const char *fragment, gsize length);

#endif
