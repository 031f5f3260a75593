/* SPDX-License-Identifier: MIT */
/* Recognizes the type of a picture by its bytes. Used by all code that reads pictures. */
#ifndef MEDIA_SNIFF_SNIFF_H
#define MEDIA_SNIFF_SNIFF_H

#include <glib.h>

typedef struct {
  const char *media_type; /* static: a core type of EPUB 3.3 section 3.2, or NULL */
  const char *extension;  /* static, with its dot, as usual for the type */
  const char *kind;    /* static, for messages: "PNG", "AVIF", "HTML page", "empty file", … */
  guint width, height; /* pixels from the header (for SVG from width/height or viewBox); 0 when
                          unknown */
  gboolean animated;   /* more than one frame (GIF, WebP, APNG) */
} MkepubMediaInfo;

/* Examines the bytes, never the name (WHATWG MIME Sniffing; the formats' own headers), and
 * fills *info. GIF, JPEG, PNG, WebP and files with the root of SVG (in its namespace or in
 * none, in any encoding, possibly compressed by gzip) get a media_type; all other bytes,
 * including a header without a body, get NULL and a kind. Of an SVG file only the root is
 * checked; mkepub_svg_clean checks the rest. */
void mkepub_media_sniff(const guint8 *bytes, gsize length, MkepubMediaInfo *info);

#endif
