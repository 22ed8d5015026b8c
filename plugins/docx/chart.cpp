#include "plugins/docx/chart.h"

#include <algorithm>
#include <pugixml.hpp>

#include "engine/document/chart_drawing.h"
#include "engine/document/page.h"
#include "plugins/docx/flow.h"
#include "plugins/docx/properties.h"

namespace hongtou::docx {

namespace {

constexpr double row_mm = 7, frame_mm = 20, line_chart_mm = 80, highest_mm = 200, highest_on_its_side_mm = 130;
constexpr const char* greys[] = {"595959", "B3B3B3", "000000", "8C8C8C"};
constexpr const char* category_axis = "1";
constexpr const char* value_axis = "2";

pugi::xml_node element(pugi::xml_node parent, const char* name, const std::string& value = {}) {
  auto node = add(parent, name);
  if (!value.empty()) set(node, "val", value);
  return node;
}

void write_point(pugi::xml_node list, std::size_t index, const std::string& value) {
  auto point = add(list, "c:pt");
  set(point, "idx", static_cast<int>(index));
  add(point, "c:v").text() = plain_line(value).c_str();
}

void write_text_properties(pugi::xml_node parent) {
  auto text = add(parent, "c:txPr");
  add(text, "a:bodyPr");
  auto properties = add(add(add(text, "a:p"), "a:pPr"), "a:defRPr");
  set(properties, "sz", 1200);
  set(add(properties, "a:latin"), "typeface", page::latin);
  set(add(properties, "a:ea"), "typeface", page::fang_song);
  add(text.child("a:p"), "a:endParaRPr");
}

void write_series(pugi::xml_node plot, const Chart& chart, std::size_t index) {
  const auto& series = chart.series[index];
  auto node = add(plot, "c:ser");
  element(node, "c:idx", std::to_string(index));
  element(node, "c:order", std::to_string(index));
  if (!series.name.empty()) add(add(node, "c:tx"), "c:v").text() = plain_line(series.name).c_str();
  auto shape = add(node, "c:spPr");
  const bool bar = chart.kind == ChartKind::bar;
  auto line = bar ? shape : add(shape, "a:ln");
  if (!bar) set(line, "w", 22225);
  set(add(add(line, "a:solidFill"), "a:srgbClr"), "val", greys[index % std::size(greys)]);
  if (!bar) element(add(node, "c:marker"), "c:symbol", "square");
  auto labels = add(node, "c:dLbls");
  for (const char* part : {"c:showLegendKey", "c:showVal", "c:showCatName", "c:showSerName", "c:showPercent", "c:showBubbleSize"})
    element(labels, part, part == std::string_view("c:showVal") && bar ? "1" : "0");
  auto names = add(add(node, "c:cat"), "c:strLit"), values = add(add(node, "c:val"), "c:numLit");
  element(names, "c:ptCount", std::to_string(chart.labels.size()));
  add(values, "c:formatCode").text() = "General";
  element(values, "c:ptCount", std::to_string(chart.labels.size()));
  for (std::size_t i = 0; i < chart.labels.size(); ++i) {
    write_point(names, i, chart.labels[i]);
    write_point(values, i, chart_number(series.values[i]));
  }
  if (!bar) element(node, "c:smooth", "0");
}

pugi::xml_node write_axis(pugi::xml_node area, const char* name, const char* id, const char* across, const char* position,
                          bool reversed) {
  auto axis = add(area, name);
  element(axis, "c:axId", id);
  element(add(axis, "c:scaling"), "c:orientation", reversed ? "maxMin" : "minMax");
  element(axis, "c:delete", "0");
  element(axis, "c:axPos", position);
  element(axis, "c:numFmt").append_attribute("formatCode") = "General";
  axis.child("c:numFmt").append_attribute("sourceLinked") = 0;
  element(axis, "c:majorTickMark", "none");
  element(axis, "c:minorTickMark", "none");
  element(axis, "c:tickLblPos", "low");
  element(axis, "c:crossAx", across);
  return axis;
}

}  // namespace

double chart_height_mm(const Chart& chart) {
  if (chart.kind == ChartKind::line) return line_chart_mm;
  return std::min(highest_mm, frame_mm + row_mm * static_cast<double>(chart.labels.size() * chart.series.size()));
}

std::string chart_part(const Chart& chart) {
  const bool bar = chart.kind == ChartKind::bar;
  pugi::xml_document document;
  auto root = add(document, "c:chartSpace");
  set(root, "xmlns:c", "http://schemas.openxmlformats.org/drawingml/2006/chart");
  set(root, "xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main");
  element(root, "c:roundedCorners", "0");
  auto body = add(root, "c:chart");
  element(body, "c:autoTitleDeleted", "1");
  auto area = add(body, "c:plotArea");
  add(area, "c:layout");
  auto plot = add(area, bar ? "c:barChart" : "c:lineChart");
  if (bar) element(plot, "c:barDir", "bar");
  element(plot, "c:grouping", bar ? "clustered" : "standard");
  element(plot, "c:varyColors", "0");
  for (std::size_t i = 0; i < chart.series.size(); ++i) write_series(plot, chart, i);
  if (bar) element(plot, "c:gapWidth", "40");
  if (!bar) element(plot, "c:marker", "1");
  element(plot, "c:axId", category_axis);
  element(plot, "c:axId", value_axis);
  write_axis(area, "c:catAx", category_axis, value_axis, bar ? "l" : "b", bar);
  write_axis(area, "c:valAx", value_axis, category_axis, bar ? "t" : "l", false);
  if (chart.series.size() > 1) element(add(body, "c:legend"), "c:legendPos", "t");
  element(body, "c:plotVisOnly", "1");
  write_text_properties(root);
  return to_xml(document);
}

}  // namespace hongtou::docx
