/* SPDX-License-Identifier: MIT */
/* The settings of a shelf. A change that rewrites issues needs the consent of the user.
 * Used by the run of an archive. */
#ifndef ARCHIVE_SETTINGS_H
#define ARCHIVE_SETTINGS_H

#include "archive/run.h"

/* Works out the settings that reach books or decide on their content, files among them (style
 * sheet, cover, fonts) by the hash of their bytes, and run->settings_digest over them. A file
 * that cannot be read is reported by the book. */
void settings_fill(Run *run);

/* Works out run->base_url: that of the options, else that of the run before, so that a feed
 * which people follow does not go because an option was left out. To be called once the catalog
 * is open. Fails with USAGE when the one of the run before cannot be used. */
gboolean settings_recall(Run *run, GError **error);

/* Compares them with those of the catalog. They differ: without --rebuild fails with USAGE and
 * names them when there are issues; with it all is read and written again. *other becomes
 * whether any setting changed, also one that rewrites no issue (base-url, omnibus, the
 * version): pages and feeds are written again then. */
gboolean settings_compare(Run *run, gboolean *other, GError **error);

/* Sets run->folders: the names of several input folders, in front of the
 * paths of kept sources. To be called when all folders are known. TRUE when the catalog has
 * others: the books change then, whatever became of their articles. */
gboolean settings_compare_folders(Run *run);

/* Works out run->tree. TRUE when the catalog has another one, or there are too many folders for
 * one. */
gboolean settings_compare_tree(Run *run);

/* Puts all of them into the catalog. */
gboolean settings_keep(Run *run, GError **error);

#endif
