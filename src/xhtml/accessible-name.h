/* SPDX-License-Identifier: MIT */
/* What a listener hears of finished markup: links and headings have words, pictures do not say
 * again what stands beside them (WCAG 2.4.4, 1.1.1; Ace's link-name, empty-heading,
 * empty-table-header, image-redundant-alt). Used by open-elements.c when an element ends. */
#ifndef XHTML_ACCESSIBLE_NAME_H
#define XHTML_ACCESSIBLE_NAME_H

#include "xhtml/writer-internal.h"

/* Mends the element of ENTRY, whose content is the end of the output and whose end tag is not
 * written yet: a link that holds only a picture without description gets its address as
 * description, one of a drawing or formula that is no name its title, the words of these or its
 * address as label, one that shows nothing is no link any more; a heading without words becomes
 * a paragraph, a header cell a cell; a description that repeats all the words beside the
 * picture is emptied, but not where it is the name of a link, a heading or a cell of its own.
 * ENTRY says afterwards what is written. Offsets before the element stay as they are. */
void hear_mend(MkepubWriter *writer, struct entry *entry);

#endif
