/* SPDX-License-Identifier: MIT */
/* measure COMMAND...: runs COMMAND and prints its wall seconds, processor seconds and peak
 * megabytes. Small, because the peak of a process counts from what its parent held. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval t)
{
  return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

int main(int argc, char **argv)
{
  if (argc < 2)
    return 2;
  struct timespec start, end;
  clock_gettime(CLOCK_MONOTONIC, &start);
  pid_t child = fork();
  if (child == 0) {
    if (!freopen("/dev/null", "w", stdout))
      _exit(127);
    execvp(argv[1], argv + 1);
    _exit(127);
  }
  int status;
  struct rusage usage;
  if (child < 0 || wait4(child, &status, 0, &usage) != child)
    return 127;
  clock_gettime(CLOCK_MONOTONIC, &end);
  printf("%f %f %f\n",
         (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9,
         seconds(usage.ru_utime) + seconds(usage.ru_stime), (double)usage.ru_maxrss / 1000);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}
