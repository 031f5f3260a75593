/* SPDX-License-Identifier: MIT */
#include "markdown/budget.h"

Budget budget_for(gsize length)
{
  return (Budget){.left = BUDGET_BASE + BUDGET_RATE * length};
}

gboolean budget_allows(Budget *budget, gsize length)
{
  if (length > budget->left / BUDGET_TEXT_COST)
    budget->spent = TRUE;
  return !budget->spent;
}

void budget_pay(Budget *budget, gsize length)
{
  if (budget_allows(budget, length))
    budget->left -= length * BUDGET_TEXT_COST;
}
