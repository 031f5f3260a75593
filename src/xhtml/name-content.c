/* SPDX-License-Identifier: MIT */
#include "xhtml/name-content.h"

#include <string.h>

#include "xhtml/start-tag.h"

gboolean heard_is_silent(const char *p)
{
  if ((guchar)*p < 0x80)
    return g_ascii_isspace(*p);
  gunichar c = g_utf8_get_char(p);
  return g_unichar_isspace(c) || c == 0x2028 || c == 0x2029 || c == 0xfeff;
}

gboolean heard_has_word(const char *p, const char *end)
{
  while (p < end && heard_is_silent(p))
    p = g_utf8_next_char(p);
  return p < end;
}

gboolean heard_has_attribute(const char *tag, const char *stop, const char *name)
{
  gsize length;
  const char *value = tag_value(tag, stop, name, &length);
  return value && heard_has_word(value, value + length);
}

const char *heard_description(const char *tag, const char *stop, gsize *length)
{
  if (stop - tag < 5 || memcmp(tag, "<img ", 5) != 0)
    return NULL;
  return tag_value(tag, stop, "alt", length);
}

/* A way through markup, tag by tag. */
struct hearing {
  const char *at, *end;
  const char *tag, *stop; /* the last tag, its '>' */
  guint depth;            /* elements that are open */
  guint mute;             /* depth of the one that is not heard; 0: none */
  gboolean drawing;       /* it is a drawing that is shown */
  gboolean titled;        /* it had a title */
  guint title;            /* depth of its first title while that is open, else 0 */
};

static gboolean is_tag(const struct hearing *hearing, const char *name)
{
  gsize length = strlen(name);
  const char *behind = hearing->tag + 1 + length;
  return behind <= hearing->stop && memcmp(hearing->tag + 1, name, length) == 0 &&
         !g_ascii_isalnum(*behind);
}

/* Whether what the last tag begins is hidden from whoever looks or listens. */
static gboolean is_hidden(const struct hearing *hearing)
{
  static const char *const signs[][2] = {{"hidden", ""},
                                         {"aria-hidden", "true"},
                                         {"display", "none"},
                                         {"visibility", "hidden"},
                                         {"visibility", "collapse"}};
  for (guint i = 0; i < G_N_ELEMENTS(signs); i++) {
    gsize length, n = strlen(signs[i][1]);
    const char *value = tag_value(hearing->tag, hearing->stop, signs[i][0], &length);
    if (value && (n == 0 || (length == n && memcmp(value, signs[i][1], n) == 0)))
      return TRUE;
  }
  return FALSE;
}

/* Goes into the element of the last tag. Returns whether the tag names it. */
static gboolean enter(struct hearing *hearing)
{
  gboolean empty = hearing->stop[-1] == '/';
  hearing->depth += !empty;
  if (hearing->mute > 0) {
    gboolean right_in = hearing->depth - !empty == hearing->mute;
    if (hearing->drawing && right_in && is_tag(hearing, "title") && !hearing->titled) {
      hearing->titled = TRUE;
      hearing->title = empty ? 0 : hearing->depth;
    }
    return FALSE;
  }
  gboolean hidden = is_hidden(hearing), drawing = is_tag(hearing, "svg");
  gboolean formula = is_tag(hearing, "math");
  if (!empty && (hidden || drawing || formula)) {
    hearing->mute = hearing->depth;
    hearing->drawing = drawing && !hidden;
    hearing->titled = FALSE;
  }
  return !hidden && !formula &&
         (heard_has_attribute(hearing->tag, hearing->stop, "alt") ||
          heard_has_attribute(hearing->tag, hearing->stop, "aria-label"));
}

static void leave(struct hearing *hearing)
{
  if (hearing->title == hearing->depth)
    hearing->title = 0;
  if (hearing->mute == hearing->depth)
    hearing->mute = 0;
  hearing->depth--;
}

/* Goes on behind the next tag. Returns whether there is a name up to there. */
static gboolean go_on(struct hearing *hearing)
{
  const char *text = hearing->at;
  hearing->tag = memchr(text, '<', (gsize)(hearing->end - text));
  hearing->at = hearing->end;
  if (!hearing->tag)
    return heard_has_word(text, hearing->end);
  if ((hearing->mute == 0 || hearing->title > 0) && heard_has_word(text, hearing->tag))
    return TRUE;
  hearing->stop = memchr(hearing->tag, '>', (gsize)(hearing->end - hearing->tag));
  g_assert(hearing->stop);
  hearing->at = hearing->stop + 1;
  if (hearing->tag[1] != '/')
    return enter(hearing);
  leave(hearing);
  return FALSE;
}

gboolean heard_has_name(const char *p, const char *end)
{
  struct hearing hearing = {.at = p, .end = end};
  while (hearing.at < end)
    if (go_on(&hearing))
      return TRUE;
  return FALSE;
}

const char *heard_said(const char *p, const char *end, const char *name, gsize *length)
{
  struct hearing hearing = {.at = p, .end = end};
  while (hearing.at < end) {
    go_on(&hearing);
    const char *said = hearing.tag ? tag_value(hearing.tag, hearing.stop, name, length) : NULL;
    if (said)
      return said;
  }
  return NULL;
}

const char *heard_first_description(const char *p, const char *end, gsize *length)
{
  struct hearing hearing = {.at = p, .end = end};
  while (hearing.at < end) {
    go_on(&hearing);
    const char *words = hearing.tag && hearing.mute == 0 && !is_hidden(&hearing)
                            ? heard_description(hearing.tag, hearing.stop, length)
                            : NULL;
    if (words)
      return words;
  }
  return NULL;
}
