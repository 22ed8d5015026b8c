#include "plugins/docx/reading/style_sheet.h"

#include <algorithm>
#include <string_view>

namespace hongtou::docx {

namespace {

constexpr double twips_per_pt = 20;
constexpr double mm_per_eighth = 25.4 / 72 / 8;
constexpr std::size_t longest_chain = 17;  // of styles; a longer one goes in circles

bool is_on(pugi::xml_node flag) {
  const std::string value = flag.attribute("w:val").as_string("1");
  return value != "0" && value != "false" && value != "off";
}

void take_text(std::optional<std::string>& value, pugi::xml_attribute attribute) {
  if (attribute) value = attribute.as_string();
}

void take_twips(std::optional<double>& points, pugi::xml_attribute attribute) {
  if (attribute) points = attribute.as_double() / twips_per_pt;
}

void take_characters(std::optional<double>& characters, pugi::xml_attribute attribute) {
  if (attribute) characters = attribute.as_double() / 100;
}

}  // namespace

void RunLook::take(pugi::xml_node properties) {
  if (const auto fonts = properties.child("w:rFonts")) {
    take_text(latin_font, fonts.attribute("w:ascii"));
    if (fonts.attribute("w:eastAsia")) {
      chinese_font = fonts.attribute("w:eastAsia").as_string();
      chinese_from_theme = false;
    }
    if (fonts.attribute("w:eastAsiaTheme")) chinese_from_theme = true;
    if (fonts.attribute("w:hint")) chinese_hint = std::string(fonts.attribute("w:hint").as_string()) == "eastAsia";
  }
  if (const auto size = properties.child("w:sz")) size_pt = size.attribute("w:val").as_double() / 2;
  if (const auto flag = properties.child("w:b")) bold = is_on(flag);
  take_text(color, properties.child("w:color").attribute("w:val"));
}

void ParagraphLook::take(pugi::xml_node properties) {
  take_text(side, properties.child("w:jc").attribute("w:val"));
  if (const auto indent = properties.child("w:ind")) {
    take_twips(first_pt, indent.attribute("w:firstLine"));
    take_characters(first_chars, indent.attribute("w:firstLineChars"));
    if (indent.attribute("w:hanging")) first_pt = -indent.attribute("w:hanging").as_double() / twips_per_pt;
    if (indent.attribute("w:hangingChars")) first_chars = -indent.attribute("w:hangingChars").as_double() / 100;
    take_twips(left_pt, indent.attribute("w:left"));
    take_twips(left_pt, indent.attribute("w:start"));
    take_characters(left_chars, indent.attribute("w:leftChars"));
    take_twips(right_pt, indent.attribute("w:right"));
    take_twips(right_pt, indent.attribute("w:end"));
    take_characters(right_chars, indent.attribute("w:rightChars"));
  }
  if (const auto spacing = properties.child("w:spacing")) {
    take_twips(before_pt, spacing.attribute("w:before"));
    take_twips(after_pt, spacing.attribute("w:after"));
    const std::string rule = spacing.attribute("w:lineRule").as_string("auto");
    if (spacing.attribute("w:line")) exact_pitch_pt = rule == "auto" ? 0 : spacing.attribute("w:line").as_double() / twips_per_pt;
  }
  if (const auto flag = properties.child("w:pageBreakBefore")) page_break_before = is_on(flag);
  if (const auto borders = properties.child("w:pBdr")) {
    for (const auto& [name, rule] : {std::pair{"w:top", &above_mm}, std::pair{"w:bottom", &below_mm}}) {
      const auto border = borders.child(name);
      if (!border) continue;
      *rule = border.attribute("w:sz").as_double() * mm_per_eighth;
      rule_color = border.attribute("w:color").as_string();
    }
  }
  if (const auto number = properties.child("w:numPr")) {
    take_text(numbering, number.child("w:numId").attribute("w:val"));
    numbering_level = number.child("w:ilvl").attribute("w:val").as_int();
  }
}

StyleSheet::StyleSheet(pugi::xml_node styles) {
  const auto defaults = styles.child("w:docDefaults");
  defaults_.paragraph.take(defaults.child("w:pPrDefault").child("w:pPr"));
  defaults_.run.take(defaults.child("w:rPrDefault").child("w:rPr"));
  for (const auto style : styles.children("w:style")) {
    const std::string id = style.attribute("w:styleId").as_string();
    nodes_.emplace(id, style);
    const bool is_default = style.attribute("w:default").as_bool();
    if (is_default && std::string_view(style.attribute("w:type").as_string()) == "paragraph") default_paragraph_ = id;
  }
}

std::vector<pugi::xml_node> StyleSheet::chain_of(const std::string& id) const {
  std::vector<pugi::xml_node> chain;
  for (auto at = nodes_.find(id); at != nodes_.end() && chain.size() < longest_chain;
       at = nodes_.find(at->second.child("w:basedOn").attribute("w:val").as_string()))
    chain.push_back(at->second);
  std::reverse(chain.begin(), chain.end());
  return chain;
}

const StyleSheet::Style& StyleSheet::style_of(pugi::xml_node paragraph) {
  const std::string_view id = paragraph.child("w:pPr").child("w:pStyle").attribute("w:val").as_string(default_paragraph_.c_str());
  if (const auto found = asked_for_.find(id); found != asked_for_.end()) return found->second;
  auto& style = asked_for_.emplace(id, defaults_).first->second;
  for (const auto node : chain_of(std::string(id))) {
    style.paragraph.take(node.child("w:pPr"));
    style.run.take(node.child("w:rPr"));
  }
  return style;
}

ParagraphLook StyleSheet::paragraph(pugi::xml_node paragraph) {
  auto look = style_of(paragraph).paragraph;
  look.take(paragraph.child("w:pPr"));
  return look;
}

RunLook StyleSheet::run(pugi::xml_node paragraph, pugi::xml_node run) {
  auto look = style_of(paragraph).run;
  const auto properties = run.child("w:rPr");
  if (const auto style = properties.child("w:rStyle"))
    for (const auto node : chain_of(style.attribute("w:val").as_string())) look.take(node.child("w:rPr"));
  look.take(properties);
  return look;
}

}  // namespace hongtou::docx
