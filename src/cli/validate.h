/* SPDX-License-Identifier: MIT */
/* `mkepub check --validate`: what EPUBCheck says of the books, as findings.
 * Used by main.c, which asks before it confines the program, and by the verb. */
#ifndef CLI_VALIDATE_H
#define CLI_VALIDATE_H

#include "cli/cli.h"

/* Asks EPUBCheck about all books that OPTIONS name, and all EPUB files in the 'books' of the
 * shelves that they name, in one run. NULL with INPUT when it is not installed or fails. */
Validation *validate_run(const Options *options, GError **error);
void validation_free(Validation *validation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Validation, validation_free)

/* Moves what was said of the books of PATH, as it is written on the command line, to FINDINGS.
 * Returns how many books these were. */
guint validation_take(Validation *validation, const char *path, MkepubFindings *findings);

#endif
