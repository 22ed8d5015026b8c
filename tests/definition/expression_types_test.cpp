// Expressions of a campaign's file held against the types of what they read: each complaint by its exact words and place.
#include "tests/definition/definition_support.h"

#include "engine/definition/data_schema.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

const std::string units = "id,name,class\noffice,区办,牵头\na,东街道,街道\nb,西街道,街道\n";

Result<Definition> load_with(const std::string& inside, const std::map<std::string, std::string>& files = {}) {
  std::map<std::string, std::string> all{
      {"c/units.csv", units},
      {"c/campaign.info", "campaign t {\ntitle 测试\nlead 区办\nperiod \"2023-05-01 to 2023-12-31\"\nunits { from units.csv }\n" +
                              inside + "\n}\n"}};
  all.insert(files.begin(), files.end());
  return load("c/campaign.info", Environment::in_memory(all, Instant{}));
}

const std::string report = R"(forms { f { fields {
  n { label 数  type count } money { label 钱  type money } held { label 日期  type date } days { label 起止  type date_range }
  at { label 时间  type time } year { label 年份  type year } kind { label 类别  type enum  choices "甲, 乙" } done { label 全  type boolean }
  half { label 半  type computed  formula "n / 2" } guests { label 来宾  type list  fields { day { label 日  type date } } } } } }
parameters { 限额 10  口号 平安  预算 待定  分值 { 报送 5 } }
)";

std::string told(const std::string& condition, Language language = Language::en) {
  const auto loaded =
      load_with(report + "steps {\nreport { do collect  form f  from 街道  due 2023-06-25 }\n" +
                "a { do mark  on 2023-07-01  after report  when \"" + replace_all(condition, "\"", "\\\"") + "\" } }");
  return to_text(loaded.diagnostics(), language);
}

}  // namespace

TEST_CASE("a condition that fits the types of its data is accepted") {
  for (const auto* condition : {"report.accepted >= 限额",
                                "report.missing_count = 0",
                                "report.due < today",
                                "report.incomplete",
                                "口号 = \"平安\"",
                                "预算 > 3 or 预算 = \"无\"",
                                "分值.报送 + 1 > 2",
                                "targets = null",
                                "report.data.held < date(\"2023-06-10\")",
                                "report.data.held.month = 6",
                                "is working day(report.data.held)",
                                "report.data.days.start < report.due",
                                "report.data.held in report.data.days",
                                "report.data.at > time(\"09:00:00\")",
                                "report.data.year = 2023",
                                "report.data.kind in (\"甲\", \"乙\")",
                                "report.data.done",
                                "report.total.n > report.data.half",
                                "some r in report.records satisfies r.late",
                                "count(report.records[data.n > 1]) > 0",
                                "report.data.held - report.due > duration(\"P3D\")",
                                "a.on > report.due",
                                "report.data.n = null",
                                "every g in report.data.guests satisfies g.day < report.due",
                                "count(report.missing) > 1 and report.missing[1].name != \"\""}) {
    CAPTURE(condition);
    const auto problems = told(condition);
    const bool fits = problems.empty();
    CHECK_MESSAGE(fits, problems);
  }
}

TEST_CASE("what can never fit is told at its place in the file") {
  CHECK(told("report.due > 5", Language::zh) ==
        "c/campaign.info:13:60: error [expression.type] “>”不能用于日期和数字\n"
        "  提示：数字不加引号，文本加半角引号，日期写成 date(\"2023-06-10\")\n");
  CHECK(told("report.due > 5", Language::en) ==
        "c/campaign.info:13:60: error [expression.type] “>” does not take date and number\n"
        "  hint: numbers without quotes, texts with quotes, a date as date(\"2023-06-10\")\n");
  CHECK(told("口号 + 1 = \"平安1\"", Language::zh)
            .starts_with("c/campaign.info:13:52: error [expression.type] “+”不能用于文本和数字\n"));
  CHECK(told("口号 = \"平安\" and 口号 + 1 = \"平安1\"")
            .starts_with("c/campaign.info:13:68: error [expression.type] “+” does not take text and number\n"));
  CHECK(told("report.data.held > \"2023-06-10\"").find("“>” does not take date and text") != std::string::npos);
  CHECK(told("report.data.kind > 1").find("“>” does not take text and number") != std::string::npos);
  CHECK(told("contains(report.accepted, \"1\")").find("is to be text, not number") != std::string::npos);
  CHECK(told("report.accepted and report.incomplete").find("“and” does not take number") != std::string::npos);
}

