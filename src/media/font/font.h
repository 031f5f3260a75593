/* SPDX-License-Identifier: MIT */
/* Fonts cut down to the characters that a book uses.
 * Used by the writing of a book. */
#ifndef MEDIA_FONT_FONT_H
#define MEDIA_FONT_FONT_H

#include <glib.h>

#include "mkepub/error.h"

typedef struct MkepubFont MkepubFont;

/* A set of characters; grows, never shrinks. */
typedef struct MkepubCharacters MkepubCharacters;

MkepubCharacters *mkepub_characters_new(void);
void mkepub_characters_free(MkepubCharacters *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubCharacters, mkepub_characters_free)

/* Adds every character of LENGTH bytes of UTF-8; with MARKUP, tags are passed over and the five
 * entities of XML and numeric references count as what they mean. Fast: called for each
 * chapter. */
void mkepub_characters_add(MkepubCharacters *set, const char *text, gsize length,
                           gboolean markup);
void mkepub_characters_merge(MkepubCharacters *set, const MkepubCharacters *other);
gboolean mkepub_characters_has(const MkepubCharacters *set, gunichar c);

/* Opens a font file (TrueType, OpenType, collection), SPEC being its path, with '#2' behind it
 * for the third face of a collection (default: the first that stands upright at regular
 * weight). Fails with INPUT: unreadable, no font, WOFF (say how to convert), or its license
 * bits (OS/2 fsType) forbid embedding or subsetting, with the bit's name in the message; with
 * INTERNAL when the module "font" cannot be loaded. */
MkepubFont *mkepub_font_open(const char *spec, GError **error);
void mkepub_font_free(MkepubFont *font);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubFont, mkepub_font_free)

const char *mkepub_font_family(const MkepubFont *font); /* name table: typographic family */
guint mkepub_font_weight(const MkepubFont *font);       /* 1 to 1000, as CSS font-weight */
gboolean mkepub_font_is_italic(const MkepubFont *font);
gboolean mkepub_font_is_monospace(const MkepubFont *font);
gboolean mkepub_font_has(const MkepubFont *font, gunichar c);

/* The font with the glyphs that SET needs (layout features kept, hinting dropped, a variable
 * font pinned at its default), as one TrueType or OpenType file. *media_type is 'font/ttf' or
 * 'font/otf' (EPUB 3.3 section 3.2), static. Deterministic. NULL with INPUT when the font
 * cannot be subset. For the caller to unref. */
GBytes *mkepub_font_subset(const MkepubFont *font, const MkepubCharacters *set,
                           const char **media_type, GError **error);

#endif
