/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <webp/decode.h>
#include <webp/demux.h>

#include "media/raster/decode.h"
#include "media/raster/exif.h"

static void read_notes(Decoding *decoding, WebPDemuxer *demuxer)
{
  WebPChunkIterator chunk;
  if (WebPDemuxGetChunk(demuxer, "EXIF", 1, &chunk))
    decoding->orientation = exif_orientation(chunk.chunk.bytes, chunk.chunk.size);
  WebPDemuxReleaseChunkIterator(&chunk);
  if (WebPDemuxGetChunk(demuxer, "ICCP", 1, &chunk))
    decoding->color = color_new(chunk.chunk.bytes, chunk.chunk.size, 3);
  WebPDemuxReleaseChunkIterator(&chunk);
}

/* Passes on the rows of the canvas: it is transparent outside the frame. */
static void hand_on(Decoding *decoding, const WebPIterator *frame, const WebPDecBuffer *buffer)
{
  gsize left = (gsize)frame->x_offset * 4, pitch = (gsize)decoding->width * 4;
  guint top = (guint)frame->y_offset;
  g_autofree guint8 *row = g_malloc0(pitch);
  decode_begin(decoding, decoding->width, decoding->height, 3);
  for (guint y = 0; y < decoding->height; y++) {
    gboolean covered = y >= top && y - top < (guint)buffer->height;
    if (covered)
      memcpy(row + left, buffer->u.RGBA.rgba + (gsize)(y - top) * (guint)buffer->u.RGBA.stride,
             (gsize)buffer->width * 4);
    else
      memset(row, 0, pitch);
    decode_row_alpha(decoding, row);
  }
}

static gboolean is_inside(const Decoding *decoding, const WebPIterator *frame)
{
  return frame->x_offset >= 0 && frame->y_offset >= 0 && frame->width > 0 &&
         frame->height > 0 && (guint)frame->x_offset + (guint)frame->width <= decoding->width &&
         (guint)frame->y_offset + (guint)frame->height <= decoding->height;
}

static gboolean read_frame(Decoding *decoding, const WebPIterator *frame)
{
  WebPDecoderConfig config;
  gboolean sound = FALSE;
  if (!is_inside(decoding, frame) || !WebPInitDecoderConfig(&config))
    return FALSE;
  config.output.colorspace = MODE_RGBA;
  if (WebPGetFeatures(frame->fragment.bytes, frame->fragment.size, &config.input) ==
          VP8_STATUS_OK &&
      config.input.width == frame->width && config.input.height == frame->height &&
      WebPDecode(frame->fragment.bytes, frame->fragment.size, &config) == VP8_STATUS_OK) {
    hand_on(decoding, frame, &config.output);
    sound = TRUE;
  }
  WebPFreeDecBuffer(&config.output);
  return sound;
}

static gboolean decode_first_picture(Decoding *decoding)
{
  const WebPData data = {.bytes = decoding->bytes, .size = decoding->length};
  WebPDemuxer *demuxer = WebPDemux(&data);
  WebPIterator frame;
  gboolean sound = FALSE;
  decoding->misfit = TRUE;
  if (!demuxer)
    return FALSE;
  if (decode_allows(decoding, WebPDemuxGetI(demuxer, WEBP_FF_CANVAS_WIDTH),
                    WebPDemuxGetI(demuxer, WEBP_FF_CANVAS_HEIGHT))) {
    read_notes(decoding, demuxer);
    if (WebPDemuxGetFrame(demuxer, 1, &frame))
      sound = frame.complete && read_frame(decoding, &frame);
    WebPDemuxReleaseIterator(&frame);
  }
  WebPDemuxDelete(demuxer);
  return sound;
}

const DecodeModule decode_webp_module = {{MODULE_VERSION}, decode_first_picture};
