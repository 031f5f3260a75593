/* SPDX-License-Identifier: MIT */
/* Reads the extensions that cmark leaves in text nodes: ~~strike~~, ==highlight==, bare
 * addresses, [[wiki links]], [^1] without a note. Used by render.c; plain-text.c uses the
 * reader of wiki links. */
#ifndef MARKDOWN_INLINE_H
#define MARKDOWN_INLINE_H

#include "markdown/render.h"

/* Writes the text of NODE without its first SKIP bytes, with all extensions that are on, and
 * reports a reference to a note that is not defined. */
void inline_text(Render *render, cmark_node *node, gsize skip);

/* Writes the reference to note INDEX: a superscript link to the note, or only its number inside
 * another link. The first reference to a note numbers it. Writes nothing for a note that is not
 * in the tree. */
void inline_note_mark(Render *render, guint index);

/* Writes the picture at ADDRESS, which the resolver finds. Without a picture it writes ALT, or
 * else TITLE (may be NULL), as text, linked if the resolver has a link for it. */
void inline_picture(Render *render, const char *address, const char *alt, const char *title,
                    guint line);

/* Opens a link to ADDRESS as the resolver says; TITLE may be NULL. Returns FALSE, with nothing
 * written, if the text is shown without a link: inside another link, which is reported with the
 * extensions on, or where the resolver finds no target. */
gboolean inline_open_link(Render *render, const char *address, const char *title, guint line);

/* '[[Page#Heading|words]]', or '![[picture.png|words]]'. */
typedef struct {
  char *name;       /* of the page or picture */
  char *words;      /* to show; for a picture its description, which may be "" */
  gboolean picture; /* the picture is shown here */
} WikiLink;

/* Reads the wiki link that begins at P, a '[' or '!' in a text that ends at END. Returns its
 * length in bytes and fills *LINK, which the caller clears. Returns 0, with *LINK unchanged, if
 * no wiki link begins there. */
gsize inline_read_wiki(const char *p, const char *end, WikiLink *link);
void inline_clear_wiki(WikiLink *link);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(WikiLink, inline_clear_wiki)

#endif
