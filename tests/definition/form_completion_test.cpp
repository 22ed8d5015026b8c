// What a form fills in by itself, and what nobody but the right reader sees.
#include "tests/definition/form_support.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

const std::string views = R"(fields {
  clicks { label 点击  type count  printed no }
  reads  { label 阅读  type count  printed no }
  views  { label 点击量、阅读量  type sum_of  of "clicks, reads" }
})";

}  // namespace

TEST_CASE("V06 a sum is made of its parts or stands alone or agrees with them") {
  const auto form = form_of(views);
  CHECK(completed(form, Map{{"clicks", 3}, {"reads", 4}}).at("views") == Value(7));
  CHECK(told(form, Map{{"clicks", 3}, {"reads", 4}}) == "");
  CHECK(told(form, Map{{"views", 7}}) == "");
  CHECK(completed(form, Map{{"views", 7}}) == Value(Map{{"views", 7}}));
  CHECK(told(form, Map{{"clicks", 3}, {"reads", 4}, {"views", 7}}) == "");
  CHECK(told(form, Map{{"clicks", 3}, {"reads", 4}, {"views", 8}}) ==
        "error form.sum_differs views\n“点击量、阅读量”填的是 8，各项（点击、阅读）之和是 7。改正合计数或各项的数\n"
        "“点击量、阅读量” is 8, but 点击、阅读 make 7: mend the sum or its parts\n");
}

TEST_CASE("V02 a part of a sum left blank is no zero unless the sum alone is told") {
  const auto form = form_of(views);
  CHECK(told(form, Map{{"clicks", 3}, {"views", 3}}).starts_with("error form.blank_count reads"));
  CHECK(check_submission(form, Map{}).size() == 2);
}

TEST_CASE("a sum of decimals is exact") {
  const auto form =
      form_of("fields { a { label 甲  type money }  b { label 乙  type money }  c { label 共  type sum_of  of \"a, b\" } }");
  CHECK(told(form, Map{{"a", 0.1}, {"b", "0.20"}, {"c", "0.3"}}) == "");
  CHECK(filled_table(form, completed(form, Map{{"a", 0.1}, {"b", "0.20"}})).rows[0][2].text == "0.3");
}

TEST_CASE("computed fields follow from the others in whatever order they are written") {
  const auto form = form_of(R"(fields { last { label 末  type computed  formula "share * 2" }
    share { label 率  type computed  formula "done / asked * 100" }
    done { label 完成  type decimal }  asked { label 应完成  type decimal } })");
  const auto data = completed(form, Map{{"done", "3"}, {"asked", 4}});
  CHECK(data.at("share") == Value(75));
  CHECK(data.at("last") == Value(150));
  CHECK(completed(form, data) == data);
  CHECK(told(form, data) == "");
  CHECK(
      told(form, Map{{"done", 3}, {"asked", 4}, {"share", 80}}) ==
      "error form.computed_differs share\n“率”填的是“80”，按填写的内容算出来是“75”。这一项不用填，由系统计算\n“率” is “80”, but "
      "what was filled in makes “75”: leave it out: it is computed\n");
  CHECK(completed(form, Map{{"done", 3}, {"asked", 0}}).at("share").is_null());
  CHECK(told(form, Map{{"done", 3}, {"asked", 0}}) == "");
}

TEST_CASE("a computed field is rounded half up to its places where it is kept and where it is printed") {
  const auto form = form_of(R"(fields { empty { label 空房  type count }  all { label 户数  type count }
    share { label 空房率  type computed  formula "empty / all * 100"  scale 2 } })");
  const auto data = completed(form, Map{{"empty", 85}, {"all", 87}});
  CHECK(to_json(data.at("share")) == "97.7");
  CHECK(print(*form.field("share"), data.at("share")) == "97.70");
  CHECK(to_json(completed(form, Map{{"empty", 1}, {"all", 800}}).at("share")) == "0.13");
  CHECK(completed(form, data) == data);
  CHECK(told(form, Map{{"empty", 85}, {"all", 87}, {"share", "97.7011494"}}) == "");
  CHECK(told(form, Map{{"empty", 85}, {"all", 87}, {"share", "97.71"}}).starts_with("error form.computed_differs share"));
}

