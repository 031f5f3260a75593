/* SPDX-License-Identifier: MIT */
/* Converts raster pictures for readers: decodes, turns upright, scales, encodes. Used by the
 * picture store of a book; decoders of single formats stay in src/media. */
#ifndef MEDIA_RASTER_CONVERT_H
#define MEDIA_RASTER_CONVERT_H

#include "media/raster/raster.h"
#include "media/sniff/sniff.h"
#include "mkepub/flight.h"

/* Decoded pictures larger than this are refused by their header, before memory is allocated. */
#define MKEPUB_CONVERT_PIXEL_LIMIT (100u * 1000 * 1000)

typedef struct {
  guint max_pixels;     /* longest side of what comes out; 0: no limit */
  guint quality;        /* of JPEG, 1 to 100 */
  gboolean gray;        /* shades of gray only */
  MkepubFlight *flight; /* where the pixels are counted; borrowed; NULL: they are not */
  gboolean jpeg; /* a cover: JPEG in RGB or gray whatever came in, transparency on white */
} MkepubConvertOptions;

typedef enum {
  MKEPUB_CONVERT_KEPT,  /* suitable as it is: use the original bytes */
  MKEPUB_CONVERT_MADE,  /* new bytes */
  MKEPUB_CONVERT_BROKEN /* nothing to show: truncated, broken, too large or not a picture */
} MkepubConvertResult;

typedef struct {
  guint8 *bytes; /* for the caller to clear; NULL unless MADE */
  gsize length;
  MkepubMediaInfo info; /* of the result; its media_type is image/jpeg, image/png or, for a
                           small still picture that came as one, image/gif */
  char *reason; /* BROKEN: the reason, for a finding ("truncated JPEG", "PNG of 60000 x 60000
                   pixels"); MADE: NULL, or a loss for readers ("animation", "further pages") */
} MkepubConverted;

void mkepub_converted_clear(MkepubConverted *converted);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MkepubConverted, mkepub_converted_clear)

/* Makes of a raster picture (JPEG, PNG, GIF, WebP, AVIF, HEIC, TIFF or BMP, told by its
 * content) what every reader shows:
 * - it is decoded whole, so that a truncated or broken one is BROKEN;
 * - KEPT is a sound still baseline or progressive JPEG (gray or YCbCr), PNG (of at most 8 bits
 * a sample) or GIF that is upright, within max_pixels, in sRGB, as gray as wanted, without
 *   transparency, and holds no metadata of the camera or the author (Exif, XMP, IPTC, comments,
 *   text, time, thumbnails, anything behind its end). Only metadata in the way, or the further
 *   frames of a PNG: they are taken out without decoding and encoding again (MADE);
 * - otherwise: oriented as Exif says, first frame of an animation, first page of a TIFF, colors
 *   brought to sRGB by the embedded profile (CMYK too, but in TIFF, where inks count as they
 *   are), scaled down by area averaging, never up, transparency flattened on white (a reader's
 *   night mode shows black drawings on black otherwise), 8 bits a sample;
 * - encoded as JPEG when it is a photograph or came as JPEG, as PNG (with a palette, or gray,
 *   where that loses nothing) when it is line art: whichever shows it better for its size, and
 *   always the same for the same input. Metadata and times are left out.
 * Same input and options, same bytes. Thread-safe; it waits until the pixels fit into the
 * flight. Memory of a JPEG of 12 megapixels stays below 64 MB, unless it is a progressive one
 * with all its colors (4:4:4), whose coefficients alone are 72 MB. */
MkepubConvertResult mkepub_convert(const guint8 *bytes, gsize length,
                                   const MkepubConvertOptions *options,
                                   MkepubConverted *converted);

/* Decodes the first picture of the bytes, its longest side at most MAX_PIXELS (0: any), in sRGB
 * or gray on white; its orientation is noted, not applied. FALSE when it is broken or none. */
gboolean convert_to_raster(const guint8 *bytes, gsize length, guint max_pixels, Raster *raster);

#endif
