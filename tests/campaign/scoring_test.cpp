// Numbers, entries, corrections, vetoes, awards: what the page's examples do not show.
#include <cstdlib>
#include <random>

#include "engine/campaign/awards.h"
#include "engine/text.h"
#include "tests/campaign/scored_campaign.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

class AnAssessment {
 public:
  explicit AnAssessment(const std::string& rules) : definition(read(rules)), evidence(scored_evidence(definition, {})) {}

  static Definition read(const std::string& rules) {
    auto definition = read_scored_campaign("", "assessment { judged 街道 " + rules + " }\n");
    REQUIRE_MESSAGE(definition.ok(), to_text(definition.diagnostics(), Language::en));
    return *std::move(definition);
  }

  const Assessment& rules() const { return definition.assessments.begin()->second; }
  AssessedUnit of(const std::string& unit) const {
    for (auto& each : assess(definition, rules(), evidence))
      if (each.unit == unit) return each;
    FAIL("not judged: " << unit);
    return {};
  }
  std::string refusal(const ScoreEntry& entry) const { return both(check_entry(rules(), entry, "office", evidence.parameters)); }
  std::string refusal(const std::vector<Nomination>& before, const Nomination& nomination) const {
    return both(check_nomination(rules(), before, nomination, evidence.parameters));
  }
  static std::string both(const Diagnostics& found) {
    if (found.empty()) return "";
    CHECK(!found.front().hint(Language::zh).empty());
    CHECK(!found.front().hint(Language::en).empty());
    return found.front().text(Language::zh) + " / " + found.front().text(Language::en);
  }

  Definition definition;
  Evidence evidence;
};

}  // namespace

TEST_CASE("decimals are exact and rounded as declared") {
  const auto number = [](const char* text) { return *number_of(text); };
  CHECK((number("0.1") + number("0.2")).text() == "0.3");
  CHECK((number("1") / number("3")).text() == "0.3333333333333333333333333333333333");
  CHECK((number("-2.5") * number("4")).text() == "-10");
  CHECK(number("2.345").rounded(2, Rounding::half_up).text() == "2.35");
  CHECK(number("-2.345").rounded(2, Rounding::half_up).text() == "-2.35");
  CHECK(number("2.345").rounded(2, Rounding::half_even).text() == "2.34");
  CHECK(number("2.355").rounded(2, Rounding::half_even).text() == "2.36");
  CHECK(number("2.349").rounded(2, Rounding::down).text() == "2.34");
  CHECK(number("2.341").rounded(2, Rounding::up).text() == "2.35");
  CHECK(Value(number("99.5").rounded(0, Rounding::half_up)) == Value(100));
  CHECK(number("9999999999999999999.0000000001").text() == "9999999999999999999.0000000001");
  for (const auto* text : {"", "-", "1.", ".5", "1e3", "１２"}) CHECK(!number_of(text));
}

TEST_CASE("random decimals keep the laws of arithmetic and read back as they are printed") {
  const auto* given = std::getenv("HONGTOU_SEED");
  const auto seed = given != nullptr ? std::strtoul(given, nullptr, 10) : std::random_device()();
  CAPTURE(seed);
  std::mt19937_64 random(seed);
  std::uniform_int_distribution<std::int64_t> whole(-1'000'000, 1'000'000);
  for (int i = 0; i < 500; ++i) {
    const auto a = Decimal(whole(random)) / Decimal(1000);
    const auto b = Decimal(whole(random)) / Decimal(1000);
    CHECK(a + b - b == a);
    CHECK(a * b == b * a);
    CHECK(number_of(a.text()) == a);
    CHECK((a.rounded(1, Rounding::down) * Decimal(10)).integer().has_value());
    if (b != Decimal(0)) CHECK((a * b / b) == a);
  }
}