TEST_CASE("a computed field without places keeps what it is and prints two at most") {
  const auto form = form_of(R"(fields { a { label 甲  type count }  third { label 三分之一  type computed  formula "a / 3" } })");
  const auto data = completed(form, Map{{"a", 2}});
  CHECK(to_json(data.at("third")) == "0.6666666666666666666666666666666667");
  CHECK(print(*form.field("third"), data.at("third")) == "0.67");
  CHECK(print(*form.field("third"), completed(form, Map{{"a", 6}}).at("third")) == "2");
}

TEST_CASE("in totals a rate is reckoned again from the sums and what is no rate adds up") {
  const auto form = form_of(R"f(fields {
    empty { label 空房  type count }  all { label 户数  type count }
    share { label 空房率  type computed  formula "empty / all * 100"  scale 2 }
    twice { label 两倍率  type computed  formula "share * 2"  scale 2 }
    price { label 单价  type money }  n { label 件数  type count }
    cost  { label 金额  type computed  formula "price * n"  scale 2 }
    full  { label 达标  type computed  formula "if all >= 50 then 1 else 0" }
    name  { label 名称 }  long { label 字数  type computed  formula "string length(name)" }
    rate  { label 占比  type percent } })f");
  const auto a = completed(form, Map{{"empty", 1}, {"all", 100}, {"price", "2.5"}, {"n", 2}, {"name", "甲"}, {"rate", 50}});
  const auto b = completed(form, Map{{"empty", 30}, {"all", 60}, {"price", 10}, {"n", 3}, {"name", "乙"}, {"rate", 70}});
  CHECK(totals(form, {&a, &b}, {&a, &b}) == Value(Map{{"empty", 31},
                                                      {"all", 160},
                                                      {"share", *Decimal::parse("19.38")},
                                                      {"twice", *Decimal::parse("38.76")},
                                                      {"price", *Decimal::parse("12.5")},
                                                      {"n", 5},
                                                      {"cost", 35},
                                                      {"full", 2},
                                                      {"long", nullptr}}));
}

TEST_CASE("a rate of nothing has no total") {
  const auto form = form_of(R"(fields { a { label 甲  type count }  b { label 乙  type count }
    share { label 率  type computed  formula "a / b"  scale 2 } })");
  const auto none = totals(form, {}, {});
  CHECK(none.at("a") == Value(0));
  CHECK(none.at("share").is_null());
}

TEST_CASE("totals go row by row over fixed rows, over all rows of ledgers and over the entries of lists") {
  const auto rows = form_of("layout rows  rows { p 甲  q 乙 }  fields { a { label 数  type count } }");
  const Value one = Map{{"p", Map{{"a", 1}}}, {"q", Map{{"a", 2}}}};
  CHECK(totals(rows, {&one, &one}, {}) == Value(Map{{"p", Map{{"a", 2}}}, {"q", Map{{"a", 4}}}}));
  const auto ledger = form_of("layout ledger  fields { a { label 数  type count } }");
  const Value two = Map{{"rows", List{Map{{"a", 1}}, Map{{"a", 5}}}}};
  CHECK(totals(ledger, {&two, &two}, {}) == Value(Map{{"a", 12}}));
  const auto lists =
      form_of(R"f(fields { buys { label 采购  type list  fields { price { label 单价  type money }  n { label 数量  type count }
    cost { label 小计  type computed  formula "price * n" } } }  sum { label 总价  type computed  formula "sum(buys.cost)" }
    mean { label 均价  type computed  formula "sum(buys.price) / sum(buys.price)" } })f");
  const auto bought = completed(lists, Map{{"buys", List{Map{{"price", 2}, {"n", 3}}, Map{{"price", 1}, {"n", 4}}}}});
  CHECK(totals(lists, {&bought, &bought}, {}) == Value(Map{{"sum", 20}, {"mean", 1}}));
}

TEST_CASE("of a cumulative field the total takes only the latest report of each unit") {
  const auto form = form_of("fields { a { label 累计  type count  cumulative yes }  b { label 当日  type count } }");
  const Value first = Map{{"a", 3}, {"b", 3}};
  const Value last = Map{{"a", 8}, {"b", 5}};
  CHECK(totals(form, {&first, &last}, {&last}) == Value(Map{{"a", 8}, {"b", 8}}));
}

