/* SPDX-License-Identifier: MIT */
/* SHA-256 and SHA-512 (FIPS 180-4) at the speed of the processor: GChecksum knows nothing of
 * its instructions for them, and a shelf is hashed whole. Used wherever files are known by
 * hash. */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <glib.h>

#define DIGEST_SHA256 32 /* bytes */
#define DIGEST_SHA512 64

void digest_sha256(const void *bytes, gsize length, guint8 digest[DIGEST_SHA256]);

/* Hashes the regular file PATH, read once in pieces. SHA512 and SIZE may be NULL. Fails with
 * INPUT ("cannot open", "cannot read"), also for a file of another kind, which is not read. */
gboolean digest_file(const char *path, guint8 sha256[DIGEST_SHA256],
                     guint8 sha512[DIGEST_SHA512], guint64 *size, GError **error);

/* Of what is left to read of the descriptor FD; *size becomes its bytes. SHA512 may be NULL.
 * Returns 0 or an errno. */
int digest_fd(int fd, guint8 sha256[DIGEST_SHA256], guint8 sha512[DIGEST_SHA512],
              guint64 *size);

/* LENGTH bytes as lower-case hexadecimal digits, for the caller to free; and back: FALSE unless
 * TEXT is 2 * LENGTH such digits (of either case) and nothing else. */
char *digest_hex(const guint8 *digest, gsize length);
gboolean digest_parse(const char *text, guint8 *digest, gsize length);

#endif
