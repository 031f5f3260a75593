/* SPDX-License-Identifier: MIT */
/* The size of a drawing: lengths and viewBox of SVG. Used by sniff.c and clean.c. */
#ifndef MEDIA_SNIFF_SVG_SIZE_H
#define MEDIA_SNIFF_SVG_SIZE_H

#include <glib.h>

typedef struct {
  double width, height;         /* pixels; 0 when unknown */
  double box_width, box_height; /* of the viewBox, 0 without one that has an area */
  gboolean has_width, has_height;
} SvgSize;

/* Uses the root's attribute NAME if it affects the size. */
void svg_size_attribute(SvgSize *size, const char *name, const char *value);

/* Derives missing values from the proportions of the viewBox (CSS Images section 5.3). */
void svg_size_complete(SvgSize *size);

#endif
