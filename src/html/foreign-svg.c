/* SPDX-License-Identifier: MIT */
/* The part of SVG 1.1 that is kept: elements, their content, attributes, values. */
#include "html/foreign-table.h"

#include <string.h>

/* Classes of elements: used for the class of an element and for the classes it may contain. */
enum class {
  DESCRIPTION = 1, /* title, desc */
  PART = 2,        /* children of a drawing or group */
  CASE = 4,        /* children of a switch */
  CLIPS = 8,       /* children of a clipping path */
  SPAN = 16,       /* part of a text */
  ALONG_PATH = 32,
  STEP = 64,    /* of a gradient */
  CHANGE = 128, /* animations */
  CHANGE_OF_COLOR = 256,
  CHANGE_OF_FORM = 512,
  MOVEMENT = 1024,
  MOVES_ALONG = 2048,
  EFFECT = 4096, /* of a filter */
  LIGHT = 8192,
  CURVE = 16384,
  LAYER = 32768
};
#define CHANGES   (CHANGE | CHANGE_OF_COLOR | CHANGE_OF_FORM | MOVEMENT)
#define HOLDS_ALL (DESCRIPTION | PART | CHANGES)
#define HOLDS_FEW (DESCRIPTION | CHANGES)

/* Sets of attributes that occur together. */
#define CORE      (G_GUINT64_CONSTANT(1) << 0)
#define PAINT     (G_GUINT64_CONSTANT(1) << 1)
#define COLOR     (G_GUINT64_CONSTANT(1) << 2)
#define OPACITY   (G_GUINT64_CONSTANT(1) << 3)
#define GRAPHICS  (G_GUINT64_CONSTANT(1) << 4)
#define CLIP      (G_GUINT64_CONSTANT(1) << 5)
#define MASK      (G_GUINT64_CONSTANT(1) << 6)
#define MARKERS   (G_GUINT64_CONSTANT(1) << 7)
#define CONTENT   (G_GUINT64_CONSTANT(1) << 8)
#define FONT      (G_GUINT64_CONSTANT(1) << 9)
#define STOP      (G_GUINT64_CONSTANT(1) << 10)
#define OVERFLOW  (G_GUINT64_CONSTANT(1) << 11)
#define TRANSFORM (G_GUINT64_CONSTANT(1) << 12)
#define XY        (G_GUINT64_CONSTANT(1) << 13)
#define SIZE      (G_GUINT64_CONSTANT(1) << 14)
#define VIEW      (G_GUINT64_CONSTANT(1) << 15)
#define LINK      (G_GUINT64_CONSTANT(1) << 16)
#define CENTER    (G_GUINT64_CONSTANT(1) << 17)
#define R         (G_GUINT64_CONSTANT(1) << 18)
#define RADII     (G_GUINT64_CONSTANT(1) << 19)
#define LINE      (G_GUINT64_CONSTANT(1) << 20)
#define POINTS    (G_GUINT64_CONSTANT(1) << 21)
#define PATH      (G_GUINT64_CONSTANT(1) << 22)
#define PLACE     (G_GUINT64_CONSTANT(1) << 23)
#define ALONG     (G_GUINT64_CONSTANT(1) << 24)
#define GRADIENT  (G_GUINT64_CONSTANT(1) << 25)
#define FOCUS     (G_GUINT64_CONSTANT(1) << 26)
#define OFFSET    (G_GUINT64_CONSTANT(1) << 27)
#define PATTERN   (G_GUINT64_CONSTANT(1) << 28)
#define MASKED    (G_GUINT64_CONSTANT(1) << 29)
#define CLIPPED   (G_GUINT64_CONSTANT(1) << 30)
#define MARKER    (G_GUINT64_CONSTANT(1) << 31)
/* allowed in files only */
#define STYLED       (G_GUINT64_CONSTANT(1) << 32)
#define CONDITIONAL  (G_GUINT64_CONSTANT(1) << 33)
#define FILTERED     (G_GUINT64_CONSTANT(1) << 34)
#define FLOOD        (G_GUINT64_CONSTANT(1) << 35)
#define LIGHTING     (G_GUINT64_CONSTANT(1) << 36)
#define FILTER_COLOR (G_GUINT64_CONSTANT(1) << 37)
#define CURSOR       (G_GUINT64_CONSTANT(1) << 38)
#define BACKGROUND   (G_GUINT64_CONSTANT(1) << 39)
#define WRITING      (G_GUINT64_CONSTANT(1) << 40)
#define ROLE         (G_GUINT64_CONSTANT(1) << 41)
#define ROOT         (G_GUINT64_CONSTANT(1) << 42)
#define RATIO        (G_GUINT64_CONSTANT(1) << 43)
#define FILE_ONLY    (G_GUINT64_CONSTANT(1) << 63)
#define IN_FILE      (STYLED | FILTERED | CURSOR)
#define SHOWN        (PAINT | COLOR | OPACITY | GRAPHICS | CLIP | MASK | IN_FILE)
#define DRAWN        (SHOWN | CONDITIONAL)
#define PRESENTATION                                                                           \
  (SHOWN | MARKERS | CONTENT | FONT | STOP | OVERFLOW | FLOOD | LIGHTING | FILTER_COLOR |      \
   BACKGROUND | WRITING)
