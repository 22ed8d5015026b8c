#include <algorithm>

#include "engine/board/sections.h"
#include "engine/campaign/late_steps.h"
#include "engine/campaign/outstanding.h"
#include "engine/campaign/returned_total.h"
#include "engine/campaign/supervision.h"
#include "engine/definition/unpublished_years.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr std::size_t named_at_most = 4;

// Which periods, as long as there are few.
std::string named(const Sight& sight, const std::vector<std::string>& periods) {
  if (periods.size() > named_at_most) return {};
  return sight.say({"：{0}", ": {0}"}, {join(periods, sight.say({"、", ", "}))});
}

List behind(const Sight& sight, const Step& step, Mark mark) {
  List out;
  for (const auto& unit : sight.units) {
    std::vector<std::string> notes;
    std::vector<std::string> times;  // of which copies of the step
    std::string responsible;
    for (const auto& address : sight.addresses_of(step)) {
      const auto& items = sight.state.step(address).items;
      const auto found = items.find(unit);
      if (found == items.end()) continue;
      const auto* item = &found->second;
      const bool late_and_judged = mark == Mark::late && item->status == ItemStatus::submitted && item->late;
      if (mark_of(step, *item, sight.now) != mark && !late_and_judged) continue;
      responsible = item->responsible;
      times.push_back(scopes_of(sight.definition, sight.state, address, sight.language));
      notes = {times.back(), sight.days_note(*item, mark)};
      if (const auto rung = rung_of(sight.definition, *item, sight.language); !rung.empty())
        notes.push_back(sight.say({"已{0}", "{0}"}, {rung}));
      if (item->status == ItemStatus::returned) notes.push_back(sight.say({"退回：{0}", "returned: {0}"}, {item->reason}));
    }
    if (times.empty()) continue;
    if (times.size() > 1) notes = {sight.say({"{0}次", "{0} times"}, {std::to_string(times.size())}) + named(sight, times)};
    std::erase(notes, "");
    out.push_back(Map{{"behind_unit", name_in_charge(sight.definition, sight.state, unit, responsible, sight.language)},
                      {"behind_note", text_or_null(join(notes, sight.say({"；", "; "})))}});
  }
  return out;
}

// Reports that are in, without all that belongs to them.
List lacking(const Sight& sight, const Step& step) {
  List out;
  for (const auto& unit : sight.units) {
    std::vector<std::string> notes;
    for (const auto& address : sight.addresses_of(step))
      for (const auto& file : outstanding_of(sight.place_of(address), unit)) {
        const auto due = file.due ? sight.say({"，{0}截止", ", due {0}"}, {sight.day(day_due(*file.due))}) : "";
        const auto late = file.due && *file.due <= sight.now ? sight.say({"，已逾期", ", overdue"}) : "";
        notes.push_back(file.kind + (file.paper ? sight.say({"（纸质）", " (paper)"}) : "") + due + late);
      }
    if (!notes.empty())
      out.push_back(Map{{"behind_unit", unit_name(sight.definition, sight.state, unit)},
                        {"behind_note", join(notes, sight.say({"；", "; "}))}});
  }
  return out;
}

Value alarm_of(const Sight& sight, const UnpublishedYear& unpublished) {
  std::vector<std::string> labels;
  for (const auto* step : unpublished.steps) labels.push_back(step->label);
  const auto year = std::to_string(static_cast<int>(unpublished.year));
  return Map{{"alarm_step", sight.say({"{0}年放假安排", "Holidays of {0}"}, {year})},
             {"alarm_kind", sight.say({"尚未公布", "not published"})},
             {"alarm_text", sight.say({"工作日暂按周一至周五推算，这些步骤的日期可能变动：{0}。",
                                       "Working days are reckoned as Monday to Friday; dates of these steps may change: {0}."},
                                      {join(labels, sight.say({"、", ", "}))})}};
}

// Of a step that is late itself, whoever is to see to it.
Value row_of(const Sight& sight, const LateStep& late) {
  const auto words = late_step_words(sight.definition, sight.state, late, date_of(sight.now).year(), sight.language);
  const auto chip = late.done ? Map{{"style", "late"}, {"sign", "✓"}, {"text", sight.say({"办迟了", "done, late"})}}
                              : Map{{"style", "overdue"}, {"sign", "!"}, {"text", sight.say({"没有按时办", "not done in time"})}};
  List who{Map{{"behind_unit", words}, {"behind_note", Value()}}};
  List kinds{Map{{"chip", chip}, {"count", ""}, {"behind", std::move(who)}}};
  return Map{{"behind_step", label_of(sight.definition, sight.state, late.step, sight.language)},
             {"behind_dates", Value()},
             {"kinds", std::move(kinds)}};
}

