#include "engine/campaign/outstanding.h"

#include <algorithm>

#include "engine/definition/required_file.h"

namespace hongtou {

namespace {

std::vector<AttachedFile> files_of(const Submission& report) {
  std::vector<AttachedFile> files;
  if (const auto* list = report.files.list())
    for (const auto& file : *list) files.push_back({file.at("kind").text_or(""), file.at("name").text_or(""), ""});
  return files;
}

// What was recorded as received came in full: nobody counts a unit's discs.
bool came_by_hand(const WorkItem& item, const RequiredFile& file) { return item.papers.contains(file.kind); }

std::optional<Instant> due_of(const Place& place, const RequiredFile& file) {
  if (file.due_text.empty()) return std::nullopt;
  const auto rule = parse_date_rule(file.due_text, {});
  return rule.ok() ? due_by(*rule, {place.calendar(), place.definition().period, place.scope()->period}) : std::nullopt;
}

}  // namespace

std::vector<OutstandingFile> outstanding_of(const Place& place, const std::string& unit) {
  const auto* require = place.step().setting("require");
  const auto item = place.state().items.find(unit);
  if (require == nullptr || item == place.state().items.end()) return {};
  const bool is_in = item->second.status == ItemStatus::accepted || item->second.status == ItemStatus::submitted;
  if (!is_in || item->second.versions.empty()) return {};
  std::vector<OutstandingFile> out;
  for (const auto& file : outstanding(require->files, files_of(item->second.versions.back()), {}))
    if (!came_by_hand(item->second, file)) out.push_back({file.kind, file.paper, file.min, due_of(place, file)});
  return out;
}

}  // namespace hongtou
