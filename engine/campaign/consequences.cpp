#include "engine/campaign/consequences.h"

#include <algorithm>

#include "engine/campaign/due_dates.h"
#include "engine/campaign/may.h"
#include "engine/campaign/scope.h"
#include "engine/campaign/supervision.h"

namespace hongtou {

namespace {

class NothingPrinted final : public Press {
 public:
  explicit NothingPrinted(const Press& press) : press_(press) {}
  Result<std::map<std::string, Value>> print(const std::string&, const Document&) override {
    return std::map<std::string, Value>{};
  }
  Result<std::string> bytes(const Value& reference) const override { return press_.bytes(reference); }

 private:
  const Press& press_;
};

void let_time_pass(const Rules& rules, State& state, Instant to, Instant now) {
  for (auto next = next_timer(rules, state); next && *next <= to; next = next_timer(rules, state))
    if (perform(rules, state, {std::string(engine_actor), *next, PassTime{}}, now).events.empty()) return;
}

// What stands before and after an act, held against each other.
class Comparison {
 public:
  Comparison(const Definition& definition, const Calendar& calendar, const State& before, const State& after, Instant now)
      : definition_(definition), calendar_(calendar), before_(before), after_(after), now_(now) {}

  Consequences take() {
    for_each_step(definition_, after_,
                  [&](const ScopePtr& scope, const Step& step) { compare(Place(definition_, calendar_, after_, scope, step)); });
    return std::move(out_);
  }

 private:
  void note_sent_back(const std::string& address, const StepState& was, const StepState& is) {
    for (const auto& [unit, item] : was.items) {
      const bool was_in = item.status == ItemStatus::submitted || item.status == ItemStatus::accepted;
      const auto& now_is = is.items.at(unit);
      const bool was_accepted = item.status == ItemStatus::accepted;
      const bool is_back = now_is.status == ItemStatus::returned || now_is.status == ItemStatus::missing ||
                           (was_accepted && now_is.status == ItemStatus::closed);  // nobody waits for it
      if (was_in && is_back) out_.sent_back = asked_again(address, unit, now_is);
    }
  }

  AskedAgain asked_again(const std::string& address, const std::string& unit, const WorkItem& item) const {
    return {address, unit, item.due, item.due && *item.due <= now_};
  }

  void compare(const Place& place) {
    const auto address = place.address();
    const auto& was = before_.step(address);
    const auto& is = place.state();
    const bool again = was.round != is.round;
    if (auto* list = list_for(was, is, again)) list->push_back(address);
    note_scopes(place, was);
    note_totals(address, was, is);
    if (again) {
      note_documents(address, is);
      note_levels(address, is);
      note_items_again(place, was);
    } else {
      note_sent_back(address, was, is);
      note_ended(address, was, is);
      note_moved(address, was, is);
    }
  }

  // Where the step belongs; null: it has not begun and that is so still.
  std::vector<std::string>* list_for(const StepState& was, const StepState& is, bool again) {
    const bool off = is.status == StepStatus::skipped || is.status == StepStatus::dead;
    switch (was.status) {
      case StepStatus::waiting:
        return off ? &out_.called_off : is.status == StepStatus::waiting ? nullptr : &out_.begins;
      case StepStatus::open:
        if (off) return &out_.called_off;
        return again ? &out_.stops : is.status == StepStatus::open ? &out_.goes_on : &out_.settles;
      case StepStatus::done:
        if (again) return off ? &out_.called_off : &out_.done_again;
        break;
      case StepStatus::skipped:
      case StepStatus::dead:
        if (again) return off ? &out_.off_again : is.status == StepStatus::waiting ? &out_.decided_again : &out_.begins;
    }
    return is.stale && !was.stale ? &out_.goes_stale : &out_.stays;
  }

  void note_scopes(const Place& place, const StepState& was) {
    for (const auto& [key, scope] : was.scopes)
      if (!scope.settled && place.state().scopes.at(key).settled)
        out_.closes.push_back(key.empty() ? place.address() : place.address() + "[" + key + "]");
    if (was.status == StepStatus::waiting) return;
    for (const auto& [key, scope] : place.state().scopes)
      if (!was.scopes.contains(key))
        out_.opens.push_back({place.address() + (key.empty() ? "" : "[" + key + "]"),
                              late_units(after_, *inner_scope(place.scope(), place.step(), key, scope))});
  }

