#include "engine/campaign/migration.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "engine/campaign/due_dates.h"
#include "engine/campaign/naming.h"
#include "engine/campaign/place.h"
#include "engine/campaign/scope.h"
#include "engine/definition/settings.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message other_campaign{"migration.other_campaign", "新文件是活动“{1}”，进行中的是“{0}”",
                                 "the new files are of the campaign “{1}”, the running one is “{0}”", "选同一个活动的新版本",
                                 "choose a new version of the same campaign"};
constexpr Message is_closed{"migration.closed", "活动“{0}”已经结束", "the campaign “{0}” is closed", "另行启动新的活动",
                            "start another campaign"};
constexpr Message same{"migration.same", "新文件和进行中的活动没有区别",
                       "the new files do not differ from those of the running campaign", "先修改活动文件",
                       "change the files first"};
constexpr Message begun_step_gone{
    "migration.begun_step_gone", "步骤“{0}”已经开始，新文件里却没有它", "the step “{0}” has begun, but the new files lack it",
    "留着它；不再需要的，用 hongtou close 收尾", "leave it in; end it with hongtou close if it is not wanted any longer"};
constexpr Message begun_kind_changed{"migration.begun_kind_changed", "步骤“{0}”已经开始，不能从“{1}”改成“{2}”",
                                     "the step “{0}” has begun and cannot turn from “{1}” into “{2}”",
                                     "留着原来的步骤，另写一个新步骤", "leave it as it was, and add another step"};
constexpr Message begun_step_moved{"migration.begun_step_moved", "步骤“{0}”已经开始，不能从“{1}”里移到“{2}”里",
                                   "the step “{0}” has begun and cannot move from within “{1}” to within “{2}”",
                                   "留在原来的地方，另写一个新步骤", "leave it where it was, and add another step"};
constexpr Message begun_rhythm_changed{"migration.begun_rhythm_changed", "循环“{0}”已经开始，不能改周期（{1}改成{2}）",
                                       "the repeat “{0}” has begun; how often it comes cannot change from {1} to {2}",
                                       "收尾这个循环，另写一个新的", "end this one, and add another"};
constexpr Message unit_gone{"migration.unit_gone", "单位“{0}”在步骤“{1}”中有事项，新文件里却没有它",
                            "the unit “{0}” takes part in the step “{2}”, but the new files lack it",
                            "留着它，用 hongtou leave 登记退出", "leave it in, and let it leave with hongtou leave"};
constexpr Message field_retyped{"migration.field_retyped", "表单“{0}”的“{1}”已有单位填报，不能改成另一类内容",
                                "“{1}” of the form “{0}” has been filled in already and cannot take another kind of value",
                                "留着它，另加一个新的填报项", "leave it, and add another field"};
constexpr Message new_supply{"migration.new_supply", "新文件要在启动时填写“{0}”（{1}），进行中的活动没有这个值",
                             "the new files want “{0}” ({1}) supplied at the start, which the running campaign lacks",
                             "改写成参数（parameters）", "make it a parameter"};

constexpr Message step_added{"migration.step_added", "新增步骤“{0}”（{1}）", "the step “{0}” ({1}) is added"};
constexpr Message step_removed{"migration.step_removed", "去掉还没有开始的步骤“{0}”",
                               "the step “{0}”, which has not begun, is removed"};
constexpr Message step_changed{"migration.step_changed", "步骤“{0}”改动：{1}", "the step “{0}” changes: {2}"};
constexpr Message done_step_changed{"migration.done_step_changed", "步骤“{0}”已经办结，改动不再起作用：{1}",
                                    "the step “{0}” is done; its changes come too late: {2}", "不用处理，或退回该步骤重办",
                                    "nothing to do, unless the step is returned to"};
constexpr Message text_changed{"migration.text_changed", "文件“{0}”改动", "the file “{0}” changes"};
constexpr Message form_changed{"migration.form_changed", "表单“{0}”改动：{1}", "the form “{0}” changes: {2}"};
constexpr Message field_dropped{
    "migration.field_dropped", "表单“{0}”去掉“{1}”：已填的 {2} 份仍留在日志里，不再计入",
    "the form “{0}” drops “{1}”: what was said of it ({2} times) stays in the journal and counts no longer", "要继续计入就留着它",
    "leave it in if it should count"};
constexpr Message reports_kept{"migration.reports_kept", "步骤“{0}”已报的 {1} 份保留",
                               "the step “{2}” keeps what has been reported ({1} times)"};
