// The parts of a package that somebody else made. Nothing is written anywhere: a part's path is a name only.
#pragma once

#include <string>
#include <vector>

#include "engine/result.h"
#include "plugins/package/package.h"

namespace hongtou::package {

struct UnzipMessages {
  Message not_a_package;
  Message too_large;  // {0}: the part
};

// In the order of the file, without folders; at most 64 MiB a part and 256 MiB in all.
Result<std::vector<Part>> unzip(const std::string& bytes, const std::string& file, const UnzipMessages& messages);

// Null when there is none.
Part* find_part(std::vector<Part>& parts, const std::string& path);
const Part* find_part(const std::vector<Part>& parts, const std::string& path);

}  // namespace hongtou::package
