/* SPDX-License-Identifier: MIT */
/* One file as text: its bytes, and what they say: told from binary, decoded, with line ends LF.
 * Used by article.c; "source" is the word of markdown for something else. */
#ifndef COLLECT_READ_TEXT_H
#define COLLECT_READ_TEXT_H

#include <glib.h>

#include "mkepub/finding.h"

/* What is read; all borrowed. */
typedef struct {
  const char *file;         /* as the file system spells it */
  const char *path;         /* how findings name it */
  gsize limit;              /* bytes that the text may have without pictures in it */
  MkepubFindings *findings; /* may be NULL */
} InputPlan;

/* The bytes of the file as they are; a NUL, not counted, follows them. For the caller to free;
 * NULL with an INPUT error, and with a finding of error severity, when the file cannot be read
 * or is larger than MKEPUB_ARTICLE_FILE_LIMIT. */
char *input_load(const InputPlan *plan, gsize *length, GError **error);

/* Takes BYTES (*LENGTH of them, with the NUL of input_load) and returns them as valid UTF-8
 * that XML takes, without a byte order mark, line ends LF. Understood are UTF-8, UTF-16 with a
 * byte order mark, UTF-8 with some broken bytes, and else Windows-1252. The text ends with a
 * NUL that *length does not count; for the caller to free. NULL with an INPUT error, and with a
 * finding of error severity, when the bytes are not text or more text than the limit. */
char *input_decode(const InputPlan *plan, char *bytes, gsize *length, GError **error);

#endif
