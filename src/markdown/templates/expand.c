/* SPDX-License-Identifier: MIT */
#include "markdown/templates/templates-internal.h"

#include <string.h>

#include "markdown/templates/forms.h"
#include "markdown/templates/tag.h"

/* Returns whether the end of the output is inside an address: after '](', '="' or ']: ' and not
 * yet closed. */
static gboolean in_address(const Templates *t)
{
  enum { LONGEST = 1000 };
  const char *start = t->out->str, *p = start + t->out->len;
  const char *limit = p - start > LONGEST ? p - LONGEST : start;
  if (p - limit >= 3 && memcmp(p - 3, "]: ", 3) == 0)
    return TRUE;
  for (; p > limit; p--) {
    char c = p[-1];
    if (c == ')' || c == '>' || g_ascii_isspace(c))
      return FALSE;
    if (p - limit >= 2 &&
        ((c == '(' && p[-2] == ']') || ((c == '"' || c == '\'') && p[-2] == '=')))
      return TRUE;
  }
  return FALSE;
}

/* Writes the value of '{{ name }}': one that the article assigned, a field of its front matter,
 * or one that is empty on every site. Returns FALSE if the value is not known. */
static gboolean expand_value(Templates *t, const Tag *tag)
{
  const char *text = tag->arguments->len > 0 ? tag_argument(tag, "-") : NULL;
  if (text) {
    templates_put(t, text, strlen(text));
    return TRUE;
  }
  if (!tag->name)
    return TRUE; /* an empty string */
  const char *value = g_hash_table_lookup(t->values, tag->name);
  static const char *const nothing[] = {"site.url", "site.baseurl", "baseurl",
                                        "relURL",   "absURL",       "site.baseURL"};
  for (guint i = 0; !value && i < G_N_ELEMENTS(nothing); i++)
    if (strcmp(tag->name, nothing[i]) == 0)
      return TRUE;
  const MkepubResolver *resolver = t->source->options->resolver;
  gboolean page = g_str_has_prefix(tag->name, "page.");
  g_autofree char *field =
      page && resolver->field ? resolver->field(resolver->data, tag->name + 5) : NULL;
  if (!value)
    value = field;
  if (value)
    templates_put(t, value, strlen(value));
  return value != NULL;
}

/* Records the value of '{% assign name = "text" | filter %}'. */
static void assign(Templates *t, const Tag *tag)
{
  const char *p = tag->inside, *end = p + tag->inside_length;
  const char *equals = memchr(p, '=', tag->inside_length);
  if (!equals || tag->arguments->len == 0)
    return;
  const TagArgument *first = &g_array_index(tag->arguments, TagArgument, 0);
  const char *name = first->key ? first->key : first->value;
  for (equals++; equals < end && g_ascii_isspace(*equals);)
    equals++;
  if (equals >= end || (*equals != '"' && *equals != '\''))
    return;
  const char *close = memchr(equals + 1, *equals, (gsize)(end - equals - 1));
  if (close && close - equals < TEMPLATE_VALUE)
    g_hash_table_insert(t->values, g_strdup(name),
                        g_strndup(equals + 1, (gsize)(close - equals - 1)));
}

static TagPlace place_of(const Templates *t, const char *prefix, const char *stop)
{
  if (in_address(t))
    return PLACE_ADDRESS;
  if (t->kinds[t->line] == LINE_HTML)
    return PLACE_HTML;
  return prefix && templates_ends_line(t, stop) ? PLACE_BLOCK : PLACE_INLINE;
}

/* Returns whether text directly follows a tag that ends at P, or follows the link or the
 * element whose text the tag is; its site would separate the two. */
static gboolean runs_on(const Templates *t, const char *p)
{
  enum { LONGEST = 500 };
  if (t->end - p > 2 && p[0] == ']' && p[1] == '(') {
    const char *close = memchr(p, ')', (gsize)MIN(t->end - p, LONGEST));
    p = close ? close + 1 : p;
  }
  while (t->end - p > 3 && p[0] == '<' && p[1] == '/') {
    const char *close = memchr(p, '>', (gsize)MIN(t->end - p, LONGEST));
    if (!close)
      break;
    p = close + 1;
  }
  const char *emphasis = p;
  while (p < t->end && (*p == '*' || *p == '_'))
    p++;
  if (p > emphasis)
    return p < t->end && (g_ascii_isalnum(*p) || (guchar)*p >= 0x80);
  return p < t->end && !strchr(" \t\n.,;:!?)]}<*_|", *p);
}

