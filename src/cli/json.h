/* SPDX-License-Identifier: MIT */
/* Answers in JSON: what the verbs that give them share.
 * Used by src/cli only. */
#ifndef CLI_JSON_H
#define CLI_JSON_H

#include <jansson.h>

#include "mkepub/finding.h"

/* Null for what is not known; bytes of no character become U+FFFD. Each is the caller's. */
json_t *json_text(const char *value);
json_t *json_texts(const GPtrArray *list); /* of char * */
json_t *json_findings(const MkepubFindings *findings);

/* Prints ROOT on standard output, with jansson's FLAGS, and takes it. */
void json_print(json_t *root, gsize flags);

#endif
