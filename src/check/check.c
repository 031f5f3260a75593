/* SPDX-License-Identifier: MIT */
#include "mkepub/check.h"

#include <string.h>

#include "check/container.h"
#include "check/content.h"
#include "check/opf.h"
#include "media/sniff/sniff.h"
#include "mkepub/xml.h"

#define UNPACKED_LIMIT ((guint64)4 << 30)
#define DOCUMENT_LIMIT ((guint64)24 << 20)
#define PICTURE_LIMIT  ((guint64)64 << 20)
#define LARGE          ((guint64)1 << 20) /* of these only one is held at a time */
#define PER_THREAD     8                  /* entries that are worth a thread */
#define BATCH          512u               /* entries whose findings wait for each other */
#define MANY           8192u      /* a list that is not held once more for each thread */
#define LINKS_BUDGET   (40 << 20) /* bytes */
/* Findings of one kind that are kept: of one file, and of a book. */
#define PER_FILE 100
#define PER_BOOK 1000

/* One entry of the container, and what came of it. */
typedef struct {
  const MkepubReaderEntry *entry;
  const MkepubReaderItem *item; /* of the manifest, or NULL */
  Content content;
  MkepubFindings *findings;
  gboolean sealed, seen; /* encrypted for some shop; looked into */
} Slot;

typedef struct {
  const char *path, *shown;
  MkepubReader *reader;
  GPtrArray *readers;     /* of MkepubReader *: one for each further thread */
  MkepubPackage *package; /* NULL: not to be read */
  GPtrArray *references;  /* of OpfReference * */
  Slot *slots;
  guint count;
  GHashTable *by_name, *by_nfc; /* to Slot; NFC: names that are not ASCII */
  GHashTable *remote;           /* address to MkepubReaderItem */
  gint next, end;               /* atomic: the entry that is next, of this batch */
  gint budget;                  /* atomic: bytes for the links and ids of all documents */
  GMutex large;
} Check;

static void add_finding(const Check *check, const char *entry, MkepubFindings *findings,
                        MkepubFindingId id, const char *message)
{
  g_autofree char *place = entry ? g_strdup_printf("%s/%s", check->shown, entry) : NULL;
  mkepub_findings_add(findings, id, place ? place : check->shown, 0, 0, "%s", message);
}

/* The entry NAME. Names that differ in their composition only are one (EPUB 3.3 section 4.2.2).
 */
static Slot *find_slot(const Check *check, const char *name)
{
  Slot *slot = g_hash_table_lookup(check->by_name, name);
  if (slot || g_str_is_ascii(name))
    return slot;
  g_autofree char *composed = g_utf8_normalize(name, -1, G_NORMALIZE_NFC);
  return composed ? g_hash_table_lookup(check->by_nfc, composed) : NULL;
}

/* Media types of pictures that are looked into, and what the sniffer calls one without its end.
 * Of those with a name for it readers show what there is. */
static const struct {
  const char *type, *cut;
} pictures[] = {{"image/jpeg", "truncated JPEG"},
                {"image/gif", "truncated GIF"},
                {"image/webp", "truncated WebP"},
                {"image/png", ""}};

/* The row of pictures with TYPE, or -1. */
static int picture_row(const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS(pictures); i++)
    if (strcmp(pictures[i].type, type) == 0)
      return (int)i;
  return -1;
}

static const char *type_of(const Slot *slot)
{
  return slot->item && slot->item->media_type ? slot->item->media_type : "";
}

static void check_picture(const Check *check, Slot *slot, const guint8 *bytes, gsize length)
{
  const char *type = type_of(slot);
  MkepubMediaInfo info;
  mkepub_media_sniff(bytes, length, &info);
  if (g_strcmp0(info.media_type, type) == 0)
    return;
  gboolean cut = g_strcmp0(info.kind, pictures[picture_row(type)].cut) == 0;
  g_autofree char *message = cut ? g_strdup_printf("the picture is cut short: %s", info.kind)
                                 : g_strdup_printf("declared as %s but is %s", type, info.kind);
  add_finding(check, slot->entry->name, slot->findings,
              cut ? MKEPUB_FINDING_BOOK_CUT : MKEPUB_FINDING_BOOK_DAMAGED, message);
}

