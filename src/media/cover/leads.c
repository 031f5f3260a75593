/* SPDX-License-Identifier: MIT */
#include "media/cover/leads.h"
#include "text/language.h"

#define NUMBER 170 /* pixels for a number before its headline */
#define GUTTER 88  /* pixels between columns */
#define GAP    68  /* smallest distance of headlines, in pixels */
#define LOOSE  2.0 /* largest distance, in gaps, when there is space */
#define LIMIT  16

typedef struct {
  CoverText *text, *number;
  guint row, column;
  double x, y;
} Lead;

struct CoverLeads {
  const CoverBlock *block;
  CoverStyle number_style;
  double width, height;
  gboolean rtl; /* columns and numbers run from the right */
  Lead leads[LIMIT];
  guint count, rows;
  double tops[LIMIT], heights[LIMIT]; /* of the rows */
};

static void clear_leads(CoverLeads *leads)
{
  for (guint i = 0; i < leads->count; i++) {
    cover_text_free(leads->leads[i].text);
    cover_text_free(leads->leads[i].number);
  }
  leads->count = leads->rows = 0;
}

static double column_width(const CoverLeads *leads, guint columns)
{
  return columns > 1 ? (leads->width - GUTTER) / 2 : leads->width;
}

typedef enum { SET, UNSHOWN, TOO_HIGH } Outcome;

/* Sets one headline in a row of at most HEIGHT. */
static Outcome set_lead(CoverLeads *leads, CoverFonts *fonts, const MkepubCoverLead *lead,
                        double height, double scale, guint *missing)
{
  const CoverBlock *block = leads->block;
  Lead *set = &leads->leads[leads->count];
  gboolean first = leads->count == 0;
  double width = column_width(leads, first ? 1 : block->columns);
  /* headlines of a kind have one size: one that is too high is left out */
  CoverRoom room = {width - (block->numbers ? NUMBER : 0), G_MAXDOUBLE, scale};
  CoverRoom corner = {NUMBER - 40, G_MAXDOUBLE, 1};
  *set = (Lead){0};
  set->text = cover_text_new(fonts, first ? &block->first : &block->style, lead->title,
                             lead->language, room, missing);
  if (!set->text)
    return UNSHOWN;
  if (cover_text_height(set->text) > height) {
    g_clear_pointer(&set->text, cover_text_free);
    return TOO_HIGH;
  }
  g_autofree char *number = g_strdup_printf("%u", leads->count + 1);
  if (block->numbers)
    set->number = cover_text_new(fonts, &leads->number_style, number, "en", corner, missing);
  leads->count++;
  return SET;
}

/* Adds the headline that was set last to its row. */
static void add_to_row(CoverLeads *leads, guint column, double top)
{
  Lead *lead = &leads->leads[leads->count - 1];
  if (column == 0) {
    leads->tops[leads->rows] = top;
    leads->heights[leads->rows++] = 0;
  }
  lead->column = column;
  lead->row = leads->rows - 1;
  leads->heights[lead->row] = MAX(leads->heights[lead->row], cover_text_height(lead->text));
}

/* Sets as many headlines as fit, row by row. Returns TRUE when all of them fit. */
static gboolean set_all(CoverLeads *leads, CoverFonts *fonts, const MkepubCover *cover,
                        double room, double scale, guint *missing)
{
  guint limit = MIN(leads->block->limit, LIMIT);
  double used = 0;
  *missing = 0;
  clear_leads(leads);
  for (guint i = 0; i < cover->n_leads && leads->count < limit; i++) {
    guint column = leads->count > 0 && leads->block->columns > 1 ? (leads->count - 1) % 2 : 0;
    double gap = leads->rows > 0 ? GAP : 0;
    double top = column == 0 ? used + gap : leads->tops[leads->rows - 1];
    Outcome outcome = set_lead(leads, fonts, &cover->leads[i], room - top, scale, missing);
    if (outcome == TOO_HIGH)
      return FALSE;
    if (outcome == UNSHOWN)
      continue;
    add_to_row(leads, column, top);
    used = leads->tops[leads->rows - 1] + leads->heights[leads->rows - 1];
  }
  return TRUE;
}

