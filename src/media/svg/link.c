/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "media/sniff/sniff.h"
#include "media/svg/svg-internal.h"

const struct svg_id *svg_link_find(const struct svg_state *svg, const char *id)
{
  return g_hash_table_lookup(svg->ids, id);
}

static gboolean is_named(const struct foreign_element *element, const char *a, const char *b,
                         const char *c)
{
  return !strcmp(element->name, a) || (b && !strcmp(element->name, b)) ||
         (c && !strcmp(element->name, c));
}

gboolean svg_link_fits(const char *name, const struct foreign_element *element)
{
  if (!strcmp(name, "fill") || !strcmp(name, "stroke"))
    return is_named(element, "linearGradient", "radialGradient", "pattern");
  if (!strcmp(name, "clip-path"))
    return is_named(element, "clipPath", NULL, NULL);
  if (!strcmp(name, "mask") || !strcmp(name, "filter"))
    return is_named(element, name, NULL, NULL);
  return g_str_has_prefix(name, "marker") && is_named(element, "marker", NULL, NULL);
}

/* Returns TRUE when an element may refer to TARGET by its address. */
static gboolean refers_well(const struct foreign_element *element,
                            const struct foreign_element *target)
{
  guint32 shapes = foreign_svg_element("path")->class | foreign_svg_element("symbol")->class;
  if (is_named(element, "linearGradient", "radialGradient", NULL))
    return is_named(target, "linearGradient", "radialGradient", NULL);
  if (is_named(element, "pattern", "filter", NULL))
    return element == target;
  if (is_named(element, "textPath", "mpath", NULL))
    return (target->class & foreign_svg_element("path")->class) ==
           foreign_svg_element("path")->class;
  if (!strcmp(element->name, "use"))
    return (target->class & shapes) && !svg_link_fits("fill", target) &&
           !svg_link_fits("clip-path", target) &&
           !is_named(target, "marker", "mask", "filter") &&
           !is_named(target, "defs", "style", NULL);
  return TRUE;
}

static const char *link_of(const xmlNode *node)
{
  const char *plain = svg_tree_attribute(node, "href");
  if (plain)
    return plain;
  for (const xmlAttr *a = node->properties; a; a = a->next)
    if (a->ns ? !strcmp((const char *)a->name, "href") &&
                    !strcmp((const char *)a->ns->href, SVG_XLINK)
              : !strcmp((const char *)a->name, "xlink:href"))
      return svg_tree_value(a);
  return NULL;
}

/* Makes ADDRESS (NULL: nothing) the only link of NODE, at the position of its first one. */
static void set_link(xmlNode *node, const char *address)
{
  g_autofree char *kept = g_strdup(address);
  for (xmlAttr *a = node->properties, *next; a; a = next) {
    next = a->next;
    gboolean link = a->ns ? !strcmp((const char *)a->name, "href")
                          : !strcmp((const char *)a->name, "href") ||
                                !strcmp((const char *)a->name, "xlink:href");
    if (link)
      xmlRemoveProp(a);
  }
  if (kept)
    xmlNewProp(node, (const xmlChar *)"xlink:href", (const xmlChar *)kept);
}

/* Returns the bytes of a data: URL (RFC 2397), or NULL. For the caller to unref. */
static GBytes *data_of(const char *address)
{
  const char *comma = strchr(address, ',');
  if (g_ascii_strncasecmp(address, "data:", 5) != 0 || !comma)
    return NULL;
  gboolean coded = comma - address >= 7 && !g_ascii_strncasecmp(comma - 7, ";base64", 7);
  g_autoptr(GBytes) raw = g_uri_unescape_bytes(comma + 1, -1, NULL, NULL);
  if (!coded || !raw)
    return g_steal_pointer(&raw);
  gsize length;
  const char *bytes = g_bytes_get_data(raw, &length);
  g_autofree char *text = g_strndup(bytes ? bytes : "", length);
  gsize size;
  guchar *decoded = g_base64_decode(text, &size);
  return g_bytes_new_take(decoded, size);
}

/* Returns the picture in ADDRESS as a data: URL, for the caller to free, if every reader can
 * show it. Its type is determined by its bytes. */
static char *picture_of(const char *address, MkepubMediaInfo *info)
{
  g_autoptr(GBytes) data = data_of(address);
  gsize length = 0;
  const guint8 *bytes = data ? g_bytes_get_data(data, &length) : NULL;
  memset(info, 0, sizeof *info);
  if (length > 0)
    mkepub_media_sniff(bytes, length, info);
  /* an embedded drawing would have to be cleaned, too */
  if (!info->media_type || !strcmp(info->media_type, "image/svg+xml"))
    return NULL;
  g_autofree char *coded = g_base64_encode(bytes, length);
  return g_strdup_printf("data:%s;base64,%s", info->media_type, coded);
}

/* Writes a picture's own size: SVG 2 uses it by default, SVG 1.1 does not. */
static void set_size(xmlNode *node, const char *name, guint pixels)
{
  g_autofree char *text = g_strdup_printf("%u", pixels);
  if (!svg_tree_attribute(node, name) && pixels > 0)
    xmlNewProp(node, (const xmlChar *)name, (const xmlChar *)text);
}

gboolean svg_link_picture(struct svg_state *svg, xmlNode *node)
{
  const char *address = link_of(node);
  if (!address)
    return FALSE;
  address += strspn(address, " \t\r\n");
  /* a filter may refer to a part of the drawing: svg_link_all handles that */
  if (*address == '#')
    return !g_ascii_strcasecmp((const char *)node->name, "feImage");
  MkepubMediaInfo info;
  g_autofree char *picture = picture_of(address, &info);
  gboolean data = !g_ascii_strncasecmp(address, "data:", 5);
  if (!picture) {
    svg->losses[data ? LOSS_PICTURE : LOSS_REFERENCE]++;
    return FALSE;
  }
  set_link(node, picture);
  if (!g_ascii_strcasecmp((const char *)node->name, "image")) {
    set_size(node, "width", info.width);
    set_size(node, "height", info.height);
  }
  return TRUE;
}

/* Returns TRUE when a reference would contain itself, which would never end. */
static gboolean is_inside(const xmlNode *node, const xmlNode *outer)
{
  while (node && node != outer)
    node = node->parent;
  return node != NULL;
}

static void resolve_link(struct svg_state *svg, xmlNode *node,
                         const struct foreign_element *element)
{
  const char *address = link_of(node);
  if (!address)
    return;
  /* links in an embedded picture do not work */
  if (!(element->attributes & foreign_svg_file_attribute("xlink:href")->sets)) {
    set_link(node, NULL);
    return;
  }
  address += strspn(address, " \t\r\n");
  if (!g_ascii_strncasecmp(address, "data:", 5) &&
      is_named(element, "image", "feImage", NULL)) {
    svg->links = TRUE;
    return;
  }
  g_autofree char *id = *address == '#' ? g_strchomp(g_strdup(address + 1)) : NULL;
  const struct svg_id *target = id ? svg_link_find(svg, id) : NULL;
  svg->losses[LOSS_REFERENCE] += !id && *address;
  if (!target || !refers_well(element, target->element) ||
      (!strcmp(element->name, "use") && is_inside(node, target->node))) {
    set_link(node, NULL);
    return;
  }
  g_autofree char *link = g_strconcat("#", target->name, NULL);
  set_link(node, link);
  svg->links = TRUE;
}

void svg_link_all(struct svg_state *svg, xmlNode *root)
{
  for (xmlNode *node = root; node;
       node = node->children ? node->children : svg_tree_after(node, root))
    if (node->_private)
      resolve_link(svg, node, node->_private);
}
