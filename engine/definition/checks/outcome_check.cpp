// Outcomes of decisions: whether what waits for them can ever open, and whether each leads somewhere.
#include <algorithm>
#include <set>

#include "engine/definition/reading/loading.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message never_opens{"workflow.never_opens", "步骤“{0}”永远不会开始：它等待“{1}”的几个不可能同时出现的结果（{2}）",
                              "the step “{0}” can never open: it waits for outcomes of “{1}” that exclude each other ({2})",
                              "改用 after-some", "use after-some"};
constexpr Message outcome_leads_nowhere{"workflow.outcome_leads_nowhere", "结果“{0}”之后没有任何步骤",
                                        "the outcome “{0}” leads nowhere", "若到此为止，写成“{0}=end”",
                                        "if it ends there, write “{0}=end”"};

// Which outcomes of each decision a step can still be reached under.
using Conditions = std::map<std::string, std::set<std::string>>;

class OutcomeCheck {
 public:
  explicit OutcomeCheck(Loading& loading) : loading_(loading), definition_(loading.definition) {}

  void check() {
    check_flow(*definition_.flow);
    check_dead_ends();
  }

 private:
  void check_flow(const Flow& flow) {
    for (const auto index : flow.graph.order()) {
      const auto& step = flow.steps[index];
      Conditions conditions;
      for (const auto& gate : step.gates) {
        if (waits_for_all(gate)) {
          for (const auto& dependency : gate.on) require(step, conditions, conditions_of(dependency), gate.position);
        } else {
          require(step, conditions, any_of(gate), gate.position);
        }
      }
      if (!conditions.empty()) known_[step.id] = std::move(conditions);
      if (step.flow != nullptr) check_flow(*step.flow);
    }
  }

  static bool waits_for_all(const Gate& gate) {
    return gate.kind == Gate::Kind::all || gate.kind == Gate::Kind::each ||
           (gate.kind == Gate::Kind::count && gate.count == gate.on.size());
  }

  Conditions conditions_of(const Dependency& dependency) const {
    Conditions conditions;
    if (const auto found = known_.find(dependency.step); found != known_.end()) conditions = found->second;
    if (!dependency.outcomes.empty()) conditions[dependency.step] = {dependency.outcomes.begin(), dependency.outcomes.end()};
    return conditions;
  }

  // What holds whichever of the gate's ways is taken.
  Conditions any_of(const Gate& gate) const {
    Conditions common = conditions_of(gate.on.front());
    for (const auto& dependency : gate.on) {
      const auto other = conditions_of(dependency);
      for (auto it = common.begin(); it != common.end();) {
        const auto found = other.find(it->first);
        if (found == other.end()) {
          it = common.erase(it);
        } else {
          it->second.insert(found->second.begin(), found->second.end());
          ++it;
        }
      }
    }
    return common;
  }

  void require(const Step& step, Conditions& conditions, const Conditions& more, const Position& where) {
    for (const auto& [decision, outcomes] : more) {
      const auto [place, added] = conditions.emplace(decision, outcomes);
      if (added) continue;
      std::set<std::string> both;
      std::set_intersection(place->second.begin(), place->second.end(), outcomes.begin(), outcomes.end(),
                            std::inserter(both, both.end()));
      if (!both.empty()) {
        place->second = both;
        continue;
      }
      std::vector<std::string> names(place->second.begin(), place->second.end());
      names.insert(names.end(), outcomes.begin(), outcomes.end());
      loading_.error(where, never_opens, {step.id, decision, join(names, "、")});
      conditions.erase(place);  // told once; what follows is not to blame
    }
  }

  void check_dead_ends() {
    std::map<std::string, std::set<std::string>> led;  // by decision; "" where a step follows whatever the outcome
    for (const auto& place : definition_.places())
      for (const auto& gate : place.step->gates)
        for (const auto& dependency : gate.on) {
          led[dependency.step].insert(dependency.outcomes.begin(), dependency.outcomes.end());
          if (dependency.outcomes.empty()) led[dependency.step].insert("");
        }
    for (const auto& place : definition_.places()) {
      const auto* setting = place.step->setting("outcomes");
      const auto& followed = led[place.step->id];
      if (setting == nullptr || followed.contains("")) continue;
      for (const auto& outcome : setting->outcomes)
        if (outcome.way == Outcome::Way::on && !followed.contains(outcome.name))
          loading_.warn(loading_.place_of(outcome.name, setting->position), outcome_leads_nowhere, {outcome.name});
    }
  }

  Loading& loading_;
  const Definition& definition_;
  std::map<std::string, Conditions> known_;
};

}  // namespace

void check_outcomes(Loading& loading) { OutcomeCheck(loading).check(); }

}  // namespace hongtou
