#include "plugins/docx/properties.h"

#include <cmath>
#include <sstream>

namespace hongtou::docx {

namespace {

const char* name_of(Edge edge) {
  switch (edge) {
    case Edge::left:
      return "left";
    case Edge::center:
      return "center";
    case Edge::right:
      return "right";
    case Edge::both:
      return "both";
    case Edge::distribute:
      return "distribute";
  }
  return "left";
}

void write_rule(pugi::xml_node properties, const ParagraphProperties& paragraph) {
  auto rule = add(add(properties, "w:pBdr"), "w:bottom", "single");
  set(rule, "w:sz", paragraph.rule_eighths);
  set(rule, "w:space", paragraph.rule_gap_pt);
  set(rule, "w:color", paragraph.rule_color);
}

void write_frame(pugi::xml_node properties, const Frame& frame) {
  auto node = add(properties, "w:framePr");
  set(node, "w:w", frame.width);
  set(node, "w:wrap", "notBeside");
  set(node, "w:vAnchor", "page");
  set(node, "w:hAnchor", "page");
  set(node, "w:x", frame.x);
  set(node, "w:y", frame.y);
}

void write_tabs(pugi::xml_node properties, const std::vector<Tab>& tabs) {
  auto list = add(properties, "w:tabs");
  for (const auto& tab : tabs) set(add(list, "w:tab", tab.kind), "w:pos", tab.position);
}

void write_plain_spacing(pugi::xml_node properties) {
  for (const char* name : {"w:autoSpaceDE", "w:autoSpaceDN", "w:adjustRightInd", "w:snapToGrid"}) add(properties, name, "0");
}

void write_spacing(pugi::xml_node properties, const ParagraphProperties& paragraph) {
  auto spacing = add(properties, "w:spacing");
  if (paragraph.before) set(spacing, "w:before", *paragraph.before);
  if (paragraph.after) set(spacing, "w:after", *paragraph.after);
  if (paragraph.exact_pitch) {
    set(spacing, "w:line", *paragraph.exact_pitch);
    set(spacing, "w:lineRule", "exact");
  } else if (paragraph.single_pitch) {
    set(spacing, "w:line", 240);
    set(spacing, "w:lineRule", "auto");
  }
}

void write_indent(pugi::xml_node properties, const ParagraphProperties& paragraph) {
  auto indent = add(properties, "w:ind");
  if (paragraph.left) set(indent, "w:left", *paragraph.left);
  if (paragraph.right) set(indent, "w:right", *paragraph.right);
  if (paragraph.first_line_hundredths) set(indent, "w:firstLineChars", *paragraph.first_line_hundredths);
  if (!paragraph.first_line) return;
  const bool hanging = *paragraph.first_line < 0;
  set(indent, hanging ? "w:hanging" : "w:firstLine", std::abs(*paragraph.first_line));
}

}  // namespace

int twips(double mm) { return static_cast<int>(std::lround(mm * 1440 / 25.4)); }
int twips_from_pt(double pt) { return static_cast<int>(std::lround(pt * 20)); }
int eighths(double mm) { return static_cast<int>(std::lround(mm * 72 / 25.4 * 8)); }

pugi::xml_node add(pugi::xml_node parent, const char* name) { return parent.append_child(name); }

pugi::xml_node add(pugi::xml_node parent, const char* name, const std::string& value) {
  auto node = parent.append_child(name);
  set(node, "w:val", value);
  return node;
}

void set(pugi::xml_node node, const char* name, const std::string& value) { node.append_attribute(name) = value.c_str(); }
void set(pugi::xml_node node, const char* name, int value) { node.append_attribute(name) = value; }

std::string to_xml(const pugi::xml_document& document) {
  return R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)" + ("\n" + to_fragment(document));
}

std::string to_fragment(const pugi::xml_document& document) {
  std::ostringstream out;
  document.save(out, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
  return out.str();
}

bool RunProperties::empty() const { return !style && !faces && !east_asian_hint && !color && !spacing && !scale && !size_pt; }

void RunProperties::write(pugi::xml_node properties) const {
  if (style) add(properties, "w:rStyle", style);
  if (faces || east_asian_hint) {
    auto fonts = add(properties, "w:rFonts");
    if (east_asian_hint) set(fonts, "w:hint", "eastAsia");
    if (faces) {
      set(fonts, "w:ascii", faces->latin);
      set(fonts, "w:hAnsi", faces->latin);
      set(fonts, "w:eastAsia", faces->chinese);
      set(fonts, "w:cs", faces->latin);
    }
  }
  if (color) add(properties, "w:color", color);
  if (spacing) add(properties, "w:spacing", std::to_string(*spacing));
  if (scale) add(properties, "w:w", std::to_string(*scale));
  if (size_pt) {
    const auto half_points = std::to_string(std::lround(*size_pt * 2));
    add(properties, "w:sz", half_points);
    add(properties, "w:szCs", half_points);
  }
}

void ParagraphProperties::write(pugi::xml_node properties) const {
  if (style) add(properties, "w:pStyle", style);
  if (keep_next) add(properties, "w:keepNext");
  if (page_break_before) add(properties, "w:pageBreakBefore");
  if (frame) write_frame(properties, *frame);
  if (plain_spacing) add(properties, "w:widowControl", "0");
  if (rule_color) write_rule(properties, *this);
  if (!tabs.empty()) write_tabs(properties, tabs);
  if (plain_spacing) write_plain_spacing(properties);
  if (before || after || exact_pitch || single_pitch) write_spacing(properties, *this);
  if (left || right || first_line || first_line_hundredths) write_indent(properties, *this);
  if (edge) add(properties, "w:jc", name_of(*edge));
  if (outline_level) add(properties, "w:outlineLvl", std::to_string(*outline_level));
}

}  // namespace hongtou::docx
