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
    budget_pay_bytes(budget, length * BUDGET_TEXT_COST);
}

void budget_pay_bytes(Budget *budget, gsize bytes)
{
  if (bytes > budget->left)
    budget->spent = TRUE;
  budget->left -= MIN(bytes, budget->left);
}
