// A package of parts (ECMA-376, part 2; GB/T 33190—2016): a ZIP file that depends on nothing but its parts.
#pragma once

#include <string>
#include <vector>

#include "engine/result.h"

namespace hongtou::package {

struct Part {
  std::string path;  // word/document.xml
  std::string content;
};

// Parts in the order given, all dated 1980-01-01. `failed` says in {0} what went wrong.
Result<std::string> zip(const std::vector<Part>& parts, Message failed);

}  // namespace hongtou::package
