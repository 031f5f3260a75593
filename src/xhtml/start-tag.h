/* SPDX-License-Identifier: MIT */
/* Reads attributes in a start tag that the writer has written. Used to correct finished
 * markup. */
#ifndef XHTML_START_TAG_H
#define XHTML_START_TAG_H

#include <glib.h>

/* Returns the value of the attribute NAME in the start tag [TAG, STOP), still escaped and
 * *LENGTH bytes long; NULL when the tag does not have it. The tag has the form in which the
 * writer writes it, '<e a="b" c="d">': no value contains a quote, but a value may contain text
 * that looks like another attribute. */
const char *tag_value(const char *tag, const char *stop, const char *name, gsize *length);

/* The number of bytes of ' NAME="', which precede a value. */
#define TAG_BEFORE_VALUE(name) (strlen(name) + sizeof(" =\"") - 1)

#endif
