/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "media/raster/decode.h"

/* A decoder of our own, as no library reads only this format and it is small: the header and
 * palette, rows of indices or of bit fields, and two run-length encodings. By Microsoft's
 * [MS-WMF] section 2.2.2 and, for the short header, the OS/2 1.x format. */

enum { RGB = 0, RLE8 = 1, RLE4 = 2, FIELDS = 3, ALPHA_FIELDS = 6 };

typedef struct {
  guint32 mask;
  guint shift;
  guint32 most; /* largest value of the field */
} Field;

typedef struct {
  Decoding *decoding;
  const guint8 *bytes;
  gsize length;
  guint header; /* length of the second header */
  gboolean top_down;
  guint bits, compression;
  gsize pixels; /* offset */
  guint8 colors[256][4];
  Field fields[4]; /* red, green, blue, opacity */
  guint8 *indices; /* decoded run lengths, bottom row first */
} Bmp;

static guint32 read_little(const Bmp *bmp, gsize at, guint size)
{
  guint32 value = 0;
  if (at > bmp->length || bmp->length - at < size)
    return 0;
  for (guint i = size; i > 0; i--)
    value = value << 8 | bmp->bytes[at + i - 1];
  return value;
}

static Field make_field(guint32 mask)
{
  Field field = {.mask = mask};
  if (mask == 0)
    return field;
  while (!(mask >> field.shift & 1))
    field.shift++;
  field.most = mask >> field.shift;
  return field;
}

/* Scales the sample of FIELD to 8 bits. */
static guint8 scale_sample(Field field, guint32 pixel)
{
  if (field.most == 0)
    return 0;
  return (guint8)(((guint64)((pixel & field.mask) >> field.shift) * 255 + field.most / 2) /
                  field.most);
}

static void read_fields(Bmp *bmp)
{
  static const guint32 of16[] = {0x7c00, 0x3e0, 0x1f}, of32[] = {0xff0000, 0xff00, 0xff};
  gboolean given = bmp->compression == FIELDS || bmp->compression == ALPHA_FIELDS;
  gboolean alpha = bmp->compression == ALPHA_FIELDS || (given && bmp->header >= 56);
  for (guint i = 0; i < 3; i++)
    bmp->fields[i] = make_field(given             ? read_little(bmp, 54 + i * 4, 4)
                                : bmp->bits == 16 ? of16[i]
                                                  : of32[i]);
  bmp->fields[3] = make_field(alpha ? read_little(bmp, 66, 4) : 0);
}

/* Reads the colors after the header: blue, green, red and, except with the short header, an
 * unused byte. */
static void read_colors(Bmp *bmp)
{
  guint size = bmp->header == 12 ? 3 : 4;
  guint count = bmp->bits <= 8 ? 1u << bmp->bits : 0;
  guint used = bmp->header >= 40 ? read_little(bmp, 46, 4) : 0;
  count = used > 0 && used < count ? used : count;
  for (guint i = 0; i < count; i++)
    for (guint c = 0; c < 3; c++)
      bmp->colors[i][c] =
          (guint8)read_little(bmp, 14 + bmp->header + (gsize)i * size + 2 - c, 1);
}

static gboolean is_known(const Bmp *bmp)
{
  switch (bmp->compression) {
  case RGB:
    return bmp->bits == 1 || bmp->bits == 2 || bmp->bits == 4 || bmp->bits == 8 ||
           bmp->bits == 16 || bmp->bits == 24 || bmp->bits == 32;
  case RLE8:
    return bmp->bits == 8 && !bmp->top_down;
  case RLE4:
    return bmp->bits == 4 && !bmp->top_down;
  case FIELDS:
  case ALPHA_FIELDS:
    return bmp->header >= 40 && (bmp->bits == 16 || bmp->bits == 32);
  default:
    return FALSE;
  }
}

static gboolean read_header(Bmp *bmp)
{
  gboolean brief = bmp->header == 12;
  guint32 width = brief ? read_little(bmp, 18, 2) : read_little(bmp, 18, 4);
  guint32 height = brief ? read_little(bmp, 20, 2) : read_little(bmp, 22, 4);
  if (bmp->length < 14 + (gsize)bmp->header)
    return decode_fail(bmp->decoding, "truncated");
  bmp->top_down = !brief && height > G_MAXINT32;
  height = bmp->top_down ? 0 - height : height;
  bmp->pixels = read_little(bmp, 10, 4);
  bmp->bits = read_little(bmp, brief ? 24 : 28, 2);
  bmp->compression = bmp->header >= 40 ? read_little(bmp, 30, 4) : RGB;
  if (width > G_MAXINT32 || height > G_MAXINT32)
    return FALSE;
  if (!decode_allows(bmp->decoding, width, height))
    return FALSE;
  if (!is_known(bmp))
    return decode_fail(bmp->decoding, "unsupported");
  read_colors(bmp);
  read_fields(bmp);
  return TRUE;
}

/* Returns the bytes of a row: a multiple of 32 bits. */
static gsize row_size(const Bmp *bmp)
{
  return ((gsize)bmp->decoding->width * bmp->bits + 31) / 32 * 4;
}

