/* SPDX-License-Identifier: MIT */
/* The state of a writer: the stack of open elements, the list of active formatting elements,
 * the ids. Used only by the files that make up the writer. */
#ifndef XHTML_WRITER_INTERNAL_H
#define XHTML_WRITER_INTERNAL_H

#include "xhtml/element.h"

/* Maximum depth of written elements. The tags of deeper elements are left out and their content
 * is kept, because readers and XML parsers limit the depth (libxml2 to 256). Elements that a
 * written list or table requires are written nevertheless. */
#define DEPTH_LIMIT 200

enum entry_flag {
  ENTRY_IMPLIED = 1, /* implied: opened by the writer */
  ENTRY_NAMED = 2,   /* has an id, so it stays even when empty */
  ENTRY_ACTIVE = 4,  /* is in the list of active formatting elements */
  ENTRY_BLANKS = 8,  /* white space at its beginning is significant */
  ENTRY_HIDDEN = 16, /* has the attribute 'hidden' */
  ENTRY_LINK = 32    /* has an address */
};

/* Which children a table, dl, figure, details or ruby already has. */
enum stage {
  STAGE_NONE,
  TABLE_CAPTION = 1,
  TABLE_COLUMNS,
  TABLE_HEAD,
  TABLE_BODY,
  TABLE_FOOT,
  DL_TERM = 1,
  DL_DESCRIPTION,
  FIGURE_CAPTION_FIRST = 1,
  FIGURE_CAPTION_LAST,
  DETAILS_SUMMARY = 1,
  RUBY_TEXT = 1
};

/* One open element. Entry 0 is the root, which has no tag. */
struct entry {
  guint8 element; /* as requested */
  guint8 written; /* as written; ELEMENT_NONE when its tag was left out */
  guint8 content; /* its content model; an element without a tag has its parent's */
  guint8 flags;
  guint8 stage;
  guint16 depth;   /* number of written elements down to this one */
  gint32 previous; /* the next lower entry with the same element, or -1 */
  gint32 room;     /* with phrasing content: the entry to close to make room for a block */
  guint32 line;   /* of its start tag in raw HTML; 0 when Markdown opened it or it is implied */
  gsize start;    /* offset of '<' */
  gsize inner;    /* offset after '>' */
  guint heard;    /* parts of its accessible name (accessible-name.h) */
  gint32 hidden;  /* the innermost hidden entry that contains or is this one, or 0 */
  guint pictures; /* length of MkepubWriter.pictures when it began */
  gsize words;    /* length of MkepubWriter.words when it began */
  gsize mark, mark_end; /* offsets of a child's tags (tfoot, figcaption), or of the end of the
                           last rt */
};

/* One active formatting element: open now, or waiting to be reopened at the next text (HTML
 * 13.2.4.3). */
struct format {
  guint8 element; /* ELEMENT_NONE: ended, kept because guards refer to places in the list */
  guint8 written;
  guint8 flags; /* ENTRY_HIDDEN and ENTRY_LINK of its entry */
  guint heard;  /* 1 when its start tag has a label; else 0 */
  gint32 open;  /* index of its stack entry; -1 while it waits */
  gint32 home;  /* an end tag that closes an entry below this index ends it */
  gsize tag,
      tag_length;   /* its start tag in MkepubWriter.tags; length 0 until it has been closed */
  const char *link; /* the id that its href refers to, or NULL */
  guint link_line;
  gsize link_start, link_end; /* offsets of the href attribute in the start tag */
};

/* A picture that belongs to an open element and not to a paragraph, link or similar element
 * inside it. */
struct picture {
  gsize alt, length; /* offset of its description in the output; bytes */
  gint32 hidden;     /* as in struct entry; G_MAXINT32 when the picture itself is hidden */
};

/* An attribute that is written only when the id it refers to exists in the finished
 * document. */
struct reference {
  gsize start, end; /* the whole attribute with the space before it */
  const char *id;   /* as requested; in MkepubWriter.strings, the same pointer for all copies of
                       one link */
  guint line;
  MkepubAttribute attribute;
};

/* The state to restore when a guard ends. */
struct guard {
  gint32 base, format_base, floor, format_floor;
};

struct MkepubWriter {
  GString *out;  /* NULL after mkepub_writer_finish until mkepub_writer_reset */
  gsize usual;   /* bytes of the last document */
  GArray *stack; /* struct entry */
  gint32 last[MKEPUB_N_ELEMENTS]; /* index of the topmost entry of each element, or -1 */
  GArray *guards;                 /* struct guard: the state in front of each guard */
  gint32 base, format_base;       /* a guard protects entries and formats below these indexes */
  gint32 floor, format_floor; /* mkepub_writer_unguard ends entries and formats from these on */

