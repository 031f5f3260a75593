/* SPDX-License-Identifier: MIT */
/* Judges the end of a transfer: its error message, and whether to retry. Used by transfer.c and
 * loop.c. */
#ifndef MEDIA_FETCH_VERDICT_H
#define MEDIA_FETCH_VERDICT_H

#include <curl/curl.h>
#include <glib.h>

typedef enum {
  FETCH_WHOLE, /* all promised bytes have arrived */
  FETCH_AGAIN, /* another try may succeed */
  FETCH_FAILED /* another try would fail too */
} FetchVerdict;

typedef struct {
  FetchVerdict verdict;
  gboolean answered; /* the host answered, and is not too busy */
  gint64 asked_ms;   /* how long the host asks to wait; 0: not at all */
  GError *error;     /* NULL for WHOLE; for the holder to free */
} FetchOutcome;

/* Fills *outcome from CODE or, if that is not conclusive, from the answer's STATUS (RFC 9110
 * section 15). */
void fetch_verdict_judge(CURLcode code, long status, FetchOutcome *outcome);

#endif
