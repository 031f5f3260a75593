/* SPDX-License-Identifier: MIT */
#include "media/raster/convert.h"

#include <string.h>

#include "media/raster/decode.h"
#include "media/raster/encode.h"
#include "media/raster/strip-metadata.h"

typedef struct {
  const char *kind; /* the prefix of mkepub_media_sniff's kind for the format */
  gboolean (*decode)(Decoding *decoding);
  gsize (*strip)(const guint8 *bytes, gsize length, GByteArray *out); /* NULL: never kept */
} Format;

static const Format formats[] = {
    {"JPEG", decode_jpeg, strip_jpeg}, {"PNG", decode_png, strip_png},
    {"GIF", decode_gif, strip_gif},    {"WebP", decode_webp, NULL},
    {"AVIF", decode_heif, NULL},       {"HEIC", decode_heif, NULL},
    {"TIFF", decode_tiff, NULL},       {"BMP", decode_bmp, NULL},
};

/* Returns the format of a complete picture; NULL for others, whose kind is for example
 * "truncated JPEG". */
static const Format *find_format(const MkepubMediaInfo *info)
{
  for (guint i = 0; i < G_N_ELEMENTS(formats); i++)
    if (!strcmp(info->kind, formats[i].kind))
      return &formats[i];
  return NULL;
}

void mkepub_converted_clear(MkepubConverted *converted)
{
  g_clear_pointer(&converted->bytes, g_free);
  g_clear_pointer(&converted->reason, g_free);
}

static MkepubConvertResult hand_over(GByteArray *bytes, const Decoding *decoding,
                                     MkepubConverted *converted)
{
  converted->length = bytes->len;
  converted->bytes = g_byte_array_free(bytes, FALSE);
  mkepub_media_sniff(converted->bytes, converted->length, &converted->info);
  if (decoding->animated)
    converted->reason = g_strdup("animation");
  else if (decoding->paged)
    converted->reason = g_strdup("further pages");
  return MKEPUB_CONVERT_MADE;
}

/* Keeps the picture's own encoding: the file as it is, or without its metadata. */
static MkepubConvertResult keep_picture(const Format *format, const Decoding *decoding,
                                        MkepubConverted *converted)
{
  gsize kept = format->strip(decoding->bytes, decoding->length, NULL);
  if (kept == decoding->length)
    return MKEPUB_CONVERT_KEPT; /* INFO already holds the result of sniffing */
  GByteArray *out = g_byte_array_sized_new((guint)kept);
  format->strip(decoding->bytes, decoding->length, out);
  return hand_over(out, decoding, converted);
}

/* JPEG stays JPEG: its loss cannot be undone, and its noise would make a large PNG. */
static GByteArray *encode_raster(const Decoding *decoding, const Raster *raster)
{
  gboolean jpeg = decoding->options->jpeg || !strcmp(decoding->kind, "JPEG");
  gboolean png = !jpeg && encode_suits_png(raster);
  if (!png && MAX(raster->width, raster->height) > 65500)
    png = TRUE; /* the largest size of JPEG */
  return png ? encode_png(raster) : encode_jpeg(raster, decoding->options->quality);
}

/* Converts the colors and sets the orientation. */
static void settle_raster(const Decoding *decoding, Raster *raster)
{
  if (decoding->color)
    color_apply(decoding->color, raster);
  else if (raster->channels == 4)
    raster_mix_inks(raster);
  raster->orientation = MAX(decoding->orientation, 1);
}

static MkepubConvertResult make_picture(const Decoding *decoding, Raster *raster,
                                        MkepubConverted *converted)
{
  settle_raster(decoding, raster);
  if (decoding->options->gray || raster_is_gray(raster))
    raster_make_gray(raster);
  GByteArray *bytes = encode_raster(decoding, raster);
  if (!bytes) {
    converted->reason = g_strdup_printf("%s that cannot be encoded", decoding->kind);
    return MKEPUB_CONVERT_BROKEN;
  }
  return hand_over(bytes, decoding, converted);
}

/* Returns TRUE when the file can be kept, apart from its metadata. */
static gboolean is_fit(const Format *format, const Decoding *decoding, const Raster *raster)
{
  if (decoding->checked)
    return TRUE;
  gboolean animated_gif = decoding->animated && !strcmp(decoding->kind, "GIF");
  return !decoding->misfit && format->strip && !decoding->options->jpeg &&
         !decoding->transparent && !decoding->color && decoding->orientation <= 1 &&
         !animated_gif && decode_is_within(decoding) &&
         (!decoding->options->gray || raster_is_gray(raster)) &&
         format->strip(decoding->bytes, decoding->length, NULL) > 0;
}

static MkepubConvertResult convert_picture(const Format *format, Decoding *decoding,
                                           MkepubConverted *converted)
{
  g_auto(Raster) raster = {0};
  gboolean sound =
      format->decode(decoding) && (decoding->checked || scale_finish(decoding->scale, &raster));
  if (!sound) {
    decode_fail(decoding, "broken");
    converted->reason = g_steal_pointer(&decoding->reason);
    return MKEPUB_CONVERT_BROKEN;
  }
  return is_fit(format, decoding, &raster) ? keep_picture(format, decoding, converted)
                                           : make_picture(decoding, &raster, converted);
}

MkepubConvertResult mkepub_convert(const guint8 *bytes, gsize length,
                                   const MkepubConvertOptions *options,
                                   MkepubConverted *converted)
{
  memset(converted, 0, sizeof *converted);
  mkepub_media_sniff(bytes, length, &converted->info);
  const Format *format = find_format(&converted->info);
  if (!format || length > G_MAXUINT32) {
    converted->reason = g_strdup(format ? "picture of 4 GiB" : converted->info.kind);
    return MKEPUB_CONVERT_BROKEN;
  }
  g_auto(Decoding) decoding = {.bytes = bytes,
                               .length = length,
                               .kind = format->kind,
                               .options = options,
                               .animated = converted->info.animated};
  return convert_picture(format, &decoding, converted);
}

gboolean convert_to_raster(const guint8 *bytes, gsize length, guint max_pixels, Raster *raster)
{
  MkepubConvertOptions options = {.max_pixels = max_pixels};
  MkepubMediaInfo info;
  *raster = (Raster){0};
  mkepub_media_sniff(bytes, length, &info);
  const Format *format = find_format(&info);
  if (!format || length > G_MAXUINT32)
    return FALSE;
  g_auto(Decoding) decoding = {.bytes = bytes,
                               .length = length,
                               .kind = format->kind,
                               .options = &options,
                               .shown = TRUE};
  if (!format->decode(&decoding) || !scale_finish(decoding.scale, raster))
    return FALSE;
  settle_raster(&decoding, raster);
  return TRUE;
}
