/* SPDX-License-Identifier: MIT */
/* The bytes of articles that all threads together may have in work: a thread waits until what
 * it takes up fits. Memory then depends on the articles, not on the number of threads.
 * Used by all that reads articles on several threads. */
#ifndef MKEPUB_FLIGHT_H
#define MKEPUB_FLIGHT_H

#include <glib.h>

/* A larger article than this is worked on alone. */
#define MKEPUB_FLIGHT_BYTES ((gsize)2 << 20)

typedef struct MkepubFlight MkepubFlight;

MkepubFlight *mkepub_flight_new(void);
void mkepub_flight_free(MkepubFlight *flight);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubFlight, mkepub_flight_free)

/* Waits until an article of BYTES fits, or no other is in work. A thread may be in work with
 * one article only. */
void mkepub_flight_enter(MkepubFlight *flight, gsize bytes);

/* The same for the article in FILE, whose bytes it returns; those of no file are 0. */
gsize mkepub_flight_enter_file(MkepubFlight *flight, const char *file);

/* Ends the work on an article that was entered with BYTES. */
void mkepub_flight_leave(MkepubFlight *flight, gsize bytes);

#endif
