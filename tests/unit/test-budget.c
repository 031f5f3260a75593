/* SPDX-License-Identifier: MIT */
/* What an article may cost: its tree and the text that is made up, and what is in work at once.
 */
#include <glib.h>
#include <string.h>

#include "markdown/arena.h"
#include "markdown/budget.h"
#include "mkepub/flight.h"

static void test_pay(void)
{
  Budget budget = budget_for(1000);
  g_assert_cmpuint(budget.left, ==, BUDGET_BASE + 1000 * BUDGET_RATE);
  g_assert_true(budget_allows(&budget, budget.left / BUDGET_TEXT_COST));
  budget_pay(&budget, 1000);
  g_assert_cmpuint(budget.left, ==, BUDGET_BASE + 1000 * (BUDGET_RATE - BUDGET_TEXT_COST));
  g_assert_false(budget.spent);
  budget_pay_bytes(&budget, budget.left);
  g_assert_false(budget.spent);
  budget_pay(&budget, 1);
  g_assert_true(budget.spent);
  g_assert_false(budget_allows(&budget, 0)); /* and stays so */
}

static void test_too_long(void)
{
  Budget budget = budget_for(0);
  g_assert_false(budget_allows(&budget, G_MAXSIZE));
  g_assert_true(budget.spent);
}

static char *literal(cmark_node *document)
{
  cmark_node *text = cmark_node_first_child(cmark_node_first_child(document));
  return g_strdup(cmark_node_get_literal(text));
}

/* The limit ends a parse wherever it is met, and the next parse is as good as any. */
static void test_arena(void)
{
  g_autofree char *marks = g_strnfill(100000, ']');
  g_autofree char *line = g_strnfill(3 << 20, 'a');
  gsize needed = 100000 * sizeof(gpointer) * 10; /* a node has more than ten words */
  g_assert_null(arena_parse(marks, strlen(marks), CMARK_OPT_DEFAULT, needed));
  g_assert_null(arena_parse(line, strlen(line), CMARK_OPT_DEFAULT, strlen(line)));
  for (gsize limit = 1 << 20; limit < needed; limit += 1 << 20)
    g_assert_null(arena_parse(marks, strlen(marks), CMARK_OPT_DEFAULT, limit));
  cmark_node *document = arena_parse("abc", 3, CMARK_OPT_DEFAULT, needed);
  g_autofree char *words = literal(document);
  g_assert_cmpstr(words, ==, "abc");
  arena_release();
  document = arena_parse(line, strlen(line), CMARK_OPT_DEFAULT, 8 * strlen(line));
  g_autofree char *whole = literal(document);
  g_assert_cmpstr(whole, ==, line);
  g_assert_cmpuint(arena_taken(), >=, 2 * strlen(line));
  g_assert_cmpuint(arena_taken(), <=, 8 * strlen(line));
  arena_release();
  g_assert_cmpuint(arena_taken(), <, 1 << 20);
}

typedef void Step(MkepubFlight *flight, gsize amount);

typedef struct {
  MkepubFlight *flight;
  gsize amount;
  Step *enter, *leave;
  gint now, most; /* atomic; most under the flight's own order */
} Work;

static gpointer fly(gpointer data)
{
  Work *work = data;
  for (guint i = 0; i < 200; i++) {
    work->enter(work->flight, work->amount);
    gint now = g_atomic_int_add(&work->now, 1) + 1;
    for (gint most = g_atomic_int_get(&work->most);
         now > most && !g_atomic_int_compare_and_exchange(&work->most, most, now);)
      most = g_atomic_int_get(&work->most);
    g_thread_yield();
    g_atomic_int_add(&work->now, -1);
    work->leave(work->flight, work->amount);
  }
  return NULL;
}

/* No more articles, or pictures, than FIT are in work at once, and one always is. */
static void check_flight(Step *enter, Step *leave, gsize amount, gint fit)
{
  GThread *threads[8];
  g_autoptr(MkepubFlight) flight = mkepub_flight_new();
  Work work = {.flight = flight, .amount = amount, .enter = enter, .leave = leave};
  for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
    threads[i] = g_thread_new("fly", fly, &work);
  for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
    g_thread_join(threads[i]);
  g_assert_cmpint(work.most, >=, 1);
  g_assert_cmpint(work.most, <=, fit);
}

static void test_flight(void)
{
  Step *enter = mkepub_flight_enter, *leave = mkepub_flight_leave;
  check_flight(enter, leave, 0, 8);
  check_flight(enter, leave, MKEPUB_FLIGHT_BYTES / 3, 3);
  check_flight(enter, leave, MKEPUB_FLIGHT_BYTES, 1);
  check_flight(enter, leave, MKEPUB_FLIGHT_BYTES + 1, 1);
  check_flight(enter, leave, G_MAXSIZE, 1);
}

static void test_pictures(void)
{
  Step *enter = mkepub_flight_enter_picture, *leave = mkepub_flight_leave_picture;
  check_flight(enter, leave, 1, 8);
  check_flight(enter, leave, 30 * 1000 * 1000, 3);
  check_flight(enter, leave, 60 * 1000 * 1000, 1);
  check_flight(enter, leave, 200 * 1000 * 1000, 1);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/budget/pay", test_pay);
  g_test_add_func("/budget/too-long", test_too_long);
  g_test_add_func("/budget/arena", test_arena);
  g_test_add_func("/budget/flight", test_flight);
  g_test_add_func("/budget/pictures", test_pictures);
  return g_test_run();
}
