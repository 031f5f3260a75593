/* SPDX-License-Identifier: MIT */
/* Whether files came or went below some folders, without a look at each.
 * Used where pictures are looked for again. */
#ifndef ARCHIVE_TREE_STAMP_H
#define ARCHIVE_TREE_STAMP_H

#include <glib.h>

/* A text that is another one when a name below one of FOLDERS (of char *; also NULL) or MORE
 * came, went or became another kind of file, in folders of folders too. For the caller to free.
 * It may be another one although nothing did: it is made of the folders' times. What is below
 * SKIP (canonical; may be NULL) does not count. NULL when there are more than 10,000 folders:
 * to look at them would cost more than it saves. */
char *tree_stamp(const GPtrArray *folders, const GPtrArray *more, const char *skip);

#endif