#define EFFECTS (CORE | FILTER_COLOR | XY | SIZE)

/* clang-format off */
#define TIMING_ATTRIBUTES \
  "begin dur end min max restart repeatCount repeatDur fill calcMode values keyTimes keySplines from to by additive accumulate"
#define CHANGE_ATTRIBUTES "attributeName attributeType " TIMING_ATTRIBUTES
#define CURVE_ATTRIBUTES "type tableValues slope intercept amplitude exponent offset"

/* Sorted by name, ignoring case. */
static const struct foreign_element svg_elements[] = {
  {.name = "a", .role = FOREIGN_UNWRAP},
  {.name = "altGlyph", .role = FOREIGN_REFUSE},
  {.name = "altGlyphDef", .role = FOREIGN_REFUSE},
  {.name = "animate", .role = FOREIGN_DROP, .class = CHANGE, .holds = DESCRIPTION,
   .attributes = CORE | CONDITIONAL | LINK, .own = CHANGE_ATTRIBUTES},
  {.name = "animateColor", .role = FOREIGN_DROP, .class = CHANGE_OF_COLOR, .holds = DESCRIPTION,
   .attributes = CORE | CONDITIONAL | LINK, .own = CHANGE_ATTRIBUTES},
  {.name = "animateMotion", .role = FOREIGN_DROP, .class = MOVEMENT, .holds = DESCRIPTION | MOVES_ALONG, .ordered = TRUE,
   .attributes = CORE | CONDITIONAL | LINK, .own = TIMING_ATTRIBUTES " path keyPoints rotate origin"},
  {.name = "animateTransform", .role = FOREIGN_DROP, .class = CHANGE_OF_FORM, .holds = DESCRIPTION,
   .attributes = CORE | CONDITIONAL | LINK, .own = CHANGE_ATTRIBUTES " type"},
  {.name = "audio", .role = FOREIGN_REFUSE},
  {.name = "canvas", .role = FOREIGN_REFUSE},
  {.name = "circle", .role = FOREIGN_GROUP, .class = PART | CASE | CLIPS, .holds = HOLDS_FEW, .ordered = TRUE,
   .attributes = CORE | ROLE | DRAWN | CENTER | R | TRANSFORM, .required = "r"},
  {.name = "clipPath", .role = FOREIGN_GROUP, .class = PART, .holds = HOLDS_FEW | CLIPS,
   .ordered = TRUE, .attributes = CORE | DRAWN | CONTENT | FONT | WRITING | TRANSFORM | CLIPPED},
  {.name = "color-profile", .role = FOREIGN_DROP},
  {.name = "cursor", .role = FOREIGN_DROP},
  {.name = "defs", .role = FOREIGN_GROUP, .class = PART, .holds = HOLDS_ALL,
   .attributes = CORE | CONDITIONAL | PRESENTATION | TRANSFORM},
  {.name = "desc", .role = FOREIGN_TEXT, .class = DESCRIPTION, .holds = 0,
   .attributes = 0, .own = "id"},
  {.name = "discard", .role = FOREIGN_DROP},
  {.name = "ellipse", .role = FOREIGN_GROUP, .class = PART | CASE | CLIPS, .holds = HOLDS_FEW, .ordered = TRUE,
   .attributes = CORE | ROLE | DRAWN | CENTER | RADII | TRANSFORM, .required = "rx ry"},
  {.name = "feBlend", .role = FOREIGN_DROP, .class = EFFECT, .holds = CHANGE,
   .attributes = EFFECTS, .own = "in in2 mode result", .required = "in2"},
  {.name = "feColorMatrix", .role = FOREIGN_DROP, .class = EFFECT, .holds = CHANGE,
   .attributes = EFFECTS, .own = "in type values result"},
  {.name = "feComponentTransfer", .role = FOREIGN_DROP, .class = EFFECT, .holds = CURVE,
   .attributes = EFFECTS, .own = "in result"},
  {.name = "feComposite", .role = FOREIGN_DROP, .class = EFFECT, .holds = CHANGE,
   .attributes = EFFECTS, .own = "in in2 operator k1 k2 k3 k4 result", .required = "in2"},
  {.name = "feConvolveMatrix", .role = FOREIGN_DROP, .class = EFFECT, .holds = CHANGE,
   .attributes = EFFECTS, .own = "in order kernelMatrix divisor bias targetX targetY edgeMode kernelUnitLength preserveAlpha result", .required = "order kernelMatrix"},
  {.name = "feDiffuseLighting", .role = FOREIGN_DROP, .class = EFFECT, .holds = LIGHT | CHANGE | CHANGE_OF_COLOR,
   .attributes = EFFECTS | STYLED | COLOR | LIGHTING, .own = "in surfaceScale diffuseConstant kernelUnitLength result"},
  {.name = "feDisplacementMap", .role = FOREIGN_DROP, .class = EFFECT, .holds = CHANGE,
   .attributes = EFFECTS, .own = "in in2 scale xChannelSelector yChannelSelector result", .required = "in2"},
  {.name = "feDistantLight", .role = FOREIGN_DROP, .class = LIGHT, .holds = CHANGE,
   .attributes = CORE, .own = "azimuth elevation"},
  {.name = "feDropShadow", .role = FOREIGN_DROP, .class = EFFECT, .holds = CHANGE,
   .attributes = EFFECTS | PRESENTATION, .own = "in stdDeviation dx dy result"},
  {.name = "feFlood", .role = FOREIGN_DROP, .class = EFFECT, .holds = CHANGE | CHANGE_OF_COLOR,
   .attributes = EFFECTS | STYLED | COLOR | FLOOD, .own = "in result"},
  {.name = "feFuncA", .role = FOREIGN_DROP, .class = CURVE, .holds = CHANGE,
   .attributes = CORE, .own = CURVE_ATTRIBUTES, .required = "type"},
  {.name = "feFuncB", .role = FOREIGN_DROP, .class = CURVE, .holds = CHANGE,
   .attributes = CORE, .own = CURVE_ATTRIBUTES, .required = "type"},
  {.name = "feFuncG", .role = FOREIGN_DROP, .class = CURVE, .holds = CHANGE,
   .attributes = CORE, .own = CURVE_ATTRIBUTES, .required = "type"},
  {.name = "feFuncR", .role = FOREIGN_DROP, .class = CURVE, .holds = CHANGE,
   .attributes = CORE, .own = CURVE_ATTRIBUTES, .required = "type"},
  {.name = "feGaussianBlur", .role = FOREIGN_DROP, .class = EFFECT, .holds = CHANGE,
   .attributes = EFFECTS, .own = "in stdDeviation result"},
  {.name = "feImage", .role = FOREIGN_DROP, .class = EFFECT, .holds = CHANGE | CHANGE_OF_FORM,
   .attributes = EFFECTS | PRESENTATION | LINK | RATIO, .own = "result"},
  {.name = "feMerge", .role = FOREIGN_DROP, .class = EFFECT, .holds = LAYER,
   .attributes = EFFECTS, .own = "result"},
  {.name = "feMergeNode", .role = FOREIGN_DROP, .class = LAYER, .holds = CHANGE,
   .attributes = CORE, .own = "in"},
  {.name = "feMorphology", .role = FOREIGN_DROP, .class = EFFECT, .holds = CHANGE,
   .attributes = EFFECTS, .own = "in operator radius result"},
  {.name = "feOffset", .role = FOREIGN_DROP, .class = EFFECT, .holds = CHANGE,
   .attributes = EFFECTS, .own = "in dx dy result"},
  {.name = "fePointLight", .role = FOREIGN_DROP, .class = LIGHT, .holds = CHANGE,
   .attributes = CORE, .own = "x y z"},
  {.name = "feSpecularLighting", .role = FOREIGN_DROP, .class = EFFECT, .holds = LIGHT | CHANGE | CHANGE_OF_COLOR,
   .attributes = EFFECTS | STYLED | COLOR | LIGHTING, .own = "in surfaceScale specularConstant specularExponent kernelUnitLength result"},
  {.name = "feSpotLight", .role = FOREIGN_DROP, .class = LIGHT, .holds = CHANGE,
   .attributes = CORE, .own = "x y z pointsAtX pointsAtY pointsAtZ specularExponent limitingConeAngle"},
  {.name = "feTile", .role = FOREIGN_DROP, .class = EFFECT, .holds = CHANGE,
   .attributes = EFFECTS, .own = "in result"},
  {.name = "feTurbulence", .role = FOREIGN_DROP, .class = EFFECT, .holds = CHANGE,
   .attributes = EFFECTS, .own = "baseFrequency numOctaves seed stitchTiles type result"},
  {.name = "filter", .role = FOREIGN_DROP, .class = PART, .holds = DESCRIPTION | CHANGE | EFFECT, .ordered = TRUE,
   .attributes = CORE | PRESENTATION | LINK | XY | SIZE, .own = "filterRes filterUnits primitiveUnits"},
  {.name = "font", .role = FOREIGN_DROP},
  {.name = "font-face", .role = FOREIGN_DROP},
  {.name = "foreignObject", .role = FOREIGN_REFUSE},
  {.name = "g", .role = FOREIGN_GROUP, .class = PART | CASE, .holds = HOLDS_ALL,
   .attributes = CORE | CONDITIONAL | ROLE | PRESENTATION | TRANSFORM},
  {.name = "handler", .role = FOREIGN_REFUSE},
  {.name = "hatch", .role = FOREIGN_DROP},
  {.name = "iframe", .role = FOREIGN_REFUSE},
  {.name = "image", .role = FOREIGN_REFUSE, .class = PART | CASE, .holds = HOLDS_FEW, .ordered = TRUE,
   .attributes = CORE | CONDITIONAL | COLOR | OPACITY | GRAPHICS | CLIP | MASK | IN_FILE | OVERFLOW | LINK | XY | SIZE | RATIO | TRANSFORM,
   .required = "width height"},
  {.name = "line", .role = FOREIGN_GROUP, .class = PART | CASE | CLIPS, .holds = HOLDS_FEW, .ordered = TRUE,
   .attributes = CORE | ROLE | DRAWN | MARKERS | LINE | TRANSFORM},
  {.name = "linearGradient", .role = FOREIGN_GROUP, .class = PART, .holds = DESCRIPTION | STEP | CHANGE | CHANGE_OF_FORM,
   .ordered = TRUE, .attributes = CORE | COLOR | STOP | STYLED | LINK | LINE | GRADIENT},
  {.name = "listener", .role = FOREIGN_REFUSE},
  {.name = "marker", .role = FOREIGN_GROUP, .class = PART, .holds = HOLDS_ALL,
   .attributes = CORE | PRESENTATION | VIEW | MARKER},
  {.name = "mask", .role = FOREIGN_GROUP, .class = PART, .holds = HOLDS_ALL,
   .attributes = CORE | CONDITIONAL | PRESENTATION | XY | SIZE | MASKED},
  {.name = "mesh", .role = FOREIGN_DROP},
  {.name = "metadata", .role = FOREIGN_DROP},
  {.name = "mpath", .role = FOREIGN_DROP, .class = MOVES_ALONG, .holds = DESCRIPTION,
   .attributes = CORE | LINK},
  {.name = "path", .role = FOREIGN_GROUP, .class = PART | CASE | CLIPS, .holds = HOLDS_FEW, .ordered = TRUE,
   .attributes = CORE | ROLE | DRAWN | MARKERS | PATH | TRANSFORM, .required = "d"},
  {.name = "pattern", .role = FOREIGN_GROUP, .class = PART, .holds = HOLDS_ALL,
   .attributes = CORE | CONDITIONAL | PRESENTATION | LINK | XY | SIZE | VIEW | PATTERN},
  {.name = "polygon", .role = FOREIGN_GROUP, .class = PART | CASE | CLIPS, .holds = HOLDS_FEW, .ordered = TRUE,
   .attributes = CORE | ROLE | DRAWN | MARKERS | POINTS | TRANSFORM, .required = "points"},
  {.name = "polyline", .role = FOREIGN_GROUP, .class = PART | CASE | CLIPS, .holds = HOLDS_FEW, .ordered = TRUE,
   .attributes = CORE | ROLE | DRAWN | MARKERS | POINTS | TRANSFORM, .required = "points"},
  {.name = "radialGradient", .role = FOREIGN_GROUP, .class = PART, .holds = DESCRIPTION | STEP | CHANGE | CHANGE_OF_FORM,
   .ordered = TRUE, .attributes = CORE | COLOR | STOP | STYLED | LINK | CENTER | R | FOCUS | GRADIENT},
  {.name = "rect", .role = FOREIGN_GROUP, .class = PART | CASE | CLIPS, .holds = HOLDS_FEW, .ordered = TRUE,
   .attributes = CORE | ROLE | DRAWN | XY | SIZE | RADII | TRANSFORM, .required = "width height"},
  {.name = "script", .role = FOREIGN_REFUSE},
  {.name = "set", .role = FOREIGN_DROP, .class = CHANGE, .holds = DESCRIPTION,
   .attributes = CORE | CONDITIONAL | LINK, .own = "attributeName attributeType begin dur end min max restart repeatCount repeatDur fill to"},
  {.name = "stop", .role = FOREIGN_EMPTY, .class = STEP, .holds = CHANGE | CHANGE_OF_COLOR,
   .attributes = CORE | COLOR | STOP | STYLED | OFFSET, .required = "offset"},
  {.name = "style", .role = FOREIGN_REFUSE, .class = PART, .own = "id type media title"},
  {.name = "svg", .role = FOREIGN_GROUP, .class = PART | CASE, .holds = HOLDS_ALL,
   .attributes = CORE | CONDITIONAL | ROLE | PRESENTATION | XY | SIZE | VIEW | ROOT},
  {.name = "switch", .role = FOREIGN_GROUP, .class = PART | CASE, .holds = HOLDS_FEW | CASE,
   .ordered = TRUE, .attributes = CORE | CONDITIONAL | PRESENTATION | TRANSFORM},
  {.name = "symbol", .role = FOREIGN_GROUP, .class = PART, .holds = HOLDS_ALL,
   .attributes = CORE | PRESENTATION | SIZE | VIEW},
  {.name = "text", .role = FOREIGN_TEXT, .class = PART | CASE | CLIPS, .holds = HOLDS_FEW | SPAN | ALONG_PATH,
   .attributes = CORE | ROLE | DRAWN | CONTENT | FONT | WRITING | PLACE | TRANSFORM},
  {.name = "textPath", .role = FOREIGN_TEXT, .class = ALONG_PATH, .holds = DESCRIPTION | SPAN | CHANGE | CHANGE_OF_COLOR,
   .attributes = CORE | DRAWN | CONTENT | FONT | ALONG | LINK},
  {.name = "title", .role = FOREIGN_TEXT, .class = DESCRIPTION, .holds = 0,
   .attributes = 0, .own = "id"},
  {.name = "tref", .role = FOREIGN_REFUSE},
  {.name = "tspan", .role = FOREIGN_TEXT, .class = SPAN, .holds = DESCRIPTION | SPAN | CHANGE | CHANGE_OF_COLOR,
   .attributes = CORE | DRAWN | CONTENT | FONT | PLACE},
  {.name = "use", .role = FOREIGN_GROUP, .class = PART | CASE | CLIPS, .holds = HOLDS_FEW, .ordered = TRUE,
   .attributes = CORE | CONDITIONAL | PRESENTATION | XY | SIZE | TRANSFORM | LINK},
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
  {"baseProfile", VALUE_SILENT, FALSE, ROOT, NULL},
  {"class", VALUE_SILENT, FALSE, STYLED, NULL},
  {"clip", VALUE_ANY, TRUE, OVERFLOW | FILE_ONLY, NULL},
  {"clip-path", VALUE_PAINT, TRUE, CLIP, NULL},
  {"clip-rule", VALUE_WORD, TRUE, CLIP, "nonzero evenodd inherit"},
  {"clipPathUnits", VALUE_WORD, FALSE, CLIPPED, "userSpaceOnUse objectBoundingBox"},
  {"color", VALUE_ANY, TRUE, COLOR, NULL},
  {"color-interpolation", VALUE_WORD, TRUE, COLOR, "auto sRGB linearRGB inherit"},
  {"color-interpolation-filters", VALUE_SILENT, FALSE, FILTER_COLOR, "auto sRGB linearRGB inherit"},
  {"color-rendering", VALUE_SILENT, FALSE, COLOR, "auto optimizeSpeed optimizeQuality inherit"},
  {"contentScriptType", VALUE_SILENT, FALSE, 0, NULL},
  {"contentStyleType", VALUE_SILENT, FALSE, 0, NULL},
  {"cursor", VALUE_SILENT, FALSE, CURSOR, NULL},
  {"cx", VALUE_ANY, FALSE, CENTER, NULL},
  {"cy", VALUE_ANY, FALSE, CENTER, NULL},
  {"d", VALUE_ANY, FALSE, PATH, NULL},
  {"direction", VALUE_SILENT, FALSE, CONTENT, "ltr rtl inherit"},
  {"display", VALUE_WORD, TRUE, GRAPHICS, "inline block none inherit"},
  {"dominant-baseline", VALUE_WORD, TRUE, CONTENT, "auto use-script no-change reset-size ideographic alphabetic hanging mathematical central middle text-after-edge text-before-edge inherit"},
  {"dx", VALUE_ANY, FALSE, PLACE, NULL},
  {"dy", VALUE_ANY, FALSE, PLACE, NULL},
  {"enable-background", VALUE_SILENT, FALSE, BACKGROUND, NULL},
  {"fill", VALUE_PAINT, TRUE, PAINT, NULL},
  {"fill-opacity", VALUE_ANY, TRUE, OPACITY, NULL},
  {"fill-rule", VALUE_WORD, TRUE, PAINT, "nonzero evenodd inherit"},
  {"filter", VALUE_PAINT, TRUE, FILTERED | FILE_ONLY, NULL},
  {"flood-color", VALUE_ANY, TRUE, FLOOD | FILE_ONLY, NULL},
  {"flood-opacity", VALUE_ANY, TRUE, FLOOD | FILE_ONLY, NULL},
  {"focusable", VALUE_SILENT, FALSE, CORE, "true false"},
  {"font-family", VALUE_ANY, TRUE, FONT, NULL},
  {"font-size", VALUE_ANY, TRUE, FONT, NULL},
  {"font-size-adjust", VALUE_SILENT, FALSE, FONT, NULL},
  {"font-stretch", VALUE_WORD, TRUE, FONT, "normal wider narrower ultra-condensed extra-condensed condensed semi-condensed semi-expanded expanded extra-expanded ultra-expanded inherit"},
  {"font-style", VALUE_WORD, TRUE, FONT, "normal italic oblique inherit"},
  {"font-variant", VALUE_WORD, TRUE, FONT, "normal small-caps inherit"},
  {"font-weight", VALUE_WORD, TRUE, FONT, "normal bold bolder lighter 100 200 300 400 500 600 700 800 900 inherit"},
  {"fx", VALUE_ANY, FALSE, FOCUS, NULL},
  {"fy", VALUE_ANY, FALSE, FOCUS, NULL},
  {"glyph-orientation-horizontal", VALUE_SILENT, FALSE, CONTENT, NULL},
  {"glyph-orientation-vertical", VALUE_SILENT, FALSE, CONTENT, NULL},
  {"gradientTransform", VALUE_ANY, FALSE, GRADIENT, NULL},
  {"gradientUnits", VALUE_WORD, FALSE, GRADIENT, "userSpaceOnUse objectBoundingBox"},
  {"height", VALUE_ANY, FALSE, SIZE, NULL},
  {"href", VALUE_LINK, FALSE, LINK, NULL},
  {"id", VALUE_ID, FALSE, CORE, NULL},
  {"image-rendering", VALUE_WORD, TRUE, GRAPHICS, "auto optimizeSpeed optimizeQuality inherit"},
  {"kerning", VALUE_SILENT, FALSE, CONTENT, NULL},
  {"lang", VALUE_SILENT, FALSE, 0, NULL},
  {"lengthAdjust", VALUE_WORD, FALSE, PLACE | ALONG, "spacing spacingAndGlyphs"},
  {"letter-spacing", VALUE_ANY, TRUE, CONTENT, NULL},
  {"lighting-color", VALUE_ANY, TRUE, LIGHTING | FILE_ONLY, NULL},
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
  {"pointer-events", VALUE_SILENT, FALSE, GRAPHICS, "visiblePainted visibleFill visibleStroke visible painted fill stroke all none inherit"},
  {"points", VALUE_ANY, FALSE, POINTS, NULL},
  {"preserveAspectRatio", VALUE_RATIO, FALSE, VIEW | RATIO, NULL},
  {"r", VALUE_ANY, FALSE, R, NULL},
  {"refX", VALUE_ANY, FALSE, MARKER, NULL},
  {"refY", VALUE_ANY, FALSE, MARKER, NULL},
  {"requiredExtensions", VALUE_SILENT, FALSE, CONDITIONAL, NULL},
  {"requiredFeatures", VALUE_SILENT, FALSE, CONDITIONAL, NULL},
  {"role", VALUE_SILENT, FALSE, ROLE, "img presentation none"},
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
  {"style", VALUE_SILENT, FALSE, STYLED, NULL},
  {"systemLanguage", VALUE_SILENT, FALSE, CONDITIONAL, NULL},
  {"tabindex", VALUE_SILENT, FALSE, CORE, NULL},
  {"text-anchor", VALUE_WORD, TRUE, CONTENT, "start middle end inherit"},
  {"text-decoration", VALUE_WORD, TRUE, CONTENT, "none underline overline line-through blink inherit"},
  {"text-rendering", VALUE_WORD, TRUE, GRAPHICS, "auto optimizeSpeed optimizeLegibility geometricPrecision inherit"},
  {"textLength", VALUE_ANY, FALSE, PLACE | ALONG, NULL},
  {"transform", VALUE_ANY, FALSE, TRANSFORM, NULL},
  {"unicode-bidi", VALUE_SILENT, FALSE, CONTENT, "normal embed bidi-override inherit"},
  {"version", VALUE_SILENT, FALSE, ROOT, "1.0 1.1 1.2"},
  {"viewBox", VALUE_ANY, FALSE, VIEW, NULL},
  {"visibility", VALUE_WORD, TRUE, GRAPHICS, "visible hidden collapse inherit"},
  {"width", VALUE_ANY, FALSE, SIZE, NULL},
  {"word-spacing", VALUE_ANY, TRUE, CONTENT, NULL},
  {"writing-mode", VALUE_SILENT, FALSE, WRITING, "lr-tb rl-tb tb-rl lr rl tb inherit"},
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
  {"zoomAndPan", VALUE_SILENT, FALSE, ROOT, "disable magnify"},
};

