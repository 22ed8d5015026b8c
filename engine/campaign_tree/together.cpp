// What is done with a tree goes to disk together.
#include <utility>

#include "engine/campaign_tree/tree_parts.h"

namespace hongtou {

namespace {

// How often something is done again because somebody else has written first.
constexpr int most_attempts = 5;

bool is_conflict(const Status& status) {
  return !status.ok() && status.diagnostics().front().message.code == std::string_view("store.conflict");
}

}  // namespace

Status CampaignTree::Parts::together(const std::function<Status()>& work) {
  if (store->is_holding()) return work();
  for (int attempt = 1;; ++attempt) {
    auto status = held(work);
    const auto written = store->flush();
    if (written.ok()) {
      tell();
      return status;
    }
    untold.clear();
    undo(known_before);
    if (!is_conflict(written) || attempt == most_attempts) return written;
  }
}

Status CampaignTree::Parts::held(const std::function<Status()>& work) {
  known_before = levels.size();
  store->hold();
  try {
    return work();
  } catch (...) {
    store->drop();
    untold.clear();
    undo(known_before);
    throw;
  }
}

Status CampaignTree::Parts::wholly(const std::function<Status()>& turn) {
  const auto before = store->mark();
  const auto known = levels.size();
  const auto told = static_cast<std::ptrdiff_t>(untold.size());
  auto status = turn();
  if (status.ok() || store->mark() == before) return status;
  store->drop_since(before);
  untold.erase(untold.begin() + told, untold.end());
  undo(known);
  return status;
}

void CampaignTree::Parts::undo(std::size_t known) {
  queue.clear();
  telling = false;
  reaching = 0;
  unsure = true;
  for (auto& level : levels) {
    level->is_undone = level->is_undone || level->campaign != nullptr || level->timer;
    level->is_compared = false;
    level->told.clear();
    forget_timer(*level);
    if (level->above != nullptr) level->campaign.reset();
  }
  while (levels.size() > known) forget_last();
  open = {levels.front().get()};
  if (levels.front()->campaign->reload().ok()) set_timer(*levels.front());
}

void CampaignTree::Parts::note(const Level& level, std::vector<Event> events) {
  if (!events.empty()) untold.push_back({level.path, std::move(events)});
  if (!store->is_holding()) tell();
}

void CampaignTree::Parts::tell() {
  for (const auto& [path, events] : std::exchange(untold, {}))
    if (listener) listener(path, events);
}

}  // namespace hongtou
