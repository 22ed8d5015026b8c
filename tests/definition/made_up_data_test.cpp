// Made-up answers: a form with every type, from many seeds.
#include "engine/rehearsal/made_up_data.h"

#include <set>

#include "tests/definition/form_support.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

const std::string every_type = R"(
  text { label 文本  required yes  min-length 9  max-length 9 }  story { label 经过  type long_text  min-length 40 }
  line { label 一句话  type one_sentence  required yes  max-length 3 }  place { label 地点  type place  choices "广场, 学校" }
  who { label 姓名  type person  required yes }  phone { label 电话  type phone }  mail { label 邮箱  type mailbox }
  unit { label 单位  type unit_ref }  n { label 数  type count  min 3  max 5 }  small { label 少  type count  max 2  hard yes }
  d { label 小数  type decimal  min 2000 }  share { label 率  type percent  min 0  max 100  hard yes }  cost { label 金额  type money }
  sum { label 和  type sum_of  of "n, small" }  twice { label 倍  type computed  formula "n * 2" }
  day { label 日  type date }  days { label 起止  type date_range }  month { label 月  type month }  year { label 年  type year }
  time { label 时  type time }  yes { label 是否  type boolean }  one { label 选  type enum  choices "甲, 乙" }
  some { label 多选  type multi_enum  choices "甲, 乙, 丙"  min 2  max 2 }  whom { label 对象  type target_group  choices "甲, 乙" }
  words { label 清单  type list  min 2  max 4 }  rows { label 行  type list  fields { a { label 子  type count }  b { label 名  required yes } } }
  photo { label 图  type attachment  kind photo  min 2 })";

void check_every_seed(const std::string& form_text) {
  auto definition = load_with_form(form_text);
  REQUIRE_MESSAGE(definition.ok(), to_text(definition.diagnostics(), Language::en));
  const auto& form = definition->forms.at("f");
  SubmissionContext context;
  context.window = definition->period;
  context.files = made_up_files(form);
  context.is_unit = [&](std::string_view word) { return definition->units.find(word) != nullptr; };
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const auto data = made_up_report(*definition, form, "a", *parse_date("2023-06-14"), random);
    CAPTURE(to_json(data));
    CHECK(told(form, data, context) == "");
  }
}

// Anything at all, often under the names of the form.
Value any_value(const Form& form, Random& random, int depth) {
  const auto kind = random.between(0, depth > 0 ? 8 : 6);
  if (kind == 0) return {};
  if (kind == 1) return random.chance(50);
  if (kind == 2) return random.between(-5, 3000);
  if (kind == 3) return 0.5;
  if (kind <= 6) return std::vector<Value>{"", "2023-06-10", "x\n", "1.50", "甲"}[static_cast<std::size_t>(random.between(0, 4))];
  if (kind == 7) return List(static_cast<std::size_t>(random.between(0, 3)), any_value(form, random, depth - 1));
  Value map{Map{}};
  for (const auto* field : form.fields())
    if (random.chance(60)) map[field->id] = any_value(form, random, depth - 1);
  for (const auto* key : {"rows", "p", "zero", "a", "b"})
    if (random.chance(30)) map[key] = any_value(form, random, depth - 1);
  return map;
}

}  // namespace

TEST_CASE("whatever is submitted is judged and completed and printed") {
  for (const std::string layout : {"layout columns", "layout rows  rows { p 甲  q 乙 }", "layout ledger", "layout document"}) {
    const auto form = form_of(layout + "  zero-report yes  fields {" + every_type + "}");
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
      CAPTURE(layout);
      CAPTURE(seed);
      Random random(seed);
      const auto data = any_value(form, random, 3);
      const auto previous = any_value(form, random, 3);
      CAPTURE(to_json(data));
      SubmissionContext context;
      context.previous = &previous;
      context.files.emplace();
      const auto whole = completed(form, data);
      CHECK(completed(form, whole) == whole);
      CHECK_NOTHROW(check_submission(form, data, context));
      CHECK_NOTHROW(filled_table(form, data));
      CHECK_NOTHROW(collected_table(form, {{"东街道", data}}, previous));
      CHECK_NOTHROW(form.personal_paths(data));
      CHECK_NOTHROW(visible_part(form, data, [](const Field&) { return false; }));
      CHECK_NOTHROW(prefilled(form, Map{{"previous", previous}}));
    }
  }
}

TEST_CASE("what is made up is accepted by a form of every type and layout") {
  check_every_seed("fields {" + every_type + "}");
  check_every_seed("layout ledger  min-rows 2  max-rows 4  fields {" + every_type + "}");
  check_every_seed("layout rows  rows { p 甲  q 乙 }  fields {" + every_type + "}");
  check_every_seed("layout document  fields { a { label 做法  required yes  min-length 30  max-length 60 } }");
}

