/* SPDX-License-Identifier: MIT */
#include "text/date-format.h"

#include <string.h>

#include "mkepub/date.h"

static const char *const english[12] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};

/* WORD is NAME or its first three letters at least. */
static gboolean is_abbreviation_of(const char *word, gsize length, const char *name)
{
  return length >= 3 && length <= strlen(name) && g_ascii_strncasecmp(word, name, length) == 0;
}

int date_text_month(const char *word, gsize length)
{
  for (int i = 0; i < 12; i++)
    if (is_abbreviation_of(word, length, english[i]))
      return i + 1;
  return 0;
}

gboolean date_text_is_filler(const char *word, gsize length)
{
  static const char *const days[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                     "Friday", "Saturday", "Sunday"};
  static const char *const fillers[] = {"of", "at", "on", "the"};
  for (gsize i = 0; i < G_N_ELEMENTS(days); i++)
    if (is_abbreviation_of(word, length, days[i]))
      return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS(fillers); i++)
    if (length == strlen(fillers[i]) && g_ascii_strncasecmp(word, fillers[i], length) == 0)
      return TRUE;
  return FALSE;
}

/* How a language writes a date. In the shapes, 'D' means the day, 'M' the name of the month,
 * 'N' its number, 'Y' the year; other characters are copied. The names are those of CLDR 44,
 * "format wide" for MONTHS and "stand-alone wide" for ALONE when that differs. */
typedef struct {
  const char *language; /* 'en', or 'en-US' for one region */
  const char *day;      /* day, month and year */
  const char *month;    /* month and year */
  const char *year;
  const char *months; /* twelve names, separated by blanks */
  const char *alone;  /* NULL: as MONTHS */
} Convention;

#define ENGLISH                                                                                \
  "January February March April May June July August September October November December"

static const Convention conventions[] = {
    {"en-US", "M D, Y", "M Y", "Y", ENGLISH, NULL},
    {"en", "D M Y", "M Y", "Y", ENGLISH, NULL},
    {"de", "D. M Y", "M Y", "Y",
     "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
     NULL},
    {"fr", "D M Y", "M Y", "Y",
     "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
     NULL},
    {"es", "D de M de Y", "M de Y", "Y",
     "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
     NULL},
    {"pt", "D de M de Y", "M de Y", "Y",
     "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
     NULL},
    {"it", "D M Y", "M Y", "Y",
     "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
     "dicembre",
     NULL},
    {"nl", "D M Y", "M Y", "Y",
     "januari februari maart april mei juni juli augustus september oktober november december",
     NULL},
    {"sv", "D M Y", "M Y", "Y",
     "januari februari mars april maj juni juli augusti september oktober november december",
     NULL},
    {"da", "D. M Y", "M Y", "Y",
     "januar februar marts april maj juni juli august september oktober november december",
     NULL},
    {"nb", "D. M Y", "M Y", "Y",
     "januar februar mars april mai juni juli august september oktober november desember",
     NULL},
    {"no", "D. M Y", "M Y", "Y",
     "januar februar mars april mai juni juli august september oktober november desember",
     NULL},
    {"fi", "D. M Y", "M Y", "Y",
     "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta "
     "syyskuuta lokakuuta marraskuuta joulukuuta",
     "tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu "
     "marraskuu joulukuu"},
    {"pl", "D M Y", "M Y", "Y",
     "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października "
     "listopada "
     "grudnia",
     "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad "
     "grudzień"},
    {"cs", "D. M Y", "M Y", "Y",
     "ledna února března dubna května června července srpna září října listopadu prosince",
     "leden únor březen duben květen červen červenec srpen září říjen listopad prosinec"},
    {"ru", "D M Y г.", "M Y г.", "Y г.",
     "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
     "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"},
    {"uk", "D M Y р.", "M Y р.", "Y р.",
     "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
     "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад "
     "грудень"},
    {"tr", "D M Y", "M Y", "Y",
     "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık", NULL},
    {"hi", "D M Y", "M Y", "Y", "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
     NULL},
    {"zh", "Y年N月D日", "Y年N月", "Y年", NULL, NULL},
    {"ja", "Y年N月D日", "Y年N月", "Y年", NULL, NULL},
    {"ko", "Y년 N월 D일", "Y년 N월", "Y년", NULL, NULL},
};

/* The convention for 'en-US', else the one for 'en'; NULL when the language is not known. */
static const Convention *find_convention(const char *language)
{
  if (!language)
    return NULL;
  gsize primary = strcspn(language, "-");
  for (gsize i = 0; i < G_N_ELEMENTS(conventions); i++) {
    const char *name = conventions[i].language;
    if (g_ascii_strcasecmp(name, language) == 0 ||
        (strlen(name) == primary && g_ascii_strncasecmp(name, language, primary) == 0))
      return &conventions[i];
  }
  return NULL;
}

