/* SPDX-License-Identifier: MIT */
#include "markdown/arena.h"

#include <glib.h>
#include <string.h>

/* A block; the next one is smaller or as large. */
typedef struct Block Block;
struct Block {
  Block *previous;
  gsize size, used;
  max_align_t data[];
};

#define BLOCK_SIZE (256 * 1024)

static void release_all(gpointer data)
{
  for (Block *block = data; block;) {
    Block *previous = block->previous;
    g_free(block);
    block = previous;
  }
}

/* The blocks of the thread: cmark gives its callbacks nothing else to find them by. They are
 * asked for several times for each word, which GPrivate is too slow for; it only sees to it
 * that they go with the thread. */
static _Thread_local Block *arena;
static GPrivate owner = G_PRIVATE_INIT(release_all);

static void become(Block *block)
{
  arena = block;
  g_private_set(&owner, block);
}

/* Each piece is led by its size, so that it can be made larger. */
typedef union {
  gsize size;
  max_align_t align;
} Head;

static void *take(gsize size)
{
  Block *block = arena;
  gsize need = sizeof(Head) + ((size + sizeof(Head) - 1) & ~(sizeof(Head) - 1));
  if (!block || block->size - block->used < need) {
    gsize length = MAX(need, BLOCK_SIZE);
    Block *next = g_malloc(sizeof(Block) + length);
    *next = (Block){.previous = block, .size = length};
    become(next);
    block = next;
  }
  Head *head = (Head *)(void *)((char *)block->data + block->used);
  block->used += need;
  head->size = size;
  return head + 1;
}

static void *arena_calloc(size_t count, size_t size)
{
  gsize bytes;
  if (!g_size_checked_mul(&bytes, count, size))
    g_error("out of memory: %zu times %zu bytes", count, size);
  return memset(take(bytes), 0, bytes);
}

static void *arena_realloc(void *memory, size_t size)
{
  if (!memory)
    return take(size);
  Head *head = (Head *)memory - 1;
  if (size <= head->size)
    return memory;
  Block *block = arena;
  gsize old = (head->size + sizeof(Head) - 1) & ~(sizeof(Head) - 1);
  gsize want = (size + sizeof(Head) - 1) & ~(sizeof(Head) - 1);
  /* the last piece of the block grows where it is: cmark's line buffers do this all the time */
  if ((char *)memory + old == (char *)block->data + block->used &&
      block->size - block->used >= want - old) {
    block->used += want - old;
    head->size = size;
    return memory;
  }
  return memcpy(take(size), memory, head->size);
}

static void arena_free(void *memory)
{
  (void)memory;
}

cmark_mem *arena_memory(void)
{
  static cmark_mem memory = {arena_calloc, arena_realloc, arena_free};
  return &memory;
}

void arena_release(void)
{
  Block *block = arena;
  while (block && (block->previous || block->size > BLOCK_SIZE)) {
    Block *previous = block->previous;
    g_free(block);
    block = previous;
  }
  if (block)
    block->used = 0;
  become(block);
}
