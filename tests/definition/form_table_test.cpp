// Forms as tables: the statistics form and the list of liaisons of Yangquan 2023, as annexes 2 and 3 of its notice print them.
#include "tests/definition/form_support.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

const Definition& yangquan() {
  static const Definition definition = [] {
    auto loaded = load(source_folder + "workflows/yangquan-2023/campaign.info");
    REQUIRE_MESSAGE(loaded.ok(), to_text(loaded.diagnostics(), Language::en));
    return *std::move(loaded);
  }();
  return definition;
}

const Form& form(const std::string& name) { return yangquan().forms.at(name); }

std::vector<int> columns_of(const std::vector<Cell>& row) {
  std::vector<int> out;
  for (const auto& cell : row) out.push_back(cell.columns);
  return out;
}

std::vector<std::string> texts_of(const std::vector<Cell>& row) {
  std::vector<std::string> out;
  for (const auto& cell : row) out.push_back(cell.text);
  return out;
}

Value statistics(int first) {
  Value data{Map{}};
  for (const auto* field : form("statistics").fields())
    data[field->id] = field->type == FieldType::count ? Value(first++) : Value();
  return data;
}

}  // namespace

TEST_CASE("the statistics form has a head of two rows that spans 2 and 1 and 4 and 1 and 2 columns") {
  const auto table = form_table(form("statistics"));
  REQUIRE(table.header.size() == 2);
  CHECK(columns_of(table.header[0]) == std::vector<int>{2, 1, 4, 1, 2});
  CHECK(table.header[1].size() == 10);
  CHECK(table.widths.size() == 10);
  CHECK(table.header[0][0].text == "“七进”宣传活动");
  CHECK(table.header[1][2].text == "刊印份数、播放次数");
  CHECK(table.landscape);
  CHECK(table.caption == "填报单位（盖章）：");
  CHECK(table.note.starts_with("填表说明：1.“七进”宣传活动是指"));
  CHECK(std::count(table.note.begin(), table.note.end(), '\n') == 1);
}

TEST_CASE("the blank form has one row to write in by hand") {
  const auto table = form_table(form("statistics"));
  REQUIRE(table.rows.size() == 1);
  for (const auto& cell : table.rows[0]) CHECK(cell.text.empty());
  CHECK(table.row_height > 0);
}

TEST_CASE("numbers of one cell stand in it one after the other") {
  const auto table = filled_table(form("statistics"), statistics(1));
  CHECK(texts_of(table.rows[0]) == std::vector<std::string>{"1", "2", "3；4", "5", "6", "7", "8", "9；10；11", "12", ""});
}

TEST_CASE("many units make a row each and the totals a last one") {
  const auto table = collected_table(form("statistics"), {{"甲街道", statistics(1)}, {"乙街道", statistics(2)}}, statistics(3));
  CHECK(table.header[0][0] == Cell{"单位", 1, 2, Align::center});
  CHECK(table.widths.size() == 11);
  CHECK(table.caption.empty());
  REQUIRE(table.rows.size() == 3);
  CHECK(texts_of(table.rows[1]) ==
        std::vector<std::string>{"乙街道", "2", "3", "4；5", "6", "7", "8", "9", "10；11；12", "13", ""});
  CHECK(table.rows[2][0].text == "合计");
  CHECK(collected_table(form("statistics"), {}, std::nullopt).rows.empty());
}

TEST_CASE("fixed rows stand below a head of one row and lead with their labels") {
  Value data{Map{{"leader", Map{{"name", "某某"}, {"phone", "000"}}}}};
  const auto table = filled_table(form("liaison"), data);
  REQUIRE(table.header.size() == 1);
  CHECK(texts_of(table.header[0]) == std::vector<std::string>{"", "姓名", "科（股）室", "职务", "联系电话（手机）", "备注"});
  REQUIRE(table.rows.size() == 2);
  CHECK(texts_of(table.rows[0]) == std::vector<std::string>{"承办单位负责人", "某某", "", "", "000", ""});
  CHECK(table.rows[1][0].text == "联络人");
}

