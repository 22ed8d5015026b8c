// What a state says of all the items of a step, held against a count of them.
#pragma once

#include <array>
#include <map>
#include <string>

#include "engine/campaign/state.h"

namespace hongtou::test {

inline bool is_counted_right(const WorkItems& items) {
  std::array<std::size_t, item_statuses> counts{};
  std::map<Expectation, std::size_t> expected;
  std::size_t open = 0;
  std::size_t owed = 0;
  for (const auto& [unit, item] : items) {
    ++counts[static_cast<std::size_t>(item.status)];
    open += item.is_open() ? 1u : 0u;
    owed += item.is_owed() ? 1u : 0u;
    if (item.is_owed()) ++expected[{item.due, item.overdue, item.reminded ? *item.reminded : item.opened}];
  }
  for (std::size_t i = 0; i < item_statuses; ++i)
    if (items.count(static_cast<ItemStatus>(i)) != counts[i]) return false;
  return items.open() == open && items.owed() == owed && items.expected() == expected;
}

// The address of a step that says otherwise than a count; "": none does.
inline std::string miscounted(const State& state) {
  for (const auto& [address, step] : state.steps)
    if (!is_counted_right(step.items)) return address;
  return {};
}

}  // namespace hongtou::test
