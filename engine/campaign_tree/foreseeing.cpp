// What an act would do on all levels of a tree, tried on a copy.
#include <map>
#include <utility>

#include "engine/campaign_tree/tree_parts.h"
#include "engine/journal/trial_store.h"

namespace hongtou {

Result<CampaignTree> CampaignTree::trial() const {
  auto store = std::make_shared<GroupedStore>(std::make_shared<TrialStore>(parts_->store));
  auto again = parts_->engine.open_in_formats(store, top().state().campaign, std::vector<std::string>{});
  if (!again.ok()) return again.diagnostics();
  return grown(std::make_unique<Parts>(parts_->engine, std::move(store), Listener()), *std::move(again));
}

namespace {

// Of a level whose last events have just happened; nothing of one that has begun by them.
Result<std::optional<Consequences>> consequences_on(const Campaign& level, std::size_t last_events, Instant now) {
  auto events = level.events();
  if (!events.ok()) return events.diagnostics();
  if (events->size() <= last_events) return std::optional<Consequences>();
  events->resize(events->size() - last_events);
  return std::optional(consequences_of(level.definition(), level.calendar(), replay(*std::move(events)), level.state(), now));
}

}  // namespace

Result<TreeForesight> CampaignTree::foresee(const std::string& path, const Command& command) const {
  auto tried = trial();
  if (!tried.ok()) return tried.diagnostics();
  const auto now = tried->now();
  if (const auto passed = tried->bring_up_to(path, now); !passed.ok()) return passed.diagnostics();
  std::map<std::string, std::size_t> happened{{path, 0}};
  tried->listen([&](const std::string& changed, const std::vector<Event>& events) { happened[changed] += events.size(); });
  auto decision = tried->perform(path, command, now);
  if (!decision.ok()) return decision.diagnostics();
  if (!decision->ok()) return TreeForesight{std::move(decision->refusal), {}};
  TreeForesight foreseen;
  for (const auto& [changed, events] : happened) {
    const auto level = tried->find(changed);
    if (!level.ok()) return level.diagnostics();
    auto consequences = consequences_on(**level, events, now);
    if (!consequences.ok()) return consequences.diagnostics();
    if (!*consequences || (changed != path && !(*consequences)->tell_anything())) continue;
    const auto before = changed == path ? foreseen.levels.begin() : foreseen.levels.end();
    foreseen.levels.insert(before, {changed, **std::move(consequences)});
  }
  return foreseen;
}

}  // namespace hongtou
