/* SPDX-License-Identifier: MIT */
/* Draws a cover of words: JPEG by pangocairo in one of several designs. Used by the writing of
 * a book and by the archive's thumbnails. */
#ifndef MEDIA_COVER_COVER_H
#define MEDIA_COVER_COVER_H

#include <glib.h>

#include "mkepub/error.h"

#define MKEPUB_COVER_WIDTH  1600
#define MKEPUB_COVER_HEIGHT 2400

typedef struct {
  const char *title;    /* any length */
  const char *language; /* BCP 47: shapes and breaks lines by the rules of the language; NULL:
                           unknown */
} MkepubCoverLead;

/* The content of a cover. Anything may be NULL or 0, and "" counts as NULL. All borrowed. Text
 * may hold any bytes: control characters, line ends and invalid bytes become blanks;
 * directional overrides and excessive combining marks are left out. An invalid language counts
 * as unknown. */
typedef struct {
  const char *masthead, *motto;
  const char *dateline; /* 'Issue 12 · 13 January 2025' */
  const char *foot;     /* publisher, or '12 articles' */
  const char *language; /* of all texts of the cover */
  const char *series;   /* its name selects the accent color; NULL: the masthead does */
  const MkepubCoverLead *leads;
  guint n_leads;         /* most important first; as many are shown as find room */
  const char *design;    /* one of cover_design_names(); NULL: the first */
  const char *font;      /* a font file to set everything in, without help from the system's;
                            NULL: the system's fonts */
  const guint8 *picture; /* of any format that mkepub_convert takes, for designs that show one;
                            NULL, broken or above 16 million pixels: none */
  gsize picture_length;
} MkepubCover;

/* Draws COVER at 1600 x 2400 and encodes it as baseline JPEG (RGB, sRGB by convention, no
 * metadata), below 1 MB. Every text fits: sizes step down, then lines are cut at words with an
 * ellipsis; words are not broken (Korean: U+2060 within words) unless one is wider than the
 * page, ideographs are, bidirectional text stands as its language reads.
 * *missing (may be NULL) counts characters that no font shows, in all texts that were tried.
 * Signs among them are left out, and so is a text most of whose letters are missing; the next
 * headline takes its place. On a machine without fonts there are shapes only.
 * Same words, fonts and libraries, same bytes: of the process's fontconfig only the folders of
 * fonts count, not its rules, nor the locale. Fails with INPUT for an unreadable font, USAGE
 * for an unknown design, INTERNAL when the module "cover" cannot be loaded. Thread-safe. Takes
 * about 20 ms and 25 MB. */
gboolean mkepub_cover_draw(const MkepubCover *cover, GByteArray **jpeg, guint *missing,
                           GError **error);

#endif
