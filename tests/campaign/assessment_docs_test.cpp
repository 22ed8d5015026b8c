// Every example of docs/assessment.md, run.
#include <fstream>
#include <functional>
#include <iterator>

#include "engine/campaign/act_reader.h"
#include "engine/text.h"
#include "tests/campaign/scored_campaign.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

using Row = std::vector<std::string>;

std::string page() {
  std::ifstream file(HONGTOU_SOURCE_DIR "/docs/assessment.md", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

Row cells_of(std::string_view line) {
  Row cells;
  for (auto at = line.find('|'); at != std::string_view::npos;) {
    const auto next = line.find('|', at + 1);
    if (next == std::string_view::npos) break;
    cells.push_back(replace_all(std::string(trim(line.substr(at + 1, next - at - 1))), "`", ""));
    at = next;
  }
  return cells;
}

// The rows of every table between <!-- NAME --> and <!-- / -->, without their heads.
std::vector<Row> rows_of(const std::string& name) {
  const auto text = page();
  std::vector<Row> rows;
  const auto mark = "<!-- " + name + " -->\n";
  for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
    const auto table = text.substr(at + mark.size(), text.find("<!-- / -->", at) - at - mark.size());
    const auto all = lines(table);
    for (std::size_t i = 2; i < all.size(); ++i)
      if (auto row = cells_of(all[i]); !row.empty()) rows.push_back(std::move(row));
  }
  REQUIRE_MESSAGE(!rows.empty(), "docs/assessment.md has no table " << name);
  return rows;
}

Definition read(const std::string& targets, const std::string& rules) {
  auto definition = read_scored_campaign(targets, rules);
  REQUIRE_MESSAGE(definition.ok(), to_text(definition.diagnostics(), Language::zh));
  return *std::move(definition);
}

const std::string plain_rules = "assessment { items { a { deadline report } } }\n";

std::vector<Record> records(const Definition& definition) {
  std::vector<Record> out;
  for (const auto& row : rows_of("data")) {
    Record record;
    record.step = "report";
    record.form = "activity";
    record.version = 1;
    record.unit = definition.units.find(row[0])->id;
    record.at = at_time(*parse_date(row[1]), 9);
    record.data = Map{{"date", row[1]},
                      {"place", row[2]},
                      {"events", std::stoi(row[3])},
                      {"people", std::stoi(row[4])},
                      {"score", std::stoi(row[5])},
                      {"all", row[6] == "是"},
                      {"note", row[7].empty() ? Value() : Value(row[7])},
                      {"checked", row[8].empty() ? Value() : Value(row[8])}};
    out.push_back(std::move(record));
  }
  return out;
}

std::string names_of(const Definition& definition, const std::vector<std::string>& units) {
  std::vector<std::string> names;
  for (const auto& unit : units) names.push_back(definition.unit_name(unit));
  return join(names, "、");
}

std::string told(const Definition& definition, const TargetResult& result) {
  static const std::map<std::string_view, std::string> words{
      {"met", "达标"}, {"not_met", "未达标"}, {"no_data", "无数据"}, {"not_applicable", "不适用"}};
  auto out = words.at(name_of(result.status));
  if (!result.value.is_null()) out += " " + result.value.print();
  if (!result.missing.empty()) out += "，缺" + names_of(definition, result.missing);
  if (!result.why_zh.empty()) out += "：" + result.why_zh;
  return out;
}

std::vector<ScoreEntry> entries(const Definition& definition) {
  std::vector<ScoreEntry> out;
  for (const auto& row : rows_of("entries"))
    out.push_back({row[0], row[1], "east", definition.units.find(row[2])->id, row[3].empty() ? Value() : Value(std::stoi(row[3])),
                   row[4], row[0] == "更正"});
  return out;
}

std::string told(const AssessedItem& item) {
  std::string out;
  if (!item.points.is_null()) out = item.points.print();
  if (!item.possible.is_null()) out += "/" + item.possible.print();
  if (!out.empty()) out += " ";
  return out + item.why_zh + (item.corrected_from.is_null() ? "" : "（原" + item.corrected_from.print() + "）");
}

std::string told(const std::vector<AssessedUnit>& units, const std::string& unit) {
  for (const auto& each : units) {
    if (each.unit != unit) continue;
    auto out = each.score.print() + "分";
    if (each.rank != 0) out += " 第" + std::to_string(each.rank) + "名";
    if (!each.grade.empty()) out += " " + each.grade;
    for (const auto& line : each.external) out += " " + line.indicator + line.points.print();
    return out;
  }
  return "不在考核之列";
}

std::string told(const std::vector<Ranked>& ranks) {
  std::vector<std::string> parts;
  for (const auto& each : ranks) parts.push_back(each.unit + " " + std::to_string(each.rank));
  return join(parts, "，");
}

std::string told(const std::map<std::string, Records>& groups) {
  std::vector<std::string> parts;
  for (const auto& [name, group] : groups) parts.push_back(name + " " + std::to_string(group.size()));
  return join(parts, "，");
}

std::string told(const Change& change) {
  return change.difference.print() + "，" + (change.rate.is_null() ? "无增减率" : change.rate.print());
}

// The text between ``` of a marked example.
std::string example(const std::string& name) {
  const auto text = page();
  const auto begin = text.find("```\n", text.find("<!-- " + name + " -->")) + 4;
  return text.substr(begin, text.find("```", begin) - begin);
}

std::string told(const StepState& step) {
  static const std::map<StepStatus, std::string> words{
      {StepStatus::waiting, "未开始"}, {StepStatus::open, "进行中"}, {StepStatus::done, "办结"}};
  return step.stale ? "过时" : words.at(step.status);
}

Definition read_awards_campaign() {
  std::map<std::string, std::string> files{{"c/campaign.info", example("campaign")},
                                           {"c/评选.info", example("rules")},
                                           {"c/units.csv",
                                            "编号,名称,类别,上级\noffice,区处非办,牵头,\neast,东街道,街道,office\n"
                                            "west,西街道,街道,office\nedu,区教育局,部门,office\n"}};
  for (const auto* text : {"通知", "名单", "公示"}) files["c/" + std::string(text) + ".gw"] = notice_gw;
  files["c/表彰.gw"] =
      "---\n标题  关于表彰先进的决定\n---\n{{#评选.awards}}{{#granted}}{{name}}（{{unit}}推荐）{{/granted}}{{/评选.awards}}\n";
  auto definition = load_definition("c/campaign.info", kind_infos(), Environment::in_memory(files, Instant{}));
  REQUIRE_MESSAGE(definition.ok(), to_text(definition.diagnostics(), Language::zh));
  return *std::move(definition);
}

}  // namespace

