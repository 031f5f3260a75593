/* SPDX-License-Identifier: MIT */
/* Confines a run to the paths that its command line names and the system files that the
 * libraries need. Used by main.c before a verb reads its first input. */
#ifndef CLI_REACH_H
#define CLI_REACH_H

#include "cli/cli.h"

/* Confines the program to what OPTIONS name, where the kernel can; with --verbose prints in one
 * line what is confined. A list of paths on standard input is read, and can be read again. Must
 * be called before any thread is started. Fails with INPUT when that list cannot be read. */
gboolean reach_confine(const Options *options, GError **error);

#endif
