#include "engine/expression.h"

#include <doctest/doctest.h>

#include <map>
#include <random>

using namespace hongtou;

namespace {

const Value& data() {
  static const Value value = *parse_json(R"({
    "report": {"accepted": 12, "due": 15, "by": {"town": "青龙桥街道"}},
    "units": [{"name": "甲", "events": 3}, {"name": "乙", "events": 4}, {"name": "丙"}],
    "outcome": "crime", "rate": 0.8, "closed": false, "nothing": null, "统计表": {"活动场次": 7}, "风险企业": "有"
  })");
  return value;
}

// The value as JSON, or the errors.
std::string result(std::string_view text) {
  const auto expression = Expression::parse(text);
  return expression.ok() ? to_json(expression->evaluate(data())) : to_text(expression.diagnostics(), Language::en);
}

std::string error(std::string_view text, Language language) {
  return to_text(Expression::parse(text, {"campaign.info", 12, 30}).diagnostics(), language);
}

// Line, column and code of the one error.
std::string place(std::string_view text) {
  const auto parsed = Expression::parse(text, {"campaign.info", 1, 1});
  if (parsed.diagnostics().size() != 1) return std::to_string(parsed.diagnostics().size()) + " errors";
  const auto& [severity, position, message, arguments] = parsed.diagnostics().front();
  return std::to_string(position.line) + ":" + std::to_string(position.column) + " " + std::string(message.code);
}

std::string names(std::string_view text) {
  std::string out;
  for (const auto& [path, position] : Expression::parse(text, {"f", 1, 1})->names())
    out += path + "@" + std::to_string(position.line) + ":" + std::to_string(position.column) + " ";
  return out;
}

std::string repeated(std::string_view part, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += part;
  return out;
}

}  // namespace

TEST_CASE("literals stand for themselves") {
  const std::map<std::string, std::string> expected{
      {"12", "12"},
      {"1.50", "1.5"},
      {".5", "0.5"},
      {"true", "true"},
      {"false", "false"},
      {"null", "null"},
      {R"("有")", R"("有")"},
      {R"("")", R"("")"},
      {R"("say \"hi\" \\ \n")", R"("say \"hi\" \\ \n")"},
      {R"([1, "a", [true]])", R"([1,"a",[true]])"},
      {"[]", "[]"},
  };
  for (const auto& [text, value] : expected) CHECK(result(text) == value);
}

TEST_CASE("arithmetic keeps whole numbers exact") {
  const std::map<std::string, std::string> expected{
      {"1 + 2 * 3", "7"},
      {"(1 + 2) * 3", "9"},
      {"10 - 3 - 2", "5"},
      {"100 / 5 / 2", "10"},
      {"6 / 2", "3"},
      {"7 / 2", "3.5"},
      {"7 / 2 * 2", "7"},
      {"-3 + 5", "2"},
      {"2 - -3", "5"},
      {"--3", "3"},
      {"-(1 + 2)", "-3"},
      {"1.5 + 1", "2.5"},
      {"0.1 + 0.2", "0.3"},
      {"3 * 0.1", "0.3"},
      {"9007199254740993 + 0", "9007199254740993"},
      {"9223372036854775806 + 1", "9223372036854775807"},
      {R"("红" + "头")", R"("红头")"},
  };
  for (const auto& each : expected) {
    const auto& text = each.first;
    const auto& value = each.second;
    CAPTURE(text);
    CHECK(result(text) == value);
  }
}

TEST_CASE("what cannot be computed is null") {
  for (const auto* text : {"1 / 0", "1.5 / 0.0", "10 ** 7000", "1 + null", R"("a" + 1)", R"("a" - "b")", "true + 1", "-\"a\"",
                           "[1] + [2]", "missing + 1", "missing", "report.missing.deeper", "outcome.length"}) {
    CAPTURE(text);
    CHECK(result(text) == "null");
  }
}