constexpr Message field_missing{"migration.field_missing", "步骤“{0}”已报的表里，{1} 份没有新的必填项“{2}”",
                                "reports of the step “{3}” without the new required “{2}”: {1}", "需要的话退回补填",
                                "return them if it is wanted"};
constexpr Message due_moves{"migration.due_moves", "步骤“{0}”的截止从 {1} 改到 {2}，{3} 个单位",
                            "the due date of the step “{4}” moves from {1} to {2} (units: {3})"};
constexpr Message due_passed{"migration.due_passed", "步骤“{0}”的截止改到 {1}，这时已经过了",
                             "the due date of the step “{2}” moves to {1}, which has passed", "写一个还没有到的日期",
                             "write a date that is still to come"};
constexpr Message calendar_changed{"migration.calendar_changed", "节假日安排有 {0} 天不同，最早是 {1}",
                                   "working days and rest days differ on {0} days, the first of them {1}"};
constexpr Message unit_added{"migration.unit_added", "新增单位“{0}”", "the unit “{0}” is added"};
constexpr Message unit_changed{"migration.unit_changed", "单位“{0}”改动：{1}", "the unit “{0}” changes: {2}"};
constexpr Message still_asked{"migration.still_asked", "步骤“{0}”已经布置给{1}，按新文件不再要它办，仍然要办",
                              "the step “{0}” has asked {2}; the new files do not, but what was asked stays",
                              "不要它办的，换版以后用 hongtou waive 免报", "waive what is not wanted with hongtou waive"};
constexpr Message setting_changed{"migration.setting_changed", "“{0}”从“{1}”改为“{2}”", "“{0}” changes from “{1}” to “{2}”"};
constexpr Message setting_added{"migration.setting_added", "新增“{0}”{1}", "“{0}” is added{2}"};
constexpr Message setting_removed{"migration.setting_removed", "去掉“{0}”{1}", "“{0}” is removed{2}"};
constexpr Message unit_removed{"migration.unit_removed", "去掉单位“{0}”", "the unit “{0}” is removed"};
const Field* find_field(const std::vector<const Field*>& fields, const std::string& id) {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const auto* field) { return field->id == id; });
  return found == fields.end() ? nullptr : *found;
}

// Some value was written under this name, at any depth.
bool holds(const Value& data, const std::string& field) {
  if (const auto* list = data.list())
    return std::any_of(list->begin(), list->end(), [&](const auto& each) { return holds(each, field); });
  if (data.map() == nullptr) return false;
  return std::any_of(data.map()->begin(), data.map()->end(), [&](const auto& each) {
    return (each.first == field && !each.second.is_null() && each.second != Value("")) || holds(each.second, field);
  });
}

bool has_begun(const StepState& state) {
  return state.status == StepStatus::open || state.status == StepStatus::done || !state.items.empty() || !state.scopes.empty();
}

// How a step reads, key by key.
std::map<std::string, std::string> reading(const Step& step) {
  std::map<std::string, std::string> out;
  for (const auto& [key, setting] : step.settings) out[key] = setting.text;
  static constexpr std::array gates{"after", "after-some", "after-any", "after-count", "after-each"};
  for (const auto& gate : step.gates) {
    auto& text = out[gates.at(static_cast<std::size_t>(gate.kind))];
    for (const auto& on : gate.on)
      text += (text.empty() ? "" : ", ") + on.step + (on.outcomes.empty() ? "" : "=" + join(on.outcomes, "|"));
  }
  if (step.when) out["when"] = step.when->text();
  out["label"] = step.label;
  return out;
}

// “due: 2023-06-10 → 2023-06-20”, one for each key that reads differently.
std::vector<std::string> differences(const Step& from, const Step& to) {
  const auto before = reading(from);
  const auto after = reading(to);
  std::set<std::string> keys;
  for (const auto* side : {&before, &after})
    for (const auto& [key, text] : *side) keys.insert(key);
  std::vector<std::string> out;
  const auto text_of = [](const auto& side, const auto& key) { return side.contains(key) ? side.at(key) : std::string("—"); };
  for (const auto& key : keys)
    if (text_of(before, key) != text_of(after, key))
      out.push_back(key + ": " + text_of(before, key) + " → " + text_of(after, key));
  return out;
}

std::string holder_of(const Definition& definition, const StepPlace& place) {
  return place.holder == nullptr ? definition.title : place.holder->label;
}

class Planner {
 public:
  Planner(const Version& from, const Version& to, const State& state)
      : from_(from.definition), to_(to.definition), from_calendar_(from.calendar), to_calendar_(to.calendar), state_(state) {
    for (const auto& [address, step] : state.steps)
      if (has_begun(step)) begun_[std::string(step_name_of(address))].push_back(address);
  }

