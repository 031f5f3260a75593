/* SPDX-License-Identifier: MIT */
#include "archive/number.h"

#include <string.h>

char *number_of_day(const char *day)
{
  gint64 year;
  g_autofree char *digits = g_strndup(day, 4);
  if (strlen(day) != 10 || !g_ascii_string_to_signed(digits, 10, 1, 9999, &year, NULL))
    return NULL;
  if (year < 1900)
    return NULL;
  const char *point = year < 2000 ? "0." : "";
  if (year < 2100)
    return g_strdup_printf("%s%02d%.2s%.2s", point, (int)(year % 100), day + 5, day + 8);
  return g_strdup_printf("%d%.2s%.2s", (int)year - 2000, day + 5, day + 8);
}

gboolean number_is_decimal(const char *text)
{
  gsize whole = strspn(text, "0123456789");
  if (whole == 0 || whole > 9)
    return FALSE;
  if (text[whole] == '\0')
    return TRUE;
  gsize part = text[whole] == '.' ? strspn(text + whole + 1, "0123456789") : 0;
  return part > 0 && part <= 9 && text[whole + 1 + part] == '\0';
}

char *number_of_volume(const char *base, guint volume, guint volumes)
{
  if (volumes <= 1)
    return g_strdup(base);
  const char *point = strchr(base, '.');
  if (volumes <= 9)
    return g_strdup_printf("%s%s%u", base, point ? "" : ".", volume);
  if (point || volumes > 63) { /* no float of 32 bits is that fine: those of 64 are */
    guint width = 1;
    for (guint n = volumes; n >= 10; n /= 10)
      width++;
    return g_strdup_printf("%s%s%0*u", base, point ? "" : ".", (int)width, volume);
  }
  /* parts of a power of two are exact, the coarsest as far up as can be: 16ths below a million,
   * 64ths below 262144; six digits write them down */
  guint parts = 16;
  while (parts <= volumes)
    parts *= 2;
  return g_strdup_printf("%s.%06u", base, volume * (1000000 / parts));
}
