/* SPDX-License-Identifier: MIT */
/* Runs a fuzz target on bytes made up from a seed, each in a process of its own: a crash, a
 * report of a sanitizer and a run of more than ten seconds are complaints like others. Prints a
 * line for each complaint, with the bytes in hexadecimal digits, and one that counts; exit
 * status 1 after a complaint. Usage: mutants SEED COUNT, or mutants BYTES for one of them. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/digest.h"
#include "press.h"
#include "scene.h"

enum { LONGEST = 48, SECONDS = 10, WRONG = 42 };

static gsize make_up(GRand *random, guint8 *bytes)
{
  gsize length = (gsize)g_rand_int_range(random, 4, LONGEST);
  for (gsize i = 0; i < length; i++)
    bytes[i] = (guint8)g_rand_int_range(random, 0, 256);
  return length;
}

/* In a process that ends with status 0 when nothing is wrong. */
static int try_one(const guint8 *bytes, gsize length)
{
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    alarm(SECONDS);
    char *trouble = fuzz_one(bytes, length);
    if (trouble)
      printf("# %s\n", trouble);
    fflush(stdout);
    _exit(trouble ? WRONG : 0);
  }
  int status = -1;
  return child > 0 && waitpid(child, &status, 0) == child ? status : -1;
}

static gboolean is_good(const guint8 *bytes, gsize length)
{
  int status = try_one(bytes, length);
  if (status == 0)
    return TRUE;
  g_autofree char *hex = digest_hex(bytes, length);
  if (WIFSIGNALED(status))
    printf("%s: %s\n", hex,
           WTERMSIG(status) == SIGALRM ? "takes more than ten seconds"
                                       : strsignal(WTERMSIG(status)));
  else
    printf("%s: %s\n", hex, WEXITSTATUS(status) == WRONG ? "wrong" : "ended by a sanitizer");
  return FALSE;
}

static int try_bytes(const char *hex)
{
  gsize length = strlen(hex) / 2;
  g_autofree guint8 *bytes = g_malloc(length + 1);
  return !digest_parse(hex, bytes, length) || !is_good(bytes, length);
}

int main(int argc, char **argv)
{
  if (argc == 2)
    return try_bytes(argv[1]);
  if (argc != 3)
    return 2;
  g_autoptr(GRand) random = g_rand_new_with_seed((guint32)strtoul(argv[1], NULL, 10));
  guint count = (guint)strtoul(argv[2], NULL, 10), wrong = 0;
  guint8 bytes[LONGEST];
  scene();
  for (guint i = 0; i < count; i++) {
    gsize length = make_up(random, bytes);
    wrong += !is_good(bytes, length);
  }
  printf("%u tried, %u wrong\n", count, wrong);
  return wrong > 0;
}
