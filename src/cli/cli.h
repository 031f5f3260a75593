/* SPDX-License-Identifier: MIT */
/* The command line: what all verbs share. One file a verb.
 * Used by src/cli only. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <glib.h>

#include "mkepub/book.h"

enum { EXIT_DONE = 0, EXIT_FINDINGS = 1, EXIT_USAGE = 2, EXIT_FAILED = 3 };

typedef enum {
  VERB_BUILD, /* also without a verb */
  VERB_INSPECT,
  VERB_ARCHIVE,
  VERB_SEARCH,
  VERB_CHECK,
  VERB_INFO,
  VERB_EXTRACT,
  VERB_COUNT
} Verb;

typedef struct Validation Validation; /* validate.h */

/* Options that were not given are NULL, FALSE or 0. */
typedef struct {
  Verb verb;
  char **paths; /* words that are not options; NULL-ended */
  char *output, *config_file;
  char *max_article; /* a size as written: '5M' */
  gboolean quiet, verbose, strict, dry_run, force, json, help, version;
  gboolean fetch, allow_private, no_sandbox;
  GPtrArray *allow_read; /* of char *: folders; NULL: none */
  int threads;
  /* archive */
  char *every, *zone, *numbering, *dedupe, *omnibus, *base_url, *bag;
  char *volume_text, *volume_size; /* sizes as written: '5M' */
  int volume_articles;
  gboolean no_search, no_base_url, adopt, prune, rebuild, explain;
  /* search */
  char *since, *until, *section, *author, *language;
  int limit;
  /* check */
  gboolean validate;
  char *epubcheck;        /* its JAR */
  Validation *validation; /* what EPUBCheck said, once it was asked */
  GPtrArray *settings;    /* of Setting *: what overrides book.yaml */
} Options;

typedef struct {
  const char *key;   /* of book.yaml */
  GPtrArray *values; /* of char *, NULL-ended */
} Setting;

/* Reads the words of the command line. Fails with USAGE. */
gboolean options_parse(Options *options, int argc, char **argv, GError **error);
void options_clear(Options *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

/* Set by SIGINT, SIGTERM and SIGHUP once cli_catch_signals was called. */
extern gint cli_cancel;
void cli_catch_signals(void);

/* Bytes as book.yaml's 'max size' has them ('5M'), at most MOST (0: any). TEXT of NULL leaves
 * *size alone. Fails with USAGE. */
gboolean cli_read_size(const char *option, const char *text, guint64 most, guint64 *size,
                       GError **error);

/* The config that OPTIONS name: book.yaml, and the command line on top of it. */
gboolean cli_configure(const Options *options, MkepubConfig **config, MkepubFindings *findings,
                       GError **error);
/* The config and the collection that OPTIONS name. */
gboolean cli_collect(const Options *options, MkepubConfig **config,
                     MkepubCollection **collection, MkepubFindings *findings, GError **error);

/* The least severity that is shown. */
MkepubSeverity report_least(const Options *options);
/* Prints the findings from FIRST on to standard error: notes only with --verbose, nothing but
 * errors with --quiet. */
void report_findings(const Options *options, const MkepubFindings *findings, guint first);
/* "mkepub: cannot …" on standard error; returns the exit status for the error's code. */
int report_failure(const GError *error);
/* The exit status that FINDINGS ask for. */
int report_status(const Options *options, const MkepubFindings *findings);

/* One file a verb. */
int build_main(const Options *options);
int inspect_main(const Options *options);
int archive_main(const Options *options);
int search_main(const Options *options);
int check_main(const Options *options);
int info_main(const Options *options);
int extract_main(const Options *options);

typedef struct {
  const char *name, *usage, *what;
  const char *wants; /* what its arguments are, in one word or three */
  int (*main)(const Options *options);
} VerbInfo;

const VerbInfo *verb_info(Verb verb);
/* Returns FALSE, and leaves *verb alone, when WORD is not a verb. */
gboolean verb_find(const char *word, Verb *verb);
/* Prints the purpose and the options of VERB on standard output; for VERB_BUILD also the usage
 * of the other verbs. */
void verb_print_help(Verb verb);

/* Prints the articles and findings as JSON on standard output. Returns STATUS, or EXIT_FAILED
 * when that is not possible. */
int inspect_json_print(const MkepubCollection *collection, const MkepubFindings *findings,
                       int status);

#endif
