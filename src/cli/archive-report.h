/* SPDX-License-Identifier: MIT */
/* The report on a run of the archive, in a line for people or as JSON. Used by archive.c. */
#ifndef CLI_ARCHIVE_REPORT_H
#define CLI_ARCHIVE_REPORT_H

#include "cli/cli.h"
#include "mkepub/archive.h"

/* "3 articles added, 1 issue written: shelf", or nothing when nothing changed. */
void archive_report_line(const Options *options, const MkepubArchiveResult *result,
                         const MkepubFindings *findings);

/* Prints the numbers, all changes and the findings as one JSON object. Returns the exit status:
 * that of the findings, or EXIT_FAILED when the report cannot be printed. */
int archive_report_json(const Options *options, const MkepubArchiveResult *result,
                        const MkepubFindings *findings);

#endif
