/* SPDX-License-Identifier: MIT */
#include "epub/pictures.h"

#include <string.h>

#include "base/text.h"
#include "mkepub/error.h"
#include "mkepub/media.h"
#include "mkepub/svg.h"
#include "mkepub/url.h"

/* What an address meant in a folder. */
typedef struct {
  MkepubFoundResult result;
  char *file; /* NULL unless found */
} Lookup;

struct Pictures {
  const MkepubBook *book;
  MkepubOcf *ocf;
  GMutex lock; /* held while a picture is settled: few are, and most chapters show none */
  GHashTable
      *files; /* canonical path to StoredPicture *, or to NULL for one that cannot be shown */
  GHashTable *lookups; /* folder and address to Lookup *, owned */
  GHashTable *hashes;  /* content hash to StoredPicture *, owned */
  GError *error;
};

#define PICTURE_LIMIT (256 * 1024 * 1024)

static void lookup_free(gpointer data)
{
  Lookup *lookup = data;
  g_free(lookup->file);
  g_free(lookup);
}

static void stored_free(gpointer data)
{
  StoredPicture *stored = data;
  g_free((char *)stored->picture.href);
  g_free(stored->id);
  g_free(stored);
}

Pictures *pictures_new(const MkepubBook *book, MkepubOcf *ocf)
{
  Pictures *pictures = g_new0(Pictures, 1);
  pictures->book = book;
  pictures->ocf = ocf;
  g_mutex_init(&pictures->lock);
  pictures->files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  pictures->lookups = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, lookup_free);
  pictures->hashes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, stored_free);
  return pictures;
}

void pictures_free(Pictures *pictures)
{
  if (!pictures)
    return;
  g_hash_table_unref(pictures->files);
  g_hash_table_unref(pictures->lookups);
  g_hash_table_unref(pictures->hashes);
  g_mutex_clear(&pictures->lock);
  g_clear_error(&pictures->error);
  g_free(pictures);
}

const GError *pictures_error(const Pictures *pictures)
{
  return pictures->error;
}

/* What to say of a picture, and where. */
typedef struct {
  MkepubFindings *findings;
  const char *path, *address;
  guint line;
} Place;

static void tell(const Place *place, MkepubFindingId id, const char *what)
{
  mkepub_findings_add(place->findings, id, place->path, place->line, 0, "%s: '%s'", what,
                      place->address);
}

/* Packs BYTES, or finds that the same bytes are packed already. NULL after a failure to write.
 */
static StoredPicture *store(Pictures *pictures, const void *bytes, gsize length,
                            const MkepubMediaInfo *info)
{
  g_autofree char *hash = g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes, length);
  StoredPicture *stored = g_hash_table_lookup(pictures->hashes, hash);
  if (stored)
    return stored;
  stored = g_new0(StoredPicture, 1);
  gboolean text = strcmp(info->media_type, "image/svg+xml") == 0;
  if (!mkepub_ocf_pack(pictures->ocf, bytes, length, !text, &stored->blob,
                       pictures->error ? NULL : &pictures->error)) {
    g_free(stored);
    return NULL;
  }
  stored->picture.href = g_strdup_printf("img/%.16s%s", hash, info->extension);
  stored->picture.media_type = info->media_type;
  stored->picture.width = info->width;
  stored->picture.height = info->height;
  stored->animated = info->animated;
  stored->id = g_strdup_printf("i-%.16s", hash);
  g_hash_table_insert(pictures->hashes, g_steal_pointer(&hash), stored);
  return stored;
}

/* Packs the drawing in BYTES without what no book may hold. */
static StoredPicture *settle_svg(Pictures *pictures, const char *bytes, gsize length,
                                 const Place *place)
{
  g_auto(MkepubSvg) svg = {0};
  gboolean done = mkepub_svg_clean((const guint8 *)bytes, length, &svg);
  if (!done)
    mkepub_findings_add(place->findings, MKEPUB_FINDING_IMAGE_UNSUPPORTED, place->path,
                        place->line, 0, "image cannot be shown (%s): '%s'", svg.reason,
                        place->address);
  else if (svg.changed)
    mkepub_findings_add(place->findings, MKEPUB_FINDING_IMAGE_CLEANED, place->path, place->line,
                        0, "image is shown without some of it (%s): '%s'", svg.reason,
                        place->address);
  return done ? store(pictures, svg.text->str, svg.text->len, &svg.info) : NULL;
}

