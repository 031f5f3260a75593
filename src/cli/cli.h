/* SPDX-License-Identifier: MIT */
/* The command line: what all verbs share. One file a verb.
 * Used by src/cli only. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <glib.h>

#include "mkepub/book.h"

enum { EXIT_DONE = 0, EXIT_FINDINGS = 1, EXIT_USAGE = 2, EXIT_FAILED = 3 };

typedef struct {
  gboolean build; /* the verb is build (or left out); else inspect */
  char **paths;   /* NULL-ended */
  char *output, *config_file;
  gboolean quiet, verbose, strict, dry_run, force, json, help, version;
  gboolean fetch, allow_private;
  int threads;
  GPtrArray *settings; /* of Setting *: what overrides book.yaml */
} Options;

typedef struct {
  const char *key;   /* of book.yaml */
  GPtrArray *values; /* of char *, NULL-ended */
} Setting;

/* Reads the words of the command line. Fails with USAGE. */
gboolean options_parse(Options *options, int argc, char **argv, GError **error);
void options_clear(Options *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)
void options_print_help(void);

/* Set by SIGINT, SIGTERM and SIGHUP once cli_catch_signals was called. */
extern gint cli_cancel;
void cli_catch_signals(void);

/* The config and the collection that OPTIONS name. */
gboolean cli_collect(const Options *options, MkepubConfig **config,
                     MkepubCollection **collection, MkepubFindings *findings, GError **error);

/* Prints the findings from FIRST on to standard error: notes only with --verbose, nothing but
 * errors with --quiet. */
void report_findings(const Options *options, const MkepubFindings *findings, guint first);
/* "mkepub: cannot …" on standard error; returns the exit status for the error's code. */
int report_failure(const GError *error);
/* The exit status that FINDINGS ask for. */
int report_status(const Options *options, const MkepubFindings *findings);

int build_main(const Options *options);
int inspect_main(const Options *options);
/* The articles and findings as JSON, on standard output. */
void inspect_json_print(const MkepubCollection *collection, const MkepubFindings *findings);

#endif
