/* SPDX-License-Identifier: MIT */
/* Memory for cmark's nodes: taken from blocks, given back all at once.
 * Used by source.c for every parse. */
#ifndef MARKDOWN_ARENA_H
#define MARKDOWN_ARENA_H

#include <cmark.h>

/* cmark's allocator over an arena of the calling thread: cmark passes no context to its
 * allocator, so each thread has one of its own (and no other thread sees it). What comes from
 * it must not outlive arena_release, nor leave the thread. */
cmark_mem *arena_memory(void);

/* Gives back all that the calling thread took since the last release, but for one block that is
 * kept. */
void arena_release(void);

#endif
