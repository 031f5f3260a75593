/* SPDX-License-Identifier: MIT */
/* Language tags: mending what collectors write, and guessing from the script.
 * Used by collect and by the pages of a book. */
#ifndef TEXT_LANGUAGE_H
#define TEXT_LANGUAGE_H

#include <glib.h>

/* 'fr_FR' to 'fr-FR', 'zh_cn' to 'zh-CN', 'EN' to 'en', 'English' to 'en'. Returns, for the
 * caller to free, a well-formed BCP 47 tag (RFC 5646), or NULL when TEXT cannot be one ('C',
 * 'POSIX', ''). */
char *mkepub_language_normalize(const char *text);

/* A language guessed from the script that most letters of TEXT are in: 'ru' or 'uk' for
 * Cyrillic by its letters, 'ko', 'ja', 'zh', 'ar', 'fa', 'he', 'el', 'hi', 'th', …; NULL for
 * Latin or too few letters. Static string. At most the first 64 KiB are looked at. */
const char *mkepub_language_guess(const char *text, gsize length);

/* TRUE for languages written from right to left ('ar', 'fa', 'he', 'ur', 'yi', …), script
 * subtags included ('az-Arab'). LANGUAGE may be NULL. */
gboolean mkepub_language_is_rtl(const char *language);

#endif
