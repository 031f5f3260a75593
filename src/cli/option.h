/* SPDX-License-Identifier: MIT */
/* The table of the command line's options: what each is called, takes and belongs to.
 * Used by the reading of the command line and by its help. */
#ifndef CLI_OPTION_H
#define CLI_OPTION_H

#include "cli/cli.h"

/* A setting is a key of book.yaml; of SETTINGS there may be several values. */
typedef enum {
  ARG_FLAG,
  ARG_TEXT,
  ARG_TEXTS, /* a GPtrArray of char *, NULL without any */
  ARG_NUMBER,
  ARG_SETTING,
  ARG_SETTINGS,
  ARG_SWITCH
} Kind;

/* One option: where its value goes, and its line of the help. */
typedef struct {
  const char *name; /* without the dashes */
  char letter;      /* 0: none */
  guint verbs;      /* the verbs that take it: bits 1 << Verb */
  Kind kind;
  gsize offset; /* in Options; unused for settings */
  const char *value, *help;
  int most; /* ARG_NUMBER: the largest; the least is 1 */
} Option;

extern const Option option_table[];
extern const guint option_count;

/* The option of VERB that is called NAME (LENGTH bytes), or by LETTER; NULL when it has none.
 */
const Option *option_find(Verb verb, const char *name, gsize length);
const Option *option_find_letter(Verb verb, char letter);

#endif
