// A new version of the files of a campaign that is run level by level.
#include <doctest/doctest.h>

#include "a_tree.h"

using namespace hongtou;

namespace {

constexpr auto later_steps =
    "report { do cascade form n from 所属单位 due 2023-07-14 levels \"区县 2, 街道 2\" settles at-due }\n"
    "check { do mark on 2023-07-20 after report }\n"
    "total { do compile text total.gw after check }\n";

Definition version(const std::string& steps, const std::string& units = units_csv) {
  const Engine engine(ATree::environment(steps, {}, units));
  auto definition = engine.load("c/campaign.info");
  REQUIRE_MESSAGE(definition.ok(), to_text(definition.diagnostics(), Language::en));
  return *std::move(definition);
}

std::vector<std::string> paths_of(const std::vector<LevelMigration>& plans) {
  std::vector<std::string> paths;
  for (const auto& plan : plans) paths.push_back(plan.path);
  return paths;
}

template <class Events>
std::vector<std::string> lines_of(const Events& events) {
  std::vector<std::string> lines;
  for (const auto& event : events) lines.push_back(event.type + " " + event.actor + " " + to_json(event.data));
  return lines;
}

std::size_t changes_on(CampaignTree& tree, const std::string& path) {
  const auto events = *tree.at(path)->events();
  return static_cast<std::size_t>(std::count_if(events.begin(), events.end(),
                                                [](const auto& event) { return event.type == event_type::definition_changed; }));
}

}  // namespace

TEST_CASE_FIXTURE(ATree, "a new version of the files holds on every level that goes on") {
  at("2023-06-20 10:00");
  report("a/a1", "s1", 3);
  const auto plans = *tree->plan_migration(version(later_steps));
  CHECK(paths_of(plans) == std::vector<std::string>{"", "a", "a/a1", "b"});
  const auto status = tree->migrate(version(later_steps), "prov", "各地要求延期");
  REQUIRE_MESSAGE(status.ok(), to_text(status.diagnostics(), Language::en));
  for (const auto& path : tree->paths()) {
    CAPTURE(path);
    CHECK(tree->at(path)->definition().step("check") != nullptr);
    CHECK(changes_on(*tree, path) == 1);
    CHECK(replay(*tree->at(path)->events()) == tree->at(path)->state());
  }
  CHECK(day(item("a", "a2")) == "2023-07-12");
  CHECK(day(item("a/a1", "s2")) == "2023-07-10");
  report("a/a1", "s2", 4);
  CHECK(item("a", "a1").accepted()->data.at("events") == Value(7));
}

TEST_CASE_FIXTURE(ATree, "what a new version makes happen at once is foreseen on every level") {
  at("2023-06-20 10:00");
  report("a/a1", "s1", 3);
  report("a/a1", "s2", 4);
  report("b", "b1", 20);
  const auto next = version(later_steps, units_csv + "s3,三街道,街道,a1\nb2,北县,区县,b\n");
  std::map<std::string, std::size_t> before;
  for (const auto& path : tree->paths()) before[path] = lines_of(*tree->at(path)->events()).size();
  const auto plans = *tree->plan_migration(next);
  REQUIRE(tree->migrate(next, "prov", "").ok());
  for (const auto& plan : plans) {
    CAPTURE(plan.path);
    auto happened = lines_of(*tree->at(plan.path)->events());
    happened.erase(happened.begin(), happened.begin() + static_cast<std::ptrdiff_t>(before.at(plan.path)));
    std::erase_if(happened, [](const auto& line) { return line.starts_with("definition_changed"); });
    CHECK(lines_of(plan.migration.at_once) == happened);
  }
  const auto& of_city = plans.at(1);
  CHECK(of_city.path == "a");
  CHECK(std::any_of(of_city.migration.at_once.begin(), of_city.migration.at_once.end(), [](const auto& event) {
    return event.type == event_type::heard_from_above && event.data.at("due") == Value("2023-07-14");
  }));
}

TEST_CASE_FIXTURE(ATree, "levels are opened with the new version from the store alone") {
  REQUIRE(tree->migrate(version(later_steps), "prov", "各地要求延期").ok());
  tree.reset();
  auto opened = CampaignTree::open(engine, store, "test");
  REQUIRE_MESSAGE(opened.ok(), to_text(opened.diagnostics(), Language::en));
  for (const auto& path : opened->paths()) {
    CHECK(opened->at(path)->definition().step("check") != nullptr);
    CHECK(changes_on(*opened, path) == 1);
  }
}

TEST_CASE_FIXTURE(ATree, "a new version that cannot be on one level changes none") {
  at("2023-06-20 10:00");
  report("a/a1", "s1", 3);
  auto fewer = units_csv;
  fewer.erase(fewer.find("s1,"), fewer.find("s2,") - fewer.find("s1,"));
  const auto plans = *tree->plan_migration(version(later_steps, fewer));
  CHECK(plans.front().migration.possible());
  CHECK(to_text(plans.at(2).migration.findings, Language::en).find("[migration.unit_gone] the unit “一街道”") !=
        std::string::npos);
  const auto status = tree->migrate(version(later_steps, fewer), "prov", "合并街道");
  REQUIRE_FALSE(status.ok());
  CHECK(status.diagnostics().front().message.code == std::string_view("migration.unit_gone"));
  for (const auto& path : tree->paths()) CHECK(changes_on(*tree, path) == 0);
}

TEST_CASE_FIXTURE(ATree, "only the lead at the top changes the files") {
  const auto status = tree->migrate(version(later_steps), "a", "想改");
  REQUIRE_FALSE(status.ok());
  CHECK(status.diagnostics().front().message.code == std::string_view("refused.not_allowed"));
  for (const auto& path : tree->paths()) CHECK(changes_on(*tree, path) == 0);
}

TEST_CASE("levels that a crash has kept from changing follow when they are opened") {
  for (int appends = 1; appends <= 6; ++appends) {
    CAPTURE(appends);
    ATree one;
    one.store->appends_left = appends;
    const auto status = one.tree->migrate(version(later_steps), "prov", "各地要求延期");
    CHECK_FALSE(status.ok());
    one.store->appends_left.reset();
    one.tree.reset();
    auto opened = CampaignTree::open(one.engine, one.store, "test");
    REQUIRE_MESSAGE(opened.ok(), to_text(opened.diagnostics(), Language::en));
    for (const auto& path : opened->paths()) {
      CAPTURE(path);
      CHECK(opened->at(path)->definition().step("check") != nullptr);
      CHECK(changes_on(*opened, path) == 1);
      CHECK(day(opened->at("a/a1")->state().step("report").items.at("s2")) == "2023-07-10");
    }
  }
}

TEST_CASE_FIXTURE(ATree, "a level that has ended keeps the files it ended with") {
  at("2023-06-20 10:00");
  do_("", Leave{"a", "机构撤销"});
  REQUIRE(tree->at("a")->state().closed);
  REQUIRE(tree->migrate(version(later_steps), "prov", "各地要求延期").ok());
  CHECK(changes_on(*tree, "") == 1);
  CHECK(changes_on(*tree, "b") == 1);
  CHECK(changes_on(*tree, "a") == 0);
  CHECK(tree->at("a")->definition().step("check") == nullptr);
}
