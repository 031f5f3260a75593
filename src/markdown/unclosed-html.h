/* SPDX-License-Identifier: MIT */
/* Blocks of raw HTML that never end: for CommonMark they would take the rest of the article.
 * Used by markdown.c, before the guards, with the extensions on. */
#ifndef MARKDOWN_UNCLOSED_HTML_H
#define MARKDOWN_UNCLOSED_HTML_H

#include "markdown/text.h"

/* Mutes '<script', '<style', '<!--', '<?', '<![CDATA[' and '<!A' at a line's start, outside
 * fences, when nothing that ends such a block (CommonMark 0.30 section 4.6, conditions 1 to 5)
 * follows, so that what they begin is a paragraph and what follows is Markdown. One linear
 * pass. */
void openhtml_mute(Source *source);

#endif
