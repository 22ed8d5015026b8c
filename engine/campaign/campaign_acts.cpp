// Acts on the campaign itself: start, time, members, numbers, parameters.
#include <algorithm>

#include "engine/campaign/acts.h"
#include "engine/campaign/ending.h"
#include "engine/campaign/leaving.h"
#include "engine/campaign/naming.h"
#include "engine/campaign/refusals.h"
#include "engine/campaign/reminder.h"
#include "engine/campaign/supervision.h"
#include "engine/campaign/views.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message no_such_step{"refused.no_such_step", "活动没有步骤“{0}”", "the campaign has no step “{0}”",
                               "循环、逐个或案件里的步骤要写全，例如 monthly[2021-07]/report",
                               "within a repeat, an each or a case, write it in full: monthly[2021-07]/report"};
constexpr Message not_supplied{"refused.not_supplied", "启动时没有填写：{0}", "not supplied at the start: {1}", "加上 {2}",
                               "add {3}"};
constexpr Message not_asked{"refused.not_asked", "活动没有要求填写“{0}”", "the campaign does not ask for “{0}”",
                            "删去它，或在活动文件的 supply 中加上", "leave it out, or add it to supply in the campaign"};
constexpr Message start_without_reason{
    "refused.no_reason", "从以前的时间启动，要写明理由", "a start at an earlier time wants a reason",
    "加上 --reason，如 --reason 通知已在纸面上印发", "add --reason, such as --reason \"the notice went out on paper\""};
constexpr Message is_live{"refused.is_live", "活动没有在补录，已经按时钟进行",
                          "nothing is being entered from paper: the campaign goes by the clock already", "直接办理即可",
                          "just act"};
constexpr Message live_above{
    "refused.live_above", "补录是否完毕，由最上级的活动说", "whether all has been entered is said by the campaign at the top",
    "由最上级的牵头单位运行 hongtou go-live，不写 --level", "the lead at the top runs hongtou go-live, without --level"};
constexpr Message joined_already{"refused.joined", "“{0}”已经在活动中", "“{0}” takes part already", "", ""};
constexpr Message no_member{"refused.no_member", "“{0}”不在活动中", "“{0}” does not take part", "", ""};
constexpr Message lead_stays{"refused.lead_leaves", "“{0}”是牵头单位，不能退出", "“{0}” leads the campaign and cannot leave",
                             "改由别的单位牵头，要换成新版本的活动文件", "another lead wants a new version of the files"};
constexpr Message not_a_unit{"refused.unit_without_name", "新单位要有编号、名称和类别或分组",
                             "a unit that joins wants an id, a name and a class or group", "", ""};
constexpr Message no_parameter{"refused.no_parameter", "活动没有参数“{0}”", "the campaign has no parameter “{0}”", "", ""};
constexpr Message unknown_parent{"refused.unknown_parent", "上级单位“{0}”不在活动中", "the unit above, “{0}”, does not take part",
                                 "先让它加入，或改正编号", "let it join first, or mend the id"};
constexpr Message set_above{"refused.set_above", "参数“{0}”已由上级定为“{1}”", "the level above has set “{0}” to “{1}”",
                            "请上级更改；要由各级自己定的，在层层部署的步骤里写 own",
                            "ask the level above to change it; what each level is to set stands in the cascade's own"};
constexpr Message no_number{"refused.no_number", "文号序列“{0}”{1} 年没有用过第 {2} 号",
                            "the series “{0}” has not used number {2} of {1}", "", ""};

const Value* find_path(const Value& data, std::string_view dotted) {
  const Value* value = &data;
  while (!dotted.empty()) {
    const auto dot = dotted.find('.');
    value = &value->at(dotted.substr(0, dot));
    dotted = dot == std::string_view::npos ? std::string_view() : dotted.substr(dot + 1);
  }
  return value->is_null() ? nullptr : value;
}

// The first supplied value that the definition does not ask for: it would stand in the chain for ever.
std::string unknown_supply(const std::vector<SuppliedValue>& wanted, const Value& value, const std::string& name) {
  if (std::any_of(wanted.begin(), wanted.end(), [&](const auto& each) { return each.name == name; })) return {};
  if (value.map() == nullptr) return name;
  for (const auto& [key, inner] : *value.map())
    if (auto unknown = unknown_supply(wanted, inner, name.empty() ? key : name + "." + key); !unknown.empty()) return unknown;
  return {};
}

