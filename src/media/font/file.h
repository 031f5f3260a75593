/* SPDX-License-Identifier: MIT */
/* Reads and subsets a font file by HarfBuzz. Used by font.c, which loads it as the module
 * "font". */
#ifndef MEDIA_FONT_FILE_H
#define MEDIA_FONT_FILE_H

#include "base/module.h"
#include "media/font/font.h"

#define FONT_FILE_LIMIT ((gsize)256 * 1024 * 1024) /* bytes of a font file */

typedef struct FontFile FontFile;

/* Facts about a font, as in mkepub/font.h. */
typedef struct {
  char *family; /* for the holder to free */
  guint weight;
  gboolean italic, monospace;
} FontFacts;

/* The functions of the module; their contracts are in media/font/font.h. */
typedef struct {
  ModuleHead head;
  FontFile *(*open)(const char *spec, FontFacts *facts, GError **error);
  void (*close)(FontFile *file);
  gboolean (*has)(const FontFile *file, gunichar c);
  GBytes *(*subset)(const FontFile *file, const MkepubCharacters *set, const char **media_type,
                    GError **error);
} FontFileModule;

MODULE_TABLE const FontFileModule font_file_module;

#endif
