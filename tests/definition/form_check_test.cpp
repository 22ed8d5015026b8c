// What is wrong with a filled-in form: one test a rule, each finding by its exact words.
#include "tests/definition/form_support.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

const std::string fields = R"(fields {
  name   { label 姓名  type text  required yes  personal yes  max-length 4 }
  story  { label 经过  type long_text }
  events { label 场次  type count }
  share  { label 比例  type decimal }
  day    { label 日期  type date }
  all    { label 全覆盖  type boolean }
  phone  { label 电话  type phone  personal no }
  kind   { label 类别  type enum  choices "甲, 乙" }
})";

Value good() { return Map{{"name", "某某"}, {"events", 0}}; }

Value with(std::string_view key, Value value) {
  auto data = good();
  data[key] = std::move(value);
  return data;
}

}  // namespace

TEST_CASE("V01 a required field that is empty or blank is an error") {
  const auto form = form_of(fields);
  const std::string expected = "error form.required name\n“姓名”没有填写。这是必填项\n“姓名” is not filled in: it is required\n";
  CHECK(told(form, with("name", Value())) == expected);
  CHECK(told(form, with("name", " \u3000")) == expected);
  CHECK(told(form, Map{{"events", 0}}) == expected);
}

TEST_CASE("V02 a count left blank is no zero") {
  const std::string expected =
      "error form.blank_count events\n“场次”是空的。没有开展的请填“0”\n“场次” is blank: fill in “0” if nothing was done\n";
  CHECK(told(form_of(fields), with("events", Value())) == expected);
  CHECK(told(form_of(fields), with("events", "")) == expected);
  CHECK(told(form_of(fields), good()).empty());
}

TEST_CASE("V02 holds for fixed rows too") {
  const auto form = form_of("layout rows  rows { a 甲  b 乙 }  fields { n { label 数  type count } }");
  CHECK(told(form, Map{{"a", Map{{"n", 1}}}, {"b", Map{}}}) ==
        "error form.blank_count b.n\n“乙 数”是空的。没有开展的请填“0”\n“乙 数” is blank: fill in “0” if nothing was done\n");
}

TEST_CASE("V03 a count is a whole number of 0 or more") {
  const auto form = form_of(fields);
  CHECK(told(form, with("events", "12场")) ==
        "error form.not_a_count events\n“场次”应填不小于 0 的整数，填的是“12场”。只填数字，不带单位和逗号\n"
        "“场次” wants a whole number of 0 or more, not “12场”: digits only, without units and commas\n");
  CHECK(told(form, with("events", -1)).find("不能填负数；要改以前报的数，请收表单位退回后更正\n") != std::string::npos);
  CHECK(told(form, with("events", 1.5)).find("这一项按个数填，不能有小数\n") != std::string::npos);
  for (const auto& value : {Value(-1), Value(1.5), Value("1"), Value(true), Value(List{}), Value(Map{})})
    CHECK(check_submission(form, with("events", value)).front().message.code == "form.not_a_count");
}

TEST_CASE("decimals and dates and yes or no and choices take nothing else") {
  const auto form = form_of(fields);
  CHECK(told(form, with("share", "半")) ==
        "error form.not_a_number share\n“比例”应填数字，填的是“半”。只填数字，不带单位\n“比例” wants a number, not “半”: digits "
        "only, without the unit\n");
  CHECK(told(form, with("day", "2023-02-30")) ==
        "error form.not_a_date day\n“日期”应填日期，填的是“2023-02-30”。例如 2023-06-10\n“日期” wants a date, not “2023-02-30”: "
        "such as 2023-06-10\n");
  CHECK(told(form, with("all", "对")) ==
        "error form.not_yes_or_no all\n“全覆盖”应填“是”或“否”，填的是“对”。填“是”或“否”\n“全覆盖” wants yes or no, not “对”: "
        "fill in yes or no\n");
  CHECK(told(form, with("kind", "丙")) ==
        "error form.not_a_choice kind\n“类别”不能填“丙”。可选：甲、乙\n“类别” cannot be “丙”: choose one of: 甲、乙\n");
  CHECK(told(form, with("share", 1)).empty());
  CHECK(told(form, with("share", 1.5)).empty());
  CHECK(told(form, with("day", "2023年6月10日")).empty());
  CHECK(told(form, with("kind", "乙")).empty());
}

