// What holds after every act, and whether what was foreseen of it has come true, told from its events and not from the forecast's
// own comparison.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/campaign/consequences.h"
#include "engine/campaign/scope.h"

namespace hongtou::test {

// The first step that is open although what it stands in has not begun, or waits again; "" if there is none.
inline std::string open_in_a_holder_that_waits(const Definition& definition, const State& state) {
  std::string found;
  for_each_step(definition, state, [&](const ScopePtr& scope, const Step& step) {
    if (state.step(scope->address_of(step)).status != StepStatus::open) return;
    for (const auto* around = scope.get(); around->holder != nullptr; around = around->around.get())
      if (!state.step(around->holder_address()).opened) found = scope->address_of(step);
  });
  return found;
}

class WhatComesTrue {
 public:
  explicit WhatComesTrue(const Definition& definition) : definition_(definition) {}

  // What was foreseen of an act that led to these events and was not refused; "" if all of it has come true.
  std::string difference(const Consequences& foreseen, const State& before, const State& after,
                         const std::vector<Event>& events) {
    difference_.clear();
    const auto again = named_in(events, event_type::flow_returned);
    auto stale = steps_of(events, {event_type::step_went_stale});
    for (const auto& step : returned_above(before, events)) stale.insert(step);
    const auto skipped = steps_of(events, {event_type::step_skipped, event_type::step_died});
    const auto settled = steps_of(events, {event_type::step_settled});
    const auto opened = steps_of(events, {event_type::step_opened});
    std::map<std::string, std::set<std::string>> lists;
    for_each_step(definition_, after, [&](const ScopePtr& scope, const Step& step) {
      const auto address = scope->address_of(step);
      const auto& was = before.step(address);
      const bool is_again = again.contains(address);
      const bool is_off = skipped.contains(address);
      if (was.status == StepStatus::open) {
        if (is_off)
          lists["called off"].insert(address);
        else if (is_again)
          lists["stops"].insert(address);
        else if (settled.contains(address))
          lists["settles"].insert(address);
        else
          lists["goes on"].insert(address);
      } else if (is_again && was.status == StepStatus::done) {
        lists[is_off ? "called off" : "done again"].insert(address);
      } else if (is_again && was.has_settled()) {
        lists[is_off ? "off again" : opened.contains(address) ? "begins" : "decided again"].insert(address);
      } else if (was.has_settled()) {
        lists[stale.contains(address) ? "goes stale" : "stays"].insert(address);
      } else if (is_off) {
        lists["called off"].insert(address);
      } else if (opened.contains(address)) {
        lists["begins"].insert(address);
      }
    });
    compare("stops", foreseen.stops, lists["stops"]);
    compare("done again", foreseen.done_again, lists["done again"]);
    compare("decided again", foreseen.decided_again, lists["decided again"]);
    compare("off again", foreseen.off_again, lists["off again"]);
    compare("goes on", foreseen.goes_on, lists["goes on"]);
    compare("stays", foreseen.stays, lists["stays"]);
    compare("goes stale", foreseen.goes_stale, lists["goes stale"]);
    compare("settles", foreseen.settles, lists["settles"]);
    compare("called off", foreseen.called_off, lists["called off"]);
    compare("begins", foreseen.begins, lists["begins"]);
    compare("opens", scopes_of(foreseen.opens), scopes_opened_in(events, before));
    compare_asked_anew(foreseen, before, after, again);
    compare_dues(foreseen, before, after);
    compare_totals(foreseen, events);
    what_stays_is_kept(foreseen, before, after);
    for (const auto& move : foreseen.moves)
      if (again.contains(move.step) && move.after && *move.after > after.time) promised_[move.step][move.unit] = *move.after;
    return difference_;
  }

  // Of every act: a unit that is asked again is asked by the day that was foreseen, or as somebody has said since. What goes back
  // once more is foreseen anew.
  std::string broken_promise(const std::vector<Event>& events) {
    difference_.clear();
    for (const auto& step : named_in(events, event_type::flow_returned)) promised_.erase(step);
    for (const auto& event : events) {
      const auto step = event.data.at("step").text_or("");
      if (event.type == event_type::items_opened) hold(promised_[step], event);
      if (event.type == event_type::date_announced || event.type == event_type::heard_from_above) promised_.erase(step);
      if (event.type == event_type::definition_changed) promised_.clear();
    }
    return difference_;
  }

 private:
  static std::set<std::string> named_in(const std::vector<Event>& events, std::string_view type) {
    std::set<std::string> named;
    for (const auto& event : events)
      if (event.type == type)
        for (const auto& step : *event.data.at("steps").list()) named.insert(step.text_or(""));
    return named;
  }
  static std::set<std::string> steps_of(const std::vector<Event>& events, const std::vector<std::string_view>& types) {
    std::set<std::string> steps;
    for (const auto& event : events)
      if (std::find(types.begin(), types.end(), event.type) != types.end()) steps.insert(event.data.at("step").text_or(""));
    return steps;
  }

  // Steps of a lower campaign whose total the one above returns.
  static std::set<std::string> returned_above(const State& before, const std::vector<Event>& events) {
    std::set<std::string> steps;
    for (const auto& event : events) {
      const auto step = event.data.at("step").text_or("");
      if (event.type == event_type::heard_from_above &&
          event.data.at("returned").integer_or(0) > before.step(step).above.returned)
        steps.insert(step);
    }
    return steps;
  }

