#include "engine/campaign/staleness.h"

#include <algorithm>

namespace hongtou {

namespace {

class Dependents {
 public:
  Dependents(const Definition& definition, const Located& origin) : definition_(definition), origin_(origin) {
    add(origin.step->id, *origin.scope);
    for (const auto* scope = origin.scope.get(); scope->holder != nullptr; scope = scope->around.get())
      add(scope->holder->id, *scope->around);
  }

  bool contain(const Scope& scope, const Step& step) const {
    const auto follows = followers_.find(scope.prefix);
    if (follows != followers_.end() && follows->second.contains(step.id)) return true;
    const bool reads = std::any_of(changed_.begin(), changed_.end(), [&](const auto& name) { return step.reads.contains(name); });
    return reads && sees(scope, *origin_.scope);
  }

 private:
  void add(const std::string& step, const Scope& scope) {
    changed_.push_back(step);
    const auto* place = definition_.place(step);
    auto& names = followers_[scope.prefix];
    for (const auto index : place->flow->graph.followers(place->index)) names.insert(place->flow->steps[index].id);
  }

  const Definition& definition_;
  const Located& origin_;
  std::vector<std::string> changed_;                        // the step and the holders around it
  std::map<std::string, std::set<std::string>> followers_;  // scope → steps that follow from one of them there
};

}  // namespace

std::vector<std::string> results_made_from(const Rules& rules, const State& state, const Located& origin) {
  const Dependents dependents(rules.definition, origin);
  std::vector<std::string> addresses;
  for_each_step(rules.definition, state, [&](const ScopePtr& scope, const Step& step) {
    if (!rules.kind(step.kind)->has_result()) return;
    const auto address = scope->address_of(step);
    const auto& step_state = state.step(address);
    if (step_state.status == StepStatus::done && !step_state.stale && dependents.contain(*scope, step))
      addresses.push_back(address);
  });
  return addresses;
}

}  // namespace hongtou
