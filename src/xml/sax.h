/* SPDX-License-Identifier: MIT */
/* Reads an untrusted XML document element by element: no network, no files, no tree, time and
 * memory linear in its size. Used for all markup that is read back. */
#ifndef XML_SAX_H
#define XML_SAX_H

#include <glib.h>

typedef struct Sax Sax;

/* The attributes of one element, in the parser's form. */
typedef struct {
  Sax *sax;
  const void *list;
  int count;
} SaxAttributes;

/* The parser's position: just after the markup that it reports. Both from 1, the column in
 * bytes of UTF-8; 0 when unknown. */
typedef struct {
  guint line, column;
} SaxPlace;

/* Callbacks; each may be NULL. All strings are borrowed, and valid until the call returns; URI
 * is the namespace, or "". */
typedef struct {
  void (*start)(gpointer data, const char *name, const char *uri,
                const SaxAttributes *attributes, SaxPlace at);
  void (*end)(gpointer data, const char *name, const char *uri);
  void (*text)(gpointer data, const char *text, gsize length);
} SaxCalls;

typedef enum {
  SAX_GOOD,
  SAX_BROKEN,
  SAX_DECLARES /* declarations that are not followed, because they could make a small document
                  endless, or are in another file: reading ended there */
} SaxResult;

/* Reads BYTES. Knows the names that XHTML 1.1 gives to characters (&nbsp;) in documents that
 * declare its document type (the only one of EPUB 2), and entities that the document declares
 * as plain text, up to a total of 1 MB. Any result but GOOD sets INPUT with the parser's first
 * message ("Opening and ending tag mismatch…"), and *at (may be NULL) to its position. BROKEN
 * means that BYTES are not well-formed XML with all namespaces bound. Call mkepub_xml_init
 * before. */
SaxResult sax_parse(const void *bytes, gsize length, const SaxCalls *calls, gpointer data,
                    SaxPlace *at, GError **error);

/* Returns the attribute NAME in no namespace (or in URI, unless that is NULL), its references
 * resolved, for the caller to free; NULL when the element has no such attribute. */
char *sax_attribute(const SaxAttributes *attributes, const char *uri, const char *name);

#endif
