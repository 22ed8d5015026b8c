// Totals of a level that are wanted again, or not any more: returned, waived, called off; and units that come after them.
#include <doctest/doctest.h>

#include "a_tree.h"

using namespace hongtou;

TEST_CASE("a punctual total that is returned after its due date has three working days") {
  ATree tree("report { do cascade form n from 所属单位 due 2023-06-09 review prov }\n");
  tree.report("b", "b1", 20);
  tree.do_("b", Accept{"report", "b1"}, "b");
  tree.at("2023-06-12 10:00");
  tree.do_("", Return{"report", "b", "数目不对"});
  CHECK(day(tree.item("", "b")) == "2023-06-15");
  CHECK_FALSE(tree.item("", "b").overdue);
  CHECK(tree.step("b").above.due == "2023-06-15");
  tree.at("2023-06-16 09:00");
  CHECK(tree.item("", "b").overdue);
}

TEST_CASE("going back above gives a punctual level time for its total too") {
  ATree tree("report { do cascade form n from 所属单位 due 2023-06-09 }\n");
  for (const auto* unit : {"s1", "s2"}) tree.report("a/a1", unit, 2);
  tree.report("a", "a2", 3);
  tree.report("b", "b1", 20);
  tree.at("2023-06-12 10:00");
  const GoBack back{"report", "口径有变"};
  const auto foreseen = tree.tree->top().foresee({"prov", std::nullopt, back}).consequences;
  CHECK(foreseen.overdue_at_once.empty());
  tree.do_("", back);
  CHECK(day(tree.item("", "b")) == "2023-06-15");
}

TEST_CASE_FIXTURE(ATree, "what was waived above and is wanted again is asked below anew") {
  at("2023-06-20 10:00");
  report("a", "a2", 3);
  do_("", Waive{"report", "a", "受灾"});
  REQUIRE(step("a").how == "closed");
  report("b", "b1", 1);
  REQUIRE(step("").status == StepStatus::done);
  do_("", GoBack{"report", "灾情解除，照报"});
  CHECK(item("", "a").status == ItemStatus::open);
  CHECK(item("", "a").versions.empty());
  CHECK(step("a").status == StepStatus::open);
  CHECK(step("a/a1").status == StepStatus::open);
  CHECK(item("a", "a2").status == ItemStatus::open);
  for (const auto* unit : {"s1", "s2"}) report("a/a1", unit, 2);
  report("a", "a2", 3);
  CHECK(item("", "a").accepted()->data.at("events") == Value(7));
  const auto before = tree->at("a")->state();
  reopen();
  CHECK(tree->at("a")->state() == before);
}

TEST_CASE_FIXTURE(ATree, "nobody waits for the total of a step that a level has called off") {
  at("2023-06-20 10:00");
  report("b", "b1", 1);
  report("a", "a2", 3);
  do_("a", Cancel{"report", "不再收了"}, "a");
  const auto* total = item("", "a").accepted();
  REQUIRE(total != nullptr);
  CHECK(total->data.at("events") == Value(3));
  CHECK(total->level.at("missing") == Value(List{"a1"}));
  CHECK(total->level.at("units") == Value(2));
  CHECK(step("").status == StepStatus::done);
}

TEST_CASE_FIXTURE(ATree, "a unit that joins a level whose total is up does not send it up again") {
  at("2023-06-20 10:00");
  for (const auto* unit : {"s1", "s2"}) report("a/a1", unit, 2);
  report("a", "a2", 3);
  REQUIRE(item("", "a").versions.size() == 1);
  do_("", Join{"s3", "三街道", "a1", {"街道"}});
  do_("", Join{"a3", "北区", "a", {"区县"}});
  CHECK_FALSE(step("a/a1").items.contains("s3"));
  CHECK(item("", "a").versions.size() == 1);
  CHECK(item("a", "a1").versions.size() == 1);
}

TEST_CASE_FIXTURE(ATree, "what a unit had reported before it left is counted") {
  at("2023-06-20 10:00");
  report("a/a1", "s1", 2);
  do_("", Leave{"s1", "撤并"});
  do_("", Leave{"s2", "撤并"});
  CHECK(item("a", "a1").accepted()->data.at("events") == Value(2));
  report("a", "a2", 3);
  report("b", "b1", 20);
  do_("", Leave{"b", "区划调整"});
  CHECK(total("") == Value(25));
}
