/* SPDX-License-Identifier: MIT */
#include <gif_lib.h>
#include <string.h>

#include "media/raster/decode.h"

typedef struct {
  Decoding *decoding;
  GifFileType *gif;
  gsize at;
  int transparent; /* index of the transparent color, or -1 */
  guint8 *indices; /* of the first picture, its rows in order */
  guint8 colors[256][3];
} Gif;

static int supply_bytes(GifFileType *gif, GifByteType *to, int count)
{
  Gif *self = gif->UserData;
  gsize n = MIN((gsize)count, self->decoding->length - self->at);
  memcpy(to, self->decoding->bytes + self->at, n);
  self->at += n;
  return (int)n;
}

/* Of the extensions before the first picture, reads the graphic control only. */
static gboolean read_extension(Gif *self)
{
  GifByteType *data;
  int code;
  if (DGifGetExtension(self->gif, &code, &data) != GIF_OK)
    return FALSE;
  if (code == GRAPHICS_EXT_FUNC_CODE && data && data[0] >= 4)
    self->transparent = data[1] & 1 ? data[4] : -1;
  while (data)
    if (DGifGetExtensionNext(self->gif, &data) != GIF_OK)
      return FALSE;
  return TRUE;
}

static gboolean find_picture(Gif *self)
{
  GifRecordType type;
  self->transparent = -1;
  for (;;) {
    if (DGifGetRecordType(self->gif, &type) != GIF_OK)
      return FALSE;
    if (type == IMAGE_DESC_RECORD_TYPE)
      return DGifGetImageDesc(self->gif) == GIF_OK;
    if (type != EXTENSION_RECORD_TYPE || !read_extension(self))
      return FALSE;
  }
}

static void read_colors(Gif *self)
{
  const ColorMapObject *map = self->gif->Image.ColorMap;
  map = map ? map : self->gif->SColorMap;
  for (int i = 0; map && i < map->ColorCount && i < 256; i++) {
    self->colors[i][0] = map->Colors[i].Red;
    self->colors[i][1] = map->Colors[i].Green;
    self->colors[i][2] = map->Colors[i].Blue;
  }
}

static gboolean read_lines(Gif *self)
{
  static const guint first[] = {0, 4, 2, 1}, step[] = {8, 8, 4, 2};
  const GifImageDesc *image = &self->gif->Image;
  guint height = (guint)image->Height;
  guint passes = image->Interlace ? 4 : 1;
  for (guint pass = 0; pass < passes; pass++)
    for (guint y = first[pass]; y < height; y += passes == 1 ? 1 : step[pass])
      if (DGifGetLine(self->gif, self->indices + (gsize)y * (guint)image->Width,
                      image->Width) != GIF_OK)
        return FALSE;
  return TRUE;
}

/* Fills row Y of the screen: white outside the picture. */
static void paint_row(Gif *self, guint y, guint8 *row)
{
  const GifImageDesc *image = &self->gif->Image;
  guint left = (guint)image->Left, top = (guint)image->Top, width = (guint)image->Width;
  memset(row, 255, (gsize)self->decoding->width * 3);
  if (y < top || y - top >= (guint)image->Height)
    return;
  const guint8 *indices = self->indices + (gsize)(y - top) * width;
  guint8 *to = row + (gsize)left * 3;
  for (guint x = 0; x < width; x++, to += 3) {
    if (indices[x] == self->transparent)
      self->decoding->transparent = TRUE;
    else
      memcpy(to, self->colors[indices[x]], 3);
  }
}

static gboolean read_picture(Gif *self)
{
  Decoding *decoding = self->decoding;
  if (!find_picture(self))
    return FALSE;
  const GifImageDesc *image = &self->gif->Image;
  guint width = (guint)image->Width, height = (guint)image->Height;
  /* like browsers, enlarge the screen to the picture */
  if (width == 0 || height == 0 ||
      !decode_allows(decoding, MAX((guint)self->gif->SWidth, (guint)image->Left + width),
                     MAX((guint)self->gif->SHeight, (guint)image->Top + height)))
    return FALSE;
  decoding->transparent = width < decoding->width || height < decoding->height;
  decoding->misfit = width != (guint)self->gif->SWidth || height != (guint)self->gif->SHeight;
  self->indices = g_malloc((gsize)width * height);
  if (!read_lines(self))
    return FALSE;
  read_colors(self);
  decode_begin(decoding, decoding->width, decoding->height, 3);
  g_autofree guint8 *row = g_malloc((gsize)decoding->width * 3);
  for (guint y = 0; y < decoding->height; y++) {
    paint_row(self, y, row);
    decode_row(decoding, row);
  }
  return TRUE;
}

static gboolean decode_first_picture(Decoding *decoding)
{
  Gif self = {.decoding = decoding};
  int error;
  self.gif = DGifOpen(&self, supply_bytes, &error);
  if (!self.gif)
    return FALSE;
  gboolean sound = read_picture(&self);
  DGifCloseFile(self.gif, &error);
  g_free(self.indices);
  return sound;
}

const DecodeModule decode_gif_module = {{MODULE_VERSION}, decode_first_picture};
