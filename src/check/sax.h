/* SPDX-License-Identifier: MIT */
/* An XML document of somebody else, element by element: no network, no entities but the five of
 * XML, no tree, time and memory linear in its size. Used for all markup that is read back. */
#ifndef CHECK_SAX_H
#define CHECK_SAX_H

#include <glib.h>

/* The attributes of one element, as the parser has them. */
typedef struct {
  const void *list;
  int count;
} SaxAttributes;

/* Each may be NULL. LINE is from 1. All strings are borrowed, and valid until the call returns;
 * URI is the namespace, or "". */
typedef struct {
  void (*start)(gpointer data, const char *name, const char *uri,
                const SaxAttributes *attributes, guint line);
  void (*end)(gpointer data, const char *name, const char *uri);
  void (*text)(gpointer data, const char *text, gsize length);
} SaxCalls;

typedef enum {
  SAX_GOOD,
  SAX_BROKEN,
  SAX_DECLARES /* entities or attributes of its own, with which a small document can be made
                  endless: it was left there */
} SaxResult;

/* Anything but GOOD sets INPUT with the parser's first complaint ("Opening and ending tag
 * mismatch…"), *line (may be NULL) its line. BROKEN is what is not well-formed XML with all
 * namespaces bound. mkepub_xml_init was called. */
SaxResult sax_parse(const void *bytes, gsize length, const SaxCalls *calls, gpointer data,
                    guint *line, GError **error);

/* The attribute NAME of no namespace (or of URI, where it is not NULL), for the caller to free;
 * NULL when there is none. */
char *sax_attribute(const SaxAttributes *attributes, const char *uri, const char *name);

#endif
