/* SPDX-License-Identifier: MIT */
/* Hashes by which files are known: the examples of the standard, and what sha256sum says. */
#include <glib/gstdio.h>
#include <string.h>

#include "base/digest.h"
#include "mkepub/error.h"

/* FIPS 180-4's own examples, as published by NIST ("Secure Hashing" examples, SHA256.pdf and
 * SHA512.pdf). */
static const char sha256_abc[] =
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
static const char sha512_abc[] =
    "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
    "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f";

static void test_bytes(void)
{
  guint8 digest[DIGEST_SHA256];
  digest_sha256("abc", 3, digest);
  g_autofree char *hex = digest_hex(digest, sizeof digest);
  g_assert_cmpstr(hex, ==, sha256_abc);
}

static void test_file(void)
{
  g_autofree char *path = g_build_filename(g_get_tmp_dir(), "test-digest-XXXXXX", NULL);
  int fd = g_mkstemp(path);
  g_assert_cmpint(fd, >=, 0);
  g_close(fd, NULL);
  g_assert_true(g_file_set_contents(path, "abc", 3, NULL));
  guint8 small[DIGEST_SHA256], large[DIGEST_SHA512];
  guint64 size;
  g_assert_true(digest_file(path, small, large, &size, NULL));
  g_assert_cmpuint(size, ==, 3);
  g_autofree char *hex = digest_hex(small, sizeof small);
  g_autofree char *hex512 = digest_hex(large, sizeof large);
  g_assert_cmpstr(hex, ==, sha256_abc);
  g_assert_cmpstr(hex512, ==, sha512_abc);
  g_unlink(path);
}

/* Larger than the pieces in which it is read, against GLib's own. */
static void test_pieces(void)
{
  g_autofree char *path = g_build_filename(g_get_tmp_dir(), "test-digest-XXXXXX", NULL);
  gsize length = 1000003;
  g_autofree char *bytes = g_malloc(length);
  for (gsize i = 0; i < length; i++)
    bytes[i] = (char)(i * i % 251);
  int fd = g_mkstemp(path);
  g_assert_cmpint(fd, >=, 0);
  g_close(fd, NULL);
  g_assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
  guint8 digest[DIGEST_SHA256];
  g_assert_true(digest_file(path, digest, NULL, NULL, NULL));
  g_autofree char *hex = digest_hex(digest, sizeof digest);
  g_autofree char *other =
      g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)bytes, length);
  g_assert_cmpstr(hex, ==, other);
  g_unlink(path);
}

static void test_refused(void)
{
  guint8 digest[DIGEST_SHA256];
  g_autoptr(GError) missing = NULL, folder = NULL;
  g_assert_false(digest_file("/no/such/file", digest, NULL, NULL, &missing));
  g_assert_error(missing, MKEPUB_ERROR, MKEPUB_ERROR_INPUT);
  g_assert_false(digest_file("/dev/null", digest, NULL, NULL, &folder));
  g_assert_error(folder, MKEPUB_ERROR, MKEPUB_ERROR_INPUT);
  g_assert_cmpstr(folder->message, ==, "cannot read '/dev/null': not a regular file");
}

static void test_parse(void)
{
  guint8 bytes[2];
  g_assert_true(digest_parse("aF09", bytes, 2));
  g_assert_cmpuint(bytes[0], ==, 0xaf);
  g_assert_cmpuint(bytes[1], ==, 0x09);
  g_assert_false(digest_parse("af0", bytes, 2));
  g_assert_false(digest_parse("af090", bytes, 2));
  g_assert_false(digest_parse("af0g", bytes, 2));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/digest/bytes", test_bytes);
  g_test_add_func("/digest/file", test_file);
  g_test_add_func("/digest/pieces", test_pieces);
  g_test_add_func("/digest/refused", test_refused);
  g_test_add_func("/digest/parse", test_parse);
  return g_test_run();
}
