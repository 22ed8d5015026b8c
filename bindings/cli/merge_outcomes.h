// What became of the rows of a mail merge, as people are told.
#pragma once

#include <vector>

#include "bindings/cli/program.h"
#include "engine/merge_rows.h"

namespace hongtou::cli {

// Rows that failed for the same reason are told together, remarks once. The code of the first failure.
ExitCode tell_outcomes(Console& console, const std::vector<Status>& outcomes, const std::vector<MergeRow>& rows);

}  // namespace hongtou::cli