TEST_CASE("comparisons compare values of one type") {
  for (const auto* text :
       {"1 = 1", "1 = 1.0", "1 != 2", "1 < 2", "2 <= 2", "3 > 2.5", "3 >= 3", R"("a" < "b")", R"("有" = "有")", "true = true",
        "[1, 2] = [1, 2.0]", "[1] != [1, 2]", "null = null", "1 != null", "missing = null",
        "9007199254740993 > 9007199254740992.0", "0.1 + 0.2 = 0.3", "units.name = units.name", "report = report"}) {
    CAPTURE(text);
    CHECK(result(text) == "true");
  }
  for (const auto* text :
       {"1 = 2", "1 != 1", "2 < 2", "1 >= 2", "null = 1", "1 = null", "null != null", "[1] = [2]", "true = false"}) {
    CAPTURE(text);
    CHECK(result(text) == "false");
  }
  for (const auto* text : {R"(1 = "1")", R"(1 != "1")", R"("a" < 1)", "null < 1", "1 >= null", "true < false", "[1] < [2]",
                           "true = 1", "report = units"}) {
    CAPTURE(text);
    CHECK(result(text) == "null");
  }
}

TEST_CASE("and is three-valued") {
  const std::map<std::pair<std::string, std::string>, std::string> table{
      {{"true", "true"}, "true"},    {{"true", "false"}, "false"}, {{"true", "null"}, "null"}, {{"false", "true"}, "false"},
      {{"false", "false"}, "false"}, {{"false", "null"}, "false"}, {{"null", "true"}, "null"}, {{"null", "false"}, "false"},
      {{"null", "null"}, "null"},    {{"1", "true"}, "null"},      {{"1", "false"}, "false"},  {{"\"a\"", "1"}, "null"},
  };
  for (const auto& each : table) {
    const auto& operands = each.first;
    const auto& value = each.second;
    CAPTURE(operands.first);
    CAPTURE(operands.second);
    CHECK(result(operands.first + " and " + operands.second) == value);
  }
}

TEST_CASE("or is three-valued") {
  const std::map<std::pair<std::string, std::string>, std::string> table{
      {{"true", "true"}, "true"},    {{"true", "false"}, "true"}, {{"true", "null"}, "true"}, {{"false", "true"}, "true"},
      {{"false", "false"}, "false"}, {{"false", "null"}, "null"}, {{"null", "true"}, "true"}, {{"null", "false"}, "null"},
      {{"null", "null"}, "null"},    {{"1", "true"}, "true"},     {{"1", "false"}, "null"},   {{"\"a\"", "1"}, "null"},
  };
  for (const auto& each : table) {
    const auto& operands = each.first;
    const auto& value = each.second;
    CAPTURE(operands.first);
    CAPTURE(operands.second);
    CHECK(result(operands.first + " or " + operands.second) == value);
  }
}

TEST_CASE("not is three-valued") {
  CHECK(result("not(true)") == "false");
  CHECK(result("not(1 = 2)") == "true");
  CHECK(result("not(null)") == "null");
  CHECK(result("not(1)") == "null");
}

TEST_CASE("and binds stronger than or and comparison stronger than both") {
  CHECK(result("true or true and false") == "true");
  CHECK(result("(true or true) and false") == "false");
  CHECK(result("1 + 1 = 2 and 2 < 3") == "true");
}

TEST_CASE("between holds its ends and leaves the next and alone") {
  CHECK(result("5 between 1 and 5") == "true");
  CHECK(result("1 between 1 and 5") == "true");
  CHECK(result("6 between 1 and 5") == "false");
  CHECK(result("2 between 1 and 1 + 2 and true") == "true");
  CHECK(result("null between 1 and 5") == "null");
  CHECK(result("6 between null and 5") == "false");
  CHECK(result(R"("b" between "a" and "c")") == "true");
}

TEST_CASE("a range may leave out its ends") {
  CHECK(result("5 in [1..5]") == "true");
  CHECK(result("5 in [1..5)") == "false");
  CHECK(result("5 in [1..5[") == "false");
  CHECK(result("1 in (1..5]") == "false");
  CHECK(result("1 in ]1..5]") == "false");
  CHECK(result("2 in (1..5)") == "true");
  CHECK(result("rate in [0.5..report.due / 15]") == "true");
  CHECK(result("missing in [1..5]") == "null");
}

