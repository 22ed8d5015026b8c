// case 案件: a flow for every thing that turns up: a clue, a finding, an enterprise at risk.
#include <algorithm>

#include "engine/campaign/refusals.h"
#include "engine/campaign/steps/built_in.h"
#include "engine/campaign/steps/quorum.h"

namespace hongtou {

namespace {

constexpr Message intake_shut{"refused.intake_shut", "步骤“{0}”现在不受理", "the step “{1}” takes nothing in now", "", ""};
constexpr Message not_a_registrar{"refused.not_a_registrar", "步骤“{0}”不由“{2}”登记", "the step “{1}” takes nothing from “{2}”",
                                  "", ""};

class CaseKind final : public StepKind {
 public:
  StepKindInfo info() const override {
    return {"case",
            "案件",
            {{"form", "表单", KeyType::form, false, "登记时填的表单", "the form it is registered with"},
             {"from", "报送单位", KeyType::units, false, "谁可以登记；不写则都可以", "who may register one; anybody when absent"},
             {"opens", "开始", KeyType::date, false, "从哪天起受理", "the day from which they are taken in"},
             {"until", "截止", KeyType::date, false, "受理到哪天；不写则到活动结束",
              "the last day of intake; the campaign's when absent"},
             {"await",
              "等候",
              KeyType::choice,
              false,
              "none 停止受理即办结（不写即是）、all 还要等各案办结",
              "settles when intake shuts (none, the default) or when all cases have ended too (all)",
              {{"none", "不等"}, {"all", "全部"}}},
             complete_when_key(),
             rest_key(),
             {"steps", "步骤", KeyType::flow, true, "每一案要做的事", "what is to be done for each"}},
            "有一件办一件，件数不定",
            "runs its steps for each thing that turns up, from none to any number"};
  }

  std::optional<Instant> opens_at(const Place& place) const override {
    return place.waits_for_date("opens") ? not_yet : place.start("opens");
  }

  void work(Turn& turn) const override {
    if (settles_by_quorum(turn) || shut_at(turn) > turn.now()) return;
    if (!turn.state().intake_shut) turn.emit_as_engine(event_type::intake_shut, Map{});
    if (!awaits_all(turn) || all_scopes_settled(turn)) turn.settle("on_date");
  }

  // Once intake has shut only the cases are waited for.
  std::optional<Instant> wakes_at(const Place& place) const override {
    return place.state().intake_shut ? std::nullopt : std::optional(shut_at(place));
  }

  std::optional<Refusal> act(Turn& turn, const Act& act) const override {
    if (const auto* opening = std::get_if<OpenCase>(&act)) return open_case(turn, *opening);
    if (const auto* correction = std::get_if<CorrectCase>(&act)) return correct(turn, *correction);
    if (const auto* close = std::get_if<CloseStep>(&act)) return stop(turn, *close);
    return StepKind::act(turn, act);
  }

 private:
  static bool awaits_all(const Place& place) {
    const auto* awaits = place.step().setting("await");
    return awaits != nullptr && awaits->text == "all";
  }

  static Instant shut_at(const Place& place) { return place.end("until").value_or(end_of_day(place.definition().period.last)); }

  static std::optional<Refusal> open_case(Turn& turn, const OpenCase& opening) {
    if (turn.state().status != StepStatus::open || shut_at(turn) <= turn.now())
      return refusals::of_step(turn, RefusalKind::invalid_state, intake_shut);
    const auto may = turn.step().setting("from") == nullptr ? turn.all_units() : turn.units("from");
    if (std::find(may.begin(), may.end(), opening.unit) == may.end())
      return refusals::of_step(turn, RefusalKind::invalid_argument, not_a_registrar, {turn.unit_name(opening.unit)});
    Value scope{Map{{"key", std::to_string(turn.state().scopes.size() + 1)}, {"unit", opening.unit}, {"title", opening.title}}};
    std::vector<std::string> personal;
    auto registered = registration(turn, opening.data);
    if (!registered.findings.empty()) return invalid(std::move(registered.findings));
    if (!registered.data.is_null()) scope["data"] = std::move(registered.data);
    for (const auto& path : registered.personal) personal.push_back("/scopes/0/data" + path);
    turn.emit(event_type::scopes_opened, Map{{"scopes", List{std::move(scope)}}}, std::move(personal));
    return std::nullopt;
  }

  static std::optional<Refusal> correct(Turn& turn, const CorrectCase& correction) {
    const auto& scopes = turn.state().scopes;
    const auto found = scopes.find(correction.scope);
    if (found == scopes.end() || found->second.settled)
      return refusals::of_step(turn, RefusalKind::not_found, refusals::no_scope, {correction.scope});
    if (correction.reason.empty()) return Refusal{RefusalKind::invalid_argument, refusals::no_reason, {}, {}};
    auto data = found->second.data.is_null() ? Value(Map{}) : found->second.data;
    if (const auto* fields = correction.data.map())
      for (const auto& [name, value] : *fields) data[name] = value;
    auto registered = registration(turn, data);
    if (!registered.findings.empty()) return invalid(std::move(registered.findings));
    std::vector<std::string> personal;
    for (const auto& path : registered.personal) personal.push_back("/data" + path);
    turn.emit(event_type::case_corrected,
              Map{{"scope", correction.scope}, {"data", std::move(registered.data)}, {"reason", correction.reason}},
              std::move(personal));
    return std::nullopt;
  }

  struct Registration {
    Value data;                         // null: the step has no form
    std::vector<std::string> personal;  // JSON pointers into it
    std::vector<Finding> findings;      // not empty: it has errors, and this is all that is wrong with it
  };

  static Registration registration(const Turn& turn, const Value& data) {
    const auto form = turn.definition().forms.find(turn.step().name("form"));
    if (form == turn.definition().forms.end()) return {};
    SubmissionContext context;
    context.evaluation = {&turn.calendar(), turn.now()};
    auto findings = check_submission(form->second, data, context);
    if (std::any_of(findings.begin(), findings.end(), [](const Finding& f) { return f.severity == Severity::error; }))
      return {{}, {}, std::move(findings)};
    auto whole = completed(form->second, data, context.evaluation);
    auto personal = form->second.personal_paths(whole);
    return {std::move(whole), std::move(personal), {}};
  }

  static Refusal invalid(std::vector<Finding> findings) {
    return {RefusalKind::invalid_argument, refusals::invalid_submission, {}, std::move(findings)};
  }
};

}  // namespace

std::unique_ptr<StepKind> make_case_kind() { return std::make_unique<CaseKind>(); }

}  // namespace hongtou
