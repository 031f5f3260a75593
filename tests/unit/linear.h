/* SPDX-License-Identifier: MIT */
/* Whether work grows with its input and no faster, by its own processor time on two sizes.
 * Used by the tests of hostile inputs; no length of time is asserted. */
#ifndef TESTS_UNIT_LINEAR_H
#define TESTS_UNIT_LINEAR_H

#include <glib.h>
#include <time.h>

/* Does the work for an input of SIZE units. */
typedef void (*LinearWork)(gpointer data, gsize size);

static inline double linear_seconds(LinearWork work, gpointer data, gsize size)
{
  clock_t start = clock();
  work(data, size);
  return (double)(clock() - start) / CLOCKS_PER_SEC;
}

/* Four times the input costs four times the time when it is linear, sixteen times when it is
 * quadratic. Too short a time tells nothing. */
static inline void assert_linear(LinearWork work, gpointer data, gsize size, const char *what)
{
  double less = linear_seconds(work, data, size / 4);
  double more = linear_seconds(work, data, size);
  if (more > 0.1 && more > 9 * less) {
    g_test_message("%.3f s and %.3f s: %s", less, more, what);
    g_test_fail();
  }
}

#endif