static void look_into(Check *check, MkepubReader *reader, guint index)
{
  Slot *slot = &check->slots[index];
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = mkepub_reader_read_at(reader, index, PICTURE_LIMIT, &error);
  if (!bytes) {
    add_finding(check, slot->entry->name, slot->findings, MKEPUB_FINDING_BOOK_DAMAGED,
                error->message);
    return;
  }
  gsize length;
  const guint8 *start = g_bytes_get_data(bytes, &length);
  ContentKind kind = content_kind(type_of(slot));
  ContentSource source = {slot->entry->name, check->shown, &check->budget, slot->findings};
  slot->seen = TRUE;
  if (kind != CONTENT_NONE)
    content_read(&slot->content, kind, &source, start, length);
  else
    check_picture(check, slot, start, length);
}

/* Why an entry is only compared with its checksum; NULL when it is looked into. "": nothing
 * that anybody would expect to be looked into. */
static const char *reason_to_skip(const Slot *slot)
{
  const char *type = type_of(slot);
  gboolean document = content_kind(type) != CONTENT_NONE;
  if (!document && picture_row(type) < 0)
    return "";
  if (slot->sealed)
    return "the file is encrypted and was not checked";
  if (slot->entry->size > (document ? DOCUMENT_LIMIT : PICTURE_LIMIT))
    return "the file is too large to check";
  return NULL;
}

/* Only what is looked into is kept in memory. */
static void check_slot(Check *check, MkepubReader *reader, guint index)
{
  Slot *slot = &check->slots[index];
  g_autoptr(GError) error = NULL;
  slot->findings = mkepub_findings_new();
  mkepub_findings_limit(slot->findings, PER_FILE);
  if (slot->entry->encrypted)
    return; /* about the container */
  const char *reason = reason_to_skip(slot);
  if (!reason) {
    gboolean large = slot->entry->size > LARGE;
    if (large)
      g_mutex_lock(&check->large);
    look_into(check, reader, index);
    if (large)
      g_mutex_unlock(&check->large);
    return;
  }
  if (*reason)
    add_finding(check, slot->entry->name, slot->findings, MKEPUB_FINDING_BOOK_SKIPPED, reason);
  if (!mkepub_reader_verify_at(reader, index, 0, &error))
    add_finding(check, slot->entry->name, slot->findings, MKEPUB_FINDING_BOOK_DAMAGED,
                error->message);
}

static void check_slots(Check *check, MkepubReader *reader)
{
  while (TRUE) {
    gint index = g_atomic_int_add(&check->next, 1);
    if (index >= check->end)
      break;
    check_slot(check, reader, (guint)index);
  }
}

typedef struct {
  Check *check;
  MkepubReader *reader;
} Worker;

static gpointer thread_main(gpointer data)
{
  const Worker *worker = data;
  check_slots(worker->check, worker->reader);
  return NULL;
}

/* A reader for each thread but this one. */
static void open_readers(Check *check, guint threads)
{
  threads = threads > 0 ? threads : g_get_num_processors();
  threads = MIN(threads, check->count > MANY ? 1 : check->count / PER_THREAD + 1);
  for (guint i = 1; i < threads; i++) {
    g_autoptr(MkepubReader) reader = mkepub_reader_open(check->path, NULL);
    /* replaced while it is read: the others see to it */
    if (reader && mkepub_reader_entries(reader)->len == check->count)
      g_ptr_array_add(check->readers, g_steal_pointer(&reader));
  }
}

