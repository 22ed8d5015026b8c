// The rules of flows on the real campaigns, each changed in one thing at most.
#include <algorithm>
#include <functional>

#include "shipped_campaign.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

// The scenario with its acts changed and again in the order of time.
Value with_acts(Value scenario, const std::function<void(List&)>& change) {
  auto acts = *scenario.at("acts").list();
  change(acts);
  std::stable_sort(acts.begin(), acts.end(),
                   [](const Value& a, const Value& b) { return a.at("at").text_or("") < b.at("at").text_or(""); });
  scenario["acts"] = std::move(acts);
  return scenario;
}

std::string opened(const Campaign& campaign, const std::string& step) {
  return to_local_text(campaign.state().step(step).opened.value());
}
std::string settled(const Campaign& campaign, const std::string& step) {
  return to_local_text(campaign.state().step(step).settled.value());
}

// Litong does not wait for its clues and nobody decides whether the fifth becomes a case.
const ShippedCampaign& litong_with_open_clues() {
  static const ShippedCampaign campaign(
      "litong-2021", "until 2022-10-31                    await all\n            steps {\n                clue_record",
      "until 2022-10-31\n            steps {\n                clue_record");
  return campaign;
}

// Haidian's towns do not fill in their monthly report themselves but ask their communities.
const ShippedCampaign& haidian_by_levels() {
  static const ShippedCampaign campaign(
      "haidian-2021", "do collect  label 月报    form monthly  from 街镇  due 每月25日前",
      "do cascade  label 月报    form monthly  from \"街镇, 社区\"  due 每月25日前  levels \"社区 2\"  settles at-due");
  return campaign;
}

// The three communities of one town report July, the third when August has begun.
Value july_of_a_town() {
  return with_acts(haidian_by_levels().scenario(), [](List& acts) {
    std::erase_if(acts, [](const Value& act) { return step_name_of(act.at("step").text_or("")) == "monthly_report"; });
    const auto report = [&](const char* when, const char* community, int events) {
      acts.push_back(Map{
          {"at", when},
          {"level", "甲街道"},
          {"as", community},
          {"do", "submit"},
          {"step", "monthly[2021-07]/monthly_report"},
          {"data", Map{{"communities", 1}, {"built", 1}, {"new_built", 0}, {"events", events}, {"reach", 10}, {"clues", 0}}}});
    };
    report("2021-07-20 10:00", "甲一社区", 2);
    report("2021-07-21 10:00", "甲二社区", 3);
    report("2021-08-10 10:00", "甲三社区", 5);
  });
}

const std::string july_report = "monthly[2021-07]/monthly_report";
const std::string august_report = "monthly[2021-08]/monthly_report";

void perform(CampaignTree& tree, Act act, const std::string& when) {
  const auto decision = tree.perform("", {"district_office", std::nullopt, std::move(act)}, *parse_instant(when));
  REQUIRE_MESSAGE(decision.ok(), to_text(decision.diagnostics(), Language::zh));
  REQUIRE_MESSAGE(decision->ok(), decision->refusal->text(Language::zh));
}

std::size_t heard(CampaignTree& tree, const std::string& path) {
  const auto events = tree.at(path)->events();
  REQUIRE(events.ok());
  return static_cast<std::size_t>(std::count_if(
      events->begin(), events->end(), [](const JournalEvent& event) { return event.type == event_type::heard_from_above; }));
}

}  // namespace

TEST_CASE("a unit of Yangquan is asked for its figures as soon as its own contacts are in") {
  const ShippedCampaign yangquan("yangquan-2023", "from members  due 2023-06-25",
                                 "from members  due 2023-06-25  after-each liaison");
  const auto campaign = yangquan.played(yangquan.scenario());
  const auto& contacts = campaign.state().step("liaison").items;
  const auto& figures = campaign.state().step("report").items;
  CHECK(figures.size() == contacts.size());
  std::size_t at_once = 0;
  for (const auto& each : figures) {
    const auto& unit = each.first;
    const auto& item = each.second;
    CAPTURE(unit);
    const auto& contact = contacts.at(unit);
    if (contact.status == ItemStatus::accepted) {
      CHECK(item.opened == contact.versions.back().effective);
      ++at_once;
    } else {
      CHECK(item.opened == campaign.state().step("liaison").settled);
    }
  }
  CHECK(at_once == 15);
}

