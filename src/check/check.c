/* SPDX-License-Identifier: MIT */
#include "mkepub/check.h"

#include <string.h>

#include "check/container.h"
#include "check/content.h"
#include "check/opf.h"
#include "mkepub/media.h"
#include "mkepub/xml.h"

#define UNPACKED_LIMIT ((guint64)4 << 30)
#define DOCUMENT_LIMIT ((guint64)256 << 20)
#define PER_THREAD     8 /* entries that are worth a thread */

/* One entry of the container, and what came of it. */
typedef struct {
  const MkepubReaderEntry *entry;
  const MkepubReaderItem *item; /* of the manifest, or NULL */
  Content content;
  MkepubFindings *findings;
} Slot;

typedef struct {
  const char *path, *shown;
  MkepubReader *reader;
  MkepubPackage *package; /* NULL when there is none to be read */
  GPtrArray *references;  /* of OpfReference * */
  Slot *slots;
  guint count;
  GHashTable *by_name; /* to Slot */
  gint next;           /* atomic */
} Check;

static void tell(const Check *check, const char *entry, MkepubFindings *findings,
                 MkepubFindingId id, const char *message)
{
  g_autofree char *place = entry ? g_strdup_printf("%s/%s", check->shown, entry) : NULL;
  mkepub_findings_add(findings, id, place ? place : check->shown, 0, 0, "%s", message);
}

static gboolean is_picture(const char *type)
{
  return strcmp(type, "image/jpeg") == 0 || strcmp(type, "image/png") == 0 ||
         strcmp(type, "image/gif") == 0 || strcmp(type, "image/webp") == 0;
}

static void check_bytes(const Check *check, Slot *slot, const guint8 *bytes, gsize length)
{
  const char *type = slot->item && slot->item->media_type ? slot->item->media_type : "";
  ContentKind kind = content_kind(type);
  if (kind != CONTENT_NONE)
    content_read(&slot->content, kind, slot->entry->name, bytes, length, check->shown,
                 slot->findings);
  if (!is_picture(type))
    return;
  MkepubMediaInfo info;
  mkepub_media_sniff(bytes, length, &info);
  if (g_strcmp0(info.media_type, type) == 0)
    return;
  g_autofree char *message = g_strdup_printf("this is no %s: %s", type, info.kind);
  tell(check, slot->entry->name, slot->findings, MKEPUB_FINDING_BOOK_DAMAGED, message);
}

/* Only what is looked into is kept in memory. */
static void check_slot(const Check *check, MkepubReader *reader, guint index)
{
  Slot *slot = &check->slots[index];
  const char *type = slot->item && slot->item->media_type ? slot->item->media_type : "";
  gboolean keep = content_kind(type) != CONTENT_NONE || is_picture(type);
  g_autoptr(GError) error = NULL;
  slot->findings = mkepub_findings_new();
  if (slot->entry->encrypted)
    return; /* told of the container */
  if (!keep) {
    if (!mkepub_reader_verify_at(reader, index, 0, &error))
      tell(check, slot->entry->name, slot->findings, MKEPUB_FINDING_BOOK_DAMAGED,
           error->message);
    return;
  }
  g_autoptr(GBytes) bytes = mkepub_reader_read_at(reader, index, DOCUMENT_LIMIT, &error);
  if (!bytes) {
    tell(check, slot->entry->name, slot->findings, MKEPUB_FINDING_BOOK_DAMAGED, error->message);
    return;
  }
  gsize length;
  const guint8 *start = g_bytes_get_data(bytes, &length);
  check_bytes(check, slot, start, length);
}

static void work(Check *check, MkepubReader *reader)
{
  while (TRUE) {
    guint index = (guint)g_atomic_int_add(&check->next, 1);
    if (index >= check->count)
      break;
    check_slot(check, reader, index);
  }
}

static gpointer thread_main(gpointer data)
{
  Check *check = data;
  g_autoptr(MkepubReader) own = mkepub_reader_open(check->path, NULL);
  /* replaced while it is read: the others see to it */
  if (own && mkepub_reader_entries(own)->len == check->count)
    work(check, own);
  return NULL;
}

static void run_threads(Check *check, guint threads)
{
  threads = threads > 0 ? threads : g_get_num_processors();
  threads = MIN(threads, check->count / PER_THREAD + 1);
  g_autoptr(GPtrArray) running = g_ptr_array_new();
  for (guint i = 1; i < threads; i++)
    g_ptr_array_add(running, g_thread_new("check", thread_main, check));
  work(check, check->reader);
  for (guint i = 0; i < running->len; i++)
    g_thread_join(g_ptr_array_index(running, i));
}

