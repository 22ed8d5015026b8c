// Scenario: what people do in a rehearsal, as a JSON file. docs/scenario.md describes it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/campaign/command.h"
#include "engine/definition/definition.h"

namespace hongtou {

struct ScenarioAct {
  Instant at;
  std::string level;  // its path, as CampaignTree names it
  Command command;
  std::optional<std::vector<std::string>> files;  // kinds attached to a submission; nothing: all that are required
};

struct Scenario {
  Value supplied;                 // null: made up
  std::vector<ScenarioAct> acts;  // in order of time, as written among equals

  // Whether the scenario itself does such acts for the step, so that they are not simulated.
  template <class AnAct>
  bool has(const std::string& step) const {
    for (const auto& act : acts)
      if (std::holds_alternative<AnAct>(act.command.act) && step_of(act.command.act) == step) return true;
    return false;
  }
};

// Errors, all at once: rehearsal.scenario with the number of the act and what is wrong.
Result<Scenario> read_scenario(const Value& value, const Definition& definition, const std::string& file);

}  // namespace hongtou
