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
  const auto* first = item.first_of_round() == nullptr ? item.accepted() : item.first_of_round();
  if (first == nullptr || (item.accepted() == nullptr && item.status != ItemStatus::submitted))
    return outcome(Status::missing, "未报送", "not submitted");
  const auto when = to_local_text(first->effective);
  if (!first->late) return outcome(Status::punctual, when + " 报送", "submitted " + when);
  auto late = outcome(Status::late, when + " 报送，逾期", "submitted " + when + ", late");
  late.days_late = item.days_late();
  return late;
}

// Every running copy of a step that is seen from `here`, in file order.
std::vector<std::string> addresses_of(const Definition& definition, const State& state, const Scope& here,
                                      const std::string& name) {
  std::vector<std::string> addresses;
  for_each_step(definition, state, [&](const ScopePtr& scope, const Step& step) {
    if (step.id == name && sees(here, *scope)) addresses.push_back(scope->address_of(step));
  });
  return addresses;
}

class Collector {
 public:
  Collector(const Definition& definition, const State& state, const Scope& here)
      : definition_(definition), state_(state), here_(here) {}

  void add(const std::vector<AssessmentItem>& items) {
    for (const auto& item : items) {
      if (item.kind == AssessmentItem::Kind::deadline && !evidence_.deadlines.contains(item.subject)) add_deadlines(item.subject);
      if (item.kind == AssessmentItem::Kind::receipt) add_receipts(item.subject);
      if (item.kind == AssessmentItem::Kind::score && !evidence_.scores.contains(item.subject)) add_scores(item.subject);
      add_target(item.subject);
      for (const auto& part : item.parts) add_target(part);
      add(item.items);
    }
  }

  void add_entries(const List& entries) {
    for (const auto& entry : entries) {
      const auto kind = entry.at("kind").text_or("score");
      const auto text = [&](const char* key) { return entry.at(key).text_or(""); };
      if (kind == "score" || kind == "correction")
        evidence_.entries.push_back(
            {text("rule"), text("part"), text("unit"), text("actor"), entry.at("points"), text("reason"), kind == "correction"});
      if (kind == "objection") evidence_.objections.push_back({text("rule"), text("unit"), text("reason"), ""});
      if (kind == "answer") answer(text("rule"), text("unit"), text("reason"));
    }
  }

  Evidence take() {
    evidence_.parameters = parameters_of(definition_, state_);
    return std::move(evidence_);
  }

 private:
  void add_deadlines(const std::string& step) {
    for (const auto& address : addresses_of(definition_, state_, here_, step))
      for (const auto& [unit, item] : state_.step(address).items) {
        auto outcome = deadline_of(item);
        outcome.scope = address.substr(0, address.size() - step.size());
        evidence_.deadlines[step][item.responsible.empty() ? unit : item.responsible].push_back(std::move(outcome));
      }
  }

  void add_receipts(const std::string& step) {
    for (const auto& address : addresses_of(definition_, state_, here_, step))
      for (const auto& [unit, item] : state_.step(address).items) evidence_.receipts[step][unit] = receipt_of(item);
  }

  void add_scores(const std::string& step) {
    for (const auto& address : addresses_of(definition_, state_, here_, step)) {
      const auto scope = address.substr(0, address.size() - step.size());
      const auto* period = scope_state(state_, scope);
      const auto* results = state_.step(address).results.list();
      for (const auto& each : results == nullptr ? List() : *results)
        evidence_.scores[step][each.at("unit").text_or("")].push_back({scope, period == nullptr ? "" : period->title,
                                                                       each.at("score"), each.at("possible"),
                                                                       each.at("vetoed").boolean_or(false)});
    }
  }

  void add_target(const std::string& id) {
    if (evidence_.targets.contains(id)) return;
    for (const auto& target : definition_.targets)
      if (target.id == id)
        for (auto& result : measure(definition_, target, state_, here_))
          evidence_.targets[id].emplace(result.unit, std::move(result));
  }

  void answer(const std::string& rule, const std::string& unit, const std::string& text) {
    for (auto& objection : evidence_.objections)
      if (objection.rule == rule && objection.unit == unit && objection.answer.empty()) objection.answer = text;
  }

  const Definition& definition_;
  const State& state_;
  const Scope& here_;
  Evidence evidence_;
};

}  // namespace

Evidence evidence_of(const Definition& definition, const Assessment& assessment, const State& state, const Scope& here,
                     const List& entries) {
  Collector collector(definition, state, here);
  collector.add(assessment.items);
  collector.add_entries(entries);
  return collector.take();
}

std::vector<AssessedUnit> assess(const Place& place) {
  const auto& rules = place.definition().assessments.at(place.step().name("rules"));
  return assess(place.definition(), rules,
                evidence_of(place.definition(), rules, place.campaign(), *place.scope(), place.state().entries));
}

}  // namespace hongtou
