// Holding collected data against the targets.
#include <array>

#include "engine/campaign/views.h"

namespace hongtou {

namespace {

bool reached(const Target& target, const Value& value) {
  switch (target.op) {
    case Target::Operator::at_least:
      return value.integer_or(0) >= target.value;
    case Target::Operator::at_most:
      return value.integer_or(0) <= target.value;
    case Target::Operator::equal:
      return value.integer_or(0) == target.value;
    case Target::Operator::full:
      return value.boolean_or(false);
  }
  return false;
}

// The unit's accepted report of the form, wherever it is collected.
const Submission* report_of(const Definition& definition, const std::string& form, const std::string& unit, const State& state) {
  for (const auto& place : definition.places()) {
    const auto& step = *place.step;
    if (step.name("form") != form) continue;
    const auto& items = state.step(step.id).items;
    const auto item = items.find(unit);
    if (item == items.end()) continue;
    if (const auto* accepted = item->second.accepted()) return accepted;
  }
  return nullptr;
}

std::vector<TargetResult> measure_now(const Definition& definition, const Target& target, const State& state) {
  std::vector<TargetResult> results;
  for (const auto& unit : target.per) {
    TargetResult result;
    result.unit = unit;
    if (const auto* report = report_of(definition, target.form, unit, state)) {
      result.value = report->data.at(target.field);
      result.version = report->version;
      if (!result.value.is_null()) result.status = reached(target, result.value) ? TargetStatus::met : TargetStatus::not_met;
    }
    results.push_back(std::move(result));
  }
  return results;
}

// As it was recorded at the end of the target's window.
std::vector<TargetResult> recorded(const Target& target, const Value& results) {
  std::vector<TargetResult> out;
  for (const auto& unit : target.per) {
    const auto& result = results.at(unit);
    const auto status = result.at("status").text_or("");
    TargetResult each;
    each.unit = unit;
    each.status = status == "met" ? TargetStatus::met : status == "not_met" ? TargetStatus::not_met : TargetStatus::no_data;
    each.value = result.at("value");
    each.version = static_cast<int>(result.at("version").integer_or(0));
    out.push_back(std::move(each));
  }
  return out;
}

}  // namespace

std::string_view name_of(TargetStatus status) {
  static constexpr std::array<std::string_view, 3> names{"met", "not_met", "no_data"};
  return names[static_cast<std::size_t>(status)];
}

std::vector<TargetResult> measure(const Definition& definition, const Target& target, const State& state) {
  const auto final = state.final_targets.find(target.id);
  return final == state.final_targets.end() ? measure_now(definition, target, state) : recorded(target, final->second);
}

Value to_value(const std::vector<TargetResult>& results) {
  Value out{Map{}};
  for (const auto& result : results)
    out[result.unit] = Map{{"status", Value(name_of(result.status))}, {"value", result.value}, {"version", result.version}};
  return out;
}

}  // namespace hongtou
