/* SPDX-License-Identifier: MIT */
/* The accessible names of links, headings and header cells (Accessible Name and Description
 * Computation 1.2, as Ace implements it). Every link and heading has a name, and no picture
 * repeats the words next to it (WCAG 2.4.4 and 1.1.1; Ace's rules link-name, empty-heading,
 * empty-table-header and image-redundant-alt). Used by the files that make up the writer: they
 * report what they write, and name_fix corrects an element when it ends.
 *
 * Text, the description of a picture, a label, and the label or own title of a drawing add to a
 * name. Hidden content, the other content of a drawing, and formulas do not. */
#ifndef XHTML_ACCESSIBLE_NAME_H
#define XHTML_ACCESSIBLE_NAME_H

#include "xhtml/writer-internal.h"

/* Notes that white space was appended to the output as text. */
void name_blank(MkepubWriter *writer);

/* Notes the text that was appended to the output from offset FROM on. It may be enclosed in
 * tags. */
void name_text(MkepubWriter *writer, gsize from);

/* Notes the attributes of the entry at the top of the stack, whose start tag was just
 * finished. */
void name_start_tag(MkepubWriter *writer);
/* Notes the <img> that was just written. It must have an alt attribute. */
void name_picture(MkepubWriter *writer);

/* Notes the SVG drawing or formula (ELEMENT) that was appended to the output from offset FROM
 * on. TITLED: the drawing's own title contains words. */
void name_subtree(MkepubWriter *writer, MkepubElement element, gsize from, gboolean titled);

/* Corrects the element of ENTRY before its end tag is written. ENTRY is already off the stack,
 * and its content ends at the end of the output. The corrections are:
 * - A link that contains only a picture without a description: the picture gets the link's
 *   address as its description.
 * - A link that contains only a drawing or formula without a name: the link gets a label, taken
 *   from its title, from a label in its content, from the words in its content, or from its
 *   address, in this order.
 * - A link that shows nothing: its address is removed.
 * - A heading without a name becomes a paragraph, a header cell without a name becomes a cell.
 * - A description that repeats all the words next to the picture in the same paragraph, item,
 *   cell or link is emptied.
 * Updates ENTRY to match the output. Offsets before the element do not change. */
void name_fix(MkepubWriter *writer, struct entry *entry);

/* Adds what ENTRY contributes to an accessible name to the entry at the top of the stack. To be
 * called after ENTRY was closed and removed from the stack. */
void name_leave(MkepubWriter *writer, const struct entry *entry);

#endif
