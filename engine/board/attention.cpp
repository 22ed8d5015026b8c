#include "engine/board/sections.h"

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
    for (const auto& address : sight.addresses_of(step)) {
      const auto& items = sight.state.step(address).items;
      const auto found = items.find(unit);
      if (found == items.end()) continue;
      const auto* item = &found->second;
      const bool late_and_judged = mark == Mark::late && item->status == ItemStatus::submitted && item->late;
      if (mark_of(step, *item, sight.now) != mark && !late_and_judged) continue;
      times.push_back(scopes_of(sight.definition, sight.state, address, sight.language));
      notes = {times.back(), sight.days_note(*item, mark)};
      if (item->status == ItemStatus::returned) notes.push_back(sight.say({"退回：{0}", "returned: {0}"}, {item->reason}));
    }
    if (times.empty()) continue;
    if (times.size() > 1) notes = {sight.say({"{0}次", "{0} times"}, {std::to_string(times.size())}) + named(sight, times)};
    std::erase(notes, "");
    out.push_back(Map{{"behind_unit", unit_name(sight.definition, sight.state, unit)},
                      {"behind_note", text_or_null(join(notes, sight.say({"；", "; "})))}});
  }
  return out;
}

}  // namespace

Value alarms(const Sight& sight) {
  List out;
  for (const auto& place : sight.definition.places()) {
    const auto& step = *place.step;
    for (const auto& address : sight.addresses_of(step)) {
      const auto& step_state = sight.state.step(address);
      if (const auto* problems = step_state.incident.list())
        for (const auto& problem : *problems)
          out.push_back(Map{{"alarm_step", label_of(sight.definition, address, sight.language)},
                            {"alarm_kind", sight.say({"出现问题", "problem"})},
                            {"alarm_text", problem.at(sight.language == Language::zh ? "zh" : "en").text_or("")}});
      if (step_state.stale)
        out.push_back(
            Map{{"alarm_step", label_of(sight.definition, address, sight.language)},
                {"alarm_kind", sight.say({"结果已过时", "out of date"})},
                {"alarm_text", sight.say({"结果生成后，所用的数据又有更正，请重做这一步骤。",
                                          "The data it was made from has been corrected since; recompute the step."})}});
    }
  }
  return out;
}

// Who is behind, step by step, the worst first.
Value attention(const Sight& sight) {
  List out;
  List past;  // came late, and is in
  for (const auto& place : sight.definition.places()) {
    const auto& step = *place.step;
    if (!asks(step)) continue;
    List kinds;
    for (const auto mark : {Mark::overdue, Mark::missing, Mark::returned, Mark::late})
      if (auto units = behind(sight, step, mark); !units.empty())
        kinds.push_back(
            Map{{"chip", sight.chip(step, mark)}, {"count", sight.number(units.size())}, {"behind", std::move(units)}});
    if (kinds.empty()) continue;
    const bool owes = kinds.front().at("chip").at("style") != Value(look_of(Mark::late).style);
    (owes ? out : past)
        .push_back(Map{{"behind_step", step.label},
                       {"behind_dates", text_or_null(dates_of(step, sight.language))},
                       {"kinds", std::move(kinds)}});
  }
  out.insert(out.end(), past.begin(), past.end());
  return out;
}

}  // namespace hongtou
