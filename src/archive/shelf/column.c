/* SPDX-License-Identifier: MIT */
#include "archive/shelf/column.h"

#include <string.h>

#include "archive/shelf/name.h"
#include "mkepub/period.h"

#define MOST ((gint64)1 << 53)

/* A fault; NULL for none. Borrowed. */
typedef const char *(*Check)(sqlite3_stmt *row, int column);

static const char *check_range(sqlite3_stmt *row, int column, gint64 least, gint64 most)
{
  gint64 value = sqlite3_column_int64(row, column);
  if (sqlite3_column_type(row, column) != SQLITE_INTEGER)
    return "is not an integer";
  return value >= least && value <= most ? NULL : "is out of range";
}

static const char *check_id(sqlite3_stmt *row, int column)
{
  return check_range(row, column, 1, MOST);
}

static const char *check_size(sqlite3_stmt *row, int column)
{
  return check_range(row, column, 0, MOST);
}

static const char *check_count(sqlite3_stmt *row, int column)
{
  return check_range(row, column, 0, G_MAXINT32);
}

static const char *check_integer(sqlite3_stmt *row, int column)
{
  return check_range(row, column, G_MININT64, G_MAXINT64);
}

static const char *check_real(sqlite3_stmt *row, int column)
{
  int type = sqlite3_column_type(row, column);
  return type == SQLITE_FLOAT || type == SQLITE_INTEGER ? NULL : "is not a number";
}

static const char *check_text(sqlite3_stmt *row, int column)
{
  if (sqlite3_column_type(row, column) != SQLITE_TEXT)
    return "is not text";
  const char *text = (const char *)sqlite3_column_text(row, column);
  /* this fails at a NUL as well */
  return text && g_utf8_validate(text, sqlite3_column_bytes(row, column), NULL)
             ? NULL
             : "is not valid UTF-8";
}

static const char *check_bytes(sqlite3_stmt *row, int column)
{
  return sqlite3_column_type(row, column) == SQLITE_BLOB ? NULL : "is not bytes";
}

static const char *check_no_nul(sqlite3_stmt *row, int column)
{
  const void *bytes = sqlite3_column_blob(row, column);
  gsize length = (gsize)sqlite3_column_bytes(row, column);
  return bytes && memchr(bytes, '\0', length) ? "has a zero byte" : NULL;
}

static const char *check_optional_path(sqlite3_stmt *row, int column)
{
  const char *fault = check_bytes(row, column);
  return fault ? fault : check_no_nul(row, column);
}

static const char *check_path(sqlite3_stmt *row, int column)
{
  const char *fault = check_optional_path(row, column);
  return fault || sqlite3_column_bytes(row, column) > 0 ? fault : "is empty";
}

static const char *check_length(sqlite3_stmt *row, int column, int length)
{
  const char *fault = check_bytes(row, column);
  return fault || sqlite3_column_bytes(row, column) == length ? fault : "has a wrong length";
}

static const char *check_hash(sqlite3_stmt *row, int column)
{
  return check_length(row, column, DIGEST_SHA256);
}

static const char *check_short_hash(sqlite3_stmt *row, int column)
{
  return check_length(row, column, COLUMN_SHORT_HASH);
}

/* Whether the text is as PATTERN, where 'd' means a digit. */
static gboolean is_like(const char *text, const char *pattern)
{
  for (; *pattern; text++, pattern++)
    if (*pattern == 'd' ? !g_ascii_isdigit(*text) : *text != *pattern)
      return FALSE;
  return *text == '\0';
}

static const char *check_day(sqlite3_stmt *row, int column)
{
  const char *fault = check_text(row, column);
  if (fault)
    return fault;
  const char *text = column_text(row, column);
  return is_like(text, "dddd-dd-dd") && mkepub_period_bounds(text, NULL, NULL) ? NULL
                                                                               : "is not a day";
}

