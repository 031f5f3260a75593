/* SPDX-License-Identifier: MIT */
#include "epub/pictures.h"

#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "epub/picture-prepare.h"
#include "media/picture-finder.h"
#include "mkepub/error.h"
#include "mkepub/url.h"

#define SHOWN_LIMIT 120 /* characters of an address in a message */

/* The picture that an address means in a folder. */
typedef struct {
  MkepubFoundResult result;
  char *file; /* NULL unless found */
} Lookup;

/* The result for a file or URL. Every article that shows it reports the same finding. */
typedef struct {
  gboolean done; /* else another thread is at it */
  StoredPicture *stored;
  MkepubPicture elsewhere; /* with a link, for what is on the network and not in the book */
  MkepubFindingId problem;
  char *what; /* the problem in words, or NULL */
} Settled;

struct Pictures {
  PicturesPlan plan;
  MkepubConvertOptions looks; /* of the plan */
  MkepubFinder *finder;
  GMutex lock; /* for all that follows */
  GCond settled;
  GHashTable *sources; /* canonical path, URL or hash to Settled *, owned */
  GHashTable *lookups; /* folder and address to Lookup *, owned */
  GHashTable *hashes;  /* content hash to StoredPicture *, owned */
  GError *error;
  gint shrunk; /* atomic: pictures that the cap made smaller */
};

static void lookup_free(gpointer data)
{
  Lookup *lookup = data;
  g_free(lookup->file);
  g_free(lookup);
}

static void settled_free(gpointer data)
{
  Settled *settled = data;
  g_free((char *)settled->elsewhere.link);
  g_free(settled->what);
  g_free(settled);
}

static void stored_free(gpointer data)
{
  StoredPicture *stored = data;
  g_free((char *)stored->picture.href);
  g_free(stored->id);
  g_free(stored);
}

Pictures *pictures_new(const PicturesPlan *plan)
{
  Pictures *pictures = g_new0(Pictures, 1);
  pictures->plan = *plan;
  pictures->looks = *plan->looks;
  pictures->finder = plan->finder
                         ? plan->finder
                         : mkepub_finder_new(plan->book->collection->roots, plan->book->assets);
  g_mutex_init(&pictures->lock);
  g_cond_init(&pictures->settled);
  pictures->sources = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, settled_free);
  pictures->lookups = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, lookup_free);
  pictures->hashes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, stored_free);
  return pictures;
}

void pictures_free(Pictures *pictures)
{
  if (!pictures)
    return;
  if (!pictures->plan.finder)
    mkepub_finder_free(pictures->finder);
  g_hash_table_unref(pictures->sources);
  g_hash_table_unref(pictures->lookups);
  g_hash_table_unref(pictures->hashes);
  g_cond_clear(&pictures->settled);
  g_mutex_clear(&pictures->lock);
  g_clear_error(&pictures->error);
  g_free(pictures);
}

const GError *pictures_error(const Pictures *pictures)
{
  return pictures->error;
}

/* A finding about a picture, and its place. */
typedef struct {
  MkepubFindings *findings;
  const char *path, *address;
  guint line;
  gboolean lead; /* front matter names it: nothing of the text is missing without it */
} Place;

static void report_picture(const Place *place, MkepubFindingId id, const char *what)
{
  g_autofree char *shown = text_shorten(place->address, SHOWN_LIMIT);
  mkepub_findings_add(place->findings, id, place->path, place->line, 0, "%s: '%s'", what,
                      shown);
}

/* Takes WHAT. */
static void set_problem(Settled *settled, MkepubFindingId problem, char *what)
{
  g_free(settled->what);
  settled->problem = problem;
  settled->what = what;
}

/* Packs BYTES, or finds that the same bytes are packed already. NULL after a failure to write.
 */
