// What units reported in several periods, a row a unit. Private to the campaign layer.
#pragma once

#include <vector>

#include "engine/campaign/views.h"

namespace hongtou {

// Reports of more than one period, and with numbers to add up.
bool spans_periods(const Form& form, const Collected& sums);

// Numbers are added up, the latest of cumulative ones stands; computed fields are made from these; texts stand one behind the
// other, of all else the latest. Units in the order of their first reports.
std::vector<UnitData> over_periods(const Form& form, const Collected& sums, const EvaluationContext& context);

}  // namespace hongtou
