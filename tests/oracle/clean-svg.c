/* SPDX-License-Identifier: MIT */
/* Cleans SVG files: clean-svg FOLDER FILE… writes FOLDER/NUMBER.svg for each that is not
 * refused, and one line for each: its number, what was told ('-' for nothing), and its name. */
#include <stdio.h>

#include "media/svg/svg.h"

static gboolean clean(const char *folder, int number, const char *file)
{
  g_autofree char *bytes = NULL;
  gsize length;
  g_auto(MkepubSvg) svg = {0};
  g_autoptr(GError) error = NULL;
  if (!g_file_get_contents(file, &bytes, &length, &error))
    return FALSE;
  gboolean done = mkepub_svg_clean((const guint8 *)bytes, length, &svg);
  printf("%d\t%s\t%s%s\t%s\n", number, done ? "kept" : "refused",
         svg.changed ? "changed: " : "", svg.reason ? svg.reason : "-", file);
  if (!done)
    return TRUE;
  g_autofree char *name = g_strdup_printf("%s/%d.svg", folder, number);
  return g_file_set_contents(name, svg.text->str, (gssize)svg.text->len, &error);
}

int main(int argc, char **argv)
{
  gboolean done = argc > 2;
  for (int i = 2; done && i < argc; i++)
    done = clean(argv[1], i - 1, argv[i]);
  return done ? 0 : 1;
}
