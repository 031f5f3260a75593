/* SPDX-License-Identifier: MIT */
/* A user's style sheet, made safe for every reader: what a validator objects to, what the old
 * Adobe engine on many e-readers takes as a reason to drop the whole sheet, and what leads out
 * of the book is left out. Used when a book is bound. */
#ifndef EPUB_STYLESHEET_H
#define EPUB_STYLESHEET_H

#include <glib.h>

#include "mkepub/finding.h"

/* Returns the part of the style sheet TEXT (LENGTH bytes of any kind) that is allowed in a
 * book, for the caller to free: rules by CSS Syntax 3, with plain selectors and declarations.
 * Left out, each reported for FILE as CSS_DROPPED: at-rules, nested and broken rules, custom
 * properties, 'direction' and 'unicode-bidi' (epubcheck CSS-001), 'position: fixed' (CSS-006),
 * addresses, and values with functions or units that Adobe's engine does not read. */
GString *stylesheet_filter(const char *text, gsize length, const char *file,
                           MkepubFindings *findings);

#endif
