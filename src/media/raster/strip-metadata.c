/* SPDX-License-Identifier: MIT */
#include "media/raster/strip-metadata.h"

#include <string.h>

#include "media/sniff/raster.h"

typedef struct {
  const guint8 *bytes;
  gsize length;
  GByteArray *out; /* or NULL */
  gsize kept;
} Strip;

static void keep_bytes(Strip *strip, const void *bytes, gsize length)
{
  strip->kept += length;
  if (strip->out)
    g_byte_array_append(strip->out, bytes, (guint)length);
}

static void keep_part(Strip *strip, gsize at, gsize length)
{
  keep_bytes(strip, strip->bytes + at, length);
}

/* Keeps or drops the segment that begins at AT with its marker: JFIF 1.02; ICC.1 annex B.4;
 * Adobe TN 5116. */
static void keep_jpeg_segment(Strip *strip, gsize at, gsize size)
{
  const guint8 *segment = strip->bytes + at, marker = segment[1];
  gboolean application = marker >= 0xe0 && marker <= 0xef;
  if (marker == 0xe0 && size >= 18 && !memcmp(segment + 4, "JFIF", 5)) {
    static const guint8 no_thumbnail[2] = {0, 0}, length[2] = {0, 16};
    keep_bytes(strip, segment, 2);
    keep_bytes(strip, length, 2);
    keep_bytes(strip, segment + 4, 12);
    keep_bytes(strip, no_thumbnail, 2);
  } else if ((marker == 0xe2 && size >= 18 && !memcmp(segment + 4, "ICC_PROFILE", 12)) ||
             (marker == 0xee && size == 16 && !memcmp(segment + 4, "Adobe", 5)) ||
             (!application && marker != 0xfe)) {
    keep_part(strip, at, size);
  }
}

/* Returns the position of the marker that ends the entropy-coded data at AT; LENGTH without
 * one. */
static gsize jpeg_scan_end(const guint8 *bytes, gsize length, gsize at)
{
  while (at + 1 < length) {
    const guint8 *found = memchr(bytes + at, 0xff, length - at - 1);
    if (!found)
      return length;
    at = (gsize)(found - bytes);
    guint8 next = bytes[at + 1];
    if (next != 0 && next != 0xff && !(next >= 0xd0 && next <= 0xd7))
      return at;
    at += next == 0xff ? 1 : 2;
  }
  return length;
}

gsize strip_jpeg(const guint8 *bytes, gsize length, GByteArray *out)
{
  Strip strip = {.bytes = bytes, .length = length, .out = out};
  keep_part(&strip, 0, 2);
  for (gsize at = 2; length - at >= 2;) {
    guint8 marker = bytes[at + 1];
    if (bytes[at] != 0xff)
      return 0;
    if (marker == 0xd9) {
      keep_part(&strip, at, 2);
      return strip.kept;
    }
    if (marker == 0xff) { /* fill bytes are allowed before any marker */
      at++;
      continue;
    }
    if (length - at < 4)
      return 0;
    gsize size = 2 + ((gsize)bytes[at + 2] << 8 | bytes[at + 3]);
    if (marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd8) || size < 4 || size > length - at)
      return 0;
    keep_jpeg_segment(&strip, at, size);
    gsize next = marker == 0xda ? jpeg_scan_end(bytes, length, at + size) : at + size;
    keep_part(&strip, at + size, next - at - size);
    at = next;
  }
  return 0;
}

gboolean strip_jpeg_is_common(const guint8 *bytes, gsize length)
{
  for (gsize at = 2; length - at >= 10;) {
    guint8 marker = bytes[at + 1];
    if (marker == 0xff) {
      at++;
      continue;
    }
    if (marker == 0xc0 || marker == 0xc2)
      return bytes[at + 4] == 8; /* bits a sample */
    if ((marker > 0xc2 && marker != 0xc4 && marker < 0xd0) || marker == 0xc1 || marker == 0xda)
      return FALSE;
    gsize size = 2 + ((gsize)bytes[at + 2] << 8 | bytes[at + 3]);
    if (size > length - at)
      return FALSE;
    at += size;
  }
  return FALSE;
}

/* Returns TRUE for chunks that affect the display: PNG third edition section 11. */
static gboolean is_of_the_picture(const guint8 *type)
{
  static const char names[] =
      "IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT pHYs bKGD";
  char name[5] = {(char)type[0], (char)type[1], (char)type[2], (char)type[3], 0};
  return !strchr(name, ' ') && strlen(name) == 4 && strstr(names, name);
}

gsize strip_png(const guint8 *bytes, gsize length, GByteArray *out)
{
  Strip strip = {.bytes = bytes, .length = length, .out = out};
  keep_part(&strip, 0, 8);
  for (gsize at = 8; length - at >= 12;) {
    gsize size = (gsize)bytes[at] << 24 | (gsize)bytes[at + 1] << 16 |
                 (gsize)bytes[at + 2] << 8 | bytes[at + 3];
    const guint8 *type = bytes + at + 4;
    if (size > length - at - 12)
      return 0;
    if (is_of_the_picture(type))
      keep_part(&strip, at, size + 12);
    if (!memcmp(type, "IEND", 4))
      return strip.kept;
    at += size + 12;
  }
  return 0;
}

gsize strip_gif(const guint8 *bytes, gsize length, GByteArray *out)
{
  Strip strip = {.bytes = bytes, .length = length, .out = out};
  gsize at = length < 13 ? length : 13 + sniff_gif_table_size(bytes[10]);
  if (at < length)
    keep_part(&strip, 0, at);
  while (at < length) {
    gsize end = 0;
    gboolean picture = bytes[at] == 0x2c;
    if (bytes[at] == 0x3b) {
      keep_part(&strip, at, 1);
      return strip.kept;
    }
    if (bytes[at] == 0)
      end = at + 1;
    else if (bytes[at] == 0x21)
      end = sniff_gif_blocks_end(bytes, length, at + 2);
    else if (picture && length - at >= 10)
      end = sniff_gif_blocks_end(bytes, length, at + 11 + sniff_gif_table_size(bytes[at + 9]));
    if (end == 0)
      return 0;
    gboolean control = bytes[at] == 0x21 && bytes[at + 1] == 0xf9;
    if (picture || control)
      keep_part(&strip, at, end - at);
    at = end;
  }
  return 0;
}