TEST_CASE("a vetoed unit keeps its points but has no rank and the lowest grade") {
  AnAssessment a(
      "rank competition  grades { 优 \"60 up\"  差 \"below 60\" } external 综治  external-points 5 "
      "items { r { receipt notice  points 100 }  v { veto 区处非办 } }");
  CHECK(a.of("east").rank == 1);
  CHECK(a.of("east").grade == "优");
  a.evidence.entries = {{"v", "", "east", "office", {}, "发生案件", false}};
  CHECK(a.of("east").vetoed);
  CHECK(a.of("east").points == Value(100));
  CHECK(a.of("east").rank == 0);
  CHECK(a.of("east").grade == "差");
  CHECK(a.of("east").external.front().points == Value(0));
  CHECK(a.of("west").rank == 1);
  a.evidence.entries.push_back({"v", "", "east", "office", {}, "查无实据", true});
  CHECK(!a.of("east").vetoed);
  CHECK(a.of("east").items.back().why_zh == "一票否决：区处非办：发生案件；由区处非办更正：查无实据");
}

TEST_CASE("a correction keeps the points it replaces with its reason and who made it") {
  AnAssessment a("items { r { receipt notice  points 10 } }");
  a.evidence.entries = {{"r", "", "west", "office", Value(10), "纸质签收单已收到", true}};
  a.evidence.objections = {{"r", "west", "已签收纸质文件", "属实"}};
  const auto west = a.of("west");
  CHECK(west.score == Value(10));
  CHECK(west.items.front().corrected_from == Value(0));
  CHECK(west.items.front().by == "office");
  CHECK(west.items.front().why_en == "receipt not confirmed; corrected by 区处非办: 纸质签收单已收到");
  const auto values = to_value(std::vector{west});
  const auto& value = values.list()->front();
  CHECK(value.at("items").list()->front().at("corrected_from") == Value(0));
  CHECK(value.at("objections").list()->front().at("answer") == Value("属实"));
}

TEST_CASE("what has not been scored keeps the score open and what does not apply is left out") {
  AnAssessment a(
      "total 100  scale yes  rank dense  items { r { receipt notice  points 40  per 东街道 }  e { expert 区处非办  points 60 } "
      "}");
  CHECK(a.of("east").score.is_null());
  CHECK(a.of("east").rank == 0);
  a.evidence.entries = {{"e", "", "east", "office", Value(30), "尚可", false},
                        {"e", "", "west", "office", Value(45), "好", false}};
  CHECK(a.of("east").score == Value(70));
  CHECK(a.of("west").score == Value(75));
  CHECK(a.of("west").rank == 1);
  CHECK(a.of("west").items.front().why_zh == "不适用");
  a.evidence.entries.push_back({"e", "", "west", "office", Value(15), "复核", false});
  CHECK(a.of("west").score == Value(25));
}

TEST_CASE("parameters that are not set are listed and set later") {
  AnAssessment a(
      "items { r { receipt notice  points 待定 }  s { receipt notice  points 名额 }  t { receipt notice  points 分值.报送 } }");
  CHECK(unset_parameters(a.rules(), a.evidence.parameters) == std::vector<std::string>{"r.points", "名额"});
  CHECK(a.of("east").score.is_null());
  a.evidence.parameters["r"] = Map{{"points", 30}};
  a.evidence.parameters["名额"] = "12.5";
  CHECK(unset_parameters(a.rules(), a.evidence.parameters).empty());
  CHECK(a.of("east").score.print() == "62.5");
}

TEST_CASE("an entry that the rules do not allow is refused in both languages") {
  const AnAssessment a(
      "items { r { label 签收  receipt notice }  e { label 质量  expert 区处非办  points 30 }  c { label 标准  checklist 人员 } "
      "}");
  CHECK(a.refusal({"e", "", "east", "office", Value(30), "好", false}).empty());
  CHECK(a.refusal({"c", "人员", "east", "office", Value(1), "好", false}).empty());
  CHECK(a.refusal({"r", "", "east", "office", Value(1), "补", true}).empty());
  CHECK(a.refusal({"x", "", "east", "office", {}, "好", false}) == "考核规则里没有“x”这一项 / the rules have no item “x”");
  CHECK(a.refusal({"e", "", "east", "office", Value(3), "", false}) == "“质量”没有写理由 / “质量” is given without a reason");
  CHECK(a.refusal({"r", "", "east", "office", Value(1), "好", false}) ==
        "“签收”由系统按记录评定，不能直接录入 / “签收” is judged by the records and takes no entry");
  CHECK(a.refusal({"e", "", "east", "edu", Value(3), "好", false}) == "“质量”不由“edu”评定 / “edu” does not judge “质量”");
  CHECK(a.refusal({"e", "", "east", "office", Value(31), "好", false}) ==
        "“质量”应在 0 到 30 分之间，这里是“31” / “质量” takes 0 to 30 points, not “31”");
  CHECK(a.refusal({"c", "人员", "east", "edu", Value(1), "好", false}) == "“标准”不由“edu”评定 / “edu” does not judge “标准”");
  CHECK(a.refusal({"r", "", "east", "edu", Value(1), "补", true}) ==
        "“签收”的结果不能由“edu”更正 / “edu” cannot correct the result of “签收”");
  CHECK(a.refusal({"c", "设备", "east", "office", {}, "好", false}) == "“标准”里没有“设备”这一条 / “标准” has no part “设备”");
}

