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

std::vector<Edit> edits_of(const std::vector<Finding>& findings) {
  std::vector<Edit> edits;
  for (const auto& finding : findings) {
    if (!finding.mended) continue;
    const bool overlaps = !edits.empty() && edits.back().line == finding.line->number && finding.begin < edits.back().end &&
                          edits.back().offset == finding.line->offset;
    if (!overlaps) edits.push_back({finding.line->number, finding.line->offset, finding.begin, finding.end, *finding.mended});
  }
  return edits;
}

std::string mend_text(std::string_view text, const std::vector<Edit>& edits) {
  std::string mended(text);
  for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit)
    mended.replace(edit->offset + edit->begin, edit->end - edit->begin, edit->text);
  return mended;
}

}  // namespace hongtou::lint
