/* SPDX-License-Identifier: MIT */
/* The part of SVG 1.1 that is kept: elements, what may stand in them, attributes, values. */
#include "xhtml/foreign-table.h"

/* What an element is, and what may stand in it. */
enum class {
  DESCRIPTION = 1, /* title, desc */
  PART = 2,        /* what a drawing or a group is made of */
  CASE = 4,        /* what a switch chooses from */
  CLIPS = 8,       /* what a clipping path is made of */
  SPAN = 16,       /* part of a text */
  ALONG_PATH = 32,
  STEP = 64 /* of a gradient */
};
#define HOLDS_ALL (DESCRIPTION | PART)

/* Sets of attributes that go together. */
#define CORE         (1u << 0)
#define PAINT        (1u << 1)
#define COLOR        (1u << 2)
#define OPACITY      (1u << 3)
#define GRAPHICS     (1u << 4)
#define CLIP         (1u << 5)
#define MASK         (1u << 6)
#define MARKERS      (1u << 7)
#define CONTENT      (1u << 8)
#define FONT         (1u << 9)
#define STOP         (1u << 10)
#define OVERFLOW     (1u << 11)
#define TRANSFORM    (1u << 12)
#define XY           (1u << 13)
#define SIZE         (1u << 14)
#define VIEW         (1u << 15)
#define LINK         (1u << 16)
#define CENTER       (1u << 17)
#define R            (1u << 18)
#define RADII        (1u << 19)
#define LINE         (1u << 20)
#define POINTS       (1u << 21)
#define PATH         (1u << 22)
#define PLACE        (1u << 23)
#define ALONG        (1u << 24)
#define GRADIENT     (1u << 25)
#define FOCUS        (1u << 26)
#define OFFSET       (1u << 27)
#define PATTERN      (1u << 28)
#define MASKED       (1u << 29)
#define CLIPPED      (1u << 30)
#define MARKER       (1u << 31)
#define DRAWN        (PAINT | COLOR | OPACITY | GRAPHICS | CLIP | MASK)
#define PRESENTATION (DRAWN | MARKERS | CONTENT | FONT | STOP | OVERFLOW)

