// One command being carried through: what it has led to so far. Private to the campaign layer.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/campaign/decide.h"
#include "engine/campaign/may.h"
#include "engine/campaign/place.h"

namespace hongtou {

// Every event is applied at once.
class Course {
 public:
  Course(const Rules& the_rules, State& the_state, const Command& the_command, Instant the_time);

  const Rules& rules;
  State& state;
  const Command& command;
  const Instant now;
  const std::optional<Located> where;  // the step the act is for; nothing: it is for the campaign, or there is no such step
  Standing standing;                   // who acts, once that is clear
  Instant at;                          // when the command's act happened
  Instant engine_time;                 // when what follows from it happens: entering late does not make the consequences early
  std::vector<Event> events;

  Place place(const ScopePtr& scope, const Step& step) const { return {rules.definition, rules.calendar, state, scope, step}; }

  void emit(std::string_view type, Value data, std::string actor, Instant effective, std::vector<std::string> personal = {});
  // Of the act itself.
  void emit_as_actor(std::string_view type, Value data, std::vector<std::string> personal = {});
  // Of what follows from it.
  void emit_as_engine(std::string_view type, Value data);

  std::optional<Refusal> refuse(RefusalKind kind, Message message, std::vector<std::string> arguments = {}) const {
    return Refusal{kind, message, std::move(arguments), {}};
  }
};

// One step's turn within it.
class CourseTurn final : public Turn {
 public:
  // In the engine's own name.
  CourseTurn(Course& course, const ScopePtr& scope, const Step& step);
  // In the name of the one who acts.
  CourseTurn(Course& course, const Located& where, Instant at);

  Instant now() const override { return at_; }
  const std::string& actor() const override { return standing_.unit; }
  void emit(std::string_view type, Value data, std::vector<std::string> personal) override;
  void emit_as_engine(std::string_view type, Value data) override;
  bool publish(const std::string& text_name, std::string_view type, Value more) override;
  void return_to(const std::string& step, const std::string& reason) override;

 private:
  bool fail(const Diagnostics& diagnostics);

  Course& course_;
  Standing standing_;
  Instant at_;
};

}  // namespace hongtou
