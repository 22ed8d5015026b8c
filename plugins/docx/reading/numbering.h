// Numbers that a word processor puts before paragraphs by itself: 一、 as w:numPr stands nowhere in the text.
#pragma once

#include <map>
#include <pugixml.hpp>
#include <string>

namespace hongtou::docx {

class Numbering {
 public:
  explicit Numbering(pugi::xml_node numbering);

  // What stands before the next paragraph of this list and level; "" for bullets and unknown lists. Counts.
  std::string next(const std::string& list, int level);

 private:
  pugi::xml_node level_of(const std::string& list, int level) const;
  static std::string written(int number, const std::string& format);

  pugi::xml_node root_;
  std::map<std::string, std::map<int, int>> counts_;  // abstract list → level → last number
};

}  // namespace hongtou::docx
