/* SPDX-License-Identifier: MIT */
/* The XHTML writer that cannot write invalid XHTML: a stack of open elements over an element
 * table. Used by markdown, by the raw HTML reader (html/html.h) and by the pages of a book. */
#ifndef XHTML_WRITER_H
#define XHTML_WRITER_H

#include <glib.h>

#include "xhtml/element-table.h"

#define X(id, name, ...) MKEPUB_EL_##id,
typedef enum { MKEPUB_ELEMENT_TABLE(X) MKEPUB_N_ELEMENTS } MkepubElement;
#undef X
#define X(id, name, ...) MKEPUB_AT_##id,
typedef enum { MKEPUB_ATTRIBUTE_TABLE(X) MKEPUB_N_ATTRIBUTES } MkepubAttribute;
#undef X

typedef struct MkepubWriter MkepubWriter;

/* A writer of flow content (what may stand in <article>) into a buffer of its own.
 * Whatever calls come in whatever order, what mkepub_writer_finish returns is well-formed and
 * fits the content model of HTML as XHTML (WHATWG, "The elements of HTML"; EPUB 3.3
 * section 6.1). */
MkepubWriter *mkepub_writer_new(void);
void mkepub_writer_free(MkepubWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubWriter, mkepub_writer_free)

/* Opens ELEMENT here. Where the content model forbids it here, the writer makes room: it closes
 * the paragraph (or heading, or …) that cannot hold a block, opens the implied list, row or
 * cell that must stand between, or leaves out a tag that can mean nothing here (its content
 * stays). Inline elements that had to be closed to make room are opened again where text goes
 * on (a link around a block becomes links around its texts). A paragraph, heading, list, table
 * or inline element that ends up empty is taken out again unless it has an id; <time> without a
 * valid datetime is written as <span>, <img> without src not at all. Text and inline elements
 * right in the document get an implied <p>. A void element (br, hr, img, wbr, col) needs no
 * close. */
void mkepub_writer_open(MkepubWriter *writer, MkepubElement element);

/* Adds an attribute to the element opened last; only until the next call that is not an
 * attribute. VALUE is plain UTF-8 (escaped here). An href '#x' is a fragment link of line 0.
 * Left out when the element does not allow the attribute, when it is there already, or when the
 * value breaks the attribute's type (an id in use, a lang that is no tag, a colspan that is no
 * number). Returns whether it was written. */
gboolean mkepub_writer_attribute(MkepubWriter *writer, MkepubAttribute attribute,
                                 const char *value);

/* Writes LENGTH bytes of UTF-8 as text, escaped; characters that XML forbids are left out.
 * Where text cannot stand (in ul, table, …), white space is dropped and other text gets the
 * implied li or cell. */
void mkepub_writer_text(MkepubWriter *writer, const char *text, gsize length);

/* Writes text that stands for something else, as the description of a picture does: within a
 * line, white space keeps it from the words beside it. */
void mkepub_writer_text_apart(MkepubWriter *writer, const char *text, gsize length);

/* Writes, in the place of a picture that is not in the book, a link to it at LINK (an absolute
 * URL that can stand in an href) with the text WORDS, or with its file name when they are
 * empty. Within a link, or with LINK NULL, the words alone. WORDS may be NULL. */
void mkepub_writer_picture_link(MkepubWriter *writer, const char *words, const char *link);

/* Closes ELEMENT and all that is open inside it. Nothing happens when it is not open, or when
 * it is not open above the nearest guard. */
void mkepub_writer_close(MkepubWriter *writer, MkepubElement element);

/* Guards: what is opened after a guard is closed by mkepub_writer_unguard, and no close in
 * between reaches below it. The Markdown walk sets one around each block and each inline span,
 * so that raw HTML inside cannot close what Markdown opened. What stands open below a guard is
 * not closed to make room either: a block's tag inside a guarded paragraph is left out, its
 * text set off by a space. Guards nest; unguard ends the last one. */
void mkepub_writer_guard(MkepubWriter *writer);
void mkepub_writer_unguard(MkepubWriter *writer);

/* A softer guard, set when a paragraph has been opened: mkepub_writer_unguard closes the
 * paragraph with all that is in it or came behind it, but within, a block's tag closes the
 * paragraph, and end tags reach what raw HTML opened before it above the last guard
 * ('text</details>'). */
void mkepub_writer_guard_paragraph(MkepubWriter *writer);

/* Ends what a heading that is about to be opened would end. Returns the level of the heading
 * before it as it was written, 1 when there is none: one of a level deeper than the next would
 * leave out a level. */
guint mkepub_writer_begin_heading(MkepubWriter *writer);

/* TRUE while ELEMENT is open (guards or not): 'no link inside a link'. */
gboolean mkepub_writer_inside(const MkepubWriter *writer, MkepubElement element);

/* Writes markup that the caller vouches for: a subtree already checked by an XML parser (SVG,
 * MathML). ELEMENT is its root, for the content model. TITLED: the first 'title' right in a
 * drawing has words, which name it. */
void mkepub_writer_subtree(MkepubWriter *writer, MkepubElement element, const char *xml,
                           gsize length, gboolean titled);

/* TRUE when the document, finished or not, shows text, a picture or a subtree. */
gboolean mkepub_writer_shows(const MkepubWriter *writer);

/* TRUE when a subtree of ELEMENT (MKEPUB_EL_SVG, MKEPUB_EL_MATH) has been written: for the
 * properties of the manifest. */
gboolean mkepub_writer_has_subtree(const MkepubWriter *writer, MkepubElement element);

/* An id that is free in this document, made of WISH (slugged to [a-z0-9-] and other letters,
 * kept stable) and a number when taken; it is reserved from now on, and mkepub_writer_attribute
 * takes it once. Owned by the writer. */
const char *mkepub_writer_new_id(MkepubWriter *writer, const char *wish);

/* Says that a link '#FRAGMENT' is wanted; to be called in place of the href attribute of an
 * open <a>. When the document is finished and no such id was written, the href is taken out
 * again, and FRAGMENT is listed by mkepub_writer_broken. Before that the fragment is looked for
 * in the aliases. */
void mkepub_writer_fragment_link(MkepubWriter *writer, const char *fragment, guint line);

/* Says that '#ALIAS' means the element with ID (a heading's slug by another site's rules). The
 * first wins. */
void mkepub_writer_alias(MkepubWriter *writer, const char *alias, const char *id);

typedef struct {
  char *fragment;
  guint line;
} MkepubBrokenFragment;

/* What is mended or left out, for findings: counts of repairs by kind would tell too little, so
 * each repair calls back once with a short phrase ("'td' outside a table") and the line that it
 * begins on, 0 when that is where the caller stands. CALLBACK may be NULL. mkepub_html_new sets
 * its own: what Markdown writes needs no repair but where raw HTML has been. */
typedef void (*MkepubRepairCallback)(gpointer data, const char *what, guint line);
void mkepub_writer_on_repair(MkepubWriter *writer, MkepubRepairCallback callback,
                             gpointer data);

/* Closes all, resolves fragment links, and returns the markup; the writer is spent and may only
 * be asked for its broken fragments (owned by the writer, of MkepubBrokenFragment *), reset or
 * freed. */
GString *mkepub_writer_finish(MkepubWriter *writer);
const GPtrArray *mkepub_writer_broken(const MkepubWriter *writer);

/* Ready for the next document, keeping its memory; one writer a thread serves many chapters. */
void mkepub_writer_reset(MkepubWriter *writer);

#endif
