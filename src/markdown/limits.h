/* SPDX-License-Identifier: MIT */
/* Guards in front of the parser: they mute what would make cmark slow, and the characters after
 * escapes that only our extensions know. Used by document.c. */
#ifndef MARKDOWN_LIMITS_H
#define MARKDOWN_LIMITS_H

#include "markdown/text.h"

/* Mutes with MARKDOWN_TEXT_MUTE, in one linear pass, what exceeds the limits, which then shows
 * as text: a line may begin with at most GUARD_CONTAINERS markers of quotes and lists, and at
 * most GUARD_IMAGES '![' may occur between two empty lines. (cmark 0.30 takes time quadratic in
 * either.) Reports each kind once as MARKUP_LIMITED. With the extensions on, it also mutes
 * after a backslash and one of ~ = [ % ^, because cmark drops the backslash and the extensions
 * would not see it. */
#define GUARD_CONTAINERS 100
#define GUARD_IMAGES     1000
void guard_apply(MarkdownText *source);

/* Removes Obsidian's %%comments%% outside code: those within a line, and those that begin a
 * line with %% and reach to the next %%. Keeps the line feeds. Reports the first as
 * COMMENT_DROPPED. */
void guard_drop_comments(MarkdownText *source);

#endif
