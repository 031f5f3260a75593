/* SPDX-License-Identifier: MIT */
/* A writer that produces only valid XHTML, whatever calls it gets: it keeps a stack of open
 * elements and checks it against the element table. Used by markdown, by the raw HTML reader
 * (html/html.h) and by the pages of a book. */
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

/* Returns a writer of flow content (the content of <article>), which writes into a buffer of
 * its own; the caller frees it with mkepub_writer_free. The result of mkepub_writer_finish is
 * well-formed and follows the content model of HTML as XHTML for any sequence of calls (WHATWG,
 * "The elements of HTML"; EPUB 3.3 section 6.1). */
MkepubWriter *mkepub_writer_new(void);
/* Frees WRITER and the output that it still owns. WRITER may be NULL. */
void mkepub_writer_free(MkepubWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubWriter, mkepub_writer_free)

/* Opens ELEMENT. Where the content model does not allow it, the writer makes room: it closes
 * the paragraph (or heading, or …) that cannot contain a block, opens the implied list, row or
 * cell that is required in between, or leaves out a tag that has no meaning here and keeps its
 * content. Inline elements that were closed to make room are reopened at the next text (a link
 * around a block becomes links around its texts).
 *
 * A paragraph, heading, list, table or inline element that is empty when it ends is removed
 * unless it has an id. <time> without a valid datetime is written as <span>; <img> without src
 * is not written. Text and inline elements directly in the document get an implied <p>. Void
 * elements (br, hr, img, wbr, col) need no mkepub_writer_close. */
void mkepub_writer_open(MkepubWriter *writer, MkepubElement element);

/* Adds an attribute to the element opened last. Must be called before any call other than
 * mkepub_writer_attribute and mkepub_writer_fragment_link. VALUE is plain UTF-8; the writer
 * escapes it. An href '#x' becomes a fragment link with line 0. Returns FALSE without writing
 * anything when the element does not allow the attribute, already has it, or when the value
 * does not fit the type of the attribute (an id in use, a lang that is not a language tag, a
 * colspan that is not a number). */
gboolean mkepub_writer_attribute(MkepubWriter *writer, MkepubAttribute attribute,
                                 const char *value);

/* Writes LENGTH bytes of UTF-8 as text. Escapes it and leaves out characters that XML forbids.
 * Where text is not allowed (in ul, table, …), drops white space and puts other text into the
 * implied li or cell. */
void mkepub_writer_text(MkepubWriter *writer, const char *text, gsize length);

/* Writes text that replaces something else, such as the description of a picture. Within a
 * line, a space separates it from the words around it. */
void mkepub_writer_text_apart(MkepubWriter *writer, const char *text, gsize length);

/* Writes a link that replaces a picture which is not in the book. LINK is an absolute URL that
 * is valid in an href. The text of the link is WORDS or, when WORDS is empty or NULL, the file
 * name in LINK. Inside a link, or when LINK is NULL, writes only WORDS. */
void mkepub_writer_picture_link(MkepubWriter *writer, const char *words, const char *link);

/* Closes ELEMENT and all elements that are open inside it. Does nothing when ELEMENT is not
 * open, or not open above the innermost guard. */
void mkepub_writer_close(MkepubWriter *writer, MkepubElement element);

/* Sets a guard. mkepub_writer_unguard closes everything that was opened after the guard; until
 * then mkepub_writer_close closes nothing below it. The Markdown walk sets a guard around each
 * block and each inline span, so that raw HTML inside cannot close elements that Markdown
 * opened. Elements below a guard are not closed to make room either: the tag of a block inside
 * a guarded paragraph is left out, and a space separates its text. Guards nest. */
void mkepub_writer_guard(MkepubWriter *writer);
/* Ends the innermost guard and closes everything that was opened after it. Does nothing without
 * a guard. */
void mkepub_writer_unguard(MkepubWriter *writer);

