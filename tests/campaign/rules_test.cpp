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

}  // namespace

TEST_CASE("a unit of Yangquan is asked for its figures as soon as its own contacts are in") {
  const ShippedCampaign yangquan("yangquan-2023", "from members  due 2023-06-25",
                                 "from members  due 2023-06-25  after-each liaison");
  const auto campaign = yangquan.played(yangquan.scenario());
  const auto& contacts = campaign.state().step("liaison").items;
  const auto& figures = campaign.state().step("report").items;
  CHECK(figures.size() == contacts.size());
  std::size_t at_once = 0;
  for (const auto& [name, item] : figures) {
    const auto& unit = name;
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
  const ShippedCampaign litong("litong-2021",
                               "until 2022-10-31                    await all\n            steps {\n                clue_record",
                               "until 2022-10-31\n            steps {\n                clue_record");
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
