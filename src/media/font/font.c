/* SPDX-License-Identifier: MIT */
#include "media/font/font.h"

#include "media/font/file.h"

struct MkepubFont {
  const FontFileModule *module;
  FontFile *file;
  FontFacts facts;
};

MkepubFont *mkepub_font_open(const char *spec, GError **error)
{
  FontFacts facts;
  const FontFileModule *module =
      module_load("font", "font_file_module", &font_file_module, error);
  FontFile *file = module ? module->open(spec, &facts, error) : NULL;
  if (!file)
    return NULL;
  MkepubFont *font = g_new0(MkepubFont, 1);
  *font = (MkepubFont){module, file, facts};
  return font;
}

void mkepub_font_free(MkepubFont *font)
{
  if (!font)
    return;
  font->module->close(font->file);
  g_free(font->facts.family);
  g_free(font);
}

const char *mkepub_font_family(const MkepubFont *font)
{
  return font->facts.family;
}

guint mkepub_font_weight(const MkepubFont *font)
{
  return font->facts.weight;
}

gboolean mkepub_font_is_italic(const MkepubFont *font)
{
  return font->facts.italic;
}

gboolean mkepub_font_is_monospace(const MkepubFont *font)
{
  return font->facts.monospace;
}

gboolean mkepub_font_has(const MkepubFont *font, gunichar c)
{
  return font->module->has(font->file, c);
}

GBytes *mkepub_font_subset(const MkepubFont *font, const MkepubCharacters *set,
                           const char **media_type, GError **error)
{
  return font->module->subset(font->file, set, media_type, error);
}
