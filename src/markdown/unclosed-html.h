/* SPDX-License-Identifier: MIT */
/* Mutes blocks of raw HTML without an end, which would take the rest of the article by
 * CommonMark. Used by document.c, with the extensions on, before guard_apply (limits.h). */
#ifndef MARKDOWN_UNCLOSED_HTML_H
#define MARKDOWN_UNCLOSED_HTML_H

#include "markdown/text.h"

/* Puts MARKDOWN_TEXT_MUTE in front of '<script', '<style', '<!--', '<?', '<![CDATA[' and '<!A'
 * at the start of a line outside code, if no end of such a block (CommonMark 0.30 section 4.6,
 * conditions 1 to 5) follows. They then begin a paragraph, and what follows is Markdown.
 * Reports each kind that becomes text once. Takes a few linear passes. */
void openhtml_mute(MarkdownText *source);

#endif