TEST_CASE("in finds a member of a list") {
  CHECK(result(R"(outcome in ["minor", "crime"])") == "true");
  CHECK(result(R"(outcome in ("minor", "controllable"))") == "false");
  CHECK(result(R"(outcome in ["crime"])") == "true");
  CHECK(result(R"(outcome in ("crime"))") == "true");
  CHECK(result(R"("乙" in units.name)") == "true");
  CHECK(result(R"("乙" in (units.name))") == "true");
  CHECK(result("outcome in []") == "false");
  CHECK(result("missing in [1, null]") == "true");
}

TEST_CASE("if takes the else way unless its condition is true") {
  CHECK(result("if 1 < 2 then \"a\" else \"b\"") == R"("a")");
  CHECK(result("if false then 1 else if true then 2 else 3") == "2");
  CHECK(result("if null then 1 else 2") == "2");
  CHECK(result("1 + if true then 1 else 2 + 3") == "2");
}

TEST_CASE("functions take lists or several values") {
  const std::map<std::string, std::string> expected{
      {"count([1, null, 3])", "3"},
      {"count([])", "0"},
      {"count(5)", "1"},
      {"count(null)", "null"},
      {"count(units)", "3"},
      {"sum([1, 2, 3.5])", "6.5"},
      {"sum(1, 2)", "3"},
      {"sum([])", "null"},
      {"sum([1, null])", "null"},
      {"sum(5)", "5"},
      {"min([3, 1.5, 2])", "1.5"},
      {"max(3, 1, 2)", "3"},
      {"min([])", "null"},
      {"max([1, \"a\"])", "null"},
      {"max([\"a\", \"b\"])", "\"b\""},
      {"max([null])", "null"},
      {"abs(-3)", "3"},
      {"abs(2.5)", "2.5"},
      {"abs(\"a\")", "null"},
      {"abs(-9223372036854775807 - 1)", "9223372036854775808"},
      {"sum([0.1, 0.1, 0.1]) = 0.3", "true"},
  };
  for (const auto& each : expected) {
    const auto& text = each.first;
    const auto& value = each.second;
    CAPTURE(text);
    CHECK(result(text) == value);
  }
}

TEST_CASE("names walk into maps and into the maps of a list") {
  CHECK(result("report.accepted >= report.due * rate") == "true");
  CHECK(result("report.by.town") == R"("青龙桥街道")");
  CHECK(result("统计表.活动场次 > 0 and 风险企业 = \"有\"") == "true");
  CHECK(result("units.events") == "[3,4,null]");
  CHECK(result("sum(units.events)") == "null");
  CHECK(result("count(units.name)") == "3");
}

TEST_CASE("a name may be that of a function or begin like a keyword") {
  const auto expression = Expression::parse("count > 1 and order.in = 2 and not_yet");
  REQUIRE(expression.ok());
  CHECK(to_json(expression->evaluate(*parse_json(R"({"count":2,"order":{"in":2},"not_yet":true})"))) == "true");
}

TEST_CASE("names are told with their places in characters") {
  CHECK(names("统计表.活动场次 > 0 and\n  not(closed) or 统计表.活动场次 in [a..b]") ==
        "统计表.活动场次@1:1 closed@2:7 统计表.活动场次@2:18 a@2:31 b@2:34 ");
  CHECK(names("if a then sum(b, [c]) else -d") == "a@1:4 b@1:15 c@1:19 d@1:29 ");
}

TEST_CASE("a place counts from where the expression stands in its file") {
  const auto names = Expression::parse("a and\n b", {"campaign.info", 12, 30})->names();
  CHECK(names[0].position == Position{"campaign.info", 12, 30});
  CHECK(names[1].position == Position{"campaign.info", 13, 2});
}

TEST_CASE("the values a guard read are kept by name") {
  const auto guard = Expression::parse("report.accepted > 10 and report.accepted < 20 or missing");
  CHECK(to_json(guard->inputs(data())) == R"({"missing":null,"report.accepted":12})");
  CHECK(guard->text() == "report.accepted > 10 and report.accepted < 20 or missing");
}

