/* SPDX-License-Identifier: MIT */
/* How large a drawing is: lengths and viewBox of SVG.
 * Used by sniff.c and clean.c. */
#ifndef MEDIA_SNIFF_SVG_SIZE_H
#define MEDIA_SNIFF_SVG_SIZE_H

#include <glib.h>

typedef struct {
  double width, height;         /* pixels; 0 when not known */
  double box_width, box_height; /* of the viewBox, 0 when there is none that draws */
  gboolean has_width, has_height;
} SvgSize;

/* Takes the root's attribute NAME into account, when it says something of its size. */
void svg_size_attribute(SvgSize *size, const char *name, const char *value);

/* What is missing follows the proportions of the viewBox (CSS Images section 5.3). */
void svg_size_complete(SvgSize *size);

#endif
