// What a paragraph and its runs look like once styles and defaults are taken together (ECMA-376 part 1, 17.7.2).
#pragma once

#include <map>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <vector>

namespace hongtou::docx {

struct RunLook {
  std::optional<std::string> chinese_font, latin_font, color;
  std::optional<double> size_pt;
  std::optional<bool> bold;
  std::optional<bool> chinese_hint;
  std::optional<bool> chinese_from_theme;

  void take(pugi::xml_node run_properties);  // what is said there wins
};

struct ParagraphLook {
  std::optional<std::string> side;                             // as w:jc says it
  std::optional<double> first_chars, left_chars, right_chars;  // characters
  std::optional<double> first_pt, left_pt, right_pt;
  std::optional<double> exact_pitch_pt;  // 0: not exact
  std::optional<double> before_pt, after_pt;
  std::optional<bool> page_break_before;
  std::optional<double> above_mm, below_mm;
  std::optional<std::string> rule_color;
  std::optional<std::string> numbering;  // w:numId
  std::optional<int> numbering_level;

  void take(pugi::xml_node paragraph_properties);
};

class StyleSheet {
 public:
  explicit StyleSheet(pugi::xml_node styles);

  ParagraphLook paragraph(pugi::xml_node paragraph);
  RunLook run(pugi::xml_node paragraph, pugi::xml_node run);

 private:
  // What the defaults of the file, a style and those it is based on say together.
  struct Style {
    ParagraphLook paragraph;
    RunLook run;
  };

  std::vector<pugi::xml_node> chain_of(const std::string& id) const;  // from the last base to the style itself
  const Style& style_of(pugi::xml_node paragraph);

  std::map<std::string, pugi::xml_node> nodes_;
  std::map<std::string, Style, std::less<>> asked_for_;
  Style defaults_;
  std::string default_paragraph_;
};

}  // namespace hongtou::docx
