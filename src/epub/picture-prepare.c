/* SPDX-License-Identifier: MIT */
#include "epub/picture-prepare.h"

#include <math.h>
#include <string.h>

#include "media/svg/svg.h"

/* Below these a picture shows nothing any more. */
#define LEAST_PIXELS  320
#define LEAST_QUALITY 45

void fitted_clear(Fitted *fitted)
{
  g_clear_pointer(&fitted->what, g_free);
  g_clear_pointer(&fitted->owned, g_free);
}

/* Takes WHAT. */
static void set_problem(Fitted *fitted, MkepubFindingId problem, char *what)
{
  fitted->problem = problem;
  fitted->what = what;
}

static void refuse_picture(Fitted *fitted, const char *reason)
{
  set_problem(fitted, MKEPUB_FINDING_IMAGE_UNSUPPORTED,
              g_strdup_printf("image cannot be shown (%s)", reason));
}

static void reduce_picture(Fitted *fitted, const char *reason)
{
  set_problem(fitted, MKEPUB_FINDING_IMAGE_REDUCED,
              g_strdup_printf("image is shown without %s", reason));
}

static void fit_svg(const guint8 *bytes, gsize length, Fitted *fitted)
{
  g_auto(MkepubSvg) svg = {0};
  if (!mkepub_svg_clean(bytes, length, &svg)) {
    refuse_picture(fitted, svg.reason);
    return;
  }
  if (svg.changed)
    reduce_picture(fitted, svg.reason);
  fitted->length = svg.text->len;
  fitted->info = svg.info;
  fitted->bytes = fitted->owned = (guint8 *)g_string_free(g_steal_pointer(&svg.text), FALSE);
}

/* Asks for a picture of fewer bytes than the LENGTH that INFO came to; FALSE when it cannot be
 * had. */
static gboolean lower_limits(MkepubConvertOptions *looks, const MkepubMediaInfo *info,
                             gsize length, guint64 cap)
{
  guint side = MAX(info->width, info->height);
  if (side <= LEAST_PIXELS)
    return FALSE;
  gdouble scale = CLAMP(sqrt((gdouble)cap / (gdouble)length), 0.5, 0.9);
  looks->max_pixels = MAX((guint)(side * scale), LEAST_PIXELS);
  if (looks->quality > LEAST_QUALITY)
    looks->quality = MAX(MIN(looks->quality, 75) - 5, LEAST_QUALITY);
  return TRUE;
}

static void fit_raster(const guint8 *bytes, gsize length, const MkepubConvertOptions *looks,
                       guint64 cap, Fitted *fitted)
{
  g_auto(MkepubConverted) made = {0};
  MkepubConvertOptions now = *looks;
  MkepubConvertResult result;
  gsize size;
  for (;;) {
    result = mkepub_convert(bytes, length, &now, &made);
    size = result == MKEPUB_CONVERT_KEPT ? length : made.length;
    if (result == MKEPUB_CONVERT_BROKEN || cap == 0 || size <= cap ||
        !lower_limits(&now, &made.info, size, cap))
      break;
    fitted->shrunk = TRUE;
    mkepub_converted_clear(&made);
  }
  if (result == MKEPUB_CONVERT_BROKEN) {
    refuse_picture(fitted, made.reason);
    return;
  }
  if (made.reason)
    reduce_picture(fitted, made.reason);
  fitted->length = size;
  fitted->info = made.info;
  fitted->owned = g_steal_pointer(&made.bytes);
  fitted->bytes = result == MKEPUB_CONVERT_KEPT ? bytes : fitted->owned;
}

void fit_picture(const guint8 *bytes, gsize length, const MkepubConvertOptions *looks,
                 guint64 cap, Fitted *fitted)
{
  MkepubMediaInfo info;
  *fitted = (Fitted){0};
  if (!bytes)
    bytes = (const guint8 *)"";
  mkepub_media_sniff(bytes, length, &info);
  if (length > FIT_LIMIT)
    refuse_picture(fitted, "too large");
  else if (g_strcmp0(info.media_type, "image/svg+xml") == 0)
    fit_svg(bytes, length, fitted);
  else
    fit_raster(bytes, length, looks, cap, fitted);
}
