/* SPDX-License-Identifier: MIT */
/* References to characters that no text may hold: '&#1;', '&#xD83D;'. Used by markdown.c. */
#ifndef MARKDOWN_CHARACTER_REFERENCES_H
#define MARKDOWN_CHARACTER_REFERENCES_H

#include "markdown/text.h"

/* Tells, once, how many there are and where the first is: cmark and the reader of raw HTML
 * replace each by U+FFFD, and the writer leaves out what XML forbids. Code that follows a
 * backquote on its line is passed over. */
void references_tell(const Source *source);

#endif
