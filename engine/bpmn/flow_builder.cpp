#include "engine/bpmn/flow_builder.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/bpmn/activity.h"
#include "engine/text.h"
#include "engine/wording.h"

namespace hongtou {

namespace {

using Kind = ProcessNodeKind;

constexpr Words otherwise{"否则", "otherwise"};
constexpr Words done_around{"待“{0}”办结", "“{0}” has ended"};
constexpr Words outcome_is{"{0} = {1}", "{0} = {1}"};
constexpr Words how_many{"办结 {0} 个", "{0} have ended"};

// Where the sequence enters a step and where it leaves it.
struct Ends {
  std::string first;
  std::string last;
};

class FlowBuilder {
 public:
  FlowBuilder(const Definition& definition, const Flow& flow, const std::string& name, Language language)
      : definition_(definition), flow_(flow), name_(name), language_(language) {
    for (std::size_t i = 0; i < flow.steps.size(); ++i) by_name_.emplace(flow.steps[i].id, i);
    for (const auto& step : flow.steps) ends_.push_back(add_step(step));
    for (std::size_t i = 0; i < flow.steps.size(); ++i) add_gates(i);
    for (std::size_t i = 0; i < flow.steps.size(); ++i) leads_on(i);
    start();
  }

  ProcessFlow take() { return std::move(out_); }

 private:
  // What follows a step: `to`, after some outcomes of it or (none named) any that goes on.
  struct Arrival {
    std::set<std::string> outcomes;
    std::string to;
  };

  std::string words(Words of, const std::vector<std::string>& arguments = {}) const { return fill(of.in(language_), arguments); }

  std::string add(ProcessNode node) {
    out_.nodes.push_back(std::move(node));
    return out_.nodes.back().id;
  }
  std::string add(Kind kind, std::string_view prefix, std::string_view word, std::string name = {}) {
    return add(ProcessNode{kind, node_id(prefix, word), std::move(name)});
  }
  void connect(const std::string& from, const std::string& to, std::string name = {}, std::string condition = {}) {
    out_.flows.push_back({from, to, std::move(name), std::move(condition)});
  }

  static bool is_decision(const Step& step) { return step.kind == "decision"; }

  bool is_returned_to(const Step& step) const {
    return std::any_of(flow_.steps.begin(), flow_.steps.end(), [&](const Step& each) {
      const auto* outcomes = each.setting("outcomes");
      return outcomes != nullptr &&
             std::any_of(outcomes->outcomes.begin(), outcomes->outcomes.end(),
                         [&](const Outcome& outcome) { return outcome.way == Outcome::Way::back && outcome.target == step.id; });
    });
  }

  // Returns come in here; when; what it waits for; the step itself; the way around it.
  Ends add_step(const Step& step) {
    std::vector<std::string> chain;
    if (is_returned_to(step)) chain.push_back(add(Kind::exclusive, "again_", step.id));
    std::string choice;
    if (step.when) chain.push_back(choice = add(Kind::exclusive, "when_", step.id, step.label + "？"));
    const auto guarded = step.when ? chain.size() : 0;  // what `when` lets through
    for (const auto& gate : step.gates)
      for (const auto& dependency : gate.on)
        if (dependency.up > 0) chain.push_back(add_wait_for(step, dependency));
    if (auto wait = wait_before(step, language_)) chain.push_back(add(*std::move(wait)));
    chain.push_back(add(activity(definition_, step, language_)));
    if (is_decision(step)) chain.push_back(add(Kind::exclusive, "outcome_", step.id));
    for (std::size_t i = 1; i < chain.size(); ++i) connect(chain[i - 1], chain[i], "", i == guarded ? step.when->text() : "");
    Ends ends{chain.front(), chain.back()};
    if (!choice.empty()) ends.last = add_way_around(step, choice, ends.last);
    return ends;
  }

  // A decision that is not asked for has no outcome: nothing follows from it.
  std::string add_way_around(const Step& step, const std::string& choice, const std::string& last) {
    const auto to = is_decision(step) ? add(Kind::end, "skipped_", step.id) : add(Kind::exclusive, "past_", step.id);
    out_.flows.push_back({choice, to, words(otherwise), "", true});
    if (is_decision(step)) return last;
    connect(last, to);
    return to;
  }

  std::string add_wait_for(const Step& step, const Dependency& dependency) {
    const auto* other = definition_.step(dependency.step);
    const auto label = other == nullptr ? dependency.step : other->label;
    ProcessNode node{Kind::condition, node_id("wait_" + node_id("", step.id) + "_for_", dependency.step),
                     words(done_around, {label})};
    node.rule = node.name;
    if (!dependency.outcomes.empty()) node.rule = words(outcome_is, {label, join(dependency.outcomes, "|")});
    return add(std::move(node));
  }

  static Kind join_kind(Gate::Kind kind) {
    if (kind == Gate::Kind::some) return Kind::inclusive;
    return kind == Gate::Kind::any || kind == Gate::Kind::count ? Kind::complex : Kind::parallel;
  }

  std::vector<const Dependency*> local(const Gate& gate) const {
    std::vector<const Dependency*> out;
    for (const auto& dependency : gate.on)
      if (dependency.up == 0 && by_name_.contains(dependency.step)) out.push_back(&dependency);
    return out;
  }

