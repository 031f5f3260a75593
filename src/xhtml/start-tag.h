/* SPDX-License-Identifier: MIT */
/* The attributes of a start tag that has been written. Used where finished markup is mended. */
#ifndef XHTML_START_TAG_H
#define XHTML_START_TAG_H

#include <glib.h>

/* The value of the attribute NAME in the tag [TAG, STOP), still escaped: its first byte,
 * *LENGTH bytes; NULL without one. The tag is as writers leave it, '<e a="b" c="d">': no value
 * holds a quote, but one may hold, or end like, what looks like another attribute. */
const char *tag_value(const char *tag, const char *stop, const char *name, gsize *length);

/* The bytes between ' NAME="' and such a value's first one. */
#define TAG_BEFORE_VALUE(name) (strlen(name) + sizeof(" =\"") - 1)

#endif
