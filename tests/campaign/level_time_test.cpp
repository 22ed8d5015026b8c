// Time on the levels of a cascade: what happens when is the same however late anybody looks.
#include <doctest/doctest.h>

#include "a_tree.h"

using namespace hongtou;

namespace {

const std::string handed_down_in_june =
    "report { do cascade form n from 所属单位 opens 2023-06-01 due 2023-06-30 levels \"区县 2, 街道 2\" remind \"-1, +1\" "
    "settles at-due }\n"
    "total { do compile text total.gw after report }\n";

// All that happened on a level, but when it was taken down.
std::vector<std::string> journal_of(const ATree& tree, const std::string& level) {
  std::vector<std::string> lines;
  const auto events = tree.tree->at(level)->events();
  REQUIRE(events.ok());
  for (const auto& event : *events)
    lines.push_back(to_local_text(event.effective) + " " + event.type + " " + event.actor + " " + to_json(event.data));
  return lines;
}

// Each day at a quarter past ten, or only on the last.
void pass(ATree& tree, const std::string& first, const std::string& last, bool daily) {
  if (daily)
    for (auto day = *parse_date(first); day < *parse_date(last); day = add_days(day, 1)) tree.at(to_text(day) + " 10:15");
  tree.at(last + " 10:15");
}

}  // namespace

TEST_CASE("after weeks off all levels catch up in the order of time") {
  ATree daily(handed_down_in_june), off(handed_down_in_june);
  for (auto* tree : {&daily, &off}) {
    const bool is_daily = tree == &daily;
    pass(*tree, "2023-05-02", "2023-07-20", is_daily);
    REQUIRE(tree->tree->paths() == std::vector<std::string>{"", "a", "b", "a/a1"});
    tree->report("a/a1", "s1", 3);
    pass(*tree, "2023-07-21", "2023-08-20", is_daily);
  }
  for (const auto& level : daily.tree->paths()) {
    CAPTURE(level);
    CHECK(journal_of(off, level) == journal_of(daily, level));
  }
}

TEST_CASE("a level that begins late is told to have begun when it was handed down, and taken down now") {
  ATree tree(handed_down_in_june);
  tree.at("2023-07-20 10:15");
  const auto started = tree.happened("a/a1", event_type::campaign_started).front();
  CHECK(to_local_text(started.effective) == "2023-06-01 00:00");
  CHECK(to_local_text(started.recorded) == "2023-07-20 10:15");
  CHECK(tree.item("a/a1", "s1").status == ItemStatus::missing);
}

TEST_CASE("an act on a level that is due to exist catches up first") {
  ATree tree(handed_down_in_june);
  tree.now = *parse_instant("2023-06-05 10:00");
  CHECK(tree.tree->at("a/a1") == nullptr);
  tree.report("a/a1", "s1", 3);
  CHECK(tree.step("a/a1").items.at("s1").status == ItemStatus::accepted);
}

TEST_CASE("a level settles when its units are due, so that its own total is in time though one of them is missing") {
  ATree tree;
  tree.at("2023-06-26 10:00");
  tree.report("a/a1", "s1", 3);
  tree.at("2023-06-27 00:00");
  CHECK(tree.item("a/a1", "s2").status == ItemStatus::missing);
  const auto& total = tree.item("a", "a1");
  REQUIRE(total.accepted() != nullptr);
  CHECK_FALSE(total.accepted()->late);
  CHECK(total.accepted()->level.at("missing") == Value(List{"s2"}));
  tree.at("2023-06-28 10:00");
  tree.report("a/a1", "s2", 4);  // the days between are for what is still mended
  tree.at("2023-06-29 00:00");
  CHECK(tree.item("a", "a1").accepted()->data.at("events") == Value(7));
  CHECK_FALSE(tree.item("", "a").accepted()->late);
  CHECK(tree.item("", "a").accepted()->level.at("missing") == Value(List{"a2"}));
}

TEST_CASE("a street that has more time makes its level wait") {
  ATree tree;
  tree.at("2023-06-20 10:00");
  tree.report("a/a1", "s1", 3);
  tree.do_("a/a1", Extend{"report", "s2", "2023-06-28", "受灾"}, "a1");
  tree.at("2023-06-28 10:00");
  CHECK(tree.step("a/a1").status == StepStatus::open);
  tree.report("a/a1", "s2", 4);
  CHECK(tree.step("a/a1").how == "complete");
  CHECK_FALSE(tree.item("a", "a1").accepted()->late);
}
