/* SPDX-License-Identifier: MIT */
/* A book read back: its container, its package document, its reading order.
 * Used by check, info, extract and the archive's check. */
#ifndef MKEPUB_READER_H
#define MKEPUB_READER_H

#include <glib.h>

#include "mkepub/error.h"

typedef struct MkepubReader MkepubReader;

typedef struct {
  const char *name; /* as the container has it; UTF-8 made valid */
  guint64 size, stored;
  guint32 crc;
  gboolean deflated;
} MkepubReaderEntry;

typedef struct {
  char *id, *href;               /* href: path within the container */
  char *media_type, *properties; /* properties may be NULL */
  gboolean spine, linear;
} MkepubReaderItem;

/* Opens the book PATH. Fails with INPUT when it cannot be read or is no ZIP file. What else is
 * wrong with it is for mkepub_check_book to find. */
MkepubReader *mkepub_reader_open(const char *path, GError **error);
void mkepub_reader_free(MkepubReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubReader, mkepub_reader_free)

/* Borrowed; in the order of the container. */
const GArray *mkepub_reader_entries(const MkepubReader *reader); /* of MkepubReaderEntry */

/* The bytes of an entry, decompressed, its CRC checked; refused above LIMIT bytes (0: 1 GB).
 * For the caller to unref; NULL with INPUT. */
GBytes *mkepub_reader_read(MkepubReader *reader, const char *name, guint64 limit,
                           GError **error);

/* What the package document says. All for the caller to free by mkepub_package_free. */
typedef struct {
  char *path; /* of the package document */
  char *title, *language, *identifier, *modified, *date, *publisher, *description; /* or NULL */
  char *series, *position;
  GPtrArray *creators, *languages; /* of char * */
  GPtrArray *items;                /* of MkepubReaderItem *, manifest order */
  GPtrArray *spine;                /* of MkepubReaderItem *, borrowed from items */
  char *cover, *nav, *ncx;         /* hrefs within the container, or NULL */
} MkepubPackage;

/* Reads META-INF/container.xml and the package document, without network and entities. NULL
 * with INPUT and the line that breaks it. */
MkepubPackage *mkepub_reader_package(MkepubReader *reader, GError **error);
void mkepub_package_free(MkepubPackage *package);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubPackage, mkepub_package_free)

#endif
