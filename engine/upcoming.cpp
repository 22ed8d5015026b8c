#include "engine/upcoming.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/board/schedule.h"
#include "engine/campaign/decide.h"
#include "engine/campaign/ending.h"
#include "engine/campaign/late_steps.h"
#include "engine/campaign/naming.h"
#include "engine/campaign/supervision.h"
#include "engine/text.h"
#include "engine/wording.h"

namespace hongtou {

namespace {

constexpr std::size_t names_shown = 8;

// What several copies of a step have on one day, or wait for, stands in one line.
struct Next {
  std::optional<Date> day;
  const Step* step = nullptr;
  std::string address;
  std::string label;
  std::string what;
  int order = 0;  // on the same day: what is due, what begins, what ends
  std::size_t copies = 1;
  std::vector<std::string> owing = {};  // names of those who have still to report
  std::string unit = {};                // whose turn it is
};

std::optional<Instant> next_period(const Place& repeat) {
  for (const auto& kind : built_in_step_kinds())
    if (kind->info().name == repeat.step().kind) return kind->wakes_at(repeat);
  return std::nullopt;
}

class Finder {
 public:
  Finder(const Definition& definition, const Calendar& calendar, const State& state, Instant now, Language language)
      : definition_(definition), calendar_(calendar), state_(state), today_(date_of(now)), language_(language) {}

  std::vector<Upcoming> find() {
    if (!state_.started || state_.closed) return {};
    for (const auto& each : schedule(definition_, calendar_, state_, today_)) add_dated(each);
    std::stable_sort(all_.begin(), all_.end(),
                     [](const Next& a, const Next& b) { return std::tie(a.day, a.order) < std::tie(b.day, b.order); });
    join_ends();
    add_undated();
    auto out = told();
    if (definition_.period.last >= today_)
      out.push_back({definition_.period.last, "", say({"活动", "the campaign"}), say({"结束", "ends"}), ""});
    return out;
  }

 private:
  std::string say(Words words, const std::vector<std::string>& arguments = {}) const {
    return fill(words.in(language_), arguments);
  }
  std::string listed(const std::vector<std::string>& words) const { return join(words, say({"、", ", "})); }

  // Who owes by which day. Of a copy that belongs to one unit that one, whoever reports about it.
  std::map<Date, std::vector<std::string>> owing(const Place& place) const {
    std::map<Date, std::vector<std::string>> names;
    for (const auto& unit : place.all_units()) {
      const auto item = place.state().items.find(unit);
      if (item == place.state().items.end() || !item->second.is_owed() || !item->second.due) continue;
      const auto& own = place.scope()->unit;
      names[day_due(*item->second.due)].push_back(
          own.empty() ? name_in_charge(definition_, state_, unit, item->second.responsible, language_) : place.unit_name(own));
    }
    return names;
  }

  void add(Next next) {
    const auto same = std::find_if(all_.begin(), all_.end(), [&](const Next& each) {
      return each.day == next.day && each.step == next.step && each.what == next.what && each.unit == next.unit;
    });
    if (same == all_.end()) return all_.push_back(std::move(next));
    ++same->copies;
    same->owing.insert(same->owing.end(), next.owing.begin(), next.owing.end());
  }
  void add(std::optional<Date> day, const Place& place, const std::string& what, int order = 0,
           std::vector<std::string> owing = {}, const std::string& unit = {}) {
    const auto address = place.address();
    add({day, &place.step(), address, label_of(definition_, state_, address, language_), what, order, 1, std::move(owing), unit});
  }

  void add_dated(const ScheduledStep& each) {
    const auto& state = each.place.state();
    const auto& step = each.place.step();
    if (state.has_settled()) return;
    const bool waits = state.status == StepStatus::waiting;
    const bool open = state.status == StepStatus::open;
    if (each.due) {
      auto days = owing(each.place);
      if (waits) days = {{*each.due, {}}};
      for (auto& [day, names] : days)
        if (day >= today_) add(day, each.place, say({"截止", "due"}), 0, std::move(names));
      return;
    }
    if (step.kind == "issue") {
      const auto on = each.place.span("on");
      if (on && on->last_day() >= today_) add(on->last_day(), each.place, say({"印发", "goes out"}), 1);
      return;
    }
    if (const auto next = step.kind == "repeat" && open ? next_period(each.place) : std::nullopt)
      add(date_of(*next), each.place, say({"下一期开始", "next period begins"}), 1);
    if (waits && each.begins && each.first >= today_) add(each.first, each.place, say({"开始", "begins"}), 1);
    if (open && each.last > today_) add(each.last, each.place, say({"结束", "ends"}), 2);
  }