TEST_CASE("V12 a text is no longer than it may be and stands in one line") {
  const auto form = form_of(fields);
  CHECK(told(form, with("name", "一二三四五")) ==
        "error form.too_long name\n“姓名”有 5 个字，最多 4 个。请缩短\n“姓名” has 5 characters, 4 at most: shorten it\n");
  CHECK(told(form, with("name", "一\n二")) ==
        "error form.line_break name\n“姓名”只能写一行。把几行合成一行\n“姓名” takes one line only: join the lines\n");
  CHECK(told(form, with("name", 5)) == "error form.not_text name\n“姓名”应填文字。填写文字\n“姓名” wants text: fill in text\n");
  CHECK(told(form, with("story", "一\n二")).empty());
}

TEST_CASE("V16 an odd telephone number is a warning") {
  const auto form = form_of(fields);
  CHECK(told(form, with("phone", "五三一")) ==
        "warning form.phone phone\n“电话”的“五三一”不像电话号码。手机号为 11 位数字\n“五三一” in “电话” does not look like a "
        "phone number: a mobile number has 11 digits\n");
  CHECK(told(form, with("phone", "0353-0000000")).empty());
}

TEST_CASE("a field the form does not have and data that is no form are told") {
  const auto form = form_of(fields);
  CHECK(told(form, with("evnets", 1))
            .starts_with(
                "error form.unknown_field evnets\n表单里没有“evnets”这一项。表上有：name 姓名、story 经过、events 场次、"));
  CHECK(told(form, Value("满意")) ==
        "error form.not_filled \n“f”不是按项填写的内容。按表逐项填写\n“f” is not filled in field by field: fill in the fields of "
        "the form\n");
  const auto rows = form_of("layout rows  rows { a 甲 }  fields { n { label 数  type text } }");
  CHECK(told(rows, Map{{"a", "三"}, {"b", Map{}}}) ==
        "error form.not_filled a\n“甲”不是按项填写的内容。按表逐项填写\n“甲” is not filled in field by field: fill in the fields "
        "of the form\n"
        "error form.unknown_field b\n表单里没有“b”这一项。表上有：a 甲；都不是的，检查是否用错了表\nthe form has no field “b”: "
        "it has: a 甲; "
        "if none of these is meant, is it the right form?\n");
}

TEST_CASE("V05 a rule across fields is kept with the submission at its level") {
  const auto rules = R"(fields { events { label 场次  type count }  people { label 人次  type count } }
    checks { many { that "people >= events"  message 人次少于场次 }
             none { that "events > 0 or people = 0"  level error  message 没有场次却有人次 } })";
  const auto form = form_of(rules);
  CHECK(told(form, Map{{"events", 2}, {"people", 1}}) ==
        "warning form.check many\n人次少于场次。请核对\n人次少于场次: check the figures\n");
  CHECK(told(form, Map{{"events", 0}, {"people", 1}}) ==
        "error form.check none\n没有场次却有人次。请核对\n没有场次却有人次: check the figures\n");
  CHECK(told(form, Map{{"events", 0}, {"people", 0}}).empty());
}

TEST_CASE("a rule over a wrong field adds nothing and one that cannot be judged says so") {
  const auto form = form_of(R"(fields { events { label 场次  type count }  people { label 人次  type decimal } }
    checks { many { that "people >= events"  message 人次少于场次 } })");
  CHECK(check_submission(form, Map{{"events", "x"}, {"people", 1}}).size() == 1);
  CHECK(told(form, Map{{"events", 1}}) ==
        "warning form.check_unknown many\n无法核对：人次少于场次。请核对填写的内容\ncannot be checked: 人次少于场次: look at "
        "what was filled in\n");
}

TEST_CASE("a rule over fixed rows names row and field") {
  const auto form = form_of(R"(layout rows  rows { a 甲  b 乙 }  fields { n { label 数  type count } }
    checks { more { that "a.n >= b.n"  message 甲少于乙 } })");
  CHECK(told(form, Map{{"a", Map{{"n", 1}}}, {"b", Map{{"n", 2}}}}).starts_with("warning form.check more"));
  CHECK(told(form, Map{{"a", Map{{"n", 2}}}, {"b", Map{{"n", 2}}}}).empty());
}

TEST_CASE("personal paths point at the personal values that are there") {
  CHECK(form_of(fields).personal_paths(good()) == std::vector<std::string>{"/name"});
  CHECK(form_of(fields).personal_paths(Map{{"events", 1}}).empty());
  const auto rows = form_of("layout rows  rows { a 甲  b 乙 }  fields { n { label 姓名  personal yes } }");
  CHECK(rows.personal_paths(Map{{"a", Map{{"n", "某"}}}, {"b", Map{{"n", "某"}}}}) == std::vector<std::string>{"/a/n", "/b/n"});
  CHECK(rows.personal_paths(Map{{"b", Map{{"n", "某"}}}}) == std::vector<std::string>{"/b/n"});
}
