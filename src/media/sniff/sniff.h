/* SPDX-License-Identifier: MIT */
/* What type the bytes of a picture are.
 * Used by everything that takes a picture in. */
#ifndef MEDIA_SNIFF_SNIFF_H
#define MEDIA_SNIFF_SNIFF_H

#include <glib.h>

typedef struct {
  const char *media_type; /* static: a core type of EPUB 3.3 section 3.2, or NULL */
  const char *extension;  /* static, with its dot, as the type wants it */
  const char *kind;    /* static, for messages: "PNG", "AVIF", "HTML page", "empty file", … */
  guint width, height; /* pixels from the header (for SVG from width/height or viewBox); 0 when
                          unknown */
  gboolean animated;   /* more than one frame (GIF, WebP, APNG) */
} MkepubMediaInfo;

/* Looks at bytes, never at names (WHATWG MIME Sniffing; the formats' own headers). GIF, JPEG,
 * PNG, WebP and what has the root of an SVG file (in its namespace or in none, in any encoding,
 * perhaps in gzip) have a media_type; anything else, a header without a body included, has none
 * but a kind. An SVG file is only named here: whether it is sound, and what of it a book may
 * hold, is for mkepub_svg_clean to say. */
void mkepub_media_sniff(const guint8 *bytes, gsize length, MkepubMediaInfo *info);

#endif