  // What ends on one day stands in one line.
  void join_ends() {
    std::vector<Next> out;
    for (auto& next : all_) {
      if (next.copies > 1) next.label = next.step->label;
      const bool joins = !out.empty() && out.back().day == next.day && out.back().order == 2 && next.order == 2;
      if (joins)
        out.back().label += say({"、", ", "}) + next.label;
      else
        out.push_back(std::move(next));
    }
    all_ = std::move(out);
  }

  // What begins as soon as something else is done that goes on already, and what only people can go on with.
  void add_undated() {
    const auto dated = all_.size();
    for_each_step(definition_, state_, [&](const ScopePtr& scope, const Step& step) {
      const Place place(definition_, calendar_, state_, scope, step);
      if (is_over(*scope, state_) || has_day(place)) return;
      if (place.state().status == StepStatus::waiting) add_waiting(place);
      if (place.state().status != StepStatus::open) return;
      add_owed_without_date(place);
      if (const auto unit = whose_turn(place); !unit.empty())
        add(std::nullopt, place, say({"待办", "to be done"}), 0, {}, place.unit_name(unit));
    });
    for (auto each = all_.begin() + static_cast<std::ptrdiff_t>(dated); each != all_.end(); ++each)
      if (each->copies > 1) each->label = each->step->label;
  }

  bool has_day(const Place& place) const {
    return std::any_of(all_.begin(), all_.end(), [&](const Next& each) { return each.day && each.step == &place.step(); });
  }

  void add_waiting(const Place& place) {
    if (supervising(*place.scope()) != nullptr) return;  // whether a rung comes depends on who is late by then
    std::vector<std::string> awaited;
    for (const auto& address : awaited_steps(place)) {
      if (state_.step(address).status == StepStatus::waiting) return;  // what comes before it is told
      awaited.push_back(ending_words(*definition_.step(step_name_of(address)), language_));
    }
    if (!awaited.empty())
      add(std::nullopt, place, say({"等{0}", "once {0}"}, {listed(awaited)}));
    else if (place.waits_for_date("opens") || place.waits_for_date("on") || place.waits_for_date("window"))
      add(std::nullopt, place, say({"等宣布日期", "its date is to be announced"}));
  }

  void add_owed_without_date(const Place& place) {
    if (!place.step().collects() || is_voluntary(place.step())) return;
    std::vector<std::string> names;
    for (const auto& unit : place.all_units()) {
      const auto item = place.state().items.find(unit);
      if (item != place.state().items.end() && item->second.is_owed() && !item->second.due)
        names.push_back(place.unit_name(place.scope()->unit.empty() ? unit : place.scope()->unit));
    }
    if (!names.empty()) add(std::nullopt, place, say({"没有期限", "without a date"}), 0, std::move(names));
  }

  std::vector<Upcoming> told() const {
    std::vector<Upcoming> out;
    for (const auto& next : all_) out.push_back({next.day, next.address, next.label, with_owing(next), next.unit});
    return out;
  }

  std::string with_owing(const Next& next) const {
    if (next.owing.empty()) return next.what;
    const auto owed = say({"{0}，还有{1}份未报", "{0}, {1} still owed"},
                          {next.what, with_thousands(static_cast<std::int64_t>(next.owing.size()))});
    if (next.owing.size() > names_shown) return owed;
    return say({"{0}：{1}", "{0}: {1}"}, {owed, listed(next.owing)});
  }

  const Definition& definition_;
  const Calendar& calendar_;
  const State& state_;
  const Date today_;
  const Language language_;
  std::vector<Next> all_;
};

}  // namespace

std::vector<Upcoming> upcoming(const Definition& definition, const Calendar& calendar, const State& state, Instant now,
                               Language language) {
  return Finder(definition, calendar, state, now, language).find();
}

Value upcoming_data(const Definition& definition, const Calendar& calendar, const State& state, Instant now) {
  const auto zh = upcoming(definition, calendar, state, now, Language::zh);
  const auto en = upcoming(definition, calendar, state, now, Language::en);
  List out;
  for (std::size_t i = 0; i < zh.size(); ++i)
    out.push_back(Map{{"day", zh[i].day ? Value(to_text(*zh[i].day)) : Value()},
                      {"step", zh[i].step},
                      {"label", Map{{"zh", zh[i].label}, {"en", en[i].label}}},
                      {"what", Map{{"zh", zh[i].what}, {"en", en[i].what}}},
                      {"unit", zh[i].unit}});
  return out;
}

}  // namespace hongtou
