#include "engine/decision_table.h"

#include "tests/engine/feel/feel_support.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

std::string decided(std::string_view csv, std::string_view data) {
  const auto table = DecisionTable::read(csv, "rules.csv");
  if (!table.ok()) return to_text(table.diagnostics(), Language::en);
  const auto [value, reasons] = table->evaluate(*parse_json(data), feel_context());
  return value.is_null() && !reasons.empty() ? std::string(reasons.front().message.code) : to_json(value);
}

std::string told(std::string_view csv, Language language) {
  return to_text(DecisionTable::read(csv, "rules.csv").diagnostics(), language);
}

const std::string grades =
    "score,-> grade,-> 备注\n"
    "1,>= 90,\"\"\"优\"\"\",\n"
    "2,[60..90),\"\"\"良\"\"\",\"\"\"可\"\"\"\n"
    "3,< 60,\"\"\"差\"\"\",string(score)\n";

// A table of three rules that overlap.
std::string table(const std::string& policy) { return policy + ",n,-> v\n,,\"3, 2, 1\"\n1,> 0,1\n2,> 10,3\n3,> 20,2\n"; }

}  // namespace

TEST_CASE("the rule that holds gives the outputs") {
  CHECK(decided("U," + grades, R"({"score": 95})") == R"({"grade":"优","备注":null})");
  CHECK(decided("U," + grades, R"({"score": 60})") == R"({"grade":"良","备注":"可"})");
  CHECK(decided("U," + grades, R"({"score": 5})") == R"({"grade":"差","备注":"5"})");
}

TEST_CASE("each hit policy takes the rules that hold in its way") {
  const auto data = R"({"n": 30})";
  CHECK(decided(table("U"), data) == "decision.overlap");
  CHECK(decided(table("A"), data) == "decision.contradiction");
  CHECK(decided(table("P"), data) == "3");
  CHECK(decided(table("F"), data) == "1");
  CHECK(decided(table("R"), data) == "[1,3,2]");
  CHECK(decided(table("O"), data) == "[3,2,1]");
  CHECK(decided(table("C"), data) == "[1,3,2]");
  CHECK(decided(table("C+"), data) == "6");
  CHECK(decided(table("C<"), data) == "1");
  CHECK(decided(table("C>"), data) == "3");
  CHECK(decided(table("C#"), data) == "3");
  CHECK(decided("A,n,-> v\n1,> 0,1\n2,> 10,1\n", data) == "1");
}

TEST_CASE("when no rule holds the value says so") {
  const auto data = R"({"n": -1})";
  for (const auto* policy : {"U", "A", "P", "F", "C+", "C<", "C>"}) CHECK(decided(table(policy), data) == "decision.no_rule");
  for (const auto* policy : {"R", "O", "C"}) CHECK(decided(table(policy), data) == "[]");
  CHECK(decided(table("C#"), data) == "0");
}

TEST_CASE("several inputs hold together and blank cells always") {
  const std::string csv =
      "F,n,risk,-> do\n1,> 5,\"\"\"高\"\"\",\"\"\"查\"\"\"\n2,,\"\"\"高\"\", \"\"中\"\"\",\"\"\"看\"\"\"\n3,-,,\"\"\"放\"\"\"\n";
  CHECK(decided(csv, R"({"n": 6, "risk": "高"})") == R"("查")");
  CHECK(decided(csv, R"({"n": 1, "risk": "中"})") == R"("看")");
  CHECK(decided(csv, R"({"n": 1, "risk": "低"})") == R"("放")");
}

TEST_CASE("inputs may be expressions and dates") {
  const std::string csv = "F,date(due),-> late\n1,< today(),true\n2,-,false\n";
  CHECK(decided(csv, R"({"due": "2023-06-09"})") == "true");
  CHECK(decided(csv, R"({"due": "2023-06-10"})") == "false");
}

TEST_CASE("an input that is not among the allowed values is told") {
  const std::string csv = "F,n,-> v\n,[0..100],\n1,-,1\n";
  CHECK(decided(csv, R"({"n": 100})") == "1");
  const auto reasons = DecisionTable::read(csv, "rules.csv")->evaluate(*parse_json(R"({"n": 101})")).reasons;
  CHECK(to_text(reasons, Language::zh) ==
        "rules.csv:1:3: warning [decision.not_allowed] 输入“n”的值101不在可选值内\n  提示：检查数据，或修改表的第二行\n");
  CHECK(to_text(reasons, Language::en) ==
        "rules.csv:1:3: warning [decision.not_allowed] 101 is no allowed value of “n”\n  hint: look at the data, or at the "
        "second row of the table\n");
}

