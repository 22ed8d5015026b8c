// assess 考核: units are judged by the rules, from the campaign's own records.
#include <algorithm>

#include "engine/campaign/awards.h"
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
constexpr Message unknown_kind{"assessment.unknown_kind", "没有“{0}”这种录入", "there is no entry of the kind “{0}”",
                               "可用：score 评分、correction 更正、objection 异议、answer 答复、nomination 推荐、grant "
                               "审定、decided 审定完毕",
                               "there are: score, correction, objection, answer, nomination, grant, decided"};
constexpr Message not_judged{"assessment.not_judged", "“{0}”不是考核的单位", "“{0}” is not judged by this assessment",
                             "写被考核单位的名称或编号", "write a unit that is judged"};
constexpr Message nothing_to_object_to{"assessment.unknown_subject", "考核规则里没有名为“{0}”的考核项或荣誉",
                                       "the rules have neither an item nor an award “{0}”", "写考核规则里的名称",
                                       "write a name from the rules"};
constexpr Message no_objection{"assessment.no_objection", "“{1}”对“{0}”没有提过异议，或已经答复",
                               "“{1}” has no open objection to “{0}”", "核对考核项和单位的名称", "check the item and the unit"};
constexpr Message not_answerer{"assessment.not_answerer", "异议不由“{0}”答复", "“{0}” does not answer objections",
                               "由主办考核的“{1}”或审定荣誉的单位答复",
                               "it is for “{1}”, who assesses, or who decides the award"};

class AssessKind final : public StepKind {
 public:
  StepKindInfo info() const override {
    return {"assess",
            "考核",
            {{"rules", "规则", KeyType::assessment, true, "考核规则文件（.info）", "the file of rules (.info)"},
             {"text", "文稿", KeyType::text, false, "考核结果的文稿模板（.gw）", "a text for the results (.gw)"},
             {"by", "主办", KeyType::unit, false, "由谁考核", "who assesses"},
             {"on", "日期", KeyType::date, false, "哪天考核；不写则前面的步骤办结即考核",
              "the day; without it, as soon as the steps before have settled"},
             {"due", "截止", KeyType::date, false, "评分、审定到哪天为止，到期按已录入的办结；不写则等到齐",
              "the last day for scores and awards: then it settles with what is in; without it, it waits for all"}},
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
    const auto due = turn.end("due");
    const bool complete = std::none_of(results.begin(), results.end(), is_waiting) &&
                          all_decided(rules_of(turn), award_round_of(turn.state().entries));
    if (!complete && !(due && *due <= turn.now())) return;
    if (make(turn, results)) turn.settle(complete ? "complete" : "on_date");
  }

  std::optional<Instant> wakes_at(const Place& place) const override { return place.end("due"); }

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
          awards(rules_of(turn), award_round_of(turn.state().entries), parameters_of(turn.definition(), turn.campaign()));
    turn.emit_as_engine(event_type::units_assessed, std::move(data));
    return text.empty() || turn.publish(text, event_type::document_compiled, Map{});
  }

  static Diagnostics fault(Message message, std::vector<std::string> arguments) {
    return {{Severity::error, {}, message, std::move(arguments)}};
  }

  static Diagnostics faults(const Turn& turn, const Enter& entry) {
    if (entry.kind == "nomination" || entry.kind == "grant") return faults_of_nomination(turn, entry);
    if (entry.kind == "decided") return check_decided(rules_of(turn), entry.rule, turn.actor());
    if (entry.kind == "objection") return faults_of_objection(turn, entry);
    if (entry.kind == "answer") return faults_of_answer(turn, entry);
    if (entry.kind != "score" && entry.kind != "correction") return fault(unknown_kind, {entry.kind});
    const bool corrects = entry.kind == "correction";
    if (auto found =
            check_entry(rules_of(turn), {entry.rule, entry.part, entry.unit, turn.actor(), entry.points, entry.reason, corrects},
                        assessor(turn), parameters_of(turn.definition(), turn.campaign()));
        !found.empty())
      return found;
    return is_judged(turn, entry.unit) ? Diagnostics() : fault(not_judged, {entry.unit});
  }

  static Diagnostics faults_of_nomination(const Turn& turn, const Enter& entry) {
    Nomination nomination{entry.rule, entry.unit, turn.actor(), entry.reason, std::nullopt, ""};
    if (entry.kind == "grant") {
      nomination.granted = entry.granted;
      nomination.decided_by = turn.actor();
    }
    return check_nomination(rules_of(turn), award_round_of(turn.state().entries).nominations, nomination,
                            parameters_of(turn.definition(), turn.campaign()));
  }

  static Diagnostics faults_of_objection(const Turn& turn, const Enter& entry) {
    const auto& rules = rules_of(turn);
    if (!has_item(rules.items, entry.rule) && find_award(rules, entry.rule) == nullptr)
      return fault(nothing_to_object_to, {entry.rule});
    return has_item(rules.items, entry.rule) && !is_judged(turn, entry.unit) ? fault(not_judged, {entry.unit}) : Diagnostics();
  }

  static Diagnostics faults_of_answer(const Turn& turn, const Enter& entry) {
    const auto* award = find_award(rules_of(turn), entry.rule);
    const bool may =
        assessor(turn).empty() || turn.actor() == assessor(turn) || (award != nullptr && turn.actor() == award->decided_by);
    if (!may) return fault(not_answerer, {turn.actor(), assessor(turn)});
    int open = 0;
    for (const auto& each : turn.state().entries)
      if (each.at("rule") == Value(entry.rule) && each.at("unit") == Value(entry.unit))
        open += each.at("kind") == Value("objection") ? 1 : each.at("kind") == Value("answer") ? -1 : 0;
    return open > 0 ? Diagnostics() : fault(no_objection, {entry.rule, entry.unit});
  }

  static std::string assessor(const Place& place) {
    const auto units = place.units("by");
    return units.empty() ? place.definition().lead : units.front();
  }

  static bool is_judged(const Place& place, const std::string& unit) {
    const auto& judged = rules_of(place).judged;
    return judged.empty() ? place.definition().units.find(unit) != nullptr
                          : std::find(judged.begin(), judged.end(), unit) != judged.end();
  }

  static bool has_item(const std::vector<AssessmentItem>& items, const std::string& id) {
    return std::any_of(items.begin(), items.end(),
                       [&](const AssessmentItem& item) { return item.id == id || has_item(item.items, id); });
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
    const bool changes = entry.kind == "score" || entry.kind == "correction" || entry.kind == "grant";
    if (changes && turn.state().status == StepStatus::done && !turn.state().stale)
      turn.emit_as_engine(event_type::step_went_stale, Map{{"because", turn.address()}});
    return std::nullopt;
  }

  // Goes on without what is still to be entered.
  static std::optional<Refusal> close_step(Turn& turn, const CloseStep& close) {
    if (turn.state().status != StepStatus::open) return refusals::of_step(turn, RefusalKind::invalid_state, refusals::not_open);
    if (close.reason.empty()) return Refusal{RefusalKind::invalid_argument, refusals::no_reason, {}, {}};
    if (make(turn, assess(turn))) turn.settle("closed", close.reason);
    return std::nullopt;
  }
};

}  // namespace

std::unique_ptr<StepKind> make_assess_kind() { return std::make_unique<AssessKind>(); }

}  // namespace hongtou
