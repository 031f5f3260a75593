/* SPDX-License-Identifier: MIT */
/* Pixels of a cover from and to files: its picture, and the JPEG that it becomes.
 * Used by the drawing of covers. */
#ifndef MEDIA_COVER_PICTURE_H
#define MEDIA_COVER_PICTURE_H

#include <cairo.h>
#include <glib.h>

/* A picture of at most 16 million pixels (mkepub/convert.h) as a surface, roughly WIDTH x
 * HEIGHT pixels or larger; NULL when it is no such thing or broken. For the caller to destroy.
 */
cairo_surface_t *cover_picture_read(const guint8 *bytes, gsize length, int width, int height);

/* A page as the drawing of it. */
typedef struct {
  cairo_surface_t *surface; /* a recording, in pixels */
  int width, height;
} CoverPage;

/* PAGE as a baseline JPEG below LIMIT bytes, in RGB, without metadata, in the best quality that
 * is small enough. NULL when memory for it is lacking. For the caller to unref. */
GByteArray *cover_picture_write(const CoverPage *page, gsize limit);

#endif
