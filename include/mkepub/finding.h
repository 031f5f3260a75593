/* SPDX-License-Identifier: MIT */
/* Findings: what is imperfect in an input or a book, told with file and line, fatal to nothing.
 * Used by every room above base; printed only by src/cli. */
#ifndef MKEPUB_FINDING_H
#define MKEPUB_FINDING_H

#include <glib.h>

#include "mkepub/finding-table.h"

typedef enum {
  MKEPUB_SEVERITY_NOTE,    /* mended, nothing lost */
  MKEPUB_SEVERITY_WARNING, /* something a reader would miss */
  MKEPUB_SEVERITY_ERROR    /* an article or a resource could not be taken */
} MkepubSeverity;

#define X(id, name, severity, text) MKEPUB_FINDING_##id,
typedef enum { MKEPUB_FINDING_TABLE(X) MKEPUB_N_FINDINGS } MkepubFindingId;
#undef X

typedef struct {
  MkepubFindingId id;
  char *code;    /* what another program calls it ("RSC-005"); NULL: it is our own finding */
  char *path;    /* as the user wrote it, valid UTF-8; NULL when no file is meant */
  guint line;    /* from 1; 0 when unknown */
  guint column;  /* in bytes, from 1; 0 when unknown */
  char *message; /* one line of UTF-8 without the id, no final stop */
} MkepubFinding;

/* A growing list of findings. Not thread-safe: each article has its own, and lists are appended
 * in the order of the articles so that reports do not depend on the number of threads. */
typedef struct MkepubFindings MkepubFindings;

MkepubFindings *mkepub_findings_new(void);
void mkepub_findings_free(MkepubFindings *findings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubFindings, mkepub_findings_free)

/* Adds one finding. The message is formatted, made valid UTF-8, and its control characters are
 * shown as '?', so that a report line stays one line. FINDINGS may be NULL: nothing happens. */
void mkepub_findings_add(MkepubFindings *findings, MkepubFindingId id, const char *path,
                         guint line, guint column, const char *format, ...) G_GNUC_PRINTF(6, 7);

/* Adds what another program found, which it calls CODE. */
void mkepub_findings_add_coded(MkepubFindings *findings, MkepubFindingId id, const char *code,
                               const char *path, guint line, guint column, const char *format,
                               ...) G_GNUC_PRINTF(7, 8);

/* Appends the findings of FROM to those of TO; FROM is empty afterwards, and still the
 * caller's. Without TO (NULL) nothing happens. */
void mkepub_findings_take(MkepubFindings *to, MkepubFindings *from);

/* The same, but once TO holds LIMIT findings only errors come along, and of the others only
 * their number, for mkepub_findings_count: what a collection of any size is told by. */
void mkepub_findings_take_most(MkepubFindings *to, MkepubFindings *from, guint limit);

/* From now on FINDINGS keeps no more than LIMIT of each kind and the start of what is longer
 * than 1 KB, and only counts the rest: the report on a book that somebody else made. */
void mkepub_findings_limit(MkepubFindings *findings, guint limit);
/* How many of the kind ID were counted and not kept. */
guint mkepub_findings_left_out(const MkepubFindings *findings, MkepubFindingId id);

guint mkepub_findings_length(const MkepubFindings *findings);
const MkepubFinding *mkepub_findings_at(const MkepubFindings *findings, guint index);
guint mkepub_findings_count(const MkepubFindings *findings, MkepubSeverity severity);

/* Facts of the table: "image-missing", and its severity. */
const char *mkepub_finding_name(MkepubFindingId id);
MkepubSeverity mkepub_finding_severity(MkepubFindingId id);
/* "note", "warning" or "error". */
const char *mkepub_severity_name(MkepubSeverity severity);

/* Returns, for the caller to free, "a.md:12:3: warning: image not found: 'x.png'
 * [image-missing]" with unknown places left out, and the code of another program in brackets:
 * one line of valid UTF-8, in which control characters are spelled out. */
char *mkepub_finding_format(const MkepubFinding *finding);

#endif
