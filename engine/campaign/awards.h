// Awards 荣誉: who was nominated, what was granted, and whether anything more is awaited. Pure.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/definition/assessment.h"
#include "engine/diagnostic.h"
#include "engine/value.h"

namespace hongtou {

struct Nomination {
  std::string award;
  std::string candidate;  // a unit's id or a name
  std::string by;
  std::string reason;
  std::optional<bool> granted;  // nothing: not decided yet
  std::string decided_by;
};

// What has been entered for the awards of an assessment.
struct AwardRound {
  std::vector<Nomination> nominations;  // in the order they were made; a decision is a nomination again, with `granted`
  std::set<std::string> decided;        // awards of which the deciding unit has said that nothing more is to come
};

// Null if the rules know none of this id.
const Award* find_award(const Assessment& assessment, const std::string& id);

// Of the entries that an assess step holds.
AwardRound award_round_of(const List& entries);

// Why a nomination or a decision cannot be taken; empty when it can. `before`: what has been nominated already.
Diagnostics check_nomination(const Assessment& assessment, const std::vector<Nomination>& before, const Nomination& nomination,
                             const Value& parameters);
// Why `by` cannot say that all of this award has been decided.
Diagnostics check_decided(const Assessment& assessment, const std::string& award, const std::string& by);

// Every award has been decided, but for those that nobody on this level nominates for.
bool all_decided(const Assessment& assessment, const AwardRound& round);
// Units whose turn it is: who nominates and has not yet, and who decides, until the award is decided.
std::set<std::string> awaited_for_awards(const Assessment& assessment, const AwardRound& round);

// 获奖名单: per award its nominations, each once as it stands last.
// {award: {label, nominated: [{candidate, by, reason}], granted: […], quota, decided}}
Value awards(const Assessment& assessment, const AwardRound& round, const Value& parameters);

}  // namespace hongtou