static void run_batch(Check *check, guint first)
{
  g_autoptr(GPtrArray) running = g_ptr_array_new();
  g_autofree Worker *workers = g_new(Worker, check->readers->len + 1);
  check->next = (gint)first;
  check->end = (gint)MIN(first + BATCH, check->count);
  for (guint i = 0; i < check->readers->len; i++) {
    workers[i] = (Worker){check, g_ptr_array_index(check->readers, i)};
    g_ptr_array_add(running, g_thread_new("check", thread_main, &workers[i]));
  }
  check_slots(check, check->reader);
  for (guint i = 0; i < running->len; i++)
    g_thread_join(g_ptr_array_index(running, i));
}

/* Findings are collected in the order of the container, batch by batch. */
static void check_entries(Check *check, guint threads, MkepubFindings *findings)
{
  open_readers(check, threads);
  for (guint first = 0; first < check->count; first += BATCH) {
    run_batch(check, first);
    for (guint i = first; i < (guint)check->end; i++) {
      mkepub_findings_take(findings, check->slots[i].findings);
      g_clear_pointer(&check->slots[i].findings, mkepub_findings_free);
    }
  }
}

/* A list of entries that would unpack to more than any book has is not unpacked at all. */
static gboolean is_bomb(const Check *check, MkepubFindings *findings)
{
  guint64 all = 0;
  for (guint i = 0; i < check->count; i++) {
    all += MIN(check->slots[i].entry->size, UNPACKED_LIMIT + 1);
    if (all > UNPACKED_LIMIT) {
      add_finding(check, NULL, findings, MKEPUB_FINDING_BOOK_CONTAINER,
                  "it would unpack to more than 4 GB");
      return TRUE;
    }
  }
  return FALSE;
}

static void read_package(Check *check, MkepubFindings *findings)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = opf_find(check->reader, &error);
  g_autoptr(GBytes) bytes =
      path ? mkepub_reader_read(check->reader, path, DOCUMENT_LIMIT, &error) : NULL;
  if (bytes) {
    gsize length;
    const void *start = g_bytes_get_data(bytes, &length);
    OpfReport report = {findings, check->shown, check->references};
    check->package = opf_parse(path, start, length, &report, &error);
  }
  if (!bytes)
    add_finding(check, NULL, findings, MKEPUB_FINDING_BOOK_PACKAGE, error->message);
}

static void list_slots(Check *check)
{
  const GArray *entries = mkepub_reader_entries(check->reader);
  check->count = entries->len;
  check->slots = g_new0(Slot, entries->len + 1);
  for (guint i = entries->len; i > 0; i--) {
    Slot *slot = &check->slots[i - 1];
    slot->entry = &g_array_index(entries, MkepubReaderEntry, i - 1);
    g_hash_table_insert(check->by_name, slot->entry->name, slot);
    if (!g_str_is_ascii(slot->entry->name))
      g_hash_table_insert(check->by_nfc,
                          g_utf8_normalize(slot->entry->name, -1, G_NORMALIZE_NFC), slot);
  }
}

static void mark_sealed(Check *check)
{
  g_autoptr(GHashTable) names = container_sealed_names(check->reader);
  GHashTableIter iter;
  gpointer name;
  g_hash_table_iter_init(&iter, names);
  while (g_hash_table_iter_next(&iter, &name, NULL)) {
    Slot *slot = find_slot(check, name);
    if (slot)
      slot->sealed = TRUE;
  }
}

/* Files that the container may hold without an entry in the manifest (EPUB 3.3 section 4.2.2).
 */
static gboolean may_be_unlisted(const Check *check, const char *name)
{
  return strcmp(name, "mimetype") == 0 || g_str_has_prefix(name, "META-INF/") ||
         g_str_has_suffix(name, "/") || strcmp(name, check->package->path) == 0;
}

