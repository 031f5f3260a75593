/* SPDX-License-Identifier: MIT */
#include "media/sniff/svg-size.h"

#include <string.h>

#define LENGTH_LIMIT 1e6

/* Returns a length of SVG 1.1 section 4.2 in CSS pixels; 0 when it is relative ('50%',
 * '2em'). */
static double parse_pixels(const char *text)
{
  static const struct {
    const char *unit;
    double pixels;
  } units[] = {{"", 1},    {"px", 1},         {"pt", 96 / 72.0}, {"pc", 16},
               {"in", 96}, {"cm", 96 / 2.54}, {"mm", 96 / 25.4}};
  char *end;
  double number = g_ascii_strtod(text, &end);
  if (end == text || !(number > 0 && number < LENGTH_LIMIT))
    return 0;
  g_autofree char *unit = g_strstrip(g_strdup(end));
  for (guint i = 0; i < G_N_ELEMENTS(units); i++)
    if (!g_ascii_strcasecmp(unit, units[i].unit))
      return number * units[i].pixels;
  return 0;
}

/* Reads the last two of the four numbers of a viewBox; ignores a value with anything after
 * them. */
static void view_box(SvgSize *size, const char *text)
{
  double numbers[4] = {0};
  for (guint i = 0; i < 4; i++) {
    char *end;
    numbers[i] = g_ascii_strtod(text, &end);
    if (end == text || !(numbers[i] > -1e9 && numbers[i] < 1e9))
      return;
    text = end + strspn(end, " \t\r\n,");
  }
  if (*text || !(numbers[2] > 0 && numbers[2] < LENGTH_LIMIT) ||
      !(numbers[3] > 0 && numbers[3] < LENGTH_LIMIT))
    return;
  size->box_width = numbers[2];
  size->box_height = numbers[3];
}

void svg_size_attribute(SvgSize *size, const char *name, const char *value)
{
  if (!strcmp(name, "width"))
    size->width = parse_pixels(value);
  else if (!strcmp(name, "height"))
    size->height = parse_pixels(value);
  else if (!strcmp(name, "viewBox"))
    view_box(size, value);
  size->has_width = size->width > 0;
  size->has_height = size->height > 0;
}

void svg_size_complete(SvgSize *size)
{
  gboolean box = size->box_width > 0;
  if (!size->has_width && box)
    size->width =
        size->has_height ? size->height * size->box_width / size->box_height : size->box_width;
  if (!size->has_height && box)
    size->height = size->width * size->box_height / size->box_width;
  if (!(size->width > 0 && size->height > 0 && size->width < LENGTH_LIMIT &&
        size->height < LENGTH_LIMIT))
    size->width = size->height = 0;
}
