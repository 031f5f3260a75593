/* SPDX-License-Identifier: MIT */
/* Reads the picture of a cover, and writes the cover as JPEG. Used by the drawing of covers. */
#ifndef MEDIA_COVER_PICTURE_H
#define MEDIA_COVER_PICTURE_H

#include <cairo.h>
#include <glib.h>

/* Returns a picture of at most 16 million pixels (mkepub/convert.h) as a surface of roughly
 * WIDTH x HEIGHT pixels or larger, for the caller to destroy; NULL when it is larger, broken or
 * not a picture. */
cairo_surface_t *cover_picture_read(const guint8 *bytes, gsize length, int width, int height);

/* A page as a recording of drawing operations. */
typedef struct {
  cairo_surface_t *surface; /* a recording, in pixels */
  int width, height;
} CoverPage;

/* Returns PAGE as a baseline JPEG below LIMIT bytes, in RGB, without metadata, in the best
 * quality that fits. NULL when out of memory. For the caller to unref. */
GByteArray *cover_picture_write(const CoverPage *page, gsize limit);

#endif
