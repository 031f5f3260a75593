/* SPDX-License-Identifier: MIT */
/* The values of one facet: read once, sorted, and given their files.
 * Used by opds.c for the chains, by navigation for the lists. */
#ifndef ARCHIVE_FEEDS_FACET_H
#define ARCHIVE_FEEDS_FACET_H

#include "archive/feeds/paged-feed.h"

/* How a facet is called on the shelf and by people. */
typedef struct {
  MkepubFacetKind kind;
  const char *unit;  /* 'year': folder of its feeds, and what one of them is */
  const char *units; /* 'years': its navigation */
  const char *title; /* 'By year' */
} OpdsKind;

typedef struct {
  const char *name, *modified;
  const char *path; /* of its chain: 'opds/author/jane-doe-0123456789ab' */
  const char *key;  /* by which it is sorted and grouped: letters and digits without case and
                       marks, at most 16; before those of other scripts than Latin one character
                       of a private plane that stands for their block of 256 */
  guint issues;
  gboolean touched;
} OpdsFacet;

typedef struct {
  const OpdsKind *kind;
  GArray *values;       /* of OpdsFacet, years as the catalog has them, others by key */
  GStringChunk *memory; /* their words */
  const char *modified; /* the newest of all */
} OpdsFacets;

/* NULL with INPUT when the catalog is damaged. */
OpdsFacets *opds_facets_read(MkepubCatalog *catalog, const OpdsKind *kind, GError **error);
void opds_facets_free(OpdsFacets *facets);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OpdsFacets, opds_facets_free)

/* Brings the chain of each value up to date. Those that the run did not touch are only kept,
 * unless EVERY one is to be looked at. */
gboolean opds_facets_write(const OpdsRun *run, const OpdsFacets *facets, gboolean every,
                           GError **error);

#endif
