// What comes up through three levels is what was reported at the bottom, whatever happens in between.
#include <doctest/doctest.h>

#include <random>
#include <set>

#include "a_tree.h"

using namespace hongtou;

namespace {

// A unit that has none below it: where it reports, and what it has reported so far.
struct Leaf {
  std::string level, unit;
  int versions = 0;
  std::optional<int> accepted;
};

class RandomTree {
 public:
  explicit RandomTree(unsigned seed) : random_(seed), tree_(by_levels, {}, make_units()) {}

  void live() {
    tree_.at("2023-06-01 09:00");
    while (tree_.now < *parse_instant("2023-07-20 00:00")) {
      tree_.at(to_local_text(tree_.now + std::chrono::hours(below(20) + 1)));
      do_something();
      if (tree_.now >= *parse_instant("2023-07-01 00:00")) check();
    }
  }

 private:
  unsigned below(unsigned most) { return static_cast<unsigned>(random_() % most); }

  std::string make_units() {
    std::string units = "id,name,class,parent\nprov,省办,省,\n";
    for (unsigned i = 0, cities = below(2) + 2; i < cities; ++i) {
      const auto city = "c" + std::to_string(i);
      units += city + "," + city + "市,市,prov\n";
      const auto districts = below(3) + (i == 0 ? 1 : 0);
      if (districts == 0) leaves_.push_back({"", city, 0, {}});
      for (unsigned j = 0; j < districts; ++j) {
        const auto district = city + "d" + std::to_string(j);
        units += district + "," + district + "区,区县," + city + "\n";
        const auto streets = below(3) + (i + j == 0 ? 1 : 0);
        if (streets == 0) leaves_.push_back({city, district, 0, {}});
        for (unsigned k = 0; k < streets; ++k) {
          const auto street = district + "s" + std::to_string(k);
          units += street + "," + street + "街道,街道," + district + "\n";
          leaves_.push_back({city + "/" + district, street, 0, {}});
        }
      }
    }
    return units;
  }

  void do_something() {
    auto& leaf = leaves_[below(static_cast<unsigned>(leaves_.size()))];
    const auto before = made_by_top();
    const bool was_made = tree_.step("", "total").status == StepStatus::done;
    switch (below(5)) {
      case 0:
      case 1:
      case 2:
        if (!leaf.accepted) report(leaf);
        break;
      case 3:
        if (leaf.accepted) give_back(leaf);
        break;
      case 4:
        give_back_total();
        break;
    }
    if (was_made && made_by_top() != before) CHECK(tree_.step("", "total").stale);
  }

  void report(Leaf& leaf) {
    const auto events = static_cast<int>(below(100));
    tree_.report(leaf.level, leaf.unit, events);
    leaf.accepted = events;
    ++leaf.versions;
  }

  void give_back(Leaf& leaf) {
    const auto lead = leaf.level.empty() ? std::string("prov") : leaf.level.substr(leaf.level.rfind('/') + 1);
    tree_.do_(leaf.level, Return{"report", leaf.unit, "数目不对"}, lead);
    leaf.accepted.reset();
  }

  // The level looks at it and sends it up as it is.
  void give_back_total() {
    std::vector<std::string> units;
    for (const auto& [unit, item] : tree_.step("").items)
      if (item.runs_level && item.accepted() != nullptr) units.push_back(unit);
    if (units.empty()) return;
    const auto unit = units[below(static_cast<unsigned>(units.size()))];
    tree_.do_("", Return{"report", unit, "请核对"});
    CHECK(tree_.step(unit).stale);
    CHECK(tree_.step(unit).reason == "请核对");
    tree_.do_(unit, Recompute{"report"}, unit);
  }

  // Which version of which unit's report the top counts.
  std::map<std::string, int> made_by_top() { return collected(*tree_.tree->top().place("report")).versions["report"]; }

  // Every level is past its date: what the top holds is what the leaves say.
  void check() {
    CAPTURE(to_local_text(tree_.now));
    for (const auto& path : tree_.tree->paths()) {
      CAPTURE(path);
      std::int64_t sum = 0;
      std::set<std::string> missing;
      for (const auto& leaf : leaves_) {
        if (!path.empty() && leaf.level != path && !leaf.level.starts_with(path + "/")) continue;
        sum += leaf.accepted.value_or(0);
        if (!leaf.accepted) missing.insert(leaf.unit);
      }
      CHECK(tree_.total(path) == Value(sum));
      CHECK(missing_in(path) == missing);
      CHECK(collected(*tree_.tree->at(path)->place("report")).incomplete() == !missing.empty());
    }
    for (const auto& leaf : leaves_)
      if (leaf.accepted) CHECK(counted_version(leaf) == Value(leaf.versions));
  }

