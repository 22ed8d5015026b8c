// What goes up and down between levels at once: when a total goes up again, and what is foreseen of an act on all levels.
#include <doctest/doctest.h>

#include "a_tree.h"

using namespace hongtou;

namespace {

// Everybody has reported.
struct AFullTree : ATree {
  AFullTree() {
    at("2023-06-20 10:00");
    report("a/a1", "s1", 3);
    report("a/a1", "s2", 4);
    report("a", "a2", 10);
    report("b", "b1", 20);
    REQUIRE(step("", "total").status == StepStatus::done);
  }

  std::size_t versions(const std::string& level, const std::string& unit) const { return item(level, unit).versions.size(); }
  TreeForesight foresee(const std::string& level, Act act, const std::string& actor) const {
    auto foreseen = tree->foresee(level, {actor, std::nullopt, std::move(act)});
    REQUIRE_MESSAGE(foreseen.ok(), to_text(foreseen.diagnostics(), Language::en));
    return *std::move(foreseen);
  }
  std::map<std::string, std::uint64_t> lengths() const {
    std::map<std::string, std::uint64_t> lengths;
    const auto streams = store->streams();
    for (const auto& stream : *streams) lengths[stream] = (**store->last(stream)).sequence;
    return lengths;
  }
};

std::vector<std::string> paths_of(const TreeForesight& foreseen) {
  std::vector<std::string> paths;
  for (const auto& level : foreseen.levels) paths.push_back(level.path);
  return paths;
}

}  // namespace

TEST_CASE_FIXTURE(AFullTree, "a report that was sent back is told above as missing until it is in again") {
  do_("a/a1", Return{"report", "s1", "数目不对"}, "a1");
  CHECK(item("", "a").accepted()->data.at("events") == Value(14));
  CHECK(item("", "a").accepted()->level.at("missing") == Value(List{"s1"}));
  CHECK(item("", "a").accepted()->level.at("awaited") == Value(List{"s1"}));
  report("a/a1", "s1", 5);
  CHECK(item("", "a").accepted()->data.at("events") == Value(19));
  CHECK(item("", "a").accepted()->level.at("awaited").is_null());
}

TEST_CASE_FIXTURE(AFullTree, "a correction asked for above is not answered by a total that lacks what was sent back below") {
  do_("", Return{"report", "a", "场次不对"});
  CHECK(step("a").stale);
  do_("a/a1", Return{"report", "s1", "请核对"}, "a1");
  CHECK(versions("a", "a1") == 2);
  CHECK(item("", "a").status == ItemStatus::returned);
  CHECK(step("a").stale);
  report("a/a1", "s1", 5);
  CHECK(item("", "a").accepted()->data.at("events") == Value(19));
  CHECK(item("", "a").accepted()->level.at("missing") == Value(List{}));
  CHECK_FALSE(step("a").stale);
}

TEST_CASE_FIXTURE(AFullTree, "a correction goes up without a report that was sent back once nobody waits for it any more") {
  do_("", Return{"report", "a", "场次不对"});
  do_("a/a1", Return{"report", "s1", "数目不对"}, "a1");
  do_("a/a1", CloseItem{"report", "s1", "已撤并"}, "a1");
  CHECK(item("", "a").status == ItemStatus::accepted);
  CHECK(item("", "a").accepted()->data.at("events") == Value(14));
}

TEST_CASE_FIXTURE(AFullTree, "a level that goes back sends its total up anew when it is done again") {
  do_("a/a1", GoBack{"report", "口径有变"}, "a1");
  CHECK(versions("a", "a1") == 1);
  report("a/a1", "s1", 30);
  report("a/a1", "s2", 4);
  CHECK(item("a", "a1").accepted()->data.at("events") == Value(34));
  CHECK(item("", "a").accepted()->data.at("events") == Value(44));
}

TEST_CASE_FIXTURE(AFullTree, "a total that was returned and done again comes up again though nothing in it is different") {
  do_("", Return{"report", "b", "请核对"});
  do_("b", GoBack{"report", "重新核对"}, "b");
  reopen();
  report("b", "b1", 20);
  CHECK(item("", "b").status == ItemStatus::accepted);
  CHECK(versions("", "b") == 2);
  CHECK_FALSE(step("b").stale);
}

TEST_CASE_FIXTURE(ATree, "going back below does not ask again for what nobody above waits for") {
  at("2023-06-20 10:00");
  do_("", Waive{"report", "a", "受灾"});
  do_("a", GoBack{"report", "重办"}, "a");
  CHECK(step("a").how == "closed");
  CHECK(item("a", "a2").status == ItemStatus::withdrawn);
  const auto before = tree->at("a")->state();
  reopen();
  CHECK(tree->at("a")->state() == before);
}

TEST_CASE_FIXTURE(AFullTree, "what an act makes different on other levels is foreseen with it") {
  const auto foreseen = foresee("a/a1", Return{"report", "s1", "数目不对"}, "a1");
  REQUIRE(paths_of(foreseen) == std::vector<std::string>{"a/a1", "", "a"});
  CHECK(foreseen.levels[0].consequences.totals_up.empty());
  CHECK(foreseen.levels[1].consequences.totals_up == std::vector<TotalUp>{{"report", "a", 2, 1, true}});
  CHECK(foreseen.levels[1].consequences.goes_stale == std::vector<std::string>{"total"});
  CHECK(foreseen.levels[2].consequences.totals_up == std::vector<TotalUp>{{"report", "a1", 2, 1, true}});
}

TEST_CASE_FIXTURE(AFullTree, "a total that is returned is foreseen to be made anew below") {
  const auto foreseen = foresee("", Return{"report", "a", "场次不对"}, "prov");
  REQUIRE(paths_of(foreseen) == std::vector<std::string>{"", "a"});
  CHECK(foreseen.levels[0].consequences.sent_back->unit == "a");
  CHECK(foreseen.levels[0].consequences.goes_stale == std::vector<std::string>{"total"});
  CHECK(foreseen.levels[1].consequences.goes_stale == std::vector<std::string>{"report"});
}

TEST_CASE_FIXTURE(AFullTree, "a report that is sent back for a correction is foreseen to reach no further than the correction") {
  do_("", Return{"report", "a", "场次不对"});
  CHECK(paths_of(foresee("a/a1", Return{"report", "s1", "数目不对"}, "a1")) == std::vector<std::string>{"a/a1", "a"});
}

TEST_CASE_FIXTURE(AFullTree, "what is only foreseen is nowhere written") {
  const auto before = lengths();
  CHECK(foresee("", Return{"report", "a", "场次不对"}, "prov").ok());
  CHECK_FALSE(foresee("", Return{"report", "nobody", "场次不对"}, "prov").ok());
  CHECK(lengths() == before);
  CHECK(item("", "a").status == ItemStatus::accepted);
}

TEST_CASE("an act on a level that is due to begin is foreseen there") {
  ATree tree("report { do cascade form n from 所属单位 opens 2023-06-01 due 2023-06-30 levels \"区县 2, 街道 2\" }\n");
  tree.now = *parse_instant("2023-06-05 10:00");
  const auto foreseen = tree.tree->foresee("a/a1", {"a1", std::nullopt, Extend{"report", "s1", "2023-06-30", "受灾"}});
  REQUIRE_MESSAGE(foreseen.ok(), to_text(foreseen.diagnostics(), Language::en));
  REQUIRE(foreseen->ok());
  REQUIRE(foreseen->levels.size() == 1);
  CHECK(foreseen->levels.front().consequences.moves.front().unit == "s1");
  CHECK(tree.tree->at("a/a1") == nullptr);
}
