/* SPDX-License-Identifier: MIT */
/* Which names below an input folder are articles, by the folders' rules and the globs of the
 * configuration. Used by the walk. */
#ifndef COLLECT_WALK_RULES_H
#define COLLECT_WALK_RULES_H

#include <glib.h>

#include "mkepub/config.h"

typedef struct {
  GPtrArray *include, *exclude; /* of Glob * */
} WalkRules;

/* CONFIG may be NULL. */
void walk_rules_init(WalkRules *rules, const MkepubConfig *config);
void walk_rules_clear(WalkRules *rules);

/* TRUE for 'a.md' and the like, in any case; NAME may be a path. */
gboolean walk_rules_is_article(const char *name);
/* Whether the globs let the file BELOW an input folder pass, and the folder. */
gboolean walk_rules_want_file(const WalkRules *rules, const char *below);
gboolean walk_rules_want_folder(const WalkRules *rules, const char *below);
/* Whether what lies there, file or folder, is left out by a glob that says so. */
gboolean walk_rules_exclude(const WalkRules *rules, const char *below);

/* TRUE when PATH is ROOT or below it; both canonical. */
gboolean walk_rules_is_below(const char *path, const char *root);

/* Whether a walk of the folder ROOT comes by the folder PATH, or takes the file PATH, both
 * canonical; told from their names alone, so that no walk has to remember what it met. */
gboolean walk_rules_reach_folder(const WalkRules *rules, const char *root, const char *path);
gboolean walk_rules_reach_file(const WalkRules *rules, const char *root, const char *path);

#endif