TEST_CASE("Litong's phases settle at their end whatever is still missing and the next begin there") {
  const ShippedCampaign litong("litong-2021");
  const auto campaign = litong.played(litong.scenario());
  CHECK(settled(campaign, "mobilisation") == "2021-12-01 00:00");
  CHECK(opened(campaign, "education") == "2021-12-01 00:00");
  CHECK(campaign.state().step("mobilisation/unit_plan").settled > campaign.state().step("mobilisation").settled);
  CHECK(settled(campaign, "disposal") == "2022-10-01 00:00");
  CHECK(opened(campaign, "improvement") == "2022-10-01 00:00");
}

TEST_CASE("a return in Haidian sets back what follows and leaves what has left the house as it is") {
  const ShippedCampaign haidian("haidian-2021");
  const auto campaign = haidian.played(haidian.scenario());
  const auto& draft = campaign.state().step("draft_plan");
  CHECK(draft.round == 2);
  REQUIRE(draft.documents.size() == 2);
  CHECK(draft.documents.front().issued);
  CHECK(draft.documents.front().at < draft.documents.back().at);
  CHECK(campaign.state().step("issue_plan").documents.size() == 1);
}

TEST_CASE("an order that Litong has issued stands although its case is classified anew") {
  const ShippedCampaign litong("litong-2021");
  const auto campaign = litong.played(litong.scenario());
  const auto& order = campaign.state().step("clue[2]/order");
  CHECK(order.status == StepStatus::dead);  // in the second round
  REQUIRE(order.documents.size() == 1);
  CHECK(order.documents.front().issued);
  CHECK(campaign.state().step("clue[2]/guide").status == StepStatus::done);
}

TEST_CASE("a clue of Litong that is not awaited outlives the assessment and only the campaign's end waits for it") {
  const auto& litong = litong_with_open_clues();
  const auto campaign = litong.played(with_acts(litong.scenario(), [](List& acts) {
    for (auto& act : acts)
      if (act.at("step") == Value("clue[5]/filing")) act["at"] = "2023-06-01 09:00";
  }));
  const auto& state = campaign.state();
  CHECK(settled(campaign, "clue") == "2022-11-01 00:00");
  const auto& scope = state.step("clue").scopes.at("5");
  CHECK(to_local_text(*scope.settled) == "2023-06-01 09:00");
  CHECK(settled(campaign, "assess") < "2023-06-01");
  CHECK(state.closed);
  const auto events = campaign.events();
  CHECK(events->back().type == event_type::campaign_closed);
  CHECK(to_local_text(events->back().effective) > "2023-06-01 09:00");  // the assessment was made anew
}

TEST_CASE(
    "a clue of Litong that is open when the year is summed up stands in the summary and is handed to the police when closed") {
  const auto& litong = litong_with_open_clues();
  const auto scenario = with_acts(litong.scenario(), [](List& acts) {
    for (auto& act : acts)
      if (act.at("step") == Value("clue[5]/filing")) act["at"] = "2023-06-01 09:00";
    acts.push_back(Map{{"at", "2022-11-08 10:00"},
                       {"as", "区发改局"},
                       {"do", "close-scope"},
                       {"step", "clue"},
                       {"scope", "5"},
                       {"unit", "公安分局"},
                       {"reason", "活动结束，移交公安分局继续办理"}});
  });

  const auto when_summed_up = litong.played(scenario, parse_instant("2022-11-05 09:00"));
  std::vector<std::string> open;
  for (const auto& paragraph : all_of<Paragraph>(composed(when_summed_up, "summaries", "2022-11-04").body))
    if (paragraph.text.find("尚未办结") != std::string::npos) open.push_back(paragraph.text);
  CHECK(open == std::vector<std::string>{"第5号线索“戊养老机构预订床位”尚未办结，由区民政局继续办理。"});

  const auto campaign = litong.played(scenario, parse_instant("2022-12-01 09:00"));
  const auto& scope = campaign.state().step("clue").scopes.at("5");
  CHECK(scope.how == "closed");
  CHECK(scope.handed_to == "police");
  CHECK(campaign.state().closed);
}

