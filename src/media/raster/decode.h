/* SPDX-License-Identifier: MIT */
/* The interface of the decoders of single formats: they report the facts of the header, then
 * the rows. Used by the conversion of pictures. */
#ifndef MEDIA_RASTER_DECODE_H
#define MEDIA_RASTER_DECODE_H

#include "base/module.h"
#include "media/raster/color.h"
#include "media/raster/convert.h"
#include "media/raster/scale.h"

typedef struct {
  const guint8 *bytes;
  gsize length;
  const char *kind; /* as sniffed, for messages */
  const MkepubConvertOptions *options;
  gboolean shown; /* decode rows even when the picture can be kept */
  /* set by the decoder; all zero at first */
  guint width, height; /* as stored; set by decode_allows() */
  guint orientation;   /* of Exif; 0: unknown */
  gboolean animated;
  gboolean paged;       /* more pages than one */
  gboolean transparent; /* somewhere; decode_row_alpha() finds out */
  gboolean misfit;      /* no reader shall get it as it is, for what its header says */
  gboolean checked;     /* sound, and nothing but: no rows were asked for */
  Color *color;         /* what brings it to sRGB; NULL: nothing need be done */
  char *reason;         /* why it failed; NULL: "broken" and its kind */
  gsize flying;         /* pixels that the flight of OPTIONS counts */
  /* the business of decode.c */
  Scale *scale;
  guint in_width, channels; /* of the rows */
  guint8 *room;             /* for one row */
} Decoding;

void decode_clear(Decoding *decoding);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Decoding, decode_clear)

/* Each function decodes the first picture of the bytes completely. Returns FALSE when a part is
 * missing or invalid. */
gboolean decode_jpeg(Decoding *decoding);
gboolean decode_png(Decoding *decoding);
gboolean decode_gif(Decoding *decoding);
gboolean decode_webp(Decoding *decoding);
gboolean decode_heif(Decoding *decoding);
gboolean decode_tiff(Decoding *decoding);
gboolean decode_bmp(Decoding *decoding);

/* The formats whose libraries are used for nothing else are modules: "gif", "webp", "heif" and
 * "tiff". When a module cannot be loaded, the reason is set to that. */
typedef struct {
  ModuleHead head;
  gboolean (*decode)(Decoding *decoding);
} DecodeModule;

MODULE_TABLE const DecodeModule decode_gif_module;
MODULE_TABLE const DecodeModule decode_webp_module;
MODULE_TABLE const DecodeModule decode_heif_module;
MODULE_TABLE const DecodeModule decode_tiff_module;

/* Says that the picture is of WIDTH by HEIGHT pixels; FALSE when that is none, or beyond the
 * limit. Otherwise waits until these fit into the flight. To be called before memory is spent;
 * the last call counts. */
gboolean decode_allows(Decoding *decoding, guint64 width, guint64 height);

/* Returns TRUE when WIDTH by HEIGHT, as allowed, is within the longest side wanted. */
gboolean decode_is_within(const Decoding *decoding);

/* Returns the size of the result, before it is turned upright. */
guint decode_to_width(const Decoding *decoding);
guint decode_to_height(const Decoding *decoding);

/* Begins HEIGHT rows of WIDTH pixels of CHANNELS samples (see Raster); the size is the allowed
 * one, or a smaller one that the decoder reduced it to. */
void decode_begin(Decoding *decoding, guint width, guint height, guint channels);
void decode_row(Decoding *decoding, const guint8 *row);

/* Passes on a row with one more channel, opacity, and flattens it on white; the other samples
 * are not premultiplied. */
void decode_row_alpha(Decoding *decoding, const guint8 *row);

/* Sets the reason to WORD and the kind: "truncated", "unsupported". Returns FALSE. */
gboolean decode_fail(Decoding *decoding, const char *word);

#endif
