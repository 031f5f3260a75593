/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/text.h"
#include "mkepub/reader.h"
#include "text/href.h"
#include "xml/sax.h"

#define XHTML_URI   "http://www.w3.org/1999/xhtml"
#define OPS_URI     "http://www.idpf.org/2007/ops"
#define NCX_URI     "http://www.daisy.org/z3986/2005/ncx/"
#define LIMIT       ((guint64)64 << 20)
#define TITLE_LIMIT ((gsize)4096)

typedef struct {
  const char *path;
  GPtrArray *lines;
  guint level;         /* lists that are open */
  gboolean in_toc;     /* within the nav of the table of contents */
  gboolean wants_text; /* within a title */
  GString *title;
  MkepubReaderLine *line; /* borrowed: the one that is being read, or NULL */
} Toc;

static void line_free(gpointer data)
{
  MkepubReaderLine *line = data;
  g_free(line->title);
  g_free(line->href);
  g_free(line);
}

static void begin_line(Toc *toc)
{
  if (toc->lines->len > 0) {
    MkepubReaderLine *last = g_ptr_array_index(toc->lines, toc->lines->len - 1);
    last->heading = last->level < toc->level;
  }
  toc->line = g_new0(MkepubReaderLine, 1);
  toc->line->level = MAX(toc->level, 1);
  toc->line->title = g_strdup("");
  g_ptr_array_add(toc->lines, toc->line);
  g_string_truncate(toc->title, 0);
}

static void lead(Toc *toc, const char *reference)
{
  g_autofree char *fragment = NULL;
  if (!toc->line || toc->line->href || !reference)
    return;
  href_resolve(toc->path, reference, &toc->line->href, &fragment);
}

static void end_title(Toc *toc)
{
  toc->wants_text = FALSE;
  if (!toc->line)
    return;
  g_free(toc->line->title);
  g_autofree char *clean = text_repair(toc->title->str, toc->title->len, NULL, NULL, NULL);
  toc->line->title = text_collapse(clean, -1);
}

static void nav_start(gpointer data, const char *name, const char *uri,
                      const SaxAttributes *attributes, SaxPlace at)
{
  Toc *toc = data;
  (void)at;
  if (strcmp(uri, XHTML_URI) != 0)
    return;
  if (strcmp(name, "nav") == 0) {
    g_autofree char *type = sax_attribute(attributes, OPS_URI, "type");
    toc->in_toc = g_strcmp0(type, "toc") == 0;
  } else if (toc->in_toc && strcmp(name, "ol") == 0) {
    toc->level++;
  } else if (toc->in_toc && toc->level > 0 &&
             (strcmp(name, "a") == 0 || (strcmp(name, "span") == 0 && !toc->wants_text))) {
    g_autofree char *href = sax_attribute(attributes, NULL, "href");
    begin_line(toc);
    lead(toc, href);
    toc->wants_text = TRUE;
  }
}

static void nav_end(gpointer data, const char *name, const char *uri)
{
  Toc *toc = data;
  if (strcmp(uri, XHTML_URI) != 0 || !toc->in_toc)
    return;
  if (strcmp(name, "nav") == 0) {
    toc->in_toc = FALSE;
  } else if (strcmp(name, "ol") == 0) {
    toc->level -= toc->level > 0;
  } else if (strcmp(name, "a") == 0 || strcmp(name, "li") == 0) {
    if (toc->wants_text)
      end_title(toc);
    toc->line = NULL;
  }
}

static void ncx_start(gpointer data, const char *name, const char *uri,
                      const SaxAttributes *attributes, SaxPlace at)
{
  Toc *toc = data;
  (void)at;
  if (strcmp(uri, NCX_URI) != 0)
    return;
  if (strcmp(name, "navPoint") == 0) {
    toc->level++;
    begin_line(toc);
  } else if (toc->line && strcmp(name, "text") == 0) {
    toc->wants_text = TRUE;
  } else if (toc->line && strcmp(name, "content") == 0) {
    g_autofree char *src = sax_attribute(attributes, NULL, "src");
    lead(toc, src);
  }
}

static void ncx_end(gpointer data, const char *name, const char *uri)
{
  Toc *toc = data;
  if (strcmp(uri, NCX_URI) != 0)
    return;
  if (strcmp(name, "navPoint") == 0) {
    toc->level -= toc->level > 0;
    toc->line = NULL;
  } else if (strcmp(name, "text") == 0 && toc->wants_text) {
    end_title(toc);
  }
}

static void on_text(gpointer data, const char *text, gsize length)
{
  Toc *toc = data;
  if (toc->wants_text && toc->title->len < TITLE_LIMIT)
    g_string_append_len(toc->title, text, (gssize)MIN(length, TITLE_LIMIT));
}

GPtrArray *mkepub_reader_contents(MkepubReader *reader, const MkepubPackage *package,
                                  GError **error)
{
  static const SaxCalls nav = {nav_start, nav_end, on_text},
                        ncx = {ncx_start, ncx_end, on_text};
  const char *path = package->nav ? package->nav : package->ncx;
  if (!path) {
    g_set_error_literal(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT,
                        "the book has no table of contents");
    return NULL;
  }
  g_autoptr(GBytes) bytes = mkepub_reader_read(reader, path, LIMIT, error);
  if (!bytes)
    return NULL;
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(line_free);
  g_autoptr(GString) title = g_string_new(NULL);
  Toc toc = {.path = path, .lines = lines, .title = title};
  gsize length;
  const void *start = g_bytes_get_data(bytes, &length);
  if (sax_parse(start, length, path == package->nav ? &nav : &ncx, &toc, NULL, error) !=
      SAX_GOOD) {
    g_prefix_error(error, "'%s': ", path);
    return NULL;
  }
  return g_steal_pointer(&lines);
}
