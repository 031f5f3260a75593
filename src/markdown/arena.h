/* SPDX-License-Identifier: MIT */
/* Memory for cmark's nodes, taken in blocks up to a limit and released all at once. Used by
 * text.c for every parse; the other steps release each tree when they have read it. */
#ifndef MARKDOWN_ARENA_H
#define MARKDOWN_ARENA_H

#include <cmark.h>
#include <glib.h>

/* Parses TEXT with cmark's OPTIONS in the arena of the calling thread, whose blocks may then
 * hold LIMIT bytes. cmark passes no context to its allocator, so each thread has its own arena
 * that no other thread sees. Returns the tree, which must not leave the thread; the caller does
 * not free it, but calls arena_release. Returns NULL, with the arena released, if the limit was
 * reached. A walk over the tree also takes memory from the arena, without a limit. */
cmark_node *arena_parse(const char *text, gsize length, int options, gsize limit);

/* Returns the bytes that the blocks of the calling thread hold, including those that
 * arena_release keeps. */
gsize arena_taken(void);

/* Releases all memory of the calling thread's arena but one block of each kind, which is kept
 * for the next parse. All trees of the thread end here. */
void arena_release(void);

#endif
