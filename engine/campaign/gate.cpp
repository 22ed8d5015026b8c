#include "engine/campaign/gate.h"

#include <algorithm>

#include "engine/campaign/supervision.h"

namespace hongtou {

namespace {

// A skipped step passes life on whatever outcome is asked for: nobody chose against it.
GateState way(const Dependency& dependency, const Place& place) {
  const auto& from = place.state_of(dependency);
  if (from.status == StepStatus::dead) return GateState::dead;
  if (!from.has_settled()) return GateState::pending;
  if (from.status == StepStatus::skipped || dependency.outcomes.empty()) return GateState::alive;
  const bool chosen =
      std::find(dependency.outcomes.begin(), dependency.outcomes.end(), from.outcome) != dependency.outcomes.end();
  return chosen ? GateState::alive : GateState::dead;
}

GateState opened(const Dependency& dependency, const Place& place) {
  const auto& from = place.state_of(dependency);
  if (from.status == StepStatus::dead) return GateState::dead;
  return from.status == StepStatus::waiting ? GateState::pending : GateState::alive;
}

GateState judge(const Gate& gate, std::size_t alive, std::size_t dead) {
  const std::size_t all = gate.on.size();
  const std::size_t pending = all - alive - dead;
  switch (gate.kind) {
    case Gate::Kind::all:
    case Gate::Kind::each:
      return dead > 0 ? GateState::dead : alive == all ? GateState::alive : GateState::pending;
    case Gate::Kind::some:
      return pending > 0 ? GateState::pending : alive > 0 ? GateState::alive : GateState::dead;
    case Gate::Kind::any:
      return alive > 0 ? GateState::alive : pending > 0 ? GateState::pending : GateState::dead;
    case Gate::Kind::count:
      return alive >= gate.count ? GateState::alive : alive + pending >= gate.count ? GateState::pending : GateState::dead;
  }
  return GateState::pending;
}

GateState state_of(const Gate& gate, const Place& place) {
  std::size_t alive = 0;
  std::size_t dead = 0;
  for (const auto& dependency : gate.on) {
    const auto each = gate.kind == Gate::Kind::each ? opened(dependency, place) : way(dependency, place);
    alive += each == GateState::alive ? 1u : 0u;
    dead += each == GateState::dead ? 1u : 0u;
  }
  return judge(gate, alive, dead);
}

// Its holder does one step at a time, and another one is open.
bool waits_for_another_step(const Place& place) {
  const auto& scope = *place.scope();
  return scope.holder->flag("one-at-a-time") &&
         std::any_of(scope.flow->steps.begin(), scope.flow->steps.end(), [&](const Step& other) {
           return place.campaign().step(scope.address_of(other)).status == StepStatus::open;
         });
}

// Its holder does one unit after the other, and one before is not done; that they all have their scopes is of an earlier round.
bool waits_for_another_unit(const Place& place) {
  const auto& scope = *place.scope();
  if (!scope.holder->flag("in-turn")) return false;
  const Place holder(place.definition(), place.calendar(), place.campaign(), scope.around, *scope.holder);
  const auto& scopes = holder.state().scopes;
  for (const auto& unit : holder.units("over")) {
    if (unit == scope.key) return false;
    if (const auto before = scopes.find(unit); before != scopes.end() && !before->second.settled) return true;
  }
  return false;
}

// What is in a holder begins only after it.
bool waits_its_turn(const Place& place) {
  const auto& scope = *place.scope();
  if (scope.holder == nullptr) return false;
  return !place.campaign().step(scope.holder_address()).opened || waits_for_another_step(place) || waits_for_another_unit(place);
}

}  // namespace

GateState gates_of(const Place& place) {
  auto all = GateState::alive;
  for (const auto& gate : place.step().gates) {
    const auto each = state_of(gate, place);
    if (each == GateState::dead) return each;
    if (each == GateState::pending) all = each;
  }
  return all == GateState::alive && waits_its_turn(place) ? GateState::pending : all;
}

std::optional<Instant> begins_at(const StepKind& kind, const Place& place) {
  const auto opens = kind.opens_at(place);
  const auto rung = rung_begins_at(place);
  return opens && rung ? std::max(opens, rung) : opens ? opens : rung;
}

}  // namespace hongtou
