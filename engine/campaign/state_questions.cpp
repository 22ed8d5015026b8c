// What can be asked of a state and of the items in it.
#include <array>

#include "engine/campaign/state.h"

namespace hongtou {

std::string_view name_of(StepStatus status) {
  static constexpr std::array<std::string_view, 5> names{"waiting", "open", "done", "skipped", "dead"};
  return names[static_cast<std::size_t>(status)];
}

std::string_view name_of(ItemStatus status) {
  static constexpr std::array<std::string_view, 10> names{"open",   "draft",   "submitted", "returned",  "accepted",
                                                          "waived", "missing", "withdrawn", "suspended", "closed"};
  return names[static_cast<std::size_t>(status)];
}

std::optional<Expectation> expectation_of(const WorkItem& item) {
  if (!item.is_owed()) return std::nullopt;
  return Expectation{item.due, item.overdue, item.reminded.value_or(item.opened)};
}

std::size_t WorkItems::open() const { return owed() + count(ItemStatus::submitted) + count(ItemStatus::suspended); }

std::size_t WorkItems::owed() const { return count(ItemStatus::open) + count(ItemStatus::draft) + count(ItemStatus::returned); }

void WorkItems::put_in(const WorkItem& item) {
  ++counts_[static_cast<std::size_t>(item.status)];
  if (const auto expectation = expectation_of(item)) ++expected_[*expectation];
}

void WorkItems::take_out(const WorkItem& item) {
  --counts_[static_cast<std::size_t>(item.status)];
  const auto expectation = expectation_of(item);
  if (!expectation) return;
  const auto known = expected_.find(*expectation);
  if (--known->second == 0) expected_.erase(known);
}

Date day_due(Instant due) { return date_of(due - std::chrono::microseconds(1)); }

const Submission* WorkItem::first_of_round() const {
  const auto index = static_cast<std::size_t>(round_begins) - 1;
  return index < versions.size() ? &versions[index] : nullptr;
}

int WorkItem::days_late() const {
  const auto* first = first_of_round();
  return first == nullptr || !first->late || !first->due ? 0 : days_between(day_due(*first->due), date_of(first->effective));
}

std::optional<Instant> WorkItem::due_by(std::optional<Instant> by) const { return by ? std::max(by, extended) : by; }

const Submission* WorkItem::accepted() const {
  for (const auto& version : versions)
    if (version.version == accepted_version) return &version;
  return nullptr;
}

const StepState* State::find(const std::string& address) const {
  const auto found = steps.find(address);
  return found == steps.end() ? nullptr : &found->second;
}

const StepState& State::step(const std::string& address) const {
  static const StepState waiting;
  const auto* found = find(address);
  return found == nullptr ? waiting : *found;
}

}  // namespace hongtou
