// Campaigns that are handed down level by level.
#include <doctest/doctest.h>

#include <random>

#include "a_tree.h"
#include "engine/rehearsal/rehearsal.h"

using namespace hongtou;

TEST_CASE_FIXTURE(ATree, "units with units of their own run their level, the others report 层层部署") {
  CHECK(tree->paths() == std::vector<std::string>{"", "a", "b", "a/a1"});
  CHECK(step("").items.size() == 2);
  CHECK(item("", "a").runs_level);
  CHECK(step("a").items.size() == 2);
  CHECK(item("a", "a1").runs_level);
  CHECK_FALSE(item("a", "a2").runs_level);
  CHECK(step("a/a1").items.size() == 2);
  CHECK(tree->at("a/a1")->state().campaign == "test[a][a1]");
  CHECK(tree->at("a/a1")->definition().lead == "a1");
  CHECK(tree->at("c") == nullptr);
}

TEST_CASE_FIXTURE(ATree, "each level is due its working days before the one above") {
  CHECK(day(item("", "a")) == "2023-06-30");
  CHECK(day(item("a", "a2")) == "2023-06-28");
  CHECK(day(item("b", "b1")) == "2023-06-28");
  CHECK(day(item("a/a1", "s1")) == "2023-06-26");
}

TEST_CASE_FIXTURE(ATree, "what is shown as the due date of a level is when its units are due") {
  const auto shown = [&](const std::string& level) { return day_due(*units_due(*tree->at(level)->place("report"))); };
  CHECK(to_text(shown("")) == "2023-06-30");
  CHECK(to_text(shown("a")) == "2023-06-28");
  CHECK(to_text(shown("a/a1")) == "2023-06-26");
  const auto status = tree->at("a/a1")->status(now);
  CHECK(status.at("steps").list()->front().at("due") == Value("2023-06-26"));
}

TEST_CASE("every level reckons with the days off of the office at the top") {
  auto text = campaign_by_levels("test", by_levels);
  text.insert(text.find("lead prov"), "calendar own.csv ");
  const Engine engine(
      ATree::environment(by_levels, {{"c/own_days.info", text}, {"c/own.csv", "2023-06-29,休,本省放假\n"}}, units_csv));
  StartOptions options;
  options.opened = std::make_shared<MemoryStore>();
  options.formats = {};
  options.now = *parse_instant("2023-05-01 08:00");
  auto tree = CampaignTree::start(engine, *engine.load("c/own_days.info"), options);
  REQUIRE_MESSAGE(tree.ok(), to_text(tree.diagnostics(), Language::en));
  const auto due = [&](const std::string& level, const std::string& unit) {
    return day(tree->at(level)->state().step("report").items.at(unit));
  };
  CHECK(due("", "a") == "2023-06-30");
  CHECK(due("a", "a2") == "2023-06-27");
  CHECK(due("a/a1", "s1") == "2023-06-25");
  CHECK_FALSE(engine.open(options.opened, "test[a][a1]")->calendar().is_working_day(*parse_date("2023-06-29")));
}

TEST_CASE_FIXTURE(ATree, "totals come up level by level with their sources") {
  at("2023-06-20 10:00");
  report("a/a1", "s1", 3);
  report("a/a1", "s2", 4);
  CHECK(item("a", "a1").accepted()->data.at("events") == Value(7));
  CHECK(item("a", "a1").accepted()->data.at("words") == Value("一街道：做了；二街道：做了"));
  CHECK(item("a", "a1").accepted()->level.at("sources").at("report").at("s2") == Value(1));
  CHECK(item("", "a").status == ItemStatus::open);
  report("a", "a2", 10);
  CHECK(item("", "a").accepted()->data.at("events") == Value(17));
  report("b", "b1", 20);
  CHECK(step("").status == StepStatus::done);
  CHECK(total("") == Value(37));
  CHECK(step("", "total").status == StepStatus::done);
  CHECK_FALSE(collected(*tree->top().place("report")).incomplete());
}

TEST_CASE_FIXTURE(ATree, "what is missing below is listed and makes the total incomplete") {
  at("2023-06-20 10:00");
  report("a/a1", "s1", 3);
  at("2023-07-01 00:00");
  CHECK(item("a/a1", "s2").status == ItemStatus::missing);
  CHECK(item("a", "a2").status == ItemStatus::missing);
  const auto* total_of_a = item("", "a").accepted();
  REQUIRE(total_of_a != nullptr);
  CHECK(total_of_a->data.at("events") == Value(3));
  CHECK(total_of_a->level.at("missing") == Value(List{"a2", "s2"}));
  CHECK(collected(*tree->top().place("report")).partial == std::vector<std::string>{"a", "b"});
  CHECK(collected(*tree->top().place("report")).incomplete());
}

