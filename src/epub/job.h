/* SPDX-License-Identifier: MIT */
/* A book written once from beginning to end, into a container that is not published yet.
 * Used by build.c, more than once when the book has to be made smaller. */
#ifndef EPUB_JOB_H
#define EPUB_JOB_H

#include "media/raster/convert.h"
#include "mkepub/book.h"
#include "mkepub/fetch.h"
#include "mkepub/ocf.h"

/* All borrowed. */
typedef struct {
  const MkepubBook *book;
  const MkepubBookOptions *options;
  MkepubFetcher *fetcher;
  MkepubConvertOptions looks; /* of pictures */
  MkepubFinder *finder;       /* NULL: one of its own */
  guint64 cap;                /* bytes that one may have; 0: any number */
} JobPlan;

typedef struct {
  MkepubOcf *ocf;           /* ready to be committed */
  MkepubFindings *findings; /* in reading order */
  guint articles, lost;     /* as in MkepubBookResult */
  GPtrArray *lost_files;    /* as in MkepubBookResult */
  guint pictures;
  guint shrunk;           /* pictures that the cap made smaller */
  guint64 size;           /* bytes that the book will have */
  GPtrArray *sources;     /* as in MkepubBookResult, with details */
  MkepubOcfBlob cover;    /* the cover picture */
  const char *cover_type; /* its media type */
  GArray *sizes;          /* of guint64: bytes of the pictures that could be made smaller */
} JobResult;

/* Writes the book on all threads. Fails as mkepub_book_write does; RESULT is to be cleared in
 * any case. */
gboolean job_run(const JobPlan *plan, const char *output, JobResult *result, GError **error);
void job_result_clear(JobResult *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(JobResult, job_result_clear)

#endif