static const char *check_time(sqlite3_stmt *row, int column)
{
  const char *fault = check_text(row, column);
  return fault || is_like(column_text(row, column), "dddd-dd-ddTdd:dd:ddZ") ? fault
                                                                            : "is not a time";
}

static const char *check_year(sqlite3_stmt *row, int column)
{
  const char *fault = check_text(row, column), *text = column_text(row, column);
  return fault || is_like(text, "dddd") || strcmp(text, "undated") == 0 ? fault
                                                                        : "is not a year";
}

static const char *check_period(sqlite3_stmt *row, int column)
{
  const char *fault = check_text(row, column), *text = column_text(row, column);
  if (fault || strcmp(text, "undated") == 0 || mkepub_period_bounds(text, NULL, NULL))
    return fault;
  gsize digits = strspn(text, "0123456789");
  return digits >= 6 && digits <= 9 && text[digits] == '\0' ? NULL : "is not a period";
}

/* No way out of the shelf, and no hidden file. */
static const char *check_name(sqlite3_stmt *row, int column)
{
  const char *fault = check_text(row, column);
  return fault ? fault
         : shelf_name_is_valid(column_text(row, column))
             ? NULL
             : "is not the name of a file on a shelf";
}

static Check check_of(char letter)
{
  static const Check checks['z' - 'a' + 1] = {
      ['b' - 'a'] = check_bytes,      ['c' - 'a'] = check_count,   ['d' - 'a'] = check_day,
      ['f' - 'a'] = check_name,       ['h' - 'a'] = check_hash,    ['i' - 'a'] = check_id,
      ['k' - 'a'] = check_period,     ['m' - 'a'] = check_integer, ['n' - 'a'] = check_size,
      ['p' - 'a'] = check_path,       ['r' - 'a'] = check_real,    ['t' - 'a'] = check_text,
      ['s' - 'a'] = check_short_hash, ['y' - 'a'] = check_year,    ['z' - 'a'] = check_time};
  if (letter == 'P')
    return check_optional_path;
  char small = g_ascii_tolower(letter);
  g_assert(small >= 'a' && small <= 'z' && checks[small - 'a']);
  return checks[small - 'a'];
}

static const char *fault_of(sqlite3_stmt *row, int column, char letter)
{
  if (sqlite3_column_type(row, column) == SQLITE_NULL)
    return g_ascii_isupper(letter) ? NULL : "is missing";
  return check_of(letter)(row, column);
}

char *column_fault(sqlite3_stmt *row, const char *columns)
{
  int count = sqlite3_column_count(row);
  g_assert((gsize)count == strlen(columns));
  for (int i = 0; i < count; i++) {
    const char *fault = fault_of(row, i, columns[i]);
    if (fault)
      return g_strdup_printf("'%s' %s", sqlite3_column_name(row, i), fault);
  }
  return NULL;
}

const char *column_text(sqlite3_stmt *row, int column)
{
  return (const char *)sqlite3_column_text(row, column);
}

const guint8 *column_bytes(sqlite3_stmt *row, int column, gsize *length)
{
  const guint8 *bytes = sqlite3_column_blob(row, column);
  *length = (gsize)sqlite3_column_bytes(row, column);
  return bytes;
}

const guint8 *column_hash(sqlite3_stmt *row, int column)
{
  return sqlite3_column_blob(row, column);
}

char *column_path(sqlite3_stmt *row, int column)
{
  gsize length;
  const guint8 *bytes = column_bytes(row, column, &length);
  return bytes ? g_strndup((const char *)bytes, length) : NULL;
}

gint64 column_number(sqlite3_stmt *row, int column)
{
  return sqlite3_column_int64(row, column);
}

guint column_count(sqlite3_stmt *row, int column)
{
  return (guint)sqlite3_column_int(row, column);
}

double column_real(sqlite3_stmt *row, int column)
{
  return sqlite3_column_double(row, column);
}
