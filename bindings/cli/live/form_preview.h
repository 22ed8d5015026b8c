// What a unit is about to hand in, for it to read before.
#pragma once

#include "bindings/cli/program.h"

namespace hongtou::cli {

// The form as it is filled in, on stdout, and what keeps it from being taken, as complaints.
ExitCode show_form(Program& program, const Campaign& campaign, const Command& submission, bool json);

}  // namespace hongtou::cli
