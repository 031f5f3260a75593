/* SPDX-License-Identifier: MIT */
/* What stands in text nodes but is not text: ~~strike~~, ==highlight==, bare addresses, [[wiki
 * links]], [^1] without a note. Used by render.c; wiki links also by plain-text.c. */
#ifndef MARKDOWN_INLINE_H
#define MARKDOWN_INLINE_H

#include "markdown/render.h"

/* Writes the text of NODE, the first SKIP bytes left out. */
void inline_text(Render *render, cmark_node *node, gsize skip);

/* Writes the mark of note INDEX: a superscript link to it. */
void inline_note_mark(Render *render, guint index);

/* Shows the picture at ADDRESS, or ALT when there is none. */
void inline_picture(Render *render, const char *address, const char *alt, const char *title,
                    guint line);

/* Opens a link to ADDRESS as the resolver says; FALSE when the text shall stand without one. */
gboolean inline_open_link(Render *render, const char *address, const char *title, guint line);

/* '[[Page#Heading|words]]', or '![[picture.png|words]]'. */
typedef struct {
  char *name;       /* of the page or picture */
  char *words;      /* to show; a picture's description, which may be "" */
  gboolean picture; /* one is to be shown here */
} WikiLink;

/* Reads the wiki link that begins at P, a '[' or '!' of a text that ends at END; returns its
 * bytes, 0 when there is none, and *link is as it was. */
gsize inline_read_wiki(const char *p, const char *end, WikiLink *link);
void inline_clear_wiki(WikiLink *link);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(WikiLink, inline_clear_wiki)

#endif