static StoredPicture *store_picture(Pictures *pictures, const void *bytes, gsize length,
                                    const MkepubMediaInfo *info)
{
  g_autofree char *hash = g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes, length);
  g_autoptr(GError) error = NULL;
  MkepubOcfBlob blob;
  g_mutex_lock(&pictures->lock);
  StoredPicture *stored = g_hash_table_lookup(pictures->hashes, hash);
  g_mutex_unlock(&pictures->lock);
  if (stored)
    return stored;
  gboolean text = strcmp(info->media_type, "image/svg+xml") == 0;
  gboolean packed = mkepub_ocf_pack(pictures->plan.ocf, bytes, length, !text, &blob, &error);
  g_mutex_lock(&pictures->lock);
  stored = g_hash_table_lookup(pictures->hashes, hash); /* two threads, the same picture */
  if (!packed && !pictures->error)
    pictures->error = g_steal_pointer(&error);
  if (packed && !stored) {
    stored = g_new0(StoredPicture, 1);
    stored->picture =
        (MkepubPicture){.href = g_strdup_printf("img/%.16s%s", hash, info->extension),
                        .media_type = info->media_type,
                        .width = info->width,
                        .height = info->height};
    stored->id = g_strdup_printf("i-%.16s", hash);
    stored->animated = info->animated;
    stored->blob = blob;
    g_hash_table_insert(pictures->hashes, g_steal_pointer(&hash), stored);
  }
  g_mutex_unlock(&pictures->lock);
  return stored;
}

/* Makes BYTES fit and packs them. */
static void settle_source(Pictures *pictures, const guint8 *bytes, gsize length,
                          const MkepubConvertOptions *looks, Settled *settled)
{
  g_auto(Fitted) fitted = {0};
  fit_picture(bytes, length, looks, pictures->plan.cap, &fitted);
  if (fitted.what)
    set_problem(settled, fitted.problem, g_steal_pointer(&fitted.what));
  if (fitted.bytes)
    settled->stored = store_picture(pictures, fitted.bytes, fitted.length, &fitted.info);
  if (fitted.shrunk)
    g_atomic_int_inc(&pictures->shrunk);
}

static void settle_file(Pictures *pictures, const char *file, const MkepubConvertOptions *looks,
                        Settled *settled)
{
  gsize length = 0;
  int trouble;
  g_autofree char *bytes = file_load(file, FIT_LIMIT, &length, &trouble);
  if (bytes) {
    settle_source(pictures, (const guint8 *)bytes, length, looks, settled);
    return;
  }
  g_autofree char *reason = file_trouble_text(trouble, FIT_LIMIT);
  set_problem(settled, MKEPUB_FINDING_IMAGE_MISSING,
              g_strdup_printf("image cannot be read (%s)", reason));
}

static void settle_url(Pictures *pictures, const char *url, const MkepubConvertOptions *looks,
                       Settled *settled)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = mkepub_fetcher_wait(pictures->plan.fetcher, url, &error);
  if (bytes) {
    gsize length;
    const guint8 *data = g_bytes_get_data(bytes, &length);
    settle_source(pictures, data, length, looks, settled);
  } else if (pictures->plan.online) {
    set_problem(settled, MKEPUB_FINDING_IMAGE_UNFETCHED,
                g_strdup_printf("image could not be fetched (%s)", error->message));
  } else {
    set_problem(settled, MKEPUB_FINDING_IMAGE_REMOTE, g_strdup("image is on the network"));
  }
  if (!settled->stored)
    settled->elsewhere.link = g_strdup(url);
}

/* RFC 2397. */
static void settle_data(Pictures *pictures, const char *address, Settled *settled)
{
  const char *comma = strchr(address, ',');
  if (!comma) {
    set_problem(settled, MKEPUB_FINDING_IMAGE_UNSUPPORTED,
                g_strdup("image cannot be shown (no data)"));
    return;
  }
  g_autofree char *plain = mkepub_url_decode(comma + 1, -1);
  gsize length = strlen(plain);
  gboolean base64 = comma - address > 7 && g_ascii_strncasecmp(comma - 7, ";base64", 7) == 0;
  g_autofree guchar *decoded = base64 ? g_base64_decode(plain, &length) : NULL;
  settle_source(pictures, base64 ? decoded : (const guint8 *)plain, length, &pictures->looks,
                settled);
}

