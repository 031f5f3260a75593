/* SPDX-License-Identifier: MIT */
/* The error domain of every call that can fail, and the codes within it.
 * Used by all rooms; the command line turns a code into an exit status. */
#ifndef MKEPUB_ERROR_H
#define MKEPUB_ERROR_H

#include <glib.h>

/* A failure means that the call cannot go on: its function returns FALSE or NULL and sets a
 * GError of this domain whose message reads "cannot open 'x.md': permission denied".
 * Imperfect input that a call can live with is a finding instead (finding.h). */
#define MKEPUB_ERROR (mkepub_error_quark())

typedef enum {
  MKEPUB_ERROR_USAGE,       /* wrong use by the caller: an unknown option, no input */
  MKEPUB_ERROR_INPUT,       /* an input cannot be opened, read or understood at all */
  MKEPUB_ERROR_OUTPUT,      /* the output cannot be created, written, synced or renamed */
  MKEPUB_ERROR_INTERRUPTED, /* a signal asked to stop; nothing was published */
  MKEPUB_ERROR_INTERNAL /* a bug of mkepub, detected before it reached a book, or a missing part
                           of the program */
} MkepubErrorCode;

GQuark mkepub_error_quark(void);

/* Sets *error to CODE with "WHAT 'PATH': REASON", the reason from errnum by strerror, its first
 * letter in lower case. PATH is shown as valid UTF-8 whatever bytes it holds. */
void mkepub_error_set_errno(GError **error, MkepubErrorCode code, int errnum, const char *what,
                            const char *path);

#endif
