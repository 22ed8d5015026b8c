#include "engine/board/sections.h"

namespace hongtou {

namespace {

std::string measured(const Sight& sight, const Value& value) {
  if (value.boolean() != nullptr) return *value.boolean() ? sight.say({"是", "yes"}) : sight.say({"否", "no"});
  return value.integer() != nullptr ? with_thousands(*value.integer()) : value.print();
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
        unmet.push_back(Map{{"target_unit", name}, {"measured", measured(sight, result.value)}});
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
