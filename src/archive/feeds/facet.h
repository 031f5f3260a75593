/* SPDX-License-Identifier: MIT */
/* The values of one facet (years, sections, authors, tags, languages): read once, sorted, with
 * the paths of their feeds. Used by opds.c for the chains, by navigation for the lists. */
#ifndef ARCHIVE_FEEDS_FACET_H
#define ARCHIVE_FEEDS_FACET_H

#include "archive/feeds/paged-feed.h"

/* The names of a facet, in paths and for readers. */
typedef struct {
  MkepubFacetKind kind;
  const char *unit;  /* 'year': folder of its feeds, and name of one value */
  const char *units; /* 'years': its navigation */
  const char *title; /* 'By year' */
} OpdsKind;

typedef struct {
  const char *name, *modified;
  const char *path; /* of its chain: 'opds/author/jane-doe-0123456789ab' */
  const char *key; /* sort and group key: letters and digits without case and marks, at most 16;
                      keys of scripts other than Latin begin with a character of a private plane
                      for their block of 256 */
  guint issues;
  gboolean touched;
} OpdsFacet;

typedef struct {
  const OpdsKind *kind;
  GArray *values;       /* of OpdsFacet, years in the catalog's order, others by key */
  GStringChunk *memory; /* storage of their strings */
  const char *modified; /* the latest time of change among them */
} OpdsFacets;

/* Returns the values of KIND, for the caller to free; NULL with INPUT when the catalog is
 * damaged. */
OpdsFacets *opds_facets_read(MkepubCatalog *catalog, const OpdsKind *kind, GError **error);
void opds_facets_free(OpdsFacets *facets);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OpdsFacets, opds_facets_free)

/* Updates the chain of each value. Chains of values that the run did not touch are kept unread,
 * unless EVERY one is to be checked. */
gboolean opds_facets_write(const OpdsRun *run, const OpdsFacets *facets, gboolean every,
                           GError **error);

#endif