TEST_CASE("an unknown name is told with the nearest known one") {
  const auto guard = Expression::parse("report.acepted > 1 and report = null and 预算 > 1", {"campaign.info", 3, 5});
  const auto diagnostics = guard->check(std::vector<std::string>{"report.accepted", "report.due"});
  CHECK(to_text(diagnostics, Language::zh) ==
        "campaign.info:3:5: error [expression.unknown_name] 没有名为“report.acepted”的数据\n"
        "  提示：是否为“report.accepted”？\n"
        "campaign.info:3:46: error [expression.unknown_name] 没有名为“预算”的数据\n"
        "  提示：文本要放在半角引号里：\"预算\"\n");
  CHECK(to_text(diagnostics, Language::en) ==
        "campaign.info:3:5: error [expression.unknown_name] there is no data named “report.acepted”\n"
        "  hint: did you mean “report.accepted”?\n"
        "campaign.info:3:46: error [expression.unknown_name] there is no data named “预算”\n"
        "  hint: put a text in quotes: \"预算\"\n");
  CHECK(Expression::parse("report.accepted")->check(std::vector<std::string>{"report.accepted"}).empty());
  CHECK(Expression::parse("report.accepted")->check(std::vector<std::string>{"report"}).size() == 1);
  CHECK(Expression::parse("rep")->check(std::vector<std::string>{"report"}).size() == 1);
}

TEST_CASE("the form tells whether an expression may be a condition") {
  for (const auto* text : {"a = 1", "a < 1", "a and b", "a or b", "not(a)", "true", "closed", "a in [1..2]", "a between 1 and 2",
                           "(a = 1)", "if a then b else true"}) {
    CAPTURE(text);
    CHECK(Expression::parse(text)->yields_boolean());
  }
  for (const auto* text :
       {"1", "\"true\"", "a + 1", "-a", "[true]", "count(a)", "null", "if a then 1 else 2", "if a then true else 2"}) {
    CAPTURE(text);
    CHECK_FALSE(Expression::parse(text)->yields_boolean());
  }
}

TEST_CASE("every error points to its place") {
  const std::map<std::string, std::string> expected{
      {"", "1:1 expression.unexpected_end"},
      {"  ", "1:3 expression.unexpected_end"},
      {"a >", "1:4 expression.unexpected_end"},
      {"(a", "1:3 expression.unexpected_end"},
      {"[1, ", "1:5 expression.unexpected_end"},
      {"if a then b", "1:12 expression.unexpected_end"},
      {"a between 1", "1:12 expression.unexpected_end"},
      {"a in", "1:5 expression.unexpected_end"},
      {"a in [1..", "1:10 expression.unexpected_end"},
      {"a in [1..2", "1:11 expression.unexpected_end"},
      {"a = = b", "1:5 expression.syntax"},
      {"a == b", "1:4 expression.syntax"},
      {"a && b", "1:3 expression.syntax"},
      {"a < b < c", "1:7 expression.syntax"},
      {"a b", "1:3 expression.syntax"},
      {"统计表 场次", "1:5 expression.syntax"},
      {"a\n  and )", "2:7 expression.syntax"},
      {"(a]", "1:3 expression.syntax"},
      {"[1, 2)", "1:6 expression.syntax"},
      {"[1..2", "1:6 expression.unexpected_end"},
      {"a in ]1, 2]", "1:8 expression.syntax"},
      {"not a", "1:5 expression.syntax"},
      {"and", "1:1 expression.syntax"},
      {"1 + then", "1:5 expression.syntax"},
      {"12a", "1:3 expression.syntax"},
      {"1.", "1:3 expression.unexpected_end"},
      {"a.", "1:3 expression.unexpected_end"},
      {"a # b", "1:3 expression.syntax"},
      {"a = \"b", "1:5 expression.unclosed_text"},
      {"a = \"b\\", "1:5 expression.unclosed_text"},
      {"a = \"甲\\q\"", "1:7 expression.escape"},
      {"1 + 12345678901234567890123456789012345", "1:5 expression.number"},
      {"甲 > 1 且 x", "1:7 expression.syntax"},
      {"甲 ＞ 1", "1:3 expression.full_width"},
      {"风险 = “有”", "1:6 expression.full_width"},
      {"cout(a)", "1:1 expression.unknown_function"},
      {"1 + 某某(a)", "1:5 expression.unknown_function"},
      {"count()", "1:1 expression.arguments"},
      {"1 + count(a, b)", "1:5 expression.arguments"},
      {"sum()", "1:1 expression.arguments"},
      {"a\xFF", "1:1 expression.not_utf8"},
  };
  for (const auto& each : expected) {
    const auto& text = each.first;
    const auto& where = each.second;
    CAPTURE(text);
    CHECK(place(text) == where);
  }
}

