/* SPDX-License-Identifier: MIT */
/* Decides which names below an input folder are articles, by the rules for folders and the
 * globs of the configuration. Used by the walk. */
#ifndef COLLECT_WALK_RULES_H
#define COLLECT_WALK_RULES_H

#include <glib.h>

#include "mkepub/config.h"

typedef struct {
  GPtrArray *include, *exclude; /* of Glob * */
} WalkRules;

/* Compiles the globs of CONFIG, which may be NULL. */
void walk_rules_init(WalkRules *rules, const MkepubConfig *config);
void walk_rules_clear(WalkRules *rules);

/* Returns TRUE for 'a.md' and the like, in any case; NAME may be a path. */
gboolean walk_rules_is_article(const char *name);
/* Return TRUE when the globs allow the file, or the folder, at the path BELOW an input
 * folder. */
gboolean walk_rules_want_file(const WalkRules *rules, const char *below);
gboolean walk_rules_want_folder(const WalkRules *rules, const char *below);
/* Returns TRUE when an exclude glob matches the file or folder at the path BELOW an input
 * folder. */
gboolean walk_rules_exclude(const WalkRules *rules, const char *below);

/* Return TRUE when a walk of the folder ROOT enters the folder PATH, or takes the file PATH,
 * both canonical. The answer depends on their names alone, so that a walk need not remember its
 * files. */
gboolean walk_rules_reach_folder(const WalkRules *rules, const char *root, const char *path);
gboolean walk_rules_reach_file(const WalkRules *rules, const char *root, const char *path);

#endif
