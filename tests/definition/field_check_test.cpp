// What a field takes: each type, each finding by its exact words.
#include "tests/definition/form_support.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

Form with_field(const std::string& keys) { return form_of("fields { x { label 例  " + keys + " } }"); }

std::string told_of(const std::string& keys, Value value, const SubmissionContext& context = {}) {
  return told(with_field(keys), Map{{"x", std::move(value)}}, context);
}

void check_takes(const std::string& keys, const std::vector<Value>& good, const std::vector<Value>& bad, std::string_view code) {
  const auto form = with_field(keys);
  for (const auto& value : good) {
    CAPTURE(to_json(value));
    CHECK(told(form, Map{{"x", value}}) == "");
  }
  for (const auto& value : bad) {
    CAPTURE(to_json(value));
    const auto findings = check_submission(form, Map{{"x", value}});
    REQUIRE(findings.size() == 1);
    CHECK(findings.front().message.code == code);
    CHECK(findings.front().field == "x");
  }
}

}  // namespace

TEST_CASE("decimals take numbers and their digits") {
  check_takes("type decimal", {0, -3, 1.5, "12.50", "007", "-0.5", " 8 "},
              {"1,200", "12元", "1.", ".5", "1e3", true, List{}, Map{}}, "form.not_a_number");
}

TEST_CASE("V03 a number has no more decimal places than its scale") {
  CHECK(
      told_of("type money", "1.234") ==
      "error form.scale x\n“例”最多 2 位小数，填的是“1.234”。请四舍五入\n“例” takes 2 decimal places at most, not “1.234”: round "
      "it\n");
  CHECK(told_of("type money", 1.25) == "");
  CHECK(told_of("type decimal", "1.23456") == "");
  CHECK(told_of("type percent  scale 0", 0.5).starts_with("error form.scale x\n“例”最多 0 位小数"));
}

TEST_CASE("V04 a number out of the ordinary is a warning and an error where the bounds are hard") {
  CHECK(told_of("type count  min 5  max 500", 9000) ==
        "warning form.above x\n“例”填的是 9000，一般不大于 500。请核对数字和单位\n“例” is 9000, and 500 or less as a rule: check "
        "the "
        "number and its unit\n");
  CHECK(told_of("type count  min 5  max 500", 4) ==
        "warning form.below x\n“例”填的是 4，一般不小于 5。请核对数字和单位\n“例” is 4, and 5 or more as a rule: check the "
        "number and "
        "its unit\n");
  CHECK(told_of("type percent  max 100  hard yes", "100.01") ==
        "error form.above x\n“例”填的是 100.01，不能大于 100。请核对数字和单位\n“例” is 100.01, and has to be 100 or less: check "
        "the "
        "number and its unit\n");
  CHECK(told_of("type decimal  min 0.1  hard yes", "0.05") ==
        "error form.below x\n“例”填的是 0.05，不能小于 0.1。请核对数字和单位\n“例” is 0.05, and has to be 0.1 or more: check the "
        "number and its unit\n");
  CHECK(told_of("type count  min 5  max 500", 5) == "");
  CHECK(told_of("type count  min 5  max 500", 500) == "");
}

