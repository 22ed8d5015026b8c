#include "engine/campaign/returning.h"

#include <algorithm>
#include <set>

#include "engine/campaign/scope.h"
#include "engine/campaign/staleness.h"

namespace hongtou {

namespace {

bool lies_at(std::string_view address, std::string_view step) {
  if (!address.starts_with(step)) return false;
  const auto rest = address.substr(step.size());
  return rest.empty() || rest.front() == '[' || rest.front() == '/';
}

// A day that stands in the file or was announced is due again then; one that is reckoned from the step's opening is not known
// yet.
std::optional<Instant> plain_due(const Place& place) {
  const auto* due = place.step().setting("due");
  const bool plain = due != nullptr && (due->date || place.state().dates.contains("due"));
  return plain ? place.end("due") : std::nullopt;
}

class Foreseeing {
 public:
  Foreseeing(const Rules& rules, const State& state, Instant at) : rules_(rules), state_(state), at_(at) {}

  Consequences of(const GoBack& act) {
    if (const auto where = locate(rules_.definition, state_, act.step)) {
      const auto again = steps_that_wait_again(Place(rules_.definition, rules_.calendar, state_, where->scope, *where->step));
      sort(std::set<std::string>(again.begin(), again.end()));
    }
    return std::move(out_);
  }

  Consequences of(const Return& act) {
    const auto where = locate(rules_.definition, state_, act.step);
    if (!where) return {};
    sort({});
    const auto& items = state_.step(act.step).items;
    const auto item = items.find(act.unit);
    if (item == items.end()) return std::move(out_);
    const auto again = due_again(item->second, at_, rules_.calendar);
    const auto due = again ? again : item->second.due;
    out_.sent_back = {act.step, act.unit, due, due && *due <= at_};
    if (item->second.status != ItemStatus::accepted) return std::move(out_);
    out_.goes_stale = results_made_from(rules_, state_, *where);
    std::erase_if(out_.stays, [&](const auto& address) {
      return std::find(out_.goes_stale.begin(), out_.goes_stale.end(), address) != out_.goes_stale.end();
    });
    return std::move(out_);
  }

 private:
  void sort(const std::set<std::string>& again) {
    for_each_step(rules_.definition, state_, [&](const ScopePtr& scope, const Step& step) {
      const Place place(rules_.definition, rules_.calendar, state_, scope, step);
      const auto address = place.address();
      const auto& step_state = place.state();
      const bool repeated = again.contains(address);
      if (step_state.status == StepStatus::open) (repeated ? out_.stops : out_.goes_on).push_back(address);
      if (step_state.has_settled()) (repeated ? out_.done_again : out_.stays).push_back(address);
      if (!repeated) return;
      if (std::any_of(step_state.documents.begin(), step_state.documents.end(), [](const auto& each) { return each.issued; }))
        out_.stands.push_back(address);
      note_deadlines(place);
    });
  }

  void note_deadlines(const Place& place) {
    const auto again = plain_due(place);
    for (const auto& [unit, item] : place.state().items)
      if (item.due != again) out_.moves.push_back({place.address(), unit, item.due, again});
  }

  const Rules& rules_;
  const State& state_;
  const Instant at_;
  Consequences out_;
};

Value time_or_null(const std::optional<Instant>& time) { return time ? Value(to_text(day_due(*time))) : Value(); }

}  // namespace

std::vector<std::string> steps_that_wait_again(const Place& target) {
  const auto& scope = *target.scope();
  const auto* found = target.definition().place(target.step().id);
  auto indexes = scope.flow->graph.followers(found->index);
  indexes.push_back(found->index);
  std::vector<std::string> addresses;
  for (const auto index : indexes) {
    const auto from = scope.address_of(scope.flow->steps[index]);
    const auto& steps = target.campaign().steps;
    for (auto each = steps.lower_bound(from); each != steps.end() && each->first.starts_with(from); ++each)
      if (lies_at(each->first, from)) addresses.push_back(each->first);
  }
  return addresses;
}

std::optional<Instant> due_again(const WorkItem& item, Instant returned, const Calendar& calendar) {
  const auto* first = item.first_of_round();
  const bool punctual = first != nullptr && !first->late;
  if (!punctual || item.runs_level || !item.due || returned < *item.due) return std::nullopt;
  return end_of_day(calendar.add_working_days(date_of(returned), days_to_report_again));
}

Consequences consequences_of(const Rules& rules, const State& state, const Act& act, Instant at) {
  Foreseeing foreseeing(rules, state, at);
  if (const auto* back = std::get_if<GoBack>(&act)) return foreseeing.of(*back);
  if (const auto* returned = std::get_if<Return>(&act)) return foreseeing.of(*returned);
  return {};
}

Value to_value(const Consequences& consequences, const Definition& definition, const State& state) {
  const auto steps = [&](const std::vector<std::string>& addresses) {
    List list;
    for (const auto& address : addresses) {
      const auto* step = definition.step(step_name_of(address));
      list.push_back(Map{{"step", address}, {"label", step == nullptr ? address : step->label}});
    }
    return list;
  };
  List moves;
  for (const auto& each : consequences.moves)
    moves.push_back(Map{{"step", each.step},
                        {"unit", each.unit},
                        {"name", unit_name(definition, state, each.unit)},
                        {"before", time_or_null(each.before)},
                        {"after", time_or_null(each.after)}});
  Value sent_back;
  if (const auto& back = consequences.sent_back)
    sent_back = Map{{"step", back->step},
                    {"label", definition.step(step_name_of(back->step))->label},
                    {"unit", back->unit},
                    {"name", unit_name(definition, state, back->unit)},
                    {"due", time_or_null(back->due)},
                    {"overdue", back->overdue}};
  return Map{{"sent_back", std::move(sent_back)},
             {"stops", steps(consequences.stops)},
             {"done_again", steps(consequences.done_again)},
             {"goes_on", steps(consequences.goes_on)},
             {"stays", steps(consequences.stays)},
             {"stands", steps(consequences.stands)},
             {"goes_stale", steps(consequences.goes_stale)},
             {"moves", std::move(moves)}};
}

}  // namespace hongtou
