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
  X(ENCODING_REPAIRED, "encoding-repaired", NOTE, "invalid bytes or characters were replaced") \
  X(DRAFT_SKIPPED, "draft-skipped", NOTE, "an article is marked as a draft and is left out") \
  /* front matter and book.yaml */ \
  X(FRONT_MATTER_INVALID, "front-matter-invalid", WARNING, "front matter breaks its own syntax and is read line by line") \
  X(DATE_INVALID, "date-invalid", WARNING, "a date cannot be understood") \
  X(DATE_MISSING, "date-missing", NOTE, "no date is known for an article") \
  X(CONFIG_UNKNOWN_KEY, "config-unknown-key", WARNING, "book.yaml has an unknown key") \
  X(CONFIG_INVALID, "config-invalid", WARNING, "a value in book.yaml cannot be used") \
  X(CSS_DROPPED, "css-dropped", WARNING, "a part of the style sheet that e-readers or the validator reject was left out") \
  /* Markdown */ \
  X(MARKUP_LIMITED, "markup-limited", WARNING, "markup is nested or repeated beyond the limits and is shown as text") \
  X(FOOTNOTE_UNDEFINED, "footnote-undefined", WARNING, "a footnote reference has no note") \
  X(FOOTNOTE_UNUSED, "footnote-unused", NOTE, "a note is not referenced in the text and is kept at the end") \
  X(COMMENT_DROPPED, "comment-dropped", NOTE, "a comment is not shown in the book") \
  X(TEXT_MISSING, "text-missing", WARNING, "an article has no text of its own and appears in the book as its title") \
  X(TEMPLATE_REMOVED, "template-removed", NOTE, "a site generator's template tag without content for a reader was left out") \
  /* XHTML */ \
  X(HTML_REPAIRED, "html-repaired", NOTE, "raw HTML was repaired to fit XHTML") \
  X(HTML_DROPPED, "html-dropped", WARNING, "raw HTML that is not allowed in a book was removed") \
  X(CHAPTER_DEGRADED, "chapter-degraded", ERROR, "a chapter failed the self-check or needs too much memory, and is shown as plain text") \
  /* links and pictures */ \
  X(LINK_BROKEN, "link-broken", WARNING, "a link has no target in the book and is shown as text") \
  X(LINK_REPAIRED, "link-repaired", NOTE, "a link address was repaired") \
  X(LINK_REFUSED, "link-refused", WARNING, "a link with an address that is not allowed in a book is shown as text") \
  X(IMAGE_MISSING, "image-missing", WARNING, "a picture was not found and its description is shown instead") \
  X(IMAGE_REMOTE, "image-remote", WARNING, "a picture on the network is not fetched; its description is shown, as a link to it") \
  X(LEAD_REMOTE, "lead-remote", NOTE, "the picture that the front matter names is on the network and was not fetched") \
  X(IMAGE_UNFETCHED, "image-unfetched", WARNING, "a picture could not be fetched; its description is shown, as a link to it") \
  X(IMAGE_OUTSIDE, "image-outside", WARNING, "a picture outside the input folders is refused") \
  X(IMAGE_UNSUPPORTED, "image-unsupported", WARNING, "a picture is broken, or of a type that e-readers cannot show") \
  X(IMAGE_REDUCED, "image-reduced", WARNING, "a picture lost parts that a book cannot show: animation, scripts, outside references") \
  X(SIZE_REDUCED, "size-reduced", WARNING, "pictures were made smaller than requested to keep the size limit of the book") \
  X(SIZE_EXCEEDED, "size-exceeded", ERROR, "the book is over its size limit, even with the smallest pictures") \
  /* archive */ \
  X(ISSUE_UNDATED, "issue-undated", NOTE, "an article without a date is in the issue of undated articles") \
  X(ARTICLE_REPEATED, "article-repeated", NOTE, "duplicate article, left out of the issues") \
  X(ARTICLE_OTHER_TEXT, "article-other-text", WARNING, "an article has the address of a published one, but another text") \
  /* fonts and cover */ \
  X(FONT_UNUSABLE, "font-unusable", ERROR, "a font file cannot be embedded") \
  X(FONT_LACKS, "font-lacks", WARNING, "characters of the book are missing from all embedded fonts") \
  X(COVER_LACKS, "cover-lacks", WARNING, "characters on the cover are missing from all fonts of this machine") \
  /* books that are checked */ \
  X(BOOK_UNREADABLE, "book-unreadable", ERROR, "the book cannot be opened or is not a ZIP file") \
  X(BOOK_CONTAINER, "book-container", ERROR, "the container breaks the rules: mimetype, names, sizes, encryption") \
  X(BOOK_CUT, "book-cut", WARNING, "a picture is cut short; readers show a part of it or all") \
  X(BOOK_DAMAGED, "book-damaged", ERROR, "a file in the book is damaged or not of its declared type") \
  X(BOOK_PACKAGE, "book-package", ERROR, "the package document is broken, or lacks required parts") \
  X(BOOK_METADATA, "book-metadata", WARNING, "the title of an EPUB 2 is empty, or a file that only metadata refers to is missing") \
  X(BOOK_MANIFEST, "book-manifest", ERROR, "the manifest lists a file that the book does not have") \
  X(BOOK_UNLISTED, "book-unlisted", NOTE, "the book holds a file that its manifest does not list") \
  X(BOOK_MARKUP, "book-markup", ERROR, "a document of the book is not well-formed, or has a duplicate id") \
  X(BOOK_SKIPPED, "book-skipped", NOTE, "a file of the book was not checked: it is encrypted, too large, or declares entities that contain markup") \
  X(BOOK_LINK, "book-link", ERROR, "a link, picture or stylesheet of the book has no target in it") \
  X(BOOK_SOURCE, "book-source", ERROR, "a kept source in the book differs from the original") \
  X(EPUBCHECK_ERROR, "epubcheck-error", ERROR, "EPUBCheck reports an error or a fatal error; the message begins with its own id") \
  X(EPUBCHECK_WARNING, "epubcheck-warning", WARNING, "EPUBCheck reports a warning") \
  X(EPUBCHECK_NOTE, "epubcheck-note", NOTE, "EPUBCheck reports something else: information, or a usage note") \
  /* shelves that are checked */ \
  X(SHELF_MISSING, "shelf-missing", ERROR, "a file that was published is not on the shelf") \
  X(SHELF_CHANGED, "shelf-changed", ERROR, "a file on the shelf differs from what was published") \
  X(SHELF_EXTRA, "shelf-extra", WARNING, "a file on the shelf is not in the catalog") \
  X(SHELF_CATALOG, "shelf-catalog", ERROR, "the catalog is damaged, or contradicts itself or a book") \
  X(SHELF_FEED, "shelf-feed", ERROR, "a feed or page refers to something that is not on the shelf, or lacks an issue")
/* clang-format on */

#endif
