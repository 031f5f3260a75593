/* SPDX-License-Identifier: MIT */
/* Ids, and the links and labels that are written only when the id they refer to exists. */
#include "xhtml/writer-internal.h"

#include <string.h>

#include "mkepub/url.h"
#include "xhtml/escape.h"

/* DEFINED: used by a part of a drawing that links must not lead to. */
enum id_state { ID_RESERVED = 1, ID_WRITTEN = 2, ID_DEFINED = 3 };

#define WISH_LIMIT 64

static enum id_state id_state(const MkepubWriter *writer, const char *id)
{
  return GPOINTER_TO_UINT(g_hash_table_lookup(writer->ids, id));
}

static void set_state(MkepubWriter *writer, const char *id, enum id_state state)
{
  g_hash_table_insert(writer->ids, g_strdup(id), GUINT_TO_POINTER(state));
}

gboolean ids_take(MkepubWriter *writer, const char *id)
{
  if (id_state(writer, id) >= ID_WRITTEN)
    return FALSE;
  set_state(writer, id, ID_WRITTEN);
  return TRUE;
}

void ids_define(MkepubWriter *writer, const char *id)
{
  set_state(writer, id, ID_DEFINED);
}

void ids_release(MkepubWriter *writer, const char *id)
{
  g_hash_table_remove(writer->ids, id);
}

/* Returns WISH as an id: letters and digits of any script in lower case, everything else as one
 * '-'. The caller frees it. */
static GString *slug(const char *wish)
{
  GString *out = g_string_sized_new(WISH_LIMIT);
  gboolean gap = FALSE;
  const char *end = wish + strlen(wish);
  for (const char *p = wish; p < end && out->len < WISH_LIMIT;) {
    if (g_ascii_isalnum(*p)) { /* most characters are ASCII: no Unicode lookup needed */
      if (gap)
        g_string_append_c(out, '-');
      gap = FALSE;
      g_string_append_c(out, g_ascii_tolower(*p++));
      continue;
    }
    gunichar c = g_utf8_get_char_validated(p, end - p);
    if (c == (gunichar)-1 || c == (gunichar)-2) {
      p++;
      continue;
    }
    p = g_utf8_next_char(p);
    if (!g_unichar_isalnum(c) && !g_unichar_ismark(c)) {
      gap = out->len > 0;
      continue;
    }
    if (gap)
      g_string_append_c(out, '-');
    gap = FALSE;
    g_string_append_unichar(out, g_unichar_tolower(c));
  }
  if (out->len == 0)
    g_string_append(out, "id");
  return out;
}

const char *mkepub_writer_new_id(MkepubWriter *writer, const char *wish)
{
  g_autoptr(GString) id = slug(wish);
  gsize stem = id->len;
  if (id_state(writer, id->str)) {
    g_autofree char *key = g_strdup(id->str);
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(writer->numbers, key));
    do {
      number++;
      g_string_truncate(id, stem);
      g_string_append_printf(id, "-%u", number);
    } while (id_state(writer, id->str));
    g_hash_table_insert(writer->numbers, g_steal_pointer(&key), GUINT_TO_POINTER(number));
  }
  set_state(writer, id->str, ID_RESERVED);
  return g_string_chunk_insert_len(writer->strings, id->str, (gssize)id->len);
}

void mkepub_writer_alias(MkepubWriter *writer, const char *alias, const char *id)
{
  /* an id has precedence over an alias of the same name */
  if (strcmp(alias, id) == 0 && id_state(writer, id) == ID_WRITTEN)
    return;
  if (!g_hash_table_contains(writer->aliases, alias))
    g_hash_table_insert(writer->aliases, g_strdup(alias), g_strdup(id));
}

/* Appends ID as the fragment of a URL: percent-encodes everything that a fragment cannot
 * contain, but no letters of other scripts. */
static void append_fragment(GString *out, const char *id)
{
  for (const guchar *p = (const guchar *)id; *p; p++) {
    /* epubcheck does not accept U+FFF0 to U+FFFD in a URL */
    gboolean special = p[0] == 0xef && p[1] == 0xbf && p[2] >= 0xb0;
    if (!special && (*p >= 0x80 || g_ascii_isalnum(*p) || strchr("-._~!$'()*+,;=:@/?", *p))) {
      g_string_append_c(out, (char)*p);
      continue;
    }
    g_string_append_printf(out, "%%%02X", *p);
    if (special) {
      g_string_append_printf(out, "%%%02X%%%02X", p[1], p[2]);
      p += 2;
    }
  }
}