/* Sorted by their names in lower case. */
/* clang-format off */
static const struct foreign_element svg_elements[] = {
  {.name = "a", .role = FOREIGN_UNWRAP},
  {.name = "altGlyph", .role = FOREIGN_REFUSE},
  {.name = "altGlyphDef", .role = FOREIGN_REFUSE},
  {.name = "animate", .role = FOREIGN_DROP},
  {.name = "animateColor", .role = FOREIGN_DROP},
  {.name = "animateMotion", .role = FOREIGN_DROP},
  {.name = "animateTransform", .role = FOREIGN_DROP},
  {.name = "audio", .role = FOREIGN_REFUSE},
  {.name = "canvas", .role = FOREIGN_REFUSE},
  {.name = "circle", .role = FOREIGN_GROUP, .class = PART | CASE | CLIPS, .holds = DESCRIPTION,
   .attributes = CORE | DRAWN | CENTER | R | TRANSFORM, .required = "r"},
  {.name = "clipPath", .role = FOREIGN_GROUP, .class = PART, .holds = DESCRIPTION | CLIPS,
   .ordered = TRUE, .attributes = CORE | DRAWN | CONTENT | FONT | TRANSFORM | CLIPPED},
  {.name = "color-profile", .role = FOREIGN_DROP},
  {.name = "cursor", .role = FOREIGN_DROP},
  {.name = "defs", .role = FOREIGN_GROUP, .class = PART, .holds = HOLDS_ALL,
   .attributes = CORE | PRESENTATION | TRANSFORM},
  {.name = "desc", .role = FOREIGN_TEXT, .class = DESCRIPTION, .holds = 0,
   .attributes = 0},
  {.name = "discard", .role = FOREIGN_DROP},
  {.name = "ellipse", .role = FOREIGN_GROUP, .class = PART | CASE | CLIPS, .holds = DESCRIPTION,
   .attributes = CORE | DRAWN | CENTER | RADII | TRANSFORM, .required = "rx ry"},
  {.name = "filter", .role = FOREIGN_DROP},
  {.name = "font", .role = FOREIGN_DROP},
  {.name = "font-face", .role = FOREIGN_DROP},
  {.name = "foreignObject", .role = FOREIGN_REFUSE},
  {.name = "g", .role = FOREIGN_GROUP, .class = PART | CASE, .holds = HOLDS_ALL,
   .attributes = CORE | PRESENTATION | TRANSFORM},
  {.name = "handler", .role = FOREIGN_REFUSE},
  {.name = "hatch", .role = FOREIGN_DROP},
  {.name = "iframe", .role = FOREIGN_REFUSE},
  {.name = "image", .role = FOREIGN_REFUSE},
  {.name = "line", .role = FOREIGN_GROUP, .class = PART | CASE | CLIPS, .holds = DESCRIPTION,
   .attributes = CORE | DRAWN | MARKERS | LINE | TRANSFORM},
  {.name = "linearGradient", .role = FOREIGN_GROUP, .class = PART, .holds = DESCRIPTION | STEP,
   .ordered = TRUE, .attributes = CORE | COLOR | STOP | LINK | LINE | GRADIENT},
  {.name = "listener", .role = FOREIGN_REFUSE},
  {.name = "marker", .role = FOREIGN_GROUP, .class = PART, .holds = HOLDS_ALL,
   .attributes = CORE | PRESENTATION | VIEW | MARKER},
  {.name = "mask", .role = FOREIGN_GROUP, .class = PART, .holds = HOLDS_ALL,
   .attributes = CORE | PRESENTATION | XY | SIZE | MASKED},
  {.name = "mesh", .role = FOREIGN_DROP},
  {.name = "metadata", .role = FOREIGN_DROP},
  {.name = "mpath", .role = FOREIGN_DROP},
  {.name = "path", .role = FOREIGN_GROUP, .class = PART | CASE | CLIPS, .holds = DESCRIPTION,
   .attributes = CORE | DRAWN | MARKERS | PATH | TRANSFORM, .required = "d"},
  {.name = "pattern", .role = FOREIGN_GROUP, .class = PART, .holds = HOLDS_ALL,
   .attributes = CORE | PRESENTATION | LINK | XY | SIZE | VIEW | PATTERN},
  {.name = "polygon", .role = FOREIGN_GROUP, .class = PART | CASE | CLIPS, .holds = DESCRIPTION,
   .attributes = CORE | DRAWN | MARKERS | POINTS | TRANSFORM, .required = "points"},
  {.name = "polyline", .role = FOREIGN_GROUP, .class = PART | CASE | CLIPS, .holds = DESCRIPTION,
   .attributes = CORE | DRAWN | MARKERS | POINTS | TRANSFORM, .required = "points"},
  {.name = "radialGradient", .role = FOREIGN_GROUP, .class = PART, .holds = DESCRIPTION | STEP,
   .ordered = TRUE, .attributes = CORE | COLOR | STOP | LINK | CENTER | R | FOCUS | GRADIENT},
  {.name = "rect", .role = FOREIGN_GROUP, .class = PART | CASE | CLIPS, .holds = DESCRIPTION,
   .attributes = CORE | DRAWN | XY | SIZE | RADII | TRANSFORM, .required = "width height"},
  {.name = "script", .role = FOREIGN_REFUSE},
  {.name = "set", .role = FOREIGN_DROP},
  {.name = "stop", .role = FOREIGN_EMPTY, .class = STEP, .holds = 0,
   .attributes = CORE | COLOR | STOP | OFFSET, .required = "offset"},
  {.name = "style", .role = FOREIGN_REFUSE},
  {.name = "svg", .role = FOREIGN_GROUP, .class = PART | CASE, .holds = HOLDS_ALL,
   .attributes = CORE | PRESENTATION | XY | SIZE | VIEW},
  {.name = "switch", .role = FOREIGN_GROUP, .class = PART | CASE, .holds = DESCRIPTION | CASE,
   .ordered = TRUE, .attributes = CORE | PRESENTATION | TRANSFORM},
  {.name = "symbol", .role = FOREIGN_GROUP, .class = PART, .holds = HOLDS_ALL,
   .attributes = CORE | PRESENTATION | SIZE | VIEW},
  {.name = "text", .role = FOREIGN_TEXT, .class = PART | CASE | CLIPS, .holds = DESCRIPTION | SPAN | ALONG_PATH,
   .attributes = CORE | DRAWN | CONTENT | FONT | PLACE | TRANSFORM},
  {.name = "textPath", .role = FOREIGN_TEXT, .class = ALONG_PATH, .holds = DESCRIPTION | SPAN,
   .attributes = CORE | DRAWN | CONTENT | FONT | ALONG | LINK},
  {.name = "title", .role = FOREIGN_TEXT, .class = DESCRIPTION, .holds = 0,
   .attributes = 0},
  {.name = "tref", .role = FOREIGN_REFUSE},
  {.name = "tspan", .role = FOREIGN_TEXT, .class = SPAN, .holds = DESCRIPTION | SPAN,
   .attributes = CORE | DRAWN | CONTENT | FONT | PLACE},
  {.name = "use", .role = FOREIGN_GROUP, .class = PART | CASE | CLIPS, .holds = DESCRIPTION,
   .attributes = CORE | PRESENTATION | XY | SIZE | TRANSFORM | LINK},
  {.name = "video", .role = FOREIGN_REFUSE},
  {.name = "view", .role = FOREIGN_DROP},
};

