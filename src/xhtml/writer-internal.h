/* SPDX-License-Identifier: MIT */
/* What a writer knows while it writes: the stack of open elements, the formatting to take up
 * again, the ids. Used by the files that make up the writer, and by nothing else. */
#ifndef XHTML_WRITER_INTERNAL_H
#define XHTML_WRITER_INTERNAL_H

#include "xhtml/element.h"

/* Deeper elements are left out, their text stays: readers and XML parsers give up at some depth
 * (libxml2 at 256). What must stand in a written list or table is written nevertheless. */
#define DEPTH_LIMIT 200

enum entry_flag {
  ENTRY_IMPLIED = 1, /* nobody asked for it */
  ENTRY_NAMED = 2,   /* has an id, so it stays even when empty */
  ENTRY_ACTIVE = 4,  /* listed among the formats */
  ENTRY_BLANKS = 8,  /* white space at its beginning means something */
  ENTRY_HIDDEN = 16, /* has the attribute 'hidden' */
  ENTRY_LINK = 32    /* has an address */
};

/* How far a table, a dl, a figure, a details or a ruby has come. */
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

/* One open element. Entry 0 is the root, which is no element. */
struct entry {
  guint8 element; /* as asked for */
  guint8 written; /* as it stands in the markup; ELEMENT_NONE when its tag was left out */
  guint8 content; /* what may stand in it now; an element left out has its parent's */
  guint8 flags;
  guint8 stage;
  guint16 depth;        /* elements written so far down to here */
  gint32 previous;      /* the next lower entry of the same element, or -1 */
  gint32 room;          /* with phrasing content: the entry to close to make room for a block */
  guint32 line;         /* of its start tag in raw HTML; 0: it is Markdown's or implied */
  gsize start;          /* offset of '<' */
  gsize inner;          /* offset behind '>' */
  guint heard;          /* parts of its accessible name (accessible-name.h) */
  gint32 hidden;        /* the innermost hidden entry down from here, or 0 */
  guint pictures;       /* MkepubWriter.pictures when it began */
  gsize words;          /* the length of MkepubWriter.words when it began */
  gsize mark, mark_end; /* offsets of a child's tags (tfoot, figcaption), or of the end of the
                           last rt */
};

/* One formatting element that has not been closed: open now, or waiting for text. */
struct format {
  guint8 element; /* ELEMENT_NONE: dead, kept only for the place of its neighbors */
  guint8 written;
  guint8 flags; /* ENTRY_HIDDEN and ENTRY_LINK of its entry */
  guint heard;  /* 1 when its start tag has a label; else 0 */
  gint32 open;  /* its entry, or -1 while it waits */
  gint32 home;  /* closing an entry below this one ends it */
  gsize tag,
      tag_length;   /* its start tag in MkepubWriter.tags; length 0 until it had to be closed */
  const char *link; /* the id its href leads to, or NULL */
  guint link_line;
  gsize link_start, link_end; /* the attribute, from the beginning of the tag */
};

/* A picture that is right in an open element, not in a paragraph, link or the like in it. */
struct picture {
  gsize alt, length; /* where its description begins in the output; bytes */
  gint32 hidden;     /* as in struct entry; G_MAXINT32 when the picture itself is hidden */
};

/* An attribute that holds only when the id exists in the end. */
struct reference {
  gsize start, end; /* the whole attribute with the space before it */
  const char *id;   /* as asked for; in MkepubWriter.strings, the same pointer for all copies of
                       one link */
  guint line;
  MkepubAttribute attribute;
};

struct guard {
  gint32 base, format_base, floor, format_floor;
};

struct MkepubWriter {
  GString *out;  /* NULL from the end of one document to the beginning of the next */
  gsize usual;   /* the length of the last document */
  GArray *stack; /* struct entry */
  gint32 last[MKEPUB_N_ELEMENTS]; /* the topmost entry of each element, or -1 */
  GArray *guards;                 /* struct guard: what was in force before the guard */
  gint32 base, format_base;       /* entries and formats below these are out of reach */
  gint32 floor, format_floor;     /* those from these on end with the guard */

  GArray *formats; /* struct format */
  guint waiting;   /* formats that are not open */
  GString *tags;
  gsize reopened; /* bytes spent on start tags written again */
  gsize given;    /* bytes of text that came in */

  /* the start tag that still takes attributes */
  gboolean tag_open;
  gboolean tag_void;
  MkepubElement tag_element;
  guint32 tag_attributes;
  gsize tag_start;
  const char *tag_id;
  gint32 tag_reference;

  GArray *pictures;   /* struct picture */
  GString *words;     /* the text in what is open, as in the output, white space collapsed */
  gboolean words_gap; /* white space goes before the next word */
  gsize last_drawing; /* offset of the last <svg> or <math> */
  gboolean shows;     /* text, a picture or a subtree was written */
  gboolean apart;     /* the next word of this line does not belong to the last one */

  GArray *references;
  GHashTable *ids;     /* id to enum id_state */
  GHashTable *numbers; /* wish to the number tried last */
  GHashTable *aliases; /* alias to id */
  GStringChunk *strings;
  GPtrArray *broken;

  guint level;        /* of the heading opened last; 1 before any */
  guint level_before; /* the same before that heading: it may turn out to be none */
  guint line;         /* of the raw HTML that is being read; 0: none is */
  gint32 closing;     /* the entry whose end tag has come, while it is closed; else -1 */
  gboolean has_svg, has_math;
  MkepubRepairCallback callback;
  gpointer callback_data;
};

