/* SPDX-License-Identifier: MIT */
/* The fonts of a cover, independent of the process's own settings and locale. Used by the
 * setting of a cover's texts. */
#ifndef MEDIA_COVER_FONT_H
#define MEDIA_COVER_FONT_H

#include <pango/pangocairo.h>

#include "media/cover/design.h"

/* Layouts are set at this size in pixels and scaled when drawn: without hinting all sizes have
 * the same proportions, and each font is looked up once. */
#define COVER_FONT_SIZE 100

typedef struct CoverFonts CoverFonts;

/* Returns the system's fonts, or only those of the file FONT, for the caller to free. Uses the
 * font folders of the process's fontconfig but not its rules, so that the choice of a font
 * depends only on the installed fonts. Fails with INPUT for a file that cannot be read as a
 * font. */
CoverFonts *cover_fonts_new(const char *font, GError **error);
void cover_fonts_free(CoverFonts *fonts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CoverFonts, cover_fonts_free)

/* Returns FALSE on a system without any font: do not make layouts then. */
gboolean cover_fonts_exist(const CoverFonts *fonts);

/* Returns an empty layout in the face of STYLE for LANGUAGE (BCP 47; NULL or invalid: none).
 * For the caller to unref. */
PangoLayout *cover_fonts_layout(CoverFonts *fonts, const CoverStyle *style,
                                const char *language);

/* Sets TEXT, each script in a language that uses it: the layout's own, or one that does not
 * depend on the locale. */
void cover_fonts_set_text(PangoLayout *layout, const char *text);

#endif
