/* SPDX-License-Identifier: MIT */
/* Subsets fonts to the characters that a book uses. Used by the writing of a book. */
#ifndef MEDIA_FONT_FONT_H
#define MEDIA_FONT_FONT_H

#include <glib.h>

#include "mkepub/error.h"

typedef struct MkepubFont MkepubFont;

/* A growing set of characters. */
typedef struct MkepubCharacters MkepubCharacters;

/* Returns an empty set, for the caller to free. */
MkepubCharacters *mkepub_characters_new(void);
void mkepub_characters_free(MkepubCharacters *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubCharacters, mkepub_characters_free)

/* Adds every character of LENGTH bytes of UTF-8; with MARKUP, ignores tags and resolves the
 * five entities of XML and numeric references. Fast: called for each chapter. */
void mkepub_characters_add(MkepubCharacters *set, const char *text, gsize length,
                           gboolean markup);
void mkepub_characters_merge(MkepubCharacters *set, const MkepubCharacters *other);
gboolean mkepub_characters_has(const MkepubCharacters *set, gunichar c);

/* Opens a font file (TrueType, OpenType, collection). SPEC is its path, followed by '#2' for
 * the third face of a collection (default: the first that is upright and of regular weight).
 * For the caller to free. Fails with INPUT when the file is unreadable, is not a font, is WOFF
 * (the message explains how to convert it), or its license bits (OS/2 fsType) forbid embedding
 * or subsetting (the message names the bit); with INTERNAL when the module "font" cannot be
 * loaded. */
MkepubFont *mkepub_font_open(const char *spec, GError **error);
void mkepub_font_free(MkepubFont *font);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubFont, mkepub_font_free)

/* Facts about the font; strings are borrowed. */
const char *mkepub_font_family(const MkepubFont *font); /* name table: typographic family */
guint mkepub_font_weight(const MkepubFont *font);       /* 1 to 1000, as CSS font-weight */
gboolean mkepub_font_is_italic(const MkepubFont *font);
gboolean mkepub_font_is_monospace(const MkepubFont *font);
gboolean mkepub_font_has(const MkepubFont *font, gunichar c);

/* Returns the font with the glyphs that SET needs (layout features kept, hinting dropped, a
 * variable font at its default), as one TrueType or OpenType file, for the caller to unref.
 * *media_type becomes 'font/ttf' or 'font/otf' (EPUB 3.3 section 3.2), static. Deterministic.
 * NULL with INPUT when the font cannot be subset. */
GBytes *mkepub_font_subset(const MkepubFont *font, const MkepubCharacters *set,
                           const char **media_type, GError **error);

#endif