/* Sets a paragraph guard, after a paragraph was opened. mkepub_writer_unguard closes the
 * paragraph and everything inside and after it. Unlike a full guard, it lets the tag of a block
 * close the paragraph, and lets end tags close elements that raw HTML opened in front of the
 * paragraph but above the next outer guard ('text</details>'). */
void mkepub_writer_guard_paragraph(MkepubWriter *writer);

/* Closes the elements that a heading to be opened next would close. Returns the level, as
 * written, of the previous heading, or 1 for the first one. A heading more than one level
 * deeper than that would skip a level. */
guint mkepub_writer_begin_heading(MkepubWriter *writer);

/* Returns TRUE while ELEMENT is open or waits to be reopened, above or below guards. Used to
 * avoid a link inside a link. */
gboolean mkepub_writer_inside(const MkepubWriter *writer, MkepubElement element);

/* Writes LENGTH bytes of markup unchanged. XML must be a well-formed and safe subtree (SVG or
 * MathML); the writer does not check it. ELEMENT is its root and is used for the content model.
 * TITLED: the first <title> child of a drawing contains words, which are the drawing's name. */
void mkepub_writer_subtree(MkepubWriter *writer, MkepubElement element, const char *xml,
                           gsize length, gboolean titled);

/* Returns TRUE when the document, finished or not, contains text, a picture or a subtree. */
gboolean mkepub_writer_shows(const MkepubWriter *writer);

/* Returns TRUE when a subtree of ELEMENT (MKEPUB_EL_SVG, MKEPUB_EL_MATH) has been written. Used
 * for the properties in the manifest. */
gboolean mkepub_writer_has_subtree(const MkepubWriter *writer, MkepubElement element);

/* Returns an id that is not used in this document and reserves it; mkepub_writer_attribute
 * accepts it once. The id consists of WISH in lower case, with letters and digits of any script
 * and '-' for everything else, and a number when that id is in use: the same calls return the
 * same ids. Owned by the writer until it is reset or freed. */
const char *mkepub_writer_new_id(MkepubWriter *writer, const char *wish);

/* Makes the open <a> a link to '#FRAGMENT', in place of its href attribute. FRAGMENT is an id
 * or an alias; ids come first. When the finished document contains neither, the href is removed
 * and mkepub_writer_broken lists FRAGMENT with LINE. */
void mkepub_writer_fragment_link(MkepubWriter *writer, const char *fragment, guint line);

/* Makes links to '#ALIAS' lead to the element with ID (for example a heading's slug by another
 * site's rules). The first definition of an alias wins. */
void mkepub_writer_alias(MkepubWriter *writer, const char *alias, const char *id);

typedef struct {
  char *fragment;
  guint line;
} MkepubBrokenFragment;

/* Reports each repair once: WHAT is a short phrase ("'td' outside a table"), valid during the
 * call. LINE is the line where the repaired markup begins, or 0 for the line that the caller is
 * reading. */
typedef void (*MkepubRepairCallback)(gpointer data, const char *what, guint line);
/* Sets the callback for repairs; NULL turns reports off. mkepub_html_new sets its own callback,
 * since only raw HTML needs repairs. */
void mkepub_writer_on_repair(MkepubWriter *writer, MkepubRepairCallback callback,
                             gpointer data);

/* Closes all elements, resolves fragment links and returns the markup, which the caller frees.
 * After that, the writer may only be asked for its broken fragments and what it has written,
 * reset, or freed. */
GString *mkepub_writer_finish(MkepubWriter *writer);
/* Returns the broken fragment links of the finished document (MkepubBrokenFragment *). Owned by
 * the writer until it is reset or freed. */
const GPtrArray *mkepub_writer_broken(const MkepubWriter *writer);

/* Prepares the writer for the next document and keeps its memory. One writer per thread can
 * write many chapters. Removes the callback for repairs. */
void mkepub_writer_reset(MkepubWriter *writer);

#endif
