// An OFD file as lint sees it.
#pragma once

#include <string>

#include "engine/lint/printout.h"
#include "engine/result.h"

namespace hongtou::ofd {

// Of the first document in it. Errors: ofd.not_a_package, ofd.too_large, ofd.bad_part, lint.too_large.
Result<lint::Printout> read_printout(const std::string& bytes, const std::string& file);

}  // namespace hongtou::ofd
