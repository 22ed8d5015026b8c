#include "engine/campaign/steps/work_items.h"

#include <algorithm>

#include "engine/campaign/countersigning.h"
#include "engine/campaign/due_dates.h"
#include "engine/campaign/leaving.h"
#include "engine/campaign/naming.h"
#include "engine/campaign/returning.h"
#include "engine/campaign/rolling_up.h"

namespace hongtou {

namespace {

// When the last of those that are asked is due by the rules: on a level before its own total is.
std::optional<Instant> last_due(const Place& place) {
  if (place.step().setting("levels") == nullptr || place.state().items.empty()) return due_of(place);
  const DueDates dates(place);
  std::optional<Instant> last;
  for (const auto& [unit, item] : place.state().items) last = std::max(last, dates.of(unit));
  return last;
}

// Known without reckoning when: somebody is given time beyond now.
bool settles_later(const Turn& turn, const Setting& settles) {
  const auto& expected = turn.state().items.expected();
  return !settles.rule && !expected.empty() && expected.rbegin()->first.due > turn.now();
}

// By its `settles`, where that is no share.
std::optional<Instant> settling_time(const Place& place, const Setting& settles) {
  if (settles.rule) return place.end("settles");
  auto last = last_due(place);
  if (!last) return last;
  for (const auto& [expectation, number] : place.state().items.expected())  // asked again or given more time
    last = std::max(last, expectation.due);
  return last;
}

// By when a unit is asked to report, and what its date was where that had passed before it was asked.
struct Asked {
  std::optional<Instant> due;
  std::optional<Instant> before = {};

  bool operator==(const Asked&) const = default;
};

Asked asked_now(const Turn& turn, const DueDates& dates, const std::string& unit) {
  const auto* item = find_item(turn, unit);
  const auto by = item == nullptr ? dates.of(unit) : item->due_by(dates.of(unit));
  const bool was_late = item != nullptr && item->late;
  if (!by || turn.now() < *by || was_late) return {by};
  return {due_after_asking(turn.now(), turn.calendar()), by};
}

// Units with the same date together, the first to be due first; those without a date last.
template <class Ask>
std::vector<std::pair<Asked, List>> by_due(std::vector<std::string> units, Ask&& ask) {
  std::vector<std::pair<Asked, List>> groups;
  for (auto& unit : units) {
    const Asked asked = ask(unit);
    auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& each) { return each.first == asked; });
    if (group == groups.end()) group = groups.insert(groups.end(), {asked, {}});
    group->second.push_back(std::move(unit));
  }
  const auto time = [](const auto& group) { return group.first.due.value_or(Instant::max()); };
  std::stable_sort(groups.begin(), groups.end(), [&](const auto& a, const auto& b) { return time(a) < time(b); });
  return groups;
}

void open_items(Turn& turn, std::vector<std::string> units) {
  const auto& items = turn.state().items;
  std::erase_if(units, [&](const auto& unit) {
    const auto item = items.find(unit);
    return item != items.end() && item->second.status != ItemStatus::withdrawn;
  });
  if (units.empty()) return;
  const auto again = turn.state().round > 1 ? units : std::vector<std::string>();
  const DueDates dates(turn);
  for (auto& [asked, group] : by_due(std::move(units), [&](const auto& unit) { return asked_now(turn, dates, unit); })) {
    Value data{Map{{"units", std::move(group)}}};
    if (asked.due) data["due"] = to_text(*asked.due);
    if (asked.before) data["before"] = to_text(*asked.before);
    turn.emit_as_engine(event_type::items_opened, std::move(data));
  }
  for (const auto& unit : again) release_from_those_who_left(turn, unit);
}

// after-each: a unit's item opens when its item before is accepted, or cannot come any more.
std::vector<std::string> following_units(const Turn& turn) {
  const auto& source = turn.state_of(turn.step().each_gate()->on.front());
  std::vector<std::string> units;
  for (const auto& unit : turn.units("from")) {
    const auto before = source.items.find(unit);
    const bool accepted = before != source.items.end() && before->second.status == ItemStatus::accepted;
    if (accepted || source.has_settled()) units.push_back(unit);
  }
  return units;
}

// Everybody who is meant has an item, and that changes only when somebody joins or leaves.
bool all_asked(const Turn& turn) {
  if (!turn.state().all_asked || turn.step().each_gate() != nullptr) return false;
  const auto& relative = turn.step().setting("from")->relative;
  return !relative.late && relative.results.empty();
}

bool all_ended(const Turn& turn) {
  if (all_asked(turn)) return turn.state().items.open() == 0 && !is_voluntary(turn);
  const bool voluntary = is_voluntary(turn);
  const auto units = turn.units("from");
  return std::all_of(units.begin(), units.end(), [&](const auto& unit) {
    const auto* item = find_item(turn, unit);
    return item != nullptr && !voluntary && !item->is_open();
  });
}

bool share_reached(const Turn& turn, int percent) {
  const auto units = turn.units("from").size();
  return turn.state().items.count(ItemStatus::accepted) * 100 >= units * static_cast<std::size_t>(percent);
}

}  // namespace

