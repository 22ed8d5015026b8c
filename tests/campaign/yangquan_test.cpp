// The campaign of Yangquan 2023 as its model tells it, loaded from the files that ship.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "engine/engine.h"
#include "engine/rehearsal/rehearsal.h"
#include "engine/text.h"

using namespace hongtou;

namespace {

const std::string campaign_file = HONGTOU_SOURCE_DIR "/workflows/yangquan-2023/campaign.info";

Environment installed() {
  auto environment = Environment::system();
  environment.share_folder = HONGTOU_BUILD_DIR "/share/hongtou";
  environment.plugin_folder = HONGTOU_BUILD_DIR "/lib/hongtou";
  return environment;
}

Definition yangquan(const Engine& engine) {
  auto definition = engine.load(campaign_file);
  INFO(to_text(definition.diagnostics(), Language::zh));
  REQUIRE(definition.ok());
  CHECK(definition.diagnostics().empty());
  return *std::move(definition);
}

Campaign rehearsed(const Engine& engine, RehearsalOptions options) {
  options.formats = {};
  auto campaign = rehearse(engine, yangquan(engine), options);
  INFO(to_text(campaign.diagnostics(), Language::zh));
  REQUIRE(campaign.ok());
  return *std::move(campaign);
}

}  // namespace

TEST_CASE("the campaign has the dates, forms and targets of the notice") {
  const Engine engine(installed());
  const auto definition = yangquan(engine);
  CHECK(*definition.step("notice")->date("on") == *parse_date("2023-05-31"));
  CHECK(*definition.step("liaison")->date("due") == *parse_date("2023-06-10"));
  CHECK(*definition.step("report")->date("due") == *parse_date("2023-06-25"));
  CHECK(*definition.step("month")->period("window") == *parse_period("2023-06-01 to 2023-06-30"));
  CHECK(*definition.step("quiz_province")->period("window") == *parse_period("2023-06-12 to 2023-06-18"));
  CHECK(*definition.step("focus_day")->date("on") == *parse_date("2023-06-15"));
  CHECK(definition.targets.size() == 9);

  const auto& statistics = definition.forms.at("statistics");
  REQUIRE(statistics.groups.size() == 5);
  std::vector<std::size_t> spans;
  std::size_t numbers = 0;
  for (const auto& group : statistics.groups) spans.push_back(group.cells.size());
  for (const auto* field : statistics.fields()) numbers += field->type == FieldType::count ? 1u : 0u;
  CHECK(spans == std::vector<std::size_t>{2, 1, 4, 1, 2});
  CHECK(numbers == 12);
  const auto& liaison = definition.forms.at("liaison");
  CHECK(liaison.rows.size() == 2);
  CHECK(liaison.fields().size() == 5);
}

TEST_CASE("the same seed rehearses the same campaign and another seed another one") {
  const Engine engine(installed());
  const auto data = [&](std::uint64_t seed) {
    RehearsalOptions options;
    options.seed = seed;
    return to_json(rehearsed(engine, options).status(*parse_instant("2024-01-01")));
  };
  const auto first = data(7);
  CHECK(first == data(7));
  CHECK(first != data(8));
}

TEST_CASE("a rehearsal comes to its end with one unit missing and replays to the same state") {
  const Engine engine(installed());
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    RehearsalOptions options;
    options.seed = seed;
    const auto campaign = rehearsed(engine, options);
    CHECK(campaign.state().closed);
    const auto events = campaign.events();
    REQUIRE(events.ok());
    CHECK(replay(*events) == campaign.state());
    CHECK(campaign.verify().ok());
    const auto sums = collected(*campaign.place("report"));
    CHECK(sums.missing.size() == 1);
    CHECK(sums.incomplete());
    CHECK(campaign.state().step("report").how == "closed");
  }
}

TEST_CASE("the people of a rehearsal act on working days between half past eight and half past five") {
  const Engine engine(installed());
  const auto calendar = engine.calendar();
  REQUIRE(calendar.ok());
  RehearsalOptions options;
  options.seed = 5;
  const auto campaign = rehearsed(engine, options);
  const auto events = campaign.events();
  REQUIRE(events.ok());
  std::size_t acts = 0;
  for (const auto& event : *events) {
    if (event.actor == "engine" || event.type == event_type::campaign_started) continue;
    CAPTURE(to_local_text(event.effective));
    CAPTURE(event.type);
    const auto day = date_of(event.effective);
    CHECK(calendar->is_working_day(day));
    CHECK(event.effective >= at_time(day, 8, 30));
    CHECK(event.effective <= at_time(day, 17, 30));
    ++acts;
  }
  CHECK(acts > 50);
}

