/* SPDX-License-Identifier: MIT */
/* The distance of two words, for suggesting the correct spelling of an unknown word. Used by
 * config.c for unknown keys. */
#ifndef COLLECT_CONFIG_SPELLING_SUGGESTION_H
#define COLLECT_CONFIG_SPELLING_SUGGESTION_H

#include <glib.h>

/* Returns the fewest single-byte insertions, deletions, replacements and swaps of neighbors
 * that turn A into B (optimal string alignment); G_MAXUINT for words longer than 64 bytes. */
guint nearest_distance(const char *a, const char *b);

/* Returns TRUE when DISTANCE is small enough for a typing error in a word like A: at most a
 * third of its length. */
gboolean nearest_is_slip(const char *a, guint distance);

#endif
