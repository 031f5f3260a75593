/* SPDX-License-Identifier: MIT */
/* Converts the values of settings from text to members of MkepubConfig. Used by config.c. */
#ifndef COLLECT_CONFIG_VALUE_H
#define COLLECT_CONFIG_VALUE_H

#include "collect/config/yaml.h"
#include "mkepub/config.h"

typedef enum {
  CONFIG_TYPE_TEXT,
  CONFIG_TYPE_LIST,
  CONFIG_TYPE_WORDS,
  CONFIG_TYPE_GLOBS,
  CONFIG_TYPE_PATH,
  CONFIG_TYPE_PATHS,
  CONFIG_TYPE_PLACE, /* a path or a web address */
  CONFIG_TYPE_LANGUAGE,
  CONFIG_TYPE_DEVICE,
  CONFIG_TYPE_PIXELS,
  CONFIG_TYPE_QUALITY,
  CONFIG_TYPE_SIZE,
  CONFIG_TYPE_ANSWER,
  CONFIG_TYPE_SORT,
  CONFIG_TYPE_GROUP,
  CONFIG_TYPE_TOC,
  CONFIG_TYPE_SWITCH
} ConfigType;

/* Returns TRUE when members of this type are a GPtrArray of char *. */
gboolean config_value_is_list(ConfigType type);

/* Returns TRUE when TEXT is a web address, not a path. */
gboolean config_value_is_address(const char *text);

/* Returns TEXT in lower case, '-' and '_' as spaces, white space collapsed, for comparing keys
 * and words. For the caller to free. */
char *config_value_word(const char *text);

/* Replaces the elements of LIST by the texts of ENTRY. Paths are relative to the folder of
 * CONFIG_PATH and are made relative to the working directory. */
void config_value_set_list(GPtrArray *list, ConfigType type, const char *config_path,
                           const ConfigEntry *entry);

/* Sets the MEMBER of CONFIG, one of TYPE that is not a list, to the value of TEXT; returns
 * NULL, or a description of valid values (static). */
const char *config_value_set(MkepubConfig *config, ConfigType type, gpointer member,
                             const char *text);

#endif