TEST_CASE_FIXTURE(ATree, "a late report below comes up as a new total and makes results above stale") {
  at("2023-07-02 00:00");
  CHECK(step("", "total").status == StepStatus::done);
  at("2023-07-03 10:00");
  report("a/a1", "s2", 5);
  CHECK(item("a/a1", "s2").late);
  CHECK(item("", "a").versions.size() == 2);
  CHECK(item("", "a").accepted()->data.at("events") == Value(5));
  CHECK(item("", "a").accepted()->level.at("number") == Value(2));
  CHECK(step("", "total").stale);
}

TEST_CASE_FIXTURE(ATree, "a moved date moves every level and says who must be told") {
  at("2023-06-01 10:00");
  do_("", Announce{"report", "due", "2023-07-07", "推迟"});
  CHECK(day(item("", "b")) == "2023-07-07");
  CHECK(day(item("a", "a1")) == "2023-07-05");
  CHECK(day(item("b", "b1")) == "2023-07-05");
  CHECK(day(item("a/a1", "s1")) == "2023-07-03");
  const auto told = happened("a", event_type::items_rescheduled);
  REQUIRE(told.size() == 1);
  CHECK(told.front().data.at("class") == Value("区县"));
  CHECK(told.front().data.at("units") == Value(List{"a1", "a2"}));
  CHECK(told.front().data.at("before") == Value("2023-06-29T00:00:00+08:00"));
  CHECK(told.front().data.at("due") == Value("2023-07-06T00:00:00+08:00"));
}

TEST_CASE("nobody is asked by its own level") {
  ATree tree(
      "notice { do issue text total.gw to \"市, 区县, 街道\" }\n"
      "report { do cascade form n from \"市, 区县, 街道\" due 2023-06-30 levels \"区县 2, 街道 2\" }\n"
      "plan { do collect form n from 市 due 2023-06-30 }\n");
  CHECK(tree.tree->paths() == std::vector<std::string>{"", "a", "b", "a/a1"});
  CHECK_FALSE(tree.step("a").items.contains("a"));
  CHECK_FALSE(tree.step("a", "notice").items.contains("a"));
  CHECK(tree.step("a", "notice").items.size() == 4);
  CHECK(tree.step("", "plan").items.size() == 2);
  CHECK(tree.step("a", "plan").status == StepStatus::skipped);
}

TEST_CASE("levels of one collecting step are due by class") {
  ATree tree("report { do collect form n from \"市, 区县, 街道\" due 2023-06-30 levels \"区县 2, 街道 2\" }\n");
  CHECK(tree.tree->paths().size() == 1);
  CHECK(day(tree.item("", "a")) == "2023-06-30");
  CHECK(day(tree.item("", "a2")) == "2023-06-28");
  CHECK(day(tree.item("", "s2")) == "2023-06-26");
  tree.do_("", Announce{"report", "due", "2023-07-07", "推迟"});
  const auto told = tree.happened("", event_type::items_rescheduled);
  REQUIRE(told.size() == 3);
  CHECK(told.front().data.at("class") == Value("街道"));
  CHECK(told.back().data.at("class").is_null());
  CHECK(told.back().data.at("units") == Value(List{"a", "b"}));
}

TEST_CASE("a total that is returned is shown below with its reason until it comes up again") {
  ATree tree(
      "report { do cascade form n from 所属单位 due 2023-06-30 review prov }\n"
      "total { do compile text total.gw after report }\n");
  tree.at("2023-06-20 10:00");
  tree.report("b", "b1", 20);
  tree.do_("b", Accept{"report", "b1"}, "b");
  CHECK(tree.item("", "b").status == ItemStatus::submitted);
  tree.do_("", Return{"report", "b", "数目不对"});
  CHECK(tree.step("b").stale);
  CHECK(tree.step("b").reason == "数目不对");
  tree.do_("b", Recompute{"report"}, "b");
  CHECK_FALSE(tree.step("b").stale);
  CHECK(tree.item("", "b").versions.size() == 2);
  CHECK(tree.item("", "b").status == ItemStatus::submitted);
  tree.do_("", Accept{"report", "b"});
  CHECK(tree.item("", "b").status == ItemStatus::accepted);
}

