/* SPDX-License-Identifier: MIT */
/* SVG files made fit for a book.
 * Used by the picture store of a book. */
#ifndef MEDIA_SVG_SVG_H
#define MEDIA_SVG_SVG_H

#include "media/sniff/sniff.h"

typedef struct {
  GString *text; /* the cleaned document; for the caller to clear; NULL when it is refused */
  MkepubMediaInfo info; /* size from width and height or viewBox, in pixels */
  gboolean changed;     /* something was left out that a reader might miss */
  char *reason; /* what was left out ("script, 2 outside references"), or why it is refused
                   ("SVG is not well-formed, line 7: …"); NULL when there is nothing to tell */
} MkepubSvg;

void mkepub_svg_clear(MkepubSvg *svg);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MkepubSvg, mkepub_svg_clear)

/* Reads LENGTH bytes as XML, in any encoding, without network or external subset, and writes as
 * UTF-8 without document type what is left when scripts, event handlers, references to anything
 * but '#…' within and embedded raster pictures, style sheets from elsewhere, fonts, comments,
 * processing instructions and unknown namespaces (editors' private data) are gone, and
 * everything that SVG 1.1 does not allow where it stands (EPUB 3.3 sections 3.6 and 6.2;
 * EPUBCheck tells of it as RSC-025). The root is svg in its namespace with version, viewBox and
 * a size; a missing namespace is given. Of the same id twice the first stays, one that is no
 * NCName gets another name with what refers to it; a reference to nothing, or to something of
 * the wrong kind, is dropped. Foreign objects become text when they hold nothing else, and go
 * when a switch offers something else in their place. Links are unwrapped, as pictures have
 * none. Entities that the document type declares as text are resolved within bounds, and so are
 * HTML's; any other makes the file refused. Animations stay unless they change a reference.
 * What is valid and needs nothing comes out equal as a document, but for the order of
 * attributes, the blanks and comments in style sheets, and 'href', which becomes 'xlink:href';
 * cleaned again it stays the same to the byte. gzip ('.svgz') is read as what it holds. More
 * than 16 MB, 200 levels, a million tags or 512 attributes on one are refused; time is linear.
 * Returns FALSE when it is refused. Thread-safe. */
gboolean mkepub_svg_clean(const guint8 *bytes, gsize length, MkepubSvg *svg);

#endif
