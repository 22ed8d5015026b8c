// What levels take over from the one above while they run: units that join or leave, parameters, dates.
#include <doctest/doctest.h>

#include "a_tree.h"

using namespace hongtou;

namespace {

const std::string with_notice =
    "notice { do issue text total.gw to 下级单位 on 另行通知 }\n"
    "report { do cascade form n from \"市, 区县, 街道\" due 2023-06-30 levels \"区县 2, 街道 2\" settles at-due }\n"
    "}\n parameters { phone 待定  fax 待定\n";

std::string with_own(const std::string& own) {
  auto text = with_notice;
  return text.replace(text.find("settles at-due"), 0, "own \"" + own + "\" ");
}

std::string refusal(const Result<Decision>& decision, Language language) {
  REQUIRE(decision.ok());
  REQUIRE(decision->refusal);
  return decision->refusal->text(language);
}

}  // namespace

TEST_CASE_FIXTURE(ATree, "a unit that joins above is asked by the level it stands below") {
  at("2023-06-01 10:00");
  do_("", Join{"s3", "三街道", "a1", {"街道"}});
  CHECK(step("").items.size() == 2);
  CHECK(step("a").items.size() == 2);
  REQUIRE(step("a/a1").items.contains("s3"));
  CHECK(day(item("a/a1", "s3")) == "2023-06-26");
  const auto told = happened("a/a1", event_type::unit_joined);
  REQUIRE(told.size() == 1);
  CHECK(told.front().data.at("above") == Value(true));
  CHECK(told.front().actor == "甲市");
}

TEST_CASE_FIXTURE(ATree, "a unit that joins with units of its own runs its level") {
  at("2023-06-01 10:00");
  do_("", Join{"c", "丙市", "prov", {"市"}});
  CHECK(tree->at("c") == nullptr);
  CHECK_FALSE(item("", "c").runs_level);
  do_("", Join{"c1", "北县", "c", {"区县"}});
  do_("", Join{"c11", "北街道", "c1", {"街道"}});
  REQUIRE(tree->at("c") != nullptr);
  REQUIRE(tree->at("c/c1") != nullptr);
  CHECK(item("", "c").runs_level);
  CHECK(tree->at("c/c1")->definition().unit_name("c1") == "北县");
  CHECK(day(item("c", "c1")) == "2023-06-28");
  CHECK(day(item("c/c1", "c11")) == "2023-06-26");
  report("c/c1", "c11", 7);
  CHECK(item("", "c").accepted()->data.at("events") == Value(7));
}

TEST_CASE_FIXTURE(ATree, "a unit that gets units of its own hands down what it has not reported yet") {
  at("2023-06-01 10:00");
  do_("b", Join{"s9", "九街道", "b1", {"街道"}}, "b");
  REQUIRE(tree->at("b/b1") != nullptr);
  report("b/b1", "s9", 9);
  CHECK(item("b", "b1").accepted()->data.at("events") == Value(9));
  CHECK(total("b") == Value(9));
}

TEST_CASE_FIXTURE(ATree, "a unit that leaves ends its level, and those below it") {
  at("2023-06-01 10:00");
  do_("", Leave{"a", "区划调整"});
  CHECK(item("", "a").status == ItemStatus::closed);
  CHECK(tree->at("a")->state().closed);
  CHECK(tree->at("a/a1")->state().closed);
  CHECK(item("a/a1", "s1").status == ItemStatus::closed);
  const auto ended = happened("a/a1", event_type::campaign_closed);
  REQUIRE(ended.size() == 1);
  CHECK(ended.front().data.at("reason") == Value("区划调整"));
  report("b", "b1", 4);
  CHECK(step("").status == StepStatus::done);
  CHECK(total("") == Value(4));
}

TEST_CASE_FIXTURE(ATree, "a unit that leaves above leaves the level it stands below, and may come back") {
  at("2023-06-01 10:00");
  do_("", Leave{"s1", "撤并"});
  CHECK(item("a/a1", "s1").status == ItemStatus::closed);
  CHECK(tree->at("a/a1")->state().left.contains("s1"));
  do_("", Join{"s1", "", "", {}});
  CHECK(tree->at("a/a1")->state().left.empty());
  CHECK(tree->at("a")->state().left.empty());
}

TEST_CASE_FIXTURE(ATree, "who left its own level is not brought back by the one above") {
  at("2023-06-01 10:00");
  do_("a/a1", Leave{"s1", "撤并"}, "a1");
  do_("", Join{"s3", "三街道", "a1", {"街道"}});
  CHECK(tree->at("a/a1")->state().left.contains("s1"));
}

