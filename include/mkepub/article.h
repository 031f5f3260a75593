/* SPDX-License-Identifier: MIT */
/* An article: the metadata of one file, and where each value was found. Made by collect; read
 * by the plan of a book, by inspect and by the chapters. */
#ifndef MKEPUB_ARTICLE_H
#define MKEPUB_ARTICLE_H

#include <glib.h>

#include "mkepub/date.h"
#include "mkepub/finding.h"

/* Where a value was found, for `mkepub inspect`: ORIGIN is a phrase such as "front matter
 * 'title'", "heading", "file name", "folder", "first sentence", "body metadata 'Full Title'",
 * "book.yaml". */
typedef struct {
  char *text;   /* UTF-8 without control characters, white space collapsed; NULL: not known */
  char *origin; /* NULL exactly when text is NULL */
} MkepubValue;

typedef struct {
  char *path; /* for display: the input path plus the path below it; UTF-8 */
  char *file; /* PATH as the file system spells it, for opening */
  char *
      relative; /* path below its input root with '/', for sorting, links and sections; UTF-8 */
  char *root; /* the input folder that it was found below (its own folder for a single file) */
  guint8 sha256[32]; /* of the bytes of the file */

  MkepubValue title;    /* never NULL: falls back to the file name */
  MkepubValue subtitle; /* NULL when unknown, like all that follow */
  MkepubValue source;   /* source address: absolute http(s) URL of the original */
  MkepubValue site;     /* name of the publication, or the host of the source URL */
  MkepubValue section;
  MkepubValue language;       /* well-formed BCP 47 */
  MkepubValue description;    /* plain text: markup and entities are resolved */
  MkepubValue image;          /* lead picture, as written */
  guint image_line;           /* its line in the file, from 1; 0: not from the file */
  MkepubValue image_words;    /* description of that picture */
  MkepubValue authors_from;   /* text: the authors joined with ", "; authors holds the list */
  MkepubValue published_from; /* text: the date as written */
  MkepubValue modified_from;
  GPtrArray *authors;   /* of char *; may be empty */
  GPtrArray *tags;      /* of char *, in order, without repeats; may be empty */
  GPtrArray *addresses; /* of char *: other names for this article in links: the site path
                           ('/2025/01/x/'), permalink, slug, aliases; without the source URL */
  MkepubDate published; /* MKEPUB_DATE_NONE when unknown */
  MkepubDate modified;
  gint64 weight; /* 'weight' of the front matter; G_MAXINT64 when not given */
  gboolean draft;
  gsize limit; /* largest text of the file in bytes (mkepub_article_read) */

  const char *dialect; /* static: "YAML", "TOML", "JSON", "key: value", "LCTT", "plain", … */
  gsize body_words; /* words of the body, for "4 minutes"; CJK counts two characters a word */
} MkepubArticle;

void mkepub_article_free(MkepubArticle *article);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubArticle, mkepub_article_free)

/* Largest file, in bytes, that is read at all; and largest text of an article unless the user
 * allows more. Pictures written into the text ("data:image/") are not counted. */
#define MKEPUB_ARTICLE_FILE_LIMIT ((gsize)64 << 20)
#define MKEPUB_ARTICLE_TEXT_LIMIT ((gsize)8 << 20)

/* Reads FILE and its metadata by the table of keys in the manual. PATH, RELATIVE and ROOT as in
 * MkepubArticle. LIMIT is the largest text in bytes, 0 for MKEPUB_ARTICLE_TEXT_LIMIT. All
 * findings go to FINDINGS with lines of the file. Returns NULL with a finding of error severity
 * when the file is unreadable, binary or too large; never fails on bad metadata. The text
 * itself is not kept. */
MkepubArticle *mkepub_article_read(const char *file, const char *path, const char *relative,
                                   const char *root, gsize limit, MkepubFindings *findings);

/* The names of an article's file, as in MkepubArticle. Borrowed. */
typedef struct {
  const char *file, *path, *relative, *root;
  gsize limit; /* largest text in bytes; 0: MKEPUB_ARTICLE_TEXT_LIMIT */
} MkepubArticleFile;

/* mkepub_article_read in two steps, for a caller that needs the bytes as well.
 * mkepub_article_load returns the bytes of FILE, for the caller to unref; NULL with an INPUT
 * error, and with a finding of error severity, when the file is unreadable or too large.
 * mkepub_article_parse makes an article of BYTES, for the caller to free; NULL with a finding
 * of error severity when they are not text. */
GBytes *mkepub_article_load(const char *file, const char *path, MkepubFindings *findings,
                            GError **error);
MkepubArticle *mkepub_article_parse(GBytes *bytes, const MkepubArticleFile *file,
                                    MkepubFindings *findings);

/* The text of an article, read when its chapter is written. */
typedef struct {
  char *text;            /* the whole file: valid UTF-8 without NUL, line ends LF; owned */
  gsize length;          /* bytes of text */
  gsize body;            /* offset of the first byte after the metadata */
  guint body_line;       /* line of the file at that offset, from 1 */
  struct Fields *fields; /* of the metadata; owned */
} MkepubBody;

void mkepub_body_clear(MkepubBody *body);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MkepubBody, mkepub_body_clear)

/* Reads the file of ARTICLE again. Findings of decoding and of metadata were reported by
 * mkepub_article_read and are not repeated. Returns FALSE with an INPUT error when the file
 * cannot be read, or when its bytes changed since ARTICLE was read: a chapter never mixes the
 * metadata of one version with the text of another. */
gboolean mkepub_article_read_body(const MkepubArticle *article, MkepubBody *body,
                                  GError **error);

/* Sets *body to the body of ARTICLE, from the BYTES that ARTICLE was made of. Returns FALSE
 * with an INPUT error when they are not text. */
gboolean mkepub_article_parse_body(const MkepubArticle *article, GBytes *bytes,
                                   MkepubBody *body, GError **error);

/* Returns the bytes of the file of ARTICLE, followed by a NUL that *length does not count, for
 * the caller to free. NULL with an INPUT error when the file cannot be read or when its bytes
 * changed since ARTICLE was read. */
char *mkepub_article_read_source(const MkepubArticle *article, gsize *length, GError **error);

/* Returns the first value of the field KEY in the metadata of the file, as written there, for
 * the caller to free; NULL when there is no such field or the value has 8 KiB or more. Takes
 * time in proportion to KEY and the value. */
char *mkepub_body_field(const MkepubBody *body, const char *key);

#endif
