/* SPDX-License-Identifier: MIT */
/* The kernel's own guard around a run: Landlock, Linux 5.13 and later. Whatever the code does,
 * only the folders that were allowed before can be read or written, no program is started, and
 * without leave no connection is made. Used by reach.c, which knows what a run needs. */
#ifndef CLI_SANDBOX_H
#define CLI_SANDBOX_H

#include <glib.h>

typedef enum {
  SANDBOX_READ,  /* files and folders */
  SANDBOX_FILES, /* reads as well; makes, writes, renames and removes files */
  SANDBOX_TREE   /* makes and removes folders as well */
} SandboxAccess;

typedef struct Sandbox Sandbox;

/* Prepares a sandbox that allows nothing but, with NETWORK, connections. Returns NULL where the
 * kernel has none or does not let it be used; errno says why. */
Sandbox *sandbox_new(gboolean network);
void sandbox_free(Sandbox *sandbox);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Sandbox, sandbox_free)

/* The version of the kernel's interface, from 1: what it can guard. Version 1 lets no file be
 * renamed from one folder into another. */
guint sandbox_version(const Sandbox *sandbox);

/* Allows ACCESS to PATH and, when that is a folder, to all below it. Symbolic links are
 * followed. Does nothing when PATH does not exist. */
void sandbox_allow(Sandbox *sandbox, const char *path, SandboxAccess access);

/* Confines this thread and all that it starts later, for good. Returns FALSE with errno when
 * the kernel refuses. */
gboolean sandbox_enter(Sandbox *sandbox);

#endif