/* Returns the result for SOURCE, owned by PICTURES; waits while another thread works on it.
 * *mine: the caller must settle it and then finish it. */
static Settled *claim_source(Pictures *pictures, const char *source, gboolean *mine)
{
  g_mutex_lock(&pictures->lock);
  Settled *settled = g_hash_table_lookup(pictures->sources, source);
  *mine = settled == NULL;
  if (*mine) {
    settled = g_new0(Settled, 1);
    g_hash_table_insert(pictures->sources, g_strdup(source), settled);
  }
  while (!*mine && !settled->done)
    g_cond_wait(&pictures->settled, &pictures->lock);
  g_mutex_unlock(&pictures->lock);
  return settled;
}

static void finish_source(Pictures *pictures, Settled *settled)
{
  g_mutex_lock(&pictures->lock);
  settled->done = TRUE;
  g_cond_broadcast(&pictures->settled);
  g_mutex_unlock(&pictures->lock);
}

static const MkepubPicture *show_picture(const Settled *settled, const Place *place)
{
  gboolean lead = place->lead && settled->problem == MKEPUB_FINDING_IMAGE_REMOTE;
  if (settled->what)
    report_picture(place, lead ? MKEPUB_FINDING_LEAD_REMOTE : settled->problem, settled->what);
  if (settled->stored)
    return &settled->stored->picture;
  return settled->elsewhere.link ? &settled->elsewhere : NULL;
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
  lookup->result = mkepub_finder_find(pictures->finder, address, article, &lookup->file);
  g_mutex_lock(&pictures->lock);
  Lookup *other = g_hash_table_lookup(pictures->lookups, key);
  if (other)
    lookup_free(lookup); /* another thread looked at the same time */
  else
    g_hash_table_insert(pictures->lookups, g_steal_pointer(&key), other = lookup);
  g_mutex_unlock(&pictures->lock);
  return other;
}

static const MkepubPicture *resolve_file(Pictures *pictures, const char *article,
                                         const Place *place)
{
  const Lookup *lookup = look_up(pictures, article, place->address);
  if (lookup->result == MKEPUB_FOUND_OUTSIDE) {
    report_picture(place, MKEPUB_FINDING_IMAGE_OUTSIDE, "image is outside the input folders");
    return NULL;
  }
  if (lookup->result != MKEPUB_FOUND) {
    report_picture(place, MKEPUB_FINDING_IMAGE_MISSING, "image not found");
    return NULL;
  }
  gboolean mine;
  Settled *settled = claim_source(pictures, lookup->file, &mine);
  if (mine) {
    settle_file(pictures, lookup->file, &pictures->looks, settled);
    finish_source(pictures, settled);
  }
  return show_picture(settled, place);
}

static const MkepubPicture *resolve_url(Pictures *pictures, const Place *place)
{
  g_autofree char *url = mkepub_url_clean(place->address);
  if (!url) {
    report_picture(place, MKEPUB_FINDING_IMAGE_MISSING, "image has no valid address");
    return NULL;
  }
  url[strcspn(url, "#")] = '\0';
  gboolean mine;
  Settled *settled = claim_source(pictures, url, &mine);
  if (mine) {
    settle_url(pictures, url, &pictures->looks, settled);
    finish_source(pictures, settled);
  }
  return show_picture(settled, place);
}

static const MkepubPicture *resolve_data(Pictures *pictures, const Place *place)
{
  g_autofree char *key = g_compute_checksum_for_string(G_CHECKSUM_SHA256, place->address, -1);
  gboolean mine;
  Settled *settled = claim_source(pictures, key, &mine);
  if (mine) {
    settle_data(pictures, place->address, settled);
    finish_source(pictures, settled);
  }
  return show_picture(settled, place);
}

static const MkepubPicture *resolve_address(Pictures *pictures, const char *article,
                                            const Place *place)
{
  switch (mkepub_url_kind(place->address)) {
  case MKEPUB_URL_WEB:
  case MKEPUB_URL_NETWORK:
    return resolve_url(pictures, place);
  case MKEPUB_URL_EMPTY:
  case MKEPUB_URL_FRAGMENT:
    report_picture(place, MKEPUB_FINDING_IMAGE_MISSING, "image has no address");
    return NULL;
  default:
    if (g_ascii_strncasecmp(place->address, "data:", 5) == 0)
      return resolve_data(pictures, place);
    return resolve_file(pictures, article, place);
  }
}

