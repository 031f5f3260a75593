/* SPDX-License-Identifier: MIT */
/* From any bytes, taken as a picture, to what a book takes of them: what is kept or made is a
 * whole picture of a core type, within the wanted size, and needs nothing done to it again. */
#include <string.h>

#include "media/raster/convert.h"
#include "press.h"

static gboolean is_core(const MkepubMediaInfo *info)
{
  return g_strv_contains((const char *const[]){"image/jpeg", "image/png", "image/gif", NULL},
                         info->media_type ? info->media_type : "");
}

static void check_picture(const guint8 *bytes, gsize length, const MkepubMediaInfo *told,
                          const MkepubConvertOptions *options, GString *trouble)
{
  MkepubMediaInfo info;
  mkepub_media_sniff(bytes, length, &info);
  if (!is_core(&info) || g_strcmp0(info.media_type, told->media_type) != 0)
    g_string_append_printf(trouble, "[is: %s]", info.kind);
  if (info.width != told->width || info.height != told->height || info.width == 0)
    g_string_append(trouble, "[not of the size told]");
  if (options->max_pixels > 0 && MAX(info.width, info.height) > options->max_pixels)
    g_string_append_printf(trouble, "[%u x %u]", info.width, info.height);
  if (options->jpeg && g_strcmp0(info.media_type, "image/jpeg") != 0)
    g_string_append(trouble, "[no JPEG]");
  if (info.animated)
    g_string_append(trouble, "[moves]");
}

/* Whoever converts twice gets what was made the first time. */
static void check_again(const MkepubConverted *made, const MkepubConvertOptions *options,
                        GString *trouble)
{
  g_auto(MkepubConverted) again = {0};
  if (mkepub_convert(made->bytes, made->length, options, &again) != MKEPUB_CONVERT_KEPT)
    g_string_append_printf(trouble, "[%s again: %s]", made->info.kind,
                           again.reason ? again.reason : "made anew");
}

static void check(const guint8 *data, gsize size, const MkepubConvertOptions *options,
                  GString *trouble)
{
  g_auto(MkepubConverted) converted = {0};
  /* at its very end, so that a byte too many is seen */
  g_autofree guint8 *bytes = g_memdup2(data, size);
  MkepubConvertResult result = mkepub_convert(bytes, size, options, &converted);
  if ((result == MKEPUB_CONVERT_MADE) != (converted.bytes != NULL))
    g_string_append(trouble, "[bytes without cause]");
  if (result == MKEPUB_CONVERT_BROKEN && (!converted.reason || !*converted.reason))
    g_string_append(trouble, "[no reason]");
  if (result == MKEPUB_CONVERT_KEPT)
    check_picture(bytes, size, &converted.info, options, trouble);
  if (result == MKEPUB_CONVERT_MADE) {
    check_picture(converted.bytes, converted.length, &converted.info, options, trouble);
    check_again(&converted, options, trouble);
  }
}

char *fuzz_one(const uint8_t *data, size_t size)
{
  static const MkepubConvertOptions ways[] = {
      {.max_pixels = 20, .quality = 80, .gray = FALSE, .jpeg = FALSE},
      {.max_pixels = 0, .quality = 95, .gray = TRUE, .jpeg = FALSE},
      {.max_pixels = 300, .quality = 60, .gray = FALSE, .jpeg = TRUE},
  };
  g_autoptr(GString) trouble = g_string_new(NULL);
  MkepubMediaInfo info;
  mkepub_media_sniff(data, size, &info);
  /* a few bytes may say many pixels: allowed, and slow */
  if ((guint64)info.width * info.height <= 1000 * 1000)
    check(data, size, &ways[size % G_N_ELEMENTS(ways)], trouble);
  return trouble->len > 0 ? g_strdup(trouble->str) : NULL;
}