TEST_CASE("going back above leaves the levels below running and counts their totals as returned") {
  ATree tree(
      "plan { do collect form n from 市 due 2023-06-10 }\n"
      "report { do cascade form n from 所属单位 due 2023-06-30 after plan }\n");
  tree.at("2023-06-05 10:00");
  for (const auto* unit : {"a", "b"}) tree.do_("", Submit{"plan", unit, Value(Map{{"events", 1}}), {}}, unit);
  tree.report("b", "b1", 20);
  CHECK(tree.item("", "b").status == ItemStatus::accepted);

  const GoBack back{"plan", "方案有误"};
  const auto foreseen = tree.tree->top().foresee({"prov", std::nullopt, back}).consequences;
  CHECK(foreseen.stops == std::vector<std::string>{"report"});
  CHECK(foreseen.done_again == std::vector<std::string>{"plan"});
  CHECK(foreseen.levels_go_on == std::vector<LevelBelow>{{"report", "a"}, {"report", "b"}});
  const auto before = tree.step("a");
  tree.do_("", back);
  CHECK(tree.step("").status == StepStatus::waiting);
  CHECK(tree.step("a") == before);
  CHECK_FALSE(tree.step("b").stale);

  tree.report("a", "a2", 3);  // a total that comes up meanwhile is kept until it is wanted again
  for (const auto* unit : {"s1", "s2"}) tree.report("a/a1", unit, 2);
  CHECK(tree.step("a").status == StepStatus::done);
  CHECK(tree.item("", "a").versions.empty());
  for (const auto* unit : {"a", "b"}) tree.do_("", Submit{"plan", unit, Value(Map{{"events", 2}}), {}}, unit);
  CHECK(tree.item("", "a").status == ItemStatus::accepted);
  CHECK(tree.item("", "b").status == ItemStatus::open);
  CHECK(tree.step("b").stale);
  tree.do_("b", Recompute{"report"}, "b");
  CHECK(tree.step("").status == StepStatus::done);
  CHECK(tree.total("") == Value(27));
}

TEST_CASE_FIXTURE(ATree, "what is waived above is not asked below any more") {
  at("2023-06-20 10:00");
  do_("", Waive{"report", "a", "受灾"});
  CHECK(step("a").how == "closed");
  CHECK(item("a", "a2").status == ItemStatus::closed);
  CHECK(item("a/a1", "s1").status == ItemStatus::closed);
  report("b", "b1", 1);
  CHECK(step("").status == StepStatus::done);
}

TEST_CASE_FIXTURE(ATree, "who runs a level does not report by hand") {
  const auto decision = try_("", Submit{"report", "a", Value(Map{{"events", 1}}), {}}, "a");
  REQUIRE(decision.ok());
  REQUIRE(decision->refusal);
  CHECK(decision->refusal->text(Language::zh) ==
        "“甲市”有下级单位，“report”由其下级的报送汇总而来，不能直接填报。在“甲市”的下级活动中补报或更正，合计会自动上报");
  CHECK(decision->refusal->text(Language::en) ==
        "“甲市” has units of its own; their total is its report to “report”. report or correct in the campaign of “甲市”; its "
        "total comes up by itself");
}

TEST_CASE("a level knows its date when it begins") {
  ATree tree(
      "notice { do issue text total.gw to 下级单位 }\n"
      "report { do cascade form n from 所属单位 due 2023-06-30 levels \"区县 2, 街道 2\" after notice }\n");
  CHECK(tree.step("a/a1", "report").above.due == "2023-06-28");
  const auto events = tree.tree->at("a/a1")->events();
  REQUIRE(events.ok());
  CHECK((*events)[0].type == "campaign_started");
  CHECK((*events)[1].type == "heard_from_above");
}

TEST_CASE("each level numbers its own documents") {
  ATree tree(
      "notice { do issue text total.gw to 下级单位 number 发 }\n"
      "report { do cascade form n from 所属单位 due 2023-06-30 after notice }\n} numbers { 发 { pattern "
      "\"{unit}发〔{year}〕{serial}号\" "
      "from 5 }");
  CHECK(tree.step("", "notice").number == "省办发〔2023〕5号");
  CHECK(tree.step("a", "notice").number == "甲市发〔2023〕5号");
  CHECK(tree.step("a/a1", "notice").number == "东区发〔2023〕5号");
  CHECK(tree.step("a", "notice").items.size() == 2);
}

TEST_CASE_FIXTURE(ATree, "an unknown level is named with those there are") {
  const auto decision = try_("c", Recompute{"report"});
  REQUIRE_FALSE(decision.ok());
  CHECK(to_text(decision.diagnostics(), Language::zh) ==
        "error [tree.no_level] 没有下级活动“c”\n  提示：写成自上而下的单位，用“/”隔开；已有：甲市 甲市/东区 乙市\n");
  CHECK(to_text(decision.diagnostics(), Language::en) ==
        "error [tree.no_level] there is no campaign “c” below\n  hint: write units from the top down with / between; "
        "there are: 甲市 甲市/东区 乙市\n");
}

