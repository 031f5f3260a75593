/* SPDX-License-Identifier: MIT */
#include <libheif/heif.h>
#include <string.h>

#include "media/raster/decode.h"

/* Limit of each side: the coded picture may be a square of that side, whatever the header
 * says. */
#define SIDE_LIMIT 20000
#define TILE_LIMIT 4096

/* The objects of libheif, freed in one place. */
typedef struct {
  struct heif_context *context;
  struct heif_image_handle *handle;
  struct heif_image *image;
  struct heif_decoding_options *options;
} Heif;

static gboolean is_fine(struct heif_error error)
{
  return error.code == heif_error_Ok;
}

/* Brands of sequences: ISO 23008-12 section 10.3, AVIF section 6.3. */
static gboolean is_animated(const Decoding *decoding)
{
  static const char *const brands[] = {"avis", "hevc", "hevx", "msf1"};
  for (guint i = 0; i < G_N_ELEMENTS(brands); i++)
    if (decoding->length >= 12 && !memcmp(decoding->bytes + 8, brands[i], 4))
      return TRUE;
  return FALSE;
}

/* Converts colors by code points (ITU-T H.273): the curves of pictures for screens are treated
 * as that of sRGB, as in browsers. */
static Color *read_numbers(const struct heif_image_handle *handle)
{
  struct heif_color_profile_nclx *nclx = NULL;
  Color *color = NULL;
  if (!is_fine(heif_image_handle_get_nclx_color_profile(handle, &nclx)) || !nclx)
    return NULL;
  if (nclx->color_primaries == heif_color_primaries_ITU_R_BT_2020_2_and_2100_0 ||
      nclx->color_primaries == heif_color_primaries_SMPTE_EG_432_1) {
    gboolean wide = nclx->color_primaries != heif_color_primaries_SMPTE_EG_432_1;
    static const double p3[] = {0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06};
    static const double bt2020[] = {0.3127, 0.329, 0.708, 0.292, 0.17, 0.797, 0.131, 0.046};
    gboolean linear = nclx->transfer_characteristics == heif_transfer_characteristic_linear;
    color = color_new_primaries(wide ? bt2020 : p3, linear ? 1 : 0, 3);
  }
  heif_nclx_color_profile_free(nclx);
  return color;
}

static Color *read_color(const struct heif_image_handle *handle)
{
  gsize length = heif_image_handle_get_raw_color_profile_size(handle);
  if (length == 0 || length > 16 * 1024 * 1024)
    return read_numbers(handle);
  g_autofree guint8 *profile = g_malloc(length);
  return is_fine(heif_image_handle_get_raw_color_profile(handle, profile))
             ? color_new(profile, length, 3)
             : NULL;
}

/* Passes on a row. Opacity may be premultiplied: then the missing part of white is added. */
static void hand_on(Decoding *decoding, guint8 *row, gboolean multiplied)
{
  for (guint x = 0; multiplied && x < decoding->width; x++) {
    guint8 *pixel = row + (gsize)x * 4;
    guint rest = 255u - pixel[3];
    for (guint c = 0; c < 3; c++)
      pixel[c] = (guint8)MIN(pixel[c] + rest, 255);
    decoding->transparent = decoding->transparent || rest > 0;
    pixel[3] = 255;
  }
  decode_row_alpha(decoding, row);
}

static gboolean read_pixels(Decoding *decoding, Heif *heif)
{
  int stride;
  const struct heif_image *image = heif->image;
  guint8 *plane = heif_image_get_plane(heif->image, heif_channel_interleaved, &stride);
  if (!plane || stride < 0 ||
      !decode_allows(decoding,
                     (guint)MAX(heif_image_get_width(image, heif_channel_interleaved), 0),
                     (guint)MAX(heif_image_get_height(image, heif_channel_interleaved), 0)) ||
      (gsize)stride < (gsize)decoding->width * 4)
    return FALSE;
  gboolean multiplied = heif_image_handle_is_premultiplied_alpha(heif->handle);
  decode_begin(decoding, decoding->width, decoding->height, 3);
  for (guint y = 0; y < decoding->height; y++)
    hand_on(decoding, plane + (gsize)y * (guint)stride, multiplied);
  return TRUE;
}

/* Returns a decoder of AV1 other than dav1d, which prints to standard error about broken files,
 * after which libheif leaks memory. NULL when there is no other. */
static const char *find_silent_decoder(void)
{
  const struct heif_decoder_descriptor *decoders[8];
  int count =
      heif_get_decoder_descriptors(heif_compression_AV1, decoders, (int)G_N_ELEMENTS(decoders));
  for (int i = 0; i < count; i++)
    if (!g_strcmp0(heif_decoder_descriptor_get_id_name(decoders[i]), "aom"))
      return "aom";
  return NULL;
}

/* libheif turns the picture by its own properties; Exif is ignored in these formats. */
static gboolean read_picture(Decoding *decoding, Heif *heif)
{
  heif_context_set_maximum_image_size_limit(heif->context, SIDE_LIMIT);
  heif_context_set_max_decoding_threads(heif->context, 0);
  if (!is_fine(heif_context_read_from_memory_without_copy(heif->context, decoding->bytes,
                                                          decoding->length, NULL)) ||
      !is_fine(heif_context_get_primary_image_handle(heif->context, &heif->handle)))
    return FALSE;
  int width = heif_image_handle_get_width(heif->handle);
  int height = heif_image_handle_get_height(heif->handle);
  int coded_width = heif_image_handle_get_ispe_width(heif->handle);
  int coded_height = heif_image_handle_get_ispe_height(heif->handle);
  if (!decode_allows(decoding, (guint)MAX(coded_width, 0), (guint)MAX(coded_height, 0)) ||
      !decode_allows(decoding, (guint)MAX(width, 0), (guint)MAX(height, 0)))
    return FALSE;
  /* the limit applies to a grid of pictures and to each picture in it */
  heif_context_set_maximum_image_size_limit(heif->context,
                                            MAX(TILE_LIMIT, MAX(coded_width, coded_height)));
  decoding->color = read_color(heif->handle);
  heif->options->convert_hdr_to_8bit = 1;
  heif->options->strict_decoding = 1;
  heif->options->decoder_id = strcmp(decoding->kind, "AVIF") ? NULL : find_silent_decoder();
  return is_fine(heif_decode_image(heif->handle, &heif->image, heif_colorspace_RGB,
                                   heif_chroma_interleaved_RGBA, heif->options)) &&
         read_pixels(decoding, heif);
}

static gboolean decode_first_picture(Decoding *decoding)
{
  Heif heif = {.context = heif_context_alloc(), .options = heif_decoding_options_alloc()};
  gboolean sound = heif.context && heif.options && read_picture(decoding, &heif);
  decoding->misfit = TRUE;
  decoding->animated = is_animated(decoding);
  if (heif.image)
    heif_image_release(heif.image);
  if (heif.handle)
    heif_image_handle_release(heif.handle);
  if (heif.options)
    heif_decoding_options_free(heif.options);
  if (heif.context)
    heif_context_free(heif.context);
  return sound;
}

const DecodeModule decode_heif_module = {{MODULE_VERSION}, decode_first_picture};
