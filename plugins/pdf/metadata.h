// What PDF/A-2b asks for beside the pages: XMP metadata (ISO 19005-2, 6.6) and the output intent's colour profile (6.2.3).
#pragma once

#include <string>

#include "engine/layout/pages.h"

namespace hongtou::pdf {

inline constexpr const char* producer = "Hongtou";

std::string xmp(const Pages& pages);
std::string information(const Pages& pages);  // the document information dictionary, saying the same
std::string srgb_profile();                   // ICC.1:2001-04, three-component matrix

}  // namespace hongtou::pdf
