// The parts beside the text: content types, relationships, settings, fonts, title.
#pragma once

#include <string>
#include <vector>

#include "plugins/docx/package.h"

namespace hongtou::docx {

// Every part of the package, in a fixed order, around the given text.
std::vector<Part> package_parts(const std::string& title, std::string document_xml);

}  // namespace hongtou::docx