static const struct foreign_attribute svg_attributes[] = {
  {"alignment-baseline", VALUE_WORD, TRUE, CONTENT, "auto baseline before-edge text-before-edge middle central after-edge text-after-edge ideographic alphabetic hanging mathematical inherit"},
  {"aria-describedby", VALUE_IDS, FALSE, CORE, NULL},
  {"aria-hidden", VALUE_HIDING, FALSE, CORE, NULL},
  {"aria-label", VALUE_LABEL, FALSE, CORE, NULL},
  {"aria-labelledby", VALUE_IDS, FALSE, CORE, NULL},
  {"baseline-shift", VALUE_ANY, TRUE, CONTENT, NULL},
  {"baseProfile", VALUE_SILENT, FALSE, 0, NULL},
  {"class", VALUE_SILENT, FALSE, 0, NULL},
  {"clip-path", VALUE_PAINT, TRUE, CLIP, NULL},
  {"clip-rule", VALUE_WORD, TRUE, CLIP, "nonzero evenodd inherit"},
  {"clipPathUnits", VALUE_WORD, FALSE, CLIPPED, "userSpaceOnUse objectBoundingBox"},
  {"color", VALUE_ANY, TRUE, COLOR, NULL},
  {"color-interpolation", VALUE_WORD, TRUE, COLOR, "auto sRGB linearRGB inherit"},
  {"color-interpolation-filters", VALUE_SILENT, FALSE, 0, NULL},
  {"color-rendering", VALUE_SILENT, FALSE, 0, NULL},
  {"contentScriptType", VALUE_SILENT, FALSE, 0, NULL},
  {"contentStyleType", VALUE_SILENT, FALSE, 0, NULL},
  {"cursor", VALUE_SILENT, FALSE, 0, NULL},
  {"cx", VALUE_ANY, FALSE, CENTER, NULL},
  {"cy", VALUE_ANY, FALSE, CENTER, NULL},
  {"d", VALUE_ANY, FALSE, PATH, NULL},
  {"direction", VALUE_SILENT, FALSE, 0, NULL},
  {"display", VALUE_WORD, TRUE, GRAPHICS, "inline block none inherit"},
  {"dominant-baseline", VALUE_WORD, TRUE, CONTENT, "auto use-script no-change reset-size ideographic alphabetic hanging mathematical central middle text-after-edge text-before-edge inherit"},
  {"dx", VALUE_ANY, FALSE, PLACE, NULL},
  {"dy", VALUE_ANY, FALSE, PLACE, NULL},
  {"enable-background", VALUE_SILENT, FALSE, 0, NULL},
  {"fill", VALUE_PAINT, TRUE, PAINT, NULL},
  {"fill-opacity", VALUE_ANY, TRUE, OPACITY, NULL},
  {"fill-rule", VALUE_WORD, TRUE, PAINT, "nonzero evenodd inherit"},
  {"focusable", VALUE_SILENT, FALSE, 0, NULL},
  {"font-family", VALUE_ANY, TRUE, FONT, NULL},
  {"font-size", VALUE_ANY, TRUE, FONT, NULL},
  {"font-size-adjust", VALUE_SILENT, FALSE, 0, NULL},
  {"font-stretch", VALUE_WORD, TRUE, FONT, "normal wider narrower ultra-condensed extra-condensed condensed semi-condensed semi-expanded expanded extra-expanded ultra-expanded inherit"},
  {"font-style", VALUE_WORD, TRUE, FONT, "normal italic oblique inherit"},
  {"font-variant", VALUE_WORD, TRUE, FONT, "normal small-caps inherit"},
  {"font-weight", VALUE_WORD, TRUE, FONT, "normal bold bolder lighter 100 200 300 400 500 600 700 800 900 inherit"},
  {"fx", VALUE_ANY, FALSE, FOCUS, NULL},
  {"fy", VALUE_ANY, FALSE, FOCUS, NULL},
  {"glyph-orientation-horizontal", VALUE_SILENT, FALSE, 0, NULL},
  {"glyph-orientation-vertical", VALUE_SILENT, FALSE, 0, NULL},
  {"gradientTransform", VALUE_ANY, FALSE, GRADIENT, NULL},
  {"gradientUnits", VALUE_WORD, FALSE, GRADIENT, "userSpaceOnUse objectBoundingBox"},
  {"height", VALUE_ANY, FALSE, SIZE, NULL},
  {"href", VALUE_LINK, FALSE, LINK, NULL},
  {"id", VALUE_ID, FALSE, CORE, NULL},
  {"image-rendering", VALUE_WORD, TRUE, GRAPHICS, "auto optimizeSpeed optimizeQuality inherit"},
  {"kerning", VALUE_SILENT, FALSE, 0, NULL},
  {"lang", VALUE_SILENT, FALSE, 0, NULL},
  {"lengthAdjust", VALUE_WORD, FALSE, PLACE | ALONG, "spacing spacingAndGlyphs"},
  {"letter-spacing", VALUE_ANY, TRUE, CONTENT, NULL},
  {"marker-end", VALUE_PAINT, TRUE, MARKERS, NULL},
  {"marker-mid", VALUE_PAINT, TRUE, MARKERS, NULL},
  {"marker-start", VALUE_PAINT, TRUE, MARKERS, NULL},
  {"markerHeight", VALUE_ANY, FALSE, MARKER, NULL},
  {"markerUnits", VALUE_WORD, FALSE, MARKER, "strokeWidth userSpaceOnUse"},
  {"markerWidth", VALUE_ANY, FALSE, MARKER, NULL},
  {"mask", VALUE_PAINT, TRUE, MASK, NULL},
  {"maskContentUnits", VALUE_WORD, FALSE, MASKED, "userSpaceOnUse objectBoundingBox"},
  {"maskUnits", VALUE_WORD, FALSE, MASKED, "userSpaceOnUse objectBoundingBox"},
  {"method", VALUE_WORD, FALSE, ALONG, "align stretch"},
  {"offset", VALUE_ANY, FALSE, OFFSET, NULL},
  {"opacity", VALUE_ANY, TRUE, OPACITY, NULL},
  {"orient", VALUE_ANY, FALSE, MARKER, NULL},
  {"overflow", VALUE_WORD, TRUE, OVERFLOW, "visible hidden scroll auto inherit"},
  {"pathLength", VALUE_ANY, FALSE, PATH, NULL},
  {"patternContentUnits", VALUE_WORD, FALSE, PATTERN, "userSpaceOnUse objectBoundingBox"},
  {"patternTransform", VALUE_ANY, FALSE, PATTERN, NULL},
  {"patternUnits", VALUE_WORD, FALSE, PATTERN, "userSpaceOnUse objectBoundingBox"},
  {"pointer-events", VALUE_SILENT, FALSE, 0, NULL},
  {"points", VALUE_ANY, FALSE, POINTS, NULL},
  {"preserveAspectRatio", VALUE_RATIO, FALSE, VIEW, NULL},
  {"r", VALUE_ANY, FALSE, R, NULL},
  {"refX", VALUE_ANY, FALSE, MARKER, NULL},
  {"refY", VALUE_ANY, FALSE, MARKER, NULL},
  {"requiredExtensions", VALUE_SILENT, FALSE, 0, NULL},
  {"requiredFeatures", VALUE_SILENT, FALSE, 0, NULL},
  {"role", VALUE_SILENT, FALSE, 0, NULL},
  {"rotate", VALUE_ANY, FALSE, PLACE, NULL},
  {"rx", VALUE_ANY, FALSE, RADII, NULL},
  {"ry", VALUE_ANY, FALSE, RADII, NULL},
  {"shape-rendering", VALUE_WORD, TRUE, GRAPHICS, "auto optimizeSpeed crispEdges geometricPrecision inherit"},
  {"spacing", VALUE_WORD, FALSE, ALONG, "auto exact"},
  {"spreadMethod", VALUE_WORD, FALSE, GRADIENT, "pad reflect repeat"},
  {"startOffset", VALUE_ANY, FALSE, ALONG, NULL},
  {"stop-color", VALUE_ANY, TRUE, STOP, NULL},
  {"stop-opacity", VALUE_ANY, TRUE, STOP, NULL},
  {"stroke", VALUE_PAINT, TRUE, PAINT, NULL},
  {"stroke-dasharray", VALUE_ANY, TRUE, PAINT, NULL},
  {"stroke-dashoffset", VALUE_ANY, TRUE, PAINT, NULL},
  {"stroke-linecap", VALUE_WORD, TRUE, PAINT, "butt round square inherit"},
  {"stroke-linejoin", VALUE_WORD, TRUE, PAINT, "miter round bevel inherit"},
  {"stroke-miterlimit", VALUE_ANY, TRUE, PAINT, NULL},
  {"stroke-opacity", VALUE_ANY, TRUE, OPACITY, NULL},
  {"stroke-width", VALUE_ANY, TRUE, PAINT, NULL},
  {"style", VALUE_SILENT, FALSE, 0, NULL},
  {"systemLanguage", VALUE_SILENT, FALSE, 0, NULL},
  {"tabindex", VALUE_SILENT, FALSE, 0, NULL},
  {"text-anchor", VALUE_WORD, TRUE, CONTENT, "start middle end inherit"},
  {"text-decoration", VALUE_WORD, TRUE, CONTENT, "none underline overline line-through blink inherit"},
  {"text-rendering", VALUE_WORD, TRUE, GRAPHICS, "auto optimizeSpeed optimizeLegibility geometricPrecision inherit"},
  {"textLength", VALUE_ANY, FALSE, PLACE | ALONG, NULL},
  {"transform", VALUE_ANY, FALSE, TRANSFORM, NULL},
  {"unicode-bidi", VALUE_SILENT, FALSE, 0, NULL},
  {"version", VALUE_SILENT, FALSE, 0, NULL},
  {"viewBox", VALUE_ANY, FALSE, VIEW, NULL},
  {"visibility", VALUE_WORD, TRUE, GRAPHICS, "visible hidden collapse inherit"},
  {"width", VALUE_ANY, FALSE, SIZE, NULL},
  {"word-spacing", VALUE_ANY, TRUE, CONTENT, NULL},
  {"writing-mode", VALUE_SILENT, FALSE, 0, NULL},
  {"x", VALUE_ANY, FALSE, XY | PLACE, NULL},
  {"x1", VALUE_ANY, FALSE, LINE, NULL},
  {"x2", VALUE_ANY, FALSE, LINE, NULL},
  {"xlink:actuate", VALUE_SILENT, FALSE, 0, NULL},
  {"xlink:href", VALUE_LINK, FALSE, LINK, NULL},
  {"xlink:role", VALUE_SILENT, FALSE, 0, NULL},
  {"xlink:show", VALUE_SILENT, FALSE, 0, NULL},
  {"xlink:title", VALUE_SILENT, FALSE, 0, NULL},
  {"xlink:type", VALUE_SILENT, FALSE, 0, NULL},
  {"xml:lang", VALUE_SILENT, FALSE, 0, NULL},
  {"xml:space", VALUE_SILENT, FALSE, 0, NULL},
  {"xmlns", VALUE_SILENT, FALSE, 0, NULL},
  {"xmlns:xlink", VALUE_SILENT, FALSE, 0, NULL},
  {"y", VALUE_ANY, FALSE, XY | PLACE, NULL},
  {"y1", VALUE_ANY, FALSE, LINE, NULL},
  {"y2", VALUE_ANY, FALSE, LINE, NULL},
  {"zoomAndPan", VALUE_SILENT, FALSE, 0, NULL},
};
/* clang-format on */

/* Where NAME stands in COUNT entries of SIZE bytes that begin with their names; NULL when it
 * does not. */
static const void *find(const void *table, gsize count, gsize size, const char *name)
{
  gsize low = 0;
  gsize high = count;
  while (low < high) {
    gsize middle = (low + high) / 2;
    const char *other = (const char *)table + middle * size;
    int order = g_ascii_strcasecmp(name, other);
    if (order == 0)
      return other;
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return NULL;
}

const struct foreign_element *foreign_svg_element(const char *name)
{
  return find(svg_elements, G_N_ELEMENTS(svg_elements), sizeof *svg_elements, name);
}

const struct foreign_attribute *foreign_svg_attribute(const char *name)
{
  return find(svg_attributes, G_N_ELEMENTS(svg_attributes), sizeof *svg_attributes, name);
}
