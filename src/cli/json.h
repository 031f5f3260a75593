/* SPDX-License-Identifier: MIT */
/* Answers in JSON: the parts that several verbs write. A value that cannot be built is NULL and
 * makes the value that it is put into NULL, up to the answer, which json_print() then reports
 * as a failure. Used by src/cli only. */
#ifndef CLI_JSON_H
#define CLI_JSON_H

#include <jansson.h>

#include "mkepub/finding.h"

/* VALUE as a string, or null when it is NULL. Bytes that are not UTF-8 are escaped ("\xff"),
 * and control characters with them. For the caller to release. */
json_t *json_text(const char *value);
/* LIST, of char *, as an array of strings. For the caller to release. */
json_t *json_texts(const GPtrArray *list);
/* The findings as an array of objects, with line and column. For the caller to release. */
json_t *json_findings(const MkepubFindings *findings);

/* Appends VALUE to the array LIST. Takes both; returns LIST, or NULL when it or VALUE is. */
json_t *json_add(json_t *list, json_t *value);
/* Adds the members of MORE to TO: both arrays, or both objects. Takes both; returns TO, or NULL
 * when one of them is. */
json_t *json_merge(json_t *to, json_t *more);

/* Prints ROOT on standard output with jansson's FLAGS and takes it. Returns STATUS, or
 * EXIT_FAILED with a message when ROOT is NULL or cannot be written as JSON. */
int json_print(json_t *root, gsize flags, int status);

#endif
