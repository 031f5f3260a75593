/* SPDX-License-Identifier: MIT */
#include "base/digest.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "mkepub/error.h"

#define PIECE ((gsize)256 << 10)

void digest_sha256(const void *bytes, gsize length, guint8 digest[DIGEST_SHA256])
{
  int done = EVP_Digest(bytes, length, digest, NULL, EVP_sha256(), NULL);
  g_assert(done == 1); /* out of memory aborts */
}

/* Feeds FD to its end into both. Returns 0 or an errno. */
static int update_digests(int fd, EVP_MD_CTX *first, EVP_MD_CTX *second, guint64 *size)
{
  g_autofree guint8 *piece = g_malloc(PIECE);
  for (*size = 0;;) {
    gssize n = read(fd, piece, PIECE);
    if (n == 0)
      return 0;
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return errno;
    EVP_DigestUpdate(first, piece, (size_t)n);
    if (second)
      EVP_DigestUpdate(second, piece, (size_t)n);
    *size += (guint64)n;
  }
}

int digest_fd(int fd, guint8 sha256[DIGEST_SHA256], guint8 sha512[DIGEST_SHA512], guint64 *size)
{
  EVP_MD_CTX *first = EVP_MD_CTX_new(), *second = sha512 ? EVP_MD_CTX_new() : NULL;
  g_assert(first && (second || !sha512)); /* out of memory aborts */
  EVP_DigestInit_ex(first, EVP_sha256(), NULL);
  if (second)
    EVP_DigestInit_ex(second, EVP_sha512(), NULL);
  int errnum = update_digests(fd, first, second, size);
  EVP_DigestFinal_ex(first, sha256, NULL);
  if (second)
    EVP_DigestFinal_ex(second, sha512, NULL);
  EVP_MD_CTX_free(first);
  EVP_MD_CTX_free(second);
  return errnum;
}

gboolean digest_file(const char *path, guint8 sha256[DIGEST_SHA256],
                     guint8 sha512[DIGEST_SHA512], guint64 *size, GError **error)
{
  guint64 bytes = 0;
  struct stat info;
  int trouble = 0, fd = file_open(AT_FDCWD, path, 0, &info, &trouble);
  if (fd >= 0) {
    trouble = digest_fd(fd, sha256, sha512, &bytes);
    close(fd);
  }
  if (trouble == FILE_NOT_REGULAR) {
    g_autofree char *shown = text_display_path(path);
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "cannot read '%s': not a regular file",
                shown);
  } else if (trouble != 0) {
    mkepub_error_set_errno(error, MKEPUB_ERROR_INPUT, trouble,
                           fd >= 0 ? "cannot read" : "cannot open", path);
  }
  if (size)
    *size = bytes;
  return trouble == 0;
}

char *digest_hex(const guint8 *digest, gsize length)
{
  char *text = g_malloc(2 * length + 1);
  for (gsize i = 0; i < length; i++) {
    text[2 * i] = "0123456789abcdef"[digest[i] >> 4];
    text[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
  }
  text[2 * length] = '\0';
  return text;
}

gboolean digest_parse(const char *text, guint8 *digest, gsize length)
{
  if (strlen(text) != 2 * length)
    return FALSE;
  for (gsize i = 0; i < length; i++) {
    int high = g_ascii_xdigit_value(text[2 * i]), low = g_ascii_xdigit_value(text[2 * i + 1]);
    if (high < 0 || low < 0)
      return FALSE;
    digest[i] = (guint8)(high << 4 | low);
  }
  return TRUE;
}
