// The campaign of Huaiyin 2022 as its notice tells it: a yearly round without deadlines, clues that streets follow to their end.
#include <algorithm>

#include "shipped_campaign.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

const ShippedCampaign huaiyin("huaiyin-2022");
const std::string year = "cycle[2022]/";

const Target& target(const Definition& definition, const std::string& id) {
  return *std::find_if(definition.targets.begin(), definition.targets.end(), [&](const auto& each) { return each.id == id; });
}

std::string status(const Campaign& campaign, const std::string& id, const std::string& unit) {
  for (const auto& result : measure(campaign.definition(), target(campaign.definition(), id), campaign.state()))
    if (result.unit == unit) return std::string(name_of(result.status));
  return "";
}

}  // namespace

TEST_CASE("Huaiyin issues its notice on the second of March and then goes round every year") {
  const auto definition = huaiyin.definition();
  CHECK(*definition.step("notice")->date("on") == *parse_date("2022-03-02"));
  CHECK(definition.step("notice")->setting("implements")->names.size() == 1);
  CHECK(definition.step("notice")->setting("attaches")->names.size() == 2);
  CHECK(*definition.step("cycle")->setting("every")->every == Frequency::year);
  const auto campaign = huaiyin.played(huaiyin.scenario());
  CHECK(scope_keys(campaign, "cycle") == std::vector<std::string>{"2022"});
}

TEST_CASE("Huaiyin's publicity month and linked days fall on the days that are printed") {
  const auto campaign = huaiyin.played(huaiyin.scenario());
  const auto span = [&](const std::string& step, const std::string& key) { return *campaign.place(year + step)->span(key); };
  CHECK(span("month", "window").first_day() == *parse_date("2022-06-01"));
  CHECK(span("month", "window").last_day() == *parse_date("2022-06-30"));
  CHECK(span("concentrated_day", "on").last_day() == *parse_date("2022-06-15"));
  CHECK(span("consumer_day", "on").last_day() == *parse_date("2022-03-15"));
  CHECK(span("economic_crime_day", "on").last_day() == *parse_date("2022-05-15"));
  CHECK(span("law_week", "window").first_day() == *parse_date("2022-12-01"));
}

TEST_CASE("Huaiyin has no dated deadline and asks for four reports in good time") {
  const auto definition = huaiyin.definition();
  for (const auto& place : definition.places())
    if (const auto* due = place.step->setting("due")) {
      CAPTURE(place.step->id);
      CHECK_FALSE(due->rule->is_binding());
    }
  for (const auto* step : {"report_activity", "report_team", "report_street", "report_major"}) {
    CAPTURE(step);
    CHECK(definition.step(step)->setting("due")->rule->is_timely());
  }
  CHECK(reminded_on(huaiyin.played(huaiyin.scenario()), "report_team").empty());
}

TEST_CASE("Huaiyin sets up one team a street and asks every community of each street") {
  const auto campaign = huaiyin.played(huaiyin.scenario());
  const auto& state = campaign.state();
  CHECK(scope_keys(campaign, "setup_team").size() == 4);
  CHECK(events_of(campaign, event_type::report_returned, "report_team") == 1);
  std::size_t communities = 0;
  for (const auto& street : scope_keys(campaign, year + "street_activities"))
    communities += state.step(year + "street_activities[" + street + "]/community_activity").items.size();
  CHECK(communities == campaign.definition().groups.at("communities").size());
  CHECK(communities == 10);
}

TEST_CASE("Huaiyin counts what must be done and only shows what is striven for") {
  const auto definition = huaiyin.definition();
  CHECK(target(definition, "activities").strength == Strength::must);
  CHECK(target(definition, "coverage").strength == Strength::must);
  for (const auto* id : {"petitions", "incidents"}) CHECK(target(definition, id).strength == Strength::must_not);
  for (const auto* id : {"talks", "new_cases", "residents"}) CHECK(target(definition, id).strength == Strength::aspire);
  CHECK(target(definition, "every_day").strength == Strength::watch);

  const auto campaign = huaiyin.played(huaiyin.scenario());
  CHECK(status(campaign, "activities", "c_second") == "met");
  CHECK(status(campaign, "talks", "c_second") == "not_met");
  CHECK(status(campaign, "activities", "d_village") != "met");
  CHECK(status(campaign, "coverage", "street_a") == "met");
  CHECK(status(campaign, "coverage", "street_d") == "not_met");
  CHECK(status(campaign, "petitions", "street_c") == "met");
  for (const auto* id : {"new_cases", "residents", "petitions", "incidents"}) {
    CAPTURE(id);
    CHECK(campaign.state().final_targets.contains(id));
  }
  CHECK(status(campaign, "new_cases", "street_c") == "not_met");
}