/* Returns whether the output ends, in front of the tag, in text without a space. */
static gboolean comes_after_text(const Templates *t)
{
  enum { LONGEST = 1000 }; /* bytes of opening tags, of which a line may hold many of ours */
  const char *text = t->out->str;
  gsize n = t->out->len, limit = n > LONGEST ? n - LONGEST : 0;
  if (n > 1 && text[n - 1] == '[')
    n--;
  while (n > limit + 1 && text[n - 1] == '>') { /* skip an opening tag */
    gsize start = n - 1;
    while (start > limit && text[start] != '<' && text[start] != '\n')
      start--;
    if (text[start] != '<' || text[start + 1] == '/')
      break;
    n = start;
  }
  return n > 0 && !strchr(" \t\n([{>*_\"'!", t->out->str[n - 1]);
}

static const char *take_closing(Templates *t, const Tag *tag, const char *p, const char *stop)
{
  if (t->quote.credit && p == t->quote.end)
    templates_close_quote(t);
  else
    templates_remember(t, tag->name);
  return templates_advance(t, stop);
}

/* Returns whether the budget can pay for what TAG becomes: each of its lines and arguments
 * begins with PREFIX, and each byte becomes at most FORMS bytes (escaped, as an address and as
 * its text). */
static gboolean can_pay(const Templates *t, const Tag *tag, const char *prefix)
{
  enum { FORMS = 32, EDGES = 8 };
  gsize lines = EDGES + 2 * tag->arguments->len;
  for (gsize i = 0; i < tag->inside_length; i++)
    lines += tag->inside[i] == '\n';
  return budget_allows(t->source->budget,
                       lines * (prefix ? strlen(prefix) : 0) + FORMS * tag->inside_length);
}

static const char *take_statement(Templates *t, Tag *tag, const char *p, const char *stop)
{
  if (tag->closing)
    return take_closing(t, tag, p, stop);
  g_autofree char *prefix = templates_prefix(t, p);
  const char *after = templates_take_block(t, tag, stop, prefix);
  if (after)
    return after;
  if (strcmp(tag->name, "assign") == 0) {
    assign(t, tag);
    return templates_advance(t, stop);
  }
  if (!can_pay(t, tag, prefix))
    return templates_advance(t, stop);
  g_autoptr(GString) form = g_string_new(NULL);
  TagPlace place = place_of(t, prefix, stop);
  tag->paired = templates_has_end(t, tag->name, stop);
  if (template_is_quote(tag) && templates_open_quote(t, tag, stop, place, prefix))
    return templates_advance(t, stop);
  gboolean shown = template_form(form, tag, place, prefix ? prefix : "");
  gboolean parted = form->len > 0 && (place == PLACE_INLINE || place == PLACE_HTML);
  if (parted && comes_after_text(t))
    templates_put(t, " ", 1);
  templates_put(t, form->str, form->len);
  if (parted && runs_on(t, stop))
    templates_put(t, " ", 1);
  if (!shown)
    templates_remember(t, tag->name);
  return templates_advance(t, stop);
}

/* Returns whether the unknown value at P belongs to a formula ('x_{{i}}', '\frac{{a}}{{b}}') or
 * a workflow ('${{ secrets.token }}'), which the bytes in front of it show. Sites put their own
 * values after a letter or an emphasis delimiter too, but these have a dot in their name
 * ('site.url') or a filter. */
static gboolean is_foreign(const Templates *t, const Tag *tag, const char *p)
{
  if (p == t->text || p == t->taken || in_address(t))
    return FALSE;
  if (p[-1] == '$')
    return TRUE;
  gboolean bare = !memchr(tag->inside, '.', tag->inside_length) &&
                  !memchr(tag->inside, '|', tag->inside_length);
  return bare && (g_ascii_isalnum(p[-1]) || strchr("_^}\\", p[-1]));
}

static const char *take_value(Templates *t, const Tag *tag, const char *p, const char *stop)
{
  if (expand_value(t, tag))
    return templates_advance(t, stop);
  if (is_foreign(t, tag, p))
    return p;
  if (in_address(t)) {
    /* the address is incomplete, so the reader sees only the text of the link */
    templates_put(t, "{{", 2);
    templates_put(t, tag->name, strlen(tag->name));
    templates_put(t, "}}", 2);
    return templates_advance(t, stop);
  }
  templates_remember(t, tag->name);
  return templates_advance(t, stop);
}

const char *templates_take_tag(Templates *t, const char *p)
{
  const char *stop = tag_end(p, t->end, t->close);
  Tag tag;
  if (!stop || !tag_read(&tag, p, stop))
    return p;
  const char *next =
      tag.kind == TAG_VALUE ? take_value(t, &tag, p, stop) : take_statement(t, &tag, p, stop);
  tag_clear(&tag);
  if (next != p)
    t->taken = next;
  return next;
}
