/* SPDX-License-Identifier: MIT */
#include "check/opf.h"

#include <string.h>

#include "base/text.h"
#include "text/href.h"
#include "xml/sax.h"

#define OPF_URI    "http://www.idpf.org/2007/opf"
#define DC_URI     "http://purl.org/dc/elements/1.1/"
#define OCF_URI    "urn:oasis:names:tc:opendocument:xmlns:container"
#define TEXT_LIMIT ((gsize)64 << 10) /* of one value; a description is far below */
#define ITEMS      65536             /* more than a container without extensions has entries */
#define IDS        200000            /* kept to be compared */
#define REFERENCES 100000

/* The state of reading a package document. */
typedef struct {
  MkepubPackage *package;
  const OpfReport *report;
  GHashTable *ids;   /* of char *: all of the document */
  GHashTable *items; /* id to MkepubReaderItem; borrowed */
  GHashTable *hrefs; /* of char *; borrowed */
  char *unique, *toc, *cover_id, *collection;
  gboolean is_package, unique_found, has_spine, has_title;
  guint modifieds, navs, covers, items_seen;
  guint collections; /* that are open: their metadata are their own */
  GString *text;     /* of the element that is being read; NULL: none is */
  char *property, *refines, *id;
  char **into; /* where its text goes, unless something is there */
  GPtrArray *into_list;
} Opf;

void opf_reference_free(gpointer data)
{
  OpfReference *reference = data;
  g_free(reference->target);
  g_free(reference);
}

static void item_free(gpointer data)
{
  MkepubReaderItem *item = data;
  g_free(item->id);
  g_free(item->href);
  g_free(item->remote);
  g_free(item->media_type);
  g_free(item->properties);
  g_free(item);
}

void mkepub_reader_package_free(MkepubPackage *package)
{
  if (!package)
    return;
  char *texts[] = {package->path,     package->version,    package->title,
                   package->language, package->identifier, package->modified,
                   package->date,     package->publisher,  package->description,
                   package->series,   package->position,   package->cover,
                   package->nav,      package->ncx};
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
    g_free(texts[i]);
  g_ptr_array_unref(package->creators);
  g_ptr_array_unref(package->languages);
  g_ptr_array_unref(package->items);
  g_ptr_array_unref(package->spine);
  g_free(package);
}

static void add_finding_args(const Opf *opf, MkepubFindingId id, SaxPlace at,
                             const char *format, va_list arguments)
{
  if (!opf->report)
    return;
  g_autofree char *message = g_strdup_vprintf(format, arguments);
  g_autofree char *place = g_strdup_printf("%s/%s", opf->report->shown, opf->package->path);
  mkepub_findings_add(opf->report->findings, id, place, at.line, at.column, "%s", message);
}

