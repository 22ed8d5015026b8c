// Refusals that several acts share. Private to the campaign layer.
#pragma once

#include "engine/diagnostic.h"

namespace hongtou::refusals {

inline constexpr Message unknown_actor{"refused.unknown_actor", "不认识“{0}”", "nobody is called “{0}”",
                                       "写单位、角色或人员名单里的账号",
                                       "name a unit, a role, or an account of the list of people"};
inline constexpr Message no_reason{"refused.no_reason", "要写明理由", "a reason is wanted", "", ""};
inline constexpr Message not_open{"refused.step_not_open", "步骤“{0}”没有在进行", "the step “{0}” is not open", "", ""};
inline constexpr Message no_item{"refused.no_item", "步骤“{0}”没有向“{1}”收集", "the step “{0}” asks nothing of “{1}”", "", ""};
inline constexpr Message no_scope{"refused.no_scope", "步骤“{0}”没有进行中的“{1}”", "the step “{0}” has no “{1}” that is running",
                                  "", ""};
inline constexpr Message invalid_submission{"refused.invalid_submission", "报送有误，未接收",
                                            "the submission has errors and was not taken", "改正以下各项后重报",
                                            "mend these and submit again"};

}  // namespace hongtou::refusals
