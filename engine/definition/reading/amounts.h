// Numbers of targets and assessments: written out, with %, or by the name of a parameter. Private to the definition layer.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/definition/amount.h"
#include "engine/definition/reading/loading.h"

namespace hongtou {

// `own_name` is the parameter that 待定 (unset) stands for: the name of the target or item with that of the key.
std::optional<Amount> read_amount(Loading& loading, const std::string& text, const Position& where, const std::string& own_name);
std::optional<Amount> read_amount(Loading& loading, const Entry& entry, const std::string& owner);
// The same, not below 0.
std::optional<Amount> read_positive_amount(Loading& loading, const Entry& entry, const std::string& owner);

// Grades: NAME "90 up", NAME "80 to 90", NAME "below 60"; they may neither overlap nor leave a gap. `shares`: % may be written,
// "95% up".
std::vector<Band> read_bands(Loading& loading, const Entry& entry, bool shares = false);

// One unit, by its words or by a role; "" and an error when there is none. `or_target`: a target would have done too.
std::string read_unit_or_role(Loading& loading, const std::string& word, const Position& where, bool or_target = false);

}  // namespace hongtou
