/* SPDX-License-Identifier: MIT */
/* What a book shall be: book.yaml, and the command line on top of it.
 * Made by collect and src/cli; read by the plan of a book. */
#ifndef MKEPUB_CONFIG_H
#define MKEPUB_CONFIG_H

#include <glib.h>

#include "mkepub/finding.h"

typedef enum {
  MKEPUB_SORT_AUTO,
  MKEPUB_SORT_DATE,
  MKEPUB_SORT_TITLE,
  MKEPUB_SORT_PATH,
  MKEPUB_SORT_WEIGHT
} MkepubSort;
typedef enum {
  MKEPUB_GROUP_AUTO,
  MKEPUB_GROUP_SECTION,
  MKEPUB_GROUP_DATE,
  MKEPUB_GROUP_FOLDER,
  MKEPUB_GROUP_NONE
} MkepubGroup;

typedef enum { MKEPUB_UNSAID, MKEPUB_YES, MKEPUB_NO } MkepubAnswer;

/* What a reading device shows. */
typedef struct {
  const char *name; /* 'kobo-libra' */
  guint max_pixels; /* the longer side of its screen */
  gboolean gray;
  guint quality;
} MkepubDevice;

/* The device of that name, static; NULL when none is known by it. */
const MkepubDevice *mkepub_device_find(const char *name);
/* All names, parted by ", ", for messages. For the caller to free. */
char *mkepub_device_names(void);

/* Every string may be NULL, every array empty: not said. */
typedef struct {
  char *title, *subtitle;
  char *series, *issue; /* issue as written: '12', '98.04', '2025-01-13' */
  char *date;           /* as written; read with mkepub_date_parse */
  char *language;       /* well-formed BCP 47 */
  char *publisher, *identifier, *issn, *description, *rights;
  GPtrArray *authors, *subjects; /* of char * */
  GPtrArray *sections;           /* of char *: names in the order wanted */
  GPtrArray *include, *exclude;  /* of char *: globs on the path below the input root */
  MkepubSort sort;
  gboolean descending; /* newest or last first; 'sort: -date' */
  MkepubGroup group;
  char *css, *cover; /* paths, already relative to the working directory */
  GPtrArray *assets; /* of char *: more folders to look for pictures in; paths likewise */
  GPtrArray *fonts;  /* of char *: font files to embed ('#2' names a face); paths likewise */
  char *design;      /* of the cover that is made */
  char *cover_font;  /* a font file for it; path likewise */
  const MkepubDevice *device; /* NULL: not said */
  guint max_pixels;           /* longest side of a picture; 0: not said */
  guint quality;              /* of JPEG; 0: not said */
  MkepubAnswer gray;
  guint64 max_size;      /* bytes of the whole book; 0: any */
  guint64 max_article;   /* bytes of an article's text; 0: the usual limit. Not of book.yaml,
                            which may be anybody's */
  int toc_depth;         /* 1: articles only, 2: sections and articles; 0: not said */
  gboolean smart;        /* smart punctuation */
  gboolean keep_sources; /* the articles as they were, inside the book */
  char *path;            /* the book.yaml that was read, for findings; NULL when none */
  GPtrArray *allowed;    /* of char *: folders that paths of book.yaml may lead into */
  GPtrArray *outside;    /* what of book.yaml leads elsewhere, for mkepub_config_check */
  /* What an archive says of an issue; no keys of book.yaml. */
  char *edition;  /* how the issue is called beside its series: '13–19 January 2025' */
  char *position; /* its number in the series, decimal; else it is made of issue or date */
} MkepubConfig;

MkepubConfig *mkepub_config_new(void);
void mkepub_config_free(MkepubConfig *config);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubConfig, mkepub_config_free)

/* Lets the paths of a book.yaml that is read later lead into FOLDER as well. */
void mkepub_config_allow(MkepubConfig *config, const char *folder);

/* Returns the path of 'book.yaml' or 'book.yml' in the first of PATHS that is a folder,
 * whatever is there by that name; for the caller to free. NULL when there is none, and, with an
 * input-outside finding, when it is a symbolic link that leads out of that folder and of those
 * that were allowed. */
char *mkepub_config_find(const MkepubConfig *config, const char *const *paths,
                         MkepubFindings *findings);

/* Reads PATH as YAML into CONFIG, over what it holds. Paths, symbolic links followed, must lead
 * into the folder of PATH or one that was allowed; a key with another is left out, and is a
 * failure of mkepub_config_check unless mkepub_config_set says the same key. A key that means
 * nothing is a warning that names the nearest known key; a value of the wrong shape is a
 * warning and is left out; broken YAML fails with an INPUT error that names the line. */
gboolean mkepub_config_read(MkepubConfig *config, const char *path, MkepubFindings *findings,
                            GError **error);

/* Sets one key as the command line says it: VALUES (NULL-ended, at least one) replace what
 * CONFIG holds; paths are relative to the working directory. Fails with USAGE when KEY is none
 * or a value cannot be used. */
gboolean mkepub_config_set(MkepubConfig *config, const char *key, const char *const *values,
                           GError **error);

/* Fails with INPUT when book.yaml names a path outside of what it may use: "news/book.yaml:3:
 * 'css' leads outside …". */
gboolean mkepub_config_check(const MkepubConfig *config, GError **error);

#endif
