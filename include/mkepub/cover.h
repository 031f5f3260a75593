/* SPDX-License-Identifier: MIT */
/* A cover made of words: JPEG by pangocairo in one of several designs.
 * Used by the writing of a book and by the archive's thumbnails. */
#ifndef MKEPUB_COVER_H
#define MKEPUB_COVER_H

#include <glib.h>

#include "mkepub/error.h"

#define MKEPUB_COVER_WIDTH  1600
#define MKEPUB_COVER_HEIGHT 2400

typedef struct {
  const char *title;    /* one line of valid UTF-8, any length */
  const char *language; /* BCP 47: shapes and breaks lines as the language wants */
} MkepubCoverLead;

/* Everything but masthead and language may be NULL or 0. All borrowed. */
typedef struct {
  const char *masthead, *motto;
  const char *dateline; /* 'Issue 12 · 13 January 2025' */
  const char *foot;     /* publisher, or '12 articles' */
  const char *language; /* of all these */
  const char *series;   /* its name chooses the accent color; NULL: the masthead does */
  const MkepubCoverLead *leads;
  guint n_leads;         /* most important first; as many are shown as find room */
  const char *design;    /* one of mkepub_cover_designs(); NULL: the first */
  const char *font;      /* a font file to set everything in; NULL: the system's fonts */
  const guint8 *picture; /* a JPEG or PNG for designs that show one; NULL: none */
  gsize picture_length;
} MkepubCover;

/* The designs' names, NULL-ended, static; each is a file in assets/covers, compiled in. */
const char *const *mkepub_cover_designs(void);

/* Draws COVER at 1600 x 2400 and encodes it as JPEG (RGB, sRGB by convention, no metadata),
 * below 1 MB. Every text fits: sizes step down, then lines are cut at words with an ellipsis;
 * words are not broken (Korean: U+2060 within words), ideographs are, bidirectional text stands
 * as its language reads. Same words, fonts and libraries, same bytes. *missing (may be NULL)
 * counts characters that no font shows. Fails with INPUT for an unreadable font, USAGE for an
 * unknown design. Thread-safe. */
gboolean mkepub_cover_draw(const MkepubCover *cover, GByteArray **jpeg, guint *missing,
                           GError **error);

#endif
