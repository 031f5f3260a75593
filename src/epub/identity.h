/* SPDX-License-Identifier: MIT */
/* Who a book is: titles, language, date, identifier, number in its series.
 * Used by the plan of a book. */
#ifndef EPUB_IDENTITY_H
#define EPUB_IDENTITY_H

#include "mkepub/book.h"

/* Fills all of BOOK but its sections and articles from its collection and CONFIG. */
void identity_fill(MkepubBook *book, const MkepubConfig *config, MkepubFindings *findings);

#endif