TEST_CASE("the levels below may run a campaign of their own") {
  const std::string below =
      "campaign district { title 县级活动 period \"2023-05-01 to 2023-12-31\" units { from units.csv } lead prov\n" +
      level_forms + "steps { tally { do collect form n from 所属单位 due 2023-06-20 } } }\n";
  ATree tree("report { do cascade form n from 市 due 2023-06-30 workflow below.info }\n", {{"c/below.info", below}});
  CHECK(tree.tree->paths() == std::vector<std::string>{"", "a", "b"});
  CHECK(tree.tree->at("a")->definition().title == "县级活动");
  CHECK(tree.tree->at("a")->state().step("tally").items.size() == 4);
  CHECK(day(tree.tree->at("a")->state().step("tally").items.at("s1")) == "2023-06-30");
  tree.now = *parse_instant("2023-06-01 10:00");
  tree.do_("b", Submit{"tally", "b1", Value(Map{{"events", 9}}), {}}, "b1");
  CHECK(tree.item("", "b").accepted()->data.at("events") == Value(9));
}

TEST_CASE_FIXTURE(ATree, "a tree is opened again as it was, and every stream replays") {
  at("2023-06-20 10:00");
  report("a/a1", "s1", 3);
  const auto before = tree->at("a/a1")->state();
  reopen();
  CHECK(tree->paths() == std::vector<std::string>{"", "a", "a/a1", "b"});
  CHECK(tree->at("a/a1")->state() == before);
  for (const auto& path : tree->paths()) CHECK(replay(*tree->at(path)->events()) == tree->at(path)->state());
}

// Random trees, random order of reports, a machine that stops before any write, and levels that somebody acts in alone.
TEST_CASE("in random trees nothing is lost or counted twice whatever stops in between") {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto below = [&](unsigned most) { return static_cast<unsigned>(random() % most); };
    std::string units = "id,name,class,parent\nprov,省办,省,\n";
    std::vector<std::pair<std::string, std::string>> leaves;  // level, unit
    for (unsigned i = 0, cities = below(3) + 1; i < cities; ++i) {
      const auto city = "c" + std::to_string(i);
      units += city + "," + city + ",市,prov\n";
      const auto districts = below(4) + (i == 0 ? 1 : 0);
      if (districts == 0) leaves.emplace_back("", city);
      for (unsigned j = 0; j < districts; ++j) {
        const auto district = city + "d" + std::to_string(j);
        units += district + "," + district + ",区县," + city + "\n";
        const auto streets = below(4) + (i + j == 0 ? 1 : 0);
        if (streets == 0) leaves.emplace_back(city, district);
        for (unsigned k = 0; k < streets; ++k) {
          const auto street = district + "s" + std::to_string(k);
          units += street + "," + street + ",街道," + district + "\n";
          leaves.emplace_back(city + "/" + district, street);
        }
      }
    }
    ATree tree(by_levels, {}, units);
    std::shuffle(leaves.begin(), leaves.end(), random);
    std::int64_t sum = 0;
    for (const auto& [level, unit] : leaves) {
      const auto events = static_cast<int>(random() % 100);
      sum += events;
      tree.now += std::chrono::hours(24 * static_cast<int>(random() % 12));
      while (true) {
        tree.store->appends_left = static_cast<int>(random() % 8);
        if (tree.tree->at(level) != nullptr && tree.tree->at(level)->state().step("report").items.contains(unit) &&
            tree.item(level, unit).accepted() != nullptr)
          break;
        const Submit report{"report", unit, Value(Map{{"events", events}, {"words", unit}}), {}};
        if (below(4) == 0) {
          tree.store->appends_left.reset();
          tree.do_alone(level, report, unit);
          tree.reopen();
          break;
        }
        const auto decision = tree.try_(level, report, unit);
        if (decision.ok()) {
          REQUIRE_MESSAGE(decision->ok(), (decision->ok() ? "" : decision->refusal->text(Language::en)));
          break;
        }
        tree.store->appends_left.reset();
        tree.reopen();
      }
    }
    tree.store->appends_left.reset();
    tree.reopen();
    for (const auto& path : tree.tree->paths()) REQUIRE(tree.tree->at(path) != nullptr);  // what was done alone is heard of
    CHECK(tree.total("") == Value(sum));
    CHECK_FALSE(collected(*tree.tree->top().place("report")).incomplete());
    for (const auto& path : tree.tree->paths()) CHECK(replay(*tree.tree->at(path)->events()) == tree.tree->at(path)->state());
  }
}

TEST_CASE("a rehearsal runs all levels to their end") {
  const auto environment = ATree::environment(by_levels, {}, units_csv);
  const Engine engine(environment);
  const auto definition = engine.load("c/campaign.info");
  REQUIRE(definition.ok());
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    CAPTURE(seed);
    RehearsalOptions options;
    options.seed = seed;
    options.formats = {};
    auto tree = rehearse_tree(engine, *definition, options);
    REQUIRE_MESSAGE(tree.ok(), to_text(tree.diagnostics(), Language::en));
    CHECK(tree->paths().size() == 4);
    for (const auto& path : tree->paths()) CHECK(tree->at(path)->state().closed);
    CHECK(collected(*tree->top().place("report")).accepted == 2);
  }
}