TEST_CASE("points are numbers within what the rule brings and bear no sign") {
  const AnAssessment a(
      "items { e { label 质量  expert 区处非办  points 30 }  b { label 创新  bonus 区处非办  ceiling 5 }  d { label 不力  deduct "
      "区处非办  each 2 } }  awards { x { label 先进  nominate 区处非办  decide 区处非办  quota 1 } }");
  CHECK(a.refusal({"b", "", "east", "office", Value(5), "好", false}).empty());
  CHECK(a.refusal({"d", "", "east", "office", {}, "约谈", false}).empty());
  CHECK(a.refusal({"d", "", "east", "office", Value(-2), "更正", true}).empty());
  CHECK(a.refusal({"b", "", "east", "office", Value("3分"), "好", false}) ==
        "“创新”的分数应是数字，这里是“3分” / “创新” takes a number of points, not “3分”");
  CHECK(a.refusal({"b", "", "east", "office", Value(6), "好", false}) ==
        "“创新”最高 5 分，这里是“6” / “创新” brings 5 points at most, not “6”");
  CHECK(a.refusal({"d", "", "east", "office", Value(-2), "约谈", false}) ==
        "“不力”的分数写成了负数“-2” / “不力” takes points without a sign, not “-2”");
  CHECK(a.refusal({"x", "", "east", "office", {}, "好", false}) == "“x”是荣誉，不是考核项 / “x” is an award, not an item");
  CHECK(check_entry(a.rules(), {"y", "", "east", "office", {}, "好", false}, "office", a.evidence.parameters)
            .front()
            .hint(Language::zh) == "可以录入的：e（质量）、b（创新）、d（不力）");
}

TEST_CASE("an award is nominated and decided within its quotas") {
  const AnAssessment a(
      "items { r { receipt notice } } awards { best { label 优秀  nominate 街道  decide 区处非办  quota 1  per-nominator 2 } }");
  const Nomination first{"best", "甲", "east", "事迹突出", std::nullopt, ""};
  const Nomination second{"best", "乙", "east", "事迹突出", std::nullopt, ""};
  CHECK(a.refusal({}, first).empty());
  CHECK(a.refusal({first}, second).empty());
  CHECK(a.refusal({first, second}, first).empty());
  CHECK(a.refusal({first, second}, {"best", "丙", "east", "好", std::nullopt, ""}) ==
        "“east”推荐“优秀”的 2 个名额已经用完 / “east” has used its 2 nominations for “优秀”");
  CHECK(a.refusal({}, {"worst", "甲", "east", "好", std::nullopt, ""}) == "没有名为“worst”的荣誉 / there is no award “worst”");
  CHECK(a.refusal({}, {"best", "甲", "edu", "好", std::nullopt, ""}) ==
        "“优秀”不能由“edu”推荐 / “edu” does not nominate for “优秀”");
  const Nomination granted{"best", "甲", "", "审定", true, "office"};
  CHECK(a.refusal({first}, granted).empty());
  CHECK(a.refusal({first}, {"best", "甲", "", "审定", true, "east"}) ==
        "“优秀”不由“east”审定 / “east” does not decide on “优秀”");
  CHECK(a.refusal({}, granted) == "“甲”没有被推荐为“优秀” / “甲” was not nominated for “优秀”");
  CHECK(a.refusal({first, second, granted}, {"best", "乙", "", "审定", true, "office"}) ==
        "“优秀”的 1 个名额已经用完 / all 1 places of “优秀” are taken");
  const auto list = awards(a.rules(), {{first, second, granted}, {}}, a.evidence.parameters).at("best");
  CHECK(list.at("nominated").list()->size() == 2);
  CHECK(to_json(list.at("granted")) == R"([{"by":"east","candidate":"甲","reason":"审定"}])");
}

