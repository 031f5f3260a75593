/* SPDX-License-Identifier: MIT */
#include "epub/kept-sources.h"

#include <string.h>

#include "base/digest.h"
#include "mkepub/xml.h"
#include "xml/write.h"

gboolean sources_pack(MkepubOcf *ocf, const MkepubArticle *article, SourcesEntry *entry,
                      GError **error)
{
  gsize length;
  g_autofree char *bytes = mkepub_article_read_source(article, &length, error);
  *entry = (SourcesEntry){.sha256 = ""};
  if (!bytes || !mkepub_ocf_pack(ocf, bytes, length, FALSE, &entry->blob, error))
    return FALSE;
  guint8 digest[DIGEST_SHA256];
  digest_sha256(bytes, length, digest);
  g_autofree char *sum = digest_hex(digest, sizeof digest);
  g_strlcpy(entry->sha256, sum, sizeof entry->sha256);
  return TRUE;
}

/* The prefix of the paths below each of several input folders: canonical path to 'news/'. It
 * does not depend on the book. */
static GHashTable *prefixes_of(const MkepubBook *book)
{
  const GPtrArray *roots = book->collection->roots;
  GHashTable *prefixes = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr(GHashTable) taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < roots->len; i++) {
    char *root = g_ptr_array_index(roots, i);
    g_autofree char *name = g_path_get_basename(root);
    char *prefix = g_strdup_printf("%s/", *name == '/' ? "root" : name);
    for (guint n = 2; g_hash_table_contains(taken, prefix); n++) {
      g_free(prefix);
      prefix = g_strdup_printf("%s-%u/", name, n);
    }
    g_hash_table_add(taken, g_strdup(prefix));
    g_hash_table_insert(prefixes, root, prefix);
  }
  return prefixes;
}

/* The path below the input folder as the file system spells it: 'relative' is for display, but
 * it has as many parts. Borrowed. */
static const char *path_below(const MkepubArticle *article)
{
  const char *p = article->file + strlen(article->file);
  guint parts = 1;
  for (const char *r = article->relative; *r; r++)
    parts += *r == '/';
  while (p > article->file && (p[-1] != '/' || --parts > 0))
    p--;
  return p;
}

/* The book says itself that it should have the source of ARTICLE and has not. */
static void list_lost(MkepubXml *xml, const MkepubBookArticle *article, const char *prefix)
{
  g_autofree char *path = g_strconcat(prefix, path_below(article->article), NULL);
  g_autofree char *encoded = g_uri_escape_string(path, "/", FALSE);
  g_autofree char *chapter = g_strconcat("EPUB/", article->name, NULL);
  mkepub_xml_open(xml, "lost");
  mkepub_xml_attribute(xml, "path", encoded);
  mkepub_xml_attribute(xml, "chapter", chapter);
  mkepub_xml_close(xml);
}

static void list_source(MkepubXml *xml, const MkepubBookArticle *article, const char *prefix,
                        const char *name, const SourcesEntry *entry)
{
  g_autofree char *path = g_strconcat(prefix, path_below(article->article), NULL);
  g_autofree char *encoded = g_uri_escape_string(path, "/", FALSE);
  g_autofree char *chapter = g_strconcat("EPUB/", article->name, NULL);
  g_autofree char *bytes = g_strdup_printf("%" G_GUINT64_FORMAT, entry->blob.size);
  mkepub_xml_open(xml, "source");
  mkepub_xml_attribute(xml, "path", encoded);
  mkepub_xml_attribute(xml, "entry", name);
  mkepub_xml_attribute(xml, "chapter", chapter);
  mkepub_xml_attribute(xml, "bytes", bytes);
  mkepub_xml_attribute(xml, "sha256", entry->sha256);
  mkepub_xml_close(xml);
}

gboolean sources_add(MkepubOcf *ocf, const MkepubBook *book, const SourcesEntry *entries,
                     GError **error)
{
  g_autoptr(GHashTable) prefixes = prefixes_of(book);
  g_autoptr(MkepubXml) xml = mkepub_xml_new();
  mkepub_xml_open(xml, "sources");
  mkepub_xml_attribute(xml, "version", "1");
  for (guint i = 0; i < book->articles->len; i++) {
    const MkepubBookArticle *article = g_ptr_array_index(book->articles, i);
    const char *dot = strrchr(article->name, '.');
    g_autofree char *name =
        g_strdup_printf(SOURCES_FOLDER "%.*s.md", (int)(dot - article->name), article->name);
    const char *prefix = g_hash_table_size(prefixes) > 1
                             ? g_hash_table_lookup(prefixes, article->article->root)
                             : "";
    if (!entries[i].sha256[0]) {
      list_lost(xml, article, prefix);
      continue;
    }
    list_source(xml, article, prefix, name, &entries[i]);
    mkepub_ocf_add(ocf, name, &entries[i].blob);
  }
  MkepubOcfBlob index;
  GString *list = mkepub_xml_finish(xml, error);
  gboolean done = list && mkepub_xml_check(list->str, list->len, "sources.xml", error) &&
                  mkepub_ocf_pack(ocf, list->str, list->len, FALSE, &index, error);
  if (done)
    mkepub_ocf_add(ocf, SOURCES_INDEX, &index);
  if (list)
    g_string_free(list, TRUE);
  return done;
}
