#include "engine/board/sections.h"

#include <algorithm>
#include "engine/text.h"

namespace hongtou {

namespace {

// Of many periods or cases: how many are in, under the worst mark among them.
Value cell_of_many(const Sight& sight, const Step& step, const std::vector<const WorkItem*>& items) {
  auto worst = Mark::closed;
  std::size_t in = 0;
  bool late = false;
  for (const auto* item : items) {
    worst = std::min(worst, mark_of(step, *item, sight.now));
    in += is_in(*item) ? 1u : 0u;
    late = late || (is_in(*item) && item->late);
  }
  return Map{{"chip", sight.chip(step, worst)},
             {"note", std::to_string(in) + "/" + std::to_string(items.size())},
             {"late", late || worst == Mark::overdue},
             {"empty", Value()}};
}

Value cell(const Sight& sight, const Step& step, const std::string& unit, bool asked) {
  const auto items = sight.items_of(step, unit);
  if (items.size() > 1) return cell_of_many(sight, step, items);
  const auto* item = items.empty() ? nullptr : items.front();
  if (item == nullptr)
    return Map{{"chip", Value()},
               {"note", Value()},
               {"late", false},
               {"empty", asked ? sight.say({"未开始", "not yet"}) : std::string("—")}};
  const auto mark = mark_of(step, *item, sight.now);
  std::vector<std::string> notes{sight.days_note(*item, mark)};
  if (is_in(*item) && !item->versions.empty()) {
    notes.push_back(sight.short_day(date_of(item->versions.back().effective)));
    if (item->versions.size() > 1) notes.push_back(sight.say({"第{0}版", "v{0}"}, {std::to_string(item->versions.size())}));
  }
  if (mark == Mark::judged && item->late) notes.insert(notes.begin(), sight.say({"迟报", "late"}));
  if (mark == Mark::overdue && item->status == ItemStatus::returned) notes.push_back(sight.say({"已退回", "returned"}));
  if (!item->responsible.empty())
    notes.push_back(sight.say({"转{0}", "for {0}"}, {unit_name(sight.definition, sight.state, item->responsible)}));
  std::erase(notes, "");
  return Map{{"chip", sight.chip(step, mark)},
             {"note", text_or_null(join(notes, " "))},
             {"late", mark == Mark::overdue || (is_in(*item) && item->late)},
             {"empty", Value()}};
}

// How many reports and receipts a unit still owes, or owed when all was closed.
std::size_t debts_of(const Sight& sight, const std::string& unit) {
  std::size_t debts = 0;
  for (const auto& place : sight.definition.places())
    if (asks(*place.step))
      for (const auto* item : sight.items_of(*place.step, unit)) {
        const auto mark = mark_of(*place.step, *item, sight.now);
        debts += mark == Mark::overdue || mark == Mark::missing || mark == Mark::returned ? 1u : 0u;
      }
  return debts;
}

// Of one that joined late the first of its groups that is a class.
std::string class_of(const Sight& sight, const std::string& unit) {
  if (const auto* known = sight.definition.units.find(unit)) return known->unit_class;
  for (const auto& member : sight.state.joined)
    for (const auto& group : member.groups)
      if (member.id == unit && sight.definition.units.has_class(group)) return group;
  return {};
}

}  // namespace

Value columns(const Sight& sight) {
  List out;
  for (const auto& place : sight.definition.places())
    if (const auto& step = *place.step; asks(step))
      out.push_back(Map{{"column", step.label},
                        {"column_dates", text_or_null(is_voluntary(step) ? sight.say({"自愿 ", "voluntary "}) + sight.dates(step)
                                                                         : sight.dates(step))}});
  return out;
}

// Units by class, in the order of the list; only those that are asked for something.
Value classes(const Sight& sight) {
  std::vector<std::string> names;
  std::map<std::string, List> rows;
  const auto taking_part = sight.taking_part();
  for (const auto& unit : sight.units) {
    List cells;
    bool asked = taking_part.contains(unit);
    for (const auto& place : sight.definition.places()) {
      const auto& step = *place.step;
      if (!asks(step)) continue;
      const bool here = sight.asked(step).contains(unit);
      asked = asked || here;
      cells.push_back(cell(sight, step, unit, here));
    }
    if (!asked) continue;
    const auto unit_class = class_of(sight, unit);
    if (!rows.contains(unit_class)) names.push_back(unit_class);
    const auto debts = debts_of(sight, unit);
    const auto owes = debts == 0 ? std::string() : sight.say({"欠{0}份", "owes {0}"}, {sight.number(debts)});
    rows[unit_class].push_back(Map{
        {"row", unit_name(sight.definition, sight.state, unit)}, {"row_owes", text_or_null(owes)}, {"cells", std::move(cells)}});
  }
  List out;
  const auto steps = columns(sight);
  const auto width = steps.list()->size() + 1;
  for (const auto& name : names)
    out.push_back(Map{{"class", text_or_null(name)},
                      {"class_count", sight.number(rows[name].size())},
                      {"width", width},
                      {"rows", std::move(rows[name])}});
  return out;
}

Value legend(const Sight& sight) {
  static const Step report;
  List out;
  for (const auto mark : {Mark::overdue, Mark::today, Mark::missing, Mark::returned, Mark::late, Mark::judged, Mark::in,
                          Mark::awaited, Mark::voluntary, Mark::waived, Mark::closed})
    out.push_back(sight.chip(report, mark));
  return out;
}

}  // namespace hongtou
