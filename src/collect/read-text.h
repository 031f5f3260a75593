/* SPDX-License-Identifier: MIT */
/* Reads one file as text: detects binary files, decodes, and makes line ends LF. Used by
 * article.c. */
#ifndef COLLECT_READ_TEXT_H
#define COLLECT_READ_TEXT_H

#include <glib.h>

#include "mkepub/finding.h"

/* The file to read; all borrowed. */
typedef struct {
  const char *file;         /* as the file system spells it */
  const char *path;         /* name for findings */
  gsize limit;              /* largest text in bytes, not counting pictures in it */
  MkepubFindings *findings; /* may be NULL */
} InputPlan;

/* Returns the bytes of the file, followed by a NUL that *length does not count, for the caller
 * to free. NULL with an INPUT error, and with a finding of error severity, when the file cannot
 * be read or is larger than MKEPUB_ARTICLE_FILE_LIMIT. */
char *input_load(const InputPlan *plan, gsize *length, GError **error);

/* Converts BYTES, which it owns (*LENGTH of them, with the NUL of input_load), to valid UTF-8
 * without characters that XML forbids or a byte order mark, line ends LF. Reads UTF-8, UTF-16
 * with a byte order mark, UTF-8 with some invalid bytes, and otherwise Windows-1252. Returns
 * the text, followed by a NUL that *length does not count; for the caller to free. NULL with an
 * INPUT error, and with a finding of error severity, when the bytes are not text or more text
 * than the limit. */
char *input_decode(const InputPlan *plan, char *bytes, gsize *length, GError **error);

#endif
