// Who may do what: actors are units, roles and people with posts; the table of operations says which parties may.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/campaign/operations.h"

namespace hongtou {

inline constexpr std::string_view engine_actor = "engine";

// One who may: a unit, only the holder of a post in it, or only one person.
struct Holder {
  std::string unit;    // "": whoever acts
  std::string post;    // a role: where somebody of the unit holds a post of that name, only they
  std::string person;  // a delegate; then without a post

  bool operator==(const Holder&) const = default;
};

// Who may carry the operation out on the subject, the nearest first.
std::vector<Holder> holders_of(const Operation& operation, const Subject& subject);
// Who may enter it for them, when it came on paper.
std::vector<Holder> recorders_of(const Subject& subject);

// The unit for which `actor` (a unit's id, a role, a person or person@unit, or "engine") would act as one of the holders.
// Several: the person holds posts in all of them and has to say which.
std::vector<std::string> units_acting(const Definition& definition, const std::vector<LateMember>& joined,
                                      const std::vector<Holder>& holders, std::string_view actor);

// Whether a word names somebody who can act.
bool is_actor(const Definition& definition, const std::vector<LateMember>& joined, std::string_view word);
// The unit an actor means by “mine”; "" for a person with posts in several who does not say which.
std::string own_unit(const Definition& definition, const std::vector<LateMember>& joined, std::string_view actor);

// Whether the actor may do this to the step; what state it is in is not asked.
bool may(const Place& place, const Act& act, std::string_view actor);

// Who acts, once it is clear that they may.
struct Standing {
  std::string actor;  // as the journal keeps it: a unit's id, a role, person@unit or "engine"
  std::string unit;   // the unit it acts for
};
struct Permission {
  Standing standing;
  std::optional<Refusal> refusal;  // names those who may
};
// Of an operation on the campaign itself, such as one that is no act.
Permission permission_of(const Definition& definition, const State& state, const Operation& operation, const std::string& actor);
// Of a command for the campaign itself, or for the step it is for; a step that does not exist is not judged.
Permission permission_of(const Definition& definition, const Calendar& calendar, const State& state, const Command& command,
                         const std::optional<Located>& where, Instant now);

}  // namespace hongtou
