/* SPDX-License-Identifier: MIT */
/* Guards before the parser: what would make cmark slow is muted, and escapes that only our
 * extensions need are kept apart. Used by markdown.c, first of the steps. */
#ifndef MARKDOWN_LIMITS_H
#define MARKDOWN_LIMITS_H

#include "markdown/text.h"

/* One linear pass. At most GUARD_CONTAINERS block quote and list markers open a line, at most
 * GUARD_IMAGES '![' stand between two blank lines: what is beyond is muted, so that it shows as
 * text, and told once as MARKUP_LIMITED. (cmark 0.30 needs time quadratic in either.) With the
 * extensions on, a backslash before ~ = [ % ^ also mutes what follows for the layer that cmark
 * knows nothing of. */
#define GUARD_CONTAINERS 100
#define GUARD_IMAGES     1000
void guard_apply(Source *source);

/* Takes Obsidian's %%comments%% out, outside code: within a line, or from a line that begins
 * with %% to the next %%. Line numbers stay. Told as COMMENT_DROPPED. */
void guard_drop_comments(Source *source);

#endif