std::vector<KeySpec> work_item_keys() {
  return {{"form", "表单", KeyType::form, false, "要填的表单", "the form to fill in"},
          {"from", "报送单位", KeyType::units, true, "由谁报送", "who reports"},
          {"to", "报送至", KeyType::units, false, "报给谁；不写则报给牵头单位", "who receives it; the lead when absent"},
          {"due", "截止", KeyType::date, false, "截止日，含当日", "the due date; that day counts"},
          {"levels", "层级", KeyType::levels, false,
           "各类单位比上一级早几个工作日截止，从高到低写，如 \"区县 2, 街道 2\"；没有写到的类别按截止日",
           "how many working days before the level above each class is due, the highest first: \"district 2, street 2\"; others "
           "by the due date"},
          {"opens", "开始", KeyType::date, false, "从哪天起可以报送", "the day from which reports are taken"},
          {"remind", "提醒", KeyType::offsets, false, "相对截止日的工作日，如 \"-1, +1\"",
           "working days from the due date, such as \"-1, +1\""},
          {"require", "材料", KeyType::files, false, "须附的材料，如 \"书面总结, 照片 2-9, 盖章件 纸质 截止 2023-06-30\"",
           "what has to come with it, such as \"summary, photos 2-9, sealed copy paper by 2023-06-30\""},
          {"review", "审核", KeyType::unit, false, "由谁审核；不写则报来即收",
           "who judges reports; without it they are accepted as they come"},
          {"countersign", "会签", KeyType::units, false, "接收前要会签的单位",
           "units that have to agree before a report is accepted"},
          {"countersign-way",
           "会签办法",
           KeyType::choice,
           false,
           "all 全部同意（不写即是）、any 一家即可、in-turn 依次（按单位名单的先后）",
           "all (the default), any, or in-turn: in the order of the list of units",
           {{"all", "全部"}, {"any", "一家即可"}, {"in-turn", "依次"}}},
          {"countersign-count", "会签家数", KeyType::count, false, "不必全部：几家同意即可", "how many of them will do"},
          {"settles", "收齐", KeyType::settles, false, "at-due、日期或比例；不写则等全部办结",
           "at-due, a date or a share; without it, when every item has ended"},
          {"voluntary", "自愿", KeyType::flag, false, "有则报、可多次，不报不算缺", "0 to n reports; none is owed"}};
}

bool is_voluntary(const Place& place) { return place.step().flag("voluntary"); }

const WorkItem* find_item(const Place& place, const std::string& unit) {
  const auto& items = place.state().items;
  const auto found = items.find(unit);
  return found == items.end() ? nullptr : &found->second;
}

void reschedule(Turn& turn) {
  const DueDates dates(turn);
  const auto due = [&](const std::string& unit) { return find_item(turn, unit)->due_by(dates.of(unit)); };
  std::vector<std::string> moved;
  for (const auto& [unit, item] : turn.state().items)
    if (item.is_owed() && item.due != due(unit)) moved.push_back(unit);
  for (auto& [asked, units] : by_due(std::move(moved), [&](const auto& unit) { return Asked{due(unit)}; })) {
    const auto first = units.front().text_or("");
    Value data{Map{{"due", asked.due ? Value(to_text(*asked.due)) : Value()}, {"units", std::move(units)}}};
    if (const auto level = dates.level_of(first); !level.empty()) data["class"] = level;
    if (const auto before = find_item(turn, first)->due) data["before"] = to_text(*before);
    turn.emit_as_engine(event_type::items_rescheduled, std::move(data));
  }
}

void settle_with_open_items(Turn& turn, std::string_view how, const std::string& reason) {
  List owed;
  owed.reserve(turn.state().items.owed());
  for (const auto& [unit, item] : turn.state().items)
    if (item.is_owed()) owed.push_back(unit);
  if (!owed.empty()) {
    if (is_voluntary(turn))
      turn.emit_as_engine(event_type::items_closed, Map{{"units", std::move(owed)}, {"reason", "voluntary"}});
    else
      turn.emit_as_engine(event_type::items_missing, about_units(turn.state().items, std::move(owed)));
  }
  turn.settle(how, reason);
}

std::optional<Instant> WorkItemsKind::opens_at(const Place& place) const {
  return place.waits_for_date("opens") ? not_yet : place.start("opens");
}

// Asks every unit, also those that join later.
void WorkItemsKind::work(Turn& turn) const {
  if (turn.state().above.over) {  // done again, but nobody above waits for it any more
    turn.settle("closed");
    return;
  }
  if (!all_asked(turn)) open_items(turn, turn.step().each_gate() != nullptr ? following_units(turn) : turn.units("from"));
  ask_countersigners(turn);
  if (all_ended(turn)) {
    turn.settle("complete");
    return;
  }
  const auto* settles = turn.step().setting("settles");
  if (settles == nullptr) return;
  if (settles->number) {
    if (share_reached(turn, *settles->number)) settle_with_open_items(turn, "share");
  } else if (settles_later(turn, *settles)) {
    return;
  } else if (const auto at = settling_time(turn, *settles); at && *at <= turn.now()) {
    settle_with_open_items(turn, settles->rule ? "on_date" : "at_due");
  }
}

std::optional<Instant> WorkItemsKind::wakes_at(const Place& place) const {
  const auto* settles = place.step().setting("settles");
  return settles == nullptr || settles->number ? std::nullopt : settling_time(place, *settles);
}

void WorkItemsKind::date_moved(Turn& turn, const std::string& key) const {
  if (key == "due") reschedule(turn);
}

void WorkItemsKind::remake(Turn& turn) const { send_up(turn); }

}  // namespace hongtou
