#include <algorithm>
#include <map>
#include <tuple>

#include "engine/board/schedule.h"
#include "engine/board/sections.h"
#include "engine/campaign/countersigning.h"
#include "engine/campaign/operations.h"
#include "engine/campaign/steps/built_in.h"
#include "engine/campaign/views.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr std::size_t shown = 6;
constexpr std::size_t names_shown = 8;

struct Awaited {
  std::string unit;
  std::string act;
};

std::string lead_of(const Sight& sight) { return sight.definition.unit_name(sight.definition.lead); }

// The first of those a key names, else the lead.
std::string first_named(const Sight& sight, const Place& place, std::string_view key) {
  const auto units = place.units(key);
  return units.empty() ? lead_of(sight) : place.unit_name(units.front());
}

// Who has not answered yet, and who has to see to it that somebody does not agree. `thing`: the draft, the report of a unit.
void add_countersigning(const Sight& sight, const Place& place, const Countersigning& asked, const std::string& asker,
                        const std::string& thing, std::vector<Awaited>& out) {
  const auto awaited = awaited_signers(asked);
  for (const auto& signer : asked.signers) {
    if (std::find(awaited.begin(), awaited.end(), signer.unit) == awaited.end()) continue;
    const auto name = place.unit_name(signer.unit);
    if (!signer.agrees)
      out.push_back({name, sight.say({"会签{0}", "countersign {0}"}, {thing})});
    else
      out.push_back(
          {asker, sight.say({"处理{0}对{1}的不同意见：{2}", "{0} does not agree to {1}: {2}"}, {name, thing, signer.opinion})});
  }
}

std::vector<Awaited> waiting_for_draft(const Sight& sight, const Place& place) {
  std::vector<Awaited> out;
  const auto signer = next_signer(place);
  if (!signer) return out;
  if (is_possible(operation_of(Sign{}), subject_of(place, "")))
    out.push_back({place.unit_name(signer->unit), sight.say({"签批（{0}）", "sign ({0})"}, {signer->role})});
  add_countersigning(sight, place, place.state().countersigning, place.unit_name(signers_of(place).front().unit),
                     sight.say({"文稿", "the draft"}), out);
  return out;
}

std::vector<Awaited> waiting_for_judgement(const Sight& sight, const Place& place) {
  std::vector<Awaited> out;
  const auto reviewer = first_named(sight, place, "review");
  std::size_t judged = 0;
  for (const auto& [unit, item] : place.state().items) {
    if (item.status != ItemStatus::submitted) continue;
    if (is_complete(item.countersigning))
      ++judged;
    else
      add_countersigning(sight, place, item.countersigning, reviewer,
                         sight.say({"{0}的报送", "the report of {0}"}, {place.unit_name(unit)}), out);
  }
  if (judged > 0) out.insert(out.begin(), {reviewer, sight.say({"审核{0}份", "judge {0} reports"}, {sight.number(judged)})});
  return out;
}

// Whom a step waits for, now; nothing: nobody but time, or the units that stand in the other tables.
std::vector<Awaited> waiting_for(const Sight& sight, const Place& place) {
  const auto& kind = place.step().kind;
  const bool open = place.state().status == StepStatus::open;
  if (kind == "issue") return waiting_for_draft(sight, place);
  if (kind == "decision" && open) return {{first_named(sight, place, "by"), sight.say({"作出决定", "decide"})}};
  return open || place.step().collects() ? waiting_for_judgement(sight, place) : std::vector<Awaited>{};
}

// Receipts are in no other table: whose the campaign waits for alone.
void add_last_receipts(const Sight& sight, List& out) {
  for (const auto& each : last_awaited(sight.definition, sight.state)) {
    if (sight.place_of(each.step).step().kind != "issue") continue;
    std::vector<std::string> names;
    for (const auto& unit : each.units) names.push_back(unit_name(sight.definition, sight.state, unit));
    out.push_back(Map{{"waiting_unit", some_of(std::move(names), sight.language)},
                      {"waiting_act", sight.say({"签收后活动才结束", "confirm the receipt, for the campaign to end"})},
                      {"waiting_step", label_of(sight.definition, sight.state, each.step, sight.language)}});
  }
}

// What several copies of a step have on one day stands in one line.
struct NextDate {
  Date day;
  const Step* step = nullptr;
  std::string label;
  std::string what;
  int order = 0;  // on the same day: what is due, what begins, what ends
  std::size_t copies = 1;
  std::vector<std::string> owing = {};  // names of those who have still to report
};

std::optional<Instant> next_period(const Place& repeat) {
  for (const auto& kind : built_in_step_kinds())
    if (kind->info().name == repeat.step().kind) return kind->wakes_at(repeat);
  return std::nullopt;
}

