// Operations on one unit's item beside reporting and judging: drafts, due dates, who does it, the clock.
#include "engine/campaign/acts.h"
#include "engine/campaign/naming.h"
#include "engine/campaign/refusals.h"

namespace hongtou {

namespace {

// {3} is what was written, {4} the day it has to be after, {5} the next one.
constexpr Message bad_due{"refused.bad_due", "“{2}”的“{0}”不能延期到“{3}”：应是 {4} 以后的一天",
                          "“{1}” of “{2}” cannot be extended to “{3}”: it has to be a day after {4}", "写一天，如 {5}",
                          "write a day, such as {5}"};
constexpr Message no_extension{"refused.no_extension", "“{2}”的“{0}”现在截止 {4}，延期到“{3}”并不更晚",
                               "“{1}” of “{2}” is due {4} now, and {3} is no later", "写 {4} 以后的一天，如 {5}",
                               "write a later day, such as {5}"};
constexpr Message same_unit{"refused.same_unit", "“{0}”本来就由它负责", "“{0}” answers for it already", "", ""};

const WorkItem& item_at(const Course& course, const Located& where, const std::string& unit) {
  return course.state.step(where.scope->address_of(*where.step)).items.at(unit);
}

std::optional<Instant> due_moment(const std::string& text) {
  if (const auto day = parse_date(text)) return end_of_day(*day);
  return parse_instant(text);
}

// The clock stood still from one day to the other: the due day moves by the working days between them.
std::optional<Instant> due_after_pause(const Course& course, const WorkItem& item) {
  if (!item.due || !item.suspended) return item.due;
  const auto& calendar = course.rules.calendar;
  const auto days = calendar.working_days_between(date_of(*item.suspended), date_of(course.at));
  const auto day = day_due(*item.due);
  return *item.due + std::chrono::hours(24) * days_between(day, calendar.add_working_days(day, days));
}

// A draft may be wrong and incomplete, but what the form does not hold would be kept where nobody sees it.
std::vector<Finding> unknown_fields(const Form& form, const Value& data) {
  auto findings = check_submission(form, data);
  std::erase_if(findings, [](const Finding& finding) { return finding.message.code != "form.unknown_field"; });
  return findings;
}

// It does not lie after a day; the next one it may be.
Refusal refuse_due(const Course& course, const Located& where, const Extend& extend, const Message& message,
                   const std::string& after, Date next) {
  auto refusal =
      refusals::of_item(course.place(where.scope, *where.step), extend.unit, message, {extend.due, after, to_text(next)});
  refusal.kind = RefusalKind::invalid_argument;
  return refusal;
}

std::optional<Refusal> no_reason(const Course& course) {
  return course.refuse(RefusalKind::invalid_argument, refusals::no_reason);
}

}  // namespace

std::optional<Refusal> operate(Course& course, const Located& where, const SaveDraft& save) {
  std::vector<std::string> personal;
  const auto& forms = course.rules.definition.forms;
  if (const auto form = forms.find(where.step->name("form")); form != forms.end()) {
    if (const auto findings = unknown_fields(form->second, save.data); !findings.empty())
      return Refusal{RefusalKind::invalid_argument, refusals::invalid_submission, {}, findings};
    for (const auto& path : form->second.personal_paths(save.data)) personal.push_back("/data" + path);
  }
  course.emit_as_actor(event_type::draft_saved, Map{{"step", save.step}, {"unit", save.unit}, {"data", save.data}},
                       std::move(personal));
  return std::nullopt;
}

std::optional<Refusal> operate(Course& course, const Located& where, const Withdraw& withdraw) {
  const auto version = item_at(course, where, withdraw.unit).versions.back().version;
  course.emit_as_actor(event_type::report_withdrawn,
                       Map{{"step", withdraw.step}, {"unit", withdraw.unit}, {"version", version}, {"reason", withdraw.reason}});
  return std::nullopt;
}

std::optional<Refusal> operate(Course& course, const Located& where, const Extend& extend) {
  const auto due = due_moment(extend.due);
  const auto before = item_at(course, where, extend.unit).due;
  const auto today = date_of(course.at);
  const auto next = add_days(before ? std::max(today, day_due(*before)) : today, 1);
  if (!due || *due <= course.at) return refuse_due(course, where, extend, bad_due, to_text(today), next);
  if (before && *due <= *before) return refuse_due(course, where, extend, no_extension, due_figures(*before), next);
  if (extend.reason.empty()) return no_reason(course);
  course.emit_as_actor(
      event_type::items_rescheduled,
      Map{{"step", extend.step}, {"units", List{extend.unit}}, {"due", to_text(*due)}, {"reason", extend.reason}});
  return std::nullopt;
}

std::optional<Refusal> operate(Course& course, const Located&, const Delegate& delegate) {
  const auto at = delegate.to.rfind('@');
  const bool person = course.rules.definition.people.knows(std::string_view(delegate.to).substr(0, at));
  if (!delegate.to.empty() && !person)
    if (auto refusal = refuse_strangers(course, {delegate.to})) return refusal;
  course.emit_as_actor(event_type::item_delegated,
                       Map{{"step", delegate.step}, {"unit", delegate.unit}, {"to", delegate.to}, {"reason", delegate.reason}});
  return std::nullopt;
}

std::optional<Refusal> operate(Course& course, const Located& where, const Transfer& transfer) {
  if (auto refusal = refuse_strangers(course, {transfer.to})) return refusal;
  if (transfer.reason.empty()) return no_reason(course);
  const auto& item = item_at(course, where, transfer.unit);
  const auto& now = item.responsible.empty() ? transfer.unit : item.responsible;
  if (now == transfer.to)
    return course.refuse(RefusalKind::invalid_state, same_unit, {unit_name(course.rules.definition, course.state, transfer.to)});
  course.emit_as_actor(event_type::item_transferred,
                       Map{{"step", transfer.step}, {"unit", transfer.unit}, {"to", transfer.to}, {"reason", transfer.reason}});
  return std::nullopt;
}

std::optional<Refusal> operate(Course& course, const Located& where, const Urge& urge) {
  Value data{Map{{"step", urge.step}, {"unit", urge.unit}, {"text", urge.text}}};
  if (const auto& other = item_at(course, where, urge.unit).responsible; !other.empty())
    data["in_charge"] = Map{{urge.unit, other}};
  course.emit_as_actor(event_type::unit_urged, std::move(data));
  return std::nullopt;
}

std::optional<Refusal> operate(Course& course, const Located&, const Suspend& suspend) {
  if (suspend.reason.empty()) return no_reason(course);
  course.emit_as_actor(event_type::item_suspended,
                       Map{{"step", suspend.step}, {"unit", suspend.unit}, {"reason", suspend.reason}});
  return std::nullopt;
}

std::optional<Refusal> operate(Course& course, const Located& where, const Resume& resume) {
  Value data{Map{{"step", resume.step}, {"unit", resume.unit}, {"reason", resume.reason}}};
  if (const auto due = due_after_pause(course, item_at(course, where, resume.unit))) data["due"] = to_text(*due);
  course.emit_as_actor(event_type::item_resumed, std::move(data));
  return std::nullopt;
}

}  // namespace hongtou
