/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/text.h"
#include "mkepub/config.h"

/* Screens as published by their makers. Of a family with several sizes, the largest: a reader
 * can scale a picture down, but not up. */
static const MkepubDevice devices[] = {
    {"kobo-clara", 1448, TRUE, 80},        {"kobo-libra", 1680, TRUE, 80},
    {"kobo-sage", 1920, TRUE, 80},         {"kindle", 1448, TRUE, 80},
    {"kindle-paperwhite", 1648, TRUE, 80}, {"kindle-scribe", 2480, TRUE, 80},
    {"pocketbook-era", 1680, TRUE, 80},    {"tolino-vision", 1680, TRUE, 80},
    {"remarkable", 1872, TRUE, 80},        {"phone", 1600, FALSE, 80},
    {"tablet", 2048, FALSE, 82},
};

const MkepubDevice *mkepub_device_find(const char *name)
{
  g_autofree char *word = text_collapse(name, -1);
  g_strdelimit(word, " _", '-');
  for (guint i = 0; i < G_N_ELEMENTS(devices); i++)
    if (g_ascii_strcasecmp(devices[i].name, word) == 0)
      return &devices[i];
  return NULL;
}

char *mkepub_device_names(void)
{
  GString *names = g_string_new(devices[0].name);
  for (guint i = 1; i < G_N_ELEMENTS(devices); i++)
    g_string_append_printf(names, ", %s", devices[i].name);
  return g_string_free(names, FALSE);
}
