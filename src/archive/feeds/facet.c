/* SPDX-License-Identifier: MIT */
#include "archive/feeds/facet.h"

#include <string.h>

#include "archive/feeds/feed-paths.h"

enum { KEY = 16, BLOCKS = 0xf0000 };

static char *key_of(const char *name)
{
  g_autofree char *folded = g_utf8_casefold(name, -1);
  g_autofree char *flat = g_utf8_normalize(folded, -1, G_NORMALIZE_NFKD);
  GString *key = g_string_new(NULL);
  guint length = 0;
  for (const char *p = flat ? flat : ""; *p && length < KEY; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (!g_unichar_isalnum(c))
      continue;
    if (length++ == 0 && c >= 0x80)
      g_string_append_unichar(key, BLOCKS + (c >> 8));
    g_string_append_unichar(key, c);
  }
  return g_string_free(key, FALSE);
}

static gboolean take_facet(gpointer data, const MkepubFacet *facet)
{
  OpdsFacets *facets = data;
  GStringChunk *memory = facets->memory;
  g_autofree char *file = facets->kind->kind == MKEPUB_FACET_LANGUAGE
                              ? opds_name_language(facet->name)
                              : opds_name_file(facet->name);
  g_autofree char *path = g_strdup_printf("opds/%s/%s", facets->kind->unit, file);
  g_autofree char *key = key_of(facet->name);
  OpdsFacet value = {.name = g_string_chunk_insert(memory, facet->name),
                     .modified = g_string_chunk_insert_const(memory, facet->modified),
                     .path = g_string_chunk_insert(memory, path),
                     .key = g_string_chunk_insert(memory, key),
                     .issues = facet->issues,
                     .touched = facet->touched};
  g_array_append_val(facets->values, value);
  if (strcmp(value.modified, facets->modified) > 0)
    facets->modified = value.modified;
  return TRUE;
}

static gint by_key(gconstpointer a, gconstpointer b)
{
  const OpdsFacet *one = a, *other = b;
  int order = strcmp(one->key, other->key);
  return order ? order : strcmp(one->name, other->name);
}

OpdsFacets *opds_facets_read(MkepubCatalog *catalog, const OpdsKind *kind, GError **error)
{
  g_autoptr(OpdsFacets) facets = g_new0(OpdsFacets, 1);
  facets->kind = kind;
  facets->values = g_array_new(FALSE, FALSE, sizeof(OpdsFacet));
  facets->memory = g_string_chunk_new(4096);
  facets->modified = "";
  if (!mkepub_catalog_facets(catalog, kind->kind, take_facet, facets, error))
    return NULL;
  if (kind->kind != MKEPUB_FACET_YEAR)
    g_array_sort(facets->values, by_key);
  return g_steal_pointer(&facets);
}

void opds_facets_free(OpdsFacets *facets)
{
  if (!facets)
    return;
  g_array_unref(facets->values);
  g_string_chunk_free(facets->memory);
  g_free(facets);
}

static MkepubIssueFilter filter_for(MkepubFacetKind kind, const char *name)
{
  MkepubIssueFilter filter = {.newest_first = TRUE};
  switch (kind) {
  case MKEPUB_FACET_YEAR:
    filter.year = name;
    break;
  case MKEPUB_FACET_SECTION:
    filter.section = name;
    break;
  case MKEPUB_FACET_AUTHOR:
    filter.author = name;
    break;
  case MKEPUB_FACET_TAG:
    filter.tag = name;
    break;
  case MKEPUB_FACET_LANGUAGE:
    filter.language = name;
    break;
  }
  return filter;
}

gboolean opds_facets_write(const OpdsRun *run, const OpdsFacets *facets, gboolean every,
                           GError **error)
{
  g_autofree char *up = g_strconcat("opds/", facets->kind->units, NULL);
  for (guint i = 0; i < facets->values->len; i++) {
    const OpdsFacet *value = &g_array_index(facets->values, OpdsFacet, i);
    g_autofree char *title = g_strdup_printf("%s: %s", run->series, value->name);
    OpdsChain chain = {.path = value->path,
                       .title = title,
                       .up = up,
                       .filter = filter_for(facets->kind->kind, value->name)};
    if (!every && !value->touched && opds_chain_keep(run, &chain, value->issues))
      continue;
    if (!opds_chain_write(run, &chain, error))
      return FALSE;
  }
  return TRUE;
}
