/* SPDX-License-Identifier: MIT */
/* Memory for cmark's nodes: taken from blocks, up to a limit, and given back all at once.
 * Used by text.c for every parse. */
#ifndef MARKDOWN_ARENA_H
#define MARKDOWN_ARENA_H

#include <cmark.h>
#include <glib.h>

/* Parses TEXT with cmark's OPTIONS in an arena of the calling thread, of which it takes at most
 * LIMIT bytes: cmark passes no context to its allocator, so each thread has one of its own (and
 * no other thread sees it). Returns the tree, which is not freed, ends with arena_release and
 * must not leave the thread; NULL when LIMIT was reached, and the arena is released. The walk
 * over the tree takes from the arena, too, without a limit. */
cmark_node *arena_parse(const char *text, gsize length, int options, gsize limit);

/* Bytes that the calling thread took since the last release. */
gsize arena_taken(void);

/* Gives back all that the calling thread took since the last release, but for a block of each
 * kind that is kept. */
void arena_release(void);

#endif
