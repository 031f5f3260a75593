/* SPDX-License-Identifier: MIT */
/* Selects the headlines of a cover that fit, and places them. Used by the drawing of covers. */
#ifndef MEDIA_COVER_LEADS_H
#define MEDIA_COVER_LEADS_H

#include "media/cover/cover.h"
#include "media/cover/text.h"

typedef struct CoverLeads CoverLeads;

/* Sets the first headlines of COVER that fit into WIDTH x HEIGHT pixels, in the style of BLOCK;
 * *missing grows by the characters that no font shows. For the caller to free; never NULL. */
CoverLeads *cover_leads_new(CoverFonts *fonts, const CoverBlock *block,
                            const MkepubCover *cover, double width, double height,
                            guint *missing);
void cover_leads_free(CoverLeads *leads);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CoverLeads, cover_leads_free)

/* Returns the height in pixels; 0 when no headline is set. */
double cover_leads_height(const CoverLeads *leads);

/* Called before each drawing operation, to set the source of CR to COLOR. */
typedef void (*CoverLeadsColor)(cairo_t *cr, CoverColor color, gpointer data);

/* Draws the headlines with their top left at X, Y. */
void cover_leads_draw(const CoverLeads *leads, cairo_t *cr, double x, double y,
                      CoverLeadsColor set_color, gpointer data);

#endif