  void note_totals(const std::string& address, const StepState& was, const StepState& is) {
    for (const auto& [unit, item] : is.items) {
      const auto before = was.items.find(unit);
      const auto known = before == was.items.end() ? 0 : before->second.versions.size();
      if (!item.runs_level || item.versions.size() == known) continue;
      const auto& last = item.versions.back();
      const auto* missing = last.level.at("missing").list();
      out_.totals_up.push_back({address, unit, last.version, missing == nullptr ? 0 : missing->size(), last.accepted});
    }
  }

  void note_documents(const std::string& address, const StepState& is) {
    for (const auto& document : is.documents)
      if (document.issued) {
        out_.stands.push_back(address);
        return;
      }
  }

  void note_levels(const std::string& address, const StepState& is) {
    for (const auto& [unit, item] : is.items)
      if (item.runs_level) out_.levels_go_on.push_back({address, unit});
  }

  void note_items_again(const Place& place, const StepState& was) {
    const DueDates dates(place);
    const auto& is = place.state();
    for (const auto& [unit, item] : is.items) {
      const bool asked = item.status != ItemStatus::withdrawn;
      if (asked && item.is_owed() && item.due && *item.due <= now_)
        out_.overdue_at_once.push_back(asked_again(place.address(), unit, item));
      const auto before = was.items.find(unit);
      if (before == was.items.end()) continue;
      if (wants_nothing(before->second) && is_asked(place, unit))
        out_.asked_anew.push_back({place.address(), unit, before->second.status});
      const auto due = asked ? item.due : due_when_asked(place, dates, unit, item);
      if (before->second.due != due) out_.moves.push_back({place.address(), unit, before->second.due, due});
    }
  }

  void note_ended(const std::string& address, const StepState& was, const StepState& is) {
    if (is.status == StepStatus::skipped) return;
    for (const auto& [unit, item] : was.items)
      if (item.is_open() && is.items.at(unit).status == ItemStatus::closed) out_.items_end.push_back({address, unit});
  }

  static bool wants_nothing(const WorkItem& item) {
    return item.status == ItemStatus::waived || item.status == ItemStatus::closed || item.status == ItemStatus::suspended;
  }
  static bool is_asked(const Place& place, const std::string& unit) {
    const auto units = place.units(place.step().kind == "issue" ? "to" : "from");
    return std::find(units.begin(), units.end(), unit) != units.end();
  }

  // A day that stands in the file or was announced is due again then, unless it has passed and the unit was not late; one that is
  // reckoned from the step's opening is not known yet.
  std::optional<Instant> due_when_asked(const Place& place, const DueDates& dates, const std::string& unit,
                                        const WorkItem& item) const {
    const auto* setting = place.step().setting("due");
    if (setting == nullptr || !(setting->date || place.state().dates.contains("due"))) return std::nullopt;
    const auto due = item.due_by(dates.of(unit));
    const bool has_days_more = due && *due <= now_ && !item.late;
    return has_days_more ? std::nullopt : due;
  }

  void note_moved(const std::string& address, const StepState& was, const StepState& is) {
    for (const auto& [unit, item] : was.items) {
      const bool is_told = out_.sent_back && out_.sent_back->step == address && out_.sent_back->unit == unit;
      const auto& due = is.items.at(unit).due;
      if (item.due != due && !is_told) out_.moves.push_back({address, unit, item.due, due});
    }
  }

  const Definition& definition_;
  const Calendar& calendar_;
  const State& before_;
  const State& after_;
  const Instant now_;
  Consequences out_;
};

Value time_or_null(const std::optional<Instant>& time) { return time ? Value(to_text(day_due(*time))) : Value(); }

// Consequences in words that machines read.
class Writing {
 public:
  Writing(const Definition& definition, const State& state) : definition_(definition), state_(state) {}