static void compare_manifest(Check *check, MkepubFindings *findings)
{
  for (guint i = 0; i < check->package->items->len; i++) {
    const MkepubReaderItem *item = g_ptr_array_index(check->package->items, i);
    Slot *slot = item->href ? find_slot(check, item->href) : NULL;
    if (item->remote)
      g_hash_table_insert(check->remote, item->remote, (gpointer)item);
    if (slot)
      slot->item = item;
    else if (item->href)
      add_finding(check, item->href, findings, MKEPUB_FINDING_BOOK_MANIFEST,
                  "listed in the manifest but not in the book");
  }
  for (guint i = 0; i < check->count; i++) {
    const Slot *slot = g_hash_table_lookup(check->by_name, check->slots[i].entry->name);
    if (!slot->item && !may_be_unlisted(check, slot->entry->name))
      add_finding(check, slot->entry->name, findings, MKEPUB_FINDING_BOOK_UNLISTED,
                  "not listed in the manifest");
  }
}

/* A fragment other than an id: in the notation of EPUB, SVG or media. */
static gboolean is_notation(const char *fragment)
{
  return strchr(fragment, '(') || strchr(fragment, '=') || g_str_has_prefix(fragment, ":~:");
}

/* Sound, video and fonts that the manifest lists may be anywhere (EPUB 3.3 section 3.6). */
static gboolean is_listed_remote(const Check *check, const char *address)
{
  g_autofree char *trimmed = g_strstrip(g_strdup(address));
  const MkepubReaderItem *item = g_hash_table_lookup(check->remote, trimmed);
  const char *type = item && item->media_type ? item->media_type : "";
  return g_str_has_prefix(type, "audio/") || g_str_has_prefix(type, "video/") ||
         strstr(type, "font") || strstr(type, "opentype");
}

/* Describes the fault in the target of LINK; NULL without one. */
static const char *link_trouble(const Check *check, const ContentLink *link)
{
  if (link->remote)
    return is_listed_remote(check, link->target) ? NULL
                                                 : "this resource is on the network: '%s'";
  const Slot *slot = find_slot(check, link->target);
  if (!slot)
    return "no such file in the book: '%s'";
  if (link->fragment && g_str_has_prefix(link->fragment, "epubcfi(") &&
      strcmp(slot->entry->name, check->package->path) == 0)
    return NULL; /* EPUB Canonical Fragment Identifiers start from the package document */
  if (!slot->item)
    return "refers to a file that the manifest does not list: '%s'";
  if (!link->resource && slot->content.kind == CONTENT_XHTML && !slot->item->spine)
    return "links to a document that is not in the reading order: '%s'";
  if (link->fragment && *link->fragment && slot->content.ids && !is_notation(link->fragment) &&
      !g_hash_table_contains(slot->content.ids, link->fragment))
    return "no such id in the document: '%s'";
  return NULL;
}

static void check_links(const Check *check, const Slot *slot, MkepubFindings *findings)
{
  for (guint i = 0; slot->content.links && i < slot->content.links->len; i++) {
    const ContentLink *link = &g_array_index(slot->content.links, ContentLink, i);
    const char *trouble = link_trouble(check, link);
    if (!trouble)
      continue;
    g_autofree char *place = g_strdup_printf("%s/%s", check->shown, slot->entry->name);
    g_autofree char *target =
        g_strconcat(link->target, link->fragment ? "#" : NULL, link->fragment, NULL);
    mkepub_findings_add(findings, MKEPUB_FINDING_BOOK_LINK, place, link->line, link->column,
                        trouble, target);
  }
}

static void check_references(const Check *check, MkepubFindings *findings)
{
  g_autofree char *place = g_strdup_printf("%s/%s", check->shown, check->package->path);
  for (guint i = 0; i < check->references->len; i++) {
    const OpfReference *reference = g_ptr_array_index(check->references, i);
    if (!find_slot(check, reference->target))
      mkepub_findings_add(findings,
                          reference->metadata ? MKEPUB_FINDING_BOOK_METADATA
                                              : MKEPUB_FINDING_BOOK_LINK,
                          place, reference->line, reference->column,
                          "no such file in the book: '%s'", reference->target);
  }
}

