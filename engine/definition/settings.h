// What two versions of a campaign's files set differently, beside their steps, units, what is supplied at the
// start and the fields of their forms, which are compared for what they mean (engine/campaign/migration.h).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/definition/definition.h"

namespace hongtou {

// One setting as it is written: “targets.coverage.at-least” from 5 to 6. Nothing: there is none; a block has an empty text.
struct ChangedSetting {
  Position position;  // in the new files; of what is gone, the file alone
  std::string name;   // keys within the outermost block, as they are written, with a dot between
  std::optional<std::string> from, to;
};

// In the order of the files; a block that is new or gone is told once, with what stands after its name.
std::vector<ChangedSetting> changed_settings(const Definition& from, const Definition& to);

}  // namespace hongtou
