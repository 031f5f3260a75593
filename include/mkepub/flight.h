/* SPDX-License-Identifier: MIT */
/* Limits the bytes of articles that all threads process at once: a thread waits until its next
 * article fits. Memory then depends on the articles, not on the number of threads. Used by all
 * code that reads articles on several threads. */
#ifndef MKEPUB_FLIGHT_H
#define MKEPUB_FLIGHT_H

#include <glib.h>

/* An article larger than this is processed alone. */
#define MKEPUB_FLIGHT_BYTES ((gsize)2 << 20)

typedef struct MkepubFlight MkepubFlight;

/* Returns a limit with no article in work, for the caller to free. */
MkepubFlight *mkepub_flight_new(void);
void mkepub_flight_free(MkepubFlight *flight);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubFlight, mkepub_flight_free)

/* Waits until an article of BYTES fits, or no other is being processed. A thread may process
 * only one article at a time. */
void mkepub_flight_enter(MkepubFlight *flight, gsize bytes);

/* Waits, as mkepub_flight_enter, for the article in FILE, and returns the size that was
 * entered; 0 when FILE cannot be examined. */
gsize mkepub_flight_enter_file(MkepubFlight *flight, const char *file);

/* Ends the processing of an article that was entered with BYTES. */
void mkepub_flight_leave(MkepubFlight *flight, gsize bytes);

#endif
