/* SPDX-License-Identifier: MIT */
/* Findings: imperfections of an input or a book, reported with file and line; none of them is
 * fatal. Used by every room above base; printed only by src/cli. */
#ifndef MKEPUB_FINDING_H
#define MKEPUB_FINDING_H

#include <glib.h>

#include "mkepub/finding-table.h"

typedef enum {
  MKEPUB_SEVERITY_NOTE,    /* repaired, nothing lost */
  MKEPUB_SEVERITY_WARNING, /* something a reader would miss */
  MKEPUB_SEVERITY_ERROR    /* an article or a resource was lost */
} MkepubSeverity;

#define X(id, name, severity, text) MKEPUB_FINDING_##id,
typedef enum { MKEPUB_FINDING_TABLE(X) MKEPUB_N_FINDINGS } MkepubFindingId;
#undef X

typedef struct {
  MkepubFindingId id;
  char *code;    /* identifier in another program ("RSC-005"); NULL for our own findings */
  char *path;    /* as the user wrote it, valid UTF-8; NULL when the finding has no file */
  guint line;    /* from 1; 0 when unknown */
  guint column;  /* in bytes, from 1; 0 when unknown */
  char *message; /* one line of UTF-8 without the id, no final stop */
} MkepubFinding;

/* A growing list of findings. Not thread-safe: each article has its own, and lists are appended
 * in the order of the articles so that reports do not depend on the number of threads. */
typedef struct MkepubFindings MkepubFindings;

/* Returns an empty list, for the caller to free. */
MkepubFindings *mkepub_findings_new(void);
void mkepub_findings_free(MkepubFindings *findings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubFindings, mkepub_findings_free)

/* Adds one finding. The message is formatted, made valid UTF-8, and its control characters are
 * replaced by '?', so that it fits on one line of a report. Does nothing when FINDINGS is
 * NULL. */
void mkepub_findings_add(MkepubFindings *findings, MkepubFindingId id, const char *path,
                         guint line, guint column, const char *format, ...) G_GNUC_PRINTF(6, 7);

/* Adds a finding of another program, which identifies it by CODE. Otherwise as
 * mkepub_findings_add. */
void mkepub_findings_add_coded(MkepubFindings *findings, MkepubFindingId id, const char *code,
                               const char *path, guint line, guint column, const char *format,
                               ...) G_GNUC_PRINTF(7, 8);

/* Moves the findings of FROM to the end of TO; FROM is empty afterwards, and still the
 * caller's. Does nothing when TO is NULL. */
void mkepub_findings_take(MkepubFindings *to, MkepubFindings *from);

/* Moves the findings of FROM to the end of TO, as mkepub_findings_take, until TO holds LIMIT
 * findings. From then on only errors are moved; the others are counted for
 * mkepub_findings_count. Keeps memory bounded for a collection of any size. Does nothing when
 * TO is NULL. */
void mkepub_findings_take_most(MkepubFindings *to, MkepubFindings *from, guint limit);

/* From now on FINDINGS keeps at most LIMIT findings of each kind and the first 1 KB of each
 * message, and counts the others. For reports on untrusted books. */
void mkepub_findings_limit(MkepubFindings *findings, guint limit);
/* Returns how many findings of the kind ID were counted but not kept. */
guint mkepub_findings_left_out(const MkepubFindings *findings, MkepubFindingId id);

/* Return the number of findings kept; the one at INDEX, borrowed; and the number of a severity,
 * including those that were only counted. */
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
