#include "plugins/docx/reading/numbering.h"

#include "engine/text.h"

namespace hongtou::docx {

Numbering::Numbering(pugi::xml_node numbering) : root_(numbering) {}

pugi::xml_node Numbering::level_of(const std::string& list, int level) const {
  const auto number = root_.find_child_by_attribute("w:num", "w:numId", list.c_str());
  const std::string abstract = number.child("w:abstractNumId").attribute("w:val").as_string();
  const auto found = root_.find_child_by_attribute("w:abstractNum", "w:abstractNumId", abstract.c_str());
  return found.find_child_by_attribute("w:lvl", "w:ilvl", std::to_string(level).c_str());
}

std::string Numbering::written(int number, const std::string& format) {
  constexpr int most = 99;
  const bool chinese = format.find("chinese") == 0 || format.find("ideograph") == 0 || format.find("taiwanese") == 0;
  return chinese && number > 0 && number <= most ? chinese_number(number) : std::to_string(number);
}

std::string Numbering::next(const std::string& list, int level) {
  const auto here = level_of(list, level);
  if (!here || std::string(here.child("w:numFmt").attribute("w:val").as_string()) == "bullet") return {};
  auto& counts = counts_[list];
  counts.erase(counts.upper_bound(level), counts.end());
  const int start = here.child("w:start").attribute("w:val").as_int(1);
  counts[level] = counts.contains(level) ? counts[level] + 1 : start;
  std::string text = here.child("w:lvlText").attribute("w:val").as_string();
  for (int each = 0; each <= level; ++each) {
    const auto format = level_of(list, each).child("w:numFmt").attribute("w:val").as_string();
    text = replace_all(text, "%" + std::to_string(each + 1), written(counts.contains(each) ? counts[each] : 1, format));
  }
  return text;
}

}  // namespace hongtou::docx
