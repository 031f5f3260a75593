/* SPDX-License-Identifier: MIT */
/* An article: what one file says about itself, and where each value came from.
 * Made by collect; read by the plan of a book, by inspect and by the chapters. */
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
  char *path; /* as the user would name it: the input path plus the way below it; UTF-8 for
                 display */
  char *file; /* the same as the file system spells it, to open it with */
  char *
      relative; /* path below its input root with '/', for sorting, links and sections; UTF-8 */
  char *root; /* the input folder that it was found below (its own folder for a single file) */
  guint8 sha256[32]; /* of the bytes that all this was read from */

  MkepubValue title;    /* never NULL: at the worst the file name */
  MkepubValue subtitle; /* NULL when unknown, like all that follow */
  MkepubValue source;   /* absolute http(s) URL of the original */
  MkepubValue site;     /* name of the publication, or the host of the source URL */
  MkepubValue section;
  MkepubValue language;       /* well-formed BCP 47 */
  MkepubValue description;    /* plain text: markup and entities are resolved */
  MkepubValue image;          /* lead picture, as written */
  guint image_line;           /* where that stands in the file; 0: nowhere */
  MkepubValue image_words;    /* its description */
  MkepubValue authors_from;   /* text: the authors joined with ", "; the list is in authors */
  MkepubValue published_from; /* text: the date as it was written */
  MkepubValue modified_from;
  GPtrArray *authors;   /* of char *; may be empty */
  GPtrArray *tags;      /* of char *, in order, without repeats; may be empty */
  GPtrArray *addresses; /* of char *: other names for this article in links: the site path
                           ('/2025/01/x/'), permalink, slug, aliases; without the source URL */
  MkepubDate published; /* MKEPUB_DATE_NONE when unknown */
  MkepubDate modified;
  gint64 weight; /* 'weight' of the front matter; G_MAXINT64 when not given */
  gboolean draft;
  gsize limit; /* bytes of text that its file may hold (mkepub_article_read) */

  const char *dialect; /* static: "YAML", "TOML", "JSON", "key: value", "LCTT", "plain", … */
  gsize body_words; /* words of the body, for "4 minutes"; CJK counts two characters a word */
} MkepubArticle;

void mkepub_article_free(MkepubArticle *article);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubArticle, mkepub_article_free)

/* Bytes of a file that is read at all, and of the text of an article unless more are allowed:
 * what pictures written into the text ("data:image/") have is not counted. */
#define MKEPUB_ARTICLE_FILE_LIMIT ((gsize)64 << 20)
#define MKEPUB_ARTICLE_TEXT_LIMIT ((gsize)8 << 20)

/* Reads FILE and what it says of itself by the table of keys in the manual. PATH, RELATIVE and
 * ROOT as above. LIMIT is what its text may have, 0 for MKEPUB_ARTICLE_TEXT_LIMIT. All doubts
 * go to FINDINGS with lines of the file. Returns NULL with a finding of error severity when the
 * file cannot be taken (unreadable, binary, too large); never fails on bad metadata. The text
 * itself is not kept. */
MkepubArticle *mkepub_article_read(const char *file, const char *path, const char *relative,
                                   const char *root, gsize limit, MkepubFindings *findings);

/* The file of an article by its names, as above. */
typedef struct {
  const char *file, *path, *relative, *root;
  gsize limit; /* of its text; 0: MKEPUB_ARTICLE_TEXT_LIMIT */
} MkepubArticleFile;

/* The same in two steps, for a caller that needs the bytes as well: mkepub_article_load reads
 * FILE (NULL with an INPUT error, and with a finding of error severity, when it is unreadable
 * or too large), mkepub_article_parse makes an article of the bytes (NULL with a finding of
 * error severity when they are not text). */
GBytes *mkepub_article_load(const char *file, const char *path, MkepubFindings *findings,
                            GError **error);
MkepubArticle *mkepub_article_parse(GBytes *bytes, const MkepubArticleFile *file,
                                    MkepubFindings *findings);

/* The text of an article, read when its chapter is written. */
typedef struct {
  char *text;            /* the whole file: valid UTF-8 without NUL, line ends LF; owned */
  gsize length;          /* bytes of text */
  gsize body;            /* offset of the first byte behind the metadata */
  guint body_line;       /* line of the file at that offset, from 1 */
  struct Fields *fields; /* of the metadata; owned */
} MkepubBody;

void mkepub_body_clear(MkepubBody *body);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MkepubBody, mkepub_body_clear)

/* Reads the file of ARTICLE again. Findings of decoding and of metadata were reported by
 * mkepub_article_read and are not reported twice. Returns FALSE with an INPUT error when the
 * file cannot be read, or no longer holds the bytes that ARTICLE was read from: metadata and
 * text of two versions never meet in one chapter. */
gboolean mkepub_article_read_body(const MkepubArticle *article, MkepubBody *body,
                                  GError **error);

/* The body of ARTICLE from the BYTES that it was made of. FALSE with an INPUT error when they
 * are not text. */
gboolean mkepub_article_parse_body(const MkepubArticle *article, GBytes *bytes,
                                   MkepubBody *body, GError **error);

/* The bytes of the file of ARTICLE, for the caller to free; NULL with an INPUT error as for
 * mkepub_article_read_body. A NUL, not counted, stands after them. */
char *mkepub_article_read_source(const MkepubArticle *article, gsize *length, GError **error);

/* First value of the field KEY in the metadata in front of the text, as written there, for the
 * caller to free; NULL when there is none, or it has 8 KiB and more. Takes time in proportion
 * to KEY and the value. */
char *mkepub_body_field(const MkepubBody *body, const char *key);

#endif
