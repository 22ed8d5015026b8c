// A cascade under random hands on all its levels: reports are sent back, put off, closed and made again, the flow goes back, new
// versions of the files come, the process restarts. What was foreseen of each act comes true on every level, and when everybody
// has acted each level holds what its units reported.
#include <doctest/doctest.h>

#include <cstdlib>
#include <random>

#include "a_tree.h"
#include "what_comes_true.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

std::string steps_with(const std::string& due, bool is_judged, bool ends_at_due) {
  return "report { do cascade form n from 所属单位 due " + due + " levels \"区县 2, 街道 2\" remind -1" +
         (is_judged ? " review 省办" : "") + (ends_at_due ? " settles at-due" : "") +
         " }\n"
         "total { do compile text total.gw after report }\n";
}

std::vector<std::string> lines_of(const std::vector<Event>& events) {
  std::vector<std::string> lines;
  for (const auto& event : events)
    if (event.type != event_type::definition_changed) lines.push_back(event.type + " " + event.actor + " " + to_json(event.data));
  return lines;
}

// Of a level on which nothing is told to change.
Consequences nothing(const State& state) {
  Consequences consequences;
  for (const auto& [address, step] : state.steps) {
    if (step.status == StepStatus::open) consequences.goes_on.push_back(address);
    if (step.has_settled()) consequences.stays.push_back(address);
  }
  return consequences;
}

class TreeWalk {
 public:
  explicit TreeWalk(unsigned seed)
      : random_(seed), judged_(seed % 2 == 0), at_due_(seed % 3 != 0), tree_(steps_with("2023-06-30", judged_, at_due_)) {
    listen();
  }

  void run(int acts) {
    for (int i = 0; i < acts; ++i) {
      if (pick(3) == 0) pass_days(pick(5));
      if (pick(12) == 0) restart();
      if (pick(20) == 0) new_version();
      act_somewhere();
    }
    everybody_acts();
    restart();
    for (const auto& path : tree_.tree->paths()) CHECK(replay(*tree_.tree->at(path)->events()) == tree_.tree->at(path)->state());
    CHECK_MESSAGE(is_done(""), "everybody has acted and the campaign is still open after " << last_);
    totals_agree("");
  }

  int foreseen() const { return foreseen_; }

