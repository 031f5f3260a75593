/* SPDX-License-Identifier: MIT */
/* Whether package document, NCX and table of contents hold together: EPUB 3.3 section 5 and 7
 * and OPF 2.0.1 section 2.4.1, as far as text from outside can break them. Used by the fuzz
 * target of metadata. */
#ifndef TESTS_FUZZ_PACKAGE_CHECK_H
#define TESTS_FUZZ_PACKAGE_CHECK_H

#include <libxml/tree.h>

#include <glib.h>

/* Each appends to TROUBLE what is wrong. */
void package_check_opf(const xmlDoc *opf, GString *trouble);

/* NCX and NAV against the package document: the same identifier, and targets in the order of
 * its spine. */
void package_check_ncx(const xmlDoc *ncx, const xmlDoc *opf, GString *trouble);
void package_check_nav(const xmlDoc *nav, const xmlDoc *opf, GString *trouble);

#endif