TEST_CASE("Huaiyin's list of model communities names those that the city has granted") {
  const auto campaign = huaiyin.played(huaiyin.scenario());
  const auto list = composed(campaign, year + "model_communities", "2023-01-31");
  const auto paragraphs = all_of<Paragraph>(list.body);
  REQUIRE(paragraphs.size() == 2);
  CHECK(paragraphs[0].text == "根据济南市处非办2022年评选结果，我区获得“建设无新发非法集资社区示范单位”的有1个：");
  CHECK(paragraphs[1].text == "甲街道第一社区（甲街道推荐）：全年无新发案件，宣传活动多");
}

TEST_CASE("Huaiyin's ledger names no reporter") {
  const auto campaign = huaiyin.played(huaiyin.scenario());
  const auto ledger = composed(campaign, year + "risk_ledger", "2022-12-31");
  REQUIRE(ledger.attachments.size() == 2);
  const auto clues = all_of<Table>(ledger.attachments.front().body);
  REQUIRE(clues.size() == 1);
  CHECK(clues.front().rows.size() == 4);
  for (const auto& cell : clues.front().header.front()) CHECK(cell.text.find("举报人") == std::string::npos);
}

TEST_CASE("a Huaiyin clue is closed when solved or after more measures or when it proves unfounded") {
  const auto campaign = huaiyin.played(huaiyin.scenario());
  const auto& state = campaign.state();
  CHECK(state.step(year + "clue[1]/resolved").outcome == "已化解");
  CHECK(state.step(year + "clue[1]/report_major").status == StepStatus::dead);
  CHECK(state.step(year + "clue[2]/measures").round == 2);
  CHECK(state.step(year + "clue[2]/resolved").outcome == "已化解");
  CHECK(state.step(year + "clue[4]/verify").outcome == "不属实");
  CHECK(state.step(year + "clue[4]/ledger").status == StepStatus::dead);
}

TEST_CASE("a suspected crime in Huaiyin is transferred and published when the case is filed") {
  const auto campaign = huaiyin.played(huaiyin.scenario());
  const auto& state = campaign.state();
  CHECK(state.step(year + "clue[3]/transfer").items.contains("police"));
  CHECK(state.step(year + "clue[3]/filing").outcome == "立案");
  CHECK(state.step(year + "clue[3]/publish_case").status == StepStatus::done);
  CHECK(state.step(year + "clue[3]/counsel").status == StepStatus::done);
  CHECK(state.step(year + "clue[3]/reward").status == StepStatus::done);
}

TEST_CASE("Huaiyin knows four measures and seven entries and three honours") {
  const auto definition = huaiyin.definition();
  const auto choices = [&](const char* form, const char* id) {
    for (const auto* field : definition.forms.at(form).fields())
      if (field->id == id) return field->choices;
    return std::vector<std::string>{};
  };
  CHECK(choices("measures", "measures") == std::vector<std::string>{"约谈警示", "发布风险提示", "停止非法经营", "督促清退资金"});
  CHECK(choices("activity", "entry").size() == 7);
  std::vector<std::string> honours;
  for (const auto* field : definition.forms.at("honours").fields()) honours.push_back(field->label);
  CHECK(honours == std::vector<std::string>{"优秀宣讲员", "优秀志愿者", "建设无新发非法集资社区示范单位"});
}

TEST_CASE("Huaiyin's notice has ten work items and two annexes sent apart and an imprint without a date") {
  const auto campaign = huaiyin.played(huaiyin.scenario());
  const auto notice = composed(campaign, "notice", "2022-03-02");
  CHECK(notice.document_number.empty());
  CHECK(notice.title.size() == 2);
  CHECK(notice.attachment_note.size() == 2);
  CHECK(notice.attachments.empty());
  CHECK(notice.date_of_issue == "2022年3月2日");
  CHECK(notice.printing_office == "槐荫区打击和处置非法集资工作领导小组办公室");
  CHECK(notice.date_of_printing.empty());
  CHECK(notice.issuer_signature.back() == "（济南市槐荫区地方金融监督管理局代章）");
  const auto headings = all_of<Heading>(notice.body);
  CHECK(std::count_if(headings.begin(), headings.end(), [](const auto& heading) { return heading.level == 2; }) == 10);
}

TEST_CASE("every document kind of Huaiyin is made in its scenario") {
  const auto campaign = huaiyin.played(huaiyin.scenario());
  const auto& state = campaign.state();
  for (const auto& address : {std::string("notice"), std::string("setup_team[street_a]/team_setup_record"),
                              year + "clue[1]/clue_record", year + "clue[2]/reward_record", year + "clue[3]/transfer",
                              year + "clue[3]/publish_case", year + "risk_ledger", year + "year_summary", year + "assess_street",
                              year + "recommendation", year + "speakers", year + "best_volunteers", year + "model_communities"}) {
    CAPTURE(address);
    CHECK_FALSE(state.step(address).documents.empty());
  }
  CHECK(state.closed);
  CHECK(replay(*campaign.events()) == state);
}

TEST_CASE("Huaiyin rehearses to its end whatever the seed") {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    CAPTURE(seed);
    CHECK(huaiyin.rehearsed(seed).state().closed);
  }
}
