#include "engine/campaign/scope.h"

#include <utility>
#include <vector>

namespace hongtou {

namespace {

void visit_flow(const State& state, const ScopePtr& scope, const std::function<void(const ScopePtr&, const Step&)>& visit) {
  for (const auto& step : scope->flow->steps) {
    visit(scope, step);
    if (step.flow == nullptr) continue;
    for (const auto& [key, inner] : state.step(scope->address_of(step)).scopes)
      visit_flow(state, inner_scope(scope, step, key, inner), visit);
  }
}

AddressPart take_part(std::string_view& address) {
  const auto end = address.find_first_of("[/");
  AddressPart part{address.substr(0, end), {}};
  if (end == std::string_view::npos) {
    address = {};
  } else if (address[end] == '/') {
    address.remove_prefix(end + 1);
  } else {
    const auto close = address.find("]/", end);
    part.key = address.substr(end + 1, close == std::string_view::npos ? close : close - end - 1);
    address = close == std::string_view::npos ? std::string_view() : address.substr(close + 2);
  }
  return part;
}

bool is_within(const Period& inner, const Period& outer) { return outer.first <= inner.first && inner.last <= outer.last; }

std::vector<const Scope*> chain_of(const Scope& scope) {
  std::vector<const Scope*> chain;
  for (const auto* each = &scope; each != nullptr; each = each->around.get()) chain.insert(chain.begin(), each);
  return chain;
}

// The outermost scopes around the two that are not the same; neither lies within the other.
std::pair<const Scope*, const Scope*> where_they_part(const Scope& a, const Scope& b) {
  const auto of_a = chain_of(a);
  const auto of_b = chain_of(b);
  std::size_t i = 0;
  while (of_a[i]->prefix == of_b[i]->prefix) ++i;
  return {of_a[i], of_b[i]};
}

}  // namespace

ScopePtr root_scope(const Definition& definition) {
  auto root = std::make_shared<Scope>();
  root->flow = definition.flow.get();
  return root;
}

ScopePtr inner_scope(const ScopePtr& around, const Step& holder, const std::string& key, const ScopeState& state) {
  auto inner = std::make_shared<Scope>();
  inner->flow = holder.flow.get();
  inner->prefix = around->prefix + holder.id + (key.empty() ? "/" : "[" + key + "]/");
  inner->holder = &holder;
  inner->key = key;
  inner->unit = state.unit.empty() ? around->unit : state.unit;
  inner->period = state.period ? state.period : around->period;
  inner->repeat = holder.setting("every") != nullptr ? state.period : around->repeat;
  inner->opened = state.opened;
  inner->around = around;
  return inner;
}

std::optional<Located> locate(const Definition& definition, const State& state, std::string_view address) {
  auto scope = root_scope(definition);
  while (true) {
    const auto part = take_part(address);
    const auto* place = definition.place(part.step);
    if (place == nullptr || place->flow != scope->flow) return std::nullopt;
    const auto* step = place->step;
    if (address.empty()) return part.key.empty() ? std::optional(Located{scope, step}) : std::nullopt;
    if (step->flow == nullptr) return std::nullopt;
    const auto& scopes = state.step(scope->address_of(*step)).scopes;
    const auto found = scopes.find(std::string(part.key));
    if (found == scopes.end()) return std::nullopt;
    scope = inner_scope(scope, *step, found->first, found->second);
  }
}

bool sees(const Scope& here, const Scope& there) {
  if (there.prefix.starts_with(here.prefix) || here.prefix.starts_with(there.prefix)) return true;
  const auto [mine, its] = where_they_part(here, there);
  if (mine->holder == its->holder) return false;
  if (here.repeat && there.repeat && !is_within(*there.repeat, *here.repeat) && !is_within(*here.repeat, *there.repeat))
    return false;
  return here.unit.empty() || there.unit.empty() || here.unit == there.unit;
}

const ScopeState* scope_state(const State& state, std::string_view prefix) {
  if (prefix.empty()) return nullptr;
  prefix.remove_suffix(1);
  std::string key;
  if (prefix.ends_with(']')) {
    const auto open = prefix.rfind('[');
    key = prefix.substr(open + 1, prefix.size() - open - 2);
    prefix = prefix.substr(0, open);
  }
  const auto& scopes = state.step(std::string(prefix)).scopes;
  const auto found = scopes.find(key);
  return found == scopes.end() ? nullptr : &found->second;
}

std::vector<AddressPart> parts_of(std::string_view address) {
  std::vector<AddressPart> parts;
  while (!address.empty()) parts.push_back(take_part(address));
  return parts;
}

std::string_view step_name_of(std::string_view address) { return address.substr(address.rfind('/') + 1); }

void for_each_step(const Definition& definition, const State& state,
                   const std::function<void(const ScopePtr& scope, const Step& step)>& visit) {
  visit_flow(state, root_scope(definition), visit);
}

}  // namespace hongtou