  Migration plan() {
    if (from_.id != to_.id) fail({}, other_campaign, {from_.id, to_.id});
    if (state_.closed) fail({}, is_closed, {from_.id});
    compare_steps();
    compare_units();
    compare_supply();
    compare_forms();
    compare_settings();
    compare_texts();
    for (const auto& [step, addresses] : begun_)
      for (const auto& address : addresses) {
        reschedule(address);
        look_who_is_asked(address);
      }
    return std::move(migration_);
  }

 private:
  void tell(Severity severity, const Position& position, const Message& message, std::vector<std::string> arguments) {
    migration_.findings.push_back({severity, position, message, std::move(arguments)});
  }
  void note(const Position& position, const Message& message, std::vector<std::string> arguments) {
    tell(Severity::note, position, message, std::move(arguments));
  }
  void warn(const Position& position, const Message& message, std::vector<std::string> arguments) {
    tell(Severity::warning, position, message, std::move(arguments));
  }
  void fail(const Position& position, const Message& message, std::vector<std::string> arguments) {
    tell(Severity::error, position, message, std::move(arguments));
  }

  // As the running campaign calls it.
  std::string label(const std::string& address, Language language) const { return label_of(from_, state_, address, language); }

  void compare_steps() {
    for (const auto& place : to_.places())
      if (from_.step(place.step->id) == nullptr)
        note(place.step->position, step_added, {place.step->label, place.step->kind});
      else
        compare(*from_.place(place.step->id), place);
    for (const auto& place : from_.places()) {
      if (to_.step(place.step->id) != nullptr) continue;
      if (begun_.contains(place.step->id))
        fail({to_.file, 0, 0}, begun_step_gone, {place.step->label});
      else
        note({to_.file, 0, 0}, step_removed, {place.step->label});
    }
  }

  void compare(const StepPlace& before, const StepPlace& after) {
    const auto& step = *after.step;
    if (begun_.contains(step.id)) compare_begun(before, after);
    const auto changes = differences(*before.step, step);
    if (changes.empty()) return;
    const bool done = begun_.contains(step.id) && state_.step(step.id).has_settled();
    const auto& message = done ? done_step_changed : step_changed;
    tell(done ? Severity::warning : Severity::note, step.position, message,
         {step.label, join(changes, "；"), join(changes, "; ")});
  }

  void compare_begun(const StepPlace& before, const StepPlace& after) {
    const auto& step = *after.step;
    if (before.step->kind != step.kind) fail(step.position, begun_kind_changed, {step.label, before.step->kind, step.kind});
    const auto* holder = before.holder;
    const bool holder_gone = holder != nullptr && to_.step(holder->id) == nullptr;  // that is told of the holder
    if (!holder_gone && (holder == nullptr ? "" : holder->id) != (after.holder == nullptr ? "" : after.holder->id))
      fail(step.position, begun_step_moved, {step.label, holder_of(from_, before), holder_of(to_, after)});
    const auto* then = before.step->setting("every");
    const auto* now = step.setting("every");
    if (then != nullptr && now != nullptr && then->text != now->text)
      fail(now->position, begun_rhythm_changed, {step.label, then->text, now->text});
  }

  void compare_units() {
    for (const auto& unit : to_.units.all()) {
      const auto* before = from_.units.find(unit.id);
      if (before == nullptr)
        note(unit.position, unit_added, {unit.name});
      else
        compare(*before, unit);
    }
    for (const auto& unit : from_.units.all()) {
      if (to_.units.find(unit.id) != nullptr) continue;
      const auto step = takes_part_in(unit.id);
      if (step.empty())
        note({to_.file, 0, 0}, unit_removed, {unit.name});
      else
        fail({to_.file, 0, 0}, unit_gone, {unit.name, label(step, Language::zh), label(step, Language::en)});
    }
  }

  void compare(const Unit& before, const Unit& after) {
    std::vector<std::string> zh, en;
    const auto tell_change = [&](const std::string& in_zh, const std::string& in_en, const std::string& then,
                                 const std::string& now) {
      if (then == now) return;
      const auto change = " " + (then.empty() ? "—" : then) + " → " + (now.empty() ? "—" : now);
      zh.push_back(in_zh + change);
      en.push_back(in_en + change);
    };
    tell_change("名称", "name", before.name, after.name);
    tell_change("类别", "class", before.unit_class, after.unit_class);
    tell_change("上级", "superior", from_.unit_name(before.parent), to_.unit_name(after.parent));
    if (!zh.empty()) note(after.position, unit_changed, {before.name, join(zh, "；"), join(en, "; ")});
  }

