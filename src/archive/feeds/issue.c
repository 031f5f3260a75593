/* SPDX-License-Identifier: MIT */
#include "archive/feeds/issue.h"

#include <string.h>

#include "base/text.h"

enum {
  SUMMARY = 160, /* characters, about */
  CONTENT = 400,
  TITLE = 120,      /* of an article within them */
  SECTIONS = 16,    /* a longer list is of no use */
  LOOKED_AT = 1000, /* articles of an issue; a yearly book may have very many */
  REMEMBERED = 16384
};

struct OpdsIssues {
  MkepubCatalog *catalog;
  GHashTable *known;   /* gint64 * to OpdsContents * */
  GHashTable *digests; /* gint64 * to guint8 * */
};

static void free_contents(gpointer data)
{
  OpdsContents *contents = data;
  g_free(contents->summary);
  g_free(contents->content);
  g_free(contents->atom);
  g_free(contents->json);
  g_ptr_array_unref(contents->sections);
  g_free(contents);
}

OpdsIssues *opds_issues_new(MkepubCatalog *catalog)
{
  OpdsIssues *issues = g_new0(OpdsIssues, 1);
  issues->catalog = catalog;
  issues->known = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, free_contents);
  issues->digests = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
  return issues;
}

void opds_issues_free(OpdsIssues *issues)
{
  if (!issues)
    return;
  g_hash_table_unref(issues->known);
  g_hash_table_unref(issues->digests);
  g_free(issues);
}

/* A text of as many titles as fit. */
typedef struct {
  GString *text;
  const char *between;
  glong room; /* characters */
  guint named;
  gboolean full;
} Titles;

static void add_title(Titles *titles, const char *title)
{
  glong length = g_utf8_strlen(title, -1);
  titles->full |= titles->named > 0 && length > titles->room;
  if (titles->full)
    return;
  if (titles->named++ > 0)
    g_string_append(titles->text, titles->between);
  g_string_append(titles->text, title);
  titles->room -= length;
}

/* Returns the text of TITLES, with the number of articles of the issue that it does not
 * name. */
static char *finish_titles(Titles *titles, const MkepubIssue *issue)
{
  if (titles->named == 0)
    g_string_append(titles->text, issue->name);
  else if (issue->articles > titles->named)
    g_string_append_printf(titles->text, " (+%u)", issue->articles - titles->named);
  return g_string_free(titles->text, FALSE);
}

typedef struct {
  Titles summary, content;
  GPtrArray *sections;
  guint looked_at;
} Look;

static void take_section(GPtrArray *sections, const char *name)
{
  if (!name || !*name || sections->len >= SECTIONS ||
      g_ptr_array_find_with_equal_func(sections, name, g_str_equal, NULL))
    return;
  g_ptr_array_add(sections, g_strdup(name));
}

static gboolean describe_article(gpointer data, const MkepubIssueArticle *article)
{
  Look *look = data;
  g_autofree char *title = text_shorten(article->title, TITLE);
  take_section(look->sections, article->section);
  add_title(&look->summary, title);
  add_title(&look->content, title);
  return ++look->looked_at < LOOKED_AT;
}

static OpdsContents *read_contents(OpdsIssues *issues, const MkepubIssue *issue, GError **error)
{
  Look look = {.summary = {.text = g_string_new(NULL), .between = " · ", .room = SUMMARY},
               .content = {.text = g_string_new(NULL), .between = "\n", .room = CONTENT},
               .sections = g_ptr_array_new_with_free_func(g_free)};
  OpdsContents *contents = g_new0(OpdsContents, 1);
  contents->sections = look.sections;
  gboolean read =
      mkepub_catalog_articles(issues->catalog, issue->id, describe_article, &look, error);
  contents->summary = finish_titles(&look.summary, issue);
  contents->content = finish_titles(&look.content, issue);
  if (read)
    return contents;
  free_contents(contents);
  return NULL;
}