static void add_package_finding(const Opf *opf, SaxPlace at, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

static void add_package_finding(const Opf *opf, SaxPlace at, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  add_finding_args(opf, MKEPUB_FINDING_BOOK_PACKAGE, at, format, arguments);
  va_end(arguments);
}

static void add_finding(const Opf *opf, MkepubFindingId id, SaxPlace at, const char *format,
                        ...) G_GNUC_PRINTF(4, 5);

static void add_finding(const Opf *opf, MkepubFindingId id, SaxPlace at, const char *format,
                        ...)
{
  va_list arguments;
  va_start(arguments, format);
  add_finding_args(opf, id, at, format, arguments);
  va_end(arguments);
}

/* An id, or what names one: white space around it does not count (XML section 3.3.3). */
static char *read_name(const SaxAttributes *attributes, const char *attribute)
{
  char *name = sax_attribute(attributes, NULL, attribute);
  return name ? g_strstrip(name) : NULL;
}

/* One line without control characters, which a terminal would obey. */
static char *plain_text(const char *text)
{
  g_autofree char *clean = text_repair(text, strlen(text), NULL, NULL, NULL);
  return text_collapse(clean, -1);
}

static gboolean has_word(const char *words, const char *word)
{
  g_auto(GStrv) list = g_strsplit(words ? words : "", " ", -1);
  return g_strv_contains((const char *const *)list, word);
}

static void add_reference(const Opf *opf, const SaxAttributes *attributes, gboolean metadata,
                          SaxPlace at)
{
  g_autofree char *href = sax_attribute(attributes, NULL, "href"), *path = NULL,
                  *fragment = NULL;
  if (!opf->report || !opf->report->references || !href ||
      opf->report->references->len >= REFERENCES ||
      href_resolve(opf->package->path, href, &path, &fragment) != HREF_INSIDE)
    return;
  OpfReference *reference = g_new0(OpfReference, 1);
  reference->target = g_steal_pointer(&path);
  reference->line = at.line;
  reference->column = at.column;
  reference->metadata = metadata;
  g_ptr_array_add(opf->report->references, reference);
}

static void read_item(Opf *opf, const SaxAttributes *attributes, SaxPlace at)
{
  if (opf->items_seen == ITEMS)
    add_finding(opf, MKEPUB_FINDING_BOOK_SKIPPED, at,
                "the manifest has more than %d items; the rest is not checked", ITEMS);
  if (opf->items_seen++ >= ITEMS)
    return;
  MkepubReaderItem *item = g_new0(MkepubReaderItem, 1);
  g_autofree char *href = sax_attribute(attributes, NULL, "href"), *fragment = NULL;
  g_ptr_array_add(opf->package->items, item);
  item->id = read_name(attributes, "id");
  item->media_type = sax_attribute(attributes, NULL, "media-type");
  item->properties = sax_attribute(attributes, NULL, "properties");
  item->linear = TRUE;
  HrefKind kind =
      href ? href_resolve(opf->package->path, href, &item->href, &fragment) : HREF_INVALID;
  if (kind == HREF_WEB)
    item->remote = g_strstrip(g_strdup(href));
  if (kind == HREF_OUTSIDE || kind == HREF_INVALID)
    add_package_finding(opf, at, "the path of an item is not inside the book: '%s'",
                        href ? href : "");
  if (!item->id || !item->media_type)
    add_package_finding(opf, at, "an item lacks its %s: '%s'", item->id ? "media type" : "id",
                        href ? href : "");
  if (item->href && !g_hash_table_add(opf->hrefs, item->href))
    add_package_finding(opf, at, "'%s' is listed twice", item->href);
  if (item->id)
    g_hash_table_insert(opf->items, item->id, item);
  if (has_word(item->properties, "nav")) {
    opf->navs++;
    g_free(opf->package->nav);
    opf->package->nav = g_strdup(item->href);
  }
  if (has_word(item->properties, "cover-image")) {
    opf->covers++;
    g_free(opf->package->cover);
    opf->package->cover = g_strdup(item->href);
  }
}

static void read_itemref(Opf *opf, const SaxAttributes *attributes, SaxPlace at)
{
  g_autofree char *id = read_name(attributes, "idref");
  g_autofree char *linear = sax_attribute(attributes, NULL, "linear");
  MkepubReaderItem *item = id ? g_hash_table_lookup(opf->items, id) : NULL;
  if (!item)
    add_package_finding(opf, at, "the spine refers to a missing item: '%s'", id ? id : "");
  else if (item->spine)
    add_package_finding(opf, at, "the spine names '%s' twice", id);
  if (!item || item->spine)
    return;
  item->spine = TRUE;
  item->linear = g_strcmp0(linear, "no") != 0;
  g_ptr_array_add(opf->package->spine, item);
}

/* Which member the text of a Dublin Core element goes to. */
static void begin_dc(Opf *opf, const char *name)
{
  MkepubPackage *package = opf->package;
  const struct {
    const char *name;
    char **into;
    GPtrArray *list;
  } members[] = {{"title", &package->title, NULL},
                 {"date", &package->date, NULL},
                 {"publisher", &package->publisher, NULL},
                 {"description", &package->description, NULL},
                 {"creator", NULL, package->creators},
                 {"language", &package->language, package->languages}};
  for (guint i = 0; i < G_N_ELEMENTS(members); i++)
    if (strcmp(name, members[i].name) == 0) {
      opf->into = members[i].into;
      opf->into_list = members[i].list;
      opf->text = g_string_new(NULL);
    }
  opf->has_title = opf->has_title || strcmp(name, "title") == 0;
  if (strcmp(name, "identifier") == 0 && opf->id && g_strcmp0(opf->id, opf->unique) == 0) {
    opf->unique_found = TRUE;
    opf->into = &package->identifier;
    opf->text = g_string_new(NULL);
  }
}

/* <meta name="calibre:series" content="…"/> and its kin, of EPUB 2. */
static void read_old_meta(Opf *opf, const SaxAttributes *attributes)
{
  g_autofree char *name = sax_attribute(attributes, NULL, "name");
  g_autofree char *content = sax_attribute(attributes, NULL, "content");
  MkepubPackage *package = opf->package;
  if (!name || !content)
    return;
  if (strcmp(name, "cover") == 0 && !opf->cover_id)
    opf->cover_id = g_strdup(content);
  if (strcmp(name, "calibre:series") == 0 && !package->series)
    package->series = plain_text(content);
  if (strcmp(name, "calibre:series_index") == 0 && !package->position)
    package->position = plain_text(content);
}

static void begin_meta(Opf *opf, const SaxAttributes *attributes)
{
  opf->property = sax_attribute(attributes, NULL, "property");
  opf->refines = sax_attribute(attributes, NULL, "refines");
  if (!opf->property) {
    read_old_meta(opf, attributes);
    return;
  }
  opf->into = NULL;
  if (strcmp(opf->property, "dcterms:modified") == 0 && !opf->refines) {
    opf->modifieds++;
    opf->into = &opf->package->modified;
  } else if (strcmp(opf->property, "belongs-to-collection") == 0 && !opf->collection) {
    opf->collection = g_strdup(opf->id ? opf->id : "");
    opf->into = &opf->package->series;
  } else if (strcmp(opf->property, "group-position") == 0 && opf->refines &&
             opf->refines[0] == '#' && g_strcmp0(opf->refines + 1, opf->collection) == 0) {
    opf->into = &opf->package->position;
  }
  if (opf->into)
    opf->text = g_string_new(NULL);
}

static gboolean is_collection(const char *name, const char *uri)
{
  return strcmp(name, "collection") == 0 && strcmp(uri, OPF_URI) == 0;
}

static void forget_element(Opf *opf)
{
  g_clear_pointer(&opf->property, g_free);
  g_clear_pointer(&opf->refines, g_free);
  g_clear_pointer(&opf->id, g_free);
  if (opf->text)
    g_string_free(g_steal_pointer(&opf->text), TRUE);
  opf->into = NULL;
  opf->into_list = NULL;
}

static void begin_package(Opf *opf, const SaxAttributes *attributes)
{
  g_autofree char *version = sax_attribute(attributes, NULL, "version");
  opf->is_package = TRUE;
  opf->package->version = version ? plain_text(version) : NULL;
  opf->unique = read_name(attributes, "unique-identifier");
}

static void begin_opf(Opf *opf, const char *name, const SaxAttributes *attributes, SaxPlace at)
{
  if (strcmp(name, "package") == 0 && !opf->is_package) {
    begin_package(opf, attributes);
  } else if (strcmp(name, "item") == 0) {
    read_item(opf, attributes, at);
  } else if (strcmp(name, "itemref") == 0) {
    read_itemref(opf, attributes, at);
  } else if (strcmp(name, "spine") == 0) {
    opf->has_spine = TRUE;
    g_free(opf->toc);
    opf->toc = read_name(attributes, "toc");
  } else if (strcmp(name, "meta") == 0) {
    begin_meta(opf, attributes);
  } else if (strcmp(name, "reference") == 0 || strcmp(name, "link") == 0) {
    add_reference(opf, attributes, name[0] == 'l', at);
  }
}

/* Metadata and links of a collection are about the collection. */
static void on_start(gpointer data, const char *name, const char *uri,
                     const SaxAttributes *attributes, SaxPlace at)
{
  Opf *opf = data;
  forget_element(opf);
  opf->id = read_name(attributes, "id");
  if (opf->id && g_hash_table_contains(opf->ids, opf->id))
    add_package_finding(opf, at, "duplicate id '%s'", opf->id);
  else if (opf->id && g_hash_table_size(opf->ids) < IDS)
    g_hash_table_add(opf->ids, g_strdup(opf->id));
  if (is_collection(name, uri))
    opf->collections++;
  if (opf->collections > 0)
    return;
  if (strcmp(uri, OPF_URI) == 0)
    begin_opf(opf, name, attributes, at);
  else if (strcmp(uri, DC_URI) == 0)
    begin_dc(opf, name);
}

static void on_text(gpointer data, const char *text, gsize length)
{
  Opf *opf = data;
  if (opf->text && opf->text->len < TEXT_LIMIT)
    g_string_append_len(opf->text, text, (gssize)MIN(length, TEXT_LIMIT));
}

static void on_end(gpointer data, const char *name, const char *uri)
{
  Opf *opf = data;
  if (is_collection(name, uri))
    opf->collections--;
  if (opf->text) {
    g_autofree char *value = plain_text(opf->text->str);
    /* EPUB 3's own words for a series come after calibre's in no book, and go before them */
    if (opf->into && *value && (!*opf->into || opf->property)) {
      g_free(*opf->into);
      *opf->into = g_strdup(value);
    }
    if (opf->into_list && *value)
      g_ptr_array_add(opf->into_list, g_steal_pointer(&value));
  }
  forget_element(opf);
}

static void find_by_id(const Opf *opf, const char *id, char **href)
{
  const MkepubReaderItem *item = id ? g_hash_table_lookup(opf->items, id) : NULL;
  if (item && item->href && !*href)
    *href = g_strdup(item->href);
}

static void check_required(const Opf *opf)
{
  const MkepubPackage *package = opf->package;
  const SaxPlace nowhere = {0};
  gboolean old = package->version && package->version[0] == '2';
  if (!package->version || !strchr("23", package->version[0]) || !package->version[0])
    add_package_finding(opf, nowhere, "the version is neither 2 nor 3: '%s'",
                        package->version ? package->version : "");
  if (!package->title && old && opf->has_title)
    add_finding(opf, MKEPUB_FINDING_BOOK_METADATA, nowhere, "the title of the book is empty");
  else if (!package->title)
    add_package_finding(opf, nowhere, "the book has no title");
  if (!package->language)
    add_package_finding(opf, nowhere, "the book has no language");
  if (!package->identifier)
    add_package_finding(opf, nowhere,
                        opf->unique_found ? "the book's identifier is empty"
                                          : "the book has no identifier of its own");
  if (!old && opf->modifieds != 1)
    add_package_finding(opf, nowhere, "expected one dcterms:modified, found %u",
                        opf->modifieds);
  if (!old && opf->navs != 1)
    add_package_finding(opf, nowhere, "expected one document with the property 'nav', found %u",
                        opf->navs);
  if (opf->covers > 1)
    add_package_finding(opf, nowhere, "expected one cover picture, found %u", opf->covers);
  if (package->spine->len == 0)
    add_package_finding(opf, nowhere, "the spine is %s", opf->has_spine ? "empty" : "missing");
  if (opf->toc && !g_hash_table_lookup(opf->items, opf->toc))
    add_package_finding(opf, nowhere,
                        "the spine's table of contents is not in the manifest: '%s'", opf->toc);
  if (old && !package->ncx)
    add_package_finding(opf, nowhere, "the book has no table of contents");
}

static void opf_clear(Opf *opf)
{
  forget_element(opf);
  g_hash_table_unref(opf->ids);
  g_hash_table_unref(opf->items);
  g_hash_table_unref(opf->hrefs);
  g_free(opf->unique);
  g_free(opf->toc);
  g_free(opf->cover_id);
  g_free(opf->collection);
}

MkepubPackage *opf_parse(const char *path, const void *bytes, gsize length,
                         const OpfReport *report, GError **error)
{
  g_autoptr(MkepubPackage) package = g_new0(MkepubPackage, 1);
  package->path = g_strdup(path);
  package->creators = g_ptr_array_new_with_free_func(g_free);
  package->languages = g_ptr_array_new_with_free_func(g_free);
  package->items = g_ptr_array_new_with_free_func(item_free);
  package->spine = g_ptr_array_new();
  Opf opf = {.package = package, .report = report};
  opf.ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  opf.items = g_hash_table_new(g_str_hash, g_str_equal);
  opf.hrefs = g_hash_table_new(g_str_hash, g_str_equal);
  static const SaxCalls calls = {on_start, on_end, on_text};
  g_autoptr(GError) own = NULL;
  SaxPlace at = {0};
  gboolean good = sax_parse(bytes, length, &calls, &opf, &at, &own) == SAX_GOOD;
  if (good && opf.is_package) {
    find_by_id(&opf, opf.toc, &package->ncx);
    find_by_id(&opf, opf.cover_id, &package->cover);
    check_required(&opf);
  } else {
    add_package_finding(&opf, at, "%s", good ? "not a package document" : own->message);
  }
  opf_clear(&opf);
  if (good && opf.is_package)
    return g_steal_pointer(&package);
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "'%s' line %u: %s", path,
              MAX(at.line, 1), good ? "no package document" : own->message);
  return NULL;
}

