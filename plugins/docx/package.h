// A package of parts (ECMA-376, part 2): a ZIP file that depends on nothing but its parts.
#pragma once

#include <string>
#include <vector>

#include "engine/result.h"

namespace hongtou::docx {

struct Part {
  std::string path;  // word/document.xml
  std::string content;
};

// Parts in the order given, all dated 1980-01-01. Errors: docx.package.
Result<std::string> zip(const std::vector<Part>& parts);

}  // namespace hongtou::docx
