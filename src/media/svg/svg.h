/* SPDX-License-Identifier: MIT */
/* Cleans SVG files for a book. Used by the picture store of a book. */
#ifndef MEDIA_SVG_SVG_H
#define MEDIA_SVG_SVG_H

#include "media/sniff/sniff.h"

typedef struct {
  GString *text; /* the cleaned document; for the caller to clear; NULL when it is refused */
  MkepubMediaInfo info; /* size from width and height or viewBox, in pixels */
  gboolean changed;     /* some content that a reader might miss was left out */
  char *reason; /* the omissions ("script, 2 outside references"), or why the file is refused
                   ("SVG is not well-formed, line 7: …"); NULL when nothing is to be reported */
} MkepubSvg;

void mkepub_svg_clear(MkepubSvg *svg);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MkepubSvg, mkepub_svg_clear)

/* Reads LENGTH bytes as XML, in any encoding, without network or external subset, and writes
 * the drawing as UTF-8 without document type. Removes scripts, event handlers, references
 * except to '#…' within the file and to embedded raster pictures, external style sheets, fonts,
 * comments, processing instructions and unknown namespaces (editors' private data), and
 * everything that SVG 1.1 does not allow at its place (EPUB 3.3 sections 3.6 and 6.2; EPUBCheck
 * reports it as RSC-025). The root is svg in its namespace with version, viewBox and a size; a
 * missing namespace is added. Of repeated ids the first is kept; an id that is not an NCName is
 * renamed together with the references to it; a reference to a missing element, or to one of
 * the wrong kind, is dropped. Foreign objects become text when they hold nothing else, and are
 * removed when a switch offers an alternative. Links are unwrapped, as pictures have none.
 * Entities that the document type declares as text are resolved within bounds, and so are
 * HTML's; with any other the file is refused. Animations are kept unless they change a
 * reference. A valid drawing that needs no change comes out as an equal document, except for
 * the order of attributes, blanks and comments in style sheets, and 'href', which becomes
 * 'xlink:href'; cleaning the result again does not change a byte. gzip ('.svgz') is
 * decompressed. More than 16 MB, 200 levels, a million tags or 512 attributes on one tag are
 * refused; time is linear. Fills *svg, for the caller to clear; returns FALSE when the file is
 * refused. Thread-safe. */
gboolean mkepub_svg_clean(const guint8 *bytes, gsize length, MkepubSvg *svg);

#endif
