/* SPDX-License-Identifier: MIT */
/* Asks for all pictures of a book that are on the network, before the first chapter waits for
 * one. Used by the writing of a book that fetches. */
#ifndef EPUB_PREFETCH_H
#define EPUB_PREFETCH_H

#include "mkepub/book.h"
#include "mkepub/fetch.h"

/* Reads the articles as the chapters will, in their order, and asks FETCHER for each picture
 * that they show. Returns early when CANCEL (may be NULL) becomes nonzero. */
void ask_for_pictures(const MkepubBook *book, MkepubFetcher *fetcher, const gint *cancel);

#endif
