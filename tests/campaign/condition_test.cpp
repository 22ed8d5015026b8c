// What conditions read while a campaign runs: dates are dates, and all is of the type it was checked against.
#include "a_campaign.h"
#include "shipped_campaign.h"

#include "engine/definition/data_schema.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

// Names that the schema does not know, and values of another type; null fits everywhere.
void misfits(const Value& value, const Type& type, const std::string& path, std::vector<std::string>& found) {
  const auto kinds = type.kinds;
  if (value.is_null()) return;
  if (const auto* map = value.map()) {
    if (!type.may_be(kind::context)) found.push_back(path + " holds names");
    if (!type.members) return;
    for (const auto& [name, inner] : *map) {
      const auto member = type.members->find(name);
      if (member == type.members->end())
        found.push_back(path + "." + name + " is not known");
      else
        misfits(inner, member->second, path + "." + name, found);
    }
  } else if (const auto* list = value.list()) {
    if (!type.may_be(kind::list)) found.push_back(path + " is a list");
    for (const auto& each : *list)
      if (type.element) misfits(each, *type.element, path + "[]", found);
  } else if (value.boolean() != nullptr) {
    if (!type.may_be(kind::boolean)) found.push_back(path + " is a truth value");
  } else if (value.number()) {
    if (!type.may_be(kind::number)) found.push_back(path + " is a number");
  } else if (kinds == kind::date) {
    if (!parse_date(*value.text())) found.push_back(path + " is no date: " + *value.text());
  } else if (!type.may_be(kind::text | kind::time | kind::range)) {
    found.push_back(path + " is a text: " + *value.text());
  }
}

std::vector<std::string> misfits_of(const Definition& definition, const Calendar& calendar, const State& state) {
  const auto of_campaign = data_schema(definition);
  std::vector<std::string> found;
  std::set<std::string> seen;  // a step in one of its scopes
  for_each_step(definition, state, [&](const ScopePtr& scope, const Step& step) {
    if (!seen.insert(step.id).second) return;
    const Place place(definition, calendar, state, scope, step);
    const auto names = data_schema(definition, of_campaign, step);
    misfits(campaign_data(place, definition.period.last, Reader::condition), Type::context(names), step.id + ":", found);
  });
  return found;
}

const std::string dated = R"(
forms { activity { layout fields  fields { held { label 日期  type date }  cost { label 花费  type money }  span { label 起止  type date_range } } } }
steps {
  report { do collect  form activity  from 东街道  due 2023-06-25 }
  june   { do mark  after report  when "report.data.held >= date(\"2023-06-01\") and report.data.held < report.due" }
  dear   { do mark  after report  when "report.data.cost > 12.4 and report.total.cost = report.data.cost" }
  within { do mark  after report  when "report.data.held in report.data.span" }
})";

}  // namespace

TEST_CASE("a condition reckons with the dates and numbers of a report however they were written") {
  for (const auto* held : {"2023-06-10", "2023年6月10日"}) {
    ACampaign campaign(dated);
    campaign.do_(
        Submit{"report", "east", Value(Map{{"held", held}, {"cost", "12.50"}, {"span", "2023-06-01 to 2023-06-30"}}), {}},
        "east");
    CHECK(campaign.status("june") == StepStatus::done);
    CHECK(campaign.status("dear") == StepStatus::done);
    CHECK(campaign.status("within") == StepStatus::done);
  }
  ACampaign campaign(dated);
  campaign.do_(
      Submit{"report", "east", Value(Map{{"held", "2023-05-31"}, {"cost", 3}, {"span", "2023-06-01 to 2023-06-30"}}), {}},
      "east");
  CHECK(campaign.status("june") == StepStatus::skipped);
  CHECK(campaign.status("dear") == StepStatus::skipped);
  CHECK(campaign.status("within") == StepStatus::skipped);
  const auto skipped = campaign.happened(event_type::step_skipped);
  REQUIRE(skipped.size() == 3);
  CHECK(skipped[0].data.at("inputs").at("report.data.held") == Value("2023-05-31"));
}

TEST_CASE("conditions of steps and of forms may ask the calendar and the time") {
  ACampaign campaign(R"info(
forms { activity { layout fields
  fields { held { label 日期  type date  validation "is working day(held)"  message 要在工作日办 } } } }
steps {
  report { do collect  form activity  from "东街道, 西街道"  due 2023-06-25 }
  ahead  { do mark  after report  when "today() < date(\"2023-06-10\") and not(is working day(date(\"2023-06-10\")))" }
})info");
  CHECK_FALSE(campaign.try_(Submit{"report", "east", Value(Map{{"held", "2023-06-10"}}), {}}, "east").ok());
  campaign.do_(Submit{"report", "east", Value(Map{{"held", "2023-06-09"}}), {}}, "east");
  campaign.do_(Submit{"report", "west", Value(Map{{"held", "2023-06-25"}}), {}}, "west");  // a Sunday that is worked
  CHECK(campaign.status("ahead") == StepStatus::done);
}

TEST_CASE("sums of decimals are exact in totals and in what is measured") {
  ACampaign campaign(R"(
targets { cost { measure spent.cost  at-least 0.3  per 处非办  roll-up yes } }
steps { s { do collect  form spent  from "东街道, 西街道"  due 2023-06-25 } }
forms { spent { fields { cost { label 花费  type decimal } } } })");
  campaign.do_(Submit{"s", "east", Value(Map{{"cost", 0.1}}), {}}, "east");
  campaign.do_(Submit{"s", "west", Value(Map{{"cost", "0.2"}}), {}}, "west");
  CHECK(campaign.collected("s").totals.at("cost").print() == "0.3");
  const auto results = measure(campaign.definition, campaign.definition.targets.front(), campaign.state);
  CHECK(results.front().status == TargetStatus::met);
  CHECK(to_json(results.front().value) == "0.3");
  CHECK(campaign.replayed() == campaign.state);
}

TEST_CASE("what a step's condition may read is of the types it was checked against") {
  for (const auto* id : {"litong-2021", "yangquan-2023"}) {
    CAPTURE(id);
    const auto campaign = ShippedCampaign(id).rehearsed(7);
    CHECK(join(misfits_of(campaign.definition(), state_calendar(), campaign.state()), "\n") == "");
  }
}