static void append_reference(GString *out, MkepubAttribute attribute, const char *id)
{
  g_string_append_c(out, ' ');
  g_string_append(out, attribute_facts[attribute].name);
  g_string_append(out, "=\"");
  if (attribute == MKEPUB_AT_HREF) {
    g_string_append_c(out, '#');
    append_fragment(out, id);
  } else if (attribute == MKEPUB_AT_ARIA_LABEL) {
    escape_append(out, id, strlen(id), ESCAPE_ATTRIBUTE);
  } else {
    /* take_value refused quotes and '<' in the id of a reference */
    g_string_append(out, id);
  }
  g_string_append_c(out, '"');
}

void ids_add_reference(MkepubWriter *writer, MkepubAttribute attribute, const char *id,
                       guint line)
{
  struct reference reference = {.start = writer->out->len,
                                .id = g_string_chunk_insert(writer->strings, id),
                                .line = line,
                                .attribute = attribute};
  append_reference(writer->out, attribute, id);
  reference.end = writer->out->len;
  if (attribute == MKEPUB_AT_HREF)
    writer->tag_reference = (gint32)writer->references->len;
  g_array_append_val(writer->references, reference);
}

void ids_add_label(MkepubWriter *writer, gsize tag, gsize at)
{
  guint count = writer->references->len;
  if (count == 0 || g_array_index(writer->references, struct reference, count - 1).start < tag)
    return;
  struct reference label = g_array_index(writer->references, struct reference, count - 1);
  label.start = label.end = at;
  label.attribute = MKEPUB_AT_ARIA_LABEL;
  g_array_append_val(writer->references, label);
}

void ids_forget_references(MkepubWriter *writer, gsize length)
{
  guint count = writer->references->len;
  while (count > 0 &&
         g_array_index(writer->references, struct reference, count - 1).start >= length)
    count--;
  g_array_set_size(writer->references, count);
}

/* Returns the id in this document that NAME refers to, directly or as an alias, or NULL. */
static const char *find_id(const MkepubWriter *writer, const char *name)
{
  if (id_state(writer, name) == ID_WRITTEN)
    return name;
  const char *id = g_hash_table_lookup(writer->aliases, name);
  return id && id_state(writer, id) == ID_WRITTEN ? id : NULL;
}

/* Appends the attribute of REFERENCE to OUT when its id exists. Lists a link whose id is
 * missing as a broken fragment. */
static void append_target(MkepubWriter *writer, GString *out, const struct reference *reference)
{
  const char *id = find_id(writer, reference->id);
  g_autofree char *plain = NULL;
  if (!id && reference->attribute != MKEPUB_AT_ARIA_LABELLEDBY && strchr(reference->id, '%')) {
    plain = mkepub_url_decode(reference->id, -1);
    id = find_id(writer, plain);
  }
  if (id) {
    append_reference(out, reference->attribute, id);
    return;
  }
  if (reference->attribute != MKEPUB_AT_HREF)
    return;
  MkepubBrokenFragment *broken = g_new0(MkepubBrokenFragment, 1);
  broken->fragment = g_strdup(reference->id);
  broken->line = reference->line;
  g_ptr_array_add(writer->broken, broken);
}

/* Removes the broken fragments after the first BEFORE when REFERENCE is another copy of a link
 * that was interrupted by a block: it is reported once. */
static void drop_repeated(MkepubWriter *writer, guint before, const struct reference *reference,
                          GHashTable *seen)
{
  if (!g_hash_table_add(seen, (gpointer)reference->id))
    g_ptr_array_set_size(writer->broken, (gint)before);
}

GString *ids_resolve(MkepubWriter *writer)
{
  GString *from = g_steal_pointer(&writer->out);
  writer->usual = from->len;
  if (writer->references->len == 0)
    return from;
  g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
  GString *out = g_string_sized_new(from->len + from->len / 16 + 64);
  gsize done = 0;
  for (guint i = 0; i < writer->references->len; i++) {
    const struct reference *reference = &g_array_index(writer->references, struct reference, i);
    guint before = writer->broken->len;
    g_string_append_len(out, from->str + done, (gssize)(reference->start - done));
    append_target(writer, out, reference);
    if (writer->broken->len > before)
      drop_repeated(writer, before, reference, seen);
    done = reference->end;
  }
  g_string_append_len(out, from->str + done, (gssize)(from->len - done));
  g_string_free(from, TRUE);
  return out;
}
