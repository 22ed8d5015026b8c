// Carries out acts as people write them, {"do": "submit", "as": "平潭街街道", "step": "report", …}, in a running campaign, which
// may be one of several levels.
#pragma once

#include <functional>

#include "bindings/cli/console.h"
#include "engine/campaign/act_reader.h"
#include "engine/campaign_tree.h"

namespace hongtou::cli {

// An act's keys are those of engine/campaign/act_reader.h. Besides: `as` (who acts; the act's own unit, or $HONGTOU_AS, if left
// out), `on-behalf` (it came on paper: the reason), `at` (when it was done, on paper; a virtual clock moves on to it), `level`
// (names of units, from the top down), `fields` {name: text} over `data`, `files` {kind: path or paths}. {"do": "advance",
// "to": time} lets time pass. An act that is refused has not moved time either.
class Performer {
 public:
  // `path`: the level on which acts are done that name none.
  Performer(CampaignTree& tree, std::string path, const Environment& environment)
      : tree_(tree), path_(std::move(path)), environment_(environment) {}

  // Of the level on which the last act was done.
  const std::string& path() const { return path_; }

  // What happened, that which was due before included. Errors: act.*, file.*, store.*, and of a refusal its own, refused.*
  // among them, each finding with its field for a file.
  Result<std::vector<JournalEvent>> perform(const Value& written);
  Status carry_out(const Value& written);  // the same; what happened is told to the tree's listener only
  // The command alone, its step's address in full.
  Result<Command> read(const Value& written);
  // The same, as of when it was done on paper while that is being entered.
  Result<Command> read_to_foresee(const Value& written);
  Result<std::vector<JournalEvent>> advance(const std::optional<std::string>& to, const std::string& actor);

 private:
  Result<Value> completed(const Value& written) const;
  Result<Command> command_of(const Value& written);
  Result<std::string> actor_of(const Value& written) const;
  Result<std::optional<Instant>> time_written(const Value& written) const;
  bool moves_time(const Value& written) const;
  Status act_on(const Value& written);
  // When it was done, if on paper.
  Result<std::optional<Instant>> come_to_the_time_of(const Value& written);
  Status go_to_level(const std::string& names, const std::optional<Instant>& at);
  Instant time_come_to(const std::optional<Instant>& at) const;
  Status perform(const Command& command);
  Status pass_time(const std::optional<std::string>& to, const std::string& actor);
  Status catch_up(const std::optional<std::string>& to, const std::string& actor);
  bool is_virtual() const;
  Campaign& campaign() const { return *tree_.at(path_); }
  Names names() const { return {campaign().definition(), campaign().state().joined}; }
  Status attach(const Value& files, Submit& submission);
  Value with_fields(const Value& written) const;
  Value form_to_fill_of(const Value& written) const;
  const Value* filled_in_before(const Value& written) const;
  std::string unit_meant(const Value& written) const;  // id; "" if it is about none

  struct Refused {
    Command command;
    Refusal refusal;
  };

  CampaignTree& tree_;
  std::string path_;
  const Environment& environment_;
  std::optional<Refused> refused_;  // the last act, if it was
};

// Runs `what`; what it made happen on one level of the tree, as its journal numbered it.
Result<std::vector<JournalEvent>> happened_on(CampaignTree& tree, const std::string& path, const std::function<Status()>& what);

// Those that came last, as the journal numbered them.
std::vector<JournalEvent> numbered(const std::vector<Event>& events, std::uint64_t last);

// How far a level has come.
struct Standing {
  std::uint64_t sequence = 0;
  Instant now;
  std::vector<LateMember> joined;
};
Standing standing_of(const Campaign& campaign);

// Of a refusal and its findings.
Diagnostics to_diagnostics(const Refusal& refusal);

// What happened, as lines of the timeline, or as {"done": true, "events": […]}.
void report(Console& console, const Campaign& campaign, const std::vector<JournalEvent>& events, bool json);
Value success_value(const Definition& definition, const Standing& standing, const std::vector<JournalEvent>& events,
                    Language language);

}  // namespace hongtou::cli
