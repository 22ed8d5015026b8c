// Refusals that several acts share. Private to the campaign layer.
#pragma once

#include <string>
#include <vector>

#include "engine/campaign/operations.h"
#include "engine/diagnostic.h"

namespace hongtou::refusals {

inline constexpr Message unknown_actor{"refused.unknown_actor", "不认识“{0}”", "nobody is called “{0}”",
                                       "写单位、角色或人员名单里的账号",
                                       "name a unit, a role, or an account of the list of people"};
inline constexpr Message no_reason{"refused.no_reason", "要写明理由", "a reason is wanted", "", ""};

// Of a step: {0} is its name in Chinese, {1} in English.
inline constexpr Message not_open{"refused.step_not_open", "步骤“{0}”没有在进行", "the step “{1}” is not open", "", ""};
inline constexpr Message not_open_yet{"refused.step_not_open", "步骤“{0}”还没有开始", "the step “{1}” has not begun yet", "", ""};
inline constexpr Message no_item{"refused.no_item", "步骤“{0}”没有布置给“{2}”", "the step “{1}” asks nothing of “{2}”", "", ""};
inline constexpr Message no_scope{"refused.no_scope", "步骤“{0}”没有进行中的“{2}”", "the step “{1}” has no “{2}” that is running",
                                  "", ""};
inline constexpr Message invalid_submission{"refused.invalid_submission", "报送有误，未接收",
                                            "the submission has errors and was not taken", "改正以下各项后重报",
                                            "mend these and submit again"};

// With the step's name before the other arguments.
Refusal of_step(const Place& place, RefusalKind kind, const Message& message, std::vector<std::string> more = {});
// Of the item of a unit, whose name follows that of the step.
Refusal of_item(const Place& place, const std::string& unit, const Message& message, std::vector<std::string> more = {});
// Steps of this kind never take it.
Refusal not_for_this_kind(const Place& place, const Operation& operation);
// They do, but not in this state.
Refusal not_now(const Subject& subject, const Operation& operation);

}  // namespace hongtou::refusals
