/* SPDX-License-Identifier: MIT */
/* How far apart two words are, to guess which one was meant.
 * Used by config.c for keys that it does not know. */
#ifndef COLLECT_CONFIG_SPELLING_SUGGESTION_H
#define COLLECT_CONFIG_SPELLING_SUGGESTION_H

#include <glib.h>

/* The fewest single-byte insertions, deletions, replacements and swaps of neighbors that make A
 * from B (optimal string alignment). Words longer than 64 bytes are G_MAXUINT apart from all
 * others. */
guint nearest_distance(const char *a, const char *b);

/* TRUE when DISTANCE is small enough for a slip of the fingers in a word like A: a third of it.
 */
gboolean nearest_is_slip(const char *a, guint distance);

#endif
