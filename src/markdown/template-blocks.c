/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "markdown/template-state.h"
#include "markdown/template-tag.h"
#include "markdown/template-write.h"

typedef enum { BLOCK_DROP, BLOCK_COPY, BLOCK_CAPTURE, BLOCK_CODE } Block;

/* Statements that have an end. */
static const struct {
  const char *name;
  Block block;
} blocks[TEMPLATE_BLOCKS] = {
    {"comment", BLOCK_DROP},    {"raw", BLOCK_COPY},       {"verbatim", BLOCK_COPY},
    {"capture", BLOCK_CAPTURE}, {"highlight", BLOCK_CODE}, {"codeblock", BLOCK_CODE},
    {"code", BLOCK_CODE},
};

/* The end tag of NAME behind P: *INNER_END is where it begins; returns one past it, or NULL. */
static const char *find_end(Templates *t, const Tag *tag, guint which, const char *p,
                            const char **inner_end)
{
  const char *close[TEMPLATE_MARKS] = {NULL};
  if (t->no_end[which] && p >= t->no_end[which])
    return NULL;
  for (const char *q = p; (q = memchr(q, '{', (gsize)(t->end - q))); q++) {
    const char *stop = q[1] == '%' || q[1] == '{' ? tag_end(q, t->end, close) : NULL;
    Tag other;
    if (!stop || !tag_read(&other, q, stop))
      continue;
    gboolean found = other.closing && strcmp(other.name, tag->name) == 0;
    tag_clear(&other);
    if (found) {
      *inner_end = q;
      return stop;
    }
  }
  t->no_end[which] = p;
  return NULL;
}

/* Hexo's and Octopress's 'lang:sh', 'mark:1,4-7': no words. */
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

/* Whether the words in a tag are a title, Hexo's; those of the others are the language. */
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

/* '{% codeblock Title https://x.y Words of the link %}': what a site shows above the code. */
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
    if (!address && (g_str_has_prefix(argument->value, "http://") ||
                     g_str_has_prefix(argument->value, "https://"))) {
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

/* As a fenced block, or as a span when it stands within a line. Returns whether it is a block.
 */
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
  while (which < TEMPLATE_BLOCKS && strcmp(tag->name, blocks[which].name) != 0)
    which++;
  /* without a language, some sites mean a mark by it */
  if (which == TEMPLATE_BLOCKS ||
      (strcmp(tag->name, "highlight") == 0 && tag->arguments->len == 0))
    return NULL;
  const char *inner_end;
  const char *after = find_end(t, tag, which, stop, &inner_end);
  const char *name = tag_argument(tag, "-");
  if (!after)
    return NULL;
  if (blocks[which].block == BLOCK_CODE) {
    gboolean block = put_code(t, tag, templates_advance(t, stop), inner_end, prefix);
    if (block && !templates_ends_line(t, after)) { /* words behind a fence would not end it */
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