TEST_CASE("parameters set above are set on all levels below") {
  ATree tree(with_notice);
  tree.at("2023-05-10 10:00");
  tree.do_("", SetParameter{"phone", "0351", "已定"});
  tree.do_("", Announce{"notice", "on", "2023-05-12", "已定"});
  tree.at("2023-05-12 10:00");
  CHECK(tree.tree->at("a/a1")->state().parameters.at("phone") == Value("0351"));
  const auto told = tree.happened("a/a1", event_type::parameter_set);
  REQUIRE(told.size() == 1);
  CHECK(told.front().data.at("reason") == Value("已定"));
  CHECK(tree.step("a/a1", "notice").documents.size() == 1);
}

TEST_CASE("dates announced above hold on all levels below") {
  ATree tree(with_notice);
  tree.at("2023-05-10 10:00");
  tree.do_("", Announce{"notice", "on", "2023-05-12", "已定"});
  CHECK(tree.step("a/a1", "notice").dates.at("on") == "2023-05-12");
  CHECK(tree.happened("a/a1", event_type::date_announced).size() == 1);
  CHECK(tree.step("a/a1", "report").dates.at("due") == "2023-06-28");
  const auto again = tree.try_("a", Announce{"notice", "on", "2023-05-15", "改"}, "a");
  CHECK(refusal(again, Language::zh) ==
        "这个日期已由上级宣布为 2023-05-12。请上级更改；要由各级自己宣布的，在层层部署的步骤里写 own");
  CHECK(
      refusal(again, Language::en) ==
      "the level above has announced 2023-05-12 for this date. ask the level above to change it; what each level is to announce "
      "stands in the cascade's own");
}

TEST_CASE("what the file says to be the level's own is not taken from above") {
  ATree tree(with_own("phone, notice"));
  tree.at("2023-05-10 10:00");
  tree.do_("", SetParameter{"phone", "0351", "已定"});
  tree.do_("", SetParameter{"fax", "0352", "已定"});
  tree.do_("", Announce{"notice", "on", "2023-05-12", "已定"});
  CHECK_FALSE(tree.tree->at("a")->state().parameters.contains("phone"));
  CHECK(tree.tree->at("a")->state().parameters.at("fax") == Value("0352"));
  CHECK_FALSE(tree.step("a", "notice").dates.contains("on"));
  tree.do_("a", SetParameter{"phone", "0353", "本市"}, "a");
  tree.do_("a", Announce{"notice", "on", "2023-05-15", "本市"}, "a");
  CHECK(tree.tree->at("a")->state().parameters.at("phone") == Value("0353"));
  CHECK_FALSE(tree.tree->at("a/a1")->state().parameters.contains("phone"));
}

TEST_CASE("a parameter that the level above has set is its own") {
  ATree tree(with_notice);
  tree.do_("a", SetParameter{"fax", "1", "先定"}, "a");
  tree.do_("", SetParameter{"fax", "2", "统一"});
  CHECK(tree.tree->at("a")->state().parameters.at("fax") == Value("2"));
  const auto again = tree.try_("a", SetParameter{"fax", "3", "改"}, "a");
  CHECK(refusal(again, Language::zh) == "参数“fax”已由上级定为“2”。请上级更改；要由各级自己定的，在层层部署的步骤里写 own");
  CHECK(
      refusal(again, Language::en) ==
      "the level above has set “fax” to “2”. ask the level above to change it; what each level is to set stands in the cascade's "
      "own");
}

TEST_CASE("what was set before a level begins holds in it from its start") {
  ATree tree(
      "notice { do issue text total.gw to 下级单位 on 另行通知 }\n"
      "report { do cascade form n from 所属单位 due 2023-06-30 after notice }\n}\n parameters { phone 待定\n");
  tree.at("2023-05-10 10:00");
  tree.do_("", SetParameter{"phone", "0351", "已定"});
  tree.do_("", Join{"s3", "三街道", "a1", {"街道"}});
  tree.do_("", Leave{"s1", "撤并"});
  tree.do_("", Announce{"notice", "on", "2023-05-12", "已定"});
  tree.at("2023-05-12 10:00");
  CHECK(tree.tree->at("a/a1")->state().parameters.at("phone") == Value("0351"));
  CHECK(tree.step("a/a1").items.contains("s3"));
  CHECK_FALSE(tree.step("a/a1").items.contains("s1"));
  CHECK(tree.step("a/a1", "notice").status == StepStatus::done);
}