TEST_CASE("a campaign without any entry judges itself and measures again what it recorded") {
  ACampaign campaign(
      "targets { some { measure numbers.events  at-least 5  per 街道  within 2023-06 } }\n"
      "steps { notice { do issue  text notice.gw  to 街道  on 2023-05-02 }\n"
      "report { do collect  form numbers  from 街道  due 2023-06-20  after notice } }\n");
  campaign.at("2023-06-10 09:00");
  campaign.report("report", "east", 5);
  campaign.at("2023-06-22 09:00");
  campaign.report("report", "west", 4);
  campaign.do_(Waive{"report", "north", "撤并"});
  Assessment rules;
  rules.items.resize(2);
  rules.items[0].id = rules.items[0].subject = "report";
  rules.items[0].late_day = Amount{*parse_json("0.25"), "", false, {}};
  rules.items[1].id = rules.items[1].subject = "some";
  rules.items[1].kind = AssessmentItem::Kind::target;
  const auto units = assess(campaign.definition, rules,
                            evidence_of(campaign.definition, rules, campaign.state, *root_scope(campaign.definition), {}));
  REQUIRE(units.size() == 3);
  CHECK(units[0].score == Value(2));
  CHECK(units[1].score.print() == "0.5");  // two days late, target missed
  CHECK(units[2].items.front().why_zh == "已免报：撤并");
  CHECK(units[2].items.back().why_zh == "已免报");
  const auto before = measure(campaign.definition, campaign.definition.targets.front(), campaign.state);
  campaign.at("2023-07-02 09:00");
  const auto after = measure(campaign.definition, campaign.definition.targets.front(), campaign.state);
  CHECK(to_value(after) == to_value(before));
  CHECK(after.front().sources == std::vector<Source>{{"report", "", "east", 1}});
}

TEST_CASE("a table of points that all go to another assessment says what they come to and no score") {
  const auto heads_and_rows = [](const std::string& items) {
    AnAssessment a("items { " + items + " }");
    a.evidence.entries = {{"bad", "", "east", "office", {}, "约谈", false}};
    const auto table = assessment_table(a.definition, a.rules(), to_value(assess(a.definition, a.rules(), a.evidence)));
    return std::pair(table.header.front().back().text, table.rows.front().back().text);
  };
  const std::string bad = "bad { label 不力  deduct 区处非办  each 2  indicator 风险防控 } ";
  CHECK(heads_and_rows(bad) == std::pair<std::string, std::string>("扣分合计", "-2"));
  CHECK(heads_and_rows(bad + "good { label 好  bonus 区处非办  each 1  indicator 风险防控 }") ==
        std::pair<std::string, std::string>("合计", "-2"));
  CHECK(heads_and_rows(bad + "r { label 签收  receipt notice  points 5 }").first == "得分");
}

TEST_CASE("the printed table shows points with score and rank and grade as soon as the rules give points") {
  AnAssessment a(
      "rank competition  grades { 优 \"60 up\"  差 \"below 60\" } "
      "items { r { label 签收  receipt notice  points 100 }  e { label 质量  expert 区处非办  points 9  per 西街道 } "
      "v { label 否决  veto 区处非办 } }");
  a.evidence.entries = {{"v", "", "east", "office", {}, "发生案件", false}};
  const auto results = to_value(assess(a.definition, a.rules(), a.evidence));
  const auto table = assessment_table(a.definition, a.rules(), results);
  const auto texts = [](const std::vector<Cell>& cells) {
    std::vector<std::string> out;
    for (const auto& cell : cells) out.push_back(cell.text);
    return join(out, " ");
  };
  CHECK(texts(table.header.front()) == "单位 签收 质量 否决 得分 名次 等次");
  CHECK(texts(table.rows[0]) == "东街道 100 — 否决 100 — 差");
  CHECK(texts(table.rows[1]) == "西街道 0 待定 — 待定 — —");
}
