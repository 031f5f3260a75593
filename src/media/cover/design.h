/* SPDX-License-Identifier: MIT */
/* Reads the designs of covers from assets/covers, which is compiled in. Used by the drawing of
 * covers. */
#ifndef MEDIA_COVER_DESIGN_H
#define MEDIA_COVER_DESIGN_H

#include <glib.h>

typedef enum {
  COVER_INK,
  COVER_PAPER,
  COVER_WHITE,
  COVER_ACCENT,
  COVER_MUTED, /* ink with reduced contrast */
  COVER_TINT,  /* paper with a little of the accent */
  COVER_NONE
} CoverColor;

typedef enum { COVER_START, COVER_CENTER, COVER_END } CoverAlign;
typedef enum { COVER_SERIF, COVER_SANS } CoverFace;
typedef enum { COVER_TOP, COVER_BOTTOM, COVER_MIDDLE } CoverPlace;

/* A text may take up to this many lines, in a size between these two, in pixels. */
typedef struct {
  guint lines;
  double largest, smallest;
} CoverTier;

#define COVER_TIERS 4

typedef struct {
  CoverFace face;
  gboolean bold, italic;
  CoverColor color;
  CoverAlign align;
  double leading; /* from baseline to baseline, in multiples of the size; lines never touch */
  CoverTier tiers[COVER_TIERS]; /* tried in order, each from its largest size down */
  guint n_tiers;
} CoverStyle;

typedef enum {
  COVER_BLOCK_AREA, /* begins a part of the page that the following blocks share */
  COVER_BLOCK_RULE,
  COVER_BLOCK_FRAME,
  COVER_BLOCK_PICTURE,
  COVER_BLOCK_PATTERN,
  COVER_BLOCK_LEADS,
  COVER_BLOCK_MASTHEAD, /* this kind and those after it are texts */
  COVER_BLOCK_MOTTO,
  COVER_BLOCK_DATELINE,
  COVER_BLOCK_FOOT
} CoverBlockKind;

/* The condition on which a block is drawn. */
typedef enum {
  COVER_ALWAYS,
  COVER_WITH_LEADS,
  COVER_WITHOUT_LEADS,
  COVER_WITH_PICTURE,
  COVER_WITHOUT_PICTURE,
  COVER_WITH_DATELINE,
  COVER_WITH_FOOT
} CoverCondition;

/* A block of a design. All lengths in pixels. */
typedef struct {
  CoverBlockKind kind;
  CoverCondition when;
  CoverPlace place;           /* where in the remaining space of its area */
  double gap, after;          /* free space above and below */
  CoverColor color;           /* of an area, rule, frame */
  double x, y, width, height; /* of an area */
  double pad_x, pad_y;        /* of an area */
  double thickness, length;   /* of a rule or frame; length 0: full */
  double inset;               /* of a frame, from the page's edge */
  CoverAlign align;           /* of a rule */
  CoverStyle style;           /* of a text, or of all leads but the first */
  CoverStyle first;           /* of the first lead */
  guint limit, columns;       /* of leads */
  double grow;         /* of leads: factor by which they may be enlarged when there is space */
  gboolean numbers;    /* of leads */
  CoverColor hairline; /* between leads; COVER_NONE: none */
} CoverBlock;

typedef struct {
  guint32 paper, ink; /* 0xrrggbb */
  GArray *blocks;     /* CoverBlock, in order of drawing */
} CoverDesign;

/* Returns the names of all designs, NULL-ended, static. */
const char *const *cover_design_names(void);

/* Returns the design called NAME, for the caller to free; NULL for an unknown
 * name. */
CoverDesign *cover_design_new(const char *name);
void cover_design_free(CoverDesign *design);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CoverDesign, cover_design_free)

/* Returns the families that assets/covers/fonts.ini prefers for FACE in LANGUAGE (may be NULL),
 * separated by commas. For the caller to free. */
char *cover_design_families(CoverFace face, const char *language);

#endif
