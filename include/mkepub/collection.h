/* SPDX-License-Identifier: MIT */
/* A collection: the articles below some paths, in a fixed order.
 * Made by collect from files, folders and lists; read by the plan of a book and by inspect. */
#ifndef MKEPUB_COLLECTION_H
#define MKEPUB_COLLECTION_H

#include <glib.h>

#include "mkepub/article.h"
#include "mkepub/config.h"

typedef struct {
  GPtrArray
      *articles; /* of MkepubArticle *, owned; sorted by input path, then by relative path */
  GPtrArray
      *roots;   /* of char *: canonical folders; no file outside them is ever read for a book */
  guint drafts; /* articles left out because they say that they are drafts */
  guint lost;   /* files that could not be taken; each has an error finding */
  char *name;   /* the last part of the first input path, for titles and file names; UTF-8 */
} MkepubCollection;

void mkepub_collection_free(MkepubCollection *collection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubCollection, mkepub_collection_free)

/* The paths that PATHS (NULL-ended) mean: "-" is replaced by the list on standard input. A
 * GPtrArray of char * for the caller to unref; NULL with INPUT. */
GPtrArray *mkepub_collection_inputs(const char *const *paths, GError **error);

/* What a collection of PATHS is called: the last part of the first path, without the extension
 * of a file; "articles" for a list on standard input. UTF-8, for the caller to free. */
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
  const char *below; /* the same below its root */
  const char *root;  /* canonical; one of the roots */
} MkepubSourceFile;

/* FALSE stops the walk. */
typedef gboolean (*MkepubSourceCall)(gpointer data, const MkepubSourceFile *file);

/* What is walked. */
typedef struct {
  const char *const *paths;   /* as mkepub_collection_read takes them */
  const MkepubConfig *config; /* for its globs; may be NULL */
  const char *skip;           /* canonical path of a folder to stay out of; NULL: none */
  GPtrArray *roots; /* of char *, the caller's, with a free function: gets the canonical folders
                       of the inputs before the first call */
  MkepubSourceCall call;
  gpointer data;
  guint lost;   /* set: files and folders that could not be taken, each with an error finding */
  guint unread; /* set: the folders of these, of which nobody knows what they hold */
} MkepubSources;

/* Calls for each file that mkepub_collection_read would read, an input after the other; within
 * one a folder's files first, then its folders, in byte order of names; what symbolic links
 * lead to comes last. Memory is that of the largest folder. Fails with INPUT. */
gboolean mkepub_collection_walk(MkepubSources *sources, MkepubFindings *findings,
                                GError **error);

/* The language that most of the articles know to be theirs, the first by name where two are
 * even; 'en' when more of them do not say. For the caller to free. */
char *mkepub_collection_language(const MkepubCollection *collection);

#endif