  void add_gates(std::size_t index) {
    const auto& step = flow_.steps[index];
    std::vector<const Gate*> gates;
    for (const auto& gate : step.gates)
      if (!local(gate).empty()) gates.push_back(&gate);
    if (gates.empty()) begins_.push_back(ends_[index].first);
    auto to = ends_[index].first;
    if (gates.size() > 1) connect(add(Kind::parallel, "join_", step.id), std::exchange(to, node_id("join_", step.id)));
    for (std::size_t i = 0; i < gates.size(); ++i) add_gate(step, *gates[i], i, to);
  }

  void add_gate(const Step& step, const Gate& gate, std::size_t number, std::string to) {
    const auto dependencies = local(gate);
    if (dependencies.size() > 1) {
      ProcessNode node{join_kind(gate.kind), node_id("join_" + std::to_string(number + 1) + "_", step.id)};
      if (node.kind == Kind::complex)
        node.name = node.rule = words(how_many, {std::to_string(gate.kind == Gate::Kind::any ? 1 : gate.count)});
      connect(node.id, to);
      to = add(std::move(node));
    }
    for (const auto* dependency : dependencies)
      arrivals_[by_name_.at(dependency->step)].push_back({{dependency->outcomes.begin(), dependency->outcomes.end()}, to});
  }

  void leads_on(std::size_t index) {
    const auto& step = flow_.steps[index];
    if (is_decision(step)) return decide(step, index);
    std::vector<std::string> targets;
    for (const auto& arrival : arrivals_[index]) targets.push_back(arrival.to);
    if (targets.empty()) return connect(ends_[index].last, add(Kind::end, "end_", step.id));
    lead(ends_[index].last, node_id("split_", step.id), targets, "", "");
  }

  // One way, or several at once.
  void lead(const std::string& from, const std::string& split, const std::vector<std::string>& targets, const std::string& name,
            const std::string& condition) {
    if (targets.size() == 1) return connect(from, targets.front(), name, condition);
    connect(from, add(ProcessNode{Kind::parallel, split}), name, condition);
    for (const auto& target : targets) connect(split, target);
  }

  // Outcomes that lead to the same steps share their way.
  void decide(const Step& step, std::size_t index) {
    std::map<std::vector<std::string>, std::vector<std::string>> outcomes_by_targets;
    std::vector<std::vector<std::string>> in_order;
    for (const auto& outcome : step.setting("outcomes")->outcomes) {
      const auto targets = targets_of(index, outcome);
      auto& outcomes = outcomes_by_targets[targets];
      if (outcomes.empty()) in_order.push_back(targets);
      outcomes.push_back(outcome.name);
    }
    const auto merged = merges(step, in_order);
    for (auto targets : in_order) {
      const auto& outcomes = outcomes_by_targets.at(targets);
      const auto name = join(outcomes, "|");
      for (auto& target : targets)
        if (const auto merge = merged.find(target); merge != merged.end()) target = merge->second;
      if (targets.empty()) targets.push_back(add(Kind::end, "end_" + node_id("", step.id) + "_", outcomes.front()));
      lead(ends_[index].last, node_id("split_" + node_id("", step.id) + "_", outcomes.front()), targets, name,
           words(outcome_is, {step.id, name}));
    }
  }

  std::vector<std::string> targets_of(std::size_t index, const Outcome& outcome) const {
    if (outcome.way == Outcome::Way::back) return {ends_[by_name_.at(outcome.target)].first};
    std::vector<std::string> targets;
    if (outcome.way == Outcome::Way::end) return targets;
    const auto arrivals = arrivals_.find(index);
    if (arrivals == arrivals_.end()) return targets;
    for (const auto& arrival : arrivals->second)
      if (arrival.outcomes.empty() || arrival.outcomes.contains(outcome.name)) targets.push_back(arrival.to);
    return targets;
  }

  // A target that several ways of a decision lead to: they meet before it.
  std::map<std::string, std::string> merges(const Step& step, const std::vector<std::vector<std::string>>& ways) {
    std::map<std::string, std::size_t> count;
    for (const auto& targets : ways)
      for (const auto& target : targets) ++count[target];
    std::map<std::string, std::string> out;
    for (const auto& [target, times] : count) {
      if (times < 2) continue;
      out[target] = add(Kind::exclusive, "merge_" + node_id("", step.id) + "_", target);
      connect(out[target], target);
    }
    return out;
  }

  void start() {
    const auto first = add(Kind::start, "start_", name_);
    if (begins_.empty()) return connect(first, add(Kind::end, "end_", name_));
    lead(first, node_id("split_start_", name_), begins_, "", "");
  }

  const Definition& definition_;
  const Flow& flow_;
  const std::string& name_;
  const Language language_;
  std::map<std::string, std::size_t, std::less<>> by_name_;
  std::vector<Ends> ends_;                                // by step
  std::map<std::size_t, std::vector<Arrival>> arrivals_;  // by the step before
  std::vector<std::string> begins_;
  ProcessFlow out_;
};

}  // namespace

ProcessFlow process_flow(const Definition& definition, const Flow& flow, const std::string& name, Language language) {
  return FlowBuilder(definition, flow, name, language).take();
}

}  // namespace hongtou
