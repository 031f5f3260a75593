/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "markdown/templates/quote.h"
#include "markdown/templates/tag.h"
#include "markdown/templates/templates-internal.h"
#include "markdown/templates/words.h"
#include "markdown/templates/write.h"

typedef enum { BLOCK_DROP, BLOCK_COPY, BLOCK_CAPTURE, BLOCK_CODE } Block;

/* Statements that have an end tag. */
static const struct {
  const char *name;
  Block block;
} blocks[] = {
    {"comment", BLOCK_DROP},    {"raw", BLOCK_COPY},       {"verbatim", BLOCK_COPY},
    {"capture", BLOCK_CAPTURE}, {"highlight", BLOCK_CODE}, {"codeblock", BLOCK_CODE},
    {"code", BLOCK_CODE},
};

/* Reads the end tag at P, a '{'. Returns one past it and fills *OTHER, which the caller clears.
 * Returns NULL, with nothing to clear, if no end tag begins at P. */
static const char *read_end(const Templates *t, Tag *other, const char *p, const char **close)
{
  enum { LONGEST = 200 }; /* limits the text that is read again for each brace */
  const char *stop = p[1] == '%' || p[1] == '{' ? tag_end(p, t->end, close) : NULL;
  if (!stop || stop - p > LONGEST || !tag_read(other, p, stop))
    return NULL;
  if (!other->closing)
    tag_clear(other);
  return other->closing ? stop : NULL;
}

gboolean templates_has_end(Templates *t, const char *name, const char *p)
{
  if (!t->ends) {
    const char *close[TEMPLATE_MARKS] = {NULL};
    t->ends = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (const char *q = p; (q = memchr(q, '{', (gsize)(t->end - q))); q++) {
      Tag other;
      if (!read_end(t, &other, q, close))
        continue;
      g_hash_table_replace(t->ends, g_steal_pointer(&other.name), (gpointer)q);
      tag_clear(&other);
    }
  }
  const char *last = g_hash_table_lookup(t->ends, name);
  return last && last >= p;
}

/* Returns one past the end tag of TAG after P and sets *INNER_END to where it begins. Returns
 * NULL without one. */
static const char *find_end(Templates *t, const Tag *tag, const char *p, const char **inner_end)
{
  const char *close[TEMPLATE_MARKS] = {NULL};
  if (!templates_has_end(t, tag->name, p))
    return NULL;
  for (const char *q = p; (q = memchr(q, '{', (gsize)(t->end - q))); q++) {
    Tag other;
    const char *stop = read_end(t, &other, q, close);
    if (!stop)
      continue;
    gboolean found = strcmp(other.name, tag->name) == 0;
    tag_clear(&other);
    if (found) {
      *inner_end = q;
      return stop;
    }
  }
  return NULL;
}

/* Returns where the end tag of TAG, which may also occur without one, begins after P.
 * Returns NULL if another tag of this name comes first, or if too much text was read in
 * vain already. */
static const char *own_end(Templates *t, const Tag *tag, const char *p)
{
  enum { LOOKS = 4 }; /* how many times the length of the text may be read in vain */
  const char *close[TEMPLATE_MARKS] = {NULL}, *from = p;
  if (t->vain > LOOKS * (gsize)(t->end - t->text))
    return NULL;
  while ((p = memchr(p, '{', (gsize)(t->end - p)))) {
    const char *stop = p[1] == '%' || p[1] == '{' ? tag_end(p, t->end, close) : NULL;
    Tag other;
    if (!stop || !tag_read(&other, p, stop)) {
      p++;
      continue;
    }
    gboolean same = other.name && strcmp(other.name, tag->name) == 0, closing = other.closing;
    tag_clear(&other);
    if (same && closing)
      return p;
    if (same)
      break;
    p = stop;
  }
  t->vain += (gsize)((p ? p : t->end) - from);
  return NULL;
}

gboolean templates_open_quote(Templates *t, const Tag *tag, const char *stop, TagPlace place,
                              const char *prefix)
{
  TemplateQuote *quote = &t->quote;
  gboolean may = !quote->credit && tag->paired && place != PLACE_ADDRESS;
  const char *end = may ? own_end(t, tag, stop) : NULL;
  if (!end)
    return FALSE;
  quote->end = end;
  quote->place = prefix && place == PLACE_INLINE ? PLACE_BLOCK : place;
  quote->prefix = g_strdup(prefix ? prefix : "");
  quote->credit = g_string_new(NULL);
  template_append_credit(quote->credit, tag, NULL, quote->place);
  g_autoptr(GString) out = g_string_new(quote->place == PLACE_INLINE ? "" : "<blockquote>");
  if (quote->place == PLACE_BLOCK)
    form_next_paragraph(out, PLACE_BLOCK, prefix);
  templates_put(t, out->str, out->len);
  return TRUE;
}

void templates_close_quote(Templates *t)
{
  TemplateQuote *quote = &t->quote;
  g_autoptr(GString) out = g_string_new(NULL);
  if (quote->credit->len > 0 || quote->place == PLACE_BLOCK)
    form_next_paragraph(out, quote->place, quote->prefix);
  g_string_append(out, quote->credit->str);
  if (quote->place == PLACE_BLOCK && quote->credit->len > 0)
    form_next_paragraph(out, PLACE_BLOCK, quote->prefix);
  if (quote->place != PLACE_INLINE)
    g_string_append(out, "</blockquote>");
  if (quote->place == PLACE_BLOCK)
    form_next_paragraph(out, PLACE_BLOCK, quote->prefix);
  templates_put(t, out->str, out->len);
  g_string_free(quote->credit, TRUE);
  g_free(quote->prefix);
  *quote = (TemplateQuote){0};
}

