#include "engine/lint/lint.h"

#include <algorithm>
#include <tuple>

#include "engine/lint/checks.h"

namespace hongtou::lint {

std::vector<Finding> check(const Manuscript& manuscript) {
  Report report;
  check_pages(manuscript, report);
  check_formats(manuscript, report);
  check_elements(manuscript, report);
  check_structure(manuscript, report);
  check_title(manuscript, report);
  check_patterns(manuscript, report);
  check_quotes(manuscript, report);
  check_numerals(manuscript, report);
  check_looks(manuscript, report);
  check_geometry(manuscript, report);
  auto findings = report.take();
  const auto place = [](const Finding& finding) {
    return finding.line == nullptr ? std::tuple<int, int, std::size_t>{finding.page, 0, 0}
                                   : std::tuple{finding.page, finding.line->number, finding.line->offset + finding.begin};
  };
  std::stable_sort(findings.begin(), findings.end(), [&](const Finding& a, const Finding& b) { return place(a) < place(b); });
  return findings;
}

}  // namespace hongtou::lint
