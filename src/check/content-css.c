/* SPDX-License-Identifier: MIT */
#include "check/content-css.h"

#include <string.h>

typedef struct {
  const char *at, *end;
  const char *counted, *line_start; /* up to where lines are counted */
  guint line;
  gboolean font; /* within @font-face */
} Scan;

static gboolean matches_word(const Scan *scan, const char *word)
{
  gsize n = strlen(word);
  return (gsize)(scan->end - scan->at) >= n && g_ascii_strncasecmp(scan->at, word, n) == 0;
}

static void skip_comment(Scan *scan)
{
  const char *close = g_strstr_len(scan->at + 2, scan->end - scan->at - 2, "*/");
  scan->at = close ? close + 2 : scan->end;
}

static void skip_space(Scan *scan)
{
  while (scan->at < scan->end && g_ascii_isspace(*scan->at))
    scan->at++;
}

/* The text up to STOP, a backslash before a character taken off; for the caller to free. */
static char *take_until(Scan *scan, char stop)
{
  GString *text = g_string_new(NULL);
  for (; scan->at < scan->end && *scan->at != stop; scan->at++) {
    if (*scan->at == '\\' && scan->at + 1 < scan->end)
      scan->at++;
    if (*scan->at) /* a NUL ends no address */
      g_string_append_c(text, *scan->at);
  }
  if (scan->at < scan->end)
    scan->at++;
  return g_string_free(text, FALSE);
}

/* Reads a string or the bare words of url() at the current position. */
static char *take_address(Scan *scan)
{
  skip_space(scan);
  if (scan->at < scan->end && (*scan->at == '"' || *scan->at == '\'')) {
    char quote = *scan->at++;
    return take_until(scan, quote);
  }
  return g_strstrip(take_until(scan, ')'));
}

static ContentCssPlace place_of(Scan *scan)
{
  for (; scan->counted < scan->at; scan->counted++)
    if (*scan->counted == '\n') {
      scan->line++;
      scan->line_start = scan->counted + 1;
    }
  return (ContentCssPlace){scan->line, (guint)(scan->at - scan->line_start) + 1, scan->font};
}

static void report_address(Scan *scan, ContentCssCall call, gpointer data)
{
  ContentCssPlace at = place_of(scan);
  g_autofree char *address = take_address(scan);
  if (*address && *address != '#' && g_utf8_validate(address, -1, NULL))
    call(data, address, at);
}

void content_css_scan(const void *bytes, gsize length, ContentCssCall call, gpointer data)
{
  Scan scan = {bytes, (const char *)bytes + length, bytes, bytes, 1, FALSE};
  while (scan.at < scan.end) {
    if (matches_word(&scan, "/*")) {
      skip_comment(&scan);
    } else if (matches_word(&scan, "@namespace")) {
      g_free(take_until(&scan, ';'));
    } else if (matches_word(&scan, "@import")) {
      scan.at += strlen("@import");
      skip_space(&scan);
      if (scan.at < scan.end && (*scan.at == '"' || *scan.at == '\''))
        report_address(&scan, call, data);
    } else if (matches_word(&scan, "@font-face")) {
      scan.at += strlen("@font-face");
      scan.font = TRUE;
    } else if (*scan.at == '}') {
      scan.at++;
      scan.font = FALSE;
    } else if (matches_word(&scan, "url(")) {
      scan.at += strlen("url(");
      report_address(&scan, call, data);
    } else if (*scan.at == '"' || *scan.at == '\'') {
      char quote = *scan.at++;
      g_free(take_until(&scan, quote));
    } else {
      scan.at++;
    }
  }
}
