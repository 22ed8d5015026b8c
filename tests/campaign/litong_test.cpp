// The campaign of Litong 2021 as its plan tells it: four phases, three ways to dispose of a clue, creation standards.
#include <algorithm>

#include "shipped_campaign.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

const ShippedCampaign litong("litong-2021");

std::vector<std::string> outcomes_of(const Definition& definition, const std::string& step) {
  std::vector<std::string> names;
  for (const auto& outcome : definition.step(step)->setting("outcomes")->outcomes) names.push_back(outcome.name);
  return names;
}

std::size_t in_class(const Definition& definition, const std::vector<std::string>& units, const std::string& unit_class) {
  return static_cast<std::size_t>(std::count_if(
      units.begin(), units.end(), [&](const auto& unit) { return definition.unit(unit).unit_class == unit_class; }));
}

std::map<std::string, std::string> statuses(const Campaign& campaign, const std::string& target) {
  std::map<std::string, std::string> found;
  for (const auto& [unit, result] : *campaign.state().final_targets.at(target).map())
    found[unit] = result.at("status").text_or("");
  return found;
}

}  // namespace

TEST_CASE("Litong's four phases are whole months after a gap and the campaign ends in October of the next year") {
  const auto definition = litong.definition();
  CHECK(definition.period == *parse_period("2021-10-22 to 2022-10-31"));
  CHECK(*definition.step("notice")->date("on") == *parse_date("2021-10-22"));
  CHECK(*definition.step("mobilisation")->period("window") == *parse_period("2021-11-01 to 2021-11-30"));
  CHECK(*definition.step("education")->period("window") == *parse_period("2021-12-01 to 2021-12-31"));
  CHECK(*definition.step("disposal")->period("window") == *parse_period("2022-01-01 to 2022-09-30"));
  CHECK(*definition.step("improvement")->period("window") == *parse_period("2022-10-01 to 2022-10-31"));
}

TEST_CASE("Litong's leading group has twenty-nine names and the tasks have the units that are printed") {
  const auto definition = litong.definition();
  std::size_t names = 0;
  for (const auto& supplied : definition.supplied) {
    CHECK(supplied.is_public == (supplied.name != "signatory"));
    names += supplied.name.starts_with("roster.") ? 1u : 0u;
  }
  CHECK(names == 29);
  const auto& members = definition.groups.at("members");
  CHECK(in_class(definition, members, "部门") == 15);
  CHECK(in_class(definition, members, "乡镇") == 12);
  const auto expect = [&](const char* group, std::size_t departments, std::size_t townships) {
    CAPTURE(group);
    CHECK(in_class(definition, definition.groups.at(group), "部门") == departments);
    CHECK(in_class(definition, definition.groups.at(group), "乡镇") == townships);
  };
  expect("screening_units", 9, 12);
  expect("enforcement_units", 11, 12);
  expect("reporting_units", 4, 0);
  expect("publicity_units", 11, 12);
  CHECK(definition.groups.at("investigators").size() == 3);
}

TEST_CASE("Litong's targets ask each township for one community and one or two persons and only watch two figures") {
  const auto definition = litong.definition();
  const auto target = [&](const std::string& id) {
    return *std::find_if(definition.targets.begin(), definition.targets.end(), [&](const auto& each) { return each.id == id; });
  };
  CHECK(target("communities").op == Target::Operator::at_least);
  CHECK(target("communities").aim("jinji") == 1);
  CHECK(target("communities").per.size() == 12);
  CHECK(target("staff").op == Target::Operator::between);
  CHECK(target("new_cases").strength == Strength::watch);
  CHECK(target("investors").strength == Strength::watch);
  CHECK(definition.forms.at("checklist").groups.size() >= 1);
}

