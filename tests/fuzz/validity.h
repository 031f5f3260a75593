/* SPDX-License-Identifier: MIT */
/* Whether an XHTML document may stand in a book: a reading of HTML, ARIA and EPUB of the tests'
 * own, that knows nothing of src/. Used by the fuzz targets and by their own test. */
#ifndef TESTS_FUZZ_VALIDITY_H
#define TESTS_FUZZ_VALIDITY_H

#include <glib.h>
#include <libxml/tree.h>

/* Parses DOCUMENT as libxml2 does by default (elements at most 256 deep, no network) and
 * returns its tree, for xmlFreeDoc; NULL, and the parser's words in TROUBLE, when it is not
 * well-formed or has unbound prefixes. */
xmlDoc *validity_parse(const char *document, gsize length, GString *trouble);

/* Appends to TROUBLE what is wrong with an XHTML document: content model, attributes and their
 * values, ids and what refers to them, addresses. FILES holds the names, relative to the
 * document, that a book offers to links (value 1) and as pictures (value 2). */
void validity_check(const char *document, gsize length, GHashTable *files, GString *trouble);

/* The same where the tree of DOCUMENT is at hand. */
void validity_check_tree(const char *document, const xmlDoc *tree, GHashTable *files,
                         GString *trouble);

/* Whether all of VALUE fits the regular expression PATTERN, a literal: it is compiled once. */
gboolean validity_fits(const char *pattern, const char *value);

/* Whether single values may stand in a book. */
gboolean validity_is_language(const char *value);
gboolean validity_is_datetime(const char *value);
gboolean validity_is_web_address(const char *value);

/* Appends what Ace would complain of below ROOT: order and names of headings, names of links,
 * header cells and drawings. */
void validity_check_access(const xmlNode *root, GString *trouble);

/* Whether NODE has one of NAMES, a list between spaces. */
gboolean validity_is_one_of(const xmlNode *node, const char *names);

/* Whether NODE is a heading by its name. */
gboolean validity_is_heading(const xmlNode *node);

/* TRUE for elements of SVG and MathML. */
gboolean validity_is_foreign(const xmlNode *node);

/* Ids and what refers to them. EPUBCheck (RSC-014) wants paints where something is painted, and
 * neither paints, clips nor symbols where a link leads. */
enum validity_target { TARGET_PLAIN = 1, TARGET_PAINT, TARGET_CLIP, TARGET_SYMBOL };
enum validity_use { USE_ANY, USE_LINK, USE_PAINT, USE_SHAPE };
typedef struct {
  GHashTable *ids;    /* to what they are */
  GArray *references; /* of ValidityReference */
} ValidityPlaces;
typedef struct {
  char *id;
  enum validity_use use;
} ValidityReference;

void validity_places_init(ValidityPlaces *places);
void validity_place(ValidityPlaces *places, const char *id, enum validity_target target,
                    GString *trouble);
void validity_refer(ValidityPlaces *places, const char *id, enum validity_use use);
/* Appends what refers to nothing, or to the wrong thing; frees what is in PLACES. */
void validity_places_close(ValidityPlaces *places, GString *trouble);

/* Appends what is wrong with an element of SVG or MathML. */
void validity_check_foreign(const xmlNode *node, ValidityPlaces *places, GString *trouble);

/* Letters of the text of NODE in document order, without those of its children named SKIP (a
 * list of names between spaces). For the caller to free. */
char *validity_letters(const xmlNode *node, const char *skip);

/* What becomes of a text, for the caller to free. */
typedef char *(*ValidityPrint)(const char *text, gpointer data);

/* Whether CHAPTER, which PRINT made of the Markdown TEXT, holds a mark that stood for something
 * else on the way through the parser. The author may have written what reads like one, and all
 * at once only when tags and references are gone; so PRINT is asked again, for a text in which
 * the mark's own number is taken: the author's words stay as they are, a mark does not. */
gboolean validity_has_mark(const char *chapter, const char *text, ValidityPrint print,
                           gpointer data);

/* The element behind NODE in document order, below ROOT; NULL behind the last. */
const xmlNode *validity_next(const xmlNode *node, const xmlNode *root);

/* The first element in DOCUMENT of NAME; NULL when there is none. */
const xmlNode *validity_find(const xmlDoc *document, const char *name);

#endif
