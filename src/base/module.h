/* SPDX-License-Identifier: MIT */
/* Modules: the parts of the program that need large libraries, loaded when they are first asked
 * for. A run that fetches nothing pays nothing for the network.
 * Used by the parts that have such a module. */
#ifndef BASE_MODULE_H
#define BASE_MODULE_H

#include <glib.h>

/* A module gives out one thing, a constant table of its functions, which begins with this. The
 * table is declared MODULE_TABLE: where it is linked in, nothing is loaded. */
typedef struct {
  const char *version; /* of mkepub, as MODULE_VERSION */
} ModuleHead;

#define MODULE_VERSION MKEPUB_VERSION
#define MODULE_TABLE   extern __attribute__((weak))

/* Returns the table of the module NAME, which is a variable called SYMBOL: LINKED (its address)
 * when that is not NULL, else out of NAME.so in the folder 'modules' beside the program's own
 * file or, where there is no such folder, in '../lib/mkepub' seen from there. No other place is
 * searched. Static; never unloaded. NULL with INTERNAL: "cannot load '…/NAME.so': …", also
 * for one of another version. Thread-safe, and cheap from the second time on. */
gconstpointer module_load(const char *name, const char *symbol, gconstpointer linked,
                          GError **error);

#endif
