/* SPDX-License-Identifier: MIT */
/* The memory that reading one article may take: a constant plus a multiple of the length of its
 * text, whatever the text is. Used by text.c, which pays for trees, by the steps that add to
 * the text, and by the walk over the tree. */
#ifndef MARKDOWN_BUDGET_H
#define MARKDOWN_BUDGET_H

#include <glib.h>

/* Bytes that an article may take for cmark's tree: BUDGET_BASE, and BUDGET_RATE for each byte
 * of its text. Everything else that a chapter needs (its text, its markup, a copy of each) fits
 * in the remainder of the 40 bytes for a byte and the 32 MB that the manual states for an
 * article. */
#define BUDGET_BASE ((gsize)6 << 20)
#define BUDGET_RATE 30

/* Bytes that each byte of added text costs: its own, its copies and its markup. */
#define BUDGET_TEXT_COST 4

/* Bytes of added text that the name of a place in the text costs beside its own length: its
 * entries in the tables of names. */
#define BUDGET_NAME 32

/* Bytes that the record of a table costs beside the tree of its cells. */
#define BUDGET_TABLE 256

typedef struct {
  gsize left;     /* bytes */
  gboolean spent; /* more was asked for than was left: the article is incomplete */
} Budget;

/* Returns the budget of an article of LENGTH bytes. */
Budget budget_for(gsize length);

/* Returns whether the budget can pay for LENGTH bytes of added text, without taking them. If
 * not, the budget is spent from now on. */
gboolean budget_allows(Budget *budget, gsize length);

/* Takes the cost of LENGTH bytes of added text from the budget. */
void budget_pay(Budget *budget, gsize length);

/* Takes BYTES of memory, such as those of a tree, from the budget. If fewer are left, nothing
 * remains and the budget is spent. */
void budget_pay_bytes(Budget *budget, gsize bytes);

#endif