/* Reads and packs FILE; told at PLACE when it cannot be shown. */
static StoredPicture *settle(Pictures *pictures, const char *file, const Place *place)
{
  g_autoptr(GMappedFile) mapped = g_mapped_file_new(file, FALSE, NULL);
  if (!mapped) {
    tell(place, MKEPUB_FINDING_IMAGE_MISSING, "image cannot be read");
    return NULL;
  }
  gsize length = g_mapped_file_get_length(mapped);
  const char *bytes = g_mapped_file_get_contents(mapped);
  MkepubMediaInfo info;
  mkepub_media_sniff((const guint8 *)(bytes ? bytes : ""), bytes ? length : 0, &info);
  if (!info.media_type || length > PICTURE_LIMIT) {
    mkepub_findings_add(place->findings, MKEPUB_FINDING_IMAGE_UNSUPPORTED, place->path,
                        place->line, 0, "image cannot be shown (%s): '%s'",
                        info.media_type ? "too large" : info.kind, place->address);
    return NULL;
  }
  if (strcmp(info.media_type, "image/svg+xml") == 0)
    return settle_svg(pictures, bytes, length, place);
  return store(pictures, bytes, length, &info);
}

static StoredPicture *settle_once(Pictures *pictures, const char *file, const Place *place)
{
  gpointer known = NULL;
  g_mutex_lock(&pictures->lock);
  if (!g_hash_table_lookup_extended(pictures->files, file, NULL, &known)) {
    known = settle(pictures, file, place);
    g_hash_table_insert(pictures->files, g_strdup(file), known);
  } else if (!known) {
    tell(place, MKEPUB_FINDING_IMAGE_UNSUPPORTED, "image cannot be shown");
  }
  g_mutex_unlock(&pictures->lock);
  return known;
}

/* Looks for ADDRESS once for each folder: a missing picture costs many looks at the disk. The
 * result lives as long as PICTURES. */
static const Lookup *look_up(Pictures *pictures, const char *article, const char *address)
{
  g_autofree char *folder = g_path_get_dirname(article);
  g_autofree char *key = g_strconcat(folder, "\n", address, NULL);
  g_mutex_lock(&pictures->lock);
  Lookup *lookup = g_hash_table_lookup(pictures->lookups, key);
  g_mutex_unlock(&pictures->lock);
  if (lookup)
    return lookup;
  lookup = g_new0(Lookup, 1);
  lookup->result =
      mkepub_media_find(address, article, pictures->book->collection->roots, &lookup->file);
  g_mutex_lock(&pictures->lock);
  Lookup *other = g_hash_table_lookup(pictures->lookups, key);
  if (other)
    lookup_free(lookup); /* another thread looked at the same time */
  else
    g_hash_table_insert(pictures->lookups, g_steal_pointer(&key), other = lookup);
  g_mutex_unlock(&pictures->lock);
  return other;
}

const MkepubPicture *pictures_resolve(Pictures *pictures, const MkepubArticle *article,
                                      const char *address, guint line, MkepubFindings *findings)
{
  Place place = {findings, article->path, address, line};
  switch (mkepub_url_kind(address)) {
  case MKEPUB_URL_WEB:
  case MKEPUB_URL_NETWORK:
    tell(&place, MKEPUB_FINDING_IMAGE_REMOTE, "image is on the network");
    return NULL;
  case MKEPUB_URL_EMPTY:
  case MKEPUB_URL_FRAGMENT:
    tell(&place, MKEPUB_FINDING_IMAGE_MISSING, "image has no address");
    return NULL;
  default:
    break;
  }
  const Lookup *lookup = look_up(pictures, article->file, address);
  switch (lookup->result) {
  case MKEPUB_FOUND: {
    StoredPicture *stored = settle_once(pictures, lookup->file, &place);
    return stored ? &stored->picture : NULL;
  }
  case MKEPUB_FOUND_OUTSIDE:
    tell(&place, MKEPUB_FINDING_IMAGE_OUTSIDE, "image is outside the input folders");
    return NULL;
  default:
    tell(&place, MKEPUB_FINDING_IMAGE_MISSING, "image not found");
    return NULL;
  }
}

const StoredPicture *pictures_file(Pictures *pictures, const char *file,
                                   MkepubFindings *findings)
{
  Place place = {findings, pictures->book->settings, file, 0};
  return settle_once(pictures, file, &place);
}

static gint compare_hrefs(gconstpointer a, gconstpointer b)
{
  const StoredPicture *left = *(StoredPicture *const *)a, *right = *(StoredPicture *const *)b;
  return strcmp(left->picture.href, right->picture.href);
}

GPtrArray *pictures_all(Pictures *pictures)
{
  GPtrArray *all = g_ptr_array_new();
  GHashTableIter iter;
  gpointer value;
  g_hash_table_iter_init(&iter, pictures->hashes);
  while (g_hash_table_iter_next(&iter, NULL, &value))
    g_ptr_array_add(all, value);
  g_ptr_array_sort(all, compare_hrefs);
  return all;
}