TEST_CASE("a condition that comes to no yes or no is told") {
  CHECK(told("report.accepted", Language::zh) ==
        "c/campaign.info:13:49: error [workflow.guard_not_boolean] “report.accepted”不是一个成立或不成立的条件\n"
        "  提示：写成比较，例如 report.accepted >= 10\n");
  CHECK(told("report.due").find("[workflow.guard_not_boolean] “report.due” is no condition") != std::string::npos);
  CHECK(told("if report.incomplete then \"是\" else \"否\"").find("workflow.guard_not_boolean") != std::string::npos);
}

TEST_CASE("a name that is not there is told with the one that was meant") {
  CHECK(told("report.acepted > 1", Language::zh) ==
        "c/campaign.info:13:49: error [expression.unknown_name] 没有名为“report.acepted”的数据\n  "
        "提示：是否为“report.accepted”？\n");
  CHECK(told("report.due_full = report.due").find("did you mean “report.due”?") != std::string::npos);
  CHECK(told("report.data.hold = null").find("did you mean “report.data.held”?") != std::string::npos);
  CHECK(told("some r in report.records satisfies r.lat").find("no data named “r.lat”") != std::string::npos);
}

TEST_CASE("a step whose name holds a hyphen may be named in a condition") {
  const auto loaded = load_with(report + R"(steps {
    first-report { do collect  form f  from 街道  due 2023-06-25 }
    a { do mark  on 2023-07-01  after first-report  when "first-report.accepted > 1 and first-report.due < today" } })");
  CHECK_MESSAGE(loaded.ok(), to_text(loaded.diagnostics(), Language::en));
  CHECK_FALSE(loaded->step("a")->when->names().empty());
}

TEST_CASE("rules of a form are held against the types of its fields") {
  const auto told = [](const std::string& fields, const std::string& checks) {
    return to_text(load_with("forms { f { fields {\n" + fields + "\n}\nchecks { c { that \"" + replace_all(checks, "\"", "\\\"") +
                             "\"  message 请核对 } } } }\nsteps { s { do collect  form f  from 街道  due 2023-06-25 } }")
                       .diagnostics(),
                   Language::en);
  };
  const std::string dates = "start { label 起  type date } finish { label 止  type date } n { label 数  type count }";
  CHECK(told(dates, "finish - start <= duration(\"P3D\")").empty());
  CHECK(told(dates, "finish - start <= 3") ==
        "c/campaign.info:9:35: error [expression.type] “<=” does not take days and time duration and number\n"
        "  hint: numbers without quotes, texts with quotes, a date as date(\"2023-06-10\")\n");
  CHECK(told(dates, "start < n").find("“<” does not take date and number") != std::string::npos);
  CHECK(told(dates, "n + 1").find("workflow.guard_not_boolean") != std::string::npos);
  CHECK(told(dates + " late { label 迟  type computed  formula \"finish - start\" }", "late > 3")
            .find("“>” does not take days and time duration and number") != std::string::npos);
  CHECK(
      told(dates + " b { label 乙  type computed  formula \"a + 1\" } a { label 甲  type computed  formula \"n > 1\" }", "n >= 0")
          .find("“+” does not take boolean and number") != std::string::npos);
  CHECK(told(dates + " m { label 月  type count  validation \"m = start\" }", "n >= 0").find("does not take number and date") !=
        std::string::npos);
}

TEST_CASE("a formula of a target is held against what its forms hold") {
  const auto told = [](const std::string& formula, Language language = Language::en) {
    return to_text(load_with(report + "targets { 目标 { formula \"" + formula +
                             "\"  at-least 1  per 街道 } }\nsteps { s { do collect " + " form f  from 街道  due 2023-06-25 } }")
                       .diagnostics(),
                   language);
  };
  CHECK(told("sum(f.n) + 限额").empty());
  CHECK(told("count(f[held.month = 6])").empty());
  CHECK(told("count(f[held > 限额])").find("“>” does not take date and number") != std::string::npos);
  CHECK(told("f[1].held", Language::zh) ==
        "c/campaign.info:11:25: error [workflow.target_formula] 目标“目标”的算式得出的是日期，不是数字或是否\n"
        "  提示：改成算出一个数，例如 count(表单名)\n");
  CHECK(told("f[1].held").find("the formula of the target “目标” comes to date, neither a number nor yes or no") !=
        std::string::npos);
}

TEST_CASE("a prefill may use the report before and the unit and the steps") {
  const auto told = [](const std::string& prefill) {
    return to_text(load_with("forms { f { fields { n { label 数  type count  prefill \"" + prefill +
                             "\" } } } }\nsteps { s { do collect  form f  from 街道  due 2023-06-25 } }")
                       .diagnostics(),
                   Language::en);
  };
  CHECK(told("previous.n + s.accepted").empty());
  CHECK(told("if unit.name = null then 0 else 1").empty());
  CHECK(told("previous.m").find("did you mean “previous.n”?") != std::string::npos);
  CHECK(told("unit.name + 1").find("“+” does not take text and number") != std::string::npos);
}

