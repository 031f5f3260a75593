/* SPDX-License-Identifier: MIT */
/* A collection: the articles below some paths, in a fixed order.
 * Made by collect from files, folders and lists; read by the plan of a book and by inspect. */
#ifndef MKEPUB_COLLECTION_H
#define MKEPUB_COLLECTION_H

#include <glib.h>

#include "mkepub/article.h"
#include "mkepub/config.h"

typedef struct {
  GPtrArray *articles; /* of MkepubArticle *, owned; by input path, then by relative path */
  GPtrArray *roots; /* of char *: canonical folders; a book never reads a file outside them */
  guint drafts;     /* articles left out because their metadata marks them as drafts */
  guint lost;       /* files that could not be read as articles; each has an error finding */
  char *name; /* the last part of the first input path, for titles and file names; UTF-8 */
} MkepubCollection;

void mkepub_collection_free(MkepubCollection *collection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubCollection, mkepub_collection_free)

/* Expands PATHS (NULL-ended): "-" is replaced by the list on standard input. Returns a
 * GPtrArray of char * for the caller to unref; NULL with INPUT when the list cannot be read. */
GPtrArray *mkepub_collection_inputs(const char *const *paths, GError **error);

/* Names a collection of PATHS: the last part of the first path, without the extension of a
 * file; "articles" for a list on standard input. UTF-8, for the caller to free. */
char *mkepub_collection_name(const char *const *paths);

/* Walks PATHS (NULL-ended; files, folders, "-" for a list of paths on standard input, one a
 * line) and reads the metadata of each article on up to THREADS threads (0: one per core).
 * Folders are walked recursively in byte order of names; hidden names, '_drafts', '_index.md'
 * and what the globs of CONFIG leave out are skipped; '.md .markdown .mdown .mkd .txt' (any
 * case) are articles; a file named outright is taken whatever its extension; a file reached
 * twice is taken once. A symbolic link is followed only when it stays below one of the roots.
 * Fails with INPUT when a path does not exist or no article is found. */
MkepubCollection *mkepub_collection_read(const char *const *paths, const MkepubConfig *config,
                                         guint threads, MkepubFindings *findings,
                                         GError **error);

/* A file of a collection that is too large to be held as a whole; borrowed for the call. */
typedef struct {
  const char *file;  /* as the file system spells it, to open it with */
  const char *below; /* path below its root, as the file system spells it */
  const char *root;  /* canonical; one of the roots */
} MkepubSourceFile;

/* FALSE stops the walk. */
typedef gboolean (*MkepubSourceCall)(gpointer data, const MkepubSourceFile *file);

/* The input of a walk, and its counts. */
typedef struct {
  const char *const *paths;   /* inputs, as for mkepub_collection_read */
  const MkepubConfig *config; /* for its globs; may be NULL */
  const char *skip;           /* canonical path of a folder to stay out of; NULL: none */
  GPtrArray *roots; /* of char *, the caller's, with a free function: gets the canonical folders
                       of the inputs before the first call */
  MkepubSourceCall call;
  gpointer data;
  guint lost;   /* set: files and folders that could not be taken, each with an error finding */
  guint unread; /* set: those of the lost that are folders, whose content is unknown */
} MkepubSources;

/* Calls CALL for each file that mkepub_collection_read would read, input by input; within an
 * input a folder's files come first, then its folders, in byte order of names; targets of
 * symbolic links come last. Memory is that of the largest folder. Fails with INPUT when a path
 * does not exist or is neither file nor folder. */
gboolean mkepub_collection_walk(MkepubSources *sources, MkepubFindings *findings,
                                GError **error);

/* Returns the language that most articles with a known language have, the first by name when
 * two are equally frequent; 'en' when most articles have none. For the caller to free. */
char *mkepub_collection_language(const MkepubCollection *collection);

#endif
