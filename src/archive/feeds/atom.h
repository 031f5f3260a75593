/* SPDX-License-Identifier: MIT */
/* Writes feeds in OPDS 1.2 (Atom, RFC 4287). Used by feed.c, which
 * writes them beside those of OPDS 2.0. */
#ifndef ARCHIVE_FEEDS_ATOM_H
#define ARCHIVE_FEEDS_ATOM_H

#include "archive/feeds/feed.h"
#include "xml/write.h"

/* Begins the feed with everything before its entries; xml_finish ends it. */
MkepubXml *opds_atom_new(const OpdsRun *run, const OpdsFeed *feed);
/* Adds the entry of ISSUE, and caches its markup in CONTENTS. */
void opds_atom_issue(MkepubXml *xml, const OpdsRun *run, const OpdsFeed *feed,
                     const MkepubIssue *issue, OpdsContents *contents);
void opds_atom_target(MkepubXml *xml, const OpdsRun *run, const OpdsFeed *feed,
                      const OpdsTarget *target);

#endif