// Of the campaign's parameters, or of what an assessment leaves to be set.
bool is_parameter(const Course& course, const std::string& name) {
  if (course.rules.definition.parameters.contains(name.substr(0, name.find('.')))) return true;
  const auto parameters = parameters_of(course.rules.definition, course.state);
  return std::any_of(course.rules.definition.assessments.begin(), course.rules.definition.assessments.end(),
                     [&](const auto& each) {
                       const auto unset = unset_parameters(each.second, parameters);
                       return std::find(unset.begin(), unset.end(), name) != unset.end();
                     });
}

bool any_gets_overdue(const WorkItems& items, Instant at) {
  return std::any_of(items.expected().begin(), items.expected().end(), [&](const auto& each) {
    const auto& expectation = each.first;
    return !expectation.overdue && expectation.due && *expectation.due <= at;
  });
}

// Whether anybody is.
bool mark_overdue(Course& course) {
  std::vector<Value> overdue;
  for_each_step(course.rules.definition, course.state, [&](const ScopePtr& scope, const Step& step) {
    const auto address = scope->address_of(step);
    const auto& items = course.state.step(address).items;
    if (!any_gets_overdue(items, course.at)) return;
    List units;
    units.reserve(items.owed());
    for (const auto& [unit, item] : items)
      if (item.is_owed() && !item.overdue && item.due && *item.due <= course.at) units.push_back(unit);
    overdue.push_back(about_units(items, std::move(units)));
    overdue.back()["step"] = address;
  });
  for (auto& data : overdue) course.emit_as_engine(event_type::items_overdue, data);
  return !overdue.empty();
}

// Ladders that had ended go on when somebody is late again: what was returned after that and was not reported in time.
void take_up_ladders(Course& course) {
  std::vector<std::string> ended;
  for_each_step(course.rules.definition, course.state, [&](const ScopePtr& scope, const Step& step) {
    const auto address = scope->address_of(step);
    const auto& ladder = course.state.step(address);
    if (step.kind != "supervise" || ladder.status != StepStatus::done || ladder.how != "complete") return;
    if (settled_around(*scope, course.state) == nullptr && is_wanted_again(course.place(scope, step), course.at))
      ended.push_back(address);
  });
  for (const auto& address : ended) course.emit_as_engine(event_type::step_opened, Map{{"step", address}, {"again", true}});
}

void measure_finished_targets(Course& course) {
  List names;
  Map results;
  for (const auto& target : course.rules.definition.targets) {
    const auto window = window_of(course.rules.definition, target, course.state);
    if (!window || end_of_day(window->last) > course.at || course.state.final_targets.contains(target.id)) continue;
    names.push_back(target.id);
    results[target.id] = to_value(measure(course.rules.definition, target, course.state));
  }
  if (names.empty()) return;
  course.emit_as_engine(event_type::targets_measured,
                        Map{{"targets", std::move(names)}, {"results", std::move(results)}, {"final", true}});
}

std::optional<Refusal> refuse_incomplete(const Course& course, const Start& start) {
  std::vector<std::string> zh, en, options;
  for (const auto& wanted : course.rules.definition.supplied) {
    if (find_path(start.supplied, wanted.name) != nullptr) continue;
    zh.push_back(wanted.name + "（" + wanted.label + "）");
    en.push_back(wanted.name + " (" + wanted.label + ")");
    options.push_back("--set " + wanted.name + "=…");
  }
  if (options.empty()) return std::nullopt;
  static constexpr std::size_t few = 3;
  const bool in_a_file = options.size() > few;
  const auto how = in_a_file ? options.front() + " …" : join(options, " ");
  return course.refuse(RefusalKind::invalid_argument, not_supplied,
                       {join(zh, "、"), join(en, ", "), how + (in_a_file ? "，或写在一个 JSON 文件里：--supply 文件" : ""),
                        how + (in_a_file ? ", or write them into a JSON file: --supply FILE" : "")});
}

// One that runs on paper already begins when that began; a level begins when the one above has handed it down, which may be long
// ago by the clock.
bool is_on_paper(const Course& course, const Start& start) {
  return course.at < course.now && (!course.rules.definition.level || start.inherited.catching_up);
}

void mark_as_on_paper(const Course& course, const Start& start, Value& started) {
  if (!is_on_paper(course, start)) return;
  started["on_paper"] = true;
  if (start.inherited.catching_up) started["above"] = true;
}

