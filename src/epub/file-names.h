/* SPDX-License-Identifier: MIT */
/* File names inside a book: [a-z0-9._-]+, unique, and made from the article rather than from
 * its place. Used by the plan of a book. */
#ifndef EPUB_FILE_NAMES_H
#define EPUB_FILE_NAMES_H

#include "mkepub/collection.h"

typedef struct Names Names;

/* Looks over all articles of COLLECTION first, so that a name does not depend on who asks
 * first. */
Names *names_new(const MkepubCollection *collection);
void names_free(Names *names);

/* 'slug.xhtml' from the file name (or the bundle's folder); where two articles share it, from
 * the whole path below the input; where that has no letters left, from a hash of the path. For
 * the caller to free. */
char *names_article(Names *names, const MkepubArticle *article);

/* 'section-world.xhtml'. For the caller to free. */
char *names_section(Names *names, const char *title);

/* An NCName for the manifest from a file name. For the caller to free. */
char *names_id(const char *name);

#endif