static void append_month(GString *out, const char *names, int month)
{
  for (int i = 1; i < month; i++)
    names += strcspn(names, " ") + 1;
  g_string_append_len(out, names, (gssize)strcspn(names, " "));
}

static char *format_iso(const MkepubDate *d)
{
  if (d->month == 0)
    return g_strdup_printf("%04d", d->year);
  if (d->day == 0)
    return g_strdup_printf("%04d-%02d", d->year, d->month);
  return g_strdup_printf("%04d-%02d-%02d", d->year, d->month, d->day);
}

/* Appends DATE in the given LENGTH bytes of a shape. */
static void append_shape(GString *out, const Convention *c, const char *shape, gsize length,
                         const MkepubDate *date)
{
  const char *names = date->day == 0 && c->alone ? c->alone : c->months;
  for (const char *p = shape; p < shape + length; p++)
    switch (*p) {
    case 'D':
      /* French uses an ordinal for the first day of a month */
      g_string_append_printf(out, "%d%s", date->day,
                             date->day == 1 && g_str_equal(c->language, "fr") ? "er" : "");
      break;
    case 'M':
      append_month(out, names, date->month);
      break;
    case 'N':
      g_string_append_printf(out, "%d", date->month);
      break;
    case 'Y':
      g_string_append_printf(out, "%d", date->year);
      break;
    default:
      g_string_append_c(out, *p);
    }
}

static const char *shape_of(const Convention *c, const MkepubDate *date)
{
  return date->month == 0 ? c->year : date->day == 0 ? c->month : c->day;
}

char *mkepub_date_format_human(const MkepubDate *date, const char *language)
{
  if (date->year == 0)
    return NULL;
  const Convention *c = find_convention(language);
  if (!c)
    return format_iso(date);
  const char *shape = shape_of(c, date);
  GString *out = g_string_new(NULL);
  append_shape(out, c, shape, strlen(shape), date);
  return g_string_free(out, FALSE);
}

/* Finds the bytes [*start, *end) of SHAPE that both dates of a range need; the rest is written
 * once. */
static void range_parts(const char *shape, const MkepubDate *first, const MkepubDate *last,
                        gsize *start, gsize *end)
{
  gsize length = strlen(shape);
  gsize year = strcspn(shape, "Y"), month = strcspn(shape, "MN"), day = strcspn(shape, "D");
  gboolean by_day = first->month == last->month && day < length;
  *start = 0;
  *end = length;
  if (first->year != last->year)
    return;
  if (year == 0) /* followed by the name of the unit: '13日' */
    *start = by_day ? day : month;
  else if (by_day) {
    *start = day;
    *end = day + 1 + (shape[day + 1] == '.');
  } else {
    *end = (day < length ? MAX(month, day) : month) + 1;
  }
}

/* Returns the separator between two dates; WIDE when the second one contains blanks. */
static const char *range_separator(const Convention *c, gboolean wide)
{
  static const char *const others[][2] = {{"zh", "至"}, {"ja", "～"}, {"ko", "~"}};
  for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
    if (g_str_equal(c->language, others[i][0]))
      return others[i][1];
  return wide ? " – " : "–";
}

char *mkepub_date_format_range(const MkepubDate *first, const MkepubDate *last,
                               const char *language)
{
  if (first->year == 0 || last->year == 0)
    return NULL;
  const Convention *c = find_convention(language);
  GString *out = g_string_new(NULL);
  if (!c) {
    g_autofree char *from = format_iso(first), *until = format_iso(last);
    g_string_append_printf(out, "%s – %s", from, until);
    return g_string_free(out, FALSE);
  }
  const char *shape = shape_of(c, last);
  gsize start, end;
  range_parts(shape, first, last, &start, &end);
  append_shape(out, c, shape, end, first);
  g_string_append(out, range_separator(c, memchr(shape + start, ' ', end - start) != NULL));
  append_shape(out, c, shape + start, strlen(shape + start), last);
  return g_string_free(out, FALSE);
}

char *mkepub_date_format_w3cdtf(const MkepubDate *date)
{
  if (date->year == 0)
    return NULL;
  char *day = format_iso(date);
  /* in the time zone, the last day of the last year may be in another year */
  gboolean edge = (date->year == 9999 && date->month == 12 && date->day == 31) ||
                  (date->year == 1 && date->month == 1 && date->day == 1);
  if (date->day == 0 || date->hour < 0 || !date->has_offset || edge)
    return day;
  g_autofree char *prefix = day;
  g_autofree char *clock =
      g_strdup_printf("%sT%02d:%02d:%02d", prefix, date->hour, date->minute, date->second);
  if (date->offset == 0)
    return g_strconcat(clock, "Z", NULL);
  int minutes = ABS(date->offset);
  return g_strdup_printf("%s%c%02d:%02d", clock, date->offset < 0 ? '-' : '+', minutes / 60,
                         minutes % 60);
}
