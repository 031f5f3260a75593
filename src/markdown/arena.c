/* SPDX-License-Identifier: MIT */
#include "markdown/arena.h"

#include <glib.h>
#include <setjmp.h>
#include <string.h>

typedef struct Block Block;
struct Block {
  Block *previous;
  gsize size, used;
  max_align_t data[];
};

#define BLOCK_SIZE (128 * 1024)

/* A record that cmark freed; the next record of its size reuses it. */
typedef struct Free Free;
struct Free {
  Free *next;
};

/* cmark asks for two kinds of memory and keeps them apart: records (nodes, delimiters and
 * lists) by calloc, and strings, which alone may grow, by realloc. A string needs no alignment,
 * and most are one or two bytes long, so each kind has its own blocks. */
typedef struct {
  Block *records, *strings;
  Free *free[32]; /* by size in words */
  gsize taken;    /* bytes of all blocks */
  gsize limit;    /* the most bytes of all blocks */
  jmp_buf spent;  /* where arena_parse continues when the limit is reached */
  gboolean limited;
} Arena;

/* Each piece follows its size, shifted left by one bit; the lowest bit is set for a record. */
#define HEAD sizeof(guint32)

static void drop_blocks(Block *block)
{
  while (block) {
    Block *previous = block->previous;
    g_free(block);
    block = previous;
  }
}

static void arena_end(gpointer data)
{
  Arena *arena = data;
  drop_blocks(arena->records);
  drop_blocks(arena->strings);
  g_free(arena);
}

/* cmark passes no context to its allocator, so each thread has its own arena. cmark allocates
 * several times for each word, and GPrivate is too slow for that; it only frees the arena when
 * the thread ends. */
static _Thread_local Arena *own;
static GPrivate owner = G_PRIVATE_INIT(arena_end);

static Arena *arena_of_thread(void)
{
  if (!own) {
    own = g_new0(Arena, 1);
    g_private_set(&owner, own);
  }
  return own;
}

/* Counts BYTES as taken. cmark cannot report that memory ran out, so at the limit this jumps
 * out of cmark to arena_parse, which releases the arena and with it all that cmark holds. */
static void account_for(Arena *arena, gsize bytes)
{
  if (arena->limited && bytes > arena->limit - MIN(arena->taken, arena->limit))
    longjmp(arena->spent, 1);
  arena->taken += bytes;
}

static void add_block(Arena *arena, Block **list, gsize need)
{
  gsize size = MAX(need, BLOCK_SIZE);
  account_for(arena, size);
  Block *block = g_malloc(sizeof(Block) + size);
  *block = (Block){.previous = *list, .size = size};
  *list = block;
}

static void set_head(char *piece, gsize size, gboolean record)
{
  guint32 head = (guint32)size << 1 | (record ? 1 : 0);
  if (size > G_MAXUINT32 >> 1)
    g_error("out of memory: one piece of %zu bytes", size);
  memcpy(piece - HEAD, &head, HEAD);
}

static gsize size_of(const void *piece, gboolean *record)
{
  guint32 head;
  memcpy(&head, (const char *)piece - HEAD, HEAD);
  *record = head & 1;
  return head >> 1;
}

static void *arena_calloc(size_t count, size_t size)
{
  enum { WORD = sizeof(gpointer) };
  Arena *arena = arena_of_thread();
  gsize bytes;
  if (!g_size_checked_mul(&bytes, count, size) || bytes > G_MAXUINT32 >> 1)
    g_error("out of memory: %zu times %zu bytes", count, size);
  bytes = MAX((bytes + WORD - 1) / WORD, 1) * WORD;
  gsize class = bytes / WORD;
  if (class < G_N_ELEMENTS(arena->free) && arena->free[class]) {
    Free *again = arena->free[class];
    arena->free[class] = again->next;
    return memset(again, 0, bytes);
  }
  if (!arena->records || arena->records->size - arena->records->used < WORD + bytes)
    add_block(arena, &arena->records, WORD + bytes);
  char *piece = (char *)arena->records->data + arena->records->used + WORD;
  arena->records->used += WORD + bytes;
  set_head(piece, bytes, TRUE);
  return memset(piece, 0, bytes);
}

static char *take_string(Arena *arena, gsize size)
{
  if (!arena->strings || arena->strings->size - arena->strings->used < HEAD + size)
    add_block(arena, &arena->strings, HEAD + size);
  char *piece = (char *)arena->strings->data + arena->strings->used + HEAD;
  arena->strings->used += HEAD + size;
  set_head(piece, size, FALSE);
  return piece;
}

/* Grows the last string of the last block in place, as cmark's line buffers often need; if the
 * block holds nothing else, the block grows with it. Returns NULL if the string cannot grow. */
static char *grow_last(Arena *arena, char *piece, gsize old, gsize size)
{
  Block *block = arena->strings;
  if (piece + old != (char *)block->data + block->used)
    return NULL;
  if (block->size - block->used < size - old) {
    if (block->used != HEAD + old)
      return NULL;
    account_for(arena, HEAD + size - block->size);
    block = arena->strings = g_realloc(block, sizeof(Block) + HEAD + size);
    block->size = HEAD + size;
    piece = (char *)block->data + HEAD;
  }
  block->used += size - old;
  set_head(piece, size, FALSE);
  return piece;
}

static void *arena_realloc(void *memory, size_t size)
{
  Arena *arena = arena_of_thread();
  gboolean record;
  if (!memory)
    return take_string(arena, size);
  gsize old = size_of(memory, &record);
  g_assert(!record);
  if (size <= old)
    return memory;
  char *grown = grow_last(arena, memory, old, size);
  return grown ? grown : memcpy(take_string(arena, size), memory, old);
}

static void arena_free(void *memory)
{
  gboolean record;
  Arena *arena = own;
  if (!memory)
    return;
  gsize size = size_of(memory, &record), class = size / sizeof(gpointer);
  if (record && class < G_N_ELEMENTS(arena->free)) {
    Free *piece = memory;
    piece->next = arena->free[class];
    arena->free[class] = piece;
  } else if (!record &&
             (char *)memory + size == (char *)arena->strings->data + arena->strings->used) {
    arena->strings->used -= HEAD + size;
  }
}

/* Frees all blocks of LIST but one of the usual size. */
static void keep_one(Arena *arena, Block **list)
{
  while (*list && ((*list)->previous || (*list)->size > BLOCK_SIZE)) {
    Block *block = *list;
    *list = block->previous;
    arena->taken -= block->size;
    g_free(block);
  }
  if (*list)
    (*list)->used = 0;
}

gsize arena_taken(void)
{
  return arena_of_thread()->taken;
}

void arena_release(void)
{
  Arena *arena = arena_of_thread();
  keep_one(arena, &arena->records);
  keep_one(arena, &arena->strings);
  memset(arena->free, 0, sizeof(arena->free));
}

cmark_node *arena_parse(const char *text, gsize length, int options, gsize limit)
{
  static cmark_mem memory = {arena_calloc, arena_realloc, arena_free};
  Arena *arena = arena_of_thread();
  arena->limit = limit;
  arena->limited = TRUE;
  if (setjmp(arena->spent)) {
    own->limited = FALSE;
    arena_release();
    return NULL;
  }
  cmark_parser *parser = cmark_parser_new_with_mem(options, &memory);
  cmark_parser_feed(parser, text, length);
  cmark_node *document = cmark_parser_finish(parser);
  cmark_parser_free(parser);
  arena->limited = FALSE;
  return document;
}