  std::set<std::string> missing_in(const std::string& path) {
    const auto sums = collected(*tree_.tree->at(path)->place("report"));
    std::set<std::string> missing(sums.missing.begin(), sums.missing.end());
    for (const auto& unit : sums.partial)
      for (const auto& one : *tree_.item(path, unit).accepted()->level.at("missing").list()) missing.insert(one.text_or(""));
    return missing;
  }

  // Down from the top through the sources of the totals that are counted there.
  Value counted_version(const Leaf& leaf) {
    if (leaf.level.empty()) return tree_.item("", leaf.unit).accepted_version;
    const auto above = leaf.level.rfind('/');
    const auto& upper = tree_.item(above == std::string::npos ? "" : leaf.level.substr(0, above),
                                   above == std::string::npos ? leaf.level : leaf.level.substr(above + 1));
    return upper.accepted()->level.at("sources").at("report").at(leaf.unit);
  }

  std::mt19937 random_;
  std::vector<Leaf> leaves_;
  ATree tree_;
};

}  // namespace

TEST_CASE("what the top adds up is what was reported at the bottom, late, returned and corrected") {
  for (unsigned seed = 1; seed <= 6; ++seed) {
    CAPTURE(seed);
    RandomTree(seed).live();
  }
}

TEST_CASE_FIXTURE(ATree, "who is missing is known at the top by name and by the level it is missing at") {
  at("2023-06-20 10:00");
  do_("a/a1", Join{"s3", "三街道", "a1", {"街道"}}, "a1");
  report("a/a1", "s1", 3);
  at("2023-07-01 00:00");
  const auto& level = item("", "a").accepted()->level;
  CHECK(level.at("missing") == Value(List{"a2", "s2", "s3"}));
  CHECK(level.at("names") == Value(Map{{"a2", "西区"}, {"s2", "东区/二街道"}, {"s3", "东区/三街道"}}));
}

TEST_CASE("what is reported every month goes up the levels month by month") {
  ATree tree(
      "monthly { do repeat every month first 2023-06-01 until 2023-08-01 steps {\n"
      "  report { do cascade form n from 所属单位 due 25日 levels \"区县 2, 街道 2\" settles at-due }\n"
      "  total { do compile text total.gw after report } } }\n");
  const auto report = [&](const std::string& level, const std::string& month, const std::string& unit, int events) {
    tree.do_(level, Submit{"monthly[" + month + "]/report", unit, Value(Map{{"events", events}, {"words", "做了"}}), {}}, unit);
  };
  const auto accepted = [&](const std::string& level, const std::string& month, const std::string& unit) {
    const auto* total = tree.step(level, "monthly[" + month + "]/report").items.at(unit).accepted();
    return total == nullptr ? Value() : total->data.at("events");
  };
  tree.at("2023-06-02 10:00");
  CHECK(tree.tree->paths() == std::vector<std::string>{"", "a", "b", "a/a1"});
  CHECK(day(tree.step("a/a1", "monthly[2023-06]/report").items.at("s1")) == "2023-06-16");
  report("a/a1", "2023-06", "s1", 1);
  report("a/a1", "2023-06", "s2", 2);
  tree.at("2023-07-03 10:00");
  CHECK(accepted("", "2023-06", "a") == Value(3));
  CHECK(tree.step("", "monthly[2023-06]/total").status == StepStatus::done);
  report("a/a1", "2023-07", "s1", 10);
  report("a/a1", "2023-07", "s2", 20);
  report("a", "2023-07", "a2", 30);
  CHECK(accepted("", "2023-07", "a") == Value(60));
  report("a", "2023-06", "a2", 4);
  CHECK(accepted("", "2023-06", "a") == Value(7));
  CHECK(tree.step("", "monthly[2023-06]/total").stale);
  CHECK(accepted("", "2023-07", "a") == Value(60));
  tree.do_("", Announce{"monthly[2023-07]/report", "due", "2023-07-28", "推迟"});
  CHECK(day(tree.step("b", "monthly[2023-07]/report").items.at("b1")) == "2023-07-26");
}
