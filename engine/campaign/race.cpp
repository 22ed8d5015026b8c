#include "engine/campaign/race.h"

#include <algorithm>

namespace hongtou {

std::vector<Place> branches_of(const Place& race) {
  std::vector<Place> branches;
  if (!race.step().cancel_rest) return branches;
  for (const auto& gate : race.step().gates) {
    if (gate.kind != Gate::Kind::any && gate.kind != Gate::Kind::count) continue;
    for (const auto& dependency : gate.on) {
      auto scope = race.scope();
      for (std::size_t i = 0; i < dependency.up; ++i) scope = scope->around;
      branches.emplace_back(race.definition(), race.calendar(), race.campaign(), scope, *race.definition().step(dependency.step));
    }
  }
  return branches;
}

bool has_lost(const Place& branch, const Place& race) {
  const auto& state = branch.state();
  return state.status == StepStatus::skipped && state.how == lost_race && state.reason == race.step().id;
}

std::vector<Place> run_again(const Place& race, const std::vector<std::string>& waiting) {
  auto branches = branches_of(race);
  const auto waits = [&](const Place& branch) {
    return std::find(waiting.begin(), waiting.end(), branch.address()) != waiting.end();
  };
  if (std::none_of(branches.begin(), branches.end(), waits)) return {};
  const bool is_reversed =
      std::any_of(branches.begin(), branches.end(), [&](const Place& each) { return has_lost(each, race) && waits(each); });
  std::erase_if(branches, [&](const Place& each) {
    const bool has_won = is_reversed && each.state().settled_alive();
    return waits(each) || !(has_won || has_lost(each, race));
  });
  return branches;
}

}  // namespace hongtou
