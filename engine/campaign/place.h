// Place: one step in one scope, and what can be seen from there.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/calendar.h"
#include "engine/campaign/scope.h"
#include "engine/campaign/state.h"
#include "engine/definition/definition.h"

namespace hongtou {

// A moment that never comes by itself: somebody has to announce the date first.
inline constexpr Instant not_yet = Instant::max();

// Refers to the definition, calendar and state it was made with, which have to stay where they are.
class Place {
 public:
  Place(const Definition& definition, const Calendar& calendar, const State& campaign, ScopePtr scope, const Step& step)
      : definition_(&definition),
        calendar_(&calendar),
        campaign_(&campaign),
        scope_(std::move(scope)),
        step_(&step),
        own_(campaign.find(address())) {}

  const Definition& definition() const { return *definition_; }
  const Calendar& calendar() const { return *calendar_; }
  const State& campaign() const { return *campaign_; }
  const ScopePtr& scope() const { return scope_; }
  const Step& step() const { return *step_; }
  std::string address() const { return scope_->address_of(*step_); }
  const StepState& state() const { return own_ == nullptr ? campaign_->step(address()) : *own_; }

  // A step that `dependency` names: in this flow, or in one around it.
  const StepState& state_of(const Dependency& dependency) const;
  // A step by name as seen from here; a waiting one if it stands in a scope that this one is not in.
  const StepState& state_of(std::string_view step) const;

  // A date of the step as it stands now: as announced, or by its rule. Nothing: the step has none, or it is not known yet.
  // A day's begin; 09:00 of a day that names no clock time; the moment up to which a day counts.
  std::optional<TimeSpan> span(std::string_view key) const;
  std::optional<Instant> start(std::string_view key) const;
  std::optional<Instant> at_nine(std::string_view key) const;
  std::optional<Instant> end(std::string_view key) const;
  // The key has a date that waits to be announced or confirmed.
  bool waits_for_date(std::string_view key) const;

  // Unit ids, in list order: with those that joined, without those that left, and within this scope.
  std::vector<std::string> units(std::string_view key) const;
  // The same with those that left.
  std::vector<std::string> units_ever(std::string_view key) const;
  // Those that take part, in list order, the late ones last.
  std::vector<std::string> all_units() const;
  std::string unit_name(std::string_view unit) const;

 private:
  const Definition* definition_;
  const Calendar* calendar_;
  const State* campaign_;
  ScopePtr scope_;
  const Step* step_;
  const StepState* own_;  // null: when the place was made, nothing had happened to the step
};

// Whether a unit, which may have joined late, stands below another.
bool is_below(const Definition& definition, const std::vector<LateMember>& joined, std::string_view unit, std::string_view top);
// Whether one that joined late is among the units that a key means in the scope of a unit.
bool is_meant(const Definition& definition, const std::vector<LateMember>& joined, const LateMember& member,
              const Setting& setting, const std::string& scope_unit);

// The name a unit goes by, also of one that joined late; the word itself when there is none.
std::string unit_name(const Definition& definition, const State& state, std::string_view unit);

}  // namespace hongtou