std::optional<Refusal> take(Course& course, const Start& start) {
  std::vector<std::string> personal;
  if (is_on_paper(course, start) && course.command.on_behalf.empty() && !start.inherited.catching_up)
    return course.refuse(RefusalKind::invalid_argument, start_without_reason);
  if (auto refusal = refuse_incomplete(course, start)) return refusal;
  for (const auto& wanted : course.rules.definition.supplied) {
    if (wanted.is_public) continue;
    auto pointer = "/supplied/" + wanted.name;
    std::replace(pointer.begin(), pointer.end(), '.', '/');
    personal.push_back(std::move(pointer));
  }
  if (const auto name = unknown_supply(course.rules.definition.supplied, start.supplied, ""); !name.empty())
    return course.refuse(RefusalKind::invalid_argument, not_asked, {name});
  Value started{Map{{"id", course.rules.definition.id}, {"title", course.rules.definition.title}, {"supplied", start.supplied}}};
  mark_as_on_paper(course, start, started);
  course.emit_as_actor(event_type::campaign_started, std::move(started), personal);
  for (const auto& [step, said] : start.said)
    course.emit_as_actor(event_type::heard_from_above,
                         Map{{"step", step}, {"due", said.due}, {"returned", said.returned}, {"over", said.over}});
  take_over(course, start.inherited, "");
  return std::nullopt;
}

std::optional<Refusal> take(Course& course, const PassTime&) {
  if (mark_overdue(course)) take_up_ladders(course);
  for (auto& reminder : due_reminders(course.rules, course.state, course.at))
    course.emit_as_engine(event_type::reminder_sent, std::move(reminder));
  measure_finished_targets(course);
  return std::nullopt;
}

std::optional<Refusal> take(Course& course, const GoLive&) {
  if (!course.state.catching_up) return course.refuse(RefusalKind::invalid_state, is_live);
  if (course.state.inherited.catching_up) return course.refuse(RefusalKind::invalid_state, live_above);
  course.emit_as_actor(event_type::went_live, Map{});
  return std::nullopt;
}

std::optional<Refusal> take(Course& course, const Join& join) {
  const bool known = course.rules.definition.units.find(join.unit) != nullptr;
  const bool late =
      std::any_of(course.state.joined.begin(), course.state.joined.end(), [&](const auto& each) { return each.id == join.unit; });
  if ((known || late) && !course.state.left.contains(join.unit))
    return course.refuse(RefusalKind::already_exists, joined_already, {join.unit});
  if (!known && !late && (join.unit.empty() || join.name.empty() || join.groups.empty()))
    return course.refuse(RefusalKind::invalid_argument, not_a_unit);
  if (!join.parent.empty() && stranger_among(course, {join.parent}) == join.parent)
    return course.refuse(RefusalKind::not_found, unknown_parent, {join.parent});
  List groups;
  for (const auto& group : join.groups) groups.push_back(group);
  const auto name = known || late ? std::string() : join.name;  // it comes back
  course.emit_as_actor(event_type::unit_joined,
                       Map{{"id", join.unit}, {"name", name}, {"parent", join.parent}, {"groups", std::move(groups)}});
  return std::nullopt;
}

std::optional<Refusal> take(Course& course, const Leave& leave) {
  const bool late = std::any_of(course.state.joined.begin(), course.state.joined.end(),
                                [&](const auto& each) { return each.id == leave.unit; });
  if ((course.rules.definition.units.find(leave.unit) == nullptr && !late) || course.state.left.contains(leave.unit))
    return course.refuse(RefusalKind::not_found, no_member, {leave.unit});
  if (leave.unit == course.rules.definition.lead)
    return course.refuse(RefusalKind::invalid_state, lead_stays, {course.rules.definition.unit_name(leave.unit)});
  if (leave.reason.empty()) return course.refuse(RefusalKind::invalid_argument, refusals::no_reason);
  course.emit_as_actor(event_type::unit_left, Map{{"unit", leave.unit}, {"reason", leave.reason}});
  close_all_of(course, leave.unit, leave.reason);
  return std::nullopt;
}

std::optional<Refusal> take(Course& course, const VoidNumber& number) {
  if (number.reason.empty()) return course.refuse(RefusalKind::invalid_argument, refusals::no_reason);
  const auto taken = course.state.numbers.find(number.series + "/" + std::to_string(number.year));
  if (taken == course.state.numbers.end() || number.serial >= taken->second.next || number.serial < 1 ||
      taken->second.voided.contains(number.serial))
    return course.refuse(RefusalKind::not_found, no_number,
                         {number.series, std::to_string(number.year), std::to_string(number.serial)});
  course.emit_as_actor(
      event_type::number_voided,
      Map{{"series", number.series}, {"year", number.year}, {"serial", number.serial}, {"reason", number.reason}});
  return std::nullopt;
}

