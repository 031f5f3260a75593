/* SPDX-License-Identifier: MIT */
#include "markdown/table-scan.h"

#include <string.h>

#include "markdown/table-row.h"

typedef struct {
  const char *start, *end; /* without the line feed */
} Span;

static Span line_span(const char *text, const GArray *offsets, guint line)
{
  Span span = {text + g_array_index(offsets, gsize, line),
               text + g_array_index(offsets, gsize, line + 1)};
  if (span.end > span.start && span.end[-1] == '\n')
    span.end--;
  return span;
}

/* Returns the first byte of LINE that is not one of MARKS. If MARKS holds all bytes of
 * container markers, the result is at or after the end of the containers, where a block may
 * begin. */
static const char *behind(Span line, const char *marks)
{
  const char *p = line.start;
  while (p < line.end && strchr(marks, *p))
    p++;
  return p;
}

static gboolean begins_with(const char *p, const char *end, const char *word)
{
  gsize n = strlen(word);
  return (gsize)(end - p) >= n && g_ascii_strncasecmp(p, word, n) == 0;
}

/* Returns whether an HTML block of kinds 1 to 5 (CommonMark 4.6) begins at P; it may contain
 * empty lines. */
static gboolean opens_long_html(const char *p, const char *end)
{
  static const char *const starts[] = {"<!", "<?", "<script", "<pre", "<style", "<textarea"};
  for (guint i = 0; i < G_N_ELEMENTS(starts); i++)
    if (begins_with(p, end, starts[i]))
      return TRUE;
  return FALSE;
}

static gboolean is_blank(Span line)
{
  for (const char *p = line.start; p < line.end; p++)
    if (*p != ' ' && *p != '\t')
      return FALSE;
  return TRUE;
}

typedef struct {
  const char *text;
  const GArray *offsets;
  guint n_lines;
  guint blank;      /* one past the last empty line */
  gboolean html;    /* a line after it may have opened an HTML block */
  gboolean comment; /* inside a comment */
  GArray *tables;
} Scan;

/* Adds the table whose header is line HEADER. Returns FALSE if only a parser can find
 * its end. */
static gboolean take(Scan *scan, guint header)
{
  guint last = header + 1;
  while (last + 1 < scan->n_lines) {
    Span next = line_span(scan->text, scan->offsets, last + 1);
    if (is_blank(next))
      break;
    if (*next.start != '|')
      return FALSE;
    last++;
  }
  EdgeTable table = {header, last};
  g_array_append_val(scan->tables, table);
  return TRUE;
}

/* Reads a line that may be a delimiter row. Only a parser can judge such a row that does not
 * begin at column 0; a line of dashes there is an underline or a thematic break. */
static gboolean read_candidate(Scan *scan, Span line, guint *number)
{
  if (*line.start == '-' && behind(line, "- \t") == line.end)
    return TRUE;
  guint header = *number - 1;
  if (*line.start != '|' || scan->blank != header || *number == 0 ||
      *line_span(scan->text, scan->offsets, header).start != '|' || !take(scan, header))
    return FALSE;
  *number = g_array_index(scan->tables, EdgeTable, scan->tables->len - 1).last;
  return TRUE;
}

/* Reads the line *NUMBER and sets *NUMBER to the last line that was used. Returns FALSE if only
 * a parser can judge it. */
static gboolean read_line(Scan *scan, guint *number)
{
  Span line = line_span(scan->text, scan->offsets, *number);
  if (scan->comment) {
    scan->comment = !g_strstr_len(line.start, line.end - line.start, "-->");
    return TRUE;
  }
  if (is_blank(line)) {
    scan->blank = *number + 1;
    scan->html = FALSE;
    return TRUE;
  }
  const char *p = behind(line, " \t>");
  if (p < line.end && strchr("|:-", *p) && row_read_delimiter(p, line.end, NULL) > 0)
    return read_candidate(scan, line, number);
  p = behind(line, " \t>-+*.)0123456789");
  if (p < line.end && (*p == '`' || *p == '~'))
    return !begins_with(p, line.end, "```") && !begins_with(p, line.end, "~~~");
  if (p == line.end || *p != '<')
    return TRUE;
  if (!opens_long_html(p, line.end)) {
    scan->html = TRUE;
    return TRUE;
  }
  if (!begins_with(p, line.end, "<!--"))
    return FALSE;
  if (g_strstr_len(p, line.end - p, "-->")) /* a block of one line, or inside another one */
    return TRUE;
  scan->comment = p == line.start && !scan->html;
  return scan->comment;
}

GArray *edge_find_tables(const char *text, const GArray *offsets)
{
  g_autoptr(GArray) tables = g_array_new(FALSE, FALSE, sizeof(EdgeTable));
  Scan scan = {.text = text, .offsets = offsets, .n_lines = offsets->len - 1, .tables = tables};
  for (guint line = 0; line < scan.n_lines; line++)
    if (!read_line(&scan, &line))
      return NULL;
  return g_steal_pointer(&tables);
}