TEST_CASE("the campaign of the page goes from nomination to commendation as the page says") {
  ACampaign campaign(read_awards_campaign());
  for (const auto& row : rows_of("acts")) {
    CAPTURE(row[2]);
    campaign.at(row[0]);
    const auto words = parse_json(row[2]);
    REQUIRE(words.ok());
    auto act = *words;
    act["as"] = row[1];
    const auto* unit = campaign.definition.units.find(row[1]);
    REQUIRE(unit != nullptr);
    const auto* info = find_act(act.at("do").text_or(""));
    REQUIRE(info != nullptr);
    campaign.do_(info->make(act), unit->id);
    CHECK(told(campaign.state.step("评选")) == row[3]);
    CHECK(told(campaign.state.step("公示")) == row[4]);
  }
  campaign.at("2023-10-10 09:00");
  CHECK(campaign.status("表彰") == StepStatus::done);
  std::string printed;
  for (const auto& block : campaign.press.last.body)
    if (const auto* paragraph = std::get_if<Paragraph>(&block.content)) printed += paragraph->text;
  CHECK(printed == "乙（西街道推荐）丙（区教育局推荐）");
}

TEST_CASE("every way to measure and every bound of the page gives what the page says") {
  const auto rows = rows_of("targets");
  CHECK(rows.size() > 35);
  for (const auto& row : rows) {
    CAPTURE(row[1]);
    const auto definition = read("  example { " + row[1] + " }\n", plain_rules);
    const auto data = records(definition);
    const Value parameters{definition.parameters};
    const auto results = measure(definition, definition.targets.back(), Basis{data, *parse_date("2023-06-20"), parameters, {}});
    CHECK(told(definition, results.front()) == row[2]);
  }
}

