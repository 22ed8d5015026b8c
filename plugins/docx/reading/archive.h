// The parts of a .docx that somebody else wrote, taken apart and put together again.
#pragma once

#include <string>
#include <vector>

#include "engine/result.h"
#include "plugins/package/unzip.h"

namespace hongtou::docx {

using package::find_part;
using package::Part;

// Every part, in the order of the file. Errors: docx.not_a_package, docx.too_large (a part of more than 64 MiB, or 256 MiB in
// all).
Result<std::vector<Part>> unzip(const std::string& bytes, const std::string& file);

// The other way round. Errors: docx.package.
Result<std::string> pack(const std::vector<Part>& parts);

}  // namespace hongtou::docx
