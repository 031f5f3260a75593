/* SPDX-License-Identifier: MIT */
/* The names of all current and obsolete HTML elements, and how the raw HTML reader treats their
 * tags. Used by the raw HTML reader. */
#ifndef HTML_TAG_NAMES_H
#define HTML_TAG_NAMES_H

#include "xhtml/element.h"

enum tag_role {
  ROLE_ELEMENT, /* this element, under its own name or another */
  ROLE_CONTENT, /* the tags are left out, the content is kept */
  ROLE_NOTHING, /* a void element without anything to show */
  ROLE_HIDDEN,  /* left out with its content */
  ROLE_LITERAL, /* tags inside are shown as text */
  ROLE_HEADING,
  ROLE_LINK,    /* a */
  ROLE_IMAGE,   /* img */
  ROLE_PICTURE, /* picture: one of several images */
  ROLE_AREA,    /* area: a link on a picture */
  ROLE_FRAME,   /* iframe, embed: becomes a link to its address */
  ROLE_MEDIA,   /* video, audio, object: becomes a link, or its content is kept */
  ROLE_SOURCE,  /* source: the address of media or of a picture */
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

/* Returns the entry of NAME, in lower case; NULL for a tag that HTML does not know. Static. */
const struct tag_name *tag_name_find(const char *name);

#endif
