// Scopes: running copies of flows, and the addresses of steps in them, such as monthly[2021-07]/report.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/campaign/state.h"
#include "engine/definition/definition.h"

namespace hongtou {

struct Scope;
using ScopePtr = std::shared_ptr<const Scope>;

// The campaign itself, or one unit, period or case of a step that holds a flow. Points into the definition, not into a state.
struct Scope {
  const Flow* flow = nullptr;
  std::string prefix;             // of the addresses in it: "", "monthly[2021-07]/", "phase/"
  const Step* holder = nullptr;   // null: the campaign itself
  std::string key;                // 2021-07; "" where the holder has only one scope
  std::string unit;               // its own or that of the scope around, or ""
  std::optional<Period> period;   // likewise: of a repeat or a phase
  std::optional<Period> repeat;   // likewise: of a repeat, which others are told apart by
  std::optional<Instant> opened;  // likewise; nothing: the campaign itself
  ScopePtr around;                // null: the campaign itself

  std::string address_of(const Step& step) const { return prefix + step.id; }
  std::string holder_address() const { return around->address_of(*holder); }
};

ScopePtr root_scope(const Definition& definition);
// The scope `key` of `holder`, which stands in `around`.
ScopePtr inner_scope(const ScopePtr& around, const Step& holder, const std::string& key, const ScopeState& state);

struct Located {
  ScopePtr scope;
  const Step* step = nullptr;
};
// The step at an address; nothing if the definition has no such step or the state no such scope.
std::optional<Located> locate(const Definition& definition, const State& state, std::string_view address);

// Whether what happens in `there` belongs to what is seen from `here`: a scope sees the flows around it and all that is within
// it; of other scopes those of its own unit and those whose period lies within its own (a week sees its days), or around it.
bool sees(const Scope& here, const Scope& there);

// "monthly[2021-07]" or "phase": one part of an address.
struct AddressPart {
  std::string_view step;
  std::string_view key;
};
std::vector<AddressPart> parts_of(std::string_view address);

// Of the scope that addresses with this prefix stand in; null for the campaign itself.
const ScopeState* scope_state(const State& state, std::string_view prefix);

// The name of the step at an address: report of monthly[2021-07]/report.
std::string_view step_name_of(std::string_view address);

// Every step of every scope that has been opened, in file order, the scopes of a step right after it.
void for_each_step(const Definition& definition, const State& state,
                   const std::function<void(const ScopePtr& scope, const Step& step)>& visit);

}  // namespace hongtou
