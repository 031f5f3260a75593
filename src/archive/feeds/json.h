/* SPDX-License-Identifier: MIT */
/* Writes feeds in OPDS 2.0 (JSON). Used by feed.c, which writes them
 * beside those of OPDS 1.2. */
#ifndef ARCHIVE_FEEDS_JSON_H
#define ARCHIVE_FEEDS_JSON_H

#include "archive/feeds/feed.h"

typedef struct OpdsJson OpdsJson;

/* Begins the document FEED; RUN and FEED are borrowed. For the caller to free. */
OpdsJson *opds_json_new(const OpdsRun *run, const OpdsFeed *feed);
void opds_json_free(OpdsJson *json);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OpdsJson, opds_json_free)

/* Add a publication, whose text is cached in CONTENTS, and a link of a navigation feed. */
void opds_json_issue(OpdsJson *json, const OpdsRun *run, const OpdsFeed *feed,
                     const MkepubIssue *issue, OpdsContents *contents);
void opds_json_target(OpdsJson *json, const OpdsRun *run, const OpdsFeed *feed,
                      const OpdsTarget *target);
/* Returns the document with its keys in the order of writing, a line for each publication or
 * link, for the caller to free; NULL with INTERNAL. */
GString *opds_json_finish(OpdsJson *json, GError **error);

#endif
