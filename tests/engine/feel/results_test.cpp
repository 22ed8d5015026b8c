// The table of expressions and their values.
#include "tests/engine/feel/feel_support.h"

using namespace hongtou;
using namespace hongtou::test;

TEST_CASE("every expression of the table has the value beside it") {
  CHECK(check_results(read_source("tests/engine/feel/results.txt")) > 500);
}

TEST_CASE("an expression that has been explained has the same value") {
  for (const auto* text : {"1 + 1", "missing", "units.events", "today()"}) {
    const auto expression = Expression::parse(text);
    CHECK(expression->explain(feel_data(), feel_context()).value == expression->evaluate(feel_data(), feel_context()));
  }
}

namespace {

std::string unary(std::string_view tests, std::string_view input) {
  const auto cell = Expression::parse_unary_tests(tests);
  if (!cell.ok()) return to_text(cell.diagnostics(), Language::en);
  return to_json(cell->explain_unary(*Expression::parse(input), feel_data(), feel_context()).value);
}

}  // namespace

TEST_CASE("unary tests hold or not of an input") {
  CHECK(unary("-", "1") == "true");
  CHECK(unary("> 3", "5") == "true");
  CHECK(unary("> 3", "3") == "false");
  CHECK(unary("< 3, > 7", "8") == "true");
  CHECK(unary("[1..5]", "5") == "true");
  CHECK(unary("(1..5), 9", "9") == "true");
  CHECK(unary("\"a\", \"b\"", "\"b\"") == "true");
  CHECK(unary("not(\"a\", \"b\")", "\"b\"") == "false");
  CHECK(unary("not(> 3)", "1") == "true");
  CHECK(unary("? > 3 and ? < 7", "5") == "true");
  CHECK(unary("contains(?, \"头\")", "\"红头\"") == "true");
  CHECK(unary("n", "5") == "true");
  CHECK(unary("[1, 2, 3]", "2") == "true");
  CHECK(unary("true", "true") == "true");
  CHECK(unary("null", "null") == "true");
  CHECK(unary("-", "null") == "true");
  CHECK(unary("> date(\"2023-06-01\")", "today()") == "true");
  CHECK(unary("\"a\" + 1", "1") == "false");
  CHECK(unary("> \"a\"", "1") == "null");
}

TEST_CASE("texts of the data that the schema calls dates are dates") {
  const Schema schema{{"due", Type::date()},
                      {"at", Type::date_time()},
                      {"unit", Type::context({{"limit", Type::days_duration()}, {"name", Type::text()}})},
                      {"days", Type::list_of(Type::date())},
                      {"rows", Type::list_of(Type::context({{"due", Type::date()}}))}};
  const auto data =
      *parse_json(R"({"due": "2023-06-10", "at": "2023-06-10T09:00:00", "unit": {"limit": "P3D", "name": "2023-01-01"},
                                    "days": ["2023-06-01", "2023-06-12"], "rows": [{"due": "2023-06-01"}, {"due": "2023-06-30"}]})");
  const auto result = [&](std::string_view text) { return to_json(Expression::parse(text, {}, schema)->evaluate(data)); };
  CHECK(result("due > date(\"2023-06-09\")") == "true");
  CHECK(result("due.month") == "6");
  CHECK(result("due + unit.limit") == R"("2023-06-13")");
  CHECK(result("at.hour") == "9");
  CHECK(result("unit.name") == R"("2023-01-01")");
  CHECK(result("unit.name + \"!\"") == R"("2023-01-01!")");
  CHECK(result("days[item > due]") == R"(["2023-06-12"])");
  CHECK(result("rows[due > date(\"2023-06-15\")].due") == R"(["2023-06-30"])");
  CHECK(result("count(for r in rows return r.due.month)") == "2");
  CHECK(to_json(Expression::parse("due.month", {}, schema)->inputs(data)) == R"({"due":"2023-06-10"})");
  CHECK(Expression::parse("due", {}, schema)->evaluate(*parse_json(R"({"due": "soon"})")).is_null());
}

TEST_CASE("names of several words and with signs are known from the schema") {
  const Schema schema{{"活动 场次", Type::number()},
                      {"a-b", Type::number()},
                      {"金额（万元）", Type::number()},
                      {"unit", Type::context({{"full name", Type::text()}})}};
  const auto data = *parse_json(R"({"活动 场次": 3, "a-b": 4, "金额（万元）": 5, "unit": {"full name": "局"}, "a": 1, "b": 1})");
  const auto result = [&](std::string_view text) { return to_json(Expression::parse(text, {}, schema)->evaluate(data)); };
  CHECK(result("活动 场次 + 1") == "4");
  CHECK(result("活动   场次 + 1") == "4");
  CHECK(result("a-b * 2") == "8");
  CHECK(result("金额（万元） > 4") == "true");
  CHECK(result("unit.full name") == R"("局")");
  CHECK(to_json(Expression::parse("a-b")->evaluate(data)) == "0");
}

TEST_CASE("a value that lies deep in a rest of the data is found without the rest") {
  CHECK(to_json(Expression::parse("report.by.town")->inputs(feel_data())) == R"({"report.by.town":"青龙桥街道"})");
  CHECK(to_json(Expression::parse("units[events > n].name")->inputs(feel_data())).find("\"n\":5") != std::string::npos);
  CHECK(to_json(Expression::parse("count(units[missing > 1])")->inputs(feel_data())).find("missing") == std::string::npos);
}