/* Spreads the rows when there is space, and places each headline. */
static void place_rows(CoverLeads *leads, double room)
{
  double used = 0;
  for (guint i = 0; i < leads->rows; i++)
    used += leads->heights[i];
  double gap = leads->rows > 1 ? (room - used) / (leads->rows - 1) : 0;
  gap = MIN(gap, GAP * LOOSE);
  double y = 0;
  for (guint i = 0; i < leads->rows; i++) {
    leads->tops[i] = y;
    y += leads->heights[i] + (i + 1 < leads->rows ? gap : 0);
  }
  leads->height = y;
  for (guint i = 0; i < leads->count; i++) {
    Lead *lead = &leads->leads[i];
    gboolean right = (lead->column == 1) != leads->rtl;
    lead->y = leads->tops[lead->row];
    lead->x = i > 0 && leads->block->columns > 1 && right
                  ? leads->width - column_width(leads, leads->block->columns)
                  : 0;
  }
}

static void style_number(CoverLeads *leads)
{
  leads->number_style = leads->block->first;
  leads->number_style.bold = TRUE;
  leads->number_style.color = COVER_ACCENT;
  leads->number_style.align = leads->rtl ? COVER_END : COVER_START;
  leads->number_style.n_tiers = 1;
  leads->number_style.tiers[0] = (CoverTier){1, 104, 60};
}

CoverLeads *cover_leads_new(CoverFonts *fonts, const CoverBlock *block,
                            const MkepubCover *cover, double width, double height,
                            guint *missing)
{
  /* one or two headlines are set larger, many smaller */
  const double scales[] = {1.5 * block->grow, 1.25 * block->grow, block->grow, 1, 0.88};
  guint unknown = 0;
  CoverLeads *leads = g_new0(CoverLeads, 1);
  leads->block = block;
  leads->width = width;
  leads->rtl = mkepub_language_is_rtl(cover->language);
  style_number(leads);
  for (guint i = cover->n_leads <= 2 ? 0 : 2; i < G_N_ELEMENTS(scales); i++)
    if (set_all(leads, fonts, cover, height, scales[i], &unknown))
      break;
  *missing += unknown;
  place_rows(leads, height);
  return leads;
}

void cover_leads_free(CoverLeads *leads)
{
  if (!leads)
    return;
  clear_leads(leads);
  g_free(leads);
}

double cover_leads_height(const CoverLeads *leads)
{
  return leads->height;
}

/* Where leads are drawn, from X, Y on. */
typedef struct {
  cairo_t *cr;
  double x, y;
  CoverLeadsColor set_color; /* called with data */
  gpointer data;
} Canvas;

static void draw_lead(const CoverLeads *leads, const Lead *lead, const Canvas *canvas)
{
  cairo_t *cr = canvas->cr;
  double x = canvas->x, y = canvas->y + lead->y;
  double indent = leads->block->numbers && !leads->rtl ? NUMBER : 0;
  canvas->set_color(cr, leads->block->style.color, canvas->data);
  cover_text_draw(lead->text, cr, x + lead->x + indent, y);
  if (!lead->number)
    return;
  double drop = cover_text_ascent(lead->text) - cover_text_ascent(lead->number);
  double side = leads->rtl ? leads->width - NUMBER + 40 : 0;
  canvas->set_color(cr, COVER_ACCENT, canvas->data);
  cover_text_draw(lead->number, cr, x + side, y + MAX(drop, 0));
}

static void draw_hairlines(const CoverLeads *leads, cairo_t *cr, double x, double y)
{
  guint columns = leads->block->columns;
  for (guint i = 1; i < leads->rows; i++) {
    double above = leads->tops[i - 1] + leads->heights[i - 1];
    cairo_rectangle(cr, x, y + (above + leads->tops[i]) / 2 - 1.5, leads->width, 3);
  }
  for (guint i = 1; columns > 1 && i < leads->rows; i++) {
    double top = leads->tops[i], height = leads->heights[i];
    if (i * 2 < leads->count) /* both columns are used */
      cairo_rectangle(cr, x + leads->width / 2 - 1.5, y + top, 3, height);
  }
  cairo_fill(cr);
}

void cover_leads_draw(const CoverLeads *leads, cairo_t *cr, double x, double y,
                      CoverLeadsColor set_color, gpointer data)
{
  const CoverBlock *block = leads->block;
  const Canvas canvas = {cr, x, y, set_color, data};
  for (guint i = 0; i < leads->count; i++)
    draw_lead(leads, &leads->leads[i], &canvas);
  if (block->hairline == COVER_NONE)
    return;
  set_color(cr, block->hairline, data);
  draw_hairlines(leads, cr, x, y);
}
