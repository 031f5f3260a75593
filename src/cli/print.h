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
/* The same on standard error. */
void print_error(const char *format, ...) G_GNUC_PRINTF(1, 2);
/* A line on standard error that the next call writes over, unless this is the LAST. */
void print_progress(gboolean last, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* LENGTH bytes of TEXT on standard output, as part of a line. */
void print_text(const char *text, gsize length);
/* WORDS of the program's own on standard output, as they are. */
void print_plain(const char *words);

#endif