namespace {

// What is made up for a form of the campaign, from many seeds.
template <class Check>
void for_every_seed(const std::string& form_text, Date day, const Check& check) {
  const auto definition = load_with_form(form_text);
  REQUIRE_MESSAGE(definition.ok(), to_text(definition.diagnostics(), Language::en));
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const auto data = made_up_report(*definition, definition->forms.at("f"), "a", day, random);
    CAPTURE(to_json(data));
    check(data);
  }
}

std::int64_t number(const Value& data, const char* field) { return data.at(field).integer_or(-1); }

}  // namespace

TEST_CASE("made-up parts are no more than their whole and a rate is below a hundred per cent") {
  const std::string form = R"(fields {
      found { label 发现隐患（处）  type count }  mended { label 完成整改（处）  type count }
      rate  { label 整改率（%）  type computed  formula "if found = 0 then 100 else mended / found * 100" }
      all   { label 参加人数  type count }  old { label 其中：老年人  type count }  young { label 其中：学生  type count }
      sum   { label 总数  type count }  a { label 甲  type count }  b { label 乙  type count } }
    checks { adds { that "sum = a + b"  message 不等 }  few { that "old <= all and young <= all"  message 不符 } })";
  std::int64_t mended = 0;
  for_every_seed(form, *parse_date("2023-06-14"), [&](const Value& data) {
    CHECK(number(data, "mended") <= number(data, "found"));
    CHECK(number(data, "mended") * 2 >= number(data, "found"));
    CHECK(number(data, "old") + number(data, "young") <= number(data, "all"));
    CHECK(number(data, "a") + number(data, "b") == number(data, "sum"));
    mended += number(data, "mended");
  });
  CHECK(mended > 200);
}

TEST_CASE("a made-up number is as large as what it counts") {
  const std::string form = R"(fields { talks { label 讲座（场）  type count }  people { label 听众  type count  unit 人次 }
                                       things { label 线索  type count } })";
  for_every_seed(form, *parse_date("2023-06-14"), [](const Value& data) {
    CHECK(number(data, "talks") <= 60);
    CHECK(number(data, "people") <= 3000);
    CHECK(number(data, "things") <= 60);
  });
}

TEST_CASE("made-up dates lie shortly before the report and a deadline after it and both within the campaign") {
  const std::string form = R"(fields { seen { label 检查日期  type date }  by { label 整改期限  type date }
                                       days { label 起止  type date_range }  month { label 月份  type month } })";
  const auto day = *parse_date("2023-06-14");
  std::set<std::string> seen;
  for_every_seed(form, day, [&](const Value& data) {
    const auto date = *parse_date(data.at("seen").text_or(""));
    CHECK(date <= day);
    CHECK(days_between(date, day) <= 4);
    CHECK(*parse_date(data.at("by").text_or("")) > day);
    CHECK(parse_period(data.at("days").text_or(""))->last <= day);
    CHECK(data.at("month").text_or("") == "2023-06");
    seen.insert(to_text(date));
  });
  CHECK(seen.size() > 1);
  for_every_seed(form, *parse_date("2023-12-31"), [](const Value& data) { CHECK(data.at("by").text_or("") == "2023-12-31"); });
  for_every_seed(form, *parse_date("2023-05-01"), [](const Value& data) { CHECK(data.at("seen").text_or("") == "2023-05-01"); });
}

TEST_CASE("what is made up keeps the form's own checks where that can be found") {
  check_every_seed(R"(fields { events { label 场次  type count  max 9 }  people { label 人次  type count  max 9 } }
    checks { many { that "people >= events"  message 人次少于场次 } })");
}

TEST_CASE("what is made up rather gives cause to warnings than breaks a check that keeps it out") {
  const auto form = form_of(R"(fields { a { label 摸排  type count }  b { label 建档  type count }  c { label 台账  type count }
    d { label 化解  type count }  e { label 移送  type count } }
    checks { kept { that "b <= a"  message 建档多于摸排 }  c { that "c <= b"  level warning  message 台账多于建档 }
      d { that "d <= c"  level warning  message 化解多于台账 }  e { that "e <= d"  level warning  message 移送多于化解 } })");
  const auto definition = load_with_form("fields { a { label 摸排  type count } }");
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    for (const auto& finding : check_submission(form, made_up_report(*definition, form, "a", *parse_date("2023-06-14"), random)))
      CHECK(finding.severity == Severity::warning);
  }
}