TEST_CASE("date ranges and months and years and times take nothing else") {
  check_takes("type date_range", {"2023-06-10", "2023-06-10 to 2023-06-12", "2023年6月10日至2023年6月12日"},
              {"六月", "2023-06-12 to 2023-06-10", 3}, "form.not_a_period");
  check_takes("type month", {"2023-06", "2023年6月", "2023-02"}, {"2023", "2023-06-01", "2023-13", "2023-01 to 2023-02", 202306},
              "form.not_a_month");
  check_takes("type year", {2023, "2023", "2023年"}, {23, "2023-06", "去年", "2022 to 2023", 20230}, "form.not_a_year");
  check_takes("type time", {"09:30", "9:30", "00:00", "23:59"}, {"24:00", "9:60", "930", "9:3", "上午", ":30", 9},
              "form.not_a_time");
  CHECK(told_of("type date_range", "六月") ==
        "error form.not_a_period x\n“例”应填起止日期，填的是“六月”。例如 2023-06-10 至 2023-06-12\n“例” wants a first and a last "
        "day, "
        "not “六月”: such as 2023-06-10 to 2023-06-12\n");
  CHECK(told_of("type month", "六月") ==
        "error form.not_a_month x\n“例”应填年月，填的是“六月”。例如 2023-06\n“例” wants a month, not “六月”: such as 2023-06\n");
  CHECK(told_of("type year", "去年") ==
        "error form.not_a_year x\n“例”应填四位数的年份，填的是“去年”。例如 2023\n“例” wants a year of four digits, not “去年”: "
        "such as "
        "2023\n");
  CHECK(told_of("type time", "上午") ==
        "error form.not_a_time x\n“例”应填时间，填的是“上午”。例如 09:30\n“例” wants a time, not “上午”: such as 09:30\n");
}

TEST_CASE("V10 a date outside the campaign is a warning unless it may be") {
  SubmissionContext context;
  context.window = parse_period("2023-05-31 to 2023-12-31");
  CHECK(told_of("type date", "2023-05-30", context) ==
        "warning form.outside_window x\n“例”填的“2023-05-30”不在活动期间（2023-05-31 至 2023-12-31）。请核对日期\n“2023-05-30” "
        "in “例” "
        "lies outside the campaign (2023-05-31 to 2023-12-31): check the date\n");
  CHECK(told_of("type date", "2023-05-31", context) == "");
  CHECK(told_of("type date", "2023-12-31", context) == "");
  CHECK(told_of("type date", "2022-01-01") == "");
  CHECK(told_of("type date  any-time yes", "2022-01-01", context) == "");
  CHECK(told_of("type date_range", "2023-12-30 to 2024-01-01", context).starts_with("warning form.outside_window x"));
  CHECK(told_of("type month", "2023-05", context) == "");
  CHECK(told_of("type month", "2023-04", context).starts_with("warning form.outside_window x"));
}

TEST_CASE("several choices are each one of the choices and as many as wanted") {
  const std::string keys = "type multi_enum  choices \"甲, 乙, 丙\"  min 2  max 2";
  CHECK(told_of(keys, List{"甲", "丙"}) == "");
  CHECK(told_of(keys, List{"甲", "丁"}) ==
        "error form.not_a_choice x\n“例”不能填“丁”。可选：甲、乙、丙\n“例” cannot be “丁”: choose one of: 甲、乙、丙\n");
  CHECK(told_of(keys, List{"甲"}) ==
        "error form.too_few x\n“例”有 1 条，至少 2 条。请补充\n“例” has 1 entries, 2 at least: add some\n");
  CHECK(told_of(keys, List{"甲", "乙", "丙"}) ==
        "error form.too_many x\n“例”有 3 条，最多 2 条。请选留\n“例” has 3 entries, 2 at most: leave some out\n");
  CHECK(told_of(keys, "甲") ==
        "error form.not_a_list x\n“例”应逐条填写。一条一条地写\n“例” wants a list: write one entry after the other\n");
  CHECK(told_of(keys, List{}) == "");
  CHECK(told_of(keys + "  required yes", List{}).starts_with("error form.required x"));
  check_takes("type place  choices \"广场, 学校\"", {"广场"}, {"别处"}, "form.not_a_choice");
}

TEST_CASE("a unit is one of the campaign where the units are known") {
  SubmissionContext context;
  context.is_unit = [](std::string_view word) { return word == "东街道"; };
  CHECK(told_of("type unit_ref", "东街道", context) == "");
  CHECK(told_of("type unit_ref", "南街道", context) ==
        "error form.not_a_unit x\n“例”填的“南街道”不在单位名单中。写单位的全称\n“南街道” in “例” is not in the list of units: "
        "write the "
        "unit's full name\n");
  CHECK(told_of("type unit_ref", "南街道") == "");
}

