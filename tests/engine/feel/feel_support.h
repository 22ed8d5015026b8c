// The data, the calendar and the clock of the FEEL tests.
#pragma once

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "engine/expression.h"
#include "engine/text.h"

namespace hongtou::test {

inline std::string read_source(const std::string& path) {
  std::ifstream file(std::string(HONGTOU_SOURCE_DIR) + "/" + path);
  REQUIRE_MESSAGE(file, path);
  std::ostringstream all;
  all << file.rdbuf();
  return all.str();
}

inline const Value& feel_data() {
  static const Value value = *parse_json(R"({
    "report": {"accepted": 12, "due": 15, "by": {"town": "青龙桥街道"}},
    "units": [{"name": "甲", "events": 3}, {"name": "乙", "events": 4}, {"name": "丙"}],
    "统计表": {"活动场次": 7}, "风险企业": "有", "n": 5, "count": 2
  })");
  return value;
}

inline EvaluationContext feel_context() {
  static const auto calendar = [] {
    std::vector<std::pair<std::string, std::string>> files;
    for (const auto* year : {"2022", "2023", "2024"}) {
      const auto name = std::string("calendars/") + year + ".csv";
      files.emplace_back(name, read_source("engine/" + name));
    }
    return *Calendar::read(files);
  }();
  return {&calendar, parse_instant("2023-06-10 09:00")};
}

// The value as JSON, or the errors.
inline std::string result_of(std::string_view text) {
  const auto expression = Expression::parse(text);
  if (!expression.ok()) return to_text(expression.diagnostics(), Language::en);
  return to_json(expression->evaluate(feel_data(), feel_context()));
}

// Checks each line `expression => value` and answers how many there are.
inline int check_results(std::string_view page) {
  constexpr std::string_view arrow = " => ";
  int count = 0;
  for (const auto line : lines(page)) {
    const auto place = line.rfind(arrow);
    if (line.starts_with('#') || place == std::string_view::npos) continue;
    CAPTURE(line);
    CHECK(result_of(line.substr(0, place)) == line.substr(place + arrow.size()));
    ++count;
  }
  return count;
}

}  // namespace hongtou::test
