#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "engine/document/chart_drawing.h"

using namespace hongtou;

namespace {

constexpr double page_width = 156;

Chart line_chart(const std::vector<std::string>& labels, const std::vector<double>& values) {
  return {ChartKind::line, "各街道活动场次（场）", labels, {{"", values}}};
}

std::vector<std::string> texts_of(const Chart& chart) {
  std::vector<std::string> texts;
  for (const auto& strip : draw_chart(chart, page_width))
    for (const auto& text : strip.texts) texts.push_back(text.text);
  return texts;
}

std::vector<std::string> scale_of(const std::vector<double>& values) {
  auto texts = texts_of(line_chart(std::vector<std::string>(values.size(), ""), values));
  std::erase(texts, "");
  return texts;
}

}  // namespace

TEST_CASE("the scale of a line chart is of round numbers that hold all values") {
  using Texts = std::vector<std::string>;
  CHECK(scale_of({7, 23, 61, 77}) == Texts{"0", "20", "40", "60", "80"});
  CHECK(scale_of({137, 2532}) == Texts{"0", "1000", "2000", "3000"});
  CHECK(scale_of({19, -3}) == Texts{"-10", "0", "10", "20"});
  CHECK(scale_of({9, 3}) == Texts{"0", "2.5", "5", "7.5", "10"});
  CHECK(scale_of({0.013, 0.031}) == Texts{"0", "0.01", "0.02", "0.03", "0.04"});
  CHECK(scale_of({0.08, 0.01}) == Texts{"0", "0.02", "0.04", "0.06", "0.08"});
  CHECK(scale_of({-40, -12}) == Texts{"-40", "-30", "-20", "-10", "0"});
  CHECK(scale_of({0, 0}) == Texts{"0", "1"});
}

TEST_CASE("names below a line chart are all there, in as many lines as they need") {
  std::vector<std::string> names;
  for (const char* name : {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"})
    names.push_back(std::string(name) + "街道办事处");
  std::string all, wanted;
  for (const auto& text : texts_of(line_chart(names, std::vector<double>(10, 0)))) all += text;
  for (const auto& name : names) wanted += name;
  CHECK(all == "01" + wanted);
}

TEST_CASE("a number below a line chart stays whole") {
  std::vector<std::string> months;
  for (int month = 1; month <= 12; ++month) months.push_back("2024年" + std::to_string(month) + "月");
  const auto texts = texts_of(line_chart(months, std::vector<double>(12, 0)));
  const auto count = [&](const std::string& part) {
    return std::count_if(texts.begin(), texts.end(), [&](const auto& text) { return text.find(part) != std::string::npos; });
  };
  CHECK(count("2024") == 12);
  CHECK(count("12") == 1);
}

TEST_CASE("where columns are too narrow for a character every third name stands below a line chart") {
  std::vector<std::string> days;
  for (int day = 1; day <= 60; ++day) days.push_back(std::to_string(day));
  const auto texts = texts_of(line_chart(days, std::vector<double>(60, 0)));
  const std::set<std::string> there(texts.begin(), texts.end());
  CHECK(there.contains("58"));
  CHECK_FALSE(there.contains("59"));
  CHECK_FALSE(there.contains("60"));
}

TEST_CASE("nothing of a line chart leaves its strip") {
  const auto chart = line_chart({std::string(200, '1'), "某市处置非法集资工作领导小组办公室", ""}, {-1, 1e9, 3});
  for (const auto& strip : draw_chart(chart, page_width)) {
    for (const auto& text : strip.texts) {
      CHECK(text.x >= 0);
      CHECK(text.y + chart_text_mm <= strip.height + 0.01);
    }
    for (const auto& line : strip.lines) {
      CHECK(std::max(line.x1, line.x2) <= page_width);
      CHECK(std::max(line.y1, line.y2) <= strip.height);
    }
  }
}

TEST_CASE("numbers of a chart have two decimals at most") {
  CHECK(chart_number(12) == "12");
  CHECK(chart_number(-0.5) == "-0.5");
  CHECK(chart_number(2.049) == "2.05");
  CHECK(chart_number(3.004) == "3");
  CHECK(chart_number(-0.001) == "0");
  CHECK(chart_number(1234567.1) == "1234567.1");
}
