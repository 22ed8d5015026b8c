// Evidence for an assessment, from a running campaign's own records.
#include <algorithm>

#include "engine/campaign/views.h"

namespace hongtou {

namespace {

using Status = DeadlineOutcome::Status;

DeadlineOutcome outcome(Status status, std::string zh, std::string en) { return {status, "", 0, std::move(zh), std::move(en)}; }

std::optional<DeadlineOutcome> excused(const WorkItem& item) {
  if (item.status == ItemStatus::waived) return outcome(Status::waived, "已免报：" + item.reason, "waived: " + item.reason);
  if (item.status == ItemStatus::closed) return outcome(Status::waived, "已办结：" + item.reason, "closed: " + item.reason);
  return std::nullopt;
}

DeadlineOutcome receipt_of(const WorkItem& item) {
  if (auto out = excused(item)) return *std::move(out);
  return item.status == ItemStatus::accepted ? outcome(Status::punctual, "已签收", "receipt confirmed")
                                             : outcome(Status::missing, "未签收", "receipt not confirmed");
}

// Punctual if the first version came in time: a correction that was asked for does not make it late.
DeadlineOutcome deadline_of(const WorkItem& item) {
  if (auto out = excused(item)) return *std::move(out);
  if (item.versions.empty() || (item.accepted() == nullptr && item.status != ItemStatus::submitted))
    return outcome(Status::missing, "未报送", "not submitted");
  const auto& first = item.versions.front();
  const auto when = to_local_text(first.effective);
  if (!first.late) return outcome(Status::punctual, when + " 报送", "submitted " + when);
  auto late = outcome(Status::late, when + " 报送，逾期", "submitted " + when + ", late");
  // The due moment is the end of a day: what comes in the day after is one day late.
  if (item.due) late.days_late = days_between(date_of(*item.due - std::chrono::microseconds(1)), date_of(first.effective));
  return late;
}

void add_evidence(Evidence& evidence, const Definition& definition, const std::vector<AssessmentItem>& items,
                  const State& state) {
  const auto add_target = [&](const std::string& id) {
    for (const auto& target : definition.targets)
      if (target.id == id && !evidence.targets.contains(id))
        for (auto& result : measure(definition, target, state)) evidence.targets[id].emplace(result.unit, std::move(result));
  };
  for (const auto& item : items) {
    const auto& work = state.step(item.subject).items;
    if (item.kind == AssessmentItem::Kind::deadline)
      for (const auto& [unit, each] : work) evidence.deadlines[item.subject][unit] = {deadline_of(each)};
    if (item.kind == AssessmentItem::Kind::receipt)
      for (const auto& [unit, each] : work) evidence.receipts[item.subject][unit] = receipt_of(each);
    add_target(item.subject);
    for (const auto& part : item.parts) add_target(part);
    add_evidence(evidence, definition, item.items, state);
  }
}

}  // namespace

Evidence evidence_of(const Definition& definition, const Assessment& assessment, const State& state) {
  Evidence evidence;
  evidence.parameters = parameters_of(definition, state);
  add_evidence(evidence, definition, assessment.items, state);
  return evidence;
}

std::vector<AssessedUnit> assess(const Definition& definition, const Assessment& assessment, const State& state) {
  return assess(definition, assessment, evidence_of(definition, assessment, state));
}

}  // namespace hongtou
