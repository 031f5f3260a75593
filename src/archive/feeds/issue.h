/* SPDX-License-Identifier: MIT */
/* Describes an issue for feeds beyond the catalog's fields: its contents in a few lines. Used
 * by all feeds. */
#ifndef ARCHIVE_FEEDS_ISSUE_H
#define ARCHIVE_FEEDS_ISSUE_H

#include "archive/shelf/catalog.h"
#include "base/digest.h"

/* What a document is made from, as one SHA-256: its parts are noted one after the other. All
 * feeds see by it whether they must be made again. */
enum { OPDS_DIGEST = DIGEST_SHA256 };

typedef struct OpdsSum OpdsSum;

OpdsSum *opds_sum_new(void);
/* TEXT may be NULL, which is not the same as "". */
void opds_sum_text(OpdsSum *sum, const char *text);
void opds_sum_count(OpdsSum *sum, guint64 count);
void opds_sum_digest(OpdsSum *sum, const guint8 digest[OPDS_DIGEST]);
/* Frees SUM. */
void opds_sum_finish(OpdsSum *sum, guint8 digest[OPDS_DIGEST]);

typedef struct {
  char *summary; /* the titles of its first articles, on one line of about 160 characters */
  char *content; /* more titles, one a line, about 400 characters */
  GPtrArray *sections; /* of char *: at most 16, in reading order */
  char *atom, *json;   /* its entry in either format, cached once a feed has written it */
} OpdsContents;

/* A cache of the contents of issues, of bounded size: an issue occurs in many feeds. */
typedef struct OpdsIssues OpdsIssues;
OpdsIssues *opds_issues_new(MkepubCatalog *catalog);
void opds_issues_free(OpdsIssues *issues);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OpdsIssues, opds_issues_free)

/* Returns the contents of ISSUE, borrowed until the next call. NULL with INPUT when the catalog
 * is damaged. */
OpdsContents *opds_issue_contents(OpdsIssues *issues, const MkepubIssue *issue, GError **error);

/* Returns the hash over everything that an entry of ISSUE depends on; the hash of its book
 * covers its articles. Borrowed until the next call. */
const guint8 *opds_issue_digest(OpdsIssues *issues, const MkepubIssue *issue);

/* The cover pictures in a format that every reader supports (JPEG, PNG, GIF; OPDS 1.2 section
 * 5.2.2), with names on the shelf and types: the large and the small one. NULL when missing. */
typedef struct {
  const char *cover, *cover_type, *thumbnail, *thumbnail_type;
} OpdsPictures;
OpdsPictures opds_issue_pictures(const MkepubIssue *issue);

/* Returns TRUE, and sets *position, when the issue's number is a number in JSON: 98.04 of
 * '98.04'. */
gboolean opds_issue_position(const MkepubIssue *issue, double *position);

#endif
