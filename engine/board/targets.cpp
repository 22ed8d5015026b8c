#include "engine/board/sections.h"

namespace hongtou {

namespace {

constexpr int places = 2;

// A share is shown as the bound is written: 97.7% against 98%.
std::string measured(const Sight& sight, const Target& target, const Value& value) {
  if (value.boolean() != nullptr) return *value.boolean() ? sight.say({"是", "yes"}) : sight.say({"否", "no"});
  const auto number = value.number();
  if (!number) return value.print();
  const bool share = !target.bounds.empty() && target.bounds.front().low.share;
  const Value shown = (share ? *number * Decimal(100) : *number).rounded(places, Rounding::half_up);
  return (shown.integer() != nullptr ? with_thousands(*shown.integer()) : shown.print()) + (share ? "%" : "");
}

}  // namespace

namespace {

// What it asks for may still come: less than a ceiling may not.
bool may_still_be_met(const Sight& sight, const Target& target) {
  const bool is_ceiling = target.op == Target::Operator::at_most || target.op == Target::Operator::forbidden;
  return !is_ceiling && !sight.state.final_targets.contains(target.id);
}

// One that is only watched: what each unit has.
Value watched(const Sight& sight, const Target& target) {
  List units;
  for (const auto& result : measure(sight.definition, target, sight.state))
    if (!result.value.is_null())
      units.push_back(
          Map{{"target_unit", sight.definition.unit_name(result.unit)}, {"measured", measured(sight, target, result.value)}});
  return Map{{"target", target.label}, {"is_watched", true}, {"has_values", !units.empty()}, {"values", std::move(units)}};
}

}  // namespace

Value targets(const Sight& sight) {
  List out;
  for (const auto& target : sight.definition.targets) {
    if (target.op == Target::Operator::none) {
      out.push_back(watched(sight, target));
      continue;
    }
    std::size_t met = 0;
    List unmet;
    List without;
    const auto results = measure(sight.definition, target, sight.state);
    for (const auto& result : results) {
      const auto name = sight.definition.unit_name(result.unit);
      if (result.status == TargetStatus::met) ++met;
      if (result.status == TargetStatus::not_met)
        unmet.push_back(Map{{"target_unit", name}, {"measured", measured(sight, target, result.value)}});
      if (result.status == TargetStatus::no_data) without.push_back(Map{{"target_unit", name}});
    }
    out.push_back(Map{{"target", target.label},
                      {"is_watched", false},
                      {"is_pending", may_still_be_met(sight, target)},
                      {"met", met},
                      {"of", results.size()},
                      {"unmet_count", unmet.size()},
                      {"without_count", without.size()},
                      {"is_final", sight.state.final_targets.contains(target.id)},
                      {"everybody", met == results.size()},
                      {"has_unmet", !unmet.empty()},
                      {"unmet", std::move(unmet)},
                      {"has_without", !without.empty()},
                      {"without", std::move(without)}});
  }
  return out;
}

}  // namespace hongtou
