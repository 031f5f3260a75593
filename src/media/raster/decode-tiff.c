/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>
#include <tiffio.h>

#include "media/raster/decode.h"

/* libtiff allocates its own buffers by sizes in the file. */
#define ALLOCATION_LIMIT ((tmsize_t)256 * 1024 * 1024)
/* directories that are examined to detect further pages */
#define PAGE_LIMIT 16

typedef struct {
  Decoding *decoding;
  guint64 at;
  gboolean beyond; /* the library asked for bytes beyond the end */
  TIFF *tiff;
} Tiff;

static tmsize_t supply_bytes(thandle_t handle, void *to, tmsize_t count)
{
  Tiff *self = handle;
  guint64 left = self->at < self->decoding->length ? self->decoding->length - self->at : 0;
  gsize n = count > 0 ? MIN((guint64)count, left) : 0;
  self->beyond = self->beyond || n < (guint64)count;
  memcpy(to, self->decoding->bytes + (n > 0 ? self->at : 0), n);
  self->at += n;
  return (tmsize_t)n;
}

static tmsize_t refuse_write(thandle_t handle, void *from, tmsize_t count)
{
  (void)handle;
  (void)from;
  (void)count;
  return 0;
}

static toff_t seek_bytes(thandle_t handle, toff_t offset, int whence)
{
  Tiff *self = handle;
  if (whence == SEEK_CUR)
    offset += self->at;
  else if (whence == SEEK_END)
    offset += self->decoding->length;
  self->at = offset;
  return offset;
}

static int ignore_close(thandle_t handle)
{
  (void)handle;
  return 0;
}

static toff_t file_size(thandle_t handle)
{
  return ((Tiff *)handle)->decoding->length;
}

/* Discards a message instead of printing it. */
static int ignore_message(TIFF *tiff, void *data, const char *module, const char *format,
                          va_list arguments)
{
  (void)tiff;
  (void)data;
  (void)module;
  (void)format;
  (void)arguments;
  return 1;
}

/* "h": do not split strips, "m": do not map the file. */
static TIFF *open_tiff(Tiff *self)
{
  TIFFOpenOptions *options = TIFFOpenOptionsAlloc();
  if (!options)
    return NULL;
  TIFFOpenOptionsSetMaxSingleMemAlloc(options, ALLOCATION_LIMIT);
  TIFFOpenOptionsSetErrorHandlerExtR(options, ignore_message, NULL);
  TIFFOpenOptionsSetWarningHandlerExtR(options, ignore_message, NULL);
  TIFF *tiff = TIFFClientOpenExt("", "rm", self, supply_bytes, refuse_write, seek_bytes,
                                 ignore_close, file_size, NULL, NULL, options);
  TIFFOpenOptionsFree(options);
  return tiff;
}

static void find_color(Tiff *self)
{
  guint16 photometric = 0;
  guint32 length = 0;
  void *profile = NULL;
  TIFFGetField(self->tiff, TIFFTAG_PHOTOMETRIC, &photometric);
  gboolean gray =
      photometric == PHOTOMETRIC_MINISBLACK || photometric == PHOTOMETRIC_MINISWHITE;
  if (TIFFGetField(self->tiff, TIFFTAG_ICCPROFILE, &length, &profile) && !gray)
    self->decoding->color = color_new(profile, length, 3);
}

/* Returns the number of rows to decode at once, to limit memory. */
static guint32 band_height(const Tiff *self, guint32 height)
{
  guint32 rows = 0;
  if (TIFFIsTiled(self->tiff))
    TIFFGetField(self->tiff, TIFFTAG_TILELENGTH, &rows);
  else
    TIFFGetFieldDefaulted(self->tiff, TIFFTAG_ROWSPERSTRIP, &rows);
  return rows == 0 ? height : MIN(rows, height);
}

/* libtiff premultiplies by the opacity: adds the missing part of white. */
static void hand_on(Decoding *decoding, const guint32 *pixels, guint8 *row)
{
  for (guint x = 0; x < decoding->width; x++) {
    guint32 pixel = pixels[x];
    guint rest = 255u - TIFFGetA(pixel);
    row[x * 3 + 0] = (guint8)MIN(TIFFGetR(pixel) + rest, 255);
    row[x * 3 + 1] = (guint8)MIN(TIFFGetG(pixel) + rest, 255);
    row[x * 3 + 2] = (guint8)MIN(TIFFGetB(pixel) + rest, 255);
    decoding->transparent = decoding->transparent || rest > 0;
  }
  decode_row(decoding, row);
}

static gboolean read_bands(Tiff *self, TIFFRGBAImage *image)
{
  Decoding *decoding = self->decoding;
  guint32 band = band_height(self, decoding->height);
  g_autofree guint32 *pixels = g_malloc_n((gsize)band * decoding->width, sizeof *pixels);
  g_autofree guint8 *row = g_malloc((gsize)decoding->width * 3);
  /* turned upright later, when it is small */
  image->orientation = image->req_orientation = ORIENTATION_TOPLEFT;
  decode_begin(decoding, decoding->width, decoding->height, 3);
  for (guint32 top = 0; top < decoding->height; top += band) {
    guint32 rows = MIN(band, decoding->height - top);
    image->row_offset = (int)top;
    if (!TIFFRGBAImageGet(image, pixels, decoding->width, rows))
      return FALSE;
    for (guint32 y = 0; y < rows; y++)
      hand_on(decoding, pixels + (gsize)y * decoding->width, row);
  }
  return TRUE;
}

static gboolean read_picture(Tiff *self)
{
  Decoding *decoding = self->decoding;
  char message[1024];
  guint32 width = 0, height = 0;
  guint16 orientation = 1;
  TIFFRGBAImage image;
  TIFFGetField(self->tiff, TIFFTAG_IMAGEWIDTH, &width);
  TIFFGetField(self->tiff, TIFFTAG_IMAGELENGTH, &height);
  if (!decode_allows(decoding, width, height))
    return FALSE;
  if (!TIFFRGBAImageOK(self->tiff, message) ||
      !TIFFRGBAImageBegin(&image, self->tiff, 1, message))
    return decode_fail(decoding, self->beyond ? "truncated" : "unsupported");
  TIFFGetFieldDefaulted(self->tiff, TIFFTAG_ORIENTATION, &orientation);
  decoding->orientation = orientation >= 1 && orientation <= 8 ? orientation : 1;
  find_color(self);
  gboolean sound = read_bands(self, &image);
  TIFFRGBAImageEnd(&image);
  return sound;
}

/* Returns TRUE when there are further pages; reduced copies of the first one do not count. */
static gboolean has_more_pages(TIFF *tiff)
{
  for (guint i = 0; i < PAGE_LIMIT && TIFFReadDirectory(tiff); i++) {
    guint32 type = 0;
    TIFFGetField(tiff, TIFFTAG_SUBFILETYPE, &type);
    if (!(type & (FILETYPE_REDUCEDIMAGE | FILETYPE_MASK)))
      return TRUE;
  }
  return FALSE;
}

static gboolean decode_first_picture(Decoding *decoding)
{
  Tiff self = {.decoding = decoding};
  gboolean sound = FALSE;
  decoding->misfit = TRUE;
  self.tiff = open_tiff(&self);
  if (self.tiff) {
    sound = read_picture(&self);
    decoding->paged = sound && has_more_pages(self.tiff);
    TIFFClose(self.tiff);
  }
  if (!sound && self.beyond)
    decode_fail(decoding, "truncated");
  return sound;
}

const DecodeModule decode_tiff_module = {{MODULE_VERSION}, decode_first_picture};
