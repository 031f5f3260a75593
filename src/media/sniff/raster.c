/* SPDX-License-Identifier: MIT */
#include <libdeflate.h>
#include <string.h>

#include "media/sniff/raster.h"

static guint read_big16(const guint8 *p)
{
  return (guint)p[0] << 8 | p[1];
}

static guint32 read_big32(const guint8 *p)
{
  return (guint32)p[0] << 24 | (guint32)p[1] << 16 | (guint32)p[2] << 8 | p[3];
}

static guint read_little16(const guint8 *p)
{
  return (guint)p[1] << 8 | p[0];
}

static guint32 read_little24(const guint8 *p)
{
  return (guint32)p[2] << 16 | (guint32)p[1] << 8 | p[0];
}

static guint32 read_little32(const guint8 *p)
{
  return (guint32)p[3] << 24 | read_little24(p);
}

/* The IHDR chunk's data: PNG third edition section 11.2.1. */
static gboolean png_header_is_sound(const guint8 *data)
{
  static const char *const depths[] = {"\1\2\4\x8\x10", "", "\x8\x10", "\1\2\4\x8",
                                       "\x8\x10",       "", "\x8\x10"};
  guint32 width = read_big32(data), height = read_big32(data + 4);
  return width > 0 && width <= G_MAXINT32 && height > 0 && height <= G_MAXINT32 &&
         data[9] <= 6 && data[8] > 0 && strchr(depths[data[9]], data[8]) && data[10] == 0 &&
         data[11] == 0 && data[12] <= 1;
}

void sniff_png(const guint8 *bytes, gsize length, MkepubMediaInfo *info)
{
  gboolean picture = FALSE, animated = FALSE;
  info->kind = "truncated PNG";
  if (length < 33)
    return;
  if (read_big32(bytes + 8) != 13 || memcmp(bytes + 12, "IHDR", 4) != 0 ||
      !png_header_is_sound(bytes + 16)) {
    info->kind = "broken PNG";
    return;
  }
  info->width = read_big32(bytes + 16);
  info->height = read_big32(bytes + 20);
  for (gsize at = 8; length - at >= 12;) {
    gsize size = read_big32(bytes + at);
    const guint8 *type = bytes + at + 4;
    if (size > length - at - 12)
      return;
    /* bit 5 of the first letter marks chunks that a decoder may ignore (section 5.4) */
    if (!(type[0] & 0x20) &&
        libdeflate_crc32(0, type, size + 4) != read_big32(type + 4 + size)) {
      info->kind = "broken PNG";
      return;
    }
    if (!memcmp(type, "acTL", 4) && size == 8 && !picture)
      animated = read_big32(bytes + at + 8) > 1;
    picture = picture || (!memcmp(type, "IDAT", 4) && size > 0);
    if (!memcmp(type, "IEND", 4)) {
      info->kind = picture ? "PNG" : "PNG without a picture";
      info->media_type = picture ? "image/png" : NULL;
      info->extension = picture ? ".png" : NULL;
      info->animated = picture && animated;
      return;
    }
    at += size + 12;
  }
}

gsize sniff_gif_blocks_end(const guint8 *bytes, gsize length, gsize at)
{
  while (at < length) {
    gsize size = bytes[at++];
    if (size == 0)
      return at;
    at += size;
  }
  return 0;
}

gsize sniff_gif_table_size(guint8 flags)
{
  return flags & 0x80 ? (gsize)3 << ((flags & 7) + 1) : 0;
}

/* Returns the first byte after the picture whose separator is at AT, or 0 (GIF89a section
 * 20). */
static gsize gif_skip_picture(const guint8 *bytes, gsize length, gsize at, guint *frames,
                              MkepubMediaInfo *info)
{
  if (length - at < 10)
    return 0;
  /* a screen of size zero gets the size of its first picture */
  if (info->width == 0 || info->height == 0) {
    info->width = read_little16(bytes + at + 5);
    info->height = read_little16(bytes + at + 7);
  }
  at += 10 + sniff_gif_table_size(bytes[at + 9]) + 1;
  *frames += at < length && bytes[at] > 0;
  return sniff_gif_blocks_end(bytes, length, at);
}

