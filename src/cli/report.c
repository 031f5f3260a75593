/* SPDX-License-Identifier: MIT */
#include "cli/cli.h"
#include "cli/print.h"
#include "mkepub/error.h"

MkepubSeverity report_least(const Options *options)
{
  return options->quiet     ? MKEPUB_SEVERITY_ERROR
         : options->verbose ? MKEPUB_SEVERITY_NOTE
                            : MKEPUB_SEVERITY_WARNING;
}

void report_findings(const Options *options, const MkepubFindings *findings, guint first)
{
  MkepubSeverity least = report_least(options);
  for (guint i = first; i < mkepub_findings_length(findings); i++) {
    const MkepubFinding *finding = mkepub_findings_at(findings, i);
    if (mkepub_finding_severity(finding->id) < least)
      continue;
    g_autofree char *line = mkepub_finding_format(finding);
    print_error("%s", line);
  }
}

int report_failure(const GError *error)
{
  print_error("mkepub: %s", error->message);
  return g_error_matches(error, MKEPUB_ERROR, MKEPUB_ERROR_USAGE) ? EXIT_USAGE : EXIT_FAILED;
}

int report_status(const Options *options, const MkepubFindings *findings)
{
  guint count = mkepub_findings_count(findings, MKEPUB_SEVERITY_ERROR);
  if (options->strict)
    count += mkepub_findings_count(findings, MKEPUB_SEVERITY_WARNING);
  return count > 0 ? EXIT_FINDINGS : EXIT_DONE;
}