TEST_CASE("V16 an odd mailbox is a warning that does not repeat what is personal") {
  CHECK(
      told_of("type mailbox  personal no", "nobody") ==
      "warning form.mailbox x\n“例”的“nobody”不像电子邮箱。写成“名称@网址”\n“nobody” in “例” does not look like a mailbox: write "
      "NAME@DOMAIN\n");
  CHECK(told_of("type mailbox", "nobody").find("nobody") == std::string::npos);
  check_takes("type mailbox", {"a@b.cn", "a.b-c@d.e.cn"}, {"a@b", "@b.cn", "a@b@c.cn", "a b@c.cn", "某@b.cn", "a@.cn", "a@b."},
              "form.mailbox");
}

TEST_CASE("people and phones and mailboxes are personal unless told otherwise") {
  for (const std::string type : {"person", "phone", "mailbox"}) {
    CHECK(with_field("type " + type).field("x")->personal);
    CHECK_FALSE(with_field("type " + type + "  personal no").field("x")->personal);
  }
  CHECK_FALSE(with_field("type text").field("x")->personal);
}

TEST_CASE("V12 a text is as long as it may be and one sentence takes one line") {
  CHECK(told_of("type long_text  min-length 3", "一二") ==
        "error form.too_short x\n“例”只有 2 个字，至少 3 个。请写具体些\n“例” has only 2 characters, 3 at least: say more\n");
  CHECK(told_of("type long_text  min-length 3  max-length 3", "一二三") == "");
  CHECK(told_of("type one_sentence", "一\r二").starts_with("error form.line_break x"));
  CHECK(told_of("type one_sentence  max-length 2", "一二三").starts_with("error form.too_long x"));
}

TEST_CASE("the entries of a list are texts or filled in field by field") {
  check_takes("type list  max-length 2", {List{"一", "二"}, List{"三"}}, {List{1}, List{""}, List{Map{}}}, "form.not_text");
  CHECK(told_of("type list  max-length 2", List{"一二三"}).starts_with("error form.too_long x"));
  const auto form = with_field("type list  fields { name { label 名称  required yes }  n { label 数  type count } }");
  CHECK(
      told(form, Map{{"x", List{Map{{"name", "甲"}, {"n", 1}}, Map{{"name", ""}, {"n", 2}, {"m", 3}}}}}) ==
      "error form.required x.2.name\n“例第2条 名称”没有填写。这是必填项\n“例第2条 名称” is not filled in: it is required\n"
      "error form.unknown_field x.2.m\n表单里没有“m”这一项。表上有：name 名称、n 数；都不是的，检查是否用错了表\nthe form has no "
      "field “m”: it has: name 名称, n 数; if none of these is meant, is it the right form?\n");
  CHECK(told(form, Map{{"x", List{"甲"}}}).starts_with("error form.not_filled x.1\n“例第1条”不是按项填写的内容"));
}

TEST_CASE("a field's own condition stops a submission with the author's words") {
  const auto form = form_of(R"(fields { asked { label 应到  type count }
    came { label 实到  type count  validation "came <= asked"  message 不能多于应到 }
    gone { label 缺席  type count  validation "gone <= asked" } })");
  CHECK(told(form, Map{{"asked", 3}, {"came", 4}, {"gone", 0}}) ==
        "error form.validation came\n“实到”不合要求：不能多于应到。请改正\n“实到” will not do: 不能多于应到: mend it\n");
  CHECK(told(form, Map{{"asked", 3}, {"came", 3}, {"gone", 4}}) ==
        "error form.validation gone\n“缺席”不合要求：gone <= asked。请改正\n“缺席” will not do: gone <= asked: mend it\n");
  CHECK(told(form, Map{{"asked", 3}, {"came", 3}, {"gone", 0}}) == "");
}