  GArray *formats; /* struct format */
  guint waiting;   /* number of formats that wait to be reopened */
  GString *tags;
  gsize reopened; /* bytes of reopened start tags */
  gsize given;    /* bytes of text received */

  /* the start tag that still accepts attributes */
  gboolean tag_open;
  gboolean tag_void;
  MkepubElement tag_element;
  guint32 tag_attributes;
  gsize tag_start;
  const char *tag_id;
  gint32 tag_reference;

  GArray *pictures;   /* struct picture */
  GString *words;     /* the text in the open elements, escaped, white space collapsed */
  gboolean words_gap; /* a space is due before the next word */
  gsize last_drawing; /* offset of the last <svg> or <math> in the output */
  gboolean shows;     /* text, a picture or a subtree was written */
  gboolean apart;     /* a space is due after the text of mkepub_writer_text_apart */

  GArray *references;
  GHashTable *ids;     /* id to enum id_state */
  GHashTable *numbers; /* slug to the number tried last */
  GHashTable *aliases; /* alias to id */
  GStringChunk *strings;
  GPtrArray *broken;

  guint level;        /* of the last heading; 1 in front of the first */
  guint level_before; /* of the heading before that, in case the last one is removed */
  guint line;         /* of the raw HTML that is being read; 0 outside raw HTML */
  gint32 closing;     /* the entry that an end tag is closing, or -1 */
  gboolean has_svg, has_math;
  MkepubRepairCallback callback;
  gpointer callback_data;
};

/* Shortens ARRAY to at most LENGTH elements. ARRAY must have neither a clear function nor a
 * zero terminator. Faster than g_array_set_size(), which matters for each element that is
 * closed. */
static inline void state_cut(GArray *array, guint length)
{
  array->len = MIN(array->len, length);
}

/* Returns the entry at INDEX, borrowed until the stack changes. */
static inline struct entry *state_entry(const MkepubWriter *writer, gint32 index)
{
  return &g_array_index(writer->stack, struct entry, index);
}

/* Returns the index of the entry at the top of the stack. */
static inline gint32 state_top_index(const MkepubWriter *writer)
{
  return (gint32)writer->stack->len - 1;
}

/* Returns the entry at the top of the stack, borrowed until the stack changes. */
static inline struct entry *state_top(const MkepubWriter *writer)
{
  return state_entry(writer, state_top_index(writer));
}

/* -- repair.c -- */

/* Reports "'ELEMENT' WHAT", or only WHAT for ELEMENT_NONE, to the callback for repairs, with
 * the LINE where the raw HTML begins; 0 means the line that is being read. */
void writer_repaired_at(MkepubWriter *writer, MkepubElement element, const char *what,
                        guint line);
/* Reports "'ELEMENT' WHAT", or only WHAT for ELEMENT_NONE, for the line that is being read. */
void writer_repaired(MkepubWriter *writer, MkepubElement element, const char *what);

/* -- open-elements.c -- */

/* Why entries are closed. ROOM: to make room; formatting elements are reopened later. CLOSE: an
 * end tag or the end of a guard; formatting elements opened inside end. */
enum pop_mode { POP_ROOM, POP_CLOSE };

/* Pushes ELEMENT and begins its start tag, with the name of WRITTEN; the tag accepts
 * attributes. The entry is valid until the stack changes. */
struct entry *elements_push(MkepubWriter *writer, MkepubElement element, MkepubElement written);
/* Pushes an implied ELEMENT and writes its start tag. The entry is valid until the stack
 * changes. */
struct entry *elements_imply(MkepubWriter *writer, MkepubElement element);
/* Pushes ELEMENT without writing its tag; white space separates a block from the text before
 * it. The entry is valid until the stack changes. */
struct entry *elements_leave_out(MkepubWriter *writer, MkepubElement element);
/* Begins the tag of a void element, which accepts attributes. */
void elements_void(MkepubWriter *writer, MkepubElement element);
/* Finishes the start tag that accepts attributes, if there is one. */
void elements_end_start_tag(MkepubWriter *writer);
/* Closes entries and writes their end tags until COUNT are left. */
void elements_pop_to(MkepubWriter *writer, gint32 count, enum pop_mode mode);
/* Appends white space when the text before and the text after would run together without the
 * tags between them. */
