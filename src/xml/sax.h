/* SPDX-License-Identifier: MIT */
/* An XML document of somebody else, element by element: no network, no files, no tree, time and
 * memory linear in its size. Used for all markup that is read back. */
#ifndef XML_SAX_H
#define XML_SAX_H

#include <glib.h>

typedef struct Sax Sax;

/* The attributes of one element, as the parser has them. */
typedef struct {
  Sax *sax;
  const void *list;
  int count;
} SaxAttributes;

/* Where the parser is: just after what it reports. Both from 1, the column in bytes of UTF-8; 0
 * when unknown. */
typedef struct {
  guint line, column;
} SaxPlace;

/* Each may be NULL. All strings are borrowed, and valid until the call returns; URI is the
 * namespace, or "". */
typedef struct {
  void (*start)(gpointer data, const char *name, const char *uri,
                const SaxAttributes *attributes, SaxPlace at);
  void (*end)(gpointer data, const char *name, const char *uri);
  void (*text)(gpointer data, const char *text, gsize length);
} SaxCalls;

typedef enum {
  SAX_GOOD,
  SAX_BROKEN,
  SAX_DECLARES /* declarations that are not followed, because a small document can be made
                  endless with them, or that are in another file: it was left there */
} SaxResult;

/* Reads BYTES. The names that XHTML 1.1 gives to characters (&nbsp;) are known where a
 * document says that it is of that type (it is the only one that EPUB 2 knows), and so is an
 * entity that a document declares as plain text, up to a total of 1 MB. Anything but GOOD sets
 * INPUT with the parser's first complaint ("Opening and ending tag mismatch…"), *at (may be
 * NULL) its place. BROKEN is what is not well-formed XML with all namespaces bound.
 * mkepub_xml_init was called. */
SaxResult sax_parse(const void *bytes, gsize length, const SaxCalls *calls, gpointer data,
                    SaxPlace *at, GError **error);

/* The attribute NAME of no namespace (or of URI, where it is not NULL), its references
 * resolved, for the caller to free; NULL when there is none. */
char *sax_attribute(const SaxAttributes *attributes, const char *uri, const char *name);

#endif
