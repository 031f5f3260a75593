/* SPDX-License-Identifier: MIT */
/* Numbers of issues as readers take them, and how a large issue is split. */
#include <glib.h>

#include "archive/number.h"
#include "archive/volumes.h"

static void assert_day(const char *day, const char *wanted)
{
  g_autofree char *number = number_of_day(day);
  g_assert_cmpstr(number, ==, wanted);
}

static void test_days(void)
{
  assert_day("2025-01-13", "250113");
  assert_day("2000-01-01", "000101");
  assert_day("2099-12-31", "991231");
  assert_day("1999-12-31", "0.991231");
  assert_day("1900-01-01", "0.000101");
  assert_day("2100-01-01", "1000101");
  assert_day("1899-12-31", NULL);
  assert_day("undated", NULL);
}

/* What a reader that keeps 32 bits makes of it. */
static float as_float(const char *number)
{
  return (float)g_ascii_strtod(number, NULL);
}

/* Every day from 1990 to 2110 has a number of its own, higher than that of the day before. */
static void test_order(void)
{
  GDate date;
  float before = -1;
  g_date_set_dmy(&date, 1, G_DATE_JANUARY, 1990);
  for (; g_date_get_year(&date) < 2110; g_date_add_days(&date, 1)) {
    g_autofree char *day = g_strdup_printf("%04d-%02d-%02d", g_date_get_year(&date),
                                           g_date_get_month(&date), g_date_get_day(&date));
    g_autofree char *number = number_of_day(day);
    g_assert_true(number_is_decimal(number));
    g_assert_cmpfloat(as_float(number), >, before);
    before = as_float(number);
  }
}

/* VOLUMES of BASE differ and rise, and stay below the number NEXT. */
static void assert_volumes(const char *base, guint volumes, const char *next)
{
  float before = -1;
  for (guint i = 1; i <= volumes; i++) {
    g_autofree char *number = number_of_volume(base, i, volumes);
    g_assert_cmpfloat(as_float(number), >, before);
    before = as_float(number);
  }
  g_assert_cmpfloat(before, <, as_float(next));
}

static void test_volumes(void)
{
  g_autofree char *only = number_of_volume("250113", 1, 1);
  g_autofree char *second = number_of_volume("250113", 2, 3);
  g_autofree char *fraction = number_of_volume("98.04", 2, 3);
  g_assert_cmpstr(only, ==, "250113");
  g_assert_cmpstr(second, ==, "250113.2");
  g_assert_cmpstr(fraction, ==, "98.042");
  assert_volumes("250113", 9, "250114");
  assert_volumes("250113", 15, "250114");
  assert_volumes("250113", 63, "250114");
  assert_volumes("991231", 15, "1000101");
  assert_volumes("12", 63, "13");
}

static void test_decimal(void)
{
  g_assert_true(number_is_decimal("98.04"));
  g_assert_true(number_is_decimal("12"));
  g_assert_false(number_is_decimal("12."));
  g_assert_false(number_is_decimal(".5"));
  g_assert_false(number_is_decimal("1.2.3"));
  g_assert_false(number_is_decimal("No. 4"));
  g_assert_false(number_is_decimal(""));
}

static void assert_split(const guint64 *sizes, guint n, guint articles, guint64 bytes,
                         const char *wanted)
{
  g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(guint64));
  g_array_append_vals(list, sizes, n);
  g_autoptr(GArray) counts = volumes_split(list, articles, bytes);
  GString *got = g_string_new(NULL);
  for (guint i = 0; i < counts->len; i++)
    g_string_append_printf(got, "%u ", g_array_index(counts, guint, i));
  g_assert_cmpstr(got->str, ==, wanted);
  g_string_free(got, TRUE);
}

static void test_split(void)
{
  static const guint64 sizes[] = {10, 20, 30, 100, 5, 5};
  assert_split(sizes, 6, 500, 1000, "6 ");
  assert_split(sizes, 6, 2, 1000, "2 2 2 ");
  assert_split(sizes, 6, 500, 60, "3 1 2 "); /* what is too large stands alone */
  assert_split(sizes, 6, 500, 1, "1 1 1 1 1 1 ");
  assert_split(sizes, 0, 500, 60, "");
}

static void test_halve(void)
{
  static const guint counts[] = {1, 5};
  g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(guint));
  g_array_append_vals(list, counts, 2);
  g_assert_false(volumes_halve(list, 0));
  g_assert_true(volumes_halve(list, 1));
  g_assert_cmpuint(list->len, ==, 3);
  g_assert_cmpuint(g_array_index(list, guint, 1), ==, 3);
  g_assert_cmpuint(g_array_index(list, guint, 2), ==, 2);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/number/days", test_days);
  g_test_add_func("/number/order", test_order);
  g_test_add_func("/number/volumes", test_volumes);
  g_test_add_func("/number/decimal", test_decimal);
  g_test_add_func("/volumes/split", test_split);
  g_test_add_func("/volumes/halve", test_halve);
  return g_test_run();
}
