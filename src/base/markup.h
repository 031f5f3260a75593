/* SPDX-License-Identifier: MIT */
/* Markup of the pages that mkepub itself designs: every name is ours, every text is escaped
 * here. Used by the pages of a book and of a shelf; articles go through mkepub/writer.h
 * instead. */
#ifndef BASE_MARKUP_H
#define BASE_MARKUP_H

#include <glib.h>

/* <NAME attribute="value" …>: pairs of strings, ended by NULL. A pair whose value is NULL is
 * left out, so that optional attributes need no branches. */
void markup_open(GString *out, const char *name, ...) G_GNUC_NULL_TERMINATED;
void markup_close(GString *out, const char *name);

/* <NAME …/> for elements that hold nothing. */
void markup_void(GString *out, const char *name, ...) G_GNUC_NULL_TERMINATED;

/* TEXT with & < > " escaped and without what XML forbids. */
void markup_text(GString *out, const char *text);

/* <NAME …>TEXT</NAME> */
void markup_element(GString *out, const char *name, const char *text,
                    ...) G_GNUC_NULL_TERMINATED;

#endif
