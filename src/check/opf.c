/* SPDX-License-Identifier: MIT */
#include "check/opf.h"

#include <string.h>

#include "base/text.h"
#include "check/href.h"
#include "check/sax.h"

#define OPF_URI    "http://www.idpf.org/2007/opf"
#define DC_URI     "http://purl.org/dc/elements/1.1/"
#define OCF_URI    "urn:oasis:names:tc:opendocument:xmlns:container"
#define TEXT_LIMIT ((gsize)64 << 10) /* of one value; a description is far below */

/* What of the document is read, and what it is read with. */
typedef struct {
  MkepubPackage *package;
  const OpfReport *report;
  GHashTable *ids;   /* of char *: all of the document */
  GHashTable *items; /* id to MkepubReaderItem; borrowed */
  GHashTable *hrefs; /* of char *; borrowed */
  char *unique, *toc, *cover_id, *collection;
  gboolean is_package, unique_found, has_spine;
  guint modifieds, navs, covers;
  GString *text; /* of the element that is being read; NULL: none is */
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

static void doubt(const Opf *opf, guint line, const char *format, ...) G_GNUC_PRINTF(3, 4);

static void doubt(const Opf *opf, guint line, const char *format, ...)
{
  if (!opf->report)
    return;
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *message = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  g_autofree char *place = g_strdup_printf("%s/%s", opf->report->shown, opf->package->path);
  mkepub_findings_add(opf->report->findings, MKEPUB_FINDING_BOOK_PACKAGE, place, line, 0, "%s",
                      message);
}

/* One line without control characters, which a terminal would obey. */
static char *plain(const char *text)
{
  g_autofree char *clean = text_repair(text, strlen(text), NULL, NULL, NULL);
  return text_collapse(clean, -1);
}

static gboolean has_word(const char *words, const char *word)
{
  g_auto(GStrv) list = g_strsplit(words ? words : "", " ", -1);
  return g_strv_contains((const char *const *)list, word);
}

static void refer(const Opf *opf, const char *href, guint line)
{
  g_autofree char *path = NULL, *fragment = NULL;
  if (!opf->report || !opf->report->references || !href ||
      href_resolve(opf->package->path, href, &path, &fragment) != HREF_INSIDE)
    return;
  OpfReference *reference = g_new0(OpfReference, 1);
  reference->target = g_steal_pointer(&path);
  reference->line = line;
  g_ptr_array_add(opf->report->references, reference);
}

static void read_item(Opf *opf, const SaxAttributes *attributes, guint line)
{
  MkepubReaderItem *item = g_new0(MkepubReaderItem, 1);
  g_autofree char *href = sax_attribute(attributes, NULL, "href"), *fragment = NULL;
  g_ptr_array_add(opf->package->items, item);
  item->id = sax_attribute(attributes, NULL, "id");
  item->media_type = sax_attribute(attributes, NULL, "media-type");
  item->properties = sax_attribute(attributes, NULL, "properties");
  item->linear = TRUE;
  HrefKind kind =
      href ? href_resolve(opf->package->path, href, &item->href, &fragment) : HREF_INVALID;
  if (kind == HREF_OUTSIDE || kind == HREF_INVALID)
    doubt(opf, line, "an item has no path within the book: '%s'", href ? href : "");
  if (!item->id || !item->media_type)
    doubt(opf, line, "an item lacks its %s: '%s'", item->id ? "media type" : "id",
          href ? href : "");
  if (item->href && !g_hash_table_add(opf->hrefs, item->href))
    doubt(opf, line, "'%s' is listed twice", item->href);
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

static void read_itemref(Opf *opf, const SaxAttributes *attributes, guint line)
{
  g_autofree char *id = sax_attribute(attributes, NULL, "idref");
  g_autofree char *linear = sax_attribute(attributes, NULL, "linear");
  MkepubReaderItem *item = id ? g_hash_table_lookup(opf->items, id) : NULL;
  if (!item)
    doubt(opf, line, "the spine names no item: '%s'", id ? id : "");
  else if (item->spine)
    doubt(opf, line, "the spine names '%s' twice", id);
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
    package->series = plain(content);
  if (strcmp(name, "calibre:series_index") == 0 && !package->position)
    package->position = plain(content);
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

static void begin_opf(Opf *opf, const char *name, const SaxAttributes *attributes, guint line)
{
  g_autofree char *href = NULL;
  if (strcmp(name, "package") == 0 && !opf->is_package) {
    opf->is_package = TRUE;
    g_autofree char *version = sax_attribute(attributes, NULL, "version");
    opf->package->version = version ? plain(version) : NULL;
    opf->unique = sax_attribute(attributes, NULL, "unique-identifier");
  } else if (strcmp(name, "item") == 0) {
    read_item(opf, attributes, line);
  } else if (strcmp(name, "itemref") == 0) {
    read_itemref(opf, attributes, line);
  } else if (strcmp(name, "spine") == 0) {
    opf->has_spine = TRUE;
    g_free(opf->toc);
    opf->toc = sax_attribute(attributes, NULL, "toc");
  } else if (strcmp(name, "meta") == 0) {
    begin_meta(opf, attributes);
  } else if (strcmp(name, "reference") == 0 || strcmp(name, "link") == 0) {
    href = sax_attribute(attributes, NULL, "href");
    refer(opf, href, line);
  }
}

static void on_start(gpointer data, const char *name, const char *uri,
                     const SaxAttributes *attributes, guint line)
{
  Opf *opf = data;
  forget_element(opf);
  opf->id = sax_attribute(attributes, NULL, "id");
  if (opf->id && !g_hash_table_add(opf->ids, g_strdup(opf->id)))
    doubt(opf, line, "the id '%s' is given twice", opf->id);
  if (strcmp(uri, OPF_URI) == 0)
    begin_opf(opf, name, attributes, line);
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
  (void)name, (void)uri;
  if (opf->text) {
    g_autofree char *value = plain(opf->text->str);
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

static void judge(const Opf *opf)
{
  const MkepubPackage *package = opf->package;
  gboolean old = package->version && package->version[0] == '2';
  if (!package->version || !strchr("23", package->version[0]) || !package->version[0])
    doubt(opf, 0, "its version is neither 2 nor 3: '%s'",
          package->version ? package->version : "");
  if (!package->title)
    doubt(opf, 0, "the book has no title");
  if (!package->language)
    doubt(opf, 0, "the book has no language");
  if (!package->identifier)
    doubt(opf, 0,
          opf->unique_found ? "the book's identifier is empty"
                            : "the book has no identifier of its own");
  if (!old && opf->modifieds != 1)
    doubt(opf, 0, "dcterms:modified is said %u times, not once", opf->modifieds);
  if (!old && opf->navs != 1)
    doubt(opf, 0, "%u documents have the property 'nav', not one", opf->navs);
  if (opf->covers > 1)
    doubt(opf, 0, "%u pictures are the cover", opf->covers);
  if (package->spine->len == 0)
    doubt(opf, 0, "the spine is %s", opf->has_spine ? "empty" : "missing");
  if (opf->toc && !g_hash_table_lookup(opf->items, opf->toc))
    doubt(opf, 0, "the spine's table of contents is no item: '%s'", opf->toc);
  if (old && !package->ncx)
    doubt(opf, 0, "the book has no table of contents");
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
  guint line = 0;
  gboolean good = sax_parse(bytes, length, &calls, &opf, &line, &own) == SAX_GOOD;
  if (good && opf.is_package) {
    find_by_id(&opf, opf.toc, &package->ncx);
    find_by_id(&opf, opf.cover_id, &package->cover);
    judge(&opf);
  }
  opf_clear(&opf);
  if (good && opf.is_package)
    return g_steal_pointer(&package);
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "'%s' line %u: %s", path, MAX(line, 1),
              good ? "no package document" : own->message);
  return NULL;
}

/* The first package document that the container names. */
static void on_container(gpointer data, const char *name, const char *uri,
                         const SaxAttributes *attributes, guint line)
{
  char **path = data;
  (void)line;
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
  guint line = 0;
  gsize length;
  const void *start = g_bytes_get_data(bytes, &length);
  if (sax_parse(start, length, &calls, &path, &line, &own) == SAX_GOOD && path &&
      href_is_safe(path))
    return g_steal_pointer(&path);
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "'META-INF/container.xml' line %u: %s",
              MAX(line, 1), own ? own->message : "it names no package document");
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
