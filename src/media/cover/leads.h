/* SPDX-License-Identifier: MIT */
/* The headlines of a cover: which find room, and where each stands.
 * Used by the drawing of covers. */
#ifndef MEDIA_COVER_LEADS_H
#define MEDIA_COVER_LEADS_H

#include "media/cover/cover.h"
#include "media/cover/text.h"

typedef struct CoverLeads CoverLeads;

/* Sets the first headlines of COVER that WIDTH x HEIGHT pixels hold, as BLOCK says; *missing
 * grows by the characters that no font shows. Never NULL. */
CoverLeads *cover_leads_new(CoverFonts *fonts, const CoverBlock *block,
                            const MkepubCover *cover, double width, double height,
                            guint *missing);
void cover_leads_free(CoverLeads *leads);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CoverLeads, cover_leads_free)

/* 0 when none is set. */
double cover_leads_height(const CoverLeads *leads);

/* Called before something is drawn, to set the source of CR to COLOR. */
typedef void (*CoverLeadsColor)(cairo_t *cr, CoverColor color, gpointer data);

void cover_leads_draw(const CoverLeads *leads, cairo_t *cr, double x, double y,
                      CoverLeadsColor set_color, gpointer data);

#endif
