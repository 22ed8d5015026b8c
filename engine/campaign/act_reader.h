// Acts by name, as people write them: in a scenario, on the command line, in a batch.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/campaign/command.h"
#include "engine/campaign/state.h"
#include "engine/definition/definition.h"
#include "engine/result.h"
#include "engine/value.h"

namespace hongtou {

// One thing that is said of an act: its step, its unit, a reason.
struct ActKey {
  enum class Kind {
    step,          // the name or address of a step
    unit,          // a unit by id, name or alias
    unit_or_word,  // likewise, or somebody who is none
    judged,        // a unit that an assessment judges; of a nomination or grant also somebody who is none
    word,
    entry,  // how something is entered into an assessment: score, or 评分
    time,   // a day, days or a moment
    words,  // a list
    count,  // a whole number
    value,  // any
    flag,   // yes unless it says no
    data,   // of a form
    files,  // {kind: file}: whoever reads the act brings their bytes
  };
  enum class Need { required, optional, actor };  // actor: who acts, unless somebody else is named

  std::string_view name;
  Kind kind = Kind::word;
  Need need = Need::required;
  std::string_view zh, en;
};

struct ActInfo {
  std::string_view name;  // return
  std::string_view zh, en;
  std::vector<ActKey> keys;                     // in the order people write them
  std::function<Act(const Value& words)> make;  // of a map of its keys, units by their ids
};

// All that people do, in the order of a campaign; PassTime and Start are not among them.
const std::vector<ActInfo>& acts();
const ActInfo* find_act(std::string_view name);  // null when there is none

// What acts name.
struct Names {
  const Definition& definition;
  const std::vector<LateMember>& joined;  // units that came on the way

  // By id, name or alias; nothing if there is none.
  std::optional<std::string> unit(std::string_view word) const;
};

// The act {"do": "return", "step": "report", "unit": "平潭街街道", "reason": "…"} of an actor, as read_actor() gives it. Errors,
// all at once: act.missing_key, act.unknown_key, act.unknown_name. Whoever carries it out reads `at`, `on-behalf` and `level`,
// and puts `fields` into the data.
Result<Act> read_act(const Value& written, const std::string& actor, const Names& names);

// Who acts: a unit, a role, a person or person@unit. Errors: act.missing_key, act.unknown_name.
Result<std::string> read_actor(const Value& written, std::string_view key, const Names& names);

}  // namespace hongtou