void sniff_gif(const guint8 *bytes, gsize length, MkepubMediaInfo *info)
{
  guint frames = 0;
  info->kind = "truncated GIF";
  if (length < 13)
    return;
  info->width = read_little16(bytes + 6);
  info->height = read_little16(bytes + 8);
  for (gsize at = 13 + sniff_gif_table_size(bytes[10]); at < length;) {
    if (bytes[at] == 0x3b) {
      info->kind = frames > 0 ? "GIF" : "GIF without a picture";
      info->media_type = frames > 0 ? "image/gif" : NULL;
      info->extension = frames > 0 ? ".gif" : NULL;
      info->animated = frames > 1;
      return;
    }
    if (bytes[at] == 0x2c) {
      at = gif_skip_picture(bytes, length, at, &frames, info);
    } else if (bytes[at] == 0x21) {
      at = sniff_gif_blocks_end(bytes, length, at + 2);
    } else if (bytes[at] == 0) {
      at++; /* some writers pad between blocks */
    } else {
      info->kind = "broken GIF";
      return;
    }
    if (at == 0)
      return;
  }
}

/* Returns TRUE for the marker of a frame header: ITU-T T.81 table B.1, all SOFn. */
static gboolean jpeg_is_frame(guint8 marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

/* Finds the end of the picture anywhere after the start of its first scan: FF D9 cannot occur
 * in a scan. */
static void jpeg_finish(const guint8 *scan, gsize length, MkepubMediaInfo *info)
{
  if (info->width == 0) {
    info->kind = "broken JPEG";
  } else if (memmem(scan, length, "\xff\xd9", 2)) {
    info->kind = "JPEG";
    info->media_type = "image/jpeg";
    info->extension = ".jpg";
  }
}

void sniff_jpeg(const guint8 *bytes, gsize length, MkepubMediaInfo *info)
{
  info->kind = "truncated JPEG";
  for (gsize at = 2; length - at >= 4;) {
    guint8 marker = bytes[at + 1];
    if (bytes[at] != 0xff || marker == 0 || marker == 0xd8) {
      info->kind = "broken JPEG";
      return;
    }
    if (marker == 0xff || marker == 1 || (marker >= 0xd0 && marker <= 0xd7)) {
      at += marker == 0xff ? 1 : 2;
      continue;
    }
    gsize size = read_big16(bytes + at + 2);
    if (marker == 0xd9 || size < 2) {
      info->kind = "broken JPEG";
      return;
    }
    if (size > length - at - 2)
      return;
    if (marker == 0xda) {
      jpeg_finish(bytes + at + 2 + size, length - at - 2 - size, info);
      return;
    }
    if (jpeg_is_frame(marker) && size >= 8) {
      info->height = read_big16(bytes + at + 5);
      info->width = read_big16(bytes + at + 7);
    }
    at += 2 + size;
  }
}

/* Reads width and height from the first bytes of a bitstream chunk (RFC 9649 section 2.5, RFC
 * 6386 section 9.1). */
static gboolean webp_picture(const guint8 *type, const guint8 *data, gsize size,
                             MkepubMediaInfo *info)
{
  guint width, height;
  if (!memcmp(type, "VP8 ", 4)) {
    if (size <= 10 || (data[0] & 1) || memcmp(data + 3, "\x9d\x01\x2a", 3) != 0)
      return FALSE;
    width = read_little16(data + 6) & 0x3fff;
    height = read_little16(data + 8) & 0x3fff;
  } else {
    if (size <= 5 || data[0] != 0x2f)
      return FALSE;
    guint32 bits = read_little32(data + 1);
    width = (bits & 0x3fff) + 1;
    height = (bits >> 14 & 0x3fff) + 1;
  }
  if (info->width == 0) {
    info->width = width;
    info->height = height;
  }
  return width > 0 && height > 0;
}

void sniff_webp(const guint8 *bytes, gsize length, MkepubMediaInfo *info)
{
  guint pictures = 0, frames = 0;
  info->kind = "truncated WebP";
  gsize end = (gsize)read_little32(bytes + 4) + 8;
  if (end > length)
    return;
  for (gsize at = 12; at + 8 <= end;) {
    const guint8 *type = bytes + at;
    gsize size = read_little32(bytes + at + 4);
    if (size > end - at - 8)
      return;
    if (!memcmp(type, "VP8X", 4) && size >= 10 && at == 12) {
      info->width = read_little24(type + 12) + 1;
      info->height = read_little24(type + 15) + 1;
    } else if (!memcmp(type, "VP8 ", 4) || !memcmp(type, "VP8L", 4)) {
      pictures += webp_picture(type, type + 8, size, info) ? 1 : 0;
    } else if (!memcmp(type, "ANMF", 4) && size > 24) {
      frames++;
    }
    gsize step = 8 + size + (size & 1);
    at = step > end - at ? end : at + step;
  }
  gboolean whole = pictures > 0 || frames > 0;
  info->kind = whole ? "WebP" : "WebP without a picture";
  info->media_type = whole ? "image/webp" : NULL;
  info->extension = whole ? ".webp" : NULL;
  info->animated = frames > 1;
}
