/* SPDX-License-Identifier: MIT */
/* One file as text: read, told from binary, decoded, with line ends LF.
 * Used by article.c; "source" is the word of markdown for something else. */
#ifndef COLLECT_INPUT_H
#define COLLECT_INPUT_H

#include <glib.h>

#include "mkepub/finding.h"

/* What is read; all borrowed. */
typedef struct {
  const char *file;         /* as the file system spells it */
  const char *path;         /* how findings name it */
  gsize limit;              /* bytes that the text may have without pictures in it */
  MkepubFindings *findings; /* may be NULL */
} InputPlan;

/* Reads a file as valid UTF-8 that XML takes, without a byte order mark,
 * line ends LF. Understood are UTF-8, UTF-16 with a byte order mark, UTF-8 with some broken
 * bytes, and else Windows-1252. Returns the text, its end a NUL not counted in *length, for the
 * caller to free; NULL with an INPUT error, and with a finding of error severity, when the file
 * cannot be read, is binary, is larger than MKEPUB_ARTICLE_FILE_LIMIT, or has more text than
 * the limit. */
char *input_read(const InputPlan *plan, gsize *length, GError **error);

/* The bytes of the file as they are, with the same errors but for the limit of the text; a NUL,
 * not counted, stands behind them. */
char *input_load(const InputPlan *plan, gsize *length, GError **error);

#endif
