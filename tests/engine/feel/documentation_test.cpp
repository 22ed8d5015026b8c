// docs/feel.md: its examples are true, and it names every function.
#include "engine/decision_table.h"
#include "engine/feel/functions.h"
#include "tests/engine/feel/feel_support.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

// The contents of the blocks of a page that begin with ```NAME.
std::vector<std::string> blocks(const std::string& page, const std::string& name) {
  std::vector<std::string> found;
  const auto opening = "```" + name + "\n";
  for (auto begin = page.find(opening); begin != std::string::npos; begin = page.find(opening, begin)) {
    begin += opening.size();
    const auto end = page.find("```", begin);
    found.push_back(page.substr(begin, end - begin));
  }
  return found;
}

}  // namespace

TEST_CASE("every example of docs/feel.md has the value beside it") {
  int count = 0;
  for (const auto& block : blocks(read_source("docs/feel.md"), "feel")) count += check_results(block);
  CHECK(count > 60);
}

TEST_CASE("docs/feel.md names every function") {
  const auto page = read_source("docs/feel.md");
  for (const auto& name : feel::function_names()) {
    CAPTURE(name);
    CHECK(page.find("`" + name) != std::string::npos);
  }
}

TEST_CASE("the decision table of docs/feel.md decides as it says") {
  const auto tables = blocks(read_source("docs/feel.md"), "csv");
  REQUIRE(tables.size() == 1);
  const auto table = DecisionTable::read(tables.front(), "等次.csv");
  CHECK(to_text(table.diagnostics(), Language::zh) == "");
  CHECK(to_json(table->evaluate(*parse_json(R"({"得分": 92, "一票否决": false})")).value) == R"("优秀")");
  CHECK(to_json(table->evaluate(*parse_json(R"({"得分": 92, "一票否决": true})")).value) == R"("不合格")");
  CHECK(to_json(table->evaluate(*parse_json(R"({"得分": 75, "一票否决": false})")).value) == R"("合格")");
}