TEST_CASE("every way to aggregate in C++ gives what the page says") {
  const auto definition = read("", plain_rules);
  const auto data = records(definition);
  const auto activity = records_of(data, "activity");
  std::map<std::string, Aggregate> totals_by_unit;
  std::vector<std::pair<std::string, Value>> totals;
  for (const auto* unit : {"east", "west", "a", "b"}) {
    const auto total =
        aggregate({Measure::Function::sum, "activity", "events", ""}, of_units(activity, {unit}), {unit}, definition.units);
    totals_by_unit[unit] = total;
    if (!total.value.is_null()) totals.emplace_back(unit, total.value);
  }
  const std::vector<std::pair<std::string, Value>> ties{{"b", Value()}, {"east", 9}, {"a", 3}, {"west", 9}};
  const auto share = coverage(totals_by_unit, {"east", "west", "a", "b"}, 8);
  std::vector<std::string> per_unit;
  for (const auto& [unit, inside] : totals_by_unit)
    if (const auto count = of_units(of_units(activity, with_below(definition.units, "east")), {unit}).size(); count > 0)
      per_unit.insert(per_unit.begin(), unit + " " + std::to_string(count));
  const std::map<std::string, std::string> results{{"by_class(units, records)", told(by_class(definition.units, activity))},
                                                   {"by_parent(units, records)", told(by_parent(definition.units, activity))},
                                                   {"rank(totals, Ties::competition)", told(rank(totals, Ties::competition))},
                                                   {"rank(ties, Ties::dense)", told(rank(ties, Ties::dense))},
                                                   {"of_units(records, with_below(units, \"east\"))", join(per_unit, "，")},
                                                   {"coverage(totals_by_unit, {\"east\", \"west\", \"a\", \"b\"}, 8)",
                                                    share.value.print() + "，缺 " + join(share.missing, "、")},
                                                   {"change(12, 8)", told(change(12, 8))},
                                                   {"change(12, 0)", told(change(12, 0))}};
  const auto rows = rows_of("code");
  CHECK(rows.size() == results.size());
  for (const auto& row : rows) {
    CAPTURE(row[1]);
    REQUIRE(results.contains(row[1]));
    CHECK(results.at(row[1]) == row[2]);
  }
}

TEST_CASE("every kind of rule of the page gives the points and the words of the page") {
  const auto rows = rows_of("items");
  CHECK(rows.size() > 20);
  for (const auto& row : rows) {
    CAPTURE(row[1]);
    const auto definition = read("", "assessment { judged 街道  items { " + row[1] + " } }\n");
    const auto data = records(definition);
    auto evidence = scored_evidence(definition, data);
    evidence.entries = entries(definition);
    const auto units = assess(definition, definition.assessments.at("rules.info"), evidence);
    REQUIRE(units.front().unit == "east");
    CHECK(told(units.front().items.front()) == row[2]);
    CHECK(!units.front().items.front().why_en.empty());
  }
}

TEST_CASE("every result of the page is what the rules of the page come to") {
  for (const auto& row : rows_of("results")) {
    CAPTURE(row[1]);
    const auto definition = read("", "assessment { " + row[1] +
                                         " items { 签收 { receipt notice  points 40  per 街道 } "
                                         "场次 { proportional events  points 60  per 街道 } } }\n");
    const auto data = records(definition);
    const auto units = assess(definition, definition.assessments.at("rules.info"), scored_evidence(definition, data));
    CHECK(told(units, "east") == row[2]);
    CHECK(told(units, "west") == row[3]);
  }
}
