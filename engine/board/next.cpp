#include <algorithm>

#include "engine/board/sections.h"
#include "engine/campaign/countersigning.h"
#include "engine/campaign/operations.h"
#include "engine/campaign/views.h"
#include "engine/text.h"
#include "engine/upcoming.h"

namespace hongtou {

namespace {

constexpr std::size_t shown = 6;

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

std::string days_left(const Sight& sight, Date day) {
  const auto days = days_between(date_of(sight.now), day);
  if (days == 0) return sight.say({"今天", "today"});
  return days == 1 ? sight.say({"明天", "tomorrow"}) : sight.say({"还有{0}天", "in {0} days"}, {std::to_string(days)});
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
  auto all = upcoming(sight.definition, sight.calendar, sight.state, sight.now, sight.language);
  std::erase_if(all, [](const Upcoming& each) { return !each.unit.empty(); });  // stands among those who are waited for
  if (all.size() > shown) all.resize(shown);
  List out;
  for (const auto& each : all)
    out.push_back(Map{{"coming_day", each.day ? sight.short_day(*each.day) : sight.say({"待定", "open"})},
                      {"coming_left", each.day ? Value(days_left(sight, *each.day)) : Value()},
                      {"coming_step", each.label},
                      {"coming_what", each.what}});
  return out;
}

}  // namespace hongtou
