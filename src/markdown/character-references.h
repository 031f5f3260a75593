/* SPDX-License-Identifier: MIT */
/* Reports references to characters that no text may hold, such as '&#1;' and '&#xD83D;'. Used
 * by document.c. */
#ifndef MARKDOWN_CHARACTER_REFERENCES_H
#define MARKDOWN_CHARACTER_REFERENCES_H

#include "markdown/text.h"

/* Reports once how many such references SOURCE has and where the first one is. cmark and the
 * reader of raw HTML replace each by U+FFFD, and the writer leaves out what XML forbids.
 * References that follow a backquote on their line are taken for code and not counted. */
void references_tell(const MarkdownText *source);

#endif