static void check_sources(const Check *check, MkepubFindings *findings)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) sources = mkepub_reader_sources(check->reader, &error);
  if (!sources)
    add_finding(check, NULL, findings, MKEPUB_FINDING_BOOK_SOURCE, error->message);
  for (guint i = 0; sources && i < sources->len; i++) {
    g_autoptr(GError) own = NULL;
    g_autoptr(GBytes) bytes =
        mkepub_reader_read_source(check->reader, g_ptr_array_index(sources, i), &own);
    if (!bytes)
      add_finding(check, NULL, findings, MKEPUB_FINDING_BOOK_SOURCE, own->message);
  }
}

static void check_inside(Check *check, guint threads, MkepubFindings *findings)
{
  read_package(check, findings);
  mark_sealed(check);
  if (check->package)
    compare_manifest(check, findings);
  check_entries(check, threads, findings);
  if (check->package)
    check_references(check, findings);
  for (guint i = 0; check->package && i < check->count; i++)
    check_links(check, &check->slots[i], findings);
  check_sources(check, findings);
}

static void count_seen(const Check *check, MkepubCheckSeen *seen)
{
  seen->package = check->package != NULL;
  for (guint i = 0; i < check->count; i++) {
    const Slot *slot = &check->slots[i];
    guint *number = slot->content.kind == CONTENT_CSS    ? &seen->stylesheets
                    : slot->content.kind != CONTENT_NONE ? &seen->documents
                                                         : &seen->pictures;
    const char *reason = reason_to_skip(slot);
    *number += slot->seen ? 1 : 0;
    seen->skipped += (reason && *reason) || slot->content.curtailed;
  }
}

static void check_init(Check *check)
{
  g_mutex_init(&check->large);
  check->budget = LINKS_BUDGET;
  check->readers = g_ptr_array_new_with_free_func((GDestroyNotify)mkepub_reader_free);
  check->by_name = g_hash_table_new(g_str_hash, g_str_equal);
  check->by_nfc = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  check->remote = g_hash_table_new(g_str_hash, g_str_equal);
  check->references = g_ptr_array_new_with_free_func(opf_reference_free);
  list_slots(check);
}

static void check_clear(Check *check)
{
  for (guint i = 0; i < check->count; i++) {
    content_clear(&check->slots[i].content);
    g_clear_pointer(&check->slots[i].findings, mkepub_findings_free);
  }
  g_free(check->slots);
  g_ptr_array_unref(check->readers);
  g_hash_table_unref(check->by_name);
  g_hash_table_unref(check->by_nfc);
  g_hash_table_unref(check->remote);
  g_ptr_array_unref(check->references);
  mkepub_reader_package_free(check->package);
  mkepub_reader_free(check->reader);
  g_mutex_clear(&check->large);
}

/* Moves the findings to FINDINGS with all counts. */
static guint take_bounded(MkepubFindings *findings, MkepubFindings *own)
{
  guint doubts = mkepub_findings_count(own, MKEPUB_SEVERITY_WARNING) +
                 mkepub_findings_count(own, MKEPUB_SEVERITY_ERROR);
  mkepub_findings_take(findings, own);
  return doubts;
}

guint mkepub_check_book_seen(const char *path, const char *shown, guint threads,
                             MkepubCheckSeen *seen, MkepubFindings *findings)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MkepubFindings) own = mkepub_findings_new();
  Check check = {.path = path, .shown = shown, .reader = mkepub_reader_open(path, &error)};
  mkepub_findings_limit(own, PER_BOOK);
  *seen = (MkepubCheckSeen){0};
  if (!check.reader) {
    add_finding(&check, NULL, own, MKEPUB_FINDING_BOOK_UNREADABLE, error->message);
    return take_bounded(findings, own);
  }
  mkepub_xml_init();
  check_init(&check);
  container_check(check.reader, shown, own);
  if (!is_bomb(&check, own))
    check_inside(&check, threads, own);
  count_seen(&check, seen);
  check_clear(&check);
  return take_bounded(findings, own);
}

guint mkepub_check_book(const char *path, const char *shown, guint threads,
                        MkepubFindings *findings)
{
  MkepubCheckSeen seen;
  return mkepub_check_book_seen(path, shown, threads, &seen, findings);
}
