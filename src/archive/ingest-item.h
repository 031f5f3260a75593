/* SPDX-License-Identifier: MIT */
/* One source file on its way into the catalog: read on any thread, entered by the run's own.
 * Used by ingest.c. */
#ifndef ARCHIVE_INGEST_ITEM_H
#define ARCHIVE_INGEST_ITEM_H

#include "archive/run.h"

typedef struct {
  char *file;  /* to open it with */
  char *below; /* its root, as the file system spells it */
  const char *root;
  gint64 source;
  CatalogStamp known; /* id 0: new */
  gint64 bytes, mtime;
  gboolean read_all; /* although its hash is the one that is known */
  const char *key;   /* of the front matter, whose value is an issue's number; or NULL */
  gsize limit;       /* of mkepub_article_read */
  gboolean want_text;
  /* Set by ingest_item_read. */
  MkepubFindings *findings;
  guint8 sha256[DIGEST_SHA256];
  gboolean same;          /* as the catalog knows it */
  MkepubArticle *article; /* NULL: lost, or the same */
  char *number;
  MkepubFingerprint print;
  GString *text; /* what a reader sees; NULL unless wanted */
} IngestItem;

IngestItem *ingest_item_new(const MkepubSourceFile *file, gint64 source);
void ingest_item_free(gpointer item);

/* Reads the file; touches nothing but ITEM. */
void ingest_item_read(IngestItem *item);

/* Enters it into the catalog, with the findings, marks its period dirty and reports the change.
 */
gboolean ingest_item_enter(Run *run, IngestItem *item, GError **error);

#endif
