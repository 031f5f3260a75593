/* SPDX-License-Identifier: MIT */
#include "archive/shelf/schema.h"

#include <string.h>

#include "base/embed.h"
#include "base/text.h"

EMBED(schema_sql, "src/archive/shelf/schema.sql");

#define TABLE "CREATE TABLE "

struct Schema {
  GPtrArray *definitions; /* of char *: as they are written */
};

static const char *skip_comment(const char *sql)
{
  return strchrnul(sql, '\n');
}

/* Behind the quoted text that begins at SQL. */
static const char *skip_quoted(const char *sql)
{
  const char *end = strchr(sql + 1, *sql);
  return end ? end + 1 : sql + strlen(sql);
}

/* Behind what begins at SQL: a comment, a text in quotes, or one character. */
static const char *skip_piece(const char *sql)
{
  if (sql[0] == '-' && sql[1] == '-')
    return skip_comment(sql);
  return strchr("'\"`", *sql) ? skip_quoted(sql) : sql + 1;
}

/* The statement at *SQL as it is written, without blanks and comments in front of it; *SQL
 * moves after it. NULL at the end. For the caller to free. */
static char *next_statement(const char **sql)
{
  const char *p = *sql;
  while (g_ascii_isspace(*p) || (p[0] == '-' && p[1] == '-'))
    p = skip_piece(p);
  const char *from = p;
  for (p += strcspn(p, ";-'\"`"); *p && *p != ';'; p += strcspn(p, ";-'\"`"))
    p = skip_piece(p);
  *sql = *p ? p + 1 : p;
  return p > from || *p ? g_strndup(from, (gsize)(p - from)) : NULL;
}

/* STATEMENT without comments, each run of blanks as one, and none at its ends. Quoted text
 * stays. */
static char *normalize(const char *statement)
{
  g_autoptr(GString) out = g_string_new(NULL);
  for (const char *p = statement, *end; *p; p = end) {
    end = skip_piece(p);
    if (*p == '-' && end > p + 1)
      continue;
    if (!g_ascii_isspace(*p))
      g_string_append_len(out, p, end - p);
    else if (out->len > 0 && out->str[out->len - 1] != ' ')
      g_string_append_c(out, ' ');
  }
  return g_strdup(g_strchomp(out->str));
}

/* Appends the parts of a definition, from FROM to TO, in byte order: where a column was added
 * depends on the version that made the table. */
static void append_sorted(GString *out, const char *from, const char *to)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
  guint depth = 0;
  for (const char *p = from; p <= to;) {
    if (p == to || (*p == ',' && depth == 0)) {
      g_ptr_array_add(parts, g_strstrip(g_strndup(from, (gsize)(p - from))));
      from = ++p;
    } else if (strchr("'\"`", *p)) {
      const char *end = skip_quoted(p);
      p = MIN(end, to);
    } else {
      depth += *p == '(';
      depth -= *p == ')' && depth > 0;
      p++;
    }
  }
  g_ptr_array_sort(parts, text_compare);
  for (guint i = 0; i < parts->len; i++)
    g_string_append_printf(out, "%s%s", i > 0 ? ", " : "", (const char *)parts->pdata[i]);
}

/* STATEMENT in the form by which two are compared: tidy, the columns of a table in byte order.
 */
static char *normal_form(const char *statement)
{
  g_autofree char *text = normalize(statement);
  const char *open = strchr(text, '('), *close = strrchr(text, ')');
  if (!g_str_has_prefix(text, TABLE) || !open || !close || close < open)
    return g_steal_pointer(&text);
  GString *out = g_string_new_len(text, open + 1 - text);
  append_sorted(out, open + 1, close);
  return g_string_free(g_string_append(out, close), FALSE);
}

/* Whether DEFINITION makes what is called NAME. */
static gboolean is_called(const char *definition, const char *name)
{
  static const char *const words[] = {"CREATE ", "VIRTUAL ", "TABLE ", "INDEX "};
  for (guint i = 0; i < G_N_ELEMENTS(words); i++)
    if (g_str_has_prefix(definition, words[i]))
      definition += strlen(words[i]);
  definition += *definition == '\'';
  gsize length = strlen(name);
  return strncmp(definition, name, length) == 0 && definition[length] &&
         strchr(" '", definition[length]);
}

static char **find_definition(const Schema *schema, const char *name)
{
  for (guint i = 0; i < schema->definitions->len; i++)
    if (is_called(schema->definitions->pdata[i], name))
      return (char **)&schema->definitions->pdata[i];
  return NULL;
}

/* "ALTER TABLE name ADD COLUMN column"; anything else is left aside. */
static void add_column(const Schema *schema, const char *statement)
{
  static const char alter[] = "ALTER TABLE ", add[] = " ADD COLUMN ";
  const char *column = strstr(statement, add), *table = statement + strlen(alter);
  if (!g_str_has_prefix(statement, alter) || !column)
    return;
  g_autofree char *name = g_strndup(table, (gsize)(column - table));
  char **definition = find_definition(schema, name),
       *open = definition ? strchr(*definition, '(') : NULL;
  if (!open)
    return;
  char *more = g_strdup_printf("%.*s%s, %s", (int)(open + 1 - *definition), *definition,
                               column + strlen(add), open + 1);
  g_free(*definition);
  *definition = more;
}

Schema *schema_new(const char *const *steps, gsize count)
{
  Schema *schema = g_new0(Schema, 1);
  schema->definitions = g_ptr_array_new_with_free_func(g_free);
  for (gsize i = 0; i < count; i++) {
    const char *sql = steps[i];
    char *statement;
    while ((statement = next_statement(&sql))) {
      if (g_str_has_prefix(statement, "CREATE ")) {
        g_ptr_array_add(schema->definitions, statement);
        continue;
      }
      add_column(schema, statement);
      g_free(statement);
    }
  }
  return schema;
}

void schema_free(Schema *schema)
{
  g_ptr_array_unref(schema->definitions);
  g_free(schema);
}

static gboolean are_equal(const char *one, const char *other)
{
  if (strcmp(one, other) == 0)
    return TRUE;
  g_autofree char *a = normal_form(one), *b = normal_form(other);
  return strcmp(a, b) == 0;
}

gboolean schema_take(Schema *schema, const char *name, const char *sql)
{
  char **definition = find_definition(schema, name);
  if (!definition || !are_equal(*definition, sql))
    return FALSE;
  return g_ptr_array_remove_fast(schema->definitions, *definition);
}

const char *schema_left(const Schema *schema)
{
  return schema->definitions->len > 0 ? schema->definitions->pdata[0] : NULL;
}