TEST_CASE(
    "Haidian run one level down has an item for each town that adds up its communities and what comes late comes up again") {
  auto tree = haidian_by_levels().played_on_all_levels(july_of_a_town(), parse_instant("2021-08-20 09:00"));
  const auto& july = tree.top().state().step(july_report);
  CHECK(july.items.size() == 4);
  const auto& town = july.items.at("town_a");
  CHECK(town.runs_level);
  CHECK(tree.at("town_a")->state().step(july_report).items.size() == 3);
  CHECK(tree.at("town_a")->state().campaign == "haidian-2021[town_a]");

  REQUIRE(town.versions.size() == 2);
  CHECK(town.versions.front().data.at("events") == Value(5));
  CHECK(town.versions.front().level.at("missing") == Value(List{"community_a3"}));
  CHECK(town.versions.back().data.at("events") == Value(10));
  CHECK(town.versions.back().level.at("missing") == Value(List{}));
  CHECK(tree.top().state().step("monthly[2021-07]/aggregate").documents.size() > 1);
}

TEST_CASE("a date that Haidian moves and a town it excuses and a total it gives back are heard of one level down") {
  auto tree = haidian_by_levels().played_on_all_levels(july_of_a_town(), parse_instant("2021-08-02 09:00"));
  const auto item = [&](const std::string& step, const std::string& unit) {
    return tree.at("town_a")->state().step(step).items.at(unit);
  };
  const auto before = heard(tree, "town_a");
  perform(tree, Announce{august_report, "due", "2021-08-30", "汛期推迟"}, "2021-08-02 10:00");
  CHECK(to_text(day_due(*item(august_report, "community_a1").due)) == "2021-08-26");
  perform(tree, Return{july_report, "town_a", "场次与文字材料不一致"}, "2021-08-02 11:00");
  CHECK(tree.at("town_a")->state().step(july_report).stale);
  CHECK(tree.at("town_a")->state().step(july_report).reason == "场次与文字材料不一致");
  perform(tree, Waive{august_report, "town_a", "受灾"}, "2021-08-02 12:00");
  CHECK(item(august_report, "community_a1").status == ItemStatus::closed);
  CHECK(heard(tree, "town_a") == before + 3);
}

TEST_CASE("a July that comes late in Haidian or not at all holds up neither August nor the other towns") {
  const ShippedCampaign haidian("haidian-2021");
  const auto campaign = haidian.played(with_acts(haidian.scenario(), [](List& acts) {
    const auto july = Value("monthly[2021-07]/monthly_report");
    std::erase_if(acts, [&](const Value& act) { return act.at("step") == july && act.at("as") == Value("丙街道"); });
    for (auto& act : acts)
      if (act.at("step") == july && act.at("as") == Value("丁镇")) act["at"] = "2021-08-10 10:00";
    acts.push_back(
        Map{{"at", "2021-09-14 10:00"}, {"as", "区打非办"}, {"do", "close"}, {"step", july}, {"reason", "丙街道没有报送"}});
  }));
  const auto& july = campaign.state().step("monthly[2021-07]/monthly_report");
  CHECK(july.items.at("town_c").status == ItemStatus::missing);
  CHECK(july.items.at("town_d").late);
  CHECK_FALSE(july.items.at("town_a").late);
  CHECK(to_local_text(*july.settled) == "2021-09-14 10:00");
  CHECK(opened(campaign, "monthly[2021-08]/monthly_report") == "2021-08-01 00:00");
  CHECK(settled(campaign, "monthly[2021-08]/aggregate").starts_with("2021-08-"));
  CHECK(campaign.state().step("monthly").status == StepStatus::done);
}

TEST_CASE("what falls on the same instant in Anhui runs in the order of the file") {
  const ShippedCampaign anhui("anhui-2023");
  const auto campaign = anhui.played(anhui.scenario());
  const auto events = campaign.events();
  const auto opened_at = [&](const std::string& when) {
    std::vector<std::string> steps;
    for (const auto& event : *events)
      if (event.type == event_type::scopes_opened && to_local_text(event.effective) == when)
        steps.push_back(event.data.at("step").text_or(""));
    return steps;
  };
  CHECK(opened_at("2023-06-01 00:00") == std::vector<std::string>{"month", "daily", "half_monthly"});
  CHECK(opened_at("2023-06-05 00:00") == std::vector<std::string>{"daily", "weekly", "stage"});
}
