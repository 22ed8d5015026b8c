// Time passes on all levels of a tree.
#include <algorithm>

#include "engine/campaign_tree/tree_parts.h"

namespace hongtou {

Status CampaignTree::Parts::pass_time(Instant to, bool as_it_happens) {
  if (const auto status = compare_open(); !status.ok()) return status;
  while (!timers.empty() && std::get<Instant>(*timers.begin()) <= to)
    if (const auto status = together([&] { return pass_next(to, as_it_happens); }); !status.ok()) return status;
  return success;
}

Status CampaignTree::Parts::pass_next(Instant to, bool as_it_happens) {
  if (const auto status = compare_open(); !status.ok()) return status;
  if (timers.empty() || std::get<Instant>(*timers.begin()) > to) return success;
  const auto next = std::get<Instant>(*timers.begin());
  auto& level = *by_path.at(std::get<std::string>(*timers.begin()));
  if (const auto status = reach_below(level); !status.ok()) return status;
  if (level.timer != next || std::get<std::string>(*timers.begin()) != level.path) return success;  // there was something before
  now = as_it_happens ? std::max(next, level.campaign->state().recorded) : to;
  const auto events = level.campaign->pass_time(next, as_it_happens ? std::nullopt : std::optional(to));
  if (!events.ok()) return events.diagnostics();
  if (const auto status = happened(level, *events); !status.ok()) return status;
  close_spare();
  return success;
}

Status CampaignTree::Parts::compare_open() {
  if (!std::exchange(unsure, false)) return success;
  for (std::size_t i = 0; i < levels.size(); ++i) {  // some may begin meanwhile
    if (levels[i]->campaign == nullptr && !levels[i]->is_undone) continue;
    if (const auto status = reach(*levels[i]); !status.ok()) {
      unsure = true;
      return status;
    }
    levels[i]->is_undone = false;
  }
  return success;
}

Status CampaignTree::Parts::reach_below(Level& level) {
  if (const auto status = reach(level); !status.ok()) return status;
  if (std::exchange(level.knows_below, true)) return success;
  for (const auto& [unit, below] : level.below) {
    if (const auto status = reach_below(*below); !status.ok()) return status;
    close_spare();
  }
  return reach(level);
}

}  // namespace hongtou