List late_rows(const Sight& sight, bool done) {
  List out;
  for (const auto& late : late_steps(sight.definition, sight.calendar, sight.state, sight.now))
    if (late.done == done) out.push_back(row_of(sight, late));
  return out;
}

Value row_of(const Sight& sight, const Step& step, List kinds) {
  return Map{{"behind_step", step.label}, {"behind_dates", text_or_null(sight.dates(step))}, {"kinds", std::move(kinds)}};
}

}  // namespace

Value alarms(const Sight& sight) {
  List out;
  for (const auto& each : unpublished_years(sight.definition, sight.calendar)) out.push_back(alarm_of(sight, each));
  for (const auto& place : sight.definition.places()) {
    const auto& step = *place.step;
    for (const auto& address : sight.addresses_of(step)) {
      const auto& step_state = sight.state.step(address);
      if (const auto* problems = step_state.incident.list())
        for (const auto& problem : *problems)
          out.push_back(Map{{"alarm_step", label_of(sight.definition, address, sight.language)},
                            {"alarm_kind", sight.say({"出现问题", "problem"})},
                            {"alarm_text", problem.at(sight.language == Language::zh ? "zh" : "en").text_or("")}});
      if (is_returned_from_above(step_state))
        out.push_back(Map{{"alarm_step", label_of(sight.definition, sight.state, address, sight.language)},
                          {"alarm_kind", sight.say({"上级退回合计", "the total was returned from above"})},
                          {"alarm_text", sight.say({"{0}。核对后重做这一步骤，合计即重新上报。",
                                                    "{0}. Check and recompute the step; the total then goes up again."},
                                                   {step_state.reason})}});
      else if (step_state.stale)
        out.push_back(
            Map{{"alarm_step", label_of(sight.definition, address, sight.language)},
                {"alarm_kind", sight.say({"结果已过时", "out of date"})},
                {"alarm_text", sight.say({"结果生成后，所用的数据又有更正，请重做这一步骤。",
                                          "The data it was made from has been corrected since; recompute the step."})}});
    }
  }
  return out;
}

// What was not done in time, then who still owes, step by step, the worst first.
Value attention(const Sight& sight) {
  std::vector<std::pair<std::size_t, Value>> rows;
  for (const auto& place : sight.definition.places()) {
    const auto& step = *place.step;
    if (!asks(step)) continue;
    constexpr Mark owing[] = {Mark::overdue, Mark::today, Mark::returned, Mark::missing};
    auto worst = static_cast<std::size_t>(Mark::closed);
    List kinds;
    for (const auto mark : owing)
      if (auto units = behind(sight, step, mark); !units.empty()) {
        worst = std::min(worst, static_cast<std::size_t>(mark));
        kinds.push_back(
            Map{{"chip", sight.chip(step, mark)}, {"count", sight.number(units.size())}, {"behind", std::move(units)}});
      }
    if (auto units = lacking(sight, step); !units.empty())
      kinds.push_back(
          Map{{"chip", Map{{"style", "missing"}, {"sign", "✕"}, {"text", sight.say({"材料未齐", "material lacking"})}}},
              {"count", sight.number(units.size())},
              {"behind", std::move(units)}});
    if (!kinds.empty()) rows.emplace_back(worst, row_of(sight, step, std::move(kinds)));
  }
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  auto out = late_rows(sight, false);
  for (auto& [worst, row] : rows) out.push_back(std::move(row));
  return out;
}

// What was done late and who reported late: nothing is owed any more.
Value came_late(const Sight& sight) {
  auto out = late_rows(sight, true);
  for (const auto& place : sight.definition.places()) {
    if (!asks(*place.step)) continue;
    auto units = behind(sight, *place.step, Mark::late);
    if (units.empty()) continue;
    List kinds{
        Map{{"chip", sight.chip(*place.step, Mark::late)}, {"count", sight.number(units.size())}, {"behind", std::move(units)}}};
    out.push_back(row_of(sight, *place.step, std::move(kinds)));
  }
  return out;
}

}  // namespace hongtou
