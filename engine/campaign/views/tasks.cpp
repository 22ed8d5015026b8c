#include "engine/campaign/tasks.h"

#include <algorithm>
#include <set>

#include "engine/campaign/awards.h"
#include "engine/campaign/countersigning.h"
#include "engine/campaign/may.h"
#include "engine/campaign/returned_total.h"
#include "engine/campaign/scope.h"
#include "engine/campaign/supervision.h"
#include "engine/campaign/views.h"
#include "engine/text.h"

namespace hongtou {

namespace {

// Who has still to enter something into an open assessment.
class Raters {
 public:
  explicit Raters(const Place& place)
      : rules_(place.definition().assessments.at(place.step().name("rules"))),
        assessor_(place.step().name("by").empty() ? place.definition().lead : place.step().name("by")) {
    if (place.state().status != StepStatus::open) return;
    for (const auto& unit : assess(place))
      for (const auto& item : unit.items) note(rules_.items, item, place.unit_name(unit.unit));
    units_.merge(awaited_for_awards(rules_, award_round_of(place.state().entries)));
  }
  const std::set<std::string>& units() const { return units_; }

  // 创新加分：清溪镇、黄石镇
  std::string wanted_of(const std::string& rater) const {
    std::vector<std::string> wanted;
    if (const auto items = wanted_.find(rater); items != wanted_.end())
      for (const auto& [item, units] : items->second) wanted.push_back(item + "：" + join(units, "、"));
    return join(wanted, "；");
  }

 private:
  void note(const std::vector<AssessmentItem>& rules, const AssessedItem& item, const std::string& judged) {
    const auto rule = std::find_if(rules.begin(), rules.end(), [&](const auto& each) { return each.id == item.item; });
    if (rule == rules.end()) return;
    for (const auto& inner : item.items) note(rule->items, inner, judged);
    if (!item.waiting || rule->kind == AssessmentItem::Kind::branch) return;
    if (rule->raters.empty()) ask(rule->subject.empty() ? assessor_ : rule->subject, *rule, judged);
    for (const auto& rater : rule->raters) ask(rater.unit, *rule, judged);
  }

  void ask(const std::string& rater, const AssessmentItem& rule, const std::string& judged) {
    units_.insert(rater);
    wanted_[rater][rule.label].push_back(judged);
  }

  const Assessment& rules_;
  const std::string assessor_;  // who judges what the rules leave open
  std::set<std::string> units_;
  std::map<std::string, std::map<std::string, std::vector<std::string>>> wanted_;  // rater → item → who is judged
};

class Finder {
 public:
  Finder(const Definition& definition, const Calendar& calendar, const State& state, std::string_view actor, Instant now,
         bool everything)
      : definition_(definition), calendar_(calendar), state_(state), actor_(actor), now_(now), everything_(everything) {}

  std::vector<Task> find() {
    if (!state_.started || state_.closed) return {};
    if (end_of_day(definition_.period.last) <= now_) note_last_awaited();
    for_each_step(definition_, state_, [&](const ScopePtr& scope, const Step& step) {
      const Place place(definition_, calendar_, state_, scope, step);
      look_at(place, "");
      for (const auto& [unit, item] : place.state().items) look_at(place, unit);
    });
    std::stable_sort(tasks_.begin(), tasks_.end(), [](const Task& a, const Task& b) {
      return a.due.value_or(Instant::max()) < b.due.value_or(Instant::max());
    });
    return std::move(tasks_);
  }

 private:
  // The campaign's time is over, and it waits for nothing else.
  void note_last_awaited() {
    for (const auto& each : last_awaited(definition_, state_))
      for (const auto& unit : each.units) last_awaited_.insert({each.step, unit});
  }

  void look_at(const Place& place, const std::string& unit) {
    const auto subject = subject_of(place, unit);
    Task task{place.address(), place.step().label, unit, "", {}, "", "", due_of(subject), false};
    task.overdue = subject.item != nullptr && subject.item->is_owed() && task.due && *task.due <= now_;
    if (subject.item != nullptr) {
      task.rung_zh = rung_of(definition_, *subject.item, Language::zh);
      task.rung_en = rung_of(definition_, *subject.item, Language::en);
    }
    std::vector<std::string> others;
    for (const auto& operation : operations()) {
      if (!concerns(operation, subject) || !is_possible(operation, subject)) continue;
      const auto units = units_acting(definition_, state_.joined, holders(operation, subject), actor_);
      if (units.empty()) continue;
      if (task.acts_for.empty()) task.acts_for = units.front();
      if (!is_waited_for(operation, subject)) {
        others.emplace_back(operation.name);
        continue;
      }
      if (task.operations.empty()) {
        task.what_zh = what_of(operation, subject, Language::zh);
        task.what_en = what_of(operation, subject, Language::en);
        task.detail = detail_of(operation, subject, units.front());
      }
      task.operations.emplace_back(operation.name);
    }
    if (task.operations.empty() && (!everything_ || others.empty())) return;
    task.operations.insert(task.operations.end(), others.begin(), others.end());
    tasks_.push_back(std::move(task));
  }