// Assessments that are out whose points, weights or quotas come from the parameter.
std::vector<std::string> assessments_by(const Course& course, const std::string& parameter) {
  std::vector<std::string> addresses;
  for_each_step(course.rules.definition, course.state, [&](const ScopePtr& scope, const Step& step) {
    const auto address = scope->address_of(step);
    const auto& state = course.state.step(address);
    if (step.kind != "assess" || state.status != StepStatus::done || state.stale) return;
    const auto used = parameters_used(course.rules.definition.assessments.at(step.name("rules")));
    if (std::find(used.begin(), used.end(), parameter) != used.end()) addresses.push_back(address);
  });
  return addresses;
}

std::optional<Refusal> take(Course& course, const SetParameter& set) {
  if (set.reason.empty()) return course.refuse(RefusalKind::invalid_argument, refusals::no_reason);
  if (!is_parameter(course, set.name)) return course.refuse(RefusalKind::not_found, no_parameter, {set.name});
  if (const auto above = course.state.inherited.parameters.find(set.name); above != course.state.inherited.parameters.end())
    return course.refuse(RefusalKind::invalid_state, set_above, {set.name, above->second.print()});
  course.emit_as_actor(event_type::parameter_set, Map{{"name", set.name}, {"value", set.value}, {"reason", set.reason}});
  let_try_again(course);
  for (const auto& address : assessments_by(course, set.name))
    course.emit_as_engine(event_type::step_went_stale, Map{{"step", address}, {"because", set.name}});
  return std::nullopt;
}

std::optional<Refusal> take(Course& course, const Inherit& inherit) {
  take_over(course, inherit.said, inherit.reason);
  return std::nullopt;
}

template <class AnyAct>
std::optional<Refusal> take(Course& course, const AnyAct& act) {
  if (!course.where) return course.refuse(RefusalKind::not_found, no_such_step, {act.step});
  return act_on_step(course, *course.where, course.command.act);
}

}  // namespace

namespace {

// From a unit that has left: drafts that are being signed, and what others owe still.
void release_others(Course& course, const std::string& reason) {
  std::vector<std::pair<Located, std::string>> waiting;
  for_each_step(course.rules.definition, course.state, [&](const ScopePtr& scope, const Step& step) {
    const auto& step_state = course.state.step(scope->address_of(step));
    if (step_state.status == StepStatus::open) waiting.push_back({{scope, &step}, ""});
    for (const auto& [unit, item] : step_state.items)
      if (item.is_open()) waiting.push_back({{scope, &step}, unit});
  });
  for (const auto& [where, unit] : waiting) {
    CourseTurn turn(course, where.scope, *where.step);
    release_from_those_who_left(turn, unit, reason);
  }
}

}  // namespace

void close_all_of(Course& course, const std::string& unit, const std::string& reason) {
  std::vector<std::string> owing;
  std::vector<std::pair<std::string, std::string>> scopes;
  for_each_step(course.rules.definition, course.state, [&](const ScopePtr& scope, const Step& step) {
    const auto address = scope->address_of(step);
    const auto& step_state = course.state.step(address);
    if (const auto item = step_state.items.find(unit); item != step_state.items.end() && item->second.is_open())
      owing.push_back(address);
    for (const auto& [key, inner] : step_state.scopes)
      if (inner.unit == unit && !inner.settled && step.kind == "each") scopes.emplace_back(address, key);
  });
  for (const auto& address : owing)
    course.emit_as_engine(event_type::items_closed,
                          Map{{"step", address}, {"units", List{unit}}, {"reason", reason}, {"left", true}});
  for (const auto& [address, key] : scopes)
    course.emit_as_engine(event_type::scope_settled,
                          Map{{"step", address}, {"scope", key}, {"how", "closed"}, {"reason", reason}});
  release_others(course, reason);
}

void let_try_again(Course& course) {
  std::vector<std::string> waiting;
  for (const auto& [address, step] : course.state.steps)
    if (!step.incident.is_null()) waiting.push_back(address);
  for (const auto& address : waiting) course.emit_as_engine(event_type::incident_cleared, Map{{"step", address}});
}

std::optional<Refusal> carry_out(Course& course) {
  return std::visit([&](const auto& act) { return take(course, act); }, course.command.act);
}

}  // namespace hongtou
