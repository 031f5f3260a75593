/* SPDX-License-Identifier: MIT */
#include "epub/stylesheet.h"

#include <string.h>

#include "base/text.h"

typedef struct {
  const char *p, *end;
  guint line;
  const char *file;
  MkepubFindings *findings;
  GString *out;
} Sheet;

static void report_dropped(const Sheet *sheet, guint line, const char *why, const char *what,
                           gsize length)
{
  g_autofree char *text = g_utf8_make_valid(what, (gssize)MIN(length, 400));
  g_autofree char *collapsed = text_collapse(text, -1);
  g_autofree char *shown = text_shorten(collapsed, 60);
  mkepub_findings_add(sheet->findings, MKEPUB_FINDING_CSS_DROPPED, sheet->file, line, 0,
                      "%s: '%s'", why, shown);
}

/* One past the string at P; NULL when its line or the sheet ends first. */
static const char *string_end(const char *p, const char *end)
{
  char quote = *p++;
  for (; p < end && *p != quote && *p != '\n'; p++)
    if (*p == '\\' && p + 1 < end)
      p++;
  return p < end && *p == quote ? p + 1 : NULL;
}

/* One past the comment, string or single byte at P; NULL when it has no end. */
static const char *token_end(const char *p, const char *end)
{
  if (p + 1 < end && *p == '/' && p[1] == '*') {
    const char *close = memmem(p + 2, (gsize)(end - p - 2), "*/", 2);
    return close ? close + 2 : NULL;
  }
  return *p == '"' || *p == '\'' ? string_end(p, end) : p + 1;
}

/* Finds the next of STOPS from P on, outside of strings, comments and brackets. Returns END
 * without one, NULL when a string, comment or bracket is not closed. */
static const char *find_stop(const char *p, const char *end, const char *stops)
{
  enum { DEEPEST = 64 };
  char open[DEEPEST];
  guint depth = 0;
  while (p < end) {
    if (depth == 0 && *p && strchr(stops, *p))
      return p;
    const char *closing = strchr("(){}[]", *p);
    if (*p && closing) {
      gboolean opens = *p == '(' || *p == '{' || *p == '[';
      if (opens && depth == DEEPEST)
        return NULL;
      if (opens)
        open[depth++] = closing[1];
      else if (depth == 0 || open[--depth] != *p)
        return NULL;
    }
    p = token_end(p, end);
    if (!p)
      return NULL;
  }
  return depth == 0 ? end : NULL;
}

/* Text without comments, white space collapsed. */
static char *plain_text(const char *p, const char *end)
{
  g_autoptr(GString) out = g_string_new(NULL);
  while (p < end) {
    const char *next = token_end(p, end);
    if (next - p > 3 && *p == '/' && p[1] == '*')
      g_string_append_c(out, ' ');
    else
      g_string_append_len(out, p, next - p);
    p = next;
  }
  return text_collapse(out->str, -1);
}

static gboolean is_name(const char *text)
{
  if (*text == '-')
    text++;
  if (!g_ascii_isalpha(*text) && *text != '_')
    return FALSE;
  while (g_ascii_isalnum(*text) || *text == '-' || *text == '_')
    text++;
  return *text == '\0';
}

/* Selectors of CSS 2.1 and the few of level 3 that every engine passes over in peace. */
static gboolean is_selector(const char *text)
{
  static const char *const functions[] = {":has(", ":is(", ":where(", ":not(", "&",
                                          "\\",    "<",    "||",      ";",     "@"};
  for (guint i = 0; i < G_N_ELEMENTS(functions); i++)
    if (strstr(text, functions[i]))
      return FALSE;
  gsize length = strlen(text);
  if (length == 0 || strchr(",>+~", text[length - 1]) || strchr(",>+~)]", *text))
    return FALSE;
  for (const char *p = text; *p; p++) {
    if (*p == '"' || *p == '\'')
      p = string_end(p, text + length) - 1;
    else if ((guchar)*p < 0x80 && !g_ascii_isalnum(*p) && !strchr(" -_.#:,>+~*[]=^$|()", *p))
      return FALSE;
    else if (strchr(".#:", *p) && !g_ascii_isalpha(p[1]) && !strchr("-_:", p[1]) &&
             (guchar)p[1] < 0x80)
      return FALSE;
    else if (strchr(".#:", *p) && p[1] == '\0')
      return FALSE;
  }
  return TRUE;
}

/* Returns the reason why the value is not allowed, or NULL. */
static const char *value_trouble(const char *value)
{
  static const char *const units[] = {"vw", "vh", "vmin", "vmax", "rem"};
  const char *end = value + strlen(value);
  if (value == end)
    return "no value";
  for (const char *p = value; p < end;) {
    if (*p == '"' || *p == '\'') {
      p = string_end(p, end);
      continue;
    }
    if (*p == '(') {
      const char *name = p;
      while (name > value && (g_ascii_isalnum(name[-1]) || name[-1] == '-'))
        name--;
      gsize n = (gsize)(p - name);
      if ((n == 3 && g_ascii_strncasecmp(name, "rgb", 3) == 0) ||
          (n == 7 && g_ascii_strncasecmp(name, "counter", 7) == 0) ||
          (n == 4 && g_ascii_strncasecmp(name, "attr", 4) == 0)) {
        p++;
        continue;
      }
      return n == 3 && g_ascii_strncasecmp(name, "url", 3) == 0
                 ? "addresses outside the book are not allowed"
                 : "e-readers do not support the function";
    }
    if (g_ascii_isdigit(*p)) {
      while (p < end && (g_ascii_isdigit(*p) || *p == '.'))
        p++;
      for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
        gsize n = strlen(units[i]);
        if (g_ascii_strncasecmp(p, units[i], n) == 0 && !g_ascii_isalnum(p[n]))
          return "e-readers do not support the unit";
      }
      continue;
    }
    if ((guchar)*p < 0x80 && !g_ascii_isalnum(*p) && !strchr(" -_.,/%#!+)", *p))
      return "not CSS";
    p++;
  }
  const char *bang = strchr(value, '!');
  return bang && g_ascii_strcasecmp(bang, "!important") != 0 &&
                 g_ascii_strcasecmp(bang, "! important") != 0
             ? "not CSS"
             : NULL;
}

