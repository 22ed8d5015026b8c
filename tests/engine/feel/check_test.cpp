// What check tells without data, and what explain tells with it.
#include "tests/engine/feel/feel_support.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

const Schema& schema() {
  static const Schema names{
      {"count of units", Type::number()},
      {"n", Type::number()},
      {"name", Type::text()},
      {"due", Type::date()},
      {"closed", Type::boolean()},
      {"units", Type::list_of(Type::context({{"name", Type::text()}, {"events", Type::number()}, {"due", Type::date()}}))},
      {"report", Type::context({{"accepted", Type::number()}})},
      {"anything", Type::any()}};
  return names;
}

std::string checked(std::string_view text, Language language = Language::en) {
  const auto expression = Expression::parse(text, {"campaign.info", 3, 1}, schema());
  return to_text(expression.ok() ? expression->check(schema()) : expression.diagnostics(), language);
}

// The columns and codes of what is found.
std::string places(std::string_view text) {
  const auto expression = Expression::parse(text, {"campaign.info", 3, 1}, schema());
  std::string out;
  for (const auto& one : expression.ok() ? expression->check(schema()) : expression.diagnostics())
    out += std::to_string(one.position.column) + " " + std::string(one.message.code) + " ";
  return out;
}

std::string reason(std::string_view text, Language language) {
  const auto explained = Expression::parse(text, {"f", 1, 1})->explain(feel_data());
  return explained.reasons.empty() ? "" : to_text(explained.reasons.front(), language);
}

}  // namespace

TEST_CASE("what may fit is not complained of") {
  for (const auto* text : {"n + 1",
                           "due + duration(\"P1D\")",
                           "due > date(\"2023-06-10\")",
                           "due - due",
                           "name + \"a\"",
                           "sum(units.events) > n",
                           "units[events > n].name",
                           "units[1].events + 1",
                           "count(units[due > due])",
                           "anything + 1",
                           "anything.deep.er > 1",
                           "if closed then 1 else \"a\"",
                           "for u in units return u.events * 2",
                           "some u in units satisfies u.name = name",
                           "count of units > 1",
                           "n = null",
                           "sum([1, null])",
                           "max(units.due) > due",
                           "{a: n, b: a + 1}.b + 1",
                           "{f: function(x) x + n, r: f(1)}.r",
                           "min(1, 2) + 1",
                           "n in (1, > 3, [5..6])",
                           "n between 1 and 2",
                           "due.year > 2000",
                           "string(n) + name",
                           "[n, 1][item > 1]",
                           "sort(units, function(a, b) a.name < b.name)",
                           "sum(anything)",
                           "is working day(due)",
                           "get value(report, \"accepted\") + 1"}) {
    CAPTURE(text);
    CHECK(checked(text) == "");
  }
}

TEST_CASE("operands that never fit are told with their place") {
  CHECK(places("\"a\" + 1") == "5 expression.type ");
  CHECK(places("n + name") == "3 expression.type ");
  CHECK(places("n = name") == "3 expression.type ");
  CHECK(places("due > \"2023-06-10\"") == "5 expression.type ");
  CHECK(places("n < true") == "3 expression.type ");
  CHECK(places("closed < closed") == "8 expression.type ");
  CHECK(places("sum(name)") == "1 expression.type ");
  CHECK(places("sum(units.name)") == "1 expression.type ");
  CHECK(places("sum(1, \"a\")") == "1 expression.type ");
  CHECK(places("string length(n)") == "1 expression.type ");
  CHECK(places("is working day(name)") == "1 expression.type ");
  CHECK(places("-name") == "1 expression.type ");
  CHECK(places("n and closed") == "1 expression.type ");
  CHECK(places("if n then 1 else 2") == "1 expression.type ");
  CHECK(places("units[events > name]") == "14 expression.type ");
  CHECK(places("units[name]") == "6 expression.type ");
  CHECK(places("for u in units return u.name * 2") == "30 expression.type ");
  CHECK(places("for u in n return u") == "1 expression.type ");
  CHECK(places("n in (\"a\")") == "7 expression.type ");
  CHECK(places("n in [\"a\"..\"b\"]") == "6 expression.type ");
  CHECK(places("[1..\"a\"]") == "1 expression.type ");
  CHECK(places("{a: n, b: a + name}") == "13 expression.type ");
}

