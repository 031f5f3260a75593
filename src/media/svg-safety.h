/* SPDX-License-Identifier: MIT */
/* Which parts of an SVG could run something or lead out of it.
 * Used by sniff-xml.c. */
#ifndef MEDIA_SVG_SAFETY_H
#define MEDIA_SVG_SAFETY_H

#include <glib.h>

#define SVG_NAMESPACE "http://www.w3.org/2000/svg"
#define SVG_UNSAFE    "SVG with scripts or outside references"

/* FALSE for scripts, handlers, foreign objects and elements of XHTML. NAMESPACE may be NULL. */
gboolean svg_element_is_safe(const char *name, const char *namespace);

/* FALSE for event handlers, xml:base, references to anything but '#…' and embedded PNG, JPEG,
 * GIF and WebP pictures, for CSS with such references, and for animations of a reference or a
 * handler. */
gboolean svg_attribute_is_safe(const char *name, const char *namespace, const char *value);

/* FALSE for a style sheet that imports, that refers to anything but '#…' and embedded pictures,
 * or that spells a word with escapes. */
gboolean svg_css_is_safe(const char *css);

#endif
