/* SPDX-License-Identifier: MIT */
#include "collect/frontmatter/fields.h"

#include <string.h>

struct Fields {
  GHashTable *by_name; /* folded name to Field * */
};

static void field_free(gpointer data)
{
  Field *field = data;
  g_free(field->name);
  g_ptr_array_unref(field->values);
  g_free(field);
}

Fields *fields_new(void)
{
  Fields *fields = g_new0(Fields, 1);
  fields->by_name = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, field_free);
  return fields;
}

void fields_free(Fields *fields)
{
  if (!fields)
    return;
  g_hash_table_unref(fields->by_name);
  g_free(fields);
}

guint fields_count(const Fields *fields)
{
  return g_hash_table_size(fields->by_name);
}

static char *fold_name(const char *name, gssize length)
{
  gsize n = length < 0 ? strlen(name) : (gsize)length;
  char *folded = g_malloc(n + 1), *out = folded;
  for (gsize i = 0; i < n; i++)
    if (!strchr("-_ \t", name[i]))
      *out++ = g_ascii_tolower(name[i]);
  *out = '\0';
  return folded;
}

static Field *field_at(Fields *fields, const char *name, gssize length, guint line)
{
  g_autofree char *folded = fold_name(name, length);
  Field *field = g_hash_table_lookup(fields->by_name, folded);
  if (!field) {
    field = g_new0(Field, 1);
    field->name = length < 0 ? g_strdup(name) : g_strndup(name, (gsize)length);
    field->values = g_ptr_array_new_with_free_func(g_free);
    field->line = line;
    g_hash_table_insert(fields->by_name, g_steal_pointer(&folded), field);
  }
  return field;
}

void fields_start(Fields *fields, const char *name, gssize length, guint line)
{
  /* 0 means: the next value replaces the existing ones */
  Field *field = field_at(fields, name, length, line);
  if (field->values->len > 0)
    field->line = 0;
}

void fields_add(Fields *fields, const char *name, gssize name_length, const char *value,
                gssize length, guint line)
{
  Field *field = field_at(fields, name, name_length, line);
  gsize n = length < 0 ? strlen(value) : (gsize)length;
  while (n > 0 && g_ascii_isspace(*value))
    value++, n--;
  if (n == 0)
    return;
  if (field->line == 0) {
    g_ptr_array_set_size(field->values, 0);
    field->listed = FALSE;
    field->line = line;
  }
  g_ptr_array_add(field->values, g_strndup(value, n));
}

void fields_set(Fields *fields, const char *name, gssize name_length, const char *value,
                gssize length, guint line)
{
  fields_start(fields, name, name_length, line);
  fields_add(fields, name, name_length, value, length, line);
}

void fields_mark_listed(Fields *fields, const char *name)
{
  field_at(fields, name, -1, 0)->listed = TRUE;
}

void fields_mark_in_body(Fields *fields, const char *name)
{
  field_at(fields, name, -1, 0)->in_body = TRUE;
}

const Field *fields_find(const Fields *fields, const char *folded)
{
  const Field *field = g_hash_table_lookup(fields->by_name, folded);
  return field && field->values->len > 0 ? field : NULL;
}
