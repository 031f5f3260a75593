/* SPDX-License-Identifier: MIT */
/* The way out of a chapter: what the link and picture addresses of an article become in the
 * book. Called by markdown and html, filled in by epub; so that the former know neither books
 * nor files. */
#ifndef XHTML_RESOLVER_H
#define XHTML_RESOLVER_H

#include <glib.h>

/* All borrowed; lives as long as the book. */
typedef struct {
  const char *href; /* relative to the chapter: 'img/3f2a….jpg'; NULL: it is not in the book,
                       and only LINK is set */
  const char *link; /* where it can be looked at instead; NULL with an href */
  const char *media_type; /* static */
  guint width, height;    /* pixels; 0 when unknown */
} MkepubPicture;

typedef struct {
  /* Resolves the address of a link as written (entities and backslashes already resolved).
   * Returns the href to write, for the caller to free: an absolute URL, a chapter's file name,
   * or '#fragment' for this document; NULL when the text shall stand without a link. Findings
   * are the callee's. */
  char *(*link)(gpointer data, const char *address, guint line);

  /* Resolves a wiki link's page name ('Page', 'Folder/Page', 'Page#Heading'). As above. */
  char *(*page)(gpointer data, const char *name, guint line);

  /* Resolves the address of a picture as written. NULL or without an href when there is no such
   * picture to show: the caller shows its alt text instead. Findings are the callee's. */
  const MkepubPicture *(*picture)(gpointer data, const char *address, guint line);

  /* The value of a field of the article's front matter, as templates name it in '{{ page.KEY
   * }}', for the caller to free; NULL when there is none. May be NULL itself. */
  char *(*field)(gpointer data, const char *key);

  gpointer data;
} MkepubResolver;

#endif