TEST_CASE("what an evaluation has against the rules names their lines") {
  const auto reasons = [](const std::string& policy, Language language) {
    return to_text(DecisionTable::read(table(policy), "rules.csv")->evaluate(*parse_json(R"({"n": 15})")).reasons, language);
  };
  CHECK(reasons("U", Language::zh) ==
        "rules.csv:4:3: error [decision.overlap] 规则重叠：输入同时符合第3行和第4行\n  提示：调整条件，或改用其他命中策略（如 "
        "F）\n");
  CHECK(reasons("U", Language::en) ==
        "rules.csv:4:3: error [decision.overlap] the rules of line 3 and line 4 both hold\n"
        "  hint: change the conditions, or use another hit policy such as F\n");
  CHECK(reasons("A", Language::zh) ==
        "rules.csv:4:3: error [decision.contradiction] 第3行和第4行都符合，结果却不同\n  提示：让两条规则的输出一致\n");
  CHECK(reasons("A", Language::en) ==
        "rules.csv:4:3: error [decision.contradiction] the rules of line 3 and line 4 both hold and differ\n  hint: let both "
        "have the same output\n");
  const auto none = DecisionTable::read(table("F"), "rules.csv")->evaluate(*parse_json(R"({"n": 0})")).reasons;
  CHECK(to_text(none, Language::zh) ==
        "rules.csv:1:3: warning [decision.no_rule] 没有一条规则符合：[0]\n  提示：补一条规则，或检查数据\n");
  CHECK(to_text(none, Language::en) ==
        "rules.csv:1:3: warning [decision.no_rule] no rule holds for [0]\n  hint: add a rule, or look at the data\n");
}

TEST_CASE("gaps and overlaps of numbers are told when the table is read") {
  CHECK(told("U,n,-> v\n1,< 60,1\n2,> 60,2\n", Language::zh) ==
        "rules.csv:1:3: warning [decision.gap] 没有规则适用于60\n  提示：补一条规则，或在第二行写出输入的范围\n");
  CHECK(told("U,n,-> v\n1,< 60,1\n2,> 60,2\n", Language::en) ==
        "rules.csv:1:3: warning [decision.gap] no rule holds for 60\n  hint: add a rule, or put the range of the input in the "
        "second row\n");
  CHECK(told("U,n,-> v\n1,<= 60,1\n2,>= 60,2\n", Language::zh) ==
        "rules.csv:3:3: warning [decision.overlap] 规则重叠：60同时符合第2行和第3行\n  提示：调整条件，或改用其他命中策略（如 "
        "F）\n");
  CHECK(told("U,n,-> v\n1,<= 60,1\n2,>= 60,2\n", Language::en) ==
        "rules.csv:3:3: warning [decision.overlap] the rules of line 2 and line 3 both hold for 60\n"
        "  hint: change the conditions, or use another hit policy such as F\n");
  CHECK(told("U,n,-> v\n1,[0..59],1\n2,[60..100],2\n", Language::en).find("no rule holds for 59.5") != std::string::npos);
  CHECK(told("U,n,-> v\n,[0..100],\n1,[10..100],1\n", Language::en).find("no rule holds for 0") != std::string::npos);
  CHECK(told("U,n,-> v\n1,< 60,1\n2,>= 60,2\n", Language::en) == "");
  CHECK(told("F,n,-> v\n1,<= 60,1\n2,>= 60,2\n", Language::en) == "");
}

TEST_CASE("rules that overlap are told for any number of inputs of numbers and texts and truth values") {
  CHECK(told("U,n,kind,-> v\n1,> 3,\"\"\"甲\"\"\",1\n2,< 5,-,2\n3,< 2,\"\"\"乙\"\"\",3\n", Language::zh) ==
        "rules.csv:3:3: warning [decision.overlap] 规则重叠：4、\"甲\"同时符合第2行和第3行\n"
        "  提示：调整条件，或改用其他命中策略（如 F）\n");
  CHECK(told("U,n,-> v\n1,> 3,1\n2,> 5,2\n", Language::en).find("line 2 and line 3 both hold for 6") != std::string::npos);
  CHECK(told("U,a,b,-> v\n1,true,true,1\n2,true,false,2\n3,false,-,3\n", Language::en) == "");
  CHECK(told("U,a,b,-> v\n1,\"\"\"甲\"\"\",> 1,1\n2,\"not(\"\"甲\"\")\",> 1,2\n", Language::en) == "");
  CHECK(told("U,a,b,-> v\n1,> 1,? > b,1\n2,> 2,? > a,2\n", Language::en) == "");  // cannot be known
}

