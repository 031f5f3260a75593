/* SPDX-License-Identifier: MIT */
#include "archive/feeds/input-hash.h"

#include <string.h>

struct OpdsSum {
  GByteArray *bytes;
};

OpdsSum *opds_sum_new(void)
{
  OpdsSum *sum = g_new0(OpdsSum, 1);
  sum->bytes = g_byte_array_sized_new(512);
  return sum;
}

void opds_sum_text(OpdsSum *sum, const char *text)
{
  g_byte_array_append(sum->bytes, (const guint8 *)(text ? "t" : "-"), 1);
  if (text)
    g_byte_array_append(sum->bytes, (const guint8 *)text, (guint)strlen(text) + 1);
}

void opds_sum_count(OpdsSum *sum, guint64 count)
{
  guint64 bytes = GUINT64_TO_LE(count);
  g_byte_array_append(sum->bytes, (const guint8 *)&bytes, sizeof bytes);
}

void opds_sum_digest(OpdsSum *sum, const guint8 digest[OPDS_DIGEST])
{
  g_byte_array_append(sum->bytes, digest, OPDS_DIGEST);
}

void opds_sum_finish(OpdsSum *sum, guint8 digest[OPDS_DIGEST])
{
  digest_sha256(sum->bytes->data, sum->bytes->len, digest);
  g_byte_array_unref(sum->bytes);
  g_free(sum);
}