TEST_CASE("syntax errors say what was expected") {
  CHECK(error("a > )", Language::zh) ==
        "campaign.info:12:34: error [expression.syntax] 这里应为一个值，却是“)”\n"
        "  提示：比较用 = != < <= > >=，条件用 and、or、not(…) 连接，文本放在半角引号里\n");
  CHECK(error("a > )", Language::en) ==
        "campaign.info:12:34: error [expression.syntax] a value is expected here, not “)”\n"
        "  hint: compare with = != < <= > >=, join with and, or, not(…), put text in quotes\n");
  CHECK(error("(a]", Language::zh).find("这里应为“)”，却是“]”") != std::string::npos);
  CHECK(error("(a]", Language::en).find("“)” is expected here, not “]”") != std::string::npos);
  CHECK(error("a b", Language::zh).find("表达式到此应当结束，却还有“b”") != std::string::npos);
  CHECK(error("a b", Language::en).find("the expression should end before “b”") != std::string::npos);
}

TEST_CASE("an unfinished expression is told") {
  CHECK(error("a >", Language::zh) ==
        "campaign.info:12:33: error [expression.unexpected_end] 表达式没有写完\n  提示：补上后面的值或右括号\n");
  CHECK(error("a >", Language::en) ==
        "campaign.info:12:33: error [expression.unexpected_end] the expression ends too early\n"
        "  hint: add the value or the closing bracket that is missing\n");
  CHECK(error("\"a", Language::zh) ==
        "campaign.info:12:30: error [expression.unclosed_text] 文本缺少结束的引号\n  提示：在文本末尾补上半角引号 \"\n");
  CHECK(error("\"a", Language::en) ==
        "campaign.info:12:30: error [expression.unclosed_text] the text has no closing quote\n"
        "  hint: put a quote \" at the end of the text\n");
}

TEST_CASE("an escape or number that cannot be is told") {
  CHECK(error(R"("\q")", Language::zh) ==
        "campaign.info:12:31: error [expression.escape] 文本里的“\\q”不是可用的转义\n"
        "  提示：反斜杠写成 \\\\，引号写成 \\\"，换行写成 \\n\n");
  CHECK(error(R"("\q")", Language::en) ==
        "campaign.info:12:31: error [expression.escape] “\\q” is no escape a text may hold\n"
        "  hint: write \\\\ for a backslash, \\\" for a quote, \\n for a new line\n");
  CHECK(error("12345678901234567890123456789012345", Language::zh) ==
        "campaign.info:12:30: error [expression.number] 数字“12345678901234567890123456789012345”超出范围\n"
        "  提示：数字最多34位\n");
  CHECK(error("12345678901234567890123456789012345", Language::en) ==
        "campaign.info:12:30: error [expression.number] the number 12345678901234567890123456789012345 is out of range\n"
        "  hint: a number has 34 digits at most\n");
}

TEST_CASE("Chinese signs are told with what to write instead") {
  CHECK(error("a ＞ 1", Language::zh) ==
        "campaign.info:12:32: error [expression.full_width] “＞”是全角或中文符号，表达式里用半角符号\n  提示：改为“>”\n");
  CHECK(error("a ≥ 1", Language::en) ==
        "campaign.info:12:32: error [expression.full_width] “≥” is not a sign an expression knows\n  hint: write “>=” instead\n");
  CHECK(result("1　+　1") == "2");
}

