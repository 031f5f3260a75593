/* SPDX-License-Identifier: MIT */
/* Pictures on disk: what type their bytes are, and where an article's words for them lead.
 * Used by the picture store of a book. */
#ifndef MKEPUB_MEDIA_H
#define MKEPUB_MEDIA_H

#include <glib.h>

#include "mkepub/finding.h"

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

typedef enum {
  MKEPUB_FOUND,
  MKEPUB_FOUND_NOTHING,
  MKEPUB_FOUND_OUTSIDE /* it would lead out of the input folders: refused without a look at the
                          file */
} MkepubFoundResult;

/* Where pictures are looked for. */
typedef struct MkepubFinder MkepubFinder;

/* ROOTS: canonical input folders. MORE (may be NULL): further folders, in any spelling; what is
 * no folder is passed over. Both are copied. */
MkepubFinder *mkepub_finder_new(const GPtrArray *roots, const GPtrArray *more);
void mkepub_finder_free(MkepubFinder *finder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubFinder, mkepub_finder_free)

/* Finds the file that ADDRESS (as written in an article: relative path, root-relative path,
 * with %20, query or fragment) means: beside the article FILE; below each folder, and below its
 * static/, assets/ and public/ for '/img/x.png' (of many folders the first 16, and the
 * article's own); at last, as Obsidian has it, any picture below the folders whose path ends in
 * the address, of several the one nearest to the article. Case and composition of names may
 * differ. The canonical path lies below one of the folders, symbolic links resolved. *found is
 * for the caller to free, NULL unless MKEPUB_FOUND. The folders are listed once, at the first
 * address that is found nowhere else. Thread-safe. */
MkepubFoundResult mkepub_finder_find(MkepubFinder *finder, const char *address,
                                     const char *file, char **found);

#endif
