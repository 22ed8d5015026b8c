// The faces of official documents by the many names they go by. Private to engine/lint.
#pragma once

#include <string>
#include <string_view>

#include "engine/layout/typefaces.h"

namespace hongtou::lint {

bool is_face(std::string_view font, Face face);
// The name an office knows it by: 仿宋.
std::string_view name_of(Face face);

// What a font of a PDF or OFD file is called in office software: ABCDEF+FZXBSJW--GB1-0 → 方正小标宋简体. "" when its name says
// nothing, as CIDFont+F1 does.
struct FontName {
  std::string family;
  bool bold = false;
};
FontName office_name(std::string_view font);

}  // namespace hongtou::lint