/* Returns whether VALUE is an option of Hexo or Octopress ('lang:sh', 'mark:1,4-7') and not
 * part of a title. */
static gboolean is_option(const char *value)
{
  static const char *const options[] = {
      "lang:", "line_number:", "line_threshold:", "highlight:", "first_line:",
      "mark:", "wrap:",        "start:",          "linenos:",   "language_attr:"};
  for (guint i = 0; i < G_N_ELEMENTS(options); i++)
    if (g_str_has_prefix(value, options[i]))
      return TRUE;
  return FALSE;
}

/* Returns whether the words in TAG are a title, as in Hexo; in other tags they are the
 * language. */
static gboolean has_title(const Tag *tag)
{
  return !tag->shortcode && strcmp(tag->name, "highlight") != 0;
}

static const char *language_of(const Tag *tag)
{
  for (guint i = 0; i < tag->arguments->len; i++) {
    const TagArgument *argument = &g_array_index(tag->arguments, TagArgument, i);
    if (!argument->key && g_str_has_prefix(argument->value, "lang:"))
      return argument->value + strlen("lang:");
  }
  return tag_argument(tag, has_title(tag) ? "lang language" : "- lang language");
}

/* Returns what a site shows above the code of '{% codeblock Title https://x.y Words of the link
 * %}', as Markdown for the caller to free; empty without a title. */
static char *title_of(const Tag *tag)
{
  g_autoptr(GString) words = g_string_new(NULL);
  const char *named = tag_argument(tag, "title caption"), *address = NULL;
  if (named)
    form_append_literal(words, named);
  for (guint i = 0; has_title(tag) && i < tag->arguments->len; i++) {
    const TagArgument *argument = &g_array_index(tag->arguments, TagArgument, i);
    if (argument->key || !*argument->value || is_option(argument->value))
      continue;
    if (words->len > 0 && !g_str_has_suffix(words->str, "["))
      g_string_append_c(words, ' ');
    if (!address && template_is_address(argument->value)) {
      address = argument->value;
      g_string_append_c(words, '[');
    } else {
      form_append_literal(words, argument->value);
    }
  }
  if (address) {
    if (g_str_has_suffix(words->str, "["))
      form_append_literal(words, address);
    g_string_append(words, "](");
    form_append_address(words, address);
    g_string_append_c(words, ')');
  }
  return g_string_free(g_steal_pointer(&words), FALSE);
}

static void put_title(Templates *t, const Tag *tag, TagPlace place, const char *prefix)
{
  g_autofree char *title = title_of(tag);
  if (!*title)
    return;
  g_autoptr(GString) out = g_string_new(title);
  form_next_paragraph(out, place, prefix);
  templates_put(t, out->str, out->len);
}

/* Writes the code from FROM to TO as a fenced block if it has several lines and its tag begins
 * a line, otherwise as a code span. PREFIX is that of templates_prefix. Returns whether it is a
 * block. */
static gboolean put_code(Templates *t, const Tag *tag, const char *from, const char *to,
                         const char *prefix)
{
  guint run = 0, longest = 0;
  for (const char *p = from; p < to; p++) {
    run = *p == '`' ? run + 1 : 0;
    longest = MAX(longest, run);
  }
  gboolean block = prefix != NULL && memchr(from, '\n', (gsize)(to - from));
  g_autofree char *fence = g_strnfill(block ? MAX(longest + 1, 3) : longest + 1, '`');
  const char *language = language_of(tag);
  put_title(t, tag, block ? PLACE_BLOCK : PLACE_INLINE, prefix);
  templates_put(t, fence, strlen(fence));
  if (!block) {
    templates_put(t, " ", 1);
    templates_copy(t, from, to);
    templates_put(t, " ", 1);
    templates_put(t, fence, strlen(fence));
    return FALSE;
  }
  if (language)
    templates_put(t, language, strcspn(language, " `\n"));
  if (*from != '\n')
    templates_put(t, "\n", 1);
  templates_copy(t, from, to);
  if (to[-1] != '\n')
    templates_put(t, "\n", 1);
  templates_put(t, prefix, strlen(prefix));
  templates_put(t, fence, strlen(fence));
  return TRUE;
}

const char *templates_take_block(Templates *t, const Tag *tag, const char *stop,
                                 const char *prefix)
{
  guint which = 0;
  while (which < G_N_ELEMENTS(blocks) && strcmp(tag->name, blocks[which].name) != 0)
    which++;
  /* without a language, some sites highlight text with it */
  if (which == G_N_ELEMENTS(blocks) ||
      (strcmp(tag->name, "highlight") == 0 && tag->arguments->len == 0))
    return NULL;
  const char *inner_end;
  const char *after = find_end(t, tag, stop, &inner_end);
  const char *name = tag_argument(tag, "-");
  if (!after)
    return NULL;
  if (blocks[which].block == BLOCK_CODE) {
    gboolean block = put_code(t, tag, templates_advance(t, stop), inner_end, prefix);
    if (block && !templates_ends_line(t, after)) { /* no words may follow a fence */
      templates_put(t, "\n", 1);
      templates_put(t, prefix, strlen(prefix));
    }
  } else if (blocks[which].block == BLOCK_COPY) {
    templates_copy(t, templates_advance(t, stop), inner_end);
  } else if (blocks[which].block == BLOCK_CAPTURE && tag->arguments->len > 0 &&
             inner_end - stop < TEMPLATE_VALUE) {
    if (name)
      g_hash_table_insert(t->values, g_strdup(name),
                          g_strstrip(g_strndup(stop, (gsize)(inner_end - stop))));
  } else {
    templates_remember(t, tag->name);
  }
  return templates_advance(t, after);
}
