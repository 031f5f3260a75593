/* SPDX-License-Identifier: MIT */
/* The elements and attributes that a book may contain, from "The elements of HTML". Read by
 * writer.h for the identifiers and by src/xhtml/element.c for the facts. */
#ifndef XHTML_ELEMENT_TABLE_H
#define XHTML_ELEMENT_TABLE_H

/* X(identifier, name, kind, content, attributes), in the order of the names (strcmp).
 *
 * kind:    BLOCK    flow content that is not phrasing content: ends a paragraph
 *          INLINE   phrasing content with an end tag, reopened after a block
 *          PHRASE   phrasing content with an end tag, not reopened
 *          PART     allowed in its own parent only (li, td, summary, …)
 *          FOREIGN  phrasing content of another namespace, written as a subtree only
 * content: VOID, FLOW, PHRASING, or a structure that src/xhtml/content-model.c enforces (LIST,
 * DESCRIPTIONS, TABLE, …). a, ins and del may contain only phrasing content: a block inside is
 * written with one of them around its text.
 * attributes: a mask of attributes and of these sets, defined where the table is expanded:
 * COMMON (any element), ROLES (for callers inside mkepub: role, epub:type, aria-label),
 * SEMANTIC (ROLES and aria-labelledby, which an INLINE cannot have, as it may be reopened). */

/* clang-format off */
#define MKEPUB_ELEMENT_TABLE(X) \
  X(A, "a", INLINE, PHRASING, COMMON | ROLES | AT(HREF)) \
  X(ABBR, "abbr", INLINE, PHRASING, COMMON) \
  X(ARTICLE, "article", BLOCK, FLOW, COMMON | SEMANTIC) \
  X(ASIDE, "aside", BLOCK, FLOW, COMMON | SEMANTIC) \
  X(B, "b", INLINE, PHRASING, COMMON) \
  X(BDI, "bdi", INLINE, PHRASING, COMMON) \
  X(BDO, "bdo", INLINE, PHRASING, COMMON) \
  X(BLOCKQUOTE, "blockquote", BLOCK, FLOW, COMMON | SEMANTIC) \
  X(BR, "br", PHRASE, VOID, AT(ID) | AT(CLASS)) \
  X(CAPTION, "caption", PART, FLOW, COMMON) \
  X(CITE, "cite", INLINE, PHRASING, COMMON) \
  X(CODE, "code", INLINE, PHRASING, COMMON) \
  X(COL, "col", PART, VOID, AT(ID) | AT(CLASS)) \
  X(COLGROUP, "colgroup", PART, COLUMNS, AT(ID) | AT(CLASS)) \
  X(DD, "dd", PART, FLOW, COMMON) \
  X(DEL, "del", INLINE, PHRASING, COMMON | AT(DATETIME)) \
  X(DETAILS, "details", BLOCK, FLOW, COMMON | AT(OPEN)) \
  X(DFN, "dfn", INLINE, PHRASING, COMMON) \
  X(DIV, "div", BLOCK, FLOW, COMMON | SEMANTIC | AT(TABINDEX)) \
  X(DL, "dl", BLOCK, DESCRIPTIONS, COMMON | AT(EPUB_TYPE)) \
  X(DT, "dt", PART, FLOW, COMMON) \
  X(EM, "em", INLINE, PHRASING, COMMON) \
  X(FIGCAPTION, "figcaption", PART, FLOW, COMMON) \
  X(FIGURE, "figure", BLOCK, FLOW, COMMON | SEMANTIC) \
  X(FOOTER, "footer", BLOCK, FLOW, COMMON | SEMANTIC) \
  X(H1, "h1", BLOCK, PHRASING, COMMON | AT(EPUB_TYPE)) \
  X(H2, "h2", BLOCK, PHRASING, COMMON | AT(EPUB_TYPE)) \
  X(H3, "h3", BLOCK, PHRASING, COMMON | AT(EPUB_TYPE)) \
  X(H4, "h4", BLOCK, PHRASING, COMMON | AT(EPUB_TYPE)) \
  X(H5, "h5", BLOCK, PHRASING, COMMON | AT(EPUB_TYPE)) \
  X(H6, "h6", BLOCK, PHRASING, COMMON | AT(EPUB_TYPE)) \
  X(HEADER, "header", BLOCK, FLOW, COMMON | SEMANTIC) \
  X(HR, "hr", BLOCK, VOID, AT(ID) | AT(CLASS) | SEMANTIC) \
  X(I, "i", INLINE, PHRASING, COMMON) \
  X(IMG, "img", PHRASE, VOID, COMMON | SEMANTIC | AT(SRC) | AT(ALT)) \
  X(INS, "ins", INLINE, PHRASING, COMMON | AT(DATETIME)) \
  X(KBD, "kbd", INLINE, PHRASING, COMMON) \
  X(LI, "li", PART, FLOW, COMMON | AT(VALUE) | AT(EPUB_TYPE)) \
  X(MARK, "mark", INLINE, PHRASING, COMMON) \
  X(MATH, "math", FOREIGN, VOID, 0) \
  X(NAV, "nav", BLOCK, FLOW, COMMON | SEMANTIC) \
  X(OL, "ol", BLOCK, LIST, COMMON | AT(START) | AT(REVERSED) | AT(TYPE) | AT(EPUB_TYPE)) \
  X(P, "p", BLOCK, PHRASING, COMMON | SEMANTIC) \
  X(PRE, "pre", BLOCK, PHRASING, COMMON | AT(TABINDEX)) \
  X(Q, "q", INLINE, PHRASING, COMMON) \
  X(RP, "rp", PART, RUBY_HINT, 0) \
  X(RT, "rt", PART, PHRASING, COMMON) \
  X(RUBY, "ruby", PHRASE, PHRASING, COMMON) \
  X(S, "s", INLINE, PHRASING, COMMON) \
  X(SAMP, "samp", INLINE, PHRASING, COMMON) \
  X(SECTION, "section", BLOCK, FLOW, COMMON | SEMANTIC) \
  X(SMALL, "small", INLINE, PHRASING, COMMON) \
  X(SPAN, "span", INLINE, PHRASING, COMMON | ROLES) \
  X(STRONG, "strong", INLINE, PHRASING, COMMON) \
  X(SUB, "sub", INLINE, PHRASING, COMMON) \
  X(SUMMARY, "summary", PART, PHRASING, COMMON) \
  X(SUP, "sup", INLINE, PHRASING, COMMON) \
  X(SVG, "svg", FOREIGN, VOID, 0) \
  X(TABLE, "table", BLOCK, TABLE, COMMON | AT(EPUB_TYPE)) \
  X(TBODY, "tbody", PART, ROWS, COMMON) \
  X(TD, "td", PART, FLOW, COMMON | AT(COLSPAN) | AT(ROWSPAN)) \
  X(TFOOT, "tfoot", PART, ROWS, COMMON) \
  X(TH, "th", PART, FLOW, COMMON | AT(COLSPAN) | AT(ROWSPAN) | AT(SCOPE)) \
  X(THEAD, "thead", PART, ROWS, COMMON) \
  X(TIME, "time", INLINE, PHRASING, COMMON | AT(DATETIME)) \
  X(TR, "tr", PART, CELLS, COMMON) \
  X(U, "u", INLINE, PHRASING, COMMON) \
  X(UL, "ul", BLOCK, LIST, COMMON | AT(EPUB_TYPE)) \
  X(VAR, "var", INLINE, PHRASING, COMMON) \
  X(WBR, "wbr", PHRASE, VOID, AT(ID) | AT(CLASS))