/* The words allowed for attributes that belong to single elements. Entries for elements whose
 * names begin with ELEMENT come before entries for any element (NULL). */
static const struct {
  const char *element, *name, *words;
} own_words[] = {
  {"feColorMatrix", "type", "matrix saturate hueRotate luminanceToAlpha"},
  {"feTurbulence", "type", "fractalNoise turbulence"},
  {"feFunc", "type", "identity table discrete linear gamma"},
  {"animateTransform", "type", "translate scale rotate skewX skewY"},
  {"feMorphology", "operator", "erode dilate"},
  {"feComposite", "operator", "over in out atop xor lighter arithmetic"},
  {NULL, "mode", "normal multiply screen overlay darken lighten color-dodge color-burn hard-light soft-light difference exclusion hue saturation color luminosity"},
  {NULL, "edgeMode", "duplicate wrap none"},
  {NULL, "preserveAlpha", "false true"},
  {NULL, "xChannelSelector", "R G B A"},
  {NULL, "yChannelSelector", "R G B A"},
  {NULL, "stitchTiles", "stitch noStitch"},
  {NULL, "filterUnits", "userSpaceOnUse objectBoundingBox"},
  {NULL, "primitiveUnits", "userSpaceOnUse objectBoundingBox"},
  {NULL, "restart", "always never whenNotActive"},
  {NULL, "fill", "remove freeze"},
  {NULL, "calcMode", "discrete linear paced spline"},
  {NULL, "additive", "replace sum"},
  {NULL, "accumulate", "none sum"},
};
/* clang-format on */

/* Returns the entry for NAME, ignoring case, in a sorted table of COUNT entries of SIZE bytes,
 * each of which begins with its name; NULL when the table does not contain it. */
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

const struct foreign_attribute *foreign_svg_file_attribute(const char *name)
{
  return find(svg_attributes, G_N_ELEMENTS(svg_attributes), sizeof *svg_attributes, name);
}

const struct foreign_attribute *foreign_svg_attribute(const char *name)
{
  const struct foreign_attribute *attribute = foreign_svg_file_attribute(name);
  return attribute && !(attribute->sets & FILE_ONLY) ? attribute : NULL;
}

const char *foreign_svg_own_words(const char *element, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS(own_words); i++)
    if (strcmp(own_words[i].name, name) == 0 &&
        (!own_words[i].element || g_str_has_prefix(element, own_words[i].element)))
      return own_words[i].words;
  return NULL;
}
