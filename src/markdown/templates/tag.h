/* SPDX-License-Identifier: MIT */
/* One tag of a site generator's template language, as it stands in an article: Liquid's '{% x
 * %}' and
 * '{{ x }}', Hugo's '{{< x >}}' and '{{% x %}}'. Used by templates.c and forms.c. */
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
  gboolean shortcode; /* Hugo's: '{{< x >}}' */
  gboolean paired;    /* an end of this name follows; for the caller of tag_read to say */
  gboolean closing;   /* '{{< /x >}}', '{% endx %}': NAME is x */
  char *name;         /* 'include', 'img'; the first word of a value's expression */
  const char *inside; /* the text between the marks; borrowed */
  gsize inside_length;
  GArray *arguments; /* of TagArgument: what follows the name */
} Tag;

/* Where the tag that begins at P (a '{') ends, one past its last byte; NULL when none begins
 * there. *CLOSE is a place in the text that the caller keeps between calls for the same text
 * with growing P, first NULL: so the search for missing ends stays linear. END is the end of
 * the text. */
const char *tag_end(const char *p, const char *end, const char **close);

/* Reads the tag in [START, END). FALSE when what stands there is no tag's syntax, so that text
 * with braces stays text: a statement begins with a name, a value is a name without '::' or a
 * quoted string.
 */
gboolean tag_read(Tag *tag, const char *start, const char *end);
void tag_clear(Tag *tag);

/* Value of the first argument with one of the KEYS (words parted by blanks, in order of
 * preference; '-' is a value without a name); NULL when there is none or it is empty. */
const char *tag_argument(const Tag *tag, const char *keys);

#endif
