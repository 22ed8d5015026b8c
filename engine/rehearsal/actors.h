// The people of one level of a rehearsal: what they do is planned, and then done when its time has come. Private to rehearsals.
#pragma once

#include <optional>
#include <queue>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/campaign_tree.h"
#include "engine/rehearsal/random.h"
#include "engine/rehearsal/scenario.h"

namespace hongtou {

class Actors {
 public:
  Actors(CampaignTree& tree, std::string path, const Calendar& calendar, std::uint64_t seed, std::optional<Scenario> scenario);

  std::optional<Instant> next_act() const { return acts_.empty() ? std::nullopt : std::optional(acts_.top().at); }

  Status act();

  Status react(const std::vector<Event>& events);

  // Where somebody has to act.
  std::vector<std::string> waiting_steps() const;

  const Diagnostics& warnings() const { return warnings_; }

 private:
  Campaign& campaign() const { return *tree_.at(path_); }

  void plan(Instant at, Command command, std::optional<std::vector<std::string>> files = std::nullopt, bool simulated = true);
  // In office hours, unless that would be too late.
  void plan(Instant at, const std::string& actor, Act act, std::optional<Instant> before = std::nullopt);

  static Instant on_the_clock(Date day, const ClockTime& clock) { return at_time(day, clock.hour, clock.minute); }

  // The first moment of office hours from `at` on. Actors come in on a rest day for what cannot wait.
  Instant at_work(Instant at, std::optional<Instant> before) const;

  // What is made up need not pass every check of a form: the unit is silent then, and that is told.
  Status give_up(const Act& act, const Refusal& refusal);

  void attach_files(Submit& submission, const std::optional<std::vector<std::string>>& kinds);

  // Some text shows files of this kind as pictures.
  bool is_printed(const Step& step, const std::string& kind) const;

  // What was planned may have been overtaken: the collector has closed, the unit has answered.
  bool still_wanted(const Act& act) const;
  bool is_set_above(const Announce& announcement) const;
  static bool is_submitted(const WorkItem* item) { return item != nullptr && item->status == ItemStatus::submitted; }

  Status react(const Event& event);

  // A step that waits for parameters gets them, numbers for an assessment, 〔name〕 for a text; any other incident ends the
  // rehearsal.
  bool set_parameters(const Place& place, const Event& event);

  bool sets(const std::string& parameter) const;

  // What was said to be announced later is announced, so that nothing waits for it for ever.
  void plan_announcements();

  // A change notice tells the date that stands in the file.
  void announce_as_planned(const Place& place, const std::string& name);

  // As the file says it.
  std::string confirmed(const Setting& setting) const;

  void start_step(const Place& place, Instant opened);

  // The first time any outcome; then one that goes on, so that nobody goes in circles.
  void plan_choice(const Place& place, Instant opened);

  void plan_cases(const Place& place, Instant opened);

  // What people have to enter for an assessment: every expert's score, every tick, a nomination or two.
  void plan_entries(const Place& place, Instant opened);

  // Each nominates the best of those it may speak for; the best of all nominated are granted, the others are not.
  void plan_award(const Place& place, const Award& award, const std::vector<AssessedUnit>& results, Instant opened);

  static std::vector<std::string> in_order_of_score(std::set<std::string> units, const std::vector<AssessedUnit>& results);

  // The best first.
  static std::vector<std::string> by_score(const std::vector<AssessedUnit>& results);

  // Those below it that are judged; without any, itself if it is judged, else all.
  std::vector<std::string> candidates_of(const std::string& nominator, const std::vector<AssessedUnit>& results) const;

  void plan_entry(const Place& place, const std::vector<AssessmentItem>& rules, const std::string& unit, const AssessedItem& item,
                  Instant at);

  void plan_closing(const Place& place, Instant opened);

  std::string actor_of(const Place& place, std::string_view key) const;

  template <class AnAct>
  bool has(const Place& place) const;

  void answer(const Place& place, const Event& event);

  void plan_report(const Place& place, const std::string& unit, Instant opened);

  Submit report(const Place& place, const std::string& unit, Instant at);

  Value filled_in(const Place& place, const std::string& unit, Instant at);

  // Some time in office hours, `from` to `to` days after `day`; people answer on working days.
  Instant office_hour(Date day, int from, int to);

  void review(const Place& place, const Event& event);

  // Paper and what has a date of its own come the day after.
  void hand_in_paper(const Place& place, const Event& event);

  bool judged_by_scenario(const std::string& step, const std::string& unit) const;

  void answer_again(const Place& place, const Event& event);

  Status report_incident(const Step& step, const Event& event);

  struct Planned {
    Instant at;
    std::size_t order = 0;
    Command command;
    std::optional<std::vector<std::string>> files;
    bool simulated = true;  // one that comes too late is dropped without a word

    bool operator>(const Planned& other) const { return std::tie(at, order) > std::tie(other.at, other.order); }
  };

  CampaignTree& tree_;
  const std::string path_;
  const Calendar& calendar_;
  Random random_;
  const std::optional<Scenario> scenario_;
  std::priority_queue<Planned, std::vector<Planned>, std::greater<>> acts_;
  std::size_t planned_ = 0;
  std::set<std::pair<std::string, std::string>> returned_once_;
  std::set<std::string> given_up_;  // steps
  int pictures_ = 0;                // made up so far
  Diagnostics warnings_;
  std::set<std::string> announced_;  // dates, by address and key
};

}  // namespace hongtou
