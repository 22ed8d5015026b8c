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

Value targets(const Sight& sight) {
  List out;
  for (const auto& target : sight.definition.targets) {
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
