// assess 考核: units are judged by the rules, from the campaign's own records.
#include <algorithm>

#include "engine/campaign/incident.h"
#include "engine/campaign/refusals.h"
#include "engine/campaign/steps/built_in.h"
#include "engine/campaign/views.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message unset_parameter{"assess.unset_parameter", "考核前要先给这些参数定值：{0}",
                                  "these parameters want a value before anything can be assessed: {0}",
                                  "用“定参数”填写，或写进活动文件的 parameters",
                                  "set them, or write them into the campaign's parameters"};

class AssessKind final : public StepKind {
 public:
  StepKindInfo info() const override {
    return {"assess",
            "考核",
            {{"rules", "规则", KeyType::assessment, true, "考核规则文件（.info）", "the file of rules (.info)"},
             {"text", "文稿", KeyType::text, false, "考核结果的文稿模板（.gw）", "a text for the results (.gw)"},
             {"by", "主办", KeyType::unit, false, "由谁考核", "who assesses"},
             {"on", "日期", KeyType::date, false, "哪天考核；不写则前面的步骤办结即考核",
              "the day; without it, as soon as the steps before have settled"}},
            "按规则考核各单位，逐项写明依据",
            "assesses the units by rules, each item with what it was judged by"};
  }

  std::optional<Instant> opens_at(const Place& place) const override {
    return place.waits_for_date("on") ? not_yet : place.at_nine("on");
  }

  // Waits for what people have to enter, and for parameters that have no value yet.
  void work(Turn& turn) const override {
    if (const auto unset = unset_parameters(rules_of(turn), parameters_of(turn.definition(), turn.campaign())); !unset.empty()) {
      const Diagnostics problem{{Severity::error, turn.step().position, unset_parameter, {join(unset, "、")}}};
      turn.emit_as_engine(event_type::incident_raised, Map{{"problems", problems_of(problem)}});
      return;
    }
    const auto results = assess(turn);
    if (!std::any_of(results.begin(), results.end(), is_waiting) && make(turn, results)) turn.settle("complete");
  }

  bool has_result() const override { return true; }
  void remake(Turn& turn) const override { make(turn, assess(turn)); }

  std::optional<Refusal> act(Turn& turn, const Act& act) const override {
    if (const auto* entry = std::get_if<Enter>(&act)) return enter(turn, *entry);
    if (const auto* close = std::get_if<CloseStep>(&act)) return close_step(turn, *close);
    return StepKind::act(turn, act);
  }

 private:
  static const Assessment& rules_of(const Place& place) { return place.definition().assessments.at(place.step().name("rules")); }

  static bool waits(const AssessedItem& item) { return item.waiting || std::any_of(item.items.begin(), item.items.end(), waits); }
  static bool is_waiting(const AssessedUnit& unit) { return std::any_of(unit.items.begin(), unit.items.end(), waits); }

  static bool make(Turn& turn, const std::vector<AssessedUnit>& results) {
    const auto text = turn.step().name("text");
    Value data{Map{{"results", to_value(results)}, {"complete", text.empty()}}};
    if (!rules_of(turn).awards.empty())
      data["awards"] =
          awards(rules_of(turn), nominations_of(turn.state().entries), parameters_of(turn.definition(), turn.campaign()));
    turn.emit_as_engine(event_type::units_assessed, std::move(data));
    return text.empty() || turn.publish(text, event_type::document_compiled, Map{});
  }

  static Diagnostics faults(const Turn& turn, const Enter& entry) {
    const auto parameters = parameters_of(turn.definition(), turn.campaign());
    const auto& rules = rules_of(turn);
    if (entry.kind == "nomination" || entry.kind == "grant") {
      Nomination nomination{entry.rule, entry.unit, turn.actor(), entry.reason, std::nullopt, ""};
      if (entry.kind == "grant") {
        nomination.granted = entry.granted;
        nomination.decided_by = turn.actor();
      }
      return check_nomination(rules, nominations_of(turn.state().entries), nomination, parameters);
    }
    if (entry.kind == "objection" || entry.kind == "answer") return {};
    return check_entry(rules,
                       {entry.rule, entry.part, entry.unit, turn.actor(), entry.points, entry.reason, entry.kind == "correction"},
                       parameters);
  }

  // With units by their names.
  static Refusal refuse(const Turn& turn, const Diagnostic& fault) {
    auto arguments = fault.arguments;
    for (auto& argument : arguments) argument = turn.unit_name(argument);
    return {RefusalKind::invalid_argument, fault.message, std::move(arguments), {}};
  }

  // Before the assessment, while it waits, or to correct it: then it is to be made anew.
  static std::optional<Refusal> enter(Turn& turn, const Enter& entry) {
    if (entry.reason.empty()) return Refusal{RefusalKind::invalid_argument, refusals::no_reason, {}, {}};
    if (const auto found = faults(turn, entry); !found.empty()) return refuse(turn, found.front());
    turn.emit(event_type::entry_made,
              Map{{"kind", entry.kind},
                  {"rule", entry.rule},
                  {"part", entry.part},
                  {"unit", entry.unit},
                  {"points", entry.points},
                  {"granted", entry.granted},
                  {"reason", entry.reason},
                  {"rater", turn.actor()}},
              {});
    const bool counts = entry.kind != "objection" && entry.kind != "answer";
    if (counts && turn.state().status == StepStatus::done && !turn.state().stale)
      turn.emit_as_engine(event_type::step_went_stale, Map{{"because", turn.address()}});
    return std::nullopt;
  }

  // Goes on without what is still to be entered.
  static std::optional<Refusal> close_step(Turn& turn, const CloseStep& close) {
    if (turn.state().status != StepStatus::open)
      return Refusal{RefusalKind::invalid_state, refusals::not_open, {turn.address()}, {}};
    if (close.reason.empty()) return Refusal{RefusalKind::invalid_argument, refusals::no_reason, {}, {}};
    if (make(turn, assess(turn))) turn.settle("closed", close.reason);
    return std::nullopt;
  }
};

}  // namespace

std::unique_ptr<StepKind> make_assess_kind() { return std::make_unique<AssessKind>(); }

}  // namespace hongtou