const std::string penalty = "U,迟报天数,-> 扣分\n,>= 0,\n1,0,0\n2,(0..3],0.5\n3,> 3,2\n";

TEST_CASE("a decision table is called by its name in every expression of a campaign") {
  const auto load = [](const std::string& condition) {
    return load_with(
        "decisions { 迟报扣分 { from rules/penalty.csv } }\n" +
            std::string("forms { f { fields { n { label 数  type count } p { label 扣  type computed  formula ") +
            "\"迟报扣分(n)\" } }\nchecks { c { that \"迟报扣分(迟报天数: n) < 2\"  message 太迟 } } } }\n" +
            "targets { t { formula \"sum(for each in f return 迟报扣分(each.n))\"  at-most 3  per 街道 } }\n" +
            "steps { s { do collect  form f  from 街道  due 2023-06-25 }\nm { do mark  on 2023-07-01  after s  when \"" +
            condition + "\" } }",
        {{"c/rules/penalty.csv", penalty}});
  };
  const auto loaded = load("迟报扣分(s.late) > 1");
  REQUIRE_MESSAGE(loaded.ok(), to_text(loaded.diagnostics(), Language::en));
  CHECK(loaded.diagnostics().empty());
  CHECK(loaded->decisions.contains("迟报扣分"));
  CHECK(loaded->files.contains("c/rules/penalty.csv"));
  CHECK(completed(loaded->forms.at("f"), Map{{"n", 2}}).at("p") == Value(0.5));
  CHECK(check_submission(loaded->forms.at("f"), Map{{"n", 5}}).front().message.code == "form.check");
  CHECK(to_text(load("迟报扣分(s.due) > 1").diagnostics(), Language::zh) ==
        "c/campaign.info:11:44: error [expression.type] 函数“迟报扣分”的参数“迟报天数”应为数字，这里是日期\n"
        "  提示：数字不加引号，文本加半角引号，日期写成 date(\"2023-06-10\")\n");
  CHECK(to_text(load("迟报扣份(s.late) > 1").diagnostics(), Language::zh).find("是否为“迟报扣分”？") != std::string::npos);
}

TEST_CASE("what is wrong in a decision table is told at its cell") {
  const auto told = [](const std::string& csv, const std::string& name = "t") {
    return to_text(
        load_with("decisions { " + name + " { from t.csv } }\nsteps { m { do mark } }", {{"c/t.csv", csv}}).diagnostics(),
        Language::en);
  };
  CHECK(told("U,days,-> v\n1,<= 3,0\n2,> 3,1\n").empty());
  CHECK(told("U,days,-> v\n1,> ,2\n").find("c/t.csv:2:4: error [expression.unexpected_end]") != std::string::npos);
  CHECK(told("U,days,-> v\n1,> 3,dais\n").find("c/t.csv:2:7: error [expression.unknown_name]") != std::string::npos);
  CHECK(told("U,days,-> v\n1,> 3,1\n2,\"\"\"a\"\"\",1\n").find("c/t.csv:3:4: error [expression.type]") != std::string::npos);
  CHECK(told("U,days,-> v\n1,>= 3,1\n2,<= 3,2\n").starts_with("c/t.csv:3:3: warning [decision.overlap]"));
  CHECK(told("U,days,-> v\n1,> 3,1\n2,< 3,2\n").starts_with("c/t.csv:1:3: warning [decision.gap]"));
  CHECK(told("X,days,-> v\n1,> 3,1\n").starts_with("c/t.csv:1:1: error [decision.hit_policy]"));
  CHECK(told("U,days,-> v\n1,<= 3,0\n2,> 3,1\n", "sum") ==
        "c/campaign.info:6:13: error [workflow.function_taken] “sum” is a function of FEEL; a decision table needs another name\n"
        "  hint: give it another name\n");
  CHECK(told("U,days,-> v\n1,<= 3,0\n2,> 3,1\n", "m").find("[workflow.name_taken]") != std::string::npos);
}

TEST_CASE("samples of texts hold every name of the schema and no other") {
  const auto loaded = load(source_folder + "workflows/haidian-2021/campaign.info");
  REQUIRE(loaded.ok());
  const auto samples = sample_data(*loaded);
  for (const auto& entry : data_schema(*loaded)) {
    const auto& name = entry.first;
    const auto& type = entry.second;
    CAPTURE(name);
    if (type.model) continue;
    REQUIRE(samples.map()->contains(name));
    if (!type.members) continue;
    for (const auto& member : *type.members) {
      const auto& inner = member.first;
      CAPTURE(inner);
      CHECK(samples.at(name).map()->contains(inner));
    }
  }
  CHECK(samples.map()->size() == data_schema(*loaded).size());
}