  // The first step in which it owes or gave something.
  std::string takes_part_in(const std::string& unit) const {
    for (const auto& [address, step] : state_.steps) {
      if (step.items.contains(unit)) return address;
      for (const auto& [key, scope] : step.scopes)
        if (scope.unit == unit) return address;
    }
    return {};
  }

  void compare_supply() {
    for (const auto& wanted : to_.supplied) {
      Value supplied = state_.supplied;
      if (at_name(supplied, wanted.name).is_null()) fail(wanted.position, new_supply, {wanted.name, wanted.label});
    }
  }

  // Reports that were made with a form, at whatever step: the last version of each unit.
  std::vector<std::pair<std::string, const Submission*>> reports_with(const std::string& form) const {
    std::vector<std::pair<std::string, const Submission*>> out;
    for (const auto& [name, addresses] : begun_) {
      const auto* step = from_.step(name);
      if (step == nullptr || step->name("form") != form) continue;
      for (const auto& address : addresses)
        for (const auto& [unit, item] : state_.step(address).items)
          if (!item.versions.empty()) out.emplace_back(address, &item.versions.back());
    }
    return out;
  }

  void compare_forms() {
    for (const auto& [id, after] : to_.forms) {
      const auto before = from_.forms.find(id);
      if (before != from_.forms.end()) compare(before->second, after);
    }
  }

  void compare(const Form& before, const Form& after) {
    const auto old_fields = before.fields();
    const auto new_fields = after.fields();
    const auto reports = reports_with(after.id);
    std::vector<std::string> changes;
    for (const auto* field : new_fields) {
      const auto* old = find_field(old_fields, field->id);
      if (old == nullptr) {
        changes.push_back("+ " + field->label);
        if (field->required) tell_missing(*field, reports);
      } else if (old->type != field->type || old->choices != field->choices || old->required != field->required ||
                 old->label != field->label) {
        changes.push_back("~ " + field->label);
        if (old->type != field->type && count(reports, field->id) > 0)
          fail(field->position, field_retyped, {after.id, field->label});
      }
    }
    for (const auto* field : old_fields) {
      if (find_field(new_fields, field->id) != nullptr) continue;
      changes.push_back("− " + field->label);
      if (const auto filled = count(reports, field->id); filled > 0)
        warn(after.position, field_dropped, {after.id, field->label, std::to_string(filled)});
    }
    if (changes.empty()) return;
    note(after.position, form_changed, {after.id, join(changes, "、"), join(changes, ", ")});
    std::map<std::string, int> kept;
    for (const auto& [address, report] : reports) ++kept[address];
    for (const auto& [address, number] : kept)
      note(after.position, reports_kept, {label(address, Language::zh), std::to_string(number), label(address, Language::en)});
  }

  static int count(const std::vector<std::pair<std::string, const Submission*>>& reports, const std::string& field) {
    return static_cast<int>(
        std::count_if(reports.begin(), reports.end(), [&](const auto& report) { return holds(report.second->data, field); }));
  }

  void tell_missing(const Field& field, const std::vector<std::pair<std::string, const Submission*>>& reports) {
    std::map<std::string, int> lacking;
    for (const auto& [address, report] : reports)
      if (!holds(report->data, field.id)) ++lacking[address];
    for (const auto& [address, number] : lacking)
      warn(field.position, field_missing,
           {label(address, Language::zh), std::to_string(number), field.label, label(address, Language::en)});
  }

  void compare_settings() {
    for (const auto& [position, name, before, after] : changed_settings(from_, to_)) {
      told_.insert(position.file);
      if (before && after) {
        note(position, setting_changed, {name, *before, *after});
        continue;
      }
      const auto& text = before ? *before : *after;
      note(position, before ? setting_removed : setting_added,
           {name, text.empty() ? "" : "：" + text, text.empty() ? "" : ": " + text});
    }
  }

  // Whatever else the files say: texts, tables, and of the others what was not told yet.
  void compare_texts() {
    const auto before = texts_of(from_);
    for (const auto& [severity, position, message, arguments] : migration_.findings)
      told_.insert(position.file.empty() ? to_.file : position.file);
    for (const auto& [name, text] : texts_of(to_)) {
      const auto old = before.find(name);
      if (old != before.end() && old->second != text && !is_told(name)) note({name, 0, 0}, text_changed, {name});
    }
  }

  bool is_told(const std::string& name) const {
    return std::any_of(told_.begin(), told_.end(), [&](const auto& path) { return path == name || path.ends_with("/" + name); });
  }

