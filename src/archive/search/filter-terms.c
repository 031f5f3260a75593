/* SPDX-License-Identifier: MIT */
#include "archive/search/filter-terms.h"

#include <string.h>

#include "mkepub/search.h"

/* A character of private use counts as a letter in FTS5, but not when text is folded. */
#define MARK "\xee\x80\x80"

char *search_facet(char kind, const char *value)
{
  g_autofree char *folded = mkepub_search_fold(value, strlen(value));
  if (*folded == '\0')
    return NULL;
  g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, folded, -1);
  return g_strdup_printf(MARK "%c%.16s", kind, hash);
}

void search_facet_add(GString *facets, char kind, const char *value)
{
  g_autofree char *word = value ? search_facet(kind, value) : NULL;
  if (word)
    g_string_append_printf(facets, "%s%s", facets->len > 0 ? " " : "", word);
}

void search_facet_language(GString *facets, const char *tag)
{
  gsize length = tag ? strlen(tag) : 0;
  /* a tag has few parts: longer texts are not tags */
  for (gsize i = 1, parts = 0; i <= length && parts < 8; i++) {
    if (i < length && tag[i] != '-' && tag[i] != '_')
      continue;
    g_autofree char *part = g_strndup(tag, i);
    search_facet_add(facets, 'l', part);
    parts++;
  }
}
