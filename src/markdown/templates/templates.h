/* SPDX-License-Identifier: MIT */
/* Expands what remains of site generators' templates in an article: Liquid (Jekyll), Hexo's
 * tags, Hugo's shortcodes, kramdown's attribute lists. Used by document.c before the steps that
 * rewrite the text. */
#ifndef MARKDOWN_TEMPLATES_TEMPLATES_H
#define MARKDOWN_TEMPLATES_TEMPLATES_H

#include "markdown/text.h"

/* Replaces the tags in SOURCE by their content: pictures, links, quotations, code, the text in
 * their arguments, values that the article assigns and those of its front matter. Removes all
 * other tags and reports them as TEMPLATE_REMOVED, once for each name. Leaves code of all forms
 * alone, and the double braces of formulas, flash cards and workflows. Linear in the length of
 * the text; the budget of SOURCE limits how much the text grows. */
void templates_expand(MarkdownText *source);

#endif
