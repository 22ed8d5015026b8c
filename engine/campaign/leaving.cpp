#include "engine/campaign/leaving.h"

#include <algorithm>
#include <vector>

#include "engine/campaign/countersigning.h"

namespace hongtou {

namespace {

// A unit, a person, or person@unit; a person has left with all the units they hold a post in.
bool has_left(const Place& place, const std::string& actor) {
  const auto& definition = place.definition();
  const auto& left = place.campaign().left;
  const auto at = actor.rfind('@');
  const auto word = at == std::string::npos ? actor : actor.substr(at + 1);
  const auto* unit = definition.units.find(word);
  if (unit != nullptr || at != std::string::npos) return left.contains(unit == nullptr ? word : unit->id);
  const auto posts = definition.people.posts_of(actor);
  if (posts.empty()) return left.contains(actor);
  return std::all_of(posts.begin(), posts.end(), [&](const Post* post) { return left.contains(post->unit); });
}

std::vector<std::string> signers_who_left(const Place& place, const Countersigning& countersigning) {
  std::vector<std::string> out;
  for (const auto& signer : countersigning.signers)
    if (!signer.agrees.value_or(false) && has_left(place, signer.unit)) out.push_back(signer.unit);
  return out;
}

}  // namespace

void release_from_those_who_left(Turn& turn, const std::string& unit, const std::string& reason) {
  if (turn.campaign().left.empty()) return;
  const auto subject = subject_of(turn, unit);
  for (const auto& signer : signers_who_left(turn, countersigning_of(subject)))
    turn.emit_as_engine(event_type::signer_dropped, Map{{"unit", unit}, {"signer", signer}, {"reason", reason}});
  if (subject.item == nullptr) return;
  if (has_left(turn, subject.item->responsible))
    turn.emit_as_engine(event_type::item_transferred, Map{{"unit", unit}, {"to", unit}, {"reason", reason}});
  if (has_left(turn, subject.item->delegate))
    turn.emit_as_engine(event_type::item_delegated, Map{{"unit", unit}, {"to", ""}, {"reason", reason}});
}

}  // namespace hongtou
