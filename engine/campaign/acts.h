// What people ask for, carried out. Private to the campaign layer.
#pragma once

#include <optional>

#include "engine/campaign/course.h"

namespace hongtou {

// The command's act, on the campaign or on a step.
std::optional<Refusal> carry_out(Course& course);
std::optional<Refusal> act_on_step(Course& course, const Located& where, const Act& act);

}  // namespace hongtou
