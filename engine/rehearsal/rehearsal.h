// Rehearsal: the whole campaign on a virtual clock, with simulated units. The same code as a live campaign, only time and people
// are made up.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/campaign_tree.h"

namespace hongtou {

struct RehearsalOptions {
  std::uint64_t seed = 1;         // the same seed gives the same campaign
  std::optional<Value> scenario;  // what the units answer instead; docs/scenario.md
  std::string scenario_file;      // its name, for messages
  std::string store = "memory:";
  std::vector<std::string> formats{"docx", "html"};
  std::optional<Instant> until;  // stops there, in the middle of the campaign
};

struct RehearsalProgress {
  Instant now;         // virtual time
  Period period;       // of the campaign
  std::size_t events;  // so far
};

// Runs from the campaign's first day until it closes, or `until`, on all levels. Units mostly answer before the due date; some
// are late, some are returned once, one stays missing in each step that somebody reviews, and the collector closes it with a
// reason. With a scenario the units do what it says and nothing else; those of lower levels that it does not name do as without
// one. Errors: rehearsal.scenario (what is wrong with it), rehearsal.refused (an act of the scenario is not allowed),
// rehearsal.stuck (somebody has to act and nobody does: names the steps), engine.*, store.*.
Result<CampaignTree> rehearse_tree(const Engine& engine, Definition definition, const RehearsalOptions& options,
                                   const std::function<void(const RehearsalProgress&)>& progress = {});

// The same, and only the campaign of the highest level.
Result<Campaign> rehearse(const Engine& engine, Definition definition, const RehearsalOptions& options,
                          const std::function<void(const RehearsalProgress&)>& progress = {});

}  // namespace hongtou
