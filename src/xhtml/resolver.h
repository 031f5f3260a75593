/* SPDX-License-Identifier: MIT */
/* Resolves the addresses in an article: what its links and pictures become in the book. Called
 * by markdown and html, implemented by epub, so that markdown and html depend on neither books
 * nor files. */
#ifndef XHTML_RESOLVER_H
#define XHTML_RESOLVER_H

#include <glib.h>

/* All strings are borrowed and live as long as the book. */
typedef struct {
  const char *href; /* relative to the chapter: 'img/3f2a….jpg'; NULL when the picture is not in
                     * the book: then only LINK is set */
  const char *link;       /* address of the picture on the web; NULL when HREF is set */
  const char *media_type; /* static */
  guint width, height;    /* pixels; 0 when unknown */
} MkepubPicture;

typedef struct {
  /* Resolves the ADDRESS of a link on LINE, as written but with character references and
   * backslash escapes resolved. Returns the href to write: an absolute URL, the file name of a
   * chapter, or '#fragment' for this document. Returns NULL when the text is to be written
   * without a link. The caller frees it. The callee reports findings. */
  char *(*link)(gpointer data, const char *address, guint line);

  /* Resolves the page name of a wiki link on LINE ('Page', 'Folder/Page', 'Page#Heading').
   * Returns the href to write, or NULL for text without a link. The caller frees it. The callee
   * reports findings. */
  char *(*page)(gpointer data, const char *name, guint line);

  /* Resolves the ADDRESS of a picture on LINE, as written. Returns NULL, or a picture without
   * an href, when the picture cannot be shown: the caller writes its alt text instead. The
   * callee reports findings. */
  const MkepubPicture *(*picture)(gpointer data, const char *address, guint line);

  /* Returns the value of a field of the article's front matter, as templates name it in '{{
   * page.KEY }}'; NULL when the article does not have it. The caller frees it. The function
   * pointer may be NULL. */
  char *(*field)(gpointer data, const char *key);

  gpointer data;
} MkepubResolver;

#endif
