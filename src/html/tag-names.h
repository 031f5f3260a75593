/* SPDX-License-Identifier: MIT */
/* What the tags of raw HTML become in a book: all names that HTML has or had.
 * Used by the raw HTML reader. */
#ifndef HTML_TAG_NAMES_H
#define HTML_TAG_NAMES_H

#include "xhtml/element.h"

enum tag_role {
  ROLE_ELEMENT, /* this element, under this name or another */
  ROLE_CONTENT, /* no tag, its content stays */
  ROLE_NOTHING, /* void, nothing to show */
  ROLE_HIDDEN,  /* neither tag nor content */
  ROLE_LITERAL, /* tags inside are text */
  ROLE_HEADING,
  ROLE_LINK,    /* a */
  ROLE_IMAGE,   /* img */
  ROLE_PICTURE, /* several to choose from */
  ROLE_AREA,    /* a link on a picture */
  ROLE_FRAME,   /* iframe, embed: a link to what would be shown */
  ROLE_MEDIA,   /* video, audio, object: the same, or their content */
  ROLE_SOURCE,  /* where to find the media, or a picture */
  ROLE_INPUT,
  ROLE_OPTION,
  ROLE_GAUGE,  /* progress, meter */
  ROLE_FOREIGN /* svg, math */
};

struct tag_name {
  char name[16];
  guint8 role;    /* enum tag_role */
  guint8 element; /* MkepubElement, or ELEMENT_NONE */
};

/* The entry of NAME, in lower case; NULL for a tag that HTML does not know. */
const struct tag_name *tag_name_find(const char *name);

#endif
