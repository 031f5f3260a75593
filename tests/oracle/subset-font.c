/* SPDX-License-Identifier: MIT */
/* Takes a part of a font: subset-font SPEC TEXT OUT writes the part of the font SPEC that TEXT
 * needs, and one line of what the font is: media type, family, weight, 'italic' or 'upright',
 * 'mono' or 'text', parted by tabs. */
#include <stdio.h>
#include <string.h>

#include "media/font/font.h"

int main(int argc, char **argv)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MkepubFont) font = argc == 4 ? mkepub_font_open(argv[1], &error) : NULL;
  g_autoptr(MkepubCharacters) set = mkepub_characters_new();
  const char *media_type = NULL;
  if (font)
    mkepub_characters_add(set, argv[2], strlen(argv[2]), FALSE);
  g_autoptr(GBytes) bytes = font ? mkepub_font_subset(font, set, &media_type, &error) : NULL;
  if (bytes)
    g_file_set_contents(argv[3], g_bytes_get_data(bytes, NULL), (gssize)g_bytes_get_size(bytes),
                        &error);
  if (error || !bytes) {
    fprintf(stderr, "%s\n", error ? error->message : "usage: subset-font SPEC TEXT OUT");
    return 1;
  }
  printf("%s\t%s\t%u\t%s\t%s\n", media_type, mkepub_font_family(font), mkepub_font_weight(font),
         mkepub_font_is_italic(font) ? "italic" : "upright",
         mkepub_font_is_monospace(font) ? "mono" : "text");
  return 0;
}