TEST_CASE("Litong's cover notice has its number and note and no annexes and the plan has seven parts") {
  const auto campaign = litong.played(litong.scenario());
  const auto cover = composed(campaign, "notice", "2021-10-22");
  CHECK(cover.document_number == "吴利政办发〔2021〕67号");
  CHECK(cover.note == "此件公开发布");
  CHECK(cover.attachments.empty());
  CHECK(cover.copy_recipients.empty());
  CHECK(cover.date_of_issue == "2021年10月22日");
  CHECK(cover.date_of_printing == "2021年10月22日");
  CHECK(campaign.definition().step("notice")->flag("public"));

  REQUIRE(cover.issued_text);
  const auto& plan = *cover.issued_text;
  CHECK(plan.title == std::vector<std::string>{"关于开展创建“无非法集资社区（村）”", "工作实施方案"});
  const auto rosters = all_of<Roster>(plan.body);
  REQUIRE(rosters.size() == 1);
  CHECK(rosters.front().members.size() == 29);
  CHECK(rosters.front().members.front().post == "区委常委、政府常务副区长");
  CHECK(rosters.front().members.back().post == "郭家桥乡政府乡长");
  const auto headings = all_of<Heading>(plan.body);
  CHECK(std::count_if(headings.begin(), headings.end(), [](const auto& heading) { return heading.level == 1; }) == 7);
  CHECK(std::count_if(headings.begin(), headings.end(), [](const auto& heading) { return heading.level == 2; }) == 14);
}

TEST_CASE("Litong's notice is sent back once and issued at the third signature of the second round") {
  const auto campaign = litong.played(litong.scenario());
  CHECK(events_of(campaign, event_type::document_sent_back, "notice") == 1);
  CHECK(events_of(campaign, event_type::document_issued, "notice") == 1);
  CHECK(to_local_text(*campaign.state().step("notice").settled) == "2021-10-22 10:20");
}

TEST_CASE("a late plan of a Litong unit is taken as late and does not hold up the next phase") {
  const auto campaign = litong.played(litong.scenario());
  const auto plans = collected(*campaign.place("mobilisation/unit_plan"));
  CHECK(plans.asked == 27);
  CHECK(plans.late == std::vector<std::string>{"gaozha"});
  CHECK(plans.missing == std::vector<std::string>{"justice"});
  CHECK(to_local_text(*campaign.state().step("education/publicity").opened) == "2021-12-01 00:00");
  CHECK(to_local_text(*campaign.state().step("summary").opened) == "2022-10-01 00:00");
}

TEST_CASE("Litong reminds of the plans three working days and one before they are due and on the day and the day after") {
  const auto campaign = litong.played(litong.scenario());
  CHECK(reminded_on(campaign, "unit_plan") == std::set<std::string>{"2021-11-25", "2021-11-29", "2021-11-30", "2021-12-01"});
  CHECK(reminded_on(campaign, "screening").empty());
}

TEST_CASE("a Litong clue is classified by a person as crime or controllable or general in this order") {
  const auto definition = litong.definition();
  CHECK(outcomes_of(definition, "classify") == std::vector<std::string>{"涉嫌犯罪", "风险可控", "一般违规"});
  CHECK(definition.step("joint_investigation")->names("from") == std::vector<std::string>{"lead_dept", "police", "market_reg"});
}

TEST_CASE("a general violation that is mended in Litong is closed and its reporter rewarded") {
  const auto campaign = litong.played(litong.scenario());
  const auto& state = campaign.state();
  CHECK(state.step("clue[1]/recheck").outcome == "整改到位");
  CHECK(state.step("clue[1]/classify").round == 1);
  CHECK(state.step("clue[1]/reward_record").documents.size() >= 1);
  CHECK(campaign.place("clue[1]/rectify")->span("due")->last_day() == *parse_date("2022-03-15"));
}

TEST_CASE("a general violation that is not mended in Litong is classified again and then guided") {
  const auto campaign = litong.played(litong.scenario());
  const auto& state = campaign.state();
  CHECK(state.step("clue[2]/classify").round == 2);
  CHECK(state.step("clue[2]/classify").outcome == "风险可控");
  CHECK(state.step("clue[2]/guide").status == StepStatus::done);
  CHECK(state.step("clue[2]/transfer").status == StepStatus::dead);
}

