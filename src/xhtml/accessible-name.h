/* SPDX-License-Identifier: MIT */
/* Accessible names (Accessible Name and Description Computation 1.2, as Ace takes it): links
 * and headings have one, and no picture repeats the words beside it (WCAG 2.4.4, 1.1.1; Ace's
 * link-name, empty-heading, empty-table-header, image-redundant-alt). Used by the files that
 * make up the writer: they report what they write, and an element is corrected when it ends.
 *
 * A name comes from text, the description of a picture, a label, or the label or own title of a
 * drawing; not from what is hidden, the rest of a drawing, or a formula. */
#ifndef XHTML_ACCESSIBLE_NAME_H
#define XHTML_ACCESSIBLE_NAME_H

#include "xhtml/writer-internal.h"

/* Notes white space that was appended to the output as text. */
void name_blank(MkepubWriter *writer);

/* Notes the text, perhaps between tags, that was appended to the output since FROM. */
void name_text(MkepubWriter *writer, gsize from);

/* Notes the end of the start tag of the element at the top, or of the picture just written. */
void name_start_tag(MkepubWriter *writer);
void name_picture(MkepubWriter *writer);

/* Notes the subtree, an SVG drawing or a formula, that was appended to the output since FROM.
 * TITLED: its own title has words. */
void name_subtree(MkepubWriter *writer, MkepubElement element, gsize from, gboolean titled);

/* Corrects the element of ENTRY, whose content is the end of the output and whose end tag is
 * not written yet: a link that holds only a picture without description gets its address as
 * description; one of a drawing or formula without a name gets a label, made of its title, of
 * their labels, of their words, or of its address; one that shows nothing loses its address. A
 * heading without a name becomes a paragraph, a header cell a cell. A description that repeats
 * all the words beside the picture is emptied, unless it names a link, a heading or a cell of
 * its own. ENTRY holds afterwards what is written. Offsets before the element do not change. */
void name_fix(MkepubWriter *writer, struct entry *entry);

/* Passes on to the element at the top what ENTRY, which was in it and is closed, says. */
void name_leave(MkepubWriter *writer, const struct entry *entry);

#endif
