// An XML part that somebody else made.
#pragma once

#include <optional>
#include <pugixml.hpp>
#include <string>

namespace hongtou::package {

inline constexpr int deepest_element = 256;  // so that whoever walks the tree may do it by recursion

// Reads `content` into `document`, with the options of pugixml. What is wrong with it, if anything: no XML, or elements within
// each other deeper than `deepest_element`; then the document is empty.
std::optional<std::string> parse(pugi::xml_document& document, const std::string& content, unsigned options);

}  // namespace hongtou::package
