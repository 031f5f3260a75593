/* SPDX-License-Identifier: MIT */
/* The bytes of articles and the pixels of pictures that all threads together may have in work:
 * a thread waits until what it takes up fits. Memory then depends on the articles and pictures,
 * not on the number of threads. Used by all that reads articles or decodes pictures on several
 * threads. */
#ifndef MKEPUB_FLIGHT_H
#define MKEPUB_FLIGHT_H

#include <glib.h>

/* An article larger than this is processed alone. */
#define MKEPUB_FLIGHT_BYTES ((gsize)2 << 20)

/* A larger picture than this is decoded alone. */
#define MKEPUB_FLIGHT_PIXELS ((gsize)100 * 1000 * 1000)

typedef struct MkepubFlight MkepubFlight;

/* Returns a limit with no article in work, for the caller to free. */
MkepubFlight *mkepub_flight_new(void);
void mkepub_flight_free(MkepubFlight *flight);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubFlight, mkepub_flight_free)

/* Waits until an article of BYTES fits, or no other is being processed. A thread may process
 * only one article at a time. */
void mkepub_flight_enter(MkepubFlight *flight, gsize bytes);

/* Like mkepub_flight_enter, for the article in FILE. Returns its bytes; 0 when there is no such
 * file. */
gsize mkepub_flight_enter_file(MkepubFlight *flight, const char *file);

/* Ends the processing of an article that was entered with BYTES. */
void mkepub_flight_leave(MkepubFlight *flight, gsize bytes);

/* Waits until a picture of PIXELS fits, or no other is in work. A thread may be in work with
 * one picture only, besides an article, and must not wait for another thread until it left. */
void mkepub_flight_enter_picture(MkepubFlight *flight, gsize pixels);

/* Ends the work on a picture that was entered with PIXELS. */
void mkepub_flight_leave_picture(MkepubFlight *flight, gsize pixels);

#endif
