/* SPDX-License-Identifier: MIT */
#include "cli/sandbox.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The kernel's interface (Documentation/userspace-api/landlock.rst) in our own words: the
 * headers of a system may be older than its kernel. The numbers of the calls are those of all
 * architectures but alpha. */
#define CALL_CREATE   444
#define CALL_ADD_RULE 445
#define CALL_RESTRICT 446

#define CREATE_VERSION    (1u << 0)
#define RULE_PATH_BENEATH 1

#define FS_WRITE_FILE  (G_GUINT64_CONSTANT(1) << 1)
#define FS_READ_FILE   (G_GUINT64_CONSTANT(1) << 2)
#define FS_READ_DIR    (G_GUINT64_CONSTANT(1) << 3)
#define FS_REMOVE_DIR  (G_GUINT64_CONSTANT(1) << 4)
#define FS_REMOVE_FILE (G_GUINT64_CONSTANT(1) << 5)
#define FS_MAKE_DIR    (G_GUINT64_CONSTANT(1) << 7)
#define FS_MAKE_REG    (G_GUINT64_CONSTANT(1) << 8)
#define FS_REFER       (G_GUINT64_CONSTANT(1) << 13) /* rename to another folder; version 2 */
#define FS_TRUNCATE    (G_GUINT64_CONSTANT(1) << 14) /* version 3 */
#define FS_OF_FILE     (FS_WRITE_FILE | FS_READ_FILE | FS_TRUNCATE) /* what a file can have */

#define READS  (FS_READ_FILE | FS_READ_DIR)
#define WRITES (FS_WRITE_FILE | FS_TRUNCATE | FS_MAKE_REG | FS_REMOVE_FILE | FS_REFER)

typedef struct {
  guint64 fs;     /* rights to files, from version 1 */
  guint64 net;    /* version 4: 1 to bind, 2 to connect by TCP */
  guint64 scoped; /* version 6: 1 abstract sockets of, 2 signals to processes outside */
} Guarded;

/* How many bits of each a version knows; a later one knows at least those of the last. */
static const struct {
  guint fs, net, scoped;
} versions[] = {{13, 0, 0}, {14, 0, 0}, {15, 0, 0}, {15, 2, 0}, {16, 2, 0}, {16, 2, 2}};

typedef struct {
  guint64 allowed;
  gint32 folder;
} __attribute__((packed)) PathRule;

struct Sandbox {
  int rules; /* descriptor */
  guint version;
  Guarded guarded;
  GHashTable *seen; /* of char *: an access and the path that has it */
};

static guint64 lowest_bits(guint count)
{
  return (G_GUINT64_CONSTANT(1) << count) - 1;
}

Sandbox *sandbox_new(gboolean network)
{
  long version = syscall(CALL_CREATE, NULL, (gsize)0, CREATE_VERSION);
  if (version < 1)
    return NULL;
  guint row = (guint)MIN(version, (long)G_N_ELEMENTS(versions)) - 1;
  Guarded guarded = {lowest_bits(versions[row].fs),
                     network ? 0 : lowest_bits(versions[row].net),
                     lowest_bits(versions[row].scoped)};
  int rules = (int)syscall(CALL_CREATE, &guarded, sizeof guarded, 0u);
  if (rules < 0)
    return NULL;
  Sandbox *sandbox = g_new0(Sandbox, 1);
  sandbox->rules = rules;
  sandbox->version = (guint)version;
  sandbox->guarded = guarded;
  sandbox->seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  return sandbox;
}

void sandbox_free(Sandbox *sandbox)
{
  if (!sandbox)
    return;
  close(sandbox->rules);
  g_hash_table_unref(sandbox->seen);
  g_free(sandbox);
}

guint sandbox_version(const Sandbox *sandbox)
{
  return sandbox->version;
}

void sandbox_allow(Sandbox *sandbox, const char *path, SandboxAccess access)
{
  static const guint64 rights[] = {
      [SANDBOX_READ] = READS,
      [SANDBOX_FILES] = READS | WRITES,
      [SANDBOX_TREE] = READS | WRITES | FS_MAKE_DIR | FS_REMOVE_DIR,
  };
  struct stat status;
  /* many inputs lie in few folders */
  if (!g_hash_table_add(sandbox->seen, g_strdup_printf("%d%s", (int)access, path)))
    return;
  int fd = open(path, O_PATH | O_CLOEXEC);
  if (fd < 0)
    return;
  PathRule rule = {rights[access] & sandbox->guarded.fs, fd};
  if (fstat(fd, &status) == 0) {
    if (!S_ISDIR(status.st_mode))
      rule.allowed &= FS_OF_FILE;
    /* a failure leaves less allowed, never more */
    syscall(CALL_ADD_RULE, sandbox->rules, RULE_PATH_BENEATH, &rule, 0u);
  }
  close(fd);
}

gboolean sandbox_enter(Sandbox *sandbox)
{
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         syscall(CALL_RESTRICT, sandbox->rules, 0u) == 0;
}