TEST_CASE("with a boundary of 100 events 100 is enough and 99 is not and a blank is no zero") {
  const Engine engine(installed());
  const auto definition = yangquan(engine);
  Value report{Map{{"c10_note", ""}}};
  for (const auto* field : definition.forms.at("statistics").fields())
    if (field->type == FieldType::count) report[field->id] = 0;
  CHECK(check_submission(definition.forms.at("statistics"), report).empty());
  report["c1_events"] = Value();
  CHECK(check_submission(definition.forms.at("statistics"), report).front().message.code == "form.blank_count");
}

TEST_CASE("the table adds up what the scenario's units sent in and lists the two that sent nothing") {
  const Engine engine(installed());
  const auto& environment = engine.environment();
  const auto scenario = parse_json(*environment.read_file(HONGTOU_SOURCE_DIR "/workflows/yangquan-2023/scenario.json"));
  REQUIRE(scenario.ok());
  RehearsalOptions options;
  options.scenario = *scenario;
  const auto campaign = rehearsed(engine, options);
  const auto& definition = campaign.definition();
  const auto sums = collected(*campaign.place("report"));

  // Added up here from the file itself: the last submission of each unit counts.
  std::map<std::string, Value> last;
  for (const auto& act : *scenario->at("acts").list())
    if (act.at("do") == Value("submit") && act.at("step") == Value("report")) last[act.at("as").text_or("")] = act.at("data");
  CHECK(last.size() == 13);
  for (const auto* field : definition.forms.at("statistics").fields()) {
    if (field->type != FieldType::count) continue;
    std::int64_t sum = 0;
    for (const auto& [unit, data] : last) sum += data.at(field->id).integer_or(0);
    CAPTURE(field->id);
    CHECK(sums.totals.at(field->id) == Value(sum));
  }
  CHECK(sums.missing == std::vector<std::string>{"agriculture", "housing"});
  CHECK(sums.incomplete());
  CHECK(sums.late == std::vector<std::string>{"culture_tourism"});

  const auto data = campaign_data(*campaign.place("total"), *parse_date("2023-07-01"));
  const auto blocks = block_source(*campaign.place("total"), data)({"table", "report", {}});
  REQUIRE(blocks.ok());
  const auto& table = std::get<Table>(blocks->front().content);
  CHECK(table.header.size() == 2);
  CHECK(table.rows.size() == 14);  // 13 units and the total
  CHECK(table.rows.back().front().text == "合计");
  CHECK(table.rows.back()[1].text == sums.totals.at("c1_events").print());
  CHECK(table.note == "注：合计不完整，未报送单位（2个）：区农业农村局、区住建局。");
}

TEST_CASE("every document kind of Yangquan is made and each of its forms is filled in") {
  const Engine engine(installed());
  RehearsalOptions options;
  options.scenario = *parse_json(*engine.environment().read_file(HONGTOU_SOURCE_DIR "/workflows/yangquan-2023/scenario.json"));
  const auto campaign = rehearsed(engine, options);
  const auto& state = campaign.state();
  for (const auto* address : {"notice", "register", "total", "assess"}) {
    CAPTURE(address);
    CHECK_FALSE(state.step(address).documents.empty());
  }
  for (const auto* step : {"liaison", "report", "street_targets", "media_targets"}) {
    CAPTURE(step);
    CHECK(collected(*campaign.place(step)).accepted > 0);
  }
}

TEST_CASE("targets are met at their bound, not below it, and are final after their window") {
  const Engine engine(installed());
  RehearsalOptions options;
  options.scenario = *parse_json(*engine.environment().read_file(HONGTOU_SOURCE_DIR "/workflows/yangquan-2023/scenario.json"));
  const auto campaign = rehearsed(engine, options);
  const auto& final = campaign.state().final_targets;
  CHECK(final.size() == 9);
  CHECK(final.at("seven_entries").at("pingtanjie").at("status") == Value("met"));      // 100
  CHECK(final.at("seven_entries").at("qiaotou").at("status") == Value("not_met"));     // 99
  CHECK(final.at("clip_days").at("media_center").at("status") == Value("met"));        // 15
  CHECK(final.at("slogan_days").at("media_center").at("status") == Value("not_met"));  // 14
  const auto before = campaign.status(*parse_instant("2023-06-30 12:00"));
  const auto after = campaign.status(*parse_instant("2023-07-01 00:00"));
  CHECK(before.at("targets").list()->front().at("final") == Value(false));
  CHECK(after.at("targets").list()->front().at("final") == Value(true));
}

