/* SPDX-License-Identifier: MIT */
/* The configuration of a book: book.yaml, and the command line, which overrides it. Made by
 * collect and src/cli; read by the plan of a book. */
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

/* A reading device and its screen. */
typedef struct {
  const char *name; /* 'kobo-libra' */
  guint max_pixels; /* longer side of its screen, in pixels */
  gboolean gray;
  guint quality;
} MkepubDevice;

/* Returns the device called NAME, static; NULL when no device has that name. */
const MkepubDevice *mkepub_device_find(const char *name);
/* Returns all names, separated by ", ", for messages. For the caller to free. */
char *mkepub_device_names(void);

/* The settings. A NULL string or an empty array means: not given. */
typedef struct {
  char *title, *subtitle;
  char *series, *issue; /* issue as written: '12', '98.04', '2025-01-13' */
  char *date;           /* as written; read with mkepub_date_parse */
  char *language;       /* well-formed BCP 47 */
  char *publisher, *identifier, *issn, *description, *rights;
  GPtrArray *authors, *subjects; /* of char * */
  GPtrArray *sections;           /* of char *: names in the order wanted */
  GPtrArray *include,
      *exclude; /* of char *: glob patterns for the path below the input folder */
  MkepubSort sort;
  gboolean descending; /* newest or last first; 'sort: -date' */
  MkepubGroup group;
  char *css, *cover; /* paths, relative to the working directory */
  GPtrArray *assets; /* of char *: further folders in which pictures are looked up; relative to
                        the working directory */
  GPtrArray *fonts;  /* of char *: font files to embed ('#2' names a face), relative to the
                        working directory */
  char *design;      /* design of the generated cover */
  char *cover_font; /* a font file for the generated cover, relative to the working directory */
  const MkepubDevice *device; /* NULL: not given */
  guint max_pixels;           /* longest side of a picture, in pixels; 0: not given */
  guint quality;              /* of JPEG; 0: not given */
  MkepubAnswer gray;
  guint64 max_size;      /* bytes of the whole book; 0: no limit */
  guint64 max_article;   /* bytes of an article's text; 0: the default limit. Not a key of
                            book.yaml, whose author may not be trusted */
  int toc_depth;         /* 1: articles only, 2: sections and articles; 0: not given */
  gboolean smart;        /* smart punctuation */
  gboolean keep_sources; /* keep the sources of the articles in the book */
  char *path;            /* the book.yaml that was read, for findings; or NULL */
  GPtrArray *allowed;    /* of char *: folders that paths of book.yaml may lead into */
  GPtrArray *outside;    /* keys of book.yaml with a path outside the allowed folders, for
                            mkepub_config_check */
  /* Set by an archive for an issue; not keys of book.yaml. */
  char *edition;  /* how the issue is called beside its series: '13–19 January 2025' */
  char *position; /* its number in the series, decimal; NULL: derived from issue or date */
} MkepubConfig;

/* Returns a configuration with nothing set, for the caller to free. */
MkepubConfig *mkepub_config_new(void);
void mkepub_config_free(MkepubConfig *config);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubConfig, mkepub_config_free)

/* Allows paths of a book.yaml that is read later to lead into FOLDER as well. */
void mkepub_config_allow(MkepubConfig *config, const char *folder);

/* Returns the path of 'book.yaml' or 'book.yml' in the first of PATHS that is a folder,
 * whatever kind of file it is, for the caller to free. NULL when there is no such file, and,
 * with an input-outside finding, when it is a symbolic link that leads out of that folder and
 * of the allowed ones. */
char *mkepub_config_find(const MkepubConfig *config, const char *const *paths,
                         MkepubFindings *findings);

/* Reads PATH as YAML into CONFIG, replacing earlier values of the same keys. Paths, symbolic
 * links followed, must lead into the folder of PATH or into an allowed one; a key that leads
 * elsewhere is left out, and mkepub_config_check fails for it unless mkepub_config_set sets the
 * same key. An unknown key gives a warning that names the nearest known key; a value of the
 * wrong shape gives a warning and is left out; broken YAML fails with an INPUT error that names
 * the line. */
gboolean mkepub_config_read(MkepubConfig *config, const char *path, MkepubFindings *findings,
                            GError **error);

/* Sets one key from the command line: VALUES (NULL-ended, at least one) replace the values in
 * CONFIG; paths are relative to the working directory. Fails with USAGE when KEY is unknown or
 * a value cannot be used. */
gboolean mkepub_config_set(MkepubConfig *config, const char *key, const char *const *values,
                           GError **error);

/* Fails with INPUT when book.yaml names a path outside the allowed folders: "news/book.yaml:3:
 * 'css' leads outside …". */
gboolean mkepub_config_check(const MkepubConfig *config, GError **error);

#endif
