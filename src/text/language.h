/* SPDX-License-Identifier: MIT */
/* Language tags: normalizes tags of collectors, and guesses a language from the script. Used by
 * collect and by the pages of a book. */
#ifndef TEXT_LANGUAGE_H
#define TEXT_LANGUAGE_H

#include <glib.h>

/* Normalizes a tag: 'fr_FR' to 'fr-FR', 'zh_cn' to 'zh-CN', 'EN' to 'en', 'English' to 'en'.
 * Returns, for the caller to free, a well-formed BCP 47 tag (RFC 5646), or NULL when TEXT
 * cannot be a tag ('C', 'POSIX', ''). */
char *mkepub_language_normalize(const char *text);

/* Guesses a language from the script of most letters of TEXT: 'ru' or 'uk' for Cyrillic by its
 * letters, 'ko', 'ja', 'zh', 'ar', 'fa', 'he', 'el', 'hi', 'th', …; NULL for Latin or too few
 * letters. Static. Examines at most the first 64 KiB. */
const char *mkepub_language_guess(const char *text, gsize length);

/* Returns TRUE for languages written from right to left ('ar', 'fa', 'he', 'ur', 'yi', …),
 * script subtags included ('az-Arab'). LANGUAGE may be NULL. */
gboolean mkepub_language_is_rtl(const char *language);

#endif
