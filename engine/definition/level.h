// Levels: the campaign that a unit runs for the units below it is made from the campaign above, whose step hands it down.
#pragma once

#include <string>
#include <string_view>

#include "engine/definition/definition.h"

namespace hongtou {

// The step of the campaign below whose total is the report to `cascade`: that step itself where the levels run the same file,
// else what its `result` names, or the only one that collects the same form. Null when there is none.
const Step* result_of(const Step& cascade);

// Whether the unit has units of its own that the campaign below would ask.
bool runs_level(const Definition& definition, const Step& cascade, std::string_view unit);

// The campaign of one unit: of the units only it and those below it; it is the lead, and does what units outside would. Dates
// stay as they are; the campaign above tells those that it sets. A step that asks nobody when its turn comes is left out. The
// unit need not be in the list: it may have joined since.
Definition at_level(const Definition& above, const Unit& unit);

// The id of a lower campaign: anhui-2023[合肥市].
std::string level_id(std::string_view above, std::string_view unit);

// Where the step that `cascade` is answered by stands in the campaign below, when the cascade stands at `address`.
std::string address_below(const Definition& definition, std::string_view address);

// Of a lower campaign: the address above of a step whose total goes up; "" if it is none of those.
std::string address_above(const Definition& definition, std::string_view address);

}  // namespace hongtou