TEST_CASE("unknown names are told also where they are members") {
  CHECK(places("m + 1") == "1 expression.unknown_name ");
  CHECK(places("report.acepted > 1") == "1 expression.unknown_name ");
  CHECK(places("for u in units return u.evnts") == "23 expression.unknown_name ");
  CHECK(places("units[evnts > 1]") == "7 expression.unknown_name ");
  CHECK(places("n.year") == "1 expression.unknown_name ");
  CHECK(places("anything[whatever > 1]") == "");
  CHECK(places("sum(1, 2, cout(3))") == "11 expression.unknown_function ");
}

TEST_CASE("wrong kinds are told in both languages") {
  CHECK(checked("due > \"2023-06-10\"", Language::zh) ==
        "campaign.info:3:5: error [expression.type] “>”不能用于日期和文本\n"
        "  提示：数字不加引号，文本加半角引号，日期写成 date(\"2023-06-10\")\n");
  CHECK(checked("due > \"2023-06-10\"") ==
        "campaign.info:3:5: error [expression.type] “>” does not take date and text\n"
        "  hint: numbers without quotes, texts with quotes, a date as date(\"2023-06-10\")\n");
  CHECK(checked("sum(name)", Language::zh) ==
        "campaign.info:3:1: error [expression.type] 函数“sum”的参数“list”应为数字或天时时长或年月时长，这里是文本\n"
        "  提示：数字不加引号，文本加半角引号，日期写成 date(\"2023-06-10\")\n");
  CHECK(checked("sum(name)")
            .find("the argument “list” of “sum” is to be number or days and time duration or years and months "
                  "duration, not text") != std::string::npos);
  CHECK(checked("-name", Language::zh).find("“-”不能用于文本") != std::string::npos);
  CHECK(checked("for u in n return u", Language::zh).find("这里应为列表或区间，却是数字\n  提示：写成 [a, b] 或 1..5") !=
        std::string::npos);
  CHECK(checked("for u in n return u").find("a list or a range is expected here, not number\n  hint: write [a, b] or 1..5") !=
        std::string::npos);
}

TEST_CASE("wrong arguments are told with how to write them") {
  CHECK(checked("substring(name)", Language::zh) ==
        "campaign.info:3:1: error [expression.arguments] 函数“substring”的参数不对\n"
        "  提示：写成 substring(string, start position, [length])\n");
  CHECK(checked("date(1, 2)") ==
        "campaign.info:3:1: error [expression.arguments] “date” takes other arguments\n"
        "  hint: write date(from) | date(year, month, day)\n");
  CHECK(places("substring(text: name, start position: 1)") == "1 expression.arguments ");
}

TEST_CASE("at literals, keys and comments that cannot be are told") {
  CHECK(checked("@\"soon\"", Language::zh) ==
        "campaign.info:3:1: error [expression.at_literal] “soon”不是日期、时刻或时长\n"
        "  提示：例如 @\"2023-06-10\"、@\"09:30:00\"、@\"P3D\"\n");
  CHECK(checked("@\"soon\"") ==
        "campaign.info:3:1: error [expression.at_literal] “soon” is no date, time or duration\n"
        "  hint: for example @\"2023-06-10\", @\"09:30:00\", @\"P3D\"\n");
  CHECK(checked("{a: 1, a: 2}", Language::zh) ==
        "campaign.info:3:8: error [expression.duplicate_key] “a”写了两次\n  提示：删去其中一个\n");
  CHECK(checked("{a: 1, a: 2}") ==
        "campaign.info:3:8: error [expression.duplicate_key] “a” stands here twice\n  hint: remove one of the two\n");
  CHECK(checked("1 /* x", Language::zh) ==
        "campaign.info:3:3: error [expression.unclosed_comment] 注释缺少结束的 */\n  提示：在注释末尾补上 */\n");
  CHECK(checked("1 /* x") ==
        "campaign.info:3:3: error [expression.unclosed_comment] the comment has no closing */\n  hint: put */ at the end of the "
        "comment\n");
  CHECK(checked("1 instance of money").find("“money” is no type") != std::string::npos);
  CHECK(checked("{1: 2}").find("a name is expected here, not “1”") != std::string::npos);
  CHECK(places("?") == "1 expression.syntax ");
}

