// The elements a text names between its two lines of ---, by their Chinese and English names. Private to the text format.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/document/document.h"

namespace hongtou::gw {

// Where its value goes in a Document: an element is one line or a list of lines, or (neither) something else than text.
struct Element {
  std::string_view chinese;
  std::string_view english;
  std::string Document::*single = nullptr;
  std::vector<std::string> Document::*lines = nullptr;
};

const Element* find_element(std::string_view name);  // nullptr: there is none
std::vector<std::string> element_names();

// 信函, 命令 or 令, 纪要, by their Chinese and English names.
std::optional<DocumentFormat> find_format(std::string_view name);
std::string_view name_of(DocumentFormat format, Language language);

bool is_date(const Element& element);

// What the page itself adds is taken off: a document prints 主送机关's colon, the brackets of 附注, 抄送：, 印发, the dash of
// 副标题.
std::string tidied(const Element& element, std::string_view value);

}  // namespace hongtou::gw
