/* SPDX-License-Identifier: MIT */
/* Converts raster pictures for readers: decodes, turns upright, scales, encodes. Used by the
 * picture store of a book; decoders of single formats stay in src/media. */
#ifndef MEDIA_RASTER_CONVERT_H
#define MEDIA_RASTER_CONVERT_H

#include "media/sniff/sniff.h"

/* Decoded pictures larger than this are refused by their header, before memory is allocated. */
#define MKEPUB_CONVERT_PIXEL_LIMIT (100u * 1000 * 1000)

typedef struct {
  guint max_pixels; /* longest side of the result; 0: no limit */
  guint quality;    /* of JPEG, 1 to 100 */
  gboolean gray;    /* shades of gray only */
  gboolean jpeg;    /* a cover: JPEG in RGB or gray from any format, transparency on white */
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

/* Converts a raster picture (JPEG, PNG, GIF, WebP, AVIF, HEIC, TIFF or BMP, recognized by its
 * content) to one that every reader shows:
 * - The picture is decoded completely; a truncated or broken one is BROKEN.
 * - A valid still baseline or progressive JPEG (gray or YCbCr), PNG (of at most 8 bits a
 * sample) or GIF is KEPT when it is upright, within max_pixels, in sRGB, gray if gray is
 * wanted, without transparency and without metadata of the camera or the author (Exif, XMP,
 * IPTC, comments, text, time, thumbnails, anything after its end). When it only has such
 * metadata, or is a PNG with further frames, these are removed without decoding and encoding
 * (MADE).
 * - Any other picture is oriented by its Exif data, reduced to the first frame of an animation
 * or the first page of a TIFF, converted to sRGB by its embedded profile (CMYK too, but in TIFF
 * the profile of inks is ignored), scaled down by area averaging, never up, flattened on white
 * (in a reader's night mode black drawings would be on black otherwise), and reduced to 8 bits
 * a sample.
 * - It is encoded as JPEG when it is a photograph or came as JPEG, as PNG (with a palette, or
 * gray, if that is lossless) when it is line art: whichever shows it better for its size, and
 * always the same for the same input. Metadata and times are left out.
 * The same input and options give the same bytes. Thread-safe, without locks. Memory for a JPEG
 * of 12 megapixels stays below 64 MB, unless it is a progressive one with all its colors
 * (4:4:4), whose coefficients alone need 72 MB. */
MkepubConvertResult mkepub_convert(const guint8 *bytes, gsize length,
                                   const MkepubConvertOptions *options,
                                   MkepubConverted *converted);

#endif