TEST_CASE("a null is explained by the innermost reason") {
  CHECK(reason("1 + missing", Language::zh) ==
        "f:1:5: warning [expression.missing] 数据里没有“missing”\n  提示：检查名称，或在数据里给出它\n");
  CHECK(reason("1 + missing", Language::en) ==
        "f:1:5: warning [expression.missing] the data holds no “missing”\n  hint: check the name, or give it in the data\n");
  CHECK(reason("\"a\" + 1", Language::zh).find("f:1:5: warning [expression.type] “+”不能用于文本和数字") == 0);
  CHECK(reason("1 + null", Language::zh).find("f:1:3: warning [expression.null] “+”的一边是空值") == 0);
  CHECK(reason("1 + null", Language::en).find("f:1:3: warning [expression.null] one side of “+” is null") == 0);
  CHECK(reason("1 / 0", Language::zh).find("f:1:3: warning [expression.no_result] “/”在这里没有结果") == 0);
  CHECK(reason("1 / 0", Language::en).find("f:1:3: warning [expression.no_result] “/” has no result here") == 0);
  CHECK(reason("[1][2]", Language::zh).find("f:1:4: warning [expression.index] 列表没有第2项（共1项）") == 0);
  CHECK(reason("[1][2]", Language::en).find("f:1:4: warning [expression.index] the list has no element 2 (it has 1)") == 0);
  CHECK(reason("date(\"x\")", Language::zh).find("[expression.conversion] “x”不能读作日期\n  提示：例如 date(\"2023-06-10\")") !=
        std::string::npos);
  CHECK(reason("date(\"x\")", Language::en).find("[expression.conversion] “x” cannot be read as date") != std::string::npos);
  CHECK(reason("matches(\"a\", \"[\")", Language::zh).find("[expression.pattern] “[”不是可用的正则表达式") != std::string::npos);
  CHECK(reason("matches(\"a\", \"[\")", Language::en).find("[expression.pattern] “[” is no pattern") != std::string::npos);
  CHECK(reason("today()", Language::zh).find("[expression.no_clock] “today”需要当前时间，这里没有") != std::string::npos);
  CHECK(reason("today()", Language::en).find("[expression.no_clock] “today” needs to know the time") != std::string::npos);
  CHECK(reason("is working day(@\"2023-06-10\")", Language::zh).find("[expression.no_calendar] “is working day”需要工作日历") !=
        std::string::npos);
  CHECK(reason("is working day(@\"2023-06-10\")", Language::en)
            .find("[expression.no_calendar] “is working day” needs a calendar") != std::string::npos);
  CHECK(reason("(function(x) x)(1, 2)", Language::zh).find("[expression.arguments] 这个函数要1个参数，却给了2个") !=
        std::string::npos);
  CHECK(reason("(function(x) x)(1, 2)", Language::en).find("[expression.arguments] this function takes 1 arguments, not 2") !=
        std::string::npos);
  CHECK(reason("{f: function(g) g(g), r: f(f)}.r", Language::zh).find("[expression.too_deep] 函数的相互调用超过64层") !=
        std::string::npos);
  CHECK(reason("{f: function(g) g(g), r: f(f)}.r", Language::en).find("functions call each other deeper than 64 levels") !=
        std::string::npos);
  CHECK(reason("for x in 1..100000000 return x", Language::zh).find("[expression.limit] 计算的内容太多（超过一百万项）") !=
        std::string::npos);
  CHECK(reason("for x in 1..100000000 return x", Language::en).find("there is too much to compute (over a million elements)") !=
        std::string::npos);
  CHECK(reason("1 + 1", Language::zh) == "");
}
