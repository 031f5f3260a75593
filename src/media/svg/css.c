/* SPDX-License-Identifier: MIT */
/* Style sheets and style attributes: parts that are not understood are left out, so that the
 * rest means the same to all readers. */
#include <string.h>

#include "media/svg/svg-internal.h"

#define FUNCTION_DEPTH 8

/* The part of a style sheet that is being read. */
struct css {
  struct svg_state *svg;
  const char *at, *end;
  gboolean sheet; /* otherwise a style attribute */
};

static gboolean is_blank(char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static const char *skip_blanks(const char *p, const char *end)
{
  while (p < end && is_blank(*p))
    p++;
  return p;
}

/* Returns the next position after P that may be significant in CSS: after a string, a comment,
 * or one byte. */
static const char *skip_token(const char *p, const char *end)
{
  if (*p == '\\')
    return MIN(p + 2, end);
  if (*p == '/' && p + 1 < end && p[1] == '*') {
    const char *close = g_strstr_len(p + 2, (gssize)(end - p - 2), "*/");
    return close ? close + 2 : end;
  }
  if (*p != '"' && *p != '\'')
    return p + 1;
  const char quote = *p++;
  while (p < end && *p != quote && *p != '\n')
    p += *p == '\\' && p + 1 < end ? 2 : 1;
  return p < end ? p + 1 : end;
}

/* Returns the first of STOPS from P on outside of brackets, strings and comments, or END. */
static const char *find_stop(const char *p, const char *end, const char *stops)
{
  guint depth = 0;
  for (; p < end; p = skip_token(p, end)) {
    if (depth == 0 && strchr(stops, *p))
      return p;
    if (strchr("([{", *p))
      depth++;
    else if (depth > 0 && strchr(")]}", *p))
      depth--;
  }
  return end;
}

static gboolean is_one_of(const char *word, gsize length, const char *const *words)
{
  for (; *words; words++)
    if (strlen(*words) == length && !g_ascii_strncasecmp(*words, word, length))
      return TRUE;
  return FALSE;
}

/* The state of reading the value of one property. */
struct value {
  struct svg_state *svg;
  const char *name;
  GString *out;
  gsize start; /* start of the part that is being appended */
  guint depth;
};

static void append_blank(struct value *value)
{
  if (value->out->len > value->start && value->out->str[value->out->len - 1] != ' ')
    g_string_append_c(value->out, ' ');
}

static gboolean append_value(struct value *value, const char *p, const char *end);

/* Appends the target of 'url(' from P to CLOSE. A paint without a valid target becomes 'none',
 * unless a fallback follows at REST (SVG 1.1 section 11.2). */
static gboolean append_url(struct value *value, const char *p, const char *close,
                           const char *rest, const char *end)
{
  p = skip_blanks(p, close);
  while (close > p && is_blank(close[-1]))
    close--;
  if (close - p >= 2 && (*p == '"' || *p == '\'') && close[-1] == *p) {
    p++;
    close--;
  }
  g_autofree char *address = g_strstrip(g_strndup(p, (gsize)(close - p)));
  const struct svg_id *target = *address == '#' ? svg_link_find(value->svg, address + 1) : NULL;
  if (target && svg_link_fits(value->name, target->element)) {
    g_string_append_printf(value->out, "url(#%s)", target->name);
    return TRUE;
  }
  value->svg->losses[LOSS_REFERENCE] += *address != '#' && *address != '\0';
  if (strcmp(value->name, "fill") != 0 && strcmp(value->name, "stroke") != 0)
    return FALSE;
  if (skip_blanks(rest, end) == end)
    g_string_append(value->out, "none");
  return TRUE;
}

/* Replaces 'light-dark(a, b)' by a, the color on paper, and 'var(a, b)' by b, as readers do not
 * support variables. */
static gboolean append_choice(struct value *value, gboolean second, const char *p,
                              const char *close)
{
  const char *comma = find_stop(p, close, ",");
  if (comma == close)
    return FALSE;
  return second ? append_value(value, comma + 1, close) : append_value(value, p, comma);
}

/* Appends the function whose NAME ends before '(' at P; *next becomes the byte after it. */
static gboolean append_function(struct value *value, const char *name, const char *p,
                                const char *end, const char **next)
{
  static const char *const known[] = {
      "rgb",        "rgba",    "hsl",        "hsla",     "translate",   "translatex",
      "translatey", "scale",   "scalex",     "scaley",   "rotate",      "skewx",
      "skewy",      "matrix",  "rect",       "inset",    "circle",      "ellipse",
      "polygon",    "blur",    "brightness", "contrast", "drop-shadow", "grayscale",
      "invert",     "opacity", "saturate",   "sepia",    "hue-rotate",  "icc-color",
      NULL};
  const char *close = find_stop(p + 1, end, ")");
  gsize length = (gsize)(p - name);
  if (close == end || value->depth == FUNCTION_DEPTH)
    return FALSE;
  *next = close + 1;
  gboolean choice = length == 10 && !g_ascii_strncasecmp(name, "light-dark", 10);
  gboolean variable = length == 3 && !g_ascii_strncasecmp(name, "var", 3);
  if (length == 3 && !g_ascii_strncasecmp(name, "url", 3))
    return append_url(value, p + 1, close, close + 1, end);
  gboolean done;
  value->depth++;
  if (choice || variable) {
    append_blank(value);
    done = append_choice(value, variable, p + 1, close);
    append_blank(value);
  } else {
    g_string_append_len(value->out, name, (gssize)(p + 1 - name));
    done = is_one_of(name, length, known) && append_value(value, p + 1, close);
    g_string_append_c(value->out, ')');
  }
  value->depth--;
  return done;
}

static gboolean is_word(char c)
{
  return g_ascii_isalnum(c) || c == '-' || c == '_' || (guchar)c >= 0x80;
}

/* Appends a string. Rejects the whole value when a careless reader could see the end of the
 * string, or more than one, within it. */
static gboolean append_string(struct value *value, const char **p, const char *end)
{
  const char *close = skip_token(*p, end);
  if (close - *p < 2 || close[-1] != **p)
    return FALSE;
  for (const char *at = *p; at < close; at++)
    if (strchr("\\<(){};@\n\r\f", *at))
      return FALSE;
  g_string_append_len(value->out, *p, (gssize)(close - *p));
  *p = close;
  return TRUE;
}

/* Appends the next token at *P. */
static gboolean append_piece(struct value *value, const char **p, const char *end)
{
  if (**p == '"' || **p == '\'')
    return append_string(value, p, end);
  if (is_word(**p)) {
    const char *word = *p;
    while (*p < end && is_word(**p))
      (*p)++;
    if (*p < end && **p == '(')
      return append_function(value, word, *p, end, p);
    g_string_append_len(value->out, word, (gssize)(*p - word));
    return TRUE;
  }
  if (is_blank(**p) || (**p == '/' && *p + 1 < end && (*p)[1] == '*')) {
    *p = skip_token(*p, end);
    append_blank(value);
    return TRUE;
  }
  if (!strchr("#,.%+!/", **p))
    return FALSE;
  g_string_append_c(value->out, *(*p)++);
  return TRUE;
}

static gboolean append_value(struct value *value, const char *p, const char *end)
{
  gsize outer = value->start;
  value->start = value->out->len;
  gboolean done = TRUE;
  while (done && p < end)
    done = append_piece(value, &p, end);
  if (value->out->len > value->start && value->out->str[value->out->len - 1] == ' ')
    g_string_truncate(value->out, value->out->len - 1);
  value->start = outer;
  return done;
}

gboolean svg_css_value(struct svg_state *svg, const char *name, const char *text, GString *out)
{
  gsize before = out->len;
  struct value value = {.svg = svg, .name = name, .out = out};
  gboolean done = append_value(&value, text, text + strlen(text));
  if (!done)
    g_string_truncate(out, before);
  return done && out->len > before;
}

/* Returns TRUE for properties that refer outside, that EPUBCheck refuses, or that have no
 * effect on paper. */
static gboolean is_unwanted(const struct css *css, const char *name)
{
  static const char *const names[] = {"behavior", "position", "src", "content", "cursor", NULL};
  static const char *const in_sheets[] = {"direction", "unicode-bidi", NULL};
  gsize length = strlen(name);
  return *name == '-' || is_one_of(name, length, names) ||
         (css->sheet && is_one_of(name, length, in_sheets)) ||
         g_str_has_prefix(name, "animation") || g_str_has_prefix(name, "transition");
}

/* Appends the declaration from P to END. */
static void append_declaration(struct css *css, const char *p, const char *end, GString *out)
{
  while (p < end && (is_blank(*p) || (*p == '/' && p + 1 < end && p[1] == '*')))
    p = skip_token(p, end);
  const char *name = p;
  while (p < end && (g_ascii_isalnum(*p) || *p == '-'))
    p++;
  g_autofree char *property = g_ascii_strdown(name, (gssize)(p - name));
  p = skip_blanks(p, end);
  if (name == end)
    return;
  gsize before = out->len;
  if (before > 0 && out->str[before - 1] != '{')
    g_string_append_c(out, ';');
  g_string_append_printf(out, "%s:", property);
  g_autofree char *value = p < end ? g_strndup(p + 1, (gsize)(end - p - 1)) : NULL;
  gboolean wanted = *property && !is_unwanted(css, property);
  guint references = css->svg->losses[LOSS_REFERENCE];
  if (p < end && *p == ':' && wanted && svg_css_value(css->svg, property, value, out))
    return;
  g_string_truncate(out, before);
  /* dropping the drawing program's own properties is not a loss */
  if (wanted && css->svg->losses[LOSS_REFERENCE] == references)
    css->svg->losses[LOSS_RULE]++;
}

static void append_declarations(struct css *css, const char *p, const char *end, GString *out)
{
  while (p < end) {
    const char *semicolon = find_stop(p, end, ";");
    append_declaration(css, p, semicolon, out);
    p = semicolon < end ? semicolon + 1 : end;
  }
}

char *svg_css_declarations(struct svg_state *svg, const char *text)
{
  struct css css = {.svg = svg};
  GString *out = g_string_new(NULL);
  append_declarations(&css, text, text + strlen(text), out);
  return g_string_free(out, FALSE);
}

/* Skips '@import …;' or '@media … { … }' at css->at. */
static void skip_at_rule(struct css *css)
{
  const char *name = css->at + 1;
  const char *stop = find_stop(css->at, css->end, ";{");
  gsize length = 0;
  while (name + length < css->end && is_word(name[length]))
    length++;
  static const char *const imports[] = {"import", NULL};
  static const char *const fonts[] = {"font-face", NULL};
  static const char *const silent[] = {"charset",           "namespace", "keyframes",
                                       "-webkit-keyframes", "page",      NULL};
  /* dropping rules for other media is not a loss */
  gboolean elsewhere = !g_ascii_strncasecmp(name, "media", 5) &&
                       (g_strstr_len(name, (gssize)(stop - name), "prefers-") ||
                        g_strstr_len(name, (gssize)(stop - name), "print"));
  if (is_one_of(name, length, imports))
    css->svg->losses[LOSS_REFERENCE]++;
  else if (is_one_of(name, length, fonts))
    css->svg->losses[LOSS_FONT]++;
  else if (!elsewhere && !is_one_of(name, length, silent))
    css->svg->losses[LOSS_RULE]++;
  if (stop < css->end && *stop == '{')
    stop = find_stop(stop + 1, css->end, "}");
  css->at = stop < css->end ? stop + 1 : css->end;
}

/* Appends the selectors from P to END, separated by commas. Returns FALSE when none remains. */
static gboolean append_selectors(struct css *css, const char *p, const char *end, GString *out)
{
  gboolean any = FALSE;
  for (; p <= end; p++) {
    const char *comma = find_stop(p, end, ",");
    gsize before = out->len;
    if (any)
      g_string_append_c(out, ',');
    if (svg_selector_append(css->svg, p, comma, out)) {
      any = TRUE;
    } else {
      g_string_truncate(out, before);
      css->svg->losses[LOSS_RULE]++;
    }
    p = comma;
  }
  return any;
}

/* Appends the rule at css->at. */
static void append_rule(struct css *css, GString *out)
{
  const char *open = find_stop(css->at, css->end, "{");
  const char *close = open < css->end ? find_stop(open + 1, css->end, "}") : css->end;
  gsize before = out->len;
  if (before > 0)
    g_string_append_c(out, '\n');
  gboolean any = open < css->end && append_selectors(css, css->at, open, out);
  if (open == css->end)
    css->svg->losses[LOSS_RULE]++;
  if (any) {
    g_string_append_c(out, '{');
    gsize empty = out->len;
    append_declarations(css, open + 1, close, out);
    any = out->len > empty;
    g_string_append_c(out, '}');
  }
  if (!any)
    g_string_truncate(out, before);
  css->at = close < css->end ? close + 1 : css->end;
}

char *svg_css_sheet(struct svg_state *svg, const char *text)
{
  struct css css = {.svg = svg, .at = text, .end = text + strlen(text), .sheet = TRUE};
  GString *out = g_string_new(NULL);
  while (css.at < css.end) {
    if (is_blank(*css.at) || g_str_has_prefix(css.at, "/*"))
      css.at = skip_token(css.at, css.end);
    else if (g_str_has_prefix(css.at, "<!--"))
      css.at += 4;
    else if (g_str_has_prefix(css.at, "-->"))
      css.at += 3;
    else if (*css.at == '@')
      skip_at_rule(&css);
    else
      append_rule(&css, out);
  }
  return g_string_free(out, FALSE);
}