/* X(identifier, name, type). The comments give the values that the writer accepts. LANG is
 * written as lang and xml:lang. */
#define MKEPUB_ATTRIBUTE_TABLE(X) \
  X(ID, "id", ID)                 /* not empty, no white space, not in use */ \
  X(CLASS, "class", TEXT) \
  X(LANG, "lang", LANGUAGE)       /* a well-formed BCP 47 tag */ \
  X(DIR, "dir", DIRECTION)        /* ltr, rtl, auto */ \
  X(TITLE, "title", TEXT) \
  X(HREF, "href", ADDRESS)        /* not empty, no character that a URL cannot hold */ \
  X(SRC, "src", ADDRESS) \
  X(ALT, "alt", ANY)              /* may be empty */ \
  X(START, "start", INTEGER) \
  X(REVERSED, "reversed", FLAG)   /* any value: present */ \
  X(TYPE, "type", NUMBERING)      /* 1 a A i I */ \
  X(VALUE, "value", INTEGER)      /* in ol only */ \
  X(COLSPAN, "colspan", SPAN)     /* 2 to 1000 (1 is the default) */ \
  X(ROWSPAN, "rowspan", SPAN) \
  X(SCOPE, "scope", SCOPE)        /* row, col, rowgroup, colgroup */ \
  X(DATETIME, "datetime", DATETIME) \
  X(EPUB_TYPE, "epub:type", TEXT) \
  X(ROLE, "role", TEXT) \
  X(ARIA_LABEL, "aria-label", TEXT) \
  X(ARIA_LABELLEDBY, "aria-labelledby", REFERENCE) /* one id; removed at the end when it does not exist */ \
  X(TABINDEX, "tabindex", INTEGER) \
  X(OPEN, "open", FLAG) \
  X(HIDDEN, "hidden", FLAG)
/* clang-format on */

#endif