/* Expands row Y from the bottom to pixels with opacity. */
static void unpack_row(const Bmp *bmp, guint y, guint8 *to)
{
  const guint8 *row = bmp->bytes + bmp->pixels + y * row_size(bmp);
  guint bits = bmp->bits;
  for (guint x = 0; x < bmp->decoding->width; x++, to += 4) {
    to[3] = 255;
    if (bits <= 8) {
      guint place = 8 - bits - x * bits % 8;
      memcpy(to, bmp->colors[row[(gsize)x * bits / 8] >> place & ((1u << bits) - 1)], 3);
    } else if (bits == 24) {
      for (guint c = 0; c < 3; c++)
        to[c] = row[(gsize)x * 3 + 2 - c];
    } else {
      guint32 pixel =
          read_little(bmp, (gsize)(row - bmp->bytes) + (gsize)x * bits / 8, bits / 8);
      for (guint c = 0; c < 4; c++)
        if (c < 3 || bmp->fields[3].mask)
          to[c] = scale_sample(bmp->fields[c], pixel);
    }
  }
}

/* Puts COUNT pixels at X of the row Y: of a run (RUN >= 0), its two colors in turn; otherwise
 * of the bytes at AT. Ignores pixels beyond the row. */
static void put_pixels(Bmp *bmp, guint x, guint y, guint count, int run, gsize at)
{
  gboolean halves = bmp->compression == RLE4;
  for (guint i = 0; i < count && x < bmp->decoding->width; i++, x++) {
    guint byte = run >= 0 ? (guint)run : bmp->bytes[at + (halves ? i / 2 : i)];
    guint half = i % 2 ? byte & 15 : byte >> 4;
    bmp->indices[(gsize)y * bmp->decoding->width + x] = (guint8)(halves ? half : byte);
  }
}

/* Returns TRUE at the end marker, or when all rows are full; FALSE when bytes are missing. */
static gboolean unpack_runs(Bmp *bmp)
{
  guint x = 0, y = 0, width = bmp->decoding->width;
  for (gsize at = bmp->pixels; y < bmp->decoding->height;) {
    if (at > bmp->length || bmp->length - at < 2)
      return FALSE;
    guint count = bmp->bytes[at], value = bmp->bytes[at + 1];
    at += 2;
    if (count == 0 && value == 1)
      return TRUE;
    if (count > 0) {
      put_pixels(bmp, x, y, count, (int)value, 0);
      x = MIN(x + count, width);
    } else if (value == 0) {
      x = 0;
      y++;
    } else if (value == 2) {
      if (bmp->length - at < 2)
        return FALSE;
      x = MIN(x + bmp->bytes[at], width);
      y += bmp->bytes[at + 1];
      at += 2;
    } else {
      gsize size = bmp->compression == RLE4 ? (value + 1) / 2 : value;
      if (bmp->length - at < size)
        return FALSE;
      put_pixels(bmp, x, y, value, -1, at);
      x = MIN(x + value, width);
      at += size + size % 2;
    }
  }
  return TRUE;
}

static gboolean is_all_there(Bmp *bmp)
{
  gsize left = bmp->length - MIN(bmp->length, bmp->pixels);
  if (bmp->compression == RLE8 || bmp->compression == RLE4) {
    /* two bytes encode at most 255 pixels: the file leaves most of a larger picture
     * undefined */
    if (left * 128 < (gsize)bmp->decoding->width * bmp->decoding->height)
      return FALSE;
    bmp->indices = g_malloc0((gsize)bmp->decoding->width * bmp->decoding->height);
    return unpack_runs(bmp);
  }
  return bmp->pixels >= 14 + bmp->header && bmp->pixels <= bmp->length &&
         (bmp->length - bmp->pixels) / bmp->decoding->height >= row_size(bmp);
}

gboolean decode_bmp(Decoding *decoding)
{
  Bmp bmp = {.decoding = decoding, .bytes = decoding->bytes, .length = decoding->length};
  decoding->misfit = TRUE;
  bmp.header = read_little(&bmp, 14, 4);
  if (!read_header(&bmp))
    return FALSE;
  if (!is_all_there(&bmp)) {
    g_free(bmp.indices);
    return decode_fail(decoding, "truncated");
  }
  guint width = decoding->width, height = decoding->height;
  g_autofree guint8 *row = g_malloc((gsize)width * 4);
  decode_begin(decoding, width, height, 3);
  for (guint i = 0; i < height; i++) {
    guint y = bmp.top_down ? i : height - 1 - i;
    if (!bmp.indices)
      unpack_row(&bmp, y, row);
    for (guint x = 0; bmp.indices && x < width; x++) {
      memcpy(row + (gsize)x * 4, bmp.colors[bmp.indices[(gsize)y * width + x]], 3);
      row[(gsize)x * 4 + 3] = 255;
    }
    decode_row_alpha(decoding, row);
  }
  g_free(bmp.indices);
  return TRUE;
}
