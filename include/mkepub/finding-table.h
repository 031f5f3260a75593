/* SPDX-License-Identifier: MIT */
/* The one table of findings: identifier, name in reports, severity, sentence for the manual.
 * Read by finding.h and by the lint that compares it with the manual and the tests. */
#ifndef MKEPUB_FINDING_TABLE_H
#define MKEPUB_FINDING_TABLE_H

/* clang-format off */
#define MKEPUB_FINDING_TABLE(X) \
  /* inputs */ \
  X(INPUT_UNREADABLE, "input-unreadable", ERROR, "a file or folder cannot be opened or read") \
  X(INPUT_BINARY, "input-binary", ERROR, "a file is not text: it holds NUL bytes or the signature of another format") \
  X(INPUT_TOO_LARGE, "input-too-large", ERROR, "a file, or the text in it, is larger than the limit for one article") \
  X(INPUT_OUTSIDE, "input-outside", WARNING, "a symbolic link leads outside the input folders and is not followed") \
  X(ENCODING_GUESSED, "encoding-guessed", WARNING, "a file is not UTF-8 and is read as Windows-1252") \
  X(ENCODING_REPAIRED, "encoding-repaired", NOTE, "bytes or characters that no text may hold were replaced") \
  X(DRAFT_SKIPPED, "draft-skipped", NOTE, "an article says that it is a draft and is left out") \
  /* front matter and book.yaml */ \
  X(FRONT_MATTER_INVALID, "front-matter-invalid", WARNING, "front matter breaks its own syntax and is read line by line") \
  X(DATE_INVALID, "date-invalid", WARNING, "a date cannot be understood") \
  X(DATE_MISSING, "date-missing", NOTE, "no date is known for an article") \
  X(CONFIG_UNKNOWN_KEY, "config-unknown-key", WARNING, "book.yaml holds a key that means nothing") \
  X(CONFIG_INVALID, "config-invalid", WARNING, "a value in book.yaml cannot be used") \
  X(CSS_DROPPED, "css-dropped", WARNING, "a part of the style sheet that readers or the validator refuse was left out") \
  /* Markdown */ \
  X(MARKUP_LIMITED, "markup-limited", WARNING, "markup nests or repeats beyond what any text needs and is shown as text") \
  X(FOOTNOTE_UNDEFINED, "footnote-undefined", WARNING, "a footnote mark has no note") \
  X(FOOTNOTE_UNUSED, "footnote-unused", NOTE, "a note has no mark in the text and is kept at the end") \
  X(COMMENT_DROPPED, "comment-dropped", NOTE, "a comment is not shown in the book") \
  X(TEXT_MISSING, "text-missing", WARNING, "an article has no text of its own and stands in the book as its title") \
  X(TEMPLATE_REMOVED, "template-removed", NOTE, "a site generator's template tag that carries nothing for a reader was left out") \
  /* XHTML */ \
  X(HTML_REPAIRED, "html-repaired", NOTE, "raw HTML was mended to fit XHTML") \
  X(HTML_DROPPED, "html-dropped", WARNING, "raw HTML that cannot stand in a book was removed") \
  X(CHAPTER_DEGRADED, "chapter-degraded", ERROR, "a chapter failed the self-check, or would take too much memory, and is shown as plain text") \
  /* links and pictures */ \
  X(LINK_BROKEN, "link-broken", WARNING, "a link leads to nothing that the book holds and is shown as text") \
  X(LINK_REPAIRED, "link-repaired", NOTE, "a link address was mended") \
  X(LINK_REFUSED, "link-refused", WARNING, "a link with an address that a book must not hold is shown as text") \
  X(IMAGE_MISSING, "image-missing", WARNING, "a picture was not found and its description is shown instead") \
  X(IMAGE_REMOTE, "image-remote", WARNING, "a picture on the network is not fetched; its description is shown, as a link to it") \
  X(LEAD_REMOTE, "lead-remote", NOTE, "the picture that the front matter names is on the network and not fetched") \
  X(IMAGE_UNFETCHED, "image-unfetched", WARNING, "a picture could not be fetched; its description is shown, as a link to it") \
  X(IMAGE_OUTSIDE, "image-outside", WARNING, "a picture outside the input folders is refused") \
  X(IMAGE_UNSUPPORTED, "image-unsupported", WARNING, "a picture is broken, or of a type that readers cannot show") \
  X(IMAGE_REDUCED, "image-reduced", WARNING, "a picture lost what a book cannot show: animation, scripts, parts from elsewhere") \
  X(SIZE_REDUCED, "size-reduced", WARNING, "pictures were made smaller than asked for, so that the book keeps its size limit") \
  X(SIZE_EXCEEDED, "size-exceeded", ERROR, "the book is larger than its size limit, with pictures as small as they can be") \
  /* archive */ \
  X(ISSUE_UNDATED, "issue-undated", NOTE, "an article without a date stands in the issue of the undated") \
  X(ARTICLE_REPEATED, "article-repeated", NOTE, "an article repeats another one and stands in no issue") \
  X(ARTICLE_OTHER_TEXT, "article-other-text", WARNING, "an article has the address of a published one, and another text") \
  /* fonts and cover */ \
  X(FONT_UNUSABLE, "font-unusable", ERROR, "a font file cannot be embedded") \
  X(FONT_LACKS, "font-lacks", WARNING, "characters of the book are in none of the embedded fonts") \
  X(COVER_LACKS, "cover-lacks", WARNING, "characters on the cover are in no font of this machine") \
  /* books that are checked */ \
  X(BOOK_UNREADABLE, "book-unreadable", ERROR, "a book cannot be opened, or is no ZIP file") \
  X(BOOK_CONTAINER, "book-container", ERROR, "the container breaks the rules for one: mimetype, names, sizes, encryption") \
  X(BOOK_CUT, "book-cut", WARNING, "a picture lacks its end, and readers show a part of it or all") \
  X(BOOK_DAMAGED, "book-damaged", ERROR, "the bytes of a file in the book are not those that were put in, or not of its type") \
  X(BOOK_PACKAGE, "book-package", ERROR, "the package document is broken, or lacks what readers need") \
  X(BOOK_METADATA, "book-metadata", WARNING, "the title of an EPUB 2 is empty, or a file that only metadata refer to is not in the book") \
  X(BOOK_MANIFEST, "book-manifest", ERROR, "the manifest lists a file that the book does not have") \
  X(BOOK_UNLISTED, "book-unlisted", NOTE, "the book holds a file that its manifest does not list") \
  X(BOOK_MARKUP, "book-markup", ERROR, "a document of the book is not well-formed, or gives an id twice") \
  X(BOOK_SKIPPED, "book-skipped", NOTE, "a file of the book was not looked into: it is encrypted or too large, or declares entities that are more than text") \
  X(BOOK_LINK, "book-link", ERROR, "a link, picture or stylesheet of the book leads to nothing in it") \
  X(BOOK_SOURCE, "book-source", ERROR, "an article's own file in the book is not what was kept") \
  X(EPUBCHECK_ERROR, "epubcheck-error", ERROR, "EPUBCheck reports an error or a fatal error; the message begins with its own id") \
  X(EPUBCHECK_WARNING, "epubcheck-warning", WARNING, "EPUBCheck reports a warning") \
  X(EPUBCHECK_NOTE, "epubcheck-note", NOTE, "EPUBCheck reports something else: information, or a usage note") \
  /* shelves that are checked */ \
  X(SHELF_MISSING, "shelf-missing", ERROR, "a file that was published is not on the shelf") \
  X(SHELF_CHANGED, "shelf-changed", ERROR, "a file on the shelf is not as it was published") \
  X(SHELF_EXTRA, "shelf-extra", WARNING, "a file stands on the shelf that the catalog does not know") \
  X(SHELF_CATALOG, "shelf-catalog", ERROR, "the catalog is damaged, or contradicts itself or a book") \
  X(SHELF_FEED, "shelf-feed", ERROR, "a feed or page refers to what is not on the shelf, or lacks an issue")
/* clang-format on */

#endif
