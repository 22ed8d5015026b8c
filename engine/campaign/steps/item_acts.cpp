// What people do with work items: report, judge, waive, close.
#include <algorithm>

#include "engine/campaign/leaving.h"
#include "engine/campaign/refusals.h"
#include "engine/campaign/returning.h"
#include "engine/campaign/steps/built_in.h"
#include "engine/campaign/steps/work_items.h"
#include "engine/campaign/views.h"
#include "engine/campaign/visibility.h"

namespace hongtou {

namespace {

constexpr Message already_accepted{"refused.already_accepted", "“{2}”的“{0}”已经接收（第 {3} 版）",
                                   "“{1}” of “{2}” is accepted already (version {3})", "需要更正的，先请收集单位退回",
                                   "to correct it, ask the collector to return it first"};
constexpr Message is_suspended{"refused.suspended", "“{2}”的“{0}”已经暂停", "“{1}” of “{2}” is suspended", "先用 resume 恢复",
                               "resume it first"};
constexpr Message already_ended{"refused.item_ended", "“{2}”的“{0}”已经结束（{3}）", "“{1}” of “{2}” is over ({4})", "", ""};
constexpr Message nothing_submitted{"refused.nothing_submitted", "“{2}”的“{0}”没有待审的报送",
                                    "“{2}” has no submission of “{1}” to judge", "", ""};
constexpr Message before_report{"refused.before_report", "{3} 时“{2}”还没有报“{0}”（{4} 报送）",
                                "“{2}” had not reported “{1}” at {3} yet (it did at {4})", "写报送以后的时间",
                                "write a time after the report"};
constexpr Message no_such_paper{"refused.no_such_paper", "步骤“{0}”不向“{2}”收“{3}”", "the step “{1}” wants no “{3}” of “{2}”",
                                "", ""};

Value to_value(const std::vector<Finding>& findings) {
  List list;
  for (const auto& finding : findings)
    list.push_back(Map{{"severity", finding.severity == Severity::error ? "error" : "warning"},
                       {"field", finding.field},
                       {"code", finding.message.code},
                       {"zh", fill(finding.message.zh, finding.arguments)},
                       {"en", fill(finding.message.en, finding.arguments)}});
  return list;
}

Value to_value(const std::vector<SubmittedFile>& files) {
  List list;
  for (const auto& file : files) list.push_back(Map{{"kind", file.kind}, {"name", file.name}, {"blob", file.blob}});
  return list;
}

using refusals::of_item;

Refusal refuse_ended(const Turn& turn, const std::string& unit, ItemStatus status) {
  if (status == ItemStatus::suspended) return of_item(turn, unit, is_suspended);
  return of_item(turn, unit, already_ended, {state_word(status, Language::zh), state_word(status, Language::en)});
}

// What the unit reported to this step before: here, or in an earlier period. Null: nothing.
const Value* last_accepted(const Turn& turn, const std::string& unit) {
  const Value* last = nullptr;
  for_each_step(turn.definition(), turn.campaign(), [&](const ScopePtr& scope, const Step& step) {
    if (&step != &turn.step() || scope->prefix > turn.scope()->prefix) return;
    const auto& items = turn.campaign().step(scope->address_of(step)).items;
    const auto item = items.find(unit);
    if (item == items.end()) return;
    for (const auto& version : item->second.versions)
      if (counts(step, item->second, version)) last = &version.data;
  });
  return last;
}

// Null: what is reported has no form.
const Form* form_of(const Turn& turn) {
  const auto& forms = turn.definition().forms;
  const auto form = forms.find(turn.step().name("form"));
  return form == forms.end() ? nullptr : &form->second;
}

std::vector<Finding> check(const Turn& turn, const Submit& submission, const Form* form) {
  std::vector<AttachedFile> files;
  for (const auto& file : submission.files) files.push_back({file.kind, file.name, file.blob.at("media_type").text_or("")});
  std::vector<Finding> findings;
  if (form != nullptr) {
    SubmissionContext context;
    if (form->adds_up_over_time()) context.previous = last_accepted(turn, submission.unit);
    context.window = turn.definition().period;
    context.files = files;
    context.is_unit = [&turn](std::string_view word) { return turn.definition().units.find(word) != nullptr; };
    context.is_submitter = [&](std::string_view word) {
      return is_called(turn.definition(), turn.campaign(), submission.unit, word);
    };
    context.evaluation = {&turn.calendar(), turn.now()};
    findings = check_submission(*form, submission.data, context);
  }
  if (const auto* require = turn.step().setting("require")) {
    auto missing = check_required(require->files, files);
    findings.insert(findings.end(), missing.begin(), missing.end());
  }
  return findings;
}

std::optional<Refusal> submit(Turn& turn, const Submit& submission) {
  const auto* item = find_item(turn, submission.unit);
  if (turn.state().status == StepStatus::waiting)
    return refusals::of_step(turn, RefusalKind::invalid_state, refusals::not_open_yet);
  if (item == nullptr) return of_item(turn, submission.unit, refusals::no_item);
  const bool again = is_voluntary(turn) && item->status == ItemStatus::accepted && !turn.state().has_settled();
  if (item->status == ItemStatus::accepted && !again)
    return of_item(turn, submission.unit, already_accepted, {std::to_string(item->accepted_version)});
  const bool takes_one = item->is_owed() || item->status == ItemStatus::submitted || item->status == ItemStatus::missing;
  if (!again && !takes_one) return refuse_ended(turn, submission.unit, item->status);
  const auto* form = form_of(turn);
  const auto findings = check(turn, submission, form);
  if (std::any_of(findings.begin(), findings.end(), [](const Finding& f) { return f.severity == Severity::error; }))
    return Refusal{RefusalKind::invalid_argument, refusals::invalid_submission, {}, findings};

  const int version = static_cast<int>(item->versions.size()) + 1;
  // A correction that was asked for does not make a punctual report late.
  const bool first = version == item->round_begins || is_voluntary(turn);
  const bool late = first ? item->due && turn.now() >= *item->due : item->first_of_round()->late;
  std::vector<std::string> personal;
  auto data = submission.data;
  if (form != nullptr) {
    data = completed(*form, std::move(data), {&turn.calendar(), turn.now()});
    for (const auto& path : form->personal_paths(data)) personal.push_back("/data" + path);
  }
  Map report;
  report.emplace("unit", submission.unit);
  report.emplace("version", version);
  report.emplace("late", late);
  report.emplace("data", std::move(data));
  report.emplace("files", to_value(submission.files));
  report.emplace("findings", to_value(findings));
  turn.emit(event_type::report_submitted, std::move(report), std::move(personal));
  release_from_those_who_left(turn, submission.unit);
  if (turn.step().setting("review") == nullptr)
    turn.emit_as_engine(event_type::report_accepted, Map{{"unit", submission.unit}, {"version", version}});
  return std::nullopt;
}

// On paper nobody judges a report before it is there either.
std::optional<Refusal> refuse_before_report(const Turn& turn, const std::string& unit, const WorkItem& item) {
  const auto reported = item.versions.back().effective;
  if (turn.now() >= reported) return std::nullopt;
  return refusals::of_step(turn, RefusalKind::invalid_argument, before_report,
                           {turn.unit_name(unit), to_local_text(turn.now()), to_local_text(reported)});
}

std::optional<Refusal> accept(Turn& turn, const Accept& accept) {
  const auto* item = find_item(turn, accept.unit);
  if (item == nullptr || item->status != ItemStatus::submitted) return of_item(turn, accept.unit, nothing_submitted);
  if (auto early = refuse_before_report(turn, accept.unit, *item)) return early;
  turn.emit(event_type::report_accepted, Map{{"unit", accept.unit}, {"version", item->versions.back().version}}, {});
  return std::nullopt;
}

std::optional<Refusal> give_back(Turn& turn, const Return& returned) {
  const auto* item = find_item(turn, returned.unit);
  const bool accepted = item != nullptr && item->status == ItemStatus::accepted && !is_voluntary(turn);
  if (!accepted && (item == nullptr || item->status != ItemStatus::submitted))
    return of_item(turn, returned.unit, nothing_submitted);
  if (returned.reason.empty()) return Refusal{RefusalKind::invalid_argument, refusals::no_reason, {}, {}};
  if (auto early = refuse_before_report(turn, returned.unit, *item)) return early;
  const auto again = due_again(*item, turn.now(), turn.calendar());
  turn.emit(event_type::report_returned,
            Map{{"unit", returned.unit},
                {"version", item->versions.back().version},
                {"reason", returned.reason},
                {"accepted", accepted}},
            {});
  if (again) turn.emit_as_engine(event_type::items_rescheduled, Map{{"due", to_text(*again)}, {"units", List{returned.unit}}});
  return std::nullopt;
}

std::optional<Refusal> waive(Turn& turn, const Waive& waived) {
  const auto* item = find_item(turn, waived.unit);
  if (item == nullptr) return of_item(turn, waived.unit, refusals::no_item);
  if (!item->is_owed() && item->status != ItemStatus::missing) return refuse_ended(turn, waived.unit, item->status);
  if (waived.reason.empty()) return Refusal{RefusalKind::invalid_argument, refusals::no_reason, {}, {}};
  turn.emit(event_type::item_waived, Map{{"unit", waived.unit}, {"reason", waived.reason}}, {});
  return std::nullopt;
}

// Paper comes in its own time, also when the report is accepted already.
std::optional<Refusal> receive(Turn& turn, const ReceivePaper& paper) {
  const auto* require = turn.step().setting("require");
  const bool wanted = require != nullptr && std::any_of(require->files.begin(), require->files.end(),
                                                        [&](const auto& file) { return file.kind == paper.kind; });
  if (find_item(turn, paper.unit) == nullptr || !wanted) return of_item(turn, paper.unit, no_such_paper, {paper.kind});
  turn.emit(event_type::paper_received, Map{{"unit", paper.unit}, {"kind", paper.kind}}, {});
  return std::nullopt;
}

std::optional<Refusal> close_step(Turn& turn, const CloseStep& closed) {
  if (turn.state().status != StepStatus::open) return refusals::of_step(turn, RefusalKind::invalid_state, refusals::not_open);
  if (closed.reason.empty()) return Refusal{RefusalKind::invalid_argument, refusals::no_reason, {}, {}};
  settle_with_open_items(turn, "closed", closed.reason);
  return std::nullopt;
}

// Nobody above waits for it any more.
void end_from_above(Turn& turn, const std::string& reason) {
  List open;
  for (const auto& [unit, item] : turn.state().items)
    if (item.is_open()) open.push_back(unit);
  if (!open.empty()) turn.emit_as_engine(event_type::items_closed, Map{{"units", std::move(open)}, {"reason", reason}});
  if (turn.state().status == StepStatus::waiting)
    turn.emit_as_engine(event_type::step_skipped, Map{{"how", "closed"}, {"reason", reason}});
  else
    turn.settle("closed", reason);
}

// Of a lower campaign: a date set above holds from now on, what was returned has to be mended and sent up again, and what ended
// because nobody above waited for it is done again when somebody does.
std::optional<Refusal> hear(Turn& turn, const HearFromAbove& heard) {
  const bool moved = !heard.said.due.empty() && heard.said.due != turn.state().above.due;
  const bool wanted_again = turn.state().above.over && !heard.said.over;
  turn.emit(event_type::heard_from_above,
            Map{{"due", heard.said.due}, {"returned", heard.said.returned}, {"over", heard.said.over}, {"reason", heard.reason}},
            {});
  if (moved) reschedule(turn);
  if (heard.said.over) end_from_above(turn, heard.reason);
  if (wanted_again && turn.state().has_settled() && turn.state().how == "closed") turn.return_to(turn.step().id, heard.reason);
  return std::nullopt;
}

}  // namespace

std::optional<Refusal> WorkItemsKind::act(Turn& turn, const Act& act) const {
  if (const auto* submission = std::get_if<Submit>(&act)) return submit(turn, *submission);
  if (const auto* accepted = std::get_if<Accept>(&act)) return accept(turn, *accepted);
  if (const auto* returned = std::get_if<Return>(&act)) return give_back(turn, *returned);
  if (const auto* waived = std::get_if<Waive>(&act)) return waive(turn, *waived);
  if (const auto* paper = std::get_if<ReceivePaper>(&act)) return receive(turn, *paper);
  if (const auto* closed = std::get_if<CloseItem>(&act)) return close_item(turn, *closed);
  if (const auto* closed = std::get_if<CloseStep>(&act)) return close_step(turn, *closed);
  if (const auto* heard = std::get_if<HearFromAbove>(&act)) return hear(turn, *heard);
  return StepKind::act(turn, act);
}

}  // namespace hongtou
