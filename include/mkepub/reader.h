/* SPDX-License-Identifier: MIT */
/* Reads a book: its container, its package document, its reading order. Used by check, info,
 * extract and the archive's check. */
#ifndef MKEPUB_READER_H
#define MKEPUB_READER_H

#include <glib.h>

#include "mkepub/error.h"

/* An open book. Not thread-safe: each thread opens its own. The book is untrusted: sizes are
 * limited, and names are never used as paths of this machine. */
typedef struct MkepubReader MkepubReader;

typedef struct {
  char *name;    /* UTF-8 made valid */
  gboolean utf8; /* the container stored it as valid UTF-8 */
  guint64 size, stored;
  guint32 crc;
  guint method; /* APPNOTE 4.4.5: 0 stored, 8 deflated */
  gboolean encrypted;
} MkepubReaderEntry;

typedef struct {
  char *id, *href;               /* href: path within the container; NULL: leads outside */
  char *remote;                  /* URL on the network; NULL: it is in the book */
  char *media_type, *properties; /* properties may be NULL */
  gboolean spine, linear;
} MkepubReaderItem;

/* Opens the book PATH, for the caller to free. Fails with INPUT when it cannot be opened or is
 * not a ZIP file. All other damage is left to mkepub_check_book. */
MkepubReader *mkepub_reader_open(const char *path, GError **error);
/* Opens the book PATH as mkepub_reader_open does, with messages that name SHOWN: for a file
 * that is already open, whose PATH is '/proc/self/fd/N'. */
MkepubReader *mkepub_reader_open_as(const char *path, const char *shown, GError **error);
void mkepub_reader_free(MkepubReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubReader, mkepub_reader_free)

/* Returns the entries in the order of the container. Borrowed. */
const GArray *mkepub_reader_entries(const MkepubReader *reader); /* of MkepubReaderEntry */

/* Returns the first bytes of the file, at most 64: those that hold its 'mimetype'. Borrowed. */
const guint8 *mkepub_reader_head(const MkepubReader *reader, gsize *length);

/* Returns how the container contradicts itself (directory and entries differ, entries overlap),
 * in libzip's words; NULL when it is consistent. Borrowed. */
const char *mkepub_reader_trouble(const MkepubReader *reader);

/* Returns the bytes of the entry NAME, decompressed, its CRC checked, for the caller to unref.
 * NULL with INPUT, also when it has more than LIMIT bytes (0: 1 GB). */
GBytes *mkepub_reader_read(MkepubReader *reader, const char *name, guint64 limit,
                           GError **error);
GBytes *mkepub_reader_read_at(MkepubReader *reader, guint index, guint64 limit, GError **error);
/* Decompresses the entry INDEX and checks its CRC as mkepub_reader_read does, without keeping
 * the bytes. Returns FALSE with INPUT. */
gboolean mkepub_reader_verify_at(MkepubReader *reader, guint index, guint64 limit,
                                 GError **error);

/* The content of a package document. Free with mkepub_reader_package_free. */
typedef struct {
  char *path;    /* of the package document */
  char *version; /* '3.0', or NULL */
  char *title, *language, *identifier, *modified, *date, *publisher, *description; /* or NULL */
  char *series, *position;
  GPtrArray *creators, *languages; /* of char * */
  GPtrArray *items;                /* of MkepubReaderItem *, manifest order */
  GPtrArray *spine;                /* of MkepubReaderItem *, borrowed from items */
  char *cover, *nav, *ncx;         /* hrefs within the container, or NULL */
} MkepubPackage;

/* Reads META-INF/container.xml and the package document, without network and entities. For the
 * caller to free. NULL with INPUT; for malformed XML the message names the line. */
MkepubPackage *mkepub_reader_package(MkepubReader *reader, GError **error);
void mkepub_reader_package_free(MkepubPackage *package);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubPackage, mkepub_reader_package_free)

/* A line of the table of contents. */
typedef struct {
  char *title;      /* white space collapsed; may be empty */
  char *href;       /* path within the container, without fragment; NULL: no valid target */
  guint level;      /* from 1 */
  gboolean heading; /* it has lines of a lower level */
} MkepubReaderLine;

/* Returns the table of contents: that of the nav, else of the NCX. Of MkepubReaderLine *, for
 * the caller to unref; NULL with INPUT when the book has no readable one. */
GPtrArray *mkepub_reader_contents(MkepubReader *reader, const MkepubPackage *package,
                                  GError **error);

/* Returns the visible text of the XHTML document NAME, a line for each block, without the
 * header and the footer that a chapter has around its text; for the caller to free. NULL with
 * INPUT. */
GString *mkepub_reader_text(MkepubReader *reader, const char *name, GError **error);

/* A kept source: an article's own file in the book. */
typedef struct {
  char *path;    /* path below its input folder, as the file system spelled it; relative and
                    without '.', '..' or empty parts, so that it stays below any folder to which it
                    is extracted */
  char *entry;   /* its entry in the container */
  char *chapter; /* the container's entry of the document made from it */
  guint64 bytes;
  guint8 sha256[32];
  gboolean lost; /* it could not be read when the book was made: the book has no entry for it */
} MkepubReaderSource;

/* Returns the kept sources in reading order; of MkepubReaderSource *, for the caller to unref.
 * Empty when the book keeps none; NULL with INPUT when their list is malformed. */
GPtrArray *mkepub_reader_sources(MkepubReader *reader, GError **error);
/* Returns the bytes of SOURCE, for the caller to unref. NULL with INPUT when they are missing
 * or changed. */
GBytes *mkepub_reader_read_source(MkepubReader *reader, const MkepubReaderSource *source,
                                  GError **error);

#endif