  // What is about items stands with the items.
  static bool concerns(const Operation& operation, const Subject& subject) {
    if (operation.concern == Concern::campaign) return false;
    return operation.concern == Concern::either || (operation.concern == Concern::item) == (subject.item != nullptr);
  }

  static bool settles_dispute(const Operation& operation, const Subject& subject) {
    return (operation.name == "return" || operation.name == "ask-countersign") && is_disputed(countersigning_of(subject));
  }

  // Whoever may end the item of a unit has to see that it is all the campaign waits for, and whoever asked others to countersign
  // that they do not agree.
  static std::string what_of(const Operation& operation, const Subject& subject, Language language) {
    const bool zh = language == Language::zh;
    if (settles_dispute(operation, subject) && subject.item == nullptr)
      return zh ? "会签有不同意见：改稿后再请会签，或减签"
                : "a countersigner does not agree: mend the draft and ask-countersign, or drop-signer";
    if (settles_dispute(operation, subject))
      return zh ? "会签有不同意见：退回，或再请会签、减签"
                : "a countersigner does not agree: return it, or ask-countersign, drop-signer";
    if (operation.name == "recompute" && is_returned_from_above(subject.place.state()))
      return zh ? "上级退回合计：核对后重做" : "the total was returned from above: check and recompute";
    if (operation.name != "close-item") return std::string(zh ? operation.chinese : operation.name);
    if (subject.place.step().kind == "issue")
      return zh ? "活动只等签收：催办，或办结一家" : "the campaign waits for this receipt alone: urge, or close-item";
    return zh ? "活动只等报送：催办，或办结一家" : "the campaign waits for this report alone: urge, or close-item";
  }

  bool is_waited_for(const Operation& operation, const Subject& subject) const {
    if (operation.name == "close-item") return last_awaited_.contains({subject.place.address(), subject.unit});
    if (operation.name == "enter") return subject.place.state().status == StepStatus::open;
    if (operation.name == "urge") return subject.item->is_owed() && subject.item->due && *subject.item->due <= now_;
    return operation.waited != nullptr && operation.waited(subject);
  }

  static std::vector<Holder> holders(const Operation& operation, const Subject& subject) {
    if (operation.name != "enter") return holders_of(operation, subject);
    std::vector<Holder> raters;
    const auto units = Raters(subject.place).units();
    for (const auto& unit : units) raters.push_back({unit, "", ""});
    return raters;
  }

  static std::string detail_of(const Operation& operation, const Subject& subject, const std::string& unit) {
    if (operation.name == "enter") return Raters(subject.place).wanted_of(unit);
    if (settles_dispute(operation, subject)) return objections_to(subject);
    if (operation.name == "recompute" && is_returned_from_above(subject.place.state())) return subject.place.state().reason;
    const auto signer = operation.name == "sign" ? next_signer(subject.place) : std::nullopt;
    return signer ? signer->role : std::string();
  }

  // 公安分局：改第三段
  static std::string objections_to(const Subject& subject) {
    std::vector<std::string> objections;
    for (const auto& signer : countersigning_of(subject).signers)
      if (signer.agrees == false) objections.push_back(subject.place.unit_name(signer.unit) + "：" + signer.opinion);
    return join(objections, "；");
  }

  static std::optional<Instant> due_of(const Subject& subject) {
    if (subject.item != nullptr) return subject.item->due;
    if (const auto due = units_due(subject.place)) return due;
    for (const auto* key : {"due", "on"})
      if (const auto end = subject.place.end(key)) return end;
    return std::nullopt;
  }

  const Definition& definition_;
  const Calendar& calendar_;
  const State& state_;
  std::string_view actor_;
  Instant now_;
  bool everything_;
  std::set<std::pair<std::string, std::string>> last_awaited_;  // step and unit
  std::vector<Task> tasks_;
};

}  // namespace

std::vector<Task> tasks(const Definition& definition, const Calendar& calendar, const State& state, std::string_view actor,
                        Instant now, bool everything) {
  return Finder(definition, calendar, state, actor, now, everything).find();
}

Value to_value(const std::vector<Task>& tasks, const Definition& definition, const State& state) {
  List out;
  for (const auto& task : tasks) {
    List operations;
    for (const auto& operation : task.operations) operations.push_back(operation);
    Value row{Map{{"step", task.step},
                  {"label", task.label},
                  {"unit", task.unit},
                  {"name", task.unit.empty() ? "" : unit_name(definition, state, task.unit)},
                  {"acts_for", task.acts_for},
                  {"operations", std::move(operations)},
                  {"what", Map{{"zh", task.what_zh}, {"en", task.what_en}}},
                  {"detail", task.detail},
                  {"due", task.due ? Value(to_text(day_due(*task.due))) : Value()},
                  {"overdue", task.overdue}}};
    const auto& items = state.step(task.step).items;
    if (const auto item = items.find(task.unit); item != items.end() && !item->second.responsible.empty()) {
      row["responsible"] = item->second.responsible;
      row["responsible_name"] = unit_name(definition, state, item->second.responsible);
    }
    if (!task.rung_zh.empty()) row["rung"] = Map{{"zh", task.rung_zh}, {"en", task.rung_en}};
    out.push_back(std::move(row));
  }
  return out;
}

}  // namespace hongtou
