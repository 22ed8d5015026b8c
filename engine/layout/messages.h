// What is told of single characters.
#pragma once

#include <string>

#include "engine/diagnostic.h"

namespace hongtou::layout {

inline constexpr Message glyph_missing{"layout.glyph_missing", "没有一种字体有“{0}”（{1}）字",
                                       "no font has the character “{0}” ({1})",
                                       "请安装含有此字的字体（Debian 软件包 fonts-noto-cjk），或改用其他字",
                                       "install a font that has it (Debian package fonts-noto-cjk), or write another character"};

std::string code_point(char32_t character);  // U+4E00

}  // namespace hongtou::layout