TEST_CASE("a file that is no table is told with its place") {
  CHECK(told("X,n,-> v\n", Language::zh) ==
        "rules.csv:1:1: error [decision.hit_policy] 第一格“X”不是命中策略\n  提示：写 "
        "U（唯一）、A、P、F（第一条）、R、O、C、C+、C<、C> 或 C#\n");
  CHECK(told("X,n,-> v\n", Language::en) ==
        "rules.csv:1:1: error [decision.hit_policy] the first cell “X” is no hit policy\n"
        "  hint: write U (unique), A, P, F (first), R, O, C, C+, C<, C> or C#\n");
  CHECK(told("U,n,v\n", Language::zh) ==
        "rules.csv:1:1: error [decision.columns] 表头要先有输入列，再有输出列\n  提示：输出列写成 -> 名称，例如 -> 等次\n");
  CHECK(told("U,n,v\n", Language::en) ==
        "rules.csv:1:1: error [decision.columns] the head needs inputs and then outputs\n  hint: write an output as -> name, "
        "such as -> grade\n");
  CHECK(told("U,n,-> v\n1,2\n", Language::zh) ==
        "rules.csv:2:1: error [decision.cells] 这一行有2格，表头有3格\n  提示：补齐或删去多出的格子\n");
  CHECK(told("U,n,-> v\n1,2\n", Language::en) ==
        "rules.csv:2:1: error [decision.cells] this row has 2 cells and the head 3\n  hint: fill the row up or remove what is "
        "too much\n");
  CHECK(told("C+,n,-> v,-> w\n1,2,3,4\n", Language::zh)
            .find("[decision.one_output] 汇总的命中策略只能有一个输出列\n  提示：拆成几张表，或改用 C") != std::string::npos);
  CHECK(told("C+,n,-> v,-> w\n1,2,3,4\n", Language::en)
            .find("a hit policy that collects takes one output\n  hint: take the table apart, or use C") != std::string::npos);
  CHECK(told("P,n,-> v\n1,2,3\n", Language::zh).find("[decision.no_priority] 命中策略 P 和 O 要列出输出列的可选值") !=
        std::string::npos);
  CHECK(told("P,n,-> v\n1,2,3\n", Language::en).find("[decision.no_priority] P and O need the values of the outputs") !=
        std::string::npos);
  CHECK(told("U,n,-> v\n1,\"2,3\n", Language::zh) ==
        "rules.csv:2:3: error [decision.csv] 单元格缺少结束的引号\n  提示：用 Excel 或 WPS 另存为 CSV UTF-8\n");
  CHECK(told("U,n,-> v\n1,\"2,3\n", Language::en) ==
        "rules.csv:2:3: error [decision.csv] the cell has no closing quote\n  hint: save the table as CSV UTF-8\n");
  CHECK(told("U,\xFF", Language::zh).find("[decision.csv] 文件不是 UTF-8 编码") != std::string::npos);
  CHECK(told("", Language::en).find("decision.columns") != std::string::npos);
}

TEST_CASE("errors in cells are told at their lines and columns") {
  CHECK(told("U,n,-> v\r\n1, > ,2\r\n", Language::en).find("rules.csv:2:5: error [expression.unexpected_end]") !=
        std::string::npos);
  const Schema schema{{"n", Type::number()}};
  const auto table = DecisionTable::read("U,n,→ v\n1,> m,\"nn + 1\"\n2,\"\"\"a\"\"\",1\n", "rules.csv", schema);
  std::string found;
  for (const auto& one : table->check(schema))
    found +=
        std::to_string(one.position.line) + ":" + std::to_string(one.position.column) + " " + std::string(one.message.code) + " ";
  CHECK(found == "2:5 expression.unknown_name 2:8 expression.unknown_name 3:4 expression.type ");
}

TEST_CASE("a table can be built from structs") {
  const DecisionTableText text{HitPolicy::unique, {{{"n"}}}, {{{"v"}}}, {{{{"< 5"}}, {{"\"少\""}}}, {{{">= 5"}}, {{"\"多\""}}}}};
  const auto table = DecisionTable::build(text);
  REQUIRE(table.ok());
  CHECK(to_json(table->evaluate(*parse_json(R"({"n": 5})")).value) == R"("多")");
  auto short_of_cells = text;
  short_of_cells.rules.front().outputs.clear();
  CHECK_FALSE(DecisionTable::build(short_of_cells).ok());
  CHECK_FALSE(DecisionTable::build({}).ok());
}

TEST_CASE("remarks behind the outputs are left alone") {
  CHECK(decided("F,n,-> v,# 说明\n1,-,7,随便写\n", R"({"n": 1})") == "7");
}
