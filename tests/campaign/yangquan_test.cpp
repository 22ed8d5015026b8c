// The campaign of Yangquan 2023 as its model tells it, loaded from the files that ship.
#include <doctest/doctest.h>

#include "engine/engine.h"
#include "engine/rehearsal/rehearsal.h"

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
    const auto sums =
        collected(campaign.definition(), *campaign.definition().step("report"), campaign.state().step("report"));
    CHECK(sums.missing.size() == 1);
    CHECK(sums.incomplete());
    CHECK(campaign.state().step("report").how == "closed");
  }
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