/* Makes ARRAY, which nobody clears or ends with zeros, no longer than LENGTH: for each element
 * that is closed, and so without the two calls of g_array_set_size(). */
static inline void state_cut(GArray *array, guint length)
{
  array->len = MIN(array->len, length);
}

static inline struct entry *state_entry(const MkepubWriter *writer, gint32 index)
{
  return &g_array_index(writer->stack, struct entry, index);
}

static inline gint32 state_top_index(const MkepubWriter *writer)
{
  return (gint32)writer->stack->len - 1;
}

static inline struct entry *state_top(const MkepubWriter *writer)
{
  return state_entry(writer, state_top_index(writer));
}

/* -- repair.c -- */

/* Reports "'ELEMENT' WHAT", or WHAT alone for ELEMENT_NONE, to the callback for repairs, with
 * the line of the raw HTML where it begins; 0, as writer_repaired passes it, means the line
 * that the reader is at. */
void writer_repaired_at(MkepubWriter *writer, MkepubElement element, const char *what,
                        guint line);
void writer_repaired(MkepubWriter *writer, MkepubElement element, const char *what);

/* -- open-elements.c -- */

/* ROOM: what is closed only makes room, formatting goes on behind; CLOSE: somebody ended it. */
enum pop_mode { POP_ROOM, POP_CLOSE };

/* Writes the start of WRITTEN's tag for ELEMENT and puts it on the stack. */
struct entry *elements_push(MkepubWriter *writer, MkepubElement element, MkepubElement written);
/* As if asked for ELEMENT itself, but not. Its start tag is finished. */
struct entry *elements_imply(MkepubWriter *writer, MkepubElement element);
/* Puts ELEMENT on the stack with no tag; a block is set off by white space. */
struct entry *elements_leave_out(MkepubWriter *writer, MkepubElement element);
/* Writes a void element, open for attributes. */
void elements_void(MkepubWriter *writer, MkepubElement element);
/* Finishes the start tag that takes attributes, if there is one. */
void elements_end_start_tag(MkepubWriter *writer);
/* Closes entries until COUNT are left. */
void elements_pop_to(MkepubWriter *writer, gint32 count, enum pop_mode mode);
/* White space between two texts that lost the tags between them. */
void elements_separate(MkepubWriter *writer);
void elements_truncate(MkepubWriter *writer, gsize length);

/* -- active-formatting.c -- */

void formatting_add(MkepubWriter *writer, MkepubElement element);
/* The entry at INDEX, a format, is about to be closed. */
void formatting_closing(MkepubWriter *writer, gint32 index, gint32 count, enum pop_mode mode);
/* Forgets the open format at entry INDEX. */
void formatting_end_entry(MkepubWriter *writer, gint32 index);
/* Forgets the innermost waiting ELEMENT within the guard; FALSE when there is none. */
gboolean formatting_end_waiting(MkepubWriter *writer, MkepubElement element);
/* Forgets what waits and was opened above entry COUNT. */
void formatting_end_inside(MkepubWriter *writer, gint32 count);
void formatting_end_all_from(MkepubWriter *writer, gint32 first);
gboolean formatting_waits(const MkepubWriter *writer, MkepubElement element);
/* Opens again what waits. */
void formatting_reopen(MkepubWriter *writer);

/* -- content-model.c -- */

/* Makes room for a block (ELEMENT) or for text; FALSE when there can be none. */
gboolean model_room_for_flow(MkepubWriter *writer, MkepubElement element);
gboolean model_room_for_text(MkepubWriter *writer);
/* Writes the summary that the author of an open details left out. */
void model_add_summary(MkepubWriter *writer);
/* Something that is no caption, no summary comes into the open figure or details. */
void model_before_child(MkepubWriter *writer);
/* A group of rows WRITTEN is about to begin in the table at INDEX; returns what to write. */
MkepubElement model_begin_rows(MkepubWriter *writer, gint32 index, MkepubElement group);
/* Puts a dt into the dl at the top when a dd would come first. */
void model_begin_description(MkepubWriter *writer, MkepubElement element);
/* TRUE where no table can stand, at any depth. */
gboolean model_in_caption(const MkepubWriter *writer);
/* Closes lists and tables that nobody asked for and that lie at the top. */
void model_leave_implied(MkepubWriter *writer);
/* The figure's last caption or the table's foot becomes a div or a tbody after all. */
void model_demote(MkepubWriter *writer, struct entry *parent);

/* -- writer-parts.c -- */
void part_open(MkepubWriter *writer, MkepubElement element);

/* -- writer-ids.c -- */
gboolean ids_take(MkepubWriter *writer, const char *id);
/* Takes a reserved ID for something that no link may lead to. */
void ids_define(MkepubWriter *writer, const char *id);
void ids_release(MkepubWriter *writer, const char *id);
void ids_add_reference(MkepubWriter *writer, MkepubAttribute attribute, const char *id,
                       guint line);
/* When the link leads somewhere whose tag begins at TAG, the last one with a reference, a label
 * goes to AT. */
void ids_add_label(MkepubWriter *writer, gsize tag, gsize at);
void ids_forget_references(MkepubWriter *writer, gsize length);
GString *ids_resolve(MkepubWriter *writer);

#endif
