// The words after `::` in a text, and the Chinese ones that mean the same.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hongtou::gw {

// The English word of the block, or nothing.
std::string_view block_kind(std::string_view word);
std::vector<std::string> block_names();

// Whether the lines right below, up to an empty one, are its data: rows of a table, names, values.
bool has_lines(std::string_view kind);

}  // namespace hongtou::gw
