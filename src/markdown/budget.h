/* SPDX-License-Identifier: MIT */
/* What the reading of one article may cost in memory: a constant times its text, whatever that
 * is. Used by text.c, which asks for the tree, by the steps that make up text, and by the
 * walk. */
#ifndef MARKDOWN_BUDGET_H
#define MARKDOWN_BUDGET_H

#include <glib.h>

/* Bytes of cmark's tree for an article, beside those for each byte of its text. What else a
 * chapter needs (its text, its markup, a copy of each) is less than the rest of the 40 bytes
 * for a byte and the 32 MB that the manual states for an article. */
#define BUDGET_BASE ((gsize)6 << 20)
#define BUDGET_RATE 30

/* Bytes that a byte of made-up text costs: its own, those of its copies and of its markup. */
#define BUDGET_TEXT_COST 4

/* What the name of a place in the text pays for beside its bytes, as for made-up text: its
 * entries where names are looked up. */
#define BUDGET_NAME 32

/* Bytes that the record of a table pays for, beside the tree of its cells. */
#define BUDGET_TABLE 256

typedef struct {
  gsize left;     /* bytes */
  gboolean spent; /* more was asked for: what was made of the article is not whole */
} Budget;

/* That of an article of LENGTH bytes. */
Budget budget_for(gsize length);

/* Whether LENGTH bytes of made-up text can be paid; if not, the budget is spent. */
gboolean budget_allows(Budget *budget, gsize length);

/* Pays for LENGTH bytes of made-up text. */
void budget_pay(Budget *budget, gsize length);

/* Pays for BYTES of memory, as those of the tree. */
void budget_pay_bytes(Budget *budget, gsize bytes);

#endif
