/* SPDX-License-Identifier: MIT */
#include "media/decode.h"

static gboolean decode_by(const DecodeModule *module, Decoding *decoding, GError *error)
{
  if (module)
    return module->decode(decoding);
  decoding->reason = g_strdup(error->message);
  g_error_free(error);
  return FALSE;
}

gboolean decode_heif(Decoding *decoding)
{
  GError *error = NULL;
  const DecodeModule *module =
      module_load("heif", "decode_heif_module", &decode_heif_module, &error);
  return decode_by(module, decoding, error);
}

gboolean decode_tiff(Decoding *decoding)
{
  GError *error = NULL;
  const DecodeModule *module =
      module_load("tiff", "decode_tiff_module", &decode_tiff_module, &error);
  return decode_by(module, decoding, error);
}
