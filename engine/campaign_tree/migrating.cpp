// All levels of a tree go on with a new version of the files.
#include <algorithm>
#include <iterator>
#include <map>
#include <stdexcept>
#include <utility>

#include "engine/campaign_tree/tree_parts.h"

namespace hongtou {

Status CampaignTree::Parts::plan(Level& level, Definition definition, std::vector<LevelMigration>& plans) {
  if (const auto status = reach(level); !status.ok()) return status;
  const auto& campaign = *level.campaign;
  if (level.above != nullptr && campaign.state().closed) return success;
  auto planned = campaign.plan_migration(definition);
  if (!planned.ok()) return planned.diagnostics();
  const bool stands_still = level.above != nullptr && planned->same;
  const bool possible = planned->possible() || stands_still;
  if (!stands_still) plans.push_back({level.path, *std::move(planned)});
  if (!possible) return success;
  definition.id = campaign.definition().id;
  std::vector<std::pair<Level*, Unit>> levels_below;
  for (const auto& [id, below] : level.below) levels_below.emplace_back(below, unit_of(definition, campaign.state(), id));
  for (const auto& [below, unit] : levels_below) {
    if (const auto status = plan(*below, at_level(definition, unit), plans); !status.ok()) return status;
    close_spare();
  }
  return success;
}

namespace {

bool are_possible(const std::vector<LevelMigration>& plans) {
  return std::all_of(plans.begin(), plans.end(), [](const auto& level) { return level.migration.possible(); });
}

// All levels go on with the new version: what happens on each.
Result<std::map<std::string, std::vector<Event>>> what_happens_when(CampaignTree& tree, Definition definition) {
  const auto lead = tree.top().definition().lead;
  std::map<std::string, std::vector<Event>> happened;
  if (const auto passed = tree.advance_to(tree.now(), !tree.top().goes_by_itself()); !passed.ok()) return passed.diagnostics();
  tree.listen([&](const std::string& level, const std::vector<Event>& events) {
    std::copy_if(events.begin(), events.end(), std::back_inserter(happened[level]),
                 [](const auto& event) { return event.type != event_type::definition_changed; });
  });
  const auto migrated = tree.migrate(std::move(definition), lead, "");
  if (!migrated.ok()) return migrated.diagnostics();
  return happened;
}

}  // namespace

Result<std::vector<LevelMigration>> CampaignTree::plan_migration(Definition definition) {
  std::vector<LevelMigration> plans;
  const auto status = parts_->plan(*parts_->levels.front(), definition, plans);
  if (!status.ok()) return status.diagnostics();
  if (!are_possible(plans)) return plans;
  auto tried = trial();
  if (!tried.ok()) return tried.diagnostics();
  auto happened = what_happens_when(*tried, std::move(definition));
  if (!happened.ok()) return happened.diagnostics();
  for (auto& level : plans) level.migration.at_once = std::exchange((*happened)[level.path], {});
  for (auto& [path, events] : *happened) {  // on those that the new version leaves as they are
    if (events.empty()) continue;
    plans.push_back({path, {}});
    plans.back().migration.at_once = std::move(events);
  }
  return plans;
}

Status CampaignTree::migrate(Definition definition, const std::string& actor, const std::string& reason) {
  if (parts_->store->is_holding()) throw std::logic_error("a campaign is not migrated within a turn");
  if (const auto passed = advance_to(now(), !top().goes_by_itself()); !passed.ok()) return passed;
  std::vector<LevelMigration> plans;
  if (const auto status = parts_->plan(*parts_->levels.front(), definition, plans); !status.ok()) return status;
  Diagnostics against;
  for (const auto& [path, migration] : plans)
    std::copy_if(migration.findings.begin(), migration.findings.end(), std::back_inserter(against),
                 [](const auto& finding) { return finding.severity == Severity::error; });
  if (!against.empty()) return against;
  const auto changed = top().migrate(std::move(definition), actor, reason);
  if (!changed.ok()) return changed.diagnostics();
  return parts_->happened(*parts_->levels.front(), *changed);
}

}  // namespace hongtou