  List steps(const std::vector<std::string>& addresses) const {
    List list;
    for (const auto& address : addresses) list.push_back(Map{{"step", address}, {"label", label(address)}});
    return list;
  }
  List scopes(const std::vector<std::string>& addresses) const {
    List list;
    for (const auto& address : addresses) {
      const auto* scope = scope_state(state_, address + "/");
      list.push_back(
          Map{{"step", address}, {"label", label(address)}, {"title", scope == nullptr ? std::string() : scope->title}});
    }
    return list;
  }
  List opens(const std::vector<ScopeBegun>& scopes) const {
    List list;
    for (const auto& each : scopes) {
      List units;
      for (const auto& unit : each.units) units.push_back(Map{{"unit", unit}, {"name", name(unit)}});
      list.push_back(Map{{"step", each.scope}, {"label", label(each.scope)}, {"units", std::move(units)}});
    }
    return list;
  }
  // Each of a step and a unit.
  template <class Each>
  List units(const std::vector<Each>& all) const {
    List list;
    for (const auto& each : all)
      list.push_back(Map{{"step", each.step}, {"label", label(each.step)}, {"unit", each.unit}, {"name", name(each.unit)}});
    return list;
  }
  Value asked(const AskedAgain& each) const {
    return Map{{"step", each.step},       {"label", label(each.step)},     {"unit", each.unit},
               {"name", name(each.unit)}, {"due", time_or_null(each.due)}, {"overdue", each.overdue}};
  }
  List asked(const std::vector<AskedAgain>& all) const {
    List list;
    for (const auto& each : all) list.push_back(asked(each));
    return list;
  }
  List anew(const std::vector<AskedAnew>& all) const {
    List list;
    for (const auto& each : all)
      list.push_back(Map{{"step", each.step},
                         {"label", label(each.step)},
                         {"unit", each.unit},
                         {"name", name(each.unit)},
                         {"before", Value(name_of(each.before))}});
    return list;
  }
  List moves(const std::vector<MovedDeadline>& all) const {
    List list;
    for (const auto& each : all)
      list.push_back(Map{{"step", each.step},
                         {"unit", each.unit},
                         {"name", name(each.unit)},
                         {"before", time_or_null(each.before)},
                         {"after", time_or_null(each.after)}});
    return list;
  }

  List totals(const std::vector<TotalUp>& all) const {
    List list;
    for (const auto& total : all)
      list.push_back(Map{{"step", total.step},
                         {"label", label(total.step)},
                         {"unit", total.unit},
                         {"name", name(total.unit)},
                         {"version", total.version},
                         {"missing", static_cast<std::int64_t>(total.missing)},
                         {"accepted", total.accepted}});
    return list;
  }

 private:
  std::string name(const std::string& unit) const { return unit_name(definition_, state_, unit); }
  std::string label(const std::string& address) const {
    const auto parts = parts_of(address);
    const auto* step = definition_.step(parts.back().step);
    return step == nullptr ? address : step->label;
  }

  const Definition& definition_;
  const State& state_;
};

}  // namespace

Foresight foresee(const Rules& rules, const State& state, const Command& command, Instant now) {
  NothingPrinted press(rules.press);
  const Rules tried{rules.definition, rules.calendar, rules.kind, press};
  const auto at = state.catching_up ? command.effective.value_or(state.time) : now;
  State before = state;
  let_time_pass(tried, before, at, now);
  State after = before;
  auto decision = perform(tried, after, command, now);
  if (!decision.ok()) return {std::move(decision.refusal), {}};
  return {std::nullopt, consequences_of(rules.definition, rules.calendar, before, after, at)};
}

Consequences consequences_of(const Definition& definition, const Calendar& calendar, const State& before, const State& after,
                             Instant now) {
  return Comparison(definition, calendar, before, after, now).take();
}

bool Consequences::tell_anything() const {
  auto rest = *this;
  rest.goes_on.clear();
  rest.stays.clear();
  return rest != Consequences{};
}

Value to_value(const Consequences& consequences, const Definition& definition, const State& state) {
  const Writing writing(definition, state);
  return Map{{"sent_back", consequences.sent_back ? writing.asked(*consequences.sent_back) : Value()},
             {"stops", writing.steps(consequences.stops)},
             {"done_again", writing.steps(consequences.done_again)},
             {"decided_again", writing.steps(consequences.decided_again)},
             {"off_again", writing.steps(consequences.off_again)},
             {"goes_on", writing.steps(consequences.goes_on)},
             {"stays", writing.steps(consequences.stays)},
             {"goes_stale", writing.steps(consequences.goes_stale)},
             {"settles", writing.steps(consequences.settles)},
             {"called_off", writing.steps(consequences.called_off)},
             {"begins", writing.steps(consequences.begins)},
             {"closes", writing.scopes(consequences.closes)},
             {"opens", writing.opens(consequences.opens)},
             {"stands", writing.steps(consequences.stands)},
             {"levels_go_on", writing.units(consequences.levels_go_on)},
             {"overdue_at_once", writing.asked(consequences.overdue_at_once)},
             {"asked_anew", writing.anew(consequences.asked_anew)},
             {"items_end", writing.units(consequences.items_end)},
             {"moves", writing.moves(consequences.moves)},
             {"totals_up", writing.totals(consequences.totals_up)}};
}

}  // namespace hongtou
