/* SPDX-License-Identifier: MIT */
/* What is left of site generators' templates in an article: Liquid (Jekyll), Hexo's tags,
 * Hugo's shortcodes, kramdown's attribute lists. Used by markdown.c before all other steps. */
#ifndef MARKDOWN_TEMPLATES_TEMPLATES_H
#define MARKDOWN_TEMPLATES_TEMPLATES_H

#include "markdown/text.h"

/* Writes what the tags stand for in their place: pictures, links, quotes, code, the text in
 * their arguments, the values that the article itself assigns and those of its front matter.
 * The rest is removed and told as TEMPLATE_REMOVED, once for each name. Code, in whatever form,
 * is left alone, and so are the double braces of formulas, flash cards and workflows. Linear in
 * the text; values are put in at most as long as the text again. */
void templates_expand(Source *source);

#endif
