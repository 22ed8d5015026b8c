// StepKind: what a kind of step does. The built-in kinds implement it, and so does a third party's from a plugin.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/calendar.h"
#include "engine/campaign/command.h"
#include "engine/campaign/place.h"
#include "engine/campaign/state.h"
#include "engine/definition/definition.h"

namespace hongtou {

// One step's turn: what it may look at, and how it makes things happen. Every event is applied at once, so what a
// kind looks at next is already changed.
class Turn : public Place {
 public:
  explicit Turn(Place place) : Place(std::move(place)) {}
  virtual ~Turn() = default;

  virtual Instant now() const = 0;               // campaign time: when what happens happens
  virtual const std::string& actor() const = 0;  // the unit that acts, or for which a person or role does; or "engine"

  // Adds an event of this step; "step" is filled in. `personal` are JSON pointers into data.
  virtual void emit(std::string_view type, Value data, std::vector<std::string> personal = {}) = 0;
  // As emit, in the engine's own name.
  virtual void emit_as_engine(std::string_view type, Value data) = 0;
  // step_settled with `how`, once.
  void settle(std::string_view how, const std::string& reason = {});

  // Composes the step's text with the campaign's data, prints it in every format and emits document_issued or
  // document_compiled with `more`. False, and an incident for a person, if that fails.
  virtual bool publish(const std::string& text, std::string_view event_type, Value more) = 0;

  // Back to a step before in the same flow: it and all that follows from it wait again.
  virtual void return_to(const std::string& step, const std::string& reason) = 0;
};

class StepKind {
 public:
  virtual ~StepKind() = default;

  virtual StepKindInfo info() const = 0;
  // Although its gates are open, the step does not open before this; not_yet: before somebody has announced the date.
  virtual std::optional<Instant> opens_at(const Place&) const { return std::nullopt; }
  // It is this step's turn.
  virtual void open(Turn&) const {}
  // Something may have changed, or time has come: do what is due, settle if there is nothing left. Called again and again.
  virtual void work(Turn& turn) const = 0;
  // The next moment at which work() has something to do although nothing else happens; nothing: none.
  virtual std::optional<Instant> wakes_at(const Place&) const { return std::nullopt; }
  // Whether it settles with a result that is made from collected data, and so can go stale.
  virtual bool has_result() const { return false; }
  // The data behind that result has changed since: make it anew.
  virtual void remake(Turn&) const {}
  // Somebody has announced another date for one of the step's keys.
  virtual void date_moved(Turn&, const std::string& /*key*/) const {}
  // An act for this step: events, or a refusal and no event at all.
  virtual std::optional<Refusal> act(Turn& turn, const Act& act) const;
};

}  // namespace hongtou
