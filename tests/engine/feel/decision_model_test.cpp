#include "engine/decision_model.h"

#include "tests/engine/feel/feel_support.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

Result<std::shared_ptr<const DecisionModel>> model_of(std::string_view csv) {
  auto table = DecisionTable::read(csv, "rules.csv");
  return table.ok() ? DecisionModel::make(*std::move(table)) : Result<std::shared_ptr<const DecisionModel>>(table.diagnostics());
}

const std::string penalty =
    "U,迟报天数,一票否决,-> 扣分\n"
    "1,[1..3],false,0.5\n"
    "2,> 3,false,迟报天数 * 0.2\n"
    "3,-,true,10\n";

Schema names() {
  return {{"扣分", Type::function(*model_of(penalty))}, {"n", Type::number()}, {"note", Type::text()}, {"due", Type::date()}};
}

std::string result(std::string_view text, std::string_view data = "{}") {
  const auto expression = Expression::parse(text, {"campaign.info", 3, 1}, names());
  if (!expression.ok()) return to_text(expression.diagnostics(), Language::en);
  return to_json(expression->evaluate(*parse_json(data), feel_context()));
}

std::string complaint(std::string_view text, Language language) {
  const auto expression = Expression::parse(text, {"campaign.info", 3, 1}, names());
  return to_text(expression.ok() ? expression->check(names()) : expression.diagnostics(), language);
}

}  // namespace

TEST_CASE("an expression calls a decision table by its name") {
  CHECK(result("扣分(2, false)") == "0.5");
  CHECK(result("扣分(一票否决: false, 迟报天数: n + 1)", R"({"n": 4})") == "1");
  CHECK(result("for d in [1, 5] return 扣分(d, false)") == "[0.5,1]");
  CHECK(result("扣分(1, true) + 扣分(1, false)") == "10.5");
}

TEST_CASE("a date stays a date on its way through a decision table") {
  const auto model = *model_of("F,day,-> until\n1,>= date(\"2023-06-10\"),day + duration(\"P1D\")\n");
  CHECK(name_of_kinds(model->parameters().front().type.kinds, Language::en) == "date");
  const Schema names{{"until", Type::function(model)}, {"due", Type::date()}};
  const auto expression = Expression::parse("until(due) - due = duration(\"P1D\")", {}, names);
  CHECK(expression->evaluate(*parse_json(R"({"due": "2023-06-30"})")) == Value(true));
}

TEST_CASE("when no rule of a decision table holds the value is null and says why") {
  const auto expression = Expression::parse("1 + 扣分(0, false)", {"campaign.info", 3, 1}, names());
  const auto [value, reasons] = expression->explain({});
  CHECK(value.is_null());
  CHECK(to_text(reasons, Language::zh) ==
        "rules.csv:1:3: warning [decision.no_rule] 没有一条规则符合：[0,false]\n  提示：补一条规则，或检查数据\n");
  CHECK(to_text(reasons, Language::en) ==
        "rules.csv:1:3: warning [decision.no_rule] no rule holds for [0,false]\n  hint: add a rule, or look at the data\n");
}

TEST_CASE("a call of a decision table is held against what its inputs take") {
  CHECK(complaint("扣分(n, false) > 1", Language::en).empty());
  CHECK(complaint("扣分(note, false)", Language::zh) ==
        "campaign.info:3:1: error [expression.type] 函数“扣分”的参数“迟报天数”应为数字，这里是文本\n"
        "  提示：数字不加引号，文本加半角引号，日期写成 date(\"2023-06-10\")\n");
  CHECK(complaint("扣分(note, false)", Language::en) ==
        "campaign.info:3:1: error [expression.type] the argument “迟报天数” of “扣分” is to be number, not text\n"
        "  hint: numbers without quotes, texts with quotes, a date as date(\"2023-06-10\")\n");
  CHECK(complaint("due > 扣分(1, false)", Language::en).find("“>” does not take date and number") != std::string::npos);
  CHECK(complaint("扣分(1)", Language::en) ==
        "campaign.info:3:1: error [expression.arguments] “扣分” takes other arguments\n  hint: write 扣分(迟报天数, 一票否决)\n");
  CHECK(complaint("扣分(天数: 1, 一票否决: true)", Language::en).find("write 扣分(迟报天数, 一票否决)") != std::string::npos);
  CHECK(complaint("扣 分(1, false)", Language::en).find("error [expression") != std::string::npos);
  CHECK(complaint("扣份(1, false)", Language::zh).find("是否为“扣分”？") != std::string::npos);
}

TEST_CASE("a cell that does not go with the others of its column is told at its place") {
  const auto model = model_of("F,days,-> v\n1,> 3,1\n2,\"\"\"多\"\"\",2\n3,< 1,3\n");
  CHECK(to_text(model.diagnostics(), Language::en) ==
        "rules.csv:3:4: error [expression.type] “in” does not take number and text\n"
        "  hint: numbers without quotes, texts with quotes, a date as date(\"2023-06-10\")\n");
}

TEST_CASE("the cells of a decision table use the names of its inputs only") {
  CHECK(to_text(model_of("F,days,-> v\n1,> 3,dais * 2\n").diagnostics(), Language::en) ==
        "rules.csv:2:7: error [expression.unknown_name] there is no data named “dais”\n  hint: did you mean “days”?\n");
}
