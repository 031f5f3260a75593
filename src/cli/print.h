/* SPDX-License-Identifier: MIT */
/* All that the program prints. File names, books, catalogs and options may hold what a terminal
 * obeys (escape sequences, line ends that begin a line of their own, marks that turn the order
 * of letters around); here it is spelled out ('\x1b', '\n', '\u202e'). Used by src/cli only;
 * nothing else there may call printf and its kind. */
#ifndef CLI_PRINT_H
#define CLI_PRINT_H

#include <glib.h>

/* One line on standard output: FORMAT holds no line end, it is added. */
void print_line(const char *format, ...) G_GNUC_PRINTF(1, 2);
/* One line on standard error: FORMAT holds no line end, it is added. */
void print_error(const char *format, ...) G_GNUC_PRINTF(1, 2);
/* A line on standard error that the next call writes over, unless this is the LAST. */
void print_progress(gboolean last, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* LENGTH bytes of TEXT on standard output, as part of a line. */
void print_text(const char *text, gsize length);
/* WORDS of the program's own on standard output, as they are. */
void print_plain(const char *words);

/* An indented line "label  value" on standard output; nothing when VALUE is NULL or "". */
void print_value(const char *label, const char *value);
/* The same line with all of LIST, of char *, after commas; nothing when LIST is empty. */
void print_list(const char *label, const GPtrArray *list);

/* TEXT when it is UTF-8; otherwise with each byte of no character, and controls, spelled out
 * ("\xff"). For the caller to free. */
char *print_legible(const char *text);

#endif
