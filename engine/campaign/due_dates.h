// Due dates of work items: a step's own, and those of the classes that its levels name. Private to the campaign layer.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "engine/campaign/place.h"

namespace hongtou {

// Up to when a step's own date counts. Nobody is late by an intention or a service target.
std::optional<Instant> binding_end(const Place& place, const std::string& key);
std::optional<Instant> due_of(const Place& place);  // of `due`

// Units were asked only after it.
bool any_asked_late(const Place& place);

// Reckoned once for all units of a step.
class DueDates {
 public:
  explicit DueDates(const Place& place);

  std::optional<Instant> of(const std::string& unit) const;
  // The level a unit stands on; "" for the step's own date.
  std::string level_of(const std::string& unit) const;

 private:
  std::string class_of(const std::string& unit) const;

  const Definition& definition_;
  const std::vector<LateMember>& joined_;
  std::optional<Instant> top_;
  std::map<std::string, Instant> by_class_;
};

}  // namespace hongtou