TEST_CASE("what is set is set on all levels or, when it cannot be written, on none") {
  ATree tree(with_notice);
  tree.at("2023-05-10 10:00");
  for (const bool has_power : {false, true}) {
    tree.store->appends_left = has_power ? 1 : 0;
    CHECK(tree.try_("", SetParameter{"phone", "0351", "已定"}).ok() == has_power);
    tree.store->appends_left.reset();
    tree.reopen();
    for (const auto& path : tree.tree->paths()) {
      CAPTURE(path);
      CHECK(tree.tree->at(path)->state().parameters.contains("phone") == has_power);
      CHECK(replay(*tree.tree->at(path)->events()) == tree.tree->at(path)->state());
    }
  }
}

TEST_CASE("what was set on the highest level alone arrives when the tree is opened again") {
  ATree tree(with_notice);
  tree.at("2023-05-10 10:00");
  tree.do_alone("", SetParameter{"phone", "0351", "已定"});
  tree.reopen();
  for (const auto& path : tree.tree->paths()) {
    CAPTURE(path);
    CHECK(tree.tree->at(path)->state().parameters.contains("phone"));
    CHECK(replay(*tree.tree->at(path)->events()) == tree.tree->at(path)->state());
  }
}

TEST_CASE_FIXTURE(ATree, "the unit above one that joins has to take part") {
  const auto decision = try_("", Join{"x", "某街道", "nowhere", {"街道"}});
  CHECK(refusal(decision, Language::zh) == "上级单位“nowhere”不在活动中。先让它加入，或改正编号");
  CHECK(refusal(decision, Language::en) == "the unit above, “nowhere”, does not take part. let it join first, or mend the id");
}

TEST_CASE_FIXTURE(ATree, "nobody says in another's name what levels tell each other") {
  const Command command{"a", std::nullopt, TakeTotal{"report", "a", Value(Map{{"number", 9}, {"data", Map{{"events", 1000}}}})}};
  for (const auto& decision : {tree->perform("", command, now), tree->at("")->perform(command, now)}) {
    CHECK(refusal(decision, Language::zh) ==
          "“收下级汇总”是上下级活动之间的事，不由人办理。办理上级或下级活动中的事，上下级自会相告");
    CHECK(refusal(decision, Language::en) ==
          "“take-total” is what levels tell each other, nobody's act. act in the campaign above or below; the levels tell each "
          "other by themselves");
  }
  CHECK_FALSE(tree->perform("a", {"prov", std::nullopt, HearFromAbove{"report", {"", 0, true}, "假"}}, now)->ok());
  CHECK_FALSE(tree->perform("a", {"prov", std::nullopt, Inherit{{}, "假"}}, now)->ok());
  CHECK(item("", "a").versions.empty());
}

TEST_CASE_FIXTURE(ATree, "a level is opened from the store alone") {
  at("2023-06-20 10:00");
  do_("", Join{"s3", "三街道", "a1", {"街道"}});
  report("a/a1", "s1", 3);
  const Engine other(environment("x", {}, "id,name\nx,y\n"));
  const auto street = other.open(store, "test[a][a1]");
  REQUIRE_MESSAGE(street.ok(), to_text(street.diagnostics(), Language::en));
  CHECK(street->state() == tree->at("a/a1")->state());
  CHECK(street->definition().lead == "a1");
  CHECK(street->definition().units.all().size() == 3);
  REQUIRE(street->definition().level);
  CHECK(street->definition().level->above == "test[a]");

  auto whole = CampaignTree::open(other, store, "test");
  REQUIRE_MESSAGE(whole.ok(), to_text(whole.diagnostics(), Language::en));
  CHECK(whole->paths() == std::vector<std::string>{"", "a", "a/a1", "b"});
  REQUIRE(
      whole->perform("a/a1", {"s2", std::nullopt, Submit{"report", "s2", Value(Map{{"events", 4}, {"words", "好"}}), {}}}, now)
          ->ok());
  REQUIRE(
      whole->perform("a/a1", {"s3", std::nullopt, Submit{"report", "s3", Value(Map{{"events", 5}, {"words", "好"}}), {}}}, now)
          ->ok());
  CHECK(whole->at("a")->state().step("report").items.at("a1").accepted()->data.at("events") == Value(12));
}
