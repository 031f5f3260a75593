/* SPDX-License-Identifier: MIT */
/* The fonts that a cover is set in, apart from the process's own settings and locale.
 * Used by the setting of a cover's texts. */
#ifndef MEDIA_COVER_FONT_H
#define MEDIA_COVER_FONT_H

#include <pango/pangocairo.h>

#include "media/cover/design.h"

/* Layouts are set at this size in pixels and scaled when drawn: without hinting all sizes have
 * the same proportions, and each font is looked up once. */
#define COVER_FONT_SIZE 100

typedef struct CoverFonts CoverFonts;

/* The system's fonts, or those of the one file FONT. The folders come from the process's
 * fontconfig, its rules do not: which font is taken depends on what is installed and on nothing
 * else. Fails with INPUT for a file that cannot be read as a font. */
CoverFonts *cover_fonts_new(const char *font, GError **error);
void cover_fonts_free(CoverFonts *fonts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CoverFonts, cover_fonts_free)

/* FALSE on a system without any font: nothing may be laid out then. */
gboolean cover_fonts_exist(const CoverFonts *fonts);

/* An empty layout in the face of STYLE for LANGUAGE (BCP 47; NULL or nonsense: none). For the
 * caller to unref. */
PangoLayout *cover_fonts_layout(CoverFonts *fonts, const CoverStyle *style,
                                const char *language);

/* Sets TEXT, each script of it in a language that is written in it: the layout's own, or one
 * that does not depend on the locale. */
void cover_fonts_set_text(PangoLayout *layout, const char *text);

#endif