// Who owes by which day. Of a copy that belongs to one unit that one, whoever reports about it.
std::map<Date, std::vector<std::string>> owing(const Sight& sight, const Place& place) {
  std::map<Date, std::vector<std::string>> names;
  for (const auto& unit : sight.units) {
    const auto item = place.state().items.find(unit);
    if (item == place.state().items.end() || !item->second.is_owed() || !item->second.due) continue;
    const auto& own = place.scope()->unit;
    names[day_due(*item->second.due)].push_back(
        own.empty() ? name_in_charge(sight.definition, sight.state, unit, item->second.responsible, sight.language)
                    : unit_name(sight.definition, sight.state, own));
  }
  return names;
}

void add(std::vector<NextDate>& all, NextDate date) {
  const auto same = std::find_if(all.begin(), all.end(), [&](const NextDate& each) {
    return each.day == date.day && each.step == date.step && each.what == date.what;
  });
  if (same == all.end()) return all.push_back(std::move(date));
  ++same->copies;
  same->owing.insert(same->owing.end(), date.owing.begin(), date.owing.end());
}

void add_coming(const Sight& sight, const ScheduledStep& each, std::vector<NextDate>& out) {
  const auto today = date_of(sight.now);
  const auto& state = each.place.state();
  const auto& step = each.place.step();
  if (state.has_settled()) return;
  const auto label = label_of(sight.definition, sight.state, each.place.address(), sight.language);
  if (each.due) {
    auto days = owing(sight, each.place);
    if (state.status == StepStatus::waiting) days = {{*each.due, {}}};
    for (auto& [day, names] : days)
      if (day >= today) add(out, {day, &step, label, sight.say({"截止", "due"}), 0, 1, std::move(names)});
    return;
  }
  if (const auto next = step.kind == "repeat" && state.status == StepStatus::open ? next_period(each.place) : std::nullopt)
    add(out, {date_of(*next), &step, label, sight.say({"下一期开始", "next period begins"}), 1});
  if (state.status == StepStatus::waiting && each.begins && each.first >= today)
    add(out, {each.first, &step, label, sight.say({"开始", "begins"}), 1});
  if (state.status == StepStatus::open && each.last > today) add(out, {each.last, &step, label, sight.say({"结束", "ends"}), 2});
}

std::string what(const Sight& sight, const NextDate& date) {
  if (date.owing.empty()) return date.what;
  const auto owed = sight.say({"{0}，还有{1}份未报", "{0}, {1} still owed"}, {date.what, sight.number(date.owing.size())});
  if (date.owing.size() > names_shown) return owed;
  return sight.say({"{0}：{1}", "{0}: {1}"}, {owed, join(date.owing, sight.say({"、", ", "}))});
}

std::string days_left(const Sight& sight, Date day) {
  const auto days = days_between(date_of(sight.now), day);
  if (days == 0) return sight.say({"今天", "today"});
  return days == 1 ? sight.say({"明天", "tomorrow"}) : sight.say({"还有{0}天", "in {0} days"}, {std::to_string(days)});
}

// In order of the day; what ends on one day stands in one line.
std::vector<NextDate> with_ends_together(const Sight& sight, std::vector<NextDate> dates) {
  std::vector<NextDate> out;
  for (auto& date : dates) {
    if (date.copies > 1) date.label = date.step->label;
    const bool joins = !out.empty() && out.back().day == date.day && out.back().order == 2 && date.order == 2;
    if (joins)
      out.back().label += sight.say({"、", ", "}) + date.label;
    else
      out.push_back(std::move(date));
  }
  return out;
}

}  // namespace

Value waiting(const Sight& sight) {
  List out;
  for_each_step(sight.definition, sight.state, [&](const ScopePtr& scope, const Step& step) {
    const Place place(sight.definition, sight.calendar, sight.state, scope, step);
    for (const auto& each : waiting_for(sight, place))
      out.push_back(Map{{"waiting_unit", each.unit},
                        {"waiting_act", each.act},
                        {"waiting_step", label_of(sight.definition, sight.state, place.address(), sight.language)}});
  });
  add_last_receipts(sight, out);
  return out;
}

Value coming(const Sight& sight) {
  std::vector<NextDate> all;
  for (const auto& each : schedule(sight.definition, sight.calendar, sight.state, date_of(sight.now)))
    add_coming(sight, each, all);
  std::stable_sort(all.begin(), all.end(),
                   [](const NextDate& a, const NextDate& b) { return std::tie(a.day, a.order) < std::tie(b.day, b.order); });
  all = with_ends_together(sight, std::move(all));
  if (all.size() > shown) all.resize(shown);
  List out;
  for (const auto& each : all)
    out.push_back(Map{{"coming_day", sight.short_day(each.day)},
                      {"coming_left", days_left(sight, each.day)},
                      {"coming_step", each.label},
                      {"coming_what", what(sight, each)}});
  return out;
}

}  // namespace hongtou
