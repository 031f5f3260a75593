/* SPDX-License-Identifier: MIT */
#include "media/fetch/meta.h"

#include <string.h>

#define FIRST       "mkepub picture 1"
#define LAST        "end"
#define HASH_LENGTH 64
#define VALUE_LIMIT 1000

void fetch_meta_free(FetchMeta *meta)
{
  if (!meta)
    return;
  g_free(meta->url);
  g_free(meta->body);
  g_free(meta->type);
  g_free(meta->etag);
  g_free(meta->modified);
  g_free(meta->time);
  g_free(meta);
}

static void append_line(GString *out, const char *name, const char *value)
{
  if (!value)
    return;
  g_string_append_printf(out, "%s ", name);
  for (gsize i = 0; value[i] && i < VALUE_LIMIT; i++)
    g_string_append_c(out, g_ascii_iscntrl(value[i]) ? ' ' : value[i]);
  g_string_append_c(out, '\n');
}

char *fetch_meta_text(const FetchMeta *meta)
{
  GString *out = g_string_new(FIRST "\n");
  g_string_append_printf(out, "url %s\nbody %s\nlength %" G_GUINT64_FORMAT "\n", meta->url,
                         meta->body, meta->length);
  append_line(out, "type", meta->type);
  append_line(out, "etag", meta->etag);
  append_line(out, "modified", meta->modified);
  append_line(out, "time", meta->time);
  g_string_append(out, LAST "\n");
  return g_string_free(out, FALSE);
}

/* Reads one line, ignoring unknown names. Returns FALSE for an invalid value. */
static gboolean take_line(FetchMeta *meta, const char *line)
{
  const struct {
    const char *name;
    char **place;
  } texts[] = {{"url", &meta->url},   {"body", &meta->body},         {"type", &meta->type},
               {"etag", &meta->etag}, {"modified", &meta->modified}, {"time", &meta->time}};
  const char *space = strchr(line, ' ');
  if (!space)
    return FALSE;
  g_autofree char *name = g_strndup(line, (gsize)(space - line));
  if (!strcmp(name, "length"))
    return g_ascii_string_to_unsigned(space + 1, 10, 0, G_MAXINT64, &meta->length, NULL);
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
    if (!strcmp(name, texts[i].name)) {
      g_free(*texts[i].place);
      *texts[i].place = g_strdup(space + 1);
    }
  return TRUE;
}

static gboolean is_hash(const char *text)
{
  return text && strlen(text) == HASH_LENGTH && strspn(text, "0123456789abcdef") == HASH_LENGTH;
}

FetchMeta *fetch_meta_parse(const char *text, gsize length, const char *url)
{
  if (memchr(text, '\0', length) || length == 0 || text[length - 1] != '\n')
    return NULL;
  g_autofree char *copy = g_strndup(text, length - 1);
  g_auto(GStrv) lines = g_strsplit(copy, "\n", -1);
  guint count = g_strv_length(lines);
  if (count < 2 || strcmp(lines[0], FIRST) != 0 || strcmp(lines[count - 1], LAST) != 0)
    return NULL;
  g_autoptr(FetchMeta) meta = g_new0(FetchMeta, 1);
  for (guint i = 1; i + 1 < count; i++)
    if (!take_line(meta, lines[i]))
      return NULL;
  if (g_strcmp0(meta->url, url) != 0 || !is_hash(meta->body) || meta->length == 0)
    return NULL;
  return g_steal_pointer(&meta);
}

/* The first letters of hashes distribute the files evenly. */
char *fetch_meta_path(const char *folder, const char *url)
{
  g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, url, -1);
  g_autofree char *part = g_strndup(hash, 2);
  return g_build_filename(folder, part, hash, NULL);
}

/* The name of a body depends on its bytes, so that no reader ever combines the metadata of one
 * body with another one, whatever other processes write. */
char *fetch_meta_body_path(const char *folder, const char *url, const char *body)
{
  g_autofree char *path = fetch_meta_path(folder, url);
  return g_strdup_printf("%s.%.16s", path, body);
}