TEST_CASE("the entries of a list compute for themselves and the form over them") {
  const auto form =
      form_of(R"f(fields { buys { label 采购  type list  fields { price { label 单价  type money }  n { label 数量  type count }
    cost { label 小计  type computed  formula "price * n" } } }  total { label 总价  type computed  formula "sum(buys.cost)"
}
})f");
  const auto data = completed(form, Map{{"buys", List{Map{{"price", "1.5"}, {"n", 2}}, Map{{"price", 2}, {"n", 3}}}}});
  CHECK(data.at("buys").list()->front().at("cost") == Value(3));
  CHECK(data.at("total") == Value(9));
}

TEST_CASE("fixed rows and ledgers compute row by row") {
  const auto rows = form_of(R"(layout rows  rows { p 甲  q 乙 }  fields { a { label 数  type count }
    b { label 倍  type computed  formula "a * 2" } })");
  const auto data = completed(rows, Map{{"p", Map{{"a", 1}}}, {"q", Map{{"a", 2}}}});
  CHECK(data.at("p").at("b") == Value(2));
  CHECK(data.at("q").at("b") == Value(4));
  const auto ledger =
      form_of(R"(layout ledger  fields { a { label 数  type count }  b { label 倍  type computed  formula "a * 2" } }
    checks { few { that "sum(rows.b) <= 4"  message 太多 } })");
  const auto filled = completed(ledger, Map{{"rows", List{Map{{"a", 3}}}}});
  CHECK(filled.at("rows").list()->front().at("b") == Value(6));
  CHECK(told(ledger, Map{{"rows", List{Map{{"a", 1}}, Map{{"a", 1}}}}}) == "");
  CHECK(told(ledger, Map{{"rows", List{Map{{"a", 3}}}}}).starts_with("warning form.check few"));
}

TEST_CASE("data that is no form is left as it is") {
  const auto form = form_of(views);
  for (const auto& data : {Value(), Value("x"), Value(List{1})}) CHECK(completed(form, data) == data);
  const auto rows = form_of("layout rows  zero-report yes  rows { p 甲 }  fields { a { label 数  type count } }");
  CHECK(completed(rows, Map{{"p", "x"}}) == Value(Map{{"p", "x"}}));
  CHECK(completed(rows, Map{{"zero", true}, {"p", "x"}}) == Value(Map{{"zero", true}, {"p", "x"}}));
  const auto ledger = form_of("layout ledger  fields { a { label 数  type count } }");
  CHECK(completed(ledger, Map{{"rows", "x"}}) == Value(Map{{"rows", "x"}}));
  CHECK(told(ledger, Map{{"rows", "x"}}).starts_with("error form.not_a_list rows\n“rows”应逐行填写"));
}

TEST_CASE("a ledger has as many rows as it may have and nothing beside them") {
  const auto form = form_of("layout ledger  min-rows 1  max-rows 2  fields { a { label 数  type text  required yes } }");
  const auto with = [](std::size_t number) { return Value(Map{{"rows", List(number, Map{{"a", "一"}})}}); };
  CHECK(told(form, with(1)) == "");
  CHECK(told(form, with(2)) == "");
  CHECK(told(form, with(0)) ==
        "error form.too_few rows\n台账有 0 行，至少 1 行。请补充\nthe ledger has 0 rows, 1 at least: add some\n");
  CHECK(told(form, Map{}) == told(form, with(0)));
  CHECK(
      told(form, with(3)) ==
      "error form.too_many rows\n台账有 3 行，最多 2 行。请分次报送\nthe ledger has 3 rows, 2 at most: send the rest in another "
      "report\n");
  CHECK(told(form, Map{{"rows", List{Map{{"a", ""}}}}, {"a", 1}}) ==
        "error form.unknown_field a\n表单里没有“a”这一项。表上有：rows；都不是的，检查是否用错了表\nthe form has no field “a”: "
        "it has: "
        "rows; if none of these is meant, is it the right form?\n"
        "error form.required rows.1.a\n“第1行 数”没有填写。这是必填项\n“第1行 数” is not filled in: it is required\n");
}

