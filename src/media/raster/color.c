/* SPDX-License-Identifier: MIT */
#include "media/raster/color.h"

#include <lcms2.h>
#include <string.h>

/* the sRGB curve: IEC 61966-2-1 section 5.2, as the parameters of ICC's function type 3 */
static const double srgb_curve[] = {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};

struct Color {
  cmsContext context; /* a context of its own: nothing is shared between threads */
  cmsHPROFILE from, to;
  cmsHTRANSFORM transform;
  guint channels, to_channels;
};

void color_free(Color *color)
{
  if (!color)
    return;
  if (color->transform)
    cmsDeleteTransform(color->transform);
  if (color->from)
    cmsCloseProfile(color->from);
  if (color->to)
    cmsCloseProfile(color->to);
  cmsDeleteContext(color->context);
  g_free(color);
}

static cmsHPROFILE make_gray_profile(cmsContext context, cmsToneCurve *curve)
{
  return curve ? cmsCreateGrayProfileTHR(context, cmsD50_xyY(), curve) : NULL;
}

static cmsToneCurve *make_curve(cmsContext context, double gamma)
{
  return gamma > 0 ? cmsBuildGamma(context, gamma)
                   : cmsBuildParametricToneCurve(context, 4, srgb_curve);
}

static Color *color_alloc(guint channels)
{
  Color *color = g_new0(Color, 1);
  color->context = cmsCreateContext(NULL, NULL);
  color->channels = channels;
  color->to_channels = channels == 1 ? 1 : 3;
  return color;
}

/* Returns TRUE when the transform maps all steps of CHANNELS samples to themselves, but for
 * rounding. */
static gboolean changes_nothing(const Color *color)
{
  enum { STEPS = 6, COUNT = STEPS * STEPS * STEPS };
  guint8 in[COUNT * 3] = {0}, out[COUNT * 3] = {0};
  guint n = color->channels, count = n == 1 ? STEPS : COUNT;
  if (n == 4)
    return FALSE;
  for (guint i = 0; i < count; i++)
    for (guint c = 0, rest = i; c < n; c++, rest /= STEPS)
      in[i * n + c] = (guint8)(rest % STEPS * 51);
  cmsDoTransform(color->transform, in, out, count);
  for (guint i = 0; i < count * n; i++)
    if (ABS((int)in[i] - (int)out[i]) > 2)
      return FALSE;
  return TRUE;
}

/* Completes COLOR (taken over) with the transform from its profile to sRGB; NULL when none is
 * needed or possible. */
static Color *finish_color(Color *color)
{
  static const cmsUInt32Number formats[] = {0, TYPE_GRAY_8, 0, TYPE_RGB_8, TYPE_CMYK_8};
  cmsToneCurve *curve = make_curve(color->context, 0);
  color->to = color->to_channels == 1 ? make_gray_profile(color->context, curve)
                                      : cmsCreate_sRGBProfileTHR(color->context);
  if (curve)
    cmsFreeToneCurve(curve);
  if (color->from && color->to)
    color->transform =
        cmsCreateTransformTHR(color->context, color->from, formats[color->channels], color->to,
                              formats[color->to_channels], INTENT_RELATIVE_COLORIMETRIC,
                              cmsFLAGS_NOCACHE | cmsFLAGS_BLACKPOINTCOMPENSATION);
  if (!color->transform || changes_nothing(color)) {
    color_free(color);
    return NULL;
  }
  return color;
}

static gboolean is_for(cmsHPROFILE profile, guint channels)
{
  cmsColorSpaceSignature space = cmsGetColorSpace(profile);
  return (channels == 1 && space == cmsSigGrayData) ||
         (channels == 3 && space == cmsSigRgbData) ||
         (channels == 4 && space == cmsSigCmykData);
}

Color *color_new(const guint8 *profile, gsize length, guint channels)
{
  if (!profile || length < 128 || length > G_MAXINT32)
    return NULL;
  Color *color = color_alloc(channels);
  color->from = cmsOpenProfileFromMemTHR(color->context, profile, (cmsUInt32Number)length);
  if (!color->from || !is_for(color->from, channels)) {
    color_free(color);
    return NULL;
  }
  return finish_color(color);
}

Color *color_new_primaries(const double *xy, double gamma, guint channels)
{
  static const double srgb[] = {0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06};
  Color *color = color_alloc(channels);
  cmsToneCurve *curve = make_curve(color->context, gamma);
  xy = xy ? xy : srgb;
  const cmsCIExyY white = {xy[0], xy[1], 1};
  const cmsCIExyYTRIPLE primaries = {{xy[2], xy[3], 1}, {xy[4], xy[5], 1}, {xy[6], xy[7], 1}};
  if (channels == 1) {
    color->from = make_gray_profile(color->context, curve);
  } else if (curve) {
    cmsToneCurve *curves[] = {curve, curve, curve};
    color->from = cmsCreateRGBProfileTHR(color->context, &white, &primaries, curves);
  }
  if (curve)
    cmsFreeToneCurve(curve);
  return finish_color(color);
}

void color_apply(const Color *color, Raster *raster)
{
  gsize pitch = (gsize)raster->width * color->channels;
  gsize to_pitch = (gsize)raster->width * color->to_channels;
  g_autofree guint8 *row = g_malloc(pitch);
  for (guint y = 0; y < raster->height; y++) {
    memcpy(row, raster->pixels + y * pitch, pitch);
    cmsDoTransform(color->transform, row, raster->pixels + y * to_pitch, raster->width);
  }
  raster->channels = color->to_channels;
}