void elements_separate(MkepubWriter *writer);
/* Removes the output from offset LENGTH on, with the references in it. */
void elements_truncate(MkepubWriter *writer, gsize length);

/* -- active-formatting.c -- */

/* Adds ELEMENT, which is at the top of the stack, to the list of active formatting elements,
 * unless a limit is reached. */
void formatting_add(MkepubWriter *writer, MkepubElement element);
/* To be called before the entry INDEX, a formatting element, is closed while entries are closed
 * down to COUNT. Saves its start tag so that it can be reopened, or ends it. */
void formatting_closing(MkepubWriter *writer, gint32 index, gint32 count, enum pop_mode mode);
/* Ends the formatting element whose stack entry is INDEX: it will not be reopened. */
void formatting_end_entry(MkepubWriter *writer, gint32 index);
/* Ends the innermost waiting ELEMENT that the guard does not protect; FALSE when there is
 * none. */
gboolean formatting_end_waiting(MkepubWriter *writer, MkepubElement element);
/* Ends the waiting formatting elements whose home is above entry COUNT: they were opened inside
 * an element that has been closed. */
void formatting_end_inside(MkepubWriter *writer, gint32 count);
/* Ends all formatting elements from the place FIRST in the list on. */
void formatting_end_all_from(MkepubWriter *writer, gint32 first);
/* Returns TRUE when an ELEMENT waits to be reopened. */
gboolean formatting_waits(const MkepubWriter *writer, MkepubElement element);
/* Reopens all waiting formatting elements; ends them instead when a limit is reached. */
void formatting_reopen(MkepubWriter *writer);

/* -- content-model.c -- */

/* Closes and opens elements until a block (ELEMENT) is allowed; FALSE when a guard or the
 * content model prevents it. */
gboolean model_room_for_flow(MkepubWriter *writer, MkepubElement element);
/* Closes and opens elements until text is allowed; FALSE when a guard prevents it. */
gboolean model_room_for_text(MkepubWriter *writer);
/* Writes a summary for a details without one. */
void model_add_summary(MkepubWriter *writer);
/* To be called when a child other than a caption or summary is about to be written into the
 * figure or details at the top. Adds a missing summary; turns the last caption into a div,
 * since another child follows it. */
void model_before_child(MkepubWriter *writer);
/* Prepares the table at INDEX for a group of rows. Returns the element to write for GROUP: a
 * thead after other rows becomes a tbody. */
MkepubElement model_begin_rows(MkepubWriter *writer, gint32 index, MkepubElement group);
/* Prepares the innermost dl for ELEMENT (dt or dd). Adds an empty dt when a dd would come
 * first. */
void model_begin_description(MkepubWriter *writer, MkepubElement element);
/* Returns TRUE inside a table caption, where HTML forbids tables at any depth. */
gboolean model_in_caption(const MkepubWriter *writer);
/* Closes the implied lists and tables at the top of the stack. */
void model_leave_implied(MkepubWriter *writer);
/* Renames the last caption of the figure PARENT to div, or the tfoot of the table PARENT to
 * tbody, in the output: it turned out not to be the last child. */
void model_demote(MkepubWriter *writer, struct entry *parent);

/* -- writer-parts.c -- */
/* Opens ELEMENT, of the kind PART. Opens the parent it requires, or leaves out its tag. */
void part_open(MkepubWriter *writer, MkepubElement element);

/* -- writer-ids.c -- */
/* Marks ID as written. Returns FALSE when it already is. */
gboolean ids_take(MkepubWriter *writer, const char *id);
/* Marks the reserved ID as written by a part of a drawing that links must not lead to. */
void ids_define(MkepubWriter *writer, const char *id);
/* Makes ID free again: its element was not written. */
void ids_release(MkepubWriter *writer, const char *id);
/* Writes ATTRIBUTE with a reference to ID, and notes it with LINE for ids_resolve. */
void ids_add_reference(MkepubWriter *writer, MkepubAttribute attribute, const char *id,
                       guint line);
/* Notes that the link whose start tag is at offset TAG gets a label at offset AT. The label is
 * the id that the link leads to, and is written only when that id exists. Does nothing when the
 * last reference is not in that tag. */
void ids_add_label(MkepubWriter *writer, gsize tag, gsize at);
/* Forgets the references at offset LENGTH of the output and after. */
void ids_forget_references(MkepubWriter *writer, gsize length);
/* Takes the output from the writer and returns it with all references resolved; the caller
 * frees it. Removes attributes whose id does not exist and lists the links among them as
 * broken. */
GString *ids_resolve(MkepubWriter *writer);

#endif
