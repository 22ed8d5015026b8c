// Supervision 督办: who is late with what a supervise step watches, and which rung of its ladder each has reached.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/campaign/place.h"
#include "engine/diagnostic.h"

namespace hongtou {

// Nothing was handed in by the due date, though the unit was asked before it. Extended, suspended, waived and closed ones are not
// late, and neither are those that joined after the date.
bool is_late(const WorkItem& item, Instant now);

struct LateItem {
  std::string step;  // address
  std::string unit;  // whose item it is
  const WorkItem* item = nullptr;
  std::string responsible() const { return item->responsible.empty() ? unit : item->responsible; }
};
// Of all the steps that the ladder watches, without the units it exempts.
std::vector<LateItem> late_items(const Place& ladder, Instant now);
// Somebody is late who stands on no rung: a ladder that had ended begins anew.
bool is_wanted_again(const Place& ladder, Instant now);
// Nothing that the ladder watches can become late any more.
bool watched_is_over(const Place& ladder);

// The units that the scope of a ladder is still about, by the scope itself or any one within it.
std::vector<std::string> late_units(const State& state, const Scope& scope);
// The scope of a ladder that this one is or lies within; null: none.
const Scope* supervising(const Scope& scope);

// A rung does not begin before its day, nor before the ladder's cool-down after the one before it; nothing: it may at once.
std::optional<Instant> rung_begins_at(const Place& place);
// Until then nobody is bothered again.
Instant cooled_down(const Place& ladder, Instant last);

// How far one has gone about what a unit owes: the label of the rung it has reached, urged (by hand), reminded, or "".
std::string rung_of(const Definition& definition, const WorkItem& item, Language language);

}  // namespace hongtou
