/* SPDX-License-Identifier: MIT */
/* Footnotes around cmark: definitions become list items that cmark delimits, marks become links
 * that cmark resolves. Used by markdown.c before the parser; render.c turns them back. */
#ifndef MARKDOWN_FOOTNOTES_H
#define MARKDOWN_FOOTNOTES_H

#include "markdown/text.h"

/* '[^label]: text' outside code, with what is indented below it, becomes a heading of level 6
 * that reads NONCE 'f' N, followed by a list whose first item is the note; and '[^label]'
 * becomes a link to NONCE 'r' N. An indentation of four is what a note and a list item of this
 * width share, so cmark finds the note's end. Sets n_notes and note_labels. */
void footnotes_rewrite(Source *source);

/* Makes no notes: the definitions are text. */
void footnotes_leave(Source *source);

#endif
