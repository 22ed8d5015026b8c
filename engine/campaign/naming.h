// What people call the steps, scopes and dates of a campaign.
#pragma once

#include <string>
#include <string_view>

#include "engine/campaign/state.h"
#include "engine/definition/definition.h"
#include "engine/diagnostic.h"

namespace hongtou {

std::string kind_word(std::string_view kind, Language language);  // 收集, collect; a third party's kind by its name
// 截止 for due, as the kind calls what may be set for it; the word itself when it has no such key.
std::string key_word(std::string_view kind, std::string_view key, Language language);
// 2021年7月 月报 for monthly[2021-07]/report; the word itself when there is no such step.
std::string label_of(const Definition& definition, std::string_view address, Language language);
// With the titles of cases: 第1件（学校消防通道堵塞） 整改.
std::string label_of(const Definition& definition, const State& state, std::string_view address, Language language);
// Of the scopes alone that the step stands in: 2021年7月; "" in the campaign's own flow.
std::string scopes_of(const Definition& definition, const State& state, std::string_view address, Language language);
// What the key of a scope stands for: 2021年7月, a unit's name, 第3件; "" for the only scope of a step.
std::string scope_label(const Definition& definition, const Step& holder, std::string_view key, Language language);

// Who answers for the item of a unit: the unit's name, after a transfer 区教育局（接办东街道的）.
std::string name_in_charge(const Definition& definition, const State& state, const std::string& unit,
                           const std::string& responsible, Language language);
// What an event says of units: {units, in_charge: {unit: who answers for its item}}, the latter of those that were transferred.
Value about_units(const WorkItems& items, List units);
// 2023-06-10, 2023-06-10 17:00
std::string due_figures(Instant due);

}  // namespace hongtou
