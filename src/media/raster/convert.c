/* SPDX-License-Identifier: MIT */
#include "media/raster/convert.h"

#include <string.h>

#include "media/raster/decode.h"
#include "media/raster/encode.h"
#include "media/raster/strip-metadata.h"

typedef struct {
  const char *kind; /* how mkepub_media_sniff() begins its word for the format */
  gboolean (*decode)(Decoding *decoding);
  gsize (*strip)(const guint8 *bytes, gsize length, GByteArray *out); /* NULL: never kept */
} Format;

static const Format formats[] = {
    {"JPEG", decode_jpeg, strip_jpeg}, {"PNG", decode_png, strip_png},
    {"GIF", decode_gif, strip_gif},    {"WebP", decode_webp, NULL},
    {"AVIF", decode_heif, NULL},       {"HEIC", decode_heif, NULL},
    {"TIFF", decode_tiff, NULL},       {"BMP", decode_bmp, NULL},
};

/* The format of what was sniffed to be whole; one of the others would be "truncated JPEG". */
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

/* The file with its picture untouched: as it came, or without what tells about its maker. */
static MkepubConvertResult keep(const Format *format, const Decoding *decoding,
                                MkepubConverted *converted)
{
  gsize kept = format->strip(decoding->bytes, decoding->length, NULL);
  if (kept == decoding->length)
    return MKEPUB_CONVERT_KEPT; /* what was sniffed stands in INFO already */
  GByteArray *out = g_byte_array_sized_new((guint)kept);
  format->strip(decoding->bytes, decoding->length, out);
  return hand_over(out, decoding, converted);
}

/* JPEG stays JPEG: what it lost is lost, and its noise would make a large PNG. */
static GByteArray *encode(const Decoding *decoding, const Raster *raster)
{
  gboolean jpeg = decoding->options->jpeg || !strcmp(decoding->kind, "JPEG");
  gboolean png = !jpeg && encode_suits_png(raster);
  if (!png && MAX(raster->width, raster->height) > 65500)
    png = TRUE; /* the most that JPEG can hold */
  return png ? encode_png(raster) : encode_jpeg(raster, decoding->options->quality);
}

/* Colors as every screen has them, and which side is up. */
static void settle_raster(const Decoding *decoding, Raster *raster)
{
  if (decoding->color)
    color_apply(decoding->color, raster);
  else if (raster->channels == 4)
    raster_mix_inks(raster);
  raster->orientation = MAX(decoding->orientation, 1);
}

static MkepubConvertResult make(const Decoding *decoding, Raster *raster,
                                MkepubConverted *converted)
{
  settle_raster(decoding, raster);
  if (decoding->options->gray || raster_is_gray(raster))
    raster_make_gray(raster);
  GByteArray *bytes = encode(decoding, raster);
  if (!bytes) {
    converted->reason = g_strdup_printf("%s that cannot be encoded", decoding->kind);
    return MKEPUB_CONVERT_BROKEN;
  }
  return hand_over(bytes, decoding, converted);
}

/* Whether the file can be taken as it is, but for what tells about its maker. */
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

static MkepubConvertResult convert(const Format *format, Decoding *decoding,
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
  return is_fit(format, decoding, &raster) ? keep(format, decoding, converted)
                                           : make(decoding, &raster, converted);
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
  return convert(format, &decoding, converted);
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