TEST_CASE("what another fills in is neither asked of the submitter nor taken from them") {
  const auto form = form_of("fields { opinion { label 审核意见  required yes  owner 西街道 } }");
  SubmissionContext east;
  east.is_submitter = [](std::string_view word) { return word == "东街道"; };
  SubmissionContext west;
  west.is_submitter = [](std::string_view word) { return word == "西街道"; };
  CHECK(told(form, Map{}, east) == "");
  CHECK(
      told(form, Map{{"opinion", "同意"}}, east) ==
      "error form.not_yours opinion\n“审核意见”由“西街道”填写。请留空\n“审核意见” is for “西街道” to fill in: leave it blank\n");
  CHECK(told(form, Map{}, west).starts_with("error form.required opinion"));
  CHECK(told(form, Map{{"opinion", "同意"}}, west) == "");
}

TEST_CASE("V07 files are as many and of the type that the form asks for") {
  const auto form = form_of("fields { before { label 整改前照片  type attachment  kind photo  min 2  max 3 } }");
  const auto with = [](std::vector<AttachedFile> files) {
    SubmissionContext context;
    context.files = std::move(files);
    return context;
  };
  CHECK(told(form, Map{}, with({{"before", "1.jpg", "image/jpeg"}})) ==
        "error form.file_too_few before\n“整改前照片”有 1 份，至少 2 份。请附上照片\n“整改前照片” has 1 files, 2 at least: "
        "attach them "
        "(photo)\n");
  CHECK(told(form, Map{}, with({{"before", "1", ""}, {"整改前照片", "2", ""}, {"照片", "3", ""}, {"photo", "4", ""}})) ==
        "error form.file_too_many before\n“整改前照片”有 4 份，最多 3 份。请选留\n“整改前照片” has 4 files, 3 at most: leave "
        "some out\n");
  CHECK(told(form, Map{}, with({{"before", "1.jpg", "image/jpeg"}, {"before", "2.doc", "application/msword"}})) ==
        "error form.file_wrong_type before\n“整改前照片”的文件“2.doc”是 application/msword，不是照片。图片用 jpg 或 "
        "png，扫描件也可用 pdf\n"
        "the file “2.doc” of “整改前照片” is application/msword, no photo: jpg or png for pictures, pdf too for a scan\n");
  CHECK(told(form, Map{}) == "");
  const auto required = form_of("fields { scan { label 扫描件  type attachment  kind 盖章扫描件  required yes } }");
  CHECK(told(required, Map{}, with({})).starts_with("error form.file_too_few scan\n“扫描件”有 0 份，至少 1 份"));
  CHECK(told(required, Map{}, with({{"scan_with_seal", "1.pdf", "application/pdf"}})) == "");
}

TEST_CASE("V08 a form with a place for a seal wants a scan with the seal") {
  const auto form = form_of("header 填报单位（盖章）：  fields { x { label 例 } }");
  SubmissionContext context;
  CHECK(told(form, Map{}, context) == "");
  context.files.emplace();
  CHECK(told(form, Map{}, context) ==
        "warning form.seal_scan_missing \n表上要盖章，没有附盖章扫描件。盖章后扫描附上，或按规定报送纸质件\nthe form wants a "
        "seal, and no "
        "scan with the seal came: seal it and attach a scan, or send it on paper as agreed\n");
  context.files->push_back({"盖章件", "1.pdf", ""});
  CHECK(told(form, Map{}, context) == "");
}

TEST_CASE("V11 a cumulative number that went down is a warning") {
  const auto form = with_field("type count  cumulative yes");
  const Value before = Map{{"x", 12}};
  SubmissionContext context;
  context.previous = &before;
  CHECK(told(form, Map{{"x", 11}}, context) ==
        "warning form.went_down x\n“例”是累计数，上次报 12，这次只报 11。请核对；更正上次的数请说明\n“例” adds up over time: 12 "
        "last "
        "time, only 11 now: check it; say so if the last report was wrong\n");
  CHECK(told(form, Map{{"x", 12}}, context) == "");
  CHECK(told(with_field("type count"), Map{{"x", 11}}, context) == "");
}