TEST_CASE("a zero report counts every count as 0 and takes nothing else") {
  const auto form = form_of("zero-report yes  fields { n { label 场次  type count }  note { label 备注  required yes } }");
  const Value zero = Map{{"zero", true}};
  CHECK(told(form, zero) == "");
  CHECK(completed(form, zero) == Value(Map{{"zero", true}, {"n", 0}}));
  CHECK(told(form, completed(form, zero)) == "");
  CHECK(told(form, Map{{"zero", true}, {"n", 3}}) ==
        "error form.zero_with_figures n\n报的是零报告，却填了“场次”。没有开展的，其余各项留空；开展了的，不要选零报告\n"
        "it is a zero report, and “场次” is filled in: leave the rest blank, or do not call it a zero report\n");
  CHECK(told(form, Map{{"zero", "是"}, {"n", 0}, {"note", "无"}}) ==
        "error form.not_yes_or_no zero\n零报告（zero）应填“是”或“否”，填的是“是”。填“是”或“否”\na zero report (zero) wants yes "
        "or no, "
        "not “是”: fill in yes or no\n");
  CHECK(told(form, Map{{"zero", false}, {"n", 0}, {"note", "无"}}) == "");
  const auto rows = form_of("layout rows  zero-report yes  rows { p 甲  q 乙 }  fields { n { label 场次  type count } }");
  CHECK(told(rows, zero) == "");
  CHECK(completed(rows, zero).at("q").at("n") == Value(0));
  const auto ordinary = form_of("fields { n { label 场次  type count } }");
  CHECK(told(ordinary, Map{{"zero", true}, {"n", 0}}).starts_with("error form.unknown_field zero"));
}

TEST_CASE("what is known beforehand is filled in over the defaults") {
  const auto form = form_of(R"(fields {
    place { label 地点  default 广场 }
    n     { label 场次  type count  default 1  prefill "previous.n + 1" }
    unit  { label 单位  prefill "unit.name" }
    kinds { label 形式  type multi_enum  choices "讲座, 展板"  default "讲座, 展板" }
    twice { label 倍  type computed  formula "n * 2" } })");
  CHECK(prefilled(form, Map{{"previous", Map{{"n", 4}}}, {"unit", Map{{"name", "东街道"}}}}) ==
        Value(Map{{"place", "广场"}, {"n", 5}, {"unit", "东街道"}, {"kinds", List{"讲座", "展板"}}}));
  CHECK(prefilled(form, Map{}) == Value(Map{{"place", "广场"}, {"n", 1}, {"kinds", List{"讲座", "展板"}}}));
  const auto rows = form_of("layout rows  rows { p 甲  q 乙 }  fields { a { label 数  type count  prefill previous.a } }");
  CHECK(prefilled(rows, Map{{"previous", Map{{"q", Map{{"a", 2}}}}}}) == Value(Map{{"p", Map{}}, {"q", Map{{"a", 2}}}}));
}

TEST_CASE("another step's data may be filled in beforehand") {
  const auto form = form_of("fields { n { label 场次  type count  prefill s.total } }");
  CHECK(prefilled(form, Map{{"s", Map{{"total", 9}}}}).at("n") == Value(9));
}

TEST_CASE("only those who may see a field see it") {
  const auto form = form_of(R"(fields { a { label 甲 }  b { label 乙  visible-to 街道 }
    c { label 丙  type list  fields { d { label 丁  visible-to 西街道 }  e { label 戊 } } } })");
  const Value data = Map{{"a", "1"}, {"b", "2"}, {"c", List{Map{{"d", "3"}, {"e", "4"}}}}};
  CHECK(visible_part(form, data, [](const Field&) { return true; }) == data);
  CHECK(visible_part(form, data, [](const Field& field) { return field.visible_to.empty(); }) ==
        Value(Map{{"a", "1"}, {"c", List{Map{{"e", "4"}}}}}));
}

TEST_CASE("personal values are found within lists and ledgers") {
  const auto form =
      form_of("fields { team { label 专班  type list  fields { name { label 姓名  type person }  post { label 职务 } } } }");
  CHECK(form.personal_paths(Map{{"team", List{Map{{"post", "队员"}}, Map{{"name", "某"}}}}}) ==
        std::vector<std::string>{"/team/1/name"});
  REQUIRE(personal_fields(form).size() == 1);
  CHECK(personal_fields(form).front()->id == "name");
  const auto ledger = form_of("layout ledger  fields { name { label 姓名  type person } }");
  CHECK(ledger.personal_paths(Map{{"rows", List{Map{{"name", "某"}}}}}) == std::vector<std::string>{"/rows/0/name"});
}
