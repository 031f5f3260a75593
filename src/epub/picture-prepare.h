/* SPDX-License-Identifier: MIT */
/* A picture of any kind made fit for the book.
 * Used by the picture store. */
#ifndef EPUB_PICTURE_PREPARE_H
#define EPUB_PICTURE_PREPARE_H

#include "media/raster/convert.h"
#include "mkepub/finding.h"

#define FIT_LIMIT ((gsize)256 * 1024 * 1024) /* bytes of a picture, as it comes in */

typedef struct {
  const guint8 *bytes; /* what the book takes: OWNED, or those that came in; NULL: nothing */
  gsize length;
  MkepubMediaInfo info;
  MkepubFindingId problem; /* the finding to report */
  char *what;              /* in words; NULL: no finding */
  gboolean shrunk;         /* smaller than LOOKS allowed, for the cap */
  guint8 *owned;
} Fitted;

/* Cleans an SVG, converts anything else. CAP is the bytes that a raster picture may have, if it
 * can be made so small; 0: any number. */
void fit_picture(const guint8 *bytes, gsize length, const MkepubConvertOptions *looks,
                 guint64 cap, Fitted *fitted);
void fitted_clear(Fitted *fitted);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Fitted, fitted_clear)

#endif