  // Each that comes up of a unit's level, by what the last of several lacks: how many come up one after the other depends on
  // which level speaks first.
  void compare_totals(const Consequences& foreseen, const std::vector<Event>& events) {
    std::map<std::pair<std::string, std::string>, std::size_t> told, came;
    for (const auto& total : foreseen.totals_up) told[{total.step, total.unit}] = total.missing;
    for (const auto& event : events)
      if (event.type == event_type::report_submitted && !event.data.at("level").is_null())
        came[{event.data.at("step").text_or(""), event.data.at("unit").text_or("")}] =
            event.data.at("level").at("missing").list()->size();
    if (told != came) difference_ += "other totals come up than were foreseen; ";
  }

  void compare(const std::string& what, const std::vector<std::string>& foreseen, const std::set<std::string>& happened) {
    const std::set<std::string> told(foreseen.begin(), foreseen.end());
    for (const auto& step : told)
      if (!happened.contains(step)) difference_ += what + ": " + step + " was foreseen; ";
    for (const auto& step : happened)
      if (!told.contains(step)) difference_ += what + ": " + step + " was not foreseen; ";
  }

  static std::vector<std::string> scopes_of(const std::vector<ScopeBegun>& begun) {
    std::vector<std::string> scopes;
    for (const auto& each : begun) scopes.push_back(each.scope);
    return scopes;
  }
  // Without those that begin again, and those of holders that had not begun before.
  static std::set<std::string> scopes_opened_in(const std::vector<Event>& events, const State& before) {
    std::set<std::string> scopes;
    for (const auto& event : events) {
      const auto step = event.data.at("step").text_or("");
      if (event.type != event_type::scopes_opened || before.step(step).status == StepStatus::waiting) continue;
      for (const auto& scope : *event.data.at("scopes").list()) {
        const auto key = scope.at("key").text_or("");
        if (!before.step(step).scopes.contains(key)) scopes.insert(step + (key.empty() ? "" : "[" + key + "]"));
      }
    }
    return scopes;
  }

  // Whoever was excused and owes again must have been told; who is only told may be asked later.
  void compare_asked_anew(const Consequences& foreseen, const State& before, const State& after,
                          const std::set<std::string>& again) {
    std::set<std::pair<std::string, std::string>> told;
    for (const auto& each : foreseen.asked_anew) told.insert({each.step, each.unit});
    for (const auto& step : again)
      for (const auto& [unit, item] : before.step(step).items) {
        const bool excused =
            item.status == ItemStatus::waived || item.status == ItemStatus::closed || item.status == ItemStatus::suspended;
        if (excused && after.step(step).items.at(unit).is_owed() && !told.contains({step, unit}))
          difference_ += "that " + step + " is asked of " + unit + " anew was not foreseen; ";
      }
  }

  void compare_dues(const Consequences& foreseen, const State& before, const State& after) {
    std::map<std::pair<std::string, std::string>, std::optional<Instant>> told;
    for (const auto& move : foreseen.moves) told[{move.step, move.unit}] = move.after;
    if (foreseen.sent_back) told[{foreseen.sent_back->step, foreseen.sent_back->unit}] = foreseen.sent_back->due;
    for (const auto& [address, was] : before.steps)
      for (const auto& [unit, item] : was.items) {
        const auto& is = after.step(address).items.at(unit);
        const auto move = told.find({address, unit});
        const bool waits = is.status == ItemStatus::withdrawn;
        if (!waits && is.due != (move == told.end() ? item.due : move->second))
          difference_ += "the due date of " + address + " for " + unit + " is another one; ";
        if (waits && item.status != ItemStatus::withdrawn && move == told.end() && item.due && *item.due > after.time)
          promised_[address][unit] = *item.due;
      }
  }

  // Nothing of what is said to stay or to go on is touched but what the wheel goes on to do with it.
  void what_stays_is_kept(const Consequences& foreseen, const State& before, const State& after) {
    for (const auto& address : foreseen.stays) {
      const auto& was = before.step(address);
      const auto& is = after.step(address);
      if (was.round != is.round || was.status != is.status || was.documents != is.documents || was.settled != is.settled)
        difference_ += address + " does not stay; ";
      for (const auto& [unit, item] : was.items)
        if (is.items.at(unit).accepted_version < item.accepted_version && !foreseen.sent_back)
          difference_ += "what " + unit + " reported to " + address + " does not count any more, it is " +
                         std::string(name_of(is.items.at(unit).status)) + " and was " + std::string(name_of(item.status)) + "; ";
    }
  }

  void hold(std::map<std::string, Instant>& promised, const Event& event) {
    const auto due = parse_instant(event.data.at("due").text_or(""));
    for (const auto& unit : *event.data.at("units").list()) {
      const auto found = promised.find(unit.text_or(""));
      if (found == promised.end()) continue;
      if (due != found->second && found->second > event.effective)
        difference_ += event.data.at("step").text_or("") + " is asked of " + unit.text_or("") + " by another day; ";
      promised.erase(found);
    }
  }

  const Definition& definition_;
  std::map<std::string, std::map<std::string, Instant>> promised_;  // by step and unit
  std::string difference_;
};

}  // namespace hongtou::test
