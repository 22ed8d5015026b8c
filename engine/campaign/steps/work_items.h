// Work items: what each unit that is asked owes to a step. Shared by the kinds that ask units; private to the campaign layer.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/campaign/step_kind.h"

namespace hongtou {

// Opens an item for every unit, takes what people do with it, and settles by the keys of work_item_keys().
class WorkItemsKind : public StepKind {
 public:
  std::optional<Instant> opens_at(const Place& place) const override;
  void work(Turn& turn) const override;
  std::optional<Instant> wakes_at(const Place& place) const override;
  void date_moved(Turn& turn, const std::string& key) const override;
  std::optional<Refusal> act(Turn& turn, const Act& act) const override;
};

std::vector<KeySpec> work_item_keys();

bool is_voluntary(const Place& place);
const WorkItem* find_item(const Place& place, const std::string& unit);  // null when the unit is not asked
// Settles although items are open: what is owed is missing, what was voluntary is closed. What is in stays to be judged.
void settle_with_open_items(Turn& turn, std::string_view how, const std::string& reason = {});

}  // namespace hongtou
