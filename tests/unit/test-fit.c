/* SPDX-License-Identifier: MIT */
/* Pictures for a book with a size limit. */
#include <glib.h>
#include <string.h>

#include "epub/picture-prepare.h"

/* A BMP of SIDE by SIDE pixels of noise, 24 bits each: nothing that codes well. */
static GByteArray *noise(guint side)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(7);
  guint8 head[54] = {'B', 'M', [10] = 54, [14] = 40, [26] = 1, [28] = 24};
  head[18] = head[22] = (guint8)side;
  head[19] = head[23] = (guint8)(side >> 8);
  GByteArray *bytes = g_byte_array_new();
  g_byte_array_append(bytes, head, sizeof head);
  for (guint i = 0; i < side * side * 3; i++) {
    guint8 sample = (guint8)g_rand_int_range(rand, 0, 256);
    g_byte_array_append(bytes, &sample, 1);
  }
  return bytes;
}

static gsize fitted_size(const GByteArray *bytes, guint quality, guint64 cap, guint *width)
{
  MkepubConvertOptions looks = {.max_pixels = 1600, .quality = quality};
  g_auto(Fitted) fitted = {0};
  fit_picture(bytes->data, bytes->len, &looks, cap, &fitted);
  g_assert_nonnull(fitted.bytes);
  g_assert_cmpstr(fitted.info.media_type, ==, "image/jpeg");
  *width = fitted.info.width;
  return fitted.length;
}

/* A picture that is a little too large loses a tenth of its sides, whatever quality was asked
 * for: a poor one is not made better on the way. */
static void test_cap(void)
{
  static const guint qualities[] = {80, 50, 45, 30, 10};
  g_autoptr(GByteArray) bytes = noise(600);
  for (guint i = 0; i < G_N_ELEMENTS(qualities); i++) {
    guint width;
    gsize whole = fitted_size(bytes, qualities[i], 0, &width);
    g_assert_cmpuint(width, ==, 600);
    gsize less = fitted_size(bytes, qualities[i], whole - 1, &width);
    g_assert_cmpuint(less, <, whole);
    g_assert_cmpuint(width, ==, 540);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/fit/cap", test_cap);
  return g_test_run();
}