TEST_CASE("reminders of the contact list go out on the Friday before the Saturday it is due") {
  const Engine engine(installed());
  const auto campaign = rehearsed(engine, {});
  std::set<std::string> days;
  const auto events = campaign.events();
  for (const auto& event : *events)
    if (event.type == event_type::reminder_sent)
      for (const auto& item : *event.data.at("items").list())
        if (item.at("step") == Value("liaison")) days.insert(to_text(date_of(event.effective)));
  CHECK(days.count("2023-06-09") == 1);
  CHECK(days.count("2023-06-10") == 0);
  CHECK(engine.calendar()->is_working_day(*parse_date("2023-06-25")));
}

TEST_CASE("a contact's telephone number is erased from the journal and the chain still verifies") {
  const Engine engine(installed());
  auto campaign = rehearsed(engine, {});
  const auto events = campaign.events();
  const auto found = std::find_if(events->begin(), events->end(), [](const JournalEvent& event) {
    return event.type == event_type::report_submitted && event.data.at("step") == Value("liaison");
  });
  REQUIRE(found != events->end());
  const std::string pointer = "/data/leader/phone";
  REQUIRE(std::find(found->personal.begin(), found->personal.end(), pointer) != found->personal.end());
  REQUIRE(campaign.erase_personal(found->sequence, pointer).ok());
  CHECK(campaign.verify().ok());
  const auto again = campaign.events();
  const auto& erased = (*again)[found->sequence - 1].data.at("data").at("leader").at("phone");
  CHECK(erased.at("$erased") == Value(true));
}

namespace {

// The shipped campaign as a stranger would change it: another year, other units, one more step.
std::map<std::string, std::string> a_strangers_copy(const Environment& environment) {
  const std::string folder = HONGTOU_SOURCE_DIR "/workflows/yangquan-2023";
  std::map<std::string, std::string> files;
  for (const auto* name :
       {"campaign.info", "assessment.info", "notice.gw", "register.gw", "total.gw", "summary.gw", "assessment.gw",
        "forms/liaison.info", "forms/statistics.info", "forms/street_targets.info", "forms/media_targets.info"})
    files[std::string("copy/") + name] = *environment.read_file(folder + "/" + name);
  files["copy/units.csv"] =
      "id,name,class,parent,aliases\noffice,县打非办,牵头,,区处非办\nleaders,县领导小组,领导小组,,区处非领导组\nprovince,"
      "省打非办,上级,,省处非办\n"
      "tv,县融媒体中心,媒体,,\ntown1,甲镇,街道,,\ntown2,乙镇,街道,,\ntown3,丙乡,街道,,\nedu,县教育局,部门,,\n";
  auto& campaign = files["copy/campaign.info"];
  campaign = replace_all(std::move(campaign), "2023", "2024");
  campaign = replace_all(std::move(campaign), "assess         { do assess",
                         "review_meeting { do mark label 总结会 on 2024-07-05 after total }\n        assess         { do assess");
  return files;
}

}  // namespace

TEST_CASE("a stranger's campaign with other units and dates and one more step runs without a line of C++") {
  const Engine installed_engine(installed());
  auto files = a_strangers_copy(installed_engine.environment());
  for (int year = 2016; year <= 2026; ++year) {
    const auto name = "/calendars/" + std::to_string(year) + ".csv";
    files["share" + name] = *installed_engine.environment().read_file(installed_engine.environment().share_folder + name);
  }
  auto environment = Environment::in_memory(files, Instant{});
  environment.share_folder = "share";
  const Engine engine(environment);
  auto definition = engine.load("copy/campaign.info");
  INFO(to_text(definition.diagnostics(), Language::zh));
  REQUIRE(definition.ok());
  RehearsalOptions options;
  options.formats = {};
  const auto campaign = rehearse(engine, *definition, options);
  INFO(to_text(campaign.diagnostics(), Language::zh));
  REQUIRE(campaign.ok());
  CHECK(campaign->state().closed);
  CHECK(campaign->state().step("review_meeting").status == StepStatus::done);
  CHECK(campaign->state().step("liaison").items.size() == 5);
}