/* A list of entries that would unpack to more than any book has is not unpacked at all. */
static gboolean is_bomb(const Check *check, MkepubFindings *findings)
{
  guint64 all = 0;
  for (guint i = 0; i < check->count; i++) {
    all += MIN(check->slots[i].entry->size, UNPACKED_LIMIT + 1);
    if (all > UNPACKED_LIMIT) {
      tell(check, NULL, findings, MKEPUB_FINDING_BOOK_CONTAINER,
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
  if (!check->package)
    tell(check, NULL, findings, MKEPUB_FINDING_BOOK_PACKAGE, error->message);
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
  }
}

/* What the container holds beside what the manifest lists (EPUB 3.3 section 4.2.2). */
static gboolean may_be_unlisted(const Check *check, const char *name)
{
  return strcmp(name, "mimetype") == 0 || g_str_has_prefix(name, "META-INF/") ||
         g_str_has_suffix(name, "/") || strcmp(name, check->package->path) == 0;
}

static void compare_manifest(Check *check, MkepubFindings *findings)
{
  for (guint i = 0; i < check->package->items->len; i++) {
    const MkepubReaderItem *item = g_ptr_array_index(check->package->items, i);
    Slot *slot = item->href ? g_hash_table_lookup(check->by_name, item->href) : NULL;
    if (slot)
      slot->item = item;
    else if (item->href)
      tell(check, item->href, findings, MKEPUB_FINDING_BOOK_MANIFEST,
           "the manifest lists this file, and the book has none of the name");
  }
  for (guint i = 0; i < check->count; i++) {
    const Slot *slot = g_hash_table_lookup(check->by_name, check->slots[i].entry->name);
    if (!slot->item && !may_be_unlisted(check, slot->entry->name))
      tell(check, slot->entry->name, findings, MKEPUB_FINDING_BOOK_UNLISTED,
           "the manifest does not list this file");
  }
}

/* A fragment that is no id: a place in EPUB's, SVG's or the media's own notation. */
static gboolean is_notation(const char *fragment)
{
  return strchr(fragment, '(') || strchr(fragment, '=') || g_str_has_prefix(fragment, ":~:");
}

/* What is wrong with where LINK leads; NULL when nothing is. */
static const char *link_trouble(const Check *check, const ContentLink *link)
{
  const Slot *slot = g_hash_table_lookup(check->by_name, link->target);
  if (!slot)
    return "this leads to nothing in the book: '%s'";
  if (!slot->item)
    return "this leads to a file that the manifest does not list: '%s'";
  if (!link->resource && slot->content.kind == CONTENT_XHTML && !slot->item->spine)
    return "this leads to a document that is not in the reading order: '%s'";
  if (link->fragment && *link->fragment && slot->content.ids && !is_notation(link->fragment) &&
      !g_hash_table_contains(slot->content.ids, link->fragment))
    return "this leads to no place in the document: '%s'";
  return NULL;
}

static void check_links(const Check *check, const Slot *slot)
{
  for (guint i = 0; slot->content.links && i < slot->content.links->len; i++) {
    const ContentLink *link = &g_array_index(slot->content.links, ContentLink, i);
    const char *trouble = link_trouble(check, link);
    if (!trouble)
      continue;
    g_autofree char *place = g_strdup_printf("%s/%s", check->shown, slot->entry->name);
    g_autofree char *target =
        g_strconcat(link->target, link->fragment ? "#" : NULL, link->fragment, NULL);
    mkepub_findings_add(slot->findings, MKEPUB_FINDING_BOOK_LINK, place, link->line, 0, trouble,
                        target);
  }
}

static void check_references(const Check *check, MkepubFindings *findings)
{
  g_autofree char *place = g_strdup_printf("%s/%s", check->shown, check->package->path);
  for (guint i = 0; i < check->references->len; i++) {
    const OpfReference *reference = g_ptr_array_index(check->references, i);
    if (!g_hash_table_contains(check->by_name, reference->target))
      mkepub_findings_add(findings, MKEPUB_FINDING_BOOK_LINK, place, reference->line, 0,
                          "this leads to nothing in the book: '%s'", reference->target);
  }
}

static void check_sources(const Check *check, MkepubFindings *findings)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) sources = mkepub_reader_sources(check->reader, &error);
  if (!sources)
    tell(check, NULL, findings, MKEPUB_FINDING_BOOK_SOURCE, error->message);
  for (guint i = 0; sources && i < sources->len; i++) {
    g_autoptr(GError) own = NULL;
    g_autoptr(GBytes) bytes =
        mkepub_reader_read_source(check->reader, g_ptr_array_index(sources, i), &own);
    if (!bytes)
      tell(check, NULL, findings, MKEPUB_FINDING_BOOK_SOURCE, own->message);
  }
}

static void check_inside(Check *check, guint threads, MkepubFindings *findings)
{
  read_package(check, findings);
  if (check->package)
    compare_manifest(check, findings);
  run_threads(check, threads);
  if (check->package)
    check_references(check, findings);
  for (guint i = 0; i < check->count; i++) {
    Slot *slot = &check->slots[i];
    if (check->package)
      check_links(check, slot);
    mkepub_findings_take(findings, slot->findings);
  }
  check_sources(check, findings);
}

static void check_clear(Check *check)
{
  for (guint i = 0; i < check->count; i++) {
    content_clear(&check->slots[i].content);
    g_clear_pointer(&check->slots[i].findings, mkepub_findings_free);
  }
  g_free(check->slots);
  g_hash_table_unref(check->by_name);
  g_ptr_array_unref(check->references);
  mkepub_reader_package_free(check->package);
  mkepub_reader_free(check->reader);
}

static guint doubts(const MkepubFindings *findings)
{
  return mkepub_findings_count(findings, MKEPUB_SEVERITY_WARNING) +
         mkepub_findings_count(findings, MKEPUB_SEVERITY_ERROR);
}

guint mkepub_check_book(const char *path, const char *shown, guint threads,
                        MkepubFindings *findings)
{
  g_autoptr(GError) error = NULL;
  guint before = doubts(findings);
  Check check = {.path = path, .shown = shown, .reader = mkepub_reader_open(path, &error)};
  if (!check.reader) {
    mkepub_findings_add(findings, MKEPUB_FINDING_BOOK_UNREADABLE, shown, 0, 0, "%s",
                        error->message);
    return 1;
  }
  mkepub_xml_init();
  check.by_name = g_hash_table_new(g_str_hash, g_str_equal);
  check.references = g_ptr_array_new_with_free_func(opf_reference_free);
  list_slots(&check);
  container_check(check.reader, shown, findings);
  if (!is_bomb(&check, findings))
    check_inside(&check, threads, findings);
  check_clear(&check);
  return doubts(findings) - before;
}