 private:
  int pick(std::size_t below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
  template <class T>
  const T& one_of(const std::vector<T>& all) {
    return all[static_cast<std::size_t>(pick(all.size()))];
  }

  void listen() {
    tree_.tree->listen([this](const std::string& path, const std::vector<Event>& events) {
      happened_[path].insert(happened_[path].end(), events.begin(), events.end());
    });
  }
  void restart() {
    tree_.tree.reset();
    auto opened = CampaignTree::open(tree_.engine, tree_.store, "test");
    REQUIRE_MESSAGE(opened.ok(), to_text(opened.diagnostics(), Language::en));
    tree_.tree = std::make_unique<CampaignTree>(*std::move(opened));
    listen();
  }
  void pass_days(int days) { tree_.at(to_text(add_days(date_of(tree_.now), days)) + " 23:00"); }
  bool is_done(const std::string& path) { return tree_.tree->at(path)->state().closed || tree_.step(path).has_settled(); }

  std::map<std::string, State> states() {
    std::map<std::string, State> states;
    for (const auto& path : tree_.tree->paths()) states.emplace(path, tree_.tree->at(path)->state());
    return states;
  }

  // ---- acts

  Act any_act(const std::string& step, const std::string& unit) {
    const auto day = to_text(add_days(date_of(tree_.now), pick(20)));
    switch (pick(14)) {
      case 0:
      case 1:
        return Return{step, unit, "退回"};
      case 2:
        return Extend{step, unit, day, "延期"};
      case 3:
        return pick(3) == 0 ? Act(Waive{step, unit, "免报"}) : Act(Urge{step, unit, ""});
      case 4:
        return pick(3) == 0 ? Act(CloseItem{step, unit, "不再等"}) : Act(ConfirmReceipt{step, unit});
      case 5:
        return Suspend{step, unit, "受灾"};
      case 6:
        return Resume{step, unit, "恢复"};
      case 7:
        return GoBack{pick(2) == 0 ? step : "report", "重办"};
      case 8:
        return pick(4) == 0 ? Act(Announce{"report", "due", day, "推迟"}) : Act(Recompute{step});
      case 9:
        return Withdraw{step, unit, "有误"};
      case 10:
        return pick(6) == 0 ? Act(Leave{unit, "撤并"}) : Act(Reconfirm{step, unit});
      case 11:
      case 12:
        return Accept{step, unit};
      default:
        return Submit{step, unit, Value(Map{{"events", pick(50)}, {"words", "做了"}}), {}};
    }
  }

  void act_somewhere() {
    const auto path = one_of(tree_.tree->paths());
    const auto& level = *tree_.tree->at(path);
    const std::string step = pick(8) == 0 ? "total" : "report";
    std::vector<std::string> units{"s1"};
    for (const auto& [unit, item] : level.state().step("report").items) units.push_back(unit);
    const auto unit = one_of(units);
    const auto act = any_act(step, unit);
    perform(path, {one_who_may(level, act, unit), std::nullopt, act});
  }

  std::string one_who_may(const Campaign& level, const Act& act, const std::string& unit) {
    const auto place = level.place("report");
    const auto holders = holders_of(operation_of(act), subject_of(*place, unit));
    const auto& holder = holders.empty() ? std::string() : holders.front().unit;
    return holder.empty() ? level.definition().lead : holder;
  }

  void perform(const std::string& path, const Command& command) {
    last_ = std::string(operation_of(command.act).name) + " of " + unit_of(command.act) + " on “" + path + "” by " +
            command.actor + " at " + to_local_text(tree_.now);
    CAPTURE(last_);
    const auto foreseen = tree_.tree->foresee(path, command);
    REQUIRE_MESSAGE(foreseen.ok(), to_text(foreseen.diagnostics(), Language::en));
    const auto before = states();
    happened_.clear();
    const auto decision = tree_.tree->perform(path, command, tree_.now);
    REQUIRE_MESSAGE(decision.ok(), to_text(decision.diagnostics(), Language::en));
    if (decision->refusal) last_ += ", refused: " + decision->refusal->text(Language::en);
    CHECK(foreseen->ok() == decision->ok());
    if (!decision->ok() || !foreseen->ok()) return;
    const bool is_recompute = std::holds_alternative<Recompute>(command.act);  // its own result is another one then
    std::map<std::string, Consequences> told;
    for (const auto& level : foreseen->levels) told.emplace(level.path, level.consequences);
    for (const auto& [changed, was] : before) {
      if (changed == path && is_recompute) continue;
      hold_against(changed, told.contains(changed) ? told.at(changed) : nothing(was), was);
    }
  }

  void hold_against(const std::string& path, const Consequences& told, const State& before) {
    CAPTURE(path);
    const auto& level = *tree_.tree->at(path);
    CHECK(WhatComesTrue(level.definition()).difference(told, before, level.state(), happened_[path]) == "");
    ++foreseen_;
  }

  // ---- new versions

  void new_version() {
    const auto due = to_text(add_days(*parse_date("2023-06-30"), pick(20)));
    const Engine engine(ATree::environment(steps_with(due, judged_, at_due_), {}, units_csv));
    const auto next = engine.load("c/campaign.info");
    REQUIRE(next.ok());
    last_ = "a new version, due " + due;
    CAPTURE(last_);
    pass_days(0);  // what is overdue at once is no doing of the new version
    const auto plans = tree_.tree->plan_migration(*next);
    REQUIRE_MESSAGE(plans.ok(), to_text(plans.diagnostics(), Language::en));
    happened_.clear();
    const auto status = tree_.tree->migrate(*next, "prov", "");
    const bool was_possible =
        std::all_of(plans->begin(), plans->end(), [](const auto& plan) { return plan.migration.possible(); });
    CHECK(status.ok() == was_possible);
    if (!status.ok()) return;
    for (const auto& plan : *plans) {
      CAPTURE(plan.path);
      CHECK(lines_of(plan.migration.at_once) == lines_of(happened_[plan.path]));
      happened_.erase(plan.path);
    }
    for (const auto& [path, events] : happened_) CHECK(lines_of(events).empty());
  }

  // ---- everybody does what is to be done

  // Till nothing is left to do on any level: what comes up from below is judged in the next round.
  void everybody_acts() {
    for (int round = 0; round < 30; ++round) {
      happened_.clear();
      for (const auto& path : tree_.tree->paths()) act_on(path);
      if (is_done("") && happened_.empty()) return;
      if (!is_done("")) pass_days(2);
    }
  }

  void attempt(const std::string& path, Act act, const std::string& actor) {
    last_ = std::string(operation_of(act).name) + " on “" + path + "” by " + actor + " at " + to_local_text(tree_.now);
    const auto decision = tree_.try_(path, std::move(act), actor);
    CHECK_MESSAGE(decision.ok(), to_text(decision.diagnostics(), Language::en));
  }

  void act_on(const std::string& path) {
    const auto& lead = tree_.tree->at(path)->definition().lead;
    const auto items = tree_.step(path).items;
    for (const auto& [unit, item] : items) {
      if (item.status == ItemStatus::suspended) attempt(path, Resume{"report", unit, "恢复"}, lead);
      const bool owes = tree_.item(path, unit).is_owed() || tree_.item(path, unit).status == ItemStatus::missing;
      if (owes && !item.runs_level)
        attempt(path, Submit{"report", unit, Value(Map{{"events", pick(50)}, {"words", "做了"}}), {}}, unit);
      if (tree_.item(path, unit).status == ItemStatus::submitted) attempt(path, Accept{"report", unit}, lead);
    }
    for (const auto* step : {"report", "total"})
      if (tree_.step(path, step).stale) attempt(path, Recompute{step}, lead);
  }

  void totals_agree(const std::string& path) {
    for (const auto& [unit, item] : tree_.step(path).items) {
      if (!item.runs_level || item.accepted() == nullptr) continue;
      const auto below = path.empty() ? unit : path + "/" + unit;
      CAPTURE(below);
      CHECK(item.accepted()->data.at("events").integer_or(0) == tree_.total(below).integer_or(0));
      totals_agree(below);
    }
  }

  std::mt19937 random_;
  bool judged_, at_due_;
  ATree tree_;
  std::map<std::string, std::vector<Event>> happened_;
  std::string last_;
  int foreseen_ = 0;
};

int number_from(const char* name, int otherwise) {
  const char* given = std::getenv(name);
  return given == nullptr ? otherwise : std::atoi(given);
}

}  // namespace

TEST_CASE("a tree of campaigns stands random acts on all its levels") {
  const auto first = static_cast<unsigned>(number_from("HONGTOU_SEED", 20231123));
  const auto count = number_from("HONGTOU_TREE_WALKS", 40);
  int foreseen = 0;
  for (auto seed = first; seed < first + static_cast<unsigned>(count); ++seed) {
    CAPTURE(seed);
    TreeWalk walk(seed);
    walk.run(40);
    foreseen += walk.foreseen();
  }
  CHECK_MESSAGE(foreseen >= 20 * count, "too little was foreseen: " << foreseen);
}
