#include "mkepub/font.h"
#include "mkepub/svg.h"
void mkepub_svg_clear(MkepubSvg *s)
{
  if (s->text)
    g_string_free(s->text, TRUE);
  g_free(s->reason);
}
gboolean mkepub_svg_clean(const guint8 *b, gsize n, MkepubSvg *s)
{
  *s = (MkepubSvg){0};
  mkepub_media_sniff(b, n, &s->info);
  if (!s->info.media_type) {
    s->reason = g_strdup(s->info.kind);
    return FALSE;
  }
  s->text = g_string_new_len((const char *)b, (gssize)n);
  return TRUE;
}
const char *mkepub_font_family(const MkepubFont *f)
{
  (void)f;
  return "";
}
guint mkepub_font_weight(const MkepubFont *f)
{
  (void)f;
  return 400;
}
gboolean mkepub_font_is_monospace(const MkepubFont *f)
{
  (void)f;
  return 0;
}
gboolean mkepub_font_is_italic(const MkepubFont *f)
{
  (void)f;
  return 0;
}
void mkepub_font_free(MkepubFont *f)
{
  (void)f;
}
MkepubCharacters *mkepub_characters_new(void)
{
  return g_malloc(1);
}
void mkepub_characters_free(MkepubCharacters *c)
{
  g_free(c);
}
void mkepub_characters_add(MkepubCharacters *c, const char *t, gsize n, gboolean m)
{
  (void)c;
  (void)t;
  (void)n;
  (void)m;
}
gboolean mkepub_characters_has(const MkepubCharacters *c, gunichar u)
{
  (void)c;
  (void)u;
  return 0;
}
gboolean mkepub_font_has(const MkepubFont *c, gunichar u)
{
  (void)c;
  (void)u;
  return 0;
}
MkepubFont *mkepub_font_open(const char *s, GError **e)
{
  (void)s;
  g_set_error(e, MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "stub");
  return NULL;
}
GBytes *mkepub_font_subset(const MkepubFont *f, const MkepubCharacters *c, const char **t,
                           GError **e)
{
  (void)f;
  (void)c;
  (void)t;
  (void)e;
  return NULL;
}
