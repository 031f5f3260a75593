/* SPDX-License-Identifier: MIT */
#include "media/raster/decode.h"

static gboolean decode_by(const char *name, const char *symbol, const DecodeModule *linked,
                          Decoding *decoding)
{
  g_autoptr(GError) error = NULL;
  const DecodeModule *module = module_load(name, symbol, linked, &error);
  if (module)
    return module->decode(decoding);
  decoding->reason = g_strdup(error->message);
  return FALSE;
}

gboolean decode_gif(Decoding *decoding)
{
  return decode_by("gif", "decode_gif_module", &decode_gif_module, decoding);
}

gboolean decode_webp(Decoding *decoding)
{
  return decode_by("webp", "decode_webp_module", &decode_webp_module, decoding);
}

gboolean decode_heif(Decoding *decoding)
{
  return decode_by("heif", "decode_heif_module", &decode_heif_module, decoding);
}

gboolean decode_tiff(Decoding *decoding)
{
  return decode_by("tiff", "decode_tiff_module", &decode_tiff_module, decoding);
}