  // By their path from the campaign's folder, which may lie elsewhere by now.
  static std::map<std::string, std::string> texts_of(const Definition& definition) {
    const auto folder = folder_of(definition.file);
    std::map<std::string, std::string> out;
    for (const auto& [path, text] : definition.files)
      out[!folder.empty() && path.starts_with(folder + "/") ? path.substr(folder.size() + 1) : path] = text;
    return out;
  }

  // Those who follow the rule follow the new one, and so do those who were asked late where that gives them more time, and those
  // who were given time as soon as it gives them more; any other day that
  // was given to one unit alone stays.
  void reschedule(const std::string& address) {
    const auto before = locate(from_, state_, address);
    const auto after = locate(to_, state_, address);
    if (!before || !after || state_.step(address).has_settled()) return;
    const DueDates then(Place(from_, from_calendar_, state_, before->scope, *before->step));
    const DueDates now(Place(to_, to_calendar_, state_, after->scope, *after->step));
    std::map<std::pair<Instant, std::optional<Instant>>, std::vector<std::string>> moved;  // by the due date before and now
    for (const auto& [unit, item] : state_.step(address).items) {
      const auto old_due = item.due_by(then.of(unit)), due = item.due_by(now.of(unit));
      const bool asked_late = old_due && item.opened >= *old_due && due > item.due;
      if (item.is_owed() && item.due && item.due != due && (item.due == old_due || asked_late))
        moved[{*item.due, due}].push_back(unit);
    }
    for (auto& [days, units] : moved) reschedule({address, std::move(units), days.first, days.second}, *after->step);
  }

  void reschedule(Rescheduled moved, const Step& step) {
    const auto day = [](const std::optional<Instant>& due) { return due ? to_text(day_due(*due)) : std::string("—"); };
    note(step.position, due_moves,
         {label(moved.step, Language::zh), day(moved.from), day(moved.to), std::to_string(moved.units.size()),
          label(moved.step, Language::en)});
    if (moved.to && *moved.to <= state_.time)
      warn(step.position, due_passed, {label(moved.step, Language::zh), day(moved.to), label(moved.step, Language::en)});
    migration_.rescheduled.push_back(std::move(moved));
  }

  // Nobody is asked less than before; who is asked besides follows from the new files as soon as they hold.
  void look_who_is_asked(const std::string& address) {
    const auto after = locate(to_, state_, address);
    const auto& step = state_.step(address);
    const auto before = locate(from_, state_, address);
    if (!before || !after || step.has_settled() || after->step->setting("from") == nullptr) return;
    const auto then = Place(from_, from_calendar_, state_, before->scope, *before->step).units("from");
    const auto now = Place(to_, to_calendar_, state_, after->scope, *after->step).units("from");
    const auto contains = [](const auto& units, const auto& unit) {
      return std::find(units.begin(), units.end(), unit) != units.end();
    };
    std::vector<std::string> beside;
    for (const auto& [unit, item] : step.items)
      if (item.is_owed() && contains(then, unit) && !contains(now, unit)) beside.push_back(from_.unit_name(unit));
    if (!beside.empty()) warn(after->step->position, still_asked, {after->step->label, join(beside, "、"), join(beside, ", ")});
  }

  const Definition& from_;
  const Definition& to_;
  const Calendar& from_calendar_;
  const Calendar& to_calendar_;
  const State& state_;
  std::map<std::string, std::vector<std::string>> begun_;  // step → its addresses
  std::set<std::string> told_;                             // files of which something was told
  Migration migration_;
};

// Up to a year beyond the campaign: what is reckoned from its last days may lie there.
std::vector<Date> days_that_differ(const Version& from, const Version& to) {
  std::vector<Date> days;
  const auto last = add_days(to.definition.period.last, 366);
  for (auto day = std::min(from.definition.period.first, to.definition.period.first); day <= last; day = add_days(day, 1))
    if (from.calendar.is_working_day(day) != to.calendar.is_working_day(day)) days.push_back(day);
  return days;
}

}  // namespace

Migration plan_migration(const Version& from, const Version& to, const State& state) {
  auto migration = Planner(from, to, state).plan();
  if (const auto days = days_that_differ(from, to); !days.empty())
    migration.findings.push_back(
        {Severity::note, {to.definition.file, 0, 0}, calendar_changed, {std::to_string(days.size()), to_text(days.front())}});
  migration.same = migration.findings.empty();
  if (migration.same) migration.findings.push_back({Severity::error, {to.definition.file, 0, 0}, same, {}});
  return migration;
}

}  // namespace hongtou