TEST_CASE("an unknown function is told with those there are") {
  CHECK(error("cout(a)", Language::zh) ==
        "campaign.info:12:30: error [expression.unknown_function] 没有名为“cout”的函数\n  提示：是否为“count”？\n");
  CHECK(error("average(a)", Language::zh) ==
        "campaign.info:12:30: error [expression.unknown_function] 没有名为“average”的函数\n"
        "  提示：常用的函数：count、sum、min、max、mean、date、contains\n");
  CHECK(error("average(a)", Language::en) ==
        "campaign.info:12:30: error [expression.unknown_function] there is no function “average”\n"
        "  hint: often used: count, sum, min, max, mean, date, contains\n");
  CHECK(error("count(a, b)", Language::zh) ==
        "campaign.info:12:30: error [expression.arguments] 函数“count”的参数不对\n  提示：写成 count(list)\n");
  CHECK(error("sum()", Language::en) ==
        "campaign.info:12:30: error [expression.arguments] “sum” takes other arguments\n  hint: write sum(list)\n");
}

TEST_CASE("nesting deeper than 64 levels is refused") {
  CHECK(result(repeated("(", 63) + "1" + repeated(")", 63)) == "1");
  CHECK(place(repeated("(", 64) + "1" + repeated(")", 64)) == "1:65 expression.too_deep");
  CHECK(error(repeated("(", 64) + "1", Language::zh) ==
        "campaign.info:12:94: error [expression.too_deep] 表达式的嵌套超过64层\n  提示：拆成几个较短的表达式\n");
  CHECK(error(repeated("(", 64) + "1", Language::en) ==
        "campaign.info:12:94: error [expression.too_deep] the expression is nested deeper than 64 levels\n"
        "  hint: take it apart into shorter expressions\n");
}

TEST_CASE("hostile nesting does no harm") {
  for (const auto* part : {"(", "[", "-", "not(", "if ", "x in (", "x in [", "sum(1,", "if a then b else ", "a between "}) {
    CAPTURE(part);
    CHECK_FALSE(Expression::parse(repeated(part, 100'000)).ok());
  }
  CHECK(place(repeated("(", 100'000)) == "1:65 expression.too_deep");
}

TEST_CASE("long flat expressions are no nesting") {
  CHECK(result("0" + repeated(" + 1", 100'000)) == "100000");
  CHECK(result("true" + repeated(" and true", 100'000)) == "true");
  CHECK(result("false" + repeated(" or false", 100'000)) == "false");
  CHECK(result("count([0" + repeated(", 1", 100'000) + "])") == "100001");
  CHECK(result("a" + repeated(".a", 100'000)) == "null");
}

TEST_CASE("a range without a lower end is refused") {
  CHECK_FALSE(Expression::parse("a in ]..1]").ok());
  CHECK_FALSE(Expression::parse("a in [..1]").ok());
  CHECK_FALSE(Expression::parse("a in ]1, 2]").ok());
}

TEST_CASE("random text is parsed or refused with one error") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const std::vector<std::string> parts{"a",    "报告.数", "1",     "2.5", "\"t\"",    "(",   ")",     "[",     "]",
                                       "..",   ",",       "+",     "-",   "*",        "/",   "=",     "!=",    "<",
                                       ">=",   "and ",    "or ",   "in ", "between ", "if ", "then ", "else ", "not(",
                                       "sum(", "true ",   "null ", " ",   "\n",       "，",  "\"",    "\\",    "#"};
  std::uniform_int_distribution<std::size_t> pick(0, parts.size() - 1);
  std::uniform_int_distribution<int> length(0, 12);
  int accepted = 0;
  for (int run = 0; run < 20'000; ++run) {
    std::string text;
    for (int i = length(random); i > 0; --i) text += parts[pick(random)];
    CAPTURE(text);
    const auto expression = Expression::parse(text);
    if (expression.ok()) {
      ++accepted;
      expression->evaluate(data());
      const auto inputs = expression->inputs(data());
      CHECK(inputs.map() != nullptr);
    } else {
      REQUIRE(expression.diagnostics().size() == 1);
    }
  }
  CHECK(accepted > 0);
}