TEST_CASE("a suspected crime in Litong goes to the police and a filed case is published") {
  const auto campaign = litong.played(litong.scenario());
  const auto& state = campaign.state();
  CHECK(state.step("clue[3]/filing").outcome == "立案");
  CHECK(state.step("clue[3]/publish_case").status == StepStatus::done);
  CHECK(state.step("clue[3]/recovery").status == StepStatus::done);
  CHECK(state.step("clue[5]/filing").outcome == "不予立案");
  CHECK(state.step("clue[5]/publish_case").status == StepStatus::dead);
  CHECK(state.step("clue[4]/verify").outcome == "不属实");
  CHECK(state.step("clue[4]/classify").status == StepStatus::dead);
}

TEST_CASE("Litong's targets are met at their bounds and missed by the units that differ") {
  const auto campaign = litong.played(litong.scenario());
  CHECK(statuses(campaign, "communities").at("malianqu") == "not_met");
  CHECK(statuses(campaign, "communities").at("jinji") == "met");
  CHECK(statuses(campaign, "staff").at("gucheng") == "not_met");
  CHECK(statuses(campaign, "staff").at("gaozha") == "met");
  CHECK(statuses(campaign, "equipment").at("gaozha") == "not_met");
  CHECK(statuses(campaign, "no_cases").at("shengli") == "not_met");
  CHECK(statuses(campaign, "new_cases").at("shengli") != "not_met");
}

TEST_CASE("Litong's creation list names the communities that meet all three standards") {
  const auto campaign = litong.played(litong.scenario());
  const auto list = composed(campaign, "creation_list", "2022-11-04");
  std::string text;
  for (const auto& paragraph : all_of<Paragraph>(list.body)) text += paragraph.text + "\n";
  CHECK(text.find("金积镇乙村") != std::string::npos);
  CHECK(text.find("高闸镇甲社区") == std::string::npos);
  CHECK(campaign.state().step("candidate").scopes.size() == 12);
}

TEST_CASE("Litong deducts points under the indicator of the yearly assessment once they have been set") {
  const auto definition = litong.definition();
  const auto& rules = definition.assessments.at("assessment.info");
  CHECK(unset_parameters(rules, Value(definition.parameters)) == std::vector<std::string>{"deduction"});
  CHECK(rules.items.front().kind == AssessmentItem::Kind::deduct);
  CHECK(rules.items.front().indicator == "防范化解金融领域风险防控");

  const auto campaign = litong.played(litong.scenario());
  std::map<std::string, std::string> points;
  for (const auto& unit : *campaign.state().step("assess").results.list())
    points[unit.at("unit").text_or("")] = unit.at("items").list()->front().at("points").print();
  CHECK(points.size() == 27);
  CHECK(points.at("malianqu") == "-2");
  CHECK(points.at("justice") == "-2");
  CHECK(points.at("jinji") == "0");
}

TEST_CASE("every document kind of Litong is made in its scenario") {
  const auto campaign = litong.played(litong.scenario());
  const auto& state = campaign.state();
  for (const auto* address :
       {"notice", "mobilisation/plans", "disposal/subject_files", "disposal/risk_ledger", "report_channel", "clue[1]/clue_record",
        "clue[1]/admonition_record", "clue[1]/order", "clue[1]/reward_record", "clue[3]/transfer", "clue[3]/publish_case",
        "supervise[1]/supervision_record", "summaries", "creation_list", "assess"}) {
    CAPTURE(address);
    CHECK_FALSE(state.step(address).documents.empty());
  }
  CHECK(state.closed);
  CHECK(replay(*campaign.events()) == state);
}

TEST_CASE("Litong rehearses to its end whatever the seed") {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    CAPTURE(seed);
    CHECK(litong.rehearsed(seed).state().closed);
  }
}
