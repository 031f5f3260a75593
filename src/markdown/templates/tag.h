/* SPDX-License-Identifier: MIT */
/* Reads one tag of a site generator's template language in an article: Liquid's '{% x %}' and
 * '{{ x }}', Hugo's '{{< x >}}' and '{{% x %}}'. Used by the other files of this folder. */
#ifndef MARKDOWN_TEMPLATES_TAG_H
#define MARKDOWN_TEMPLATES_TAG_H

#include <glib.h>

typedef enum {
  TAG_VALUE,    /* '{{ name | filter }}' */
  TAG_STATEMENT /* all others */
} TagKind;

typedef struct {
  char *key; /* NULL: a value without a name */
  char *value;
} TagArgument;

typedef struct {
  TagKind kind;
  gboolean shortcode; /* a tag of Hugo: '{{< x >}}' */
  gboolean paired;    /* an end tag of this name follows; set by the caller of tag_read */
  gboolean closing;   /* '{{< /x >}}', '{% endx %}': NAME is x */
  char *name;         /* 'include', 'img'; the first word of a value's expression */
  const char *inside; /* the text between the delimiters; borrowed */
  gsize inside_length;
  GArray *arguments; /* of TagArgument: the words after the name */
} Tag;

/* Returns one past the last byte of the tag that begins at P, a '{' in a text that ends at END;
 * NULL if no tag begins there. CLOSE is an array of TEMPLATE_MARKS places
 * (templates-internal.h), all NULL at first, which the caller passes to each call for the same
 * text, with P growing. It keeps the search for missing ends linear. */
const char *tag_end(const char *p, const char *end, const char **close);

/* Reads the tag in [START, END), as of tag_end, into *TAG, which the caller clears and which
 * borrows the text. Returns FALSE, with nothing to clear, if the syntax is not that of a tag,
 * so that text with braces remains text: a statement begins with a name; a value is a name
 * without '::' or a quoted string. */
gboolean tag_read(Tag *tag, const char *start, const char *end);
void tag_clear(Tag *tag);

/* Returns the value of the first argument with one of the KEYS that is not empty, or NULL. KEYS
 * are words separated by spaces, in order of preference; '-' means a value without a name. TAG
 * owns the value. */
const char *tag_argument(const Tag *tag, const char *keys);

#endif