OpdsContents *opds_issue_contents(OpdsIssues *issues, const MkepubIssue *issue, GError **error)
{
  OpdsContents *contents = g_hash_table_lookup(issues->known, &issue->id);
  if (contents)
    return contents;
  contents = read_contents(issues, issue, error);
  if (!contents)
    return NULL;
  if (g_hash_table_size(issues->known) >= REMEMBERED)
    g_hash_table_remove_all(issues->known);
  g_hash_table_insert(issues->known, g_memdup2(&issue->id, sizeof issue->id), contents);
  return contents;
}

static guint8 *make_digest(const MkepubIssue *issue)
{
  const char *texts[] = {issue->identifier, issue->title,      issue->name,     issue->number,
                         issue->date,       issue->language,   issue->file,     issue->modified,
                         issue->cover,      issue->cover_type, issue->thumbnail};
  guint8 *digest = g_malloc(OPDS_DIGEST);
  OpdsSum *sum = opds_sum_new();
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
    opds_sum_text(sum, texts[i]);
  opds_sum_count(sum, issue->bytes);
  opds_sum_count(sum, issue->articles);
  opds_sum_digest(sum, issue->sha256);
  opds_sum_finish(sum, digest);
  return digest;
}

const guint8 *opds_issue_digest(OpdsIssues *issues, const MkepubIssue *issue)
{
  guint8 *digest = g_hash_table_lookup(issues->digests, &issue->id);
  if (digest)
    return digest;
  if (g_hash_table_size(issues->digests) >= REMEMBERED)
    g_hash_table_remove_all(issues->digests);
  digest = make_digest(issue);
  g_hash_table_insert(issues->digests, g_memdup2(&issue->id, sizeof issue->id), digest);
  return digest;
}

/* Returns the media type by the extension, for types that every reader supports; NULL for
 * others. */
static const char *picture_type(const char *name)
{
  if (!name)
    return NULL;
  if (g_str_has_suffix(name, ".jpg"))
    return "image/jpeg";
  if (g_str_has_suffix(name, ".png"))
    return "image/png";
  return g_str_has_suffix(name, ".gif") ? "image/gif" : NULL;
}

OpdsPictures opds_issue_pictures(const MkepubIssue *issue)
{
  OpdsPictures pictures = {0};
  pictures.thumbnail_type = picture_type(issue->thumbnail);
  pictures.thumbnail = pictures.thumbnail_type ? issue->thumbnail : NULL;
  pictures.cover_type = picture_type(issue->cover);
  pictures.cover = pictures.cover_type ? issue->cover : NULL;
  /* show a cover in SVG in its small version rather than not at all */
  if (!pictures.cover) {
    pictures.cover = pictures.thumbnail;
    pictures.cover_type = pictures.thumbnail_type;
  }
  return pictures;
}

gboolean opds_issue_position(const MkepubIssue *issue, double *position)
{
  const char *number = issue->number ? issue->number : "";
  /* digits and a point: rejects '1e9', 'inf' and '0x10', which g_ascii_strtod accepts */
  if (!*number || strspn(number, "0123456789.") != strlen(number))
    return FALSE;
  char *end;
  *position = g_ascii_strtod(number, &end);
  return *end == '\0' && end != number;
}

struct OpdsSum {
  GByteArray *bytes;
};

OpdsSum *opds_sum_new(void)
{
  OpdsSum *sum = g_new0(OpdsSum, 1);
  sum->bytes = g_byte_array_sized_new(512);
  return sum;
}

void opds_sum_text(OpdsSum *sum, const char *text)
{
  g_byte_array_append(sum->bytes, (const guint8 *)(text ? "t" : "-"), 1);
  if (text)
    g_byte_array_append(sum->bytes, (const guint8 *)text, (guint)strlen(text) + 1);
}

void opds_sum_count(OpdsSum *sum, guint64 count)
{
  guint64 bytes = GUINT64_TO_LE(count);
  g_byte_array_append(sum->bytes, (const guint8 *)&bytes, sizeof bytes);
}

void opds_sum_digest(OpdsSum *sum, const guint8 digest[OPDS_DIGEST])
{
  g_byte_array_append(sum->bytes, digest, OPDS_DIGEST);
}

void opds_sum_finish(OpdsSum *sum, guint8 digest[OPDS_DIGEST])
{
  digest_sha256(sum->bytes->data, sum->bytes->len, digest);
  g_byte_array_unref(sum->bytes);
  g_free(sum);
}
