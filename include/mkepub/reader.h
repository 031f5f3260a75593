/* SPDX-License-Identifier: MIT */
/* A book read back: its container, its package document, its reading order.
 * Used by check, info, extract and the archive's check. */
#ifndef MKEPUB_READER_H
#define MKEPUB_READER_H

#include <glib.h>

#include "mkepub/error.h"

/* Not thread-safe: each thread opens its own. Nothing of a book is believed: sizes are limits,
 * names are not paths of this machine. */
typedef struct MkepubReader MkepubReader;

typedef struct {
  char *name;    /* UTF-8 made valid */
  gboolean utf8; /* it was so in the container */
  guint64 size, stored;
  guint32 crc;
  guint method; /* APPNOTE 4.4.5: 0 stored, 8 deflated */
  gboolean encrypted;
} MkepubReaderEntry;

typedef struct {
  char *id, *href;               /* href: path within the container; NULL: leads outside */
  char *remote;                  /* address on the network; NULL: it is in the book */
  char *media_type, *properties; /* properties may be NULL */
  gboolean spine, linear;
} MkepubReaderItem;

/* Opens the book PATH. Fails with INPUT when it cannot be read or is no ZIP file. What else is
 * wrong with it is for mkepub_check_book to find. */
MkepubReader *mkepub_reader_open(const char *path, GError **error);
/* As mkepub_reader_open, with messages that name SHOWN: for a file that is open already, whose
 * PATH is '/proc/self/fd/N'. */
MkepubReader *mkepub_reader_open_as(const char *path, const char *shown, GError **error);
void mkepub_reader_free(MkepubReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubReader, mkepub_reader_free)

/* Borrowed; in the order of the container. */
const GArray *mkepub_reader_entries(const MkepubReader *reader); /* of MkepubReaderEntry */

/* The first bytes of the file, at most 64; what its 'mimetype' is known by. */
const guint8 *mkepub_reader_head(const MkepubReader *reader, gsize *length);

/* Where the container contradicts itself (directory and entries differ, entries overlap), in
 * libzip's words; NULL when it does not. */
const char *mkepub_reader_trouble(const MkepubReader *reader);

/* The bytes of an entry, decompressed, its CRC checked; refused above LIMIT bytes (0: 1 GB).
 * For the caller to unref; NULL with INPUT. */
GBytes *mkepub_reader_read(MkepubReader *reader, const char *name, guint64 limit,
                           GError **error);
GBytes *mkepub_reader_read_at(MkepubReader *reader, guint index, guint64 limit, GError **error);
/* The same without keeping the bytes. */
gboolean mkepub_reader_verify_at(MkepubReader *reader, guint index, guint64 limit,
                                 GError **error);

/* What the package document says. All for the caller to free by mkepub_reader_package_free. */
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

/* Reads META-INF/container.xml and the package document, without network and entities. NULL
 * with INPUT and the line that breaks it. */
MkepubPackage *mkepub_reader_package(MkepubReader *reader, GError **error);
void mkepub_reader_package_free(MkepubPackage *package);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubPackage, mkepub_reader_package_free)

/* A line of the table of contents. */
typedef struct {
  char *title;      /* white space collapsed; may be empty */
  char *href;       /* path within the container, without fragment; NULL: leads nowhere */
  guint level;      /* from 1 */
  gboolean heading; /* others stand below it */
} MkepubReaderLine;

/* The table of contents: that of the nav, else of the NCX. Of MkepubReaderLine *, for the
 * caller to unref; NULL with INPUT when the book has none that can be read. */
GPtrArray *mkepub_reader_contents(MkepubReader *reader, const MkepubPackage *package,
                                  GError **error);

/* What a reader sees in the XHTML document NAME, a line for each block, without the header and
 * the footer that a chapter has around its text; for the caller to free. NULL with INPUT. */
GString *mkepub_reader_text(MkepubReader *reader, const char *name, GError **error);

/* An article's own file that the book keeps. */
typedef struct {
  char *path;    /* below its input folder, as the file system spelled it; relative and without
                    '.', '..' or empty parts, so that it stays below any folder it is put in */
  char *entry;   /* of the container */
  char *chapter; /* the document made of it, of the container too */
  guint64 bytes;
  guint8 sha256[32];
  gboolean lost; /* it could not be read when the book was made: there is no entry */
} MkepubReaderSource;

/* In reading order; of MkepubReaderSource *, for the caller to unref. Empty when the book keeps
 * none; NULL with INPUT when their list is broken. */
GPtrArray *mkepub_reader_sources(MkepubReader *reader, GError **error);
/* The bytes of SOURCE. NULL with INPUT when they are missing, or are not those that were kept.
 */
GBytes *mkepub_reader_read_source(MkepubReader *reader, const MkepubReaderSource *source,
                                  GError **error);

#endif