const MkepubPicture *pictures_resolve(Pictures *pictures, const MkepubArticle *article,
                                      const char *address, guint line, MkepubFindings *findings)
{
  Place place = {findings, article->path, address, line, FALSE};
  return resolve_address(pictures, article->file, &place);
}

const MkepubPicture *pictures_lead(Pictures *pictures, const MkepubArticle *article,
                                   MkepubFindings *findings)
{
  Place place = {findings, article->path, article->image.text, article->image_line, TRUE};
  return place.address ? resolve_address(pictures, article->file, &place) : NULL;
}

const StoredPicture *pictures_cover(Pictures *pictures, const char *file,
                                    MkepubFindings *findings)
{
  Place place = {findings, pictures->plan.book->settings, file, 0, FALSE};
  MkepubConvertOptions looks = pictures->looks;
  gboolean mine;
  looks.jpeg = TRUE;
  Settled *settled = claim_source(pictures, "cover", &mine);
  g_autofree char *url =
      mkepub_url_kind(file) == MKEPUB_URL_WEB ? mkepub_url_clean(file) : NULL;
  if (url)
    settle_url(pictures, url, &looks, settled);
  else
    settle_file(pictures, file, &looks, settled);
  finish_source(pictures, settled);
  show_picture(settled, &place);
  return settled->stored;
}

static gint compare_hrefs(gconstpointer a, gconstpointer b)
{
  const StoredPicture *left = *(StoredPicture *const *)a, *right = *(StoredPicture *const *)b;
  return strcmp(left->picture.href, right->picture.href);
}

MkepubFlight *pictures_flight(const Pictures *pictures)
{
  return pictures->looks.flight;
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

GArray *pictures_sizes(Pictures *pictures, guint *count, guint *shrunk)
{
  g_autoptr(GPtrArray) all = pictures_all(pictures);
  GArray *sizes = g_array_new(FALSE, FALSE, sizeof(guint64));
  for (guint i = 0; i < all->len; i++) {
    const StoredPicture *stored = g_ptr_array_index(all, i);
    if (strcmp(stored->picture.media_type, "image/svg+xml") != 0)
      g_array_append_val(sizes, stored->blob.stored);
  }
  *count = all->len;
  *shrunk = (guint)g_atomic_int_get(&pictures->shrunk);
  return sizes;
}

static void source_free(gpointer data)
{
  MkepubBookSource *source = data;
  g_free(source->file);
  g_free(source->address);
  g_free(source->folder);
  g_free(source);
}

static gint compare_sources(gconstpointer a, gconstpointer b)
{
  const MkepubBookSource *left = *(MkepubBookSource *const *)a,
                         *right = *(MkepubBookSource *const *)b;
  gint order = g_strcmp0(left->file, right->file);
  order = order != 0 ? order : g_strcmp0(left->folder, right->folder);
  return order != 0 ? order : g_strcmp0(left->address, right->address);
}

/* KEY is that of a lookup: the folder and the address. */
static MkepubBookSource *source_of(const char *key, const Lookup *lookup)
{
  const char *end = strchr(key, '\n');
  MkepubBookSource *source = g_new0(MkepubBookSource, 1);
  source->file = g_strdup(lookup->file);
  source->folder = g_strndup(key, (gsize)(end - key));
  source->address = g_strdup(end + 1);
  return source;
}

GPtrArray *pictures_sources(Pictures *pictures)
{
  GPtrArray *sources = g_ptr_array_new_with_free_func(source_free);
  GHashTableIter iter;
  gpointer key, value;
  g_hash_table_iter_init(&iter, pictures->lookups);
  while (g_hash_table_iter_next(&iter, &key, &value))
    g_ptr_array_add(sources, source_of(key, value));
  g_ptr_array_sort(sources, compare_sources);
  return sources;
}
