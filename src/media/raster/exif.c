/* SPDX-License-Identifier: MIT */
#include "media/raster/exif.h"

#include <string.h>

#define TAG_ORIENTATION 0x0112
#define TYPE_SHORT      3

typedef struct {
  const guint8 *bytes;
  gsize length;
  gboolean big_endian;
} Exif;

/* Returns SIZE bytes at AT as a number; 0 beyond the end. */
static guint32 read_number(const Exif *exif, gsize at, guint size)
{
  guint32 value = 0;
  if (at > exif->length || exif->length - at < size)
    return 0;
  for (guint i = 0; i < size; i++)
    value = value << 8 | exif->bytes[at + (exif->big_endian ? i : size - 1 - i)];
  return value;
}

guint exif_orientation(const guint8 *bytes, gsize length)
{
  if (length >= 6 && !memcmp(bytes, "Exif\0\0", 6)) {
    bytes += 6;
    length -= 6;
  }
  if (length < 8 || (memcmp(bytes, "II*\0", 4) != 0 && memcmp(bytes, "MM\0*", 4) != 0))
    return 1;
  Exif exif = {.bytes = bytes, .length = length, .big_endian = bytes[0] == 'M'};
  gsize directory = read_number(&exif, 4, 4);
  guint entries = read_number(&exif, directory, 2);
  for (guint i = 0; i < entries; i++) {
    gsize entry = directory + 2 + (gsize)i * 12;
    if (entry > length)
      return 1;
    if (read_number(&exif, entry, 2) != TAG_ORIENTATION)
      continue;
    guint32 value = read_number(&exif, entry + 8, 2);
    return read_number(&exif, entry + 2, 2) == TYPE_SHORT && value >= 1 && value <= 8 ? value
                                                                                      : 1;
  }
  return 1;
}
