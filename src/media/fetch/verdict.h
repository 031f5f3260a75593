/* SPDX-License-Identifier: MIT */
/* What the end of a transfer means, in words and for what comes next.
 * Used by transfer.c and loop.c. */
#ifndef MEDIA_FETCH_VERDICT_H
#define MEDIA_FETCH_VERDICT_H

#include <curl/curl.h>
#include <glib.h>

typedef enum {
  FETCH_WHOLE, /* all bytes that were promised are there */
  FETCH_AGAIN, /* another try may do better */
  FETCH_FAILED /* no other try would */
} FetchVerdict;

typedef struct {
  FetchVerdict verdict;
  gboolean answered; /* the host took part, and is not too busy to */
  gint64 asked_ms;   /* the host asks not to be disturbed for so long; 0: it does not */
  GError *error;     /* NULL for WHOLE; for the holder to free */
} FetchOutcome;

/* Judges by CODE and, where it says nothing, by the answer's STATUS (RFC 9110 section 15). */
void fetch_verdict_judge(CURLcode code, long status, FetchOutcome *outcome);

#endif