TEST_CASE("the rows of many units stand beside their unit") {
  const auto table = collected_table(form("liaison"), {{"甲街道", Value()}, {"乙街道", Value()}}, std::nullopt);
  REQUIRE(table.rows.size() == 4);
  CHECK(table.rows[0][0] == Cell{"甲街道", 1, 2, Align::center});
  CHECK(table.rows[1].size() + 1 == table.rows[0].size());
  CHECK(table.rows[2][0].text == "乙街道");
}

TEST_CASE("fields stand one below the other and yes or no is written in words") {
  const auto table =
      filled_table(form("street_targets"), Map{{"lectures_held", 2}, {"seven_entry_coverage", true}, {"key_windows", false}});
  CHECK(table.header.empty());
  REQUIRE(table.rows.size() == 7);
  CHECK(table.rows[0][1].text == "2");
  CHECK(table.rows[1][1].text == "是");
  CHECK(table.rows[5][1].text == "否");
  CHECK(table.rows[2][1].align == Align::left);
}

TEST_CASE("an erased personal value is said to be erased") {
  const Value data{Map{{"leader", Map{{"name", Map{{"$erased", true}}}}}}};
  CHECK(filled_table(form("liaison"), data).rows[0][1].text == "（已删除）");
}

TEST_CASE("a blank ledger has rows to write in and a filled one as many as there are") {
  const auto ledger = form_of("layout ledger  fields { group 线索 { a { label 来源 }  b { label 金额  type money } } }");
  const auto blank = form_table(ledger);
  CHECK(blank.rows.size() == 5);
  CHECK(blank.header[0][0] == Cell{"序号", 1, 2, Align::center});
  CHECK(blank.widths.size() == 3);
  const auto filled = filled_table(ledger, Map{{"rows", List{Map{{"a", "甲"}, {"b", "1.5"}}}}});
  REQUIRE(filled.rows.size() == 1);
  CHECK(texts_of(filled.rows[0]) == std::vector<std::string>{"1", "甲", "1.50"});
  CHECK(filled_table(ledger, Map{{"rows", List{}}}).rows.empty());
}

TEST_CASE("the ledgers of many units are numbered through beside their units") {
  const auto ledger = form_of("layout ledger  fields { a { label 来源 } }");
  const Value two = Map{{"rows", List{Map{{"a", "甲"}}, Map{{"a", "乙"}}}}};
  const Value one = Map{{"rows", List{Map{{"a", "丙"}}}}};
  const auto table = collected_table(ledger, {{"东街道", two}, {"西街道", Map{{"rows", List{}}}}, {"南街道", one}}, std::nullopt);
  REQUIRE(table.rows.size() == 3);
  CHECK(table.rows[0][1] == Cell{"东街道", 1, 2, Align::center});
  CHECK(texts_of(table.rows[1]) == std::vector<std::string>{"2", "乙"});
  CHECK(texts_of(table.rows[2]) == std::vector<std::string>{"3", "南街道", "丙"});
}

TEST_CASE("what is not printed has no column and leaves no empty heading") {
  const auto some = form_of(R"(fields { group 线上 { a { label 甲  printed no }  b { label 乙 } }
    group 不印 { c { label 丙  printed no } }  cell 丁戊 { d { label 丁 }  e { label 戊  printed no } } })");
  const auto table = filled_table(some, Map{{"a", "1"}, {"b", "2"}, {"c", "3"}, {"d", "4"}, {"e", "5"}});
  CHECK(texts_of(table.header[0]) == std::vector<std::string>{"线上", "丁戊"});
  CHECK(texts_of(table.header[1]) == std::vector<std::string>{"乙"});
  CHECK(texts_of(table.rows[0]) == std::vector<std::string>{"2", "4"});
  CHECK(table.widths.size() == 2);
}

