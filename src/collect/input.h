/* SPDX-License-Identifier: MIT */
/* One file as text: read, told from binary, decoded, with line ends LF.
 * Used by article.c; "source" is the word of markdown for something else. */
#ifndef COLLECT_INPUT_H
#define COLLECT_INPUT_H

#include <glib.h>

#include "mkepub/finding.h"

/* Largest file that is taken as one article. */
#define INPUT_LIMIT ((gsize)64 << 20)

/* Reads FILE (named PATH in findings) as valid UTF-8 that XML takes, without a byte order mark,
 * line ends LF. Understood are UTF-8, UTF-16 with a byte order mark, UTF-8 with some broken
 * bytes, and else Windows-1252. Returns the text, its end a NUL not counted in *length, for the
 * caller to free; NULL with an INPUT error, and with a finding of error severity, when the file
 * cannot be read, is binary, or is larger than INPUT_LIMIT. FINDINGS may be NULL. */
char *input_read(const char *file, const char *path, gsize *length, MkepubFindings *findings,
                 GError **error);

/* The bytes of FILE as they are, with the same limit and the same errors; a NUL, not counted,
 * stands behind them. */
char *input_load(const char *file, const char *path, gsize *length, MkepubFindings *findings,
                 GError **error);

#endif
