// An OpenType font file put together of tables (ISO/IEC 14496-22), as far as a subset of a CFF font needs it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hongtou::layout {

// By their tags, such as "CFF ".
using FontTables = std::vector<std::pair<std::string_view, std::string>>;

std::string open_type_file(FontTables tables);

// Which glyph stands for a character; characters ascending, glyph numbers those of the file.
std::string character_map(const std::vector<std::pair<char32_t, std::uint16_t>>& characters);

// As they are in the font, for other glyphs: the number of metrics in hhea and of glyphs in maxp, names left out of post.
std::string horizontal_header(std::string_view hhea, std::size_t glyph_count);
std::string glyph_counts(std::size_t glyph_count);
std::string horizontal_metrics(std::string_view hhea, std::string_view hmtx, const std::vector<std::uint32_t>& glyphs);
std::string postscript_facts(std::string_view post);

}  // namespace hongtou::layout