TEST_CASE("the sections of a document stand one below the other and are long texts unless told otherwise") {
  const auto summary = form_of("layout document  fields { a { label 主要做法 }  b { label 场次  type count } }");
  CHECK(summary.field("a")->type == FieldType::long_text);
  const auto table = filled_table(summary, Map{{"a", "一\n二"}, {"b", 3}});
  REQUIRE(table.rows.size() == 2);
  CHECK(table.rows[0][1] == Cell{"一\n二", 1, 1, Align::left});
}

TEST_CASE("the column of units is as wide as their names want, within reason") {
  const auto width = [](const std::string& name) {
    return collected_table(form("statistics"), {{name, statistics(1)}, {"甲乡", statistics(1)}}, std::nullopt).widths.front();
  };
  CHECK(width("甲街道") == 4.0);
  CHECK(width("平潭街街道办事处") == 9.0);
  CHECK(width("阳泉市矿区处置非法集资领导组办公室") == doctest::Approx(11 + 7 / 6.0));
}

TEST_CASE("a form without its personal fields keeps the others and their headings") {
  const auto& whole = form("liaison");
  const auto rest = without_personal_fields(whole);
  CHECK(personal_fields(whole).size() == 2);
  CHECK(personal_fields(rest).empty());
  CHECK(rest.fields().size() + personal_fields(whole).size() == whole.fields().size());
}

TEST_CASE("each empty place of a form knows what is filled in there") {
  const auto liaison = form_table(form("liaison"));
  CHECK(liaison.rows[0][0].blanks.empty());
  CHECK(liaison.rows[0][1].blanks == std::vector<Blank>{{"liaison.leader.name", "承办单位负责人 姓名"}});
  CHECK(liaison.rows[1][4].blanks == std::vector<Blank>{{"liaison.liaison.phone", "联络人 联系电话（手机）"}});
  const auto statistics_blank = form_table(form("statistics")).rows[0];
  CHECK(statistics_blank[0].blanks.front().id == "statistics.c1_events");
  REQUIRE(statistics_blank[2].blanks.size() == 2);
  CHECK(statistics_blank[2].blanks[1].title == "播放次数");
}

TEST_CASE("the rows of a blank ledger are numbered for whoever reads the form") {
  const auto table = form_table(form_of("layout ledger  fields { a { label 来源 } }"));
  CHECK(table.rows[4][1].blanks == std::vector<Blank>{{"f.rows.5.a", "第5行 来源"}});
}

TEST_CASE("the type of a field says how its blank is filled in") {
  const auto kind = [](const std::string& type) {
    return form_table(form_of("layout fields  fields { a { label 例  type " + type + " } }")).rows[0][1].blanks.front();
  };
  CHECK(kind("count").kind == BlankKind::line);
  CHECK(kind("long_text").kind == BlankKind::lines);
  CHECK(kind("list").kind == BlankKind::lines);
  CHECK(kind("date").kind == BlankKind::date);
  CHECK(kind("month").kind == BlankKind::line);
  CHECK(kind("attachment").kind == BlankKind::file);
  CHECK(kind("place").kind == BlankKind::line);
  CHECK(kind("place  choices \"甲, 乙\"") == Blank{"f.a", "例", BlankKind::open_choice, {"甲", "乙"}});
  CHECK(kind("boolean") == Blank{"f.a", "例", BlankKind::choice, {"是", "否"}});
  CHECK(kind("enum  choices \"甲, 乙\"") == Blank{"f.a", "例", BlankKind::choice, {"甲", "乙"}});
  CHECK(kind("multi_enum  choices \"甲, 乙\"").kind == BlankKind::open_choice);
}

TEST_CASE("what is computed or has no place on the form, and what is filled in, leaves no blank") {
  const auto some = form_of(
      "layout columns  fields { a { label 数  type count }  x { label 比率  type computed  formula \"a * 2\" }"
      "  cell 份数 { b { label 甲  type count  printed no }  c { label 乙  type count } } }");
  const auto row = form_table(some).rows[0];
  CHECK(row[1].blanks.empty());
  CHECK(row[2].blanks == std::vector<Blank>{{"f.c", "乙"}});
  CHECK(filled_table(some, Map{{"a", 1}}).rows[0][2].blanks.empty());
}
