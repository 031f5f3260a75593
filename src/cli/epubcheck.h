/* SPDX-License-Identifier: MIT */
/* EPUBCheck, the validator of the W3C, as a program beside this one: found, started, listened
 * to. Used by validate.c. */
#ifndef CLI_EPUBCHECK_H
#define CLI_EPUBCHECK_H

#include <glib.h>

/* Receives EPUBCheck's report on the book number BOOK, in JSON, or {"failure": "…"} when it
 * gave up. */
typedef void (*EpubcheckCall)(gpointer data, guint book, const char *json, gsize length);

/* Runs EPUBCheck on PATHS (of char *, absolute, in UTF-8) and calls CALL for each, in their
 * order. JAR: its file, or NULL for the program 'epubcheck' on the PATH. Where that is a JAR,
 * or has one beside it, and Java can run a program from its source (Java 11 with its compiler),
 * one virtual machine does for all books; otherwise the books take one after the other. Fails
 * with INPUT when it is not installed or says nothing, when a report is longer than 16 MB or
 * takes longer than ten minutes, and with INTERRUPTED when *CANCEL is set; the program is
 * stopped then, with all that it has started. It writes to no file of the user; its own
 * temporary files go to the folder for these. No shell is involved. */
gboolean epubcheck_run(const char *jar, const GPtrArray *paths, const gint *cancel,
                       EpubcheckCall call, gpointer data, GError **error);

#endif