static const char *declaration_trouble(const char *name, const char *value)
{
  if (g_str_has_prefix(name, "--"))
    return "e-readers do not support custom properties";
  if (!is_name(name))
    return "not CSS";
  if (g_ascii_strcasecmp(name, "direction") == 0 ||
      g_ascii_strcasecmp(name, "unicode-bidi") == 0)
    return "set the direction in the text (dir=)";
  if (g_ascii_strcasecmp(name, "position") == 0 && g_ascii_strncasecmp(value, "fixed", 5) == 0)
    return "e-readers do not support fixed positions";
  return value_trouble(value);
}

static guint lines_in(const char *p, const char *end)
{
  guint count = 0;
  for (; p < end; p++)
    count += *p == '\n';
  return count;
}

/* Appends the declarations in [P, END) that are allowed. */
static void filter_declarations(const Sheet *sheet, GString *out, const char *p,
                                const char *end, guint line)
{
  while (p < end) {
    const char *stop = find_stop(p, end, ";");
    if (!stop) {
      report_dropped(sheet, line, "not CSS", p, (gsize)(end - p));
      return;
    }
    const char *colon = find_stop(p, stop, ":");
    g_autofree char *all = plain_text(p, stop);
    guint at = line + lines_in(p, p + strspn(p, " \t\r\n\f"));
    if (*all && (!colon || colon == stop)) {
      report_dropped(sheet, at, "not CSS", all, strlen(all));
    } else if (*all) {
      g_autofree char *name = plain_text(p, colon);
      g_autofree char *value = plain_text(colon + 1, stop);
      const char *why = declaration_trouble(name, value);
      if (why)
        report_dropped(sheet, at, why, all, strlen(all));
      else
        g_string_append_printf(out, "  %s: %s;\n", name, value);
    }
    line += lines_in(p, stop);
    p = stop < end ? stop + 1 : stop;
  }
}

/* Reads the rule at sheet->p. Returns FALSE when the rest cannot be parsed. */
static gboolean filter_rule(Sheet *sheet)
{
  const char *start = sheet->p,
             *open = find_stop(start, sheet->end, *start == '@' ? "{;" : "{");
  const char *close =
      open && open < sheet->end && *open == '{' ? find_stop(open + 1, sheet->end, "}") : open;
  if (!open || !close || (*start != '@' && open == sheet->end) ||
      (open < sheet->end && *open == '{' && close == sheet->end)) {
    report_dropped(sheet, sheet->line, "not CSS", start, (gsize)(sheet->end - start));
    return FALSE;
  }
  g_autofree char *selector = plain_text(start, open);
  if (*start == '@') {
    report_dropped(sheet, sheet->line, "e-readers treat at-rules differently", selector,
                   strlen(selector));
  } else if (!is_selector(selector)) {
    report_dropped(sheet, sheet->line, "not a selector that all e-readers support", selector,
                   strlen(selector));
  } else {
    g_autoptr(GString) declarations = g_string_new(NULL);
    filter_declarations(sheet, declarations, open + 1, close,
                        sheet->line + lines_in(start, open));
    if (declarations->len > 0)
      g_string_append_printf(sheet->out, "%s {\n%s}\n", selector, declarations->str);
  }
  const char *next = close < sheet->end ? close + 1 : close;
  sheet->line += lines_in(start, next);
  sheet->p = next;
  return TRUE;
}

GString *stylesheet_filter(const char *text, gsize length, const char *file,
                           MkepubFindings *findings)
{
  g_autofree char *valid = g_utf8_make_valid(text, (gssize)length);
  Sheet sheet = {.p = valid,
                 .end = valid + strlen(valid),
                 .line = 1,
                 .file = file,
                 .findings = findings,
                 .out = g_string_new(NULL)};
  if (g_str_has_prefix(sheet.p, "\xef\xbb\xbf"))
    sheet.p += 3;
  while (sheet.p < sheet.end) {
    const char *next = sheet.p;
    if (g_ascii_isspace(*next))
      next++;
    else if (g_str_has_prefix(next, "/*"))
      next = token_end(next, sheet.end);
    else if (g_str_has_prefix(next, "<!--") || g_str_has_prefix(next, "-->"))
      next += *next == '<' ? 4 : 3;
    else if (filter_rule(&sheet))
      continue;
    else
      break;
    if (!next) {
      report_dropped(&sheet, sheet.line, "not CSS", sheet.p, (gsize)(sheet.end - sheet.p));
      break;
    }
    sheet.line += lines_in(sheet.p, next);
    sheet.p = next;
  }
  return sheet.out;
}
