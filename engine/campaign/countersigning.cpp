#include "engine/campaign/countersigning.h"

#include <algorithm>
#include <charconv>

namespace hongtou {

namespace {

bool agrees(const Countersigner& signer) { return signer.agrees.value_or(false); }

// 0: no number.
std::size_t number_in(const std::string& way) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(way.data(), way.data() + way.size(), number);
  return error == std::errc() && end == way.data() + way.size() ? number : 0;
}

std::size_t wanted(const Countersigning& countersigning) {
  const auto all = countersigning.signers.size();
  if (countersigning.way == "any") return std::min<std::size_t>(1, all);
  const auto number = number_in(countersigning.way);
  return number == 0 ? all : std::min(number, all);
}

std::string way_of(const Step& step) {
  if (const auto* count = step.setting("countersign-count")) return std::to_string(count->number.value_or(1));
  const auto* way = step.setting("countersign-way");
  return way == nullptr ? "all" : way->text;
}

}  // namespace

const Countersigning& countersigning_of(const Subject& subject) {
  return subject.item == nullptr ? subject.place.state().countersigning : subject.item->countersigning;
}

bool is_complete(const Countersigning& countersigning) {
  const auto& signers = countersigning.signers;
  return static_cast<std::size_t>(std::count_if(signers.begin(), signers.end(), agrees)) >= wanted(countersigning);
}

std::vector<std::string> awaited_signers(const Countersigning& countersigning) {
  std::vector<std::string> out;
  if (is_complete(countersigning)) return out;
  for (const auto& signer : countersigning.signers) {
    if (agrees(signer)) continue;
    out.push_back(signer.unit);
    if (countersigning.way == "in-turn") break;
  }
  return out;
}

bool is_disputed(const Countersigning& countersigning) {
  const auto awaited = awaited_signers(countersigning);
  return std::any_of(countersigning.signers.begin(), countersigning.signers.end(), [&](const auto& signer) {
    return signer.agrees == false && std::find(awaited.begin(), awaited.end(), signer.unit) != awaited.end();
  });
}

void ask_countersigners(Turn& turn) {
  if (turn.step().setting("countersign") == nullptr) return;
  List signers;
  for (const auto& unit : turn.units("countersign")) signers.push_back(unit);
  if (signers.empty()) return;
  const auto way = way_of(turn.step());
  const auto ask = [&](const std::string& unit) {
    turn.emit_as_engine(event_type::countersign_asked, Map{{"unit", unit}, {"signers", signers}, {"way", way}});
  };
  if (turn.step().kind == "issue" && turn.state().countersigning.way.empty()) ask("");
  std::vector<std::string> reports;
  for (const auto& [unit, item] : turn.state().items)
    if (item.status == ItemStatus::submitted && item.countersigning.way.empty()) reports.push_back(unit);
  for (const auto& unit : reports) ask(unit);
}

bool is_way(const std::string& way, std::size_t signers) {
  if (way == "all" || way == "any" || way == "in-turn") return true;
  const auto number = number_in(way);
  return number >= 1 && number <= signers;
}

}  // namespace hongtou