/* The first package document that the container names. */
static void on_container(gpointer data, const char *name, const char *uri,
                         const SaxAttributes *attributes, SaxPlace at)
{
  char **path = data;
  (void)at;
  if (*path || strcmp(name, "rootfile") != 0 || strcmp(uri, OCF_URI) != 0)
    return;
  g_autofree char *type = sax_attribute(attributes, NULL, "media-type");
  if (g_strcmp0(type, "application/oebps-package+xml") == 0)
    *path = sax_attribute(attributes, NULL, "full-path");
}

char *opf_find(MkepubReader *reader, GError **error)
{
  static const SaxCalls calls = {.start = on_container};
  g_autoptr(GBytes) bytes =
      mkepub_reader_read(reader, "META-INF/container.xml", (guint64)1 << 20, error);
  if (!bytes)
    return NULL;
  g_autofree char *path = NULL;
  g_autoptr(GError) own = NULL;
  SaxPlace at = {0};
  gsize length;
  const void *start = g_bytes_get_data(bytes, &length);
  if (sax_parse(start, length, &calls, &path, &at, &own) == SAX_GOOD && path &&
      href_is_safe(path))
    return g_steal_pointer(&path);
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "'META-INF/container.xml' line %u: %s",
              MAX(at.line, 1), own ? own->message : "it names no package document");
  return NULL;
}

MkepubPackage *mkepub_reader_package(MkepubReader *reader, GError **error)
{
  g_autofree char *path = opf_find(reader, error);
  g_autoptr(GBytes) bytes =
      path ? mkepub_reader_read(reader, path, (guint64)64 << 20, error) : NULL;
  if (!bytes)
    return NULL;
  gsize length;
  const void *start = g_bytes_get_data(bytes, &length);
  return opf_parse(path, start, length, NULL, error);
}
