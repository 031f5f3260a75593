/* SPDX-License-Identifier: MIT */
/* Passes footnotes through cmark: definitions become list items, whose ends cmark finds, and
 * references become links, which cmark resolves. Used by document.c before the parse;
 * document.c and render.c turn them back. */
#ifndef MARKDOWN_FOOTNOTES_H
#define MARKDOWN_FOOTNOTES_H

#include "markdown/text.h"

/* Replaces each '[^label]: text' outside code, with the indented lines below it, by a heading
 * of level 6 whose text is NONCE 'f' N (the placeholder) and a list whose first item is the
 * note. Defines each '[^label]' as a link to NONCE 'r' N. Notes and list items of this width
 * both need an indentation of four columns, so cmark finds the note's end. Sets n_notes and
 * note_labels of SOURCE. With source->careful it first checks by parsing that each placeholder
 * becomes a block. */
void footnotes_rewrite(MarkdownText *source);

/* Makes no notes: keeps the definitions in SOURCE as text. */
void footnotes_leave(MarkdownText *source);

#endif
