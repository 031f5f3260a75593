/* SPDX-License-Identifier: MIT */
/* One file as text: its bytes, and what they say: told from binary, decoded, with line ends LF.
 * Used by article.c; "source" is the word of markdown for something else. */
#ifndef COLLECT_INPUT_H
#define COLLECT_INPUT_H

#include <glib.h>

#include "mkepub/finding.h"

/* Largest file that is taken as one article. */
#define INPUT_LIMIT ((gsize)64 << 20)

/* The bytes of FILE (named PATH in findings) as they are; a NUL, not counted, stands behind
 * them. For the caller to free; NULL with an INPUT error, and with a finding of error severity,
 * when the file cannot be read or is larger than INPUT_LIMIT. FINDINGS may be NULL. */
char *input_load(const char *file, const char *path, gsize *length, MkepubFindings *findings,
                 GError **error);

/* Takes BYTES (*LENGTH of them, with the NUL of input_load) and returns them as valid UTF-8
 * that XML takes, without a byte order mark, line ends LF. Understood are UTF-8, UTF-16 with a
 * byte order mark, UTF-8 with some broken bytes, and else Windows-1252. The text ends with a
 * NUL that *length does not count; for the caller to free. NULL with an INPUT error, and with a
 * finding of error severity, when the bytes are not text. FINDINGS may be NULL. */
char *input_decode(char *bytes, gsize *length, const char *path, MkepubFindings *findings,
                   GError **error);

#endif
