// One unit held against one item of an assessment.
#pragma once

#include <string>

#include "engine/campaign/scoring.h"

namespace hongtou {

// Its points of those possible, or that it waits or does not apply, and why; the items of a branch with it. `unit`: its id.
AssessedItem judge_item(const Definition& definition, const Evidence& evidence, const AssessmentItem& item,
                        const std::string& unit);

}  // namespace hongtou
