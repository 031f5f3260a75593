/* SPDX-License-Identifier: MIT */
/* SVG files made fit for a book.
 * Used by the picture store of a book. */
#ifndef MKEPUB_SVG_H
#define MKEPUB_SVG_H

#include "mkepub/media.h"

typedef struct {
  GString *text; /* the cleaned document; for the caller to clear; NULL when it is refused */
  MkepubMediaInfo info; /* size from width and height or viewBox, in pixels */
  gboolean changed;     /* something was left out that a reader might miss */
  char *reason; /* what was left out ("script, 2 outside references"), or why it is refused
                   ("SVG is not well-formed, line 7: …"); NULL when there is nothing to tell */
} MkepubSvg;

void mkepub_svg_clear(MkepubSvg *svg);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MkepubSvg, mkepub_svg_clear)

/* Reads LENGTH bytes as XML without network, document type entities or external subsets, and
 * writes what is left when scripts, event handlers, foreign objects, references to anything but
 * '#…' within and embedded raster pictures, style sheets from elsewhere, processing
 * instructions and unknown namespaces (editors' private data) are gone (EPUB 3.3 sections 3.6
 * and 6.2; SVG 1.1). The root is svg in its namespace with version, viewBox and a size; a
 * missing namespace is given, duplicate ids are made unique or dropped with what refers to them
 * kept right. What validates under epubcheck and needs nothing comes out equal as a document.
 * gzip ('.svgz') is read as what it holds, at most 16 MB. Depth and entity expansion are
 * bounded; time is linear. Returns FALSE when it is refused. Thread-safe. */
gboolean mkepub_svg_clean(const guint8 *bytes, gsize length, MkepubSvg *svg);

#endif
