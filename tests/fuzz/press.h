/* SPDX-License-Identifier: MIT */
/* A book of two articles in memory: the bytes of a fuzzer, and a fixed one that links may lead
 * to. Used by the fuzz targets. */
#ifndef TESTS_FUZZ_PRESS_H
#define TESTS_FUZZ_PRESS_H

#include <stddef.h>
#include <stdint.h>

#include "epub/chapter.h"

typedef struct {
  MkepubCollection collection;
  MkepubConfig *config;
  MkepubFindings *findings;
  MkepubArticle *article; /* the bytes; NULL when they are no text */
  MkepubBook *book;       /* NULL like article */
  Links *links;
  guint index; /* of the bytes' article in the book */
  ChapterTools tools;
} Press;

/* Reads ARTICLE of LENGTH bytes as a file would be read, and CONFIG (NULL: none) as a
 * book.yaml, and plans the book. Pictures are looked for in the folder 'root' beside this file,
 * seen from the working directory, which is that of the Makefile. */
void press_open(Press *press, const void *article, size_t length, const void *config,
                size_t config_length);
void press_close(Press *press);

/* Findings are lines of valid UTF-8 that name a line of the file: what is wrong with those of
 * PRESS is appended to TROUBLE. LINES is the number of lines of the file. */
void press_check_findings(const Press *press, guint lines, GString *trouble);

/* What a fuzz target is: NULL when nothing is wrong with what became of the bytes, else words,
 * for the caller to free. */
char *fuzz_one(const uint8_t *data, size_t size);

#endif
